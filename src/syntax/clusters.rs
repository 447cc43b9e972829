//! Word clusters: what a word is like, learnt from much more text than any treebank has.
//!
//! The table is made by `train/clusters.py` and read in place.

use once_cell::sync::OnceCell;

use crate::error::Error;
use crate::perceptron::hash;

/// The two clusters of a word; 0 is no cluster.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cluster {
    /// Brown cluster: the first step of its path is the lowest bit, so that `brown & 63` is a coarser cluster.
    pub brown: u16,
    /// Cluster of its embedding.
    pub embedded: u16,
}

/// A table of clusters by word.
#[derive(Clone, Debug)]
pub struct Clusters<'a> {
    mask: usize,
    slots: &'a [u8],
}

impl Clusters<'static> {
    /// What the package ships.
    ///
    /// # Errors
    /// A faulty file; the package's tests open it.
    pub fn builtin() -> Result<&'static Self, Error> {
        static BUILTIN: OnceCell<Clusters<'static>> = OnceCell::new();
        BUILTIN.get_or_try_init(|| Self::open(include_bytes!("../../data/models/clusters.bin")))
    }
}

impl<'a> Clusters<'a> {
    /// Opens the bytes of a cluster file, described in `train/clusters.py`.
    ///
    /// # Errors
    /// The bytes are no such file.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Error> {
        let fault = || Error::data("clusters.bin", None, "is no table of clusters");
        let end = bytes.iter().take(40).position(|b| *b == b'\n').ok_or_else(fault)?;
        let head = std::str::from_utf8(&bytes[..end]).map_err(|_| fault())?;
        let bits: u32 = head.strip_prefix("dateline-clusters 1 ").and_then(|n| n.parse().ok()).ok_or_else(fault)?;
        let slots = &bytes[end + 1..];
        if bits > 24 || slots.len() != 6 << bits {
            return Err(fault());
        }
        Ok(Self { mask: (1 << bits) - 1, slots })
    }

    /// The clusters of a word in lower case.
    pub fn get(&self, lower: &str) -> Cluster {
        let hash = hash(lower);
        let check = (hash >> 16) as u16;
        let mut at = hash as usize & self.mask;
        // A full table would go round once.
        for _ in 0..=self.mask {
            let Some(&[c0, c1, b0, b1, e0, e1]) = self.slots.get(at * 6..at * 6 + 6) else { break };
            let slot = [u16::from_le_bytes([c0, c1]), u16::from_le_bytes([b0, b1]), u16::from_le_bytes([e0, e1])];
            if slot == [0; 3] {
                break;
            }
            if slot[0] == check {
                return Cluster { brown: slot[1], embedded: slot[2] };
            }
            at = (at + 1) & self.mask;
        }
        Cluster::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn like_words_share_a_cluster() {
        let clusters = Clusters::builtin().expect("the shipped file");
        let (a, b) = (clusters.get("doctors"), clusters.get("teachers"));
        assert_eq!(a.brown, b.brown);
        assert_ne!(a, Cluster::default());
        assert_eq!(clusters.get("qxzzyw"), Cluster::default());
    }
}
