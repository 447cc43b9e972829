//! Frames: what carries the content of a cue, or the event under an operator.

/// What carries the content of a cue, or the event under an operator.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frames {
    bits: u32,
    /// The prepositions that take it.
    pub prepositions: Box<[Box<str>]>,
}

/// One way to carry a content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
#[repr(u8)]
pub enum Frame {
    That,
    Quote,
    Wh,
    Inf,
    Oinf,
    Ing,
    Np,
    As,
    Small,
    Raise,
    /// Nothing need carry it: `claimed responsibility`.
    Bare,
    /// Its object, where that is an event: `claimed` **the attack**.
    Deed,
    Subject,
    /// What it is done by is done: `tried to end it` **by shelling** the town.
    Means,
    /// Its object, where that stands for what is told: `investigate` **reports** `that they fled`.
    Pointer,
    /// What it is about is known, whatever is made of it: must `explain` **a strike**.
    Known,
    /// Only a noun that speaks of nothing known: `discussed` **a truce**, not **the attack**.
    Some,
    /// It tells what one wishes to do: `want` **to thank them**.
    Wish,
}

const FRAMES: &[(&str, Frame)] = &[
    ("that", Frame::That),
    ("quote", Frame::Quote),
    ("wh", Frame::Wh),
    ("inf", Frame::Inf),
    ("oinf", Frame::Oinf),
    ("ing", Frame::Ing),
    ("np", Frame::Np),
    ("as", Frame::As),
    ("small", Frame::Small),
    ("raise", Frame::Raise),
    ("bare", Frame::Bare),
    ("deed", Frame::Deed),
    ("subject", Frame::Subject),
    ("means", Frame::Means),
    ("pointer", Frame::Pointer),
    ("known", Frame::Known),
    ("some", Frame::Some),
    ("wish", Frame::Wish),
];

impl Frames {
    pub(super) fn parse(cell: &str) -> Self {
        let mut out = Self::default();
        let mut prepositions = Vec::new();
        for name in cell.split_whitespace() {
            match FRAMES.iter().find(|(n, _)| *n == name) {
                Some((_, frame)) => out.bits |= 1 << *frame as u8,
                None => prepositions.push(name.into()),
            }
        }
        out.prepositions = prepositions.into();
        out
    }

    /// Is this one of them?
    pub fn has(&self, frame: Frame) -> bool {
        self.bits & 1 << frame as u8 != 0
    }

    /// Does this preposition take it?
    pub fn takes(&self, preposition: &str) -> bool {
        self.prepositions.iter().any(|p| **p == *preposition)
    }
}
