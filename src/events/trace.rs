//! Why words made an event, or none. The stage tells a listener what it decides; where nobody listens (`()`) nothing is
//! put together, and the calls compile to nothing.

use super::entry::Entry;
use crate::syntax::predicates::Via;
use crate::syntax::tags::Upos;
use crate::text::span::{TokenId, TokenSpan};

/// Somebody who is told what the stage decides.
pub trait Listener {
    /// The words of an entry stand here and make no event.
    fn blocked(&mut self, span: TokenSpan, entry: &Entry, why: Block) {
        let _ = (span, entry, why);
    }

    /// A trigger was read.
    fn made(&mut self, making: impl FnOnce() -> Making) {
        let _ = making;
    }
}

impl Listener for () {}

/// Why words that an entry knows make no event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Block {
    /// They are another part of speech here.
    Class(Upos),
    /// A condition of the entry, by its name in the data, does not hold.
    Condition(&'static str),
    /// They belong to a fixed phrase that is no event.
    Idiom,
    /// They only say of what kind the noun behind them is.
    Modifier,
    /// They are part of a name or a date.
    Name,
    /// Nothing about the noun tells of one happening.
    Bare,
    /// They only say what another trigger met.
    Merged,
    /// They only say what something is for, or what somebody may or ought to do.
    Purpose,
    /// They tell of what is so as a rule.
    Habit,
}

/// How the fields of an event were found.
#[derive(Clone, Debug)]
pub struct Making {
    /// The trigger.
    pub trigger: TokenSpan,
    /// The entry.
    pub entry: String,
    /// Was it read as a verb?
    pub verb: bool,
    /// Where the actor stood.
    pub actor: Step,
    /// Where the target stood.
    pub target: Step,
    /// The word that made the type a more exact one.
    pub refined: Option<TokenId>,
    /// Does the date hang on the trigger?
    pub dated: bool,
}

/// Where the filler of a role stood.
#[derive(Clone, Debug)]
pub enum Step {
    /// At this position of the frame.
    Found(String, Via),
    /// At none of these.
    Missing(Vec<String>),
}

/// A listener that keeps what it is told.
#[derive(Debug, Default)]
pub struct Record {
    /// What made no event: words, entry, why.
    pub blocked: Vec<(TokenSpan, String, Block)>,
    /// Every trigger read.
    pub made: Vec<Making>,
}

impl Listener for Record {
    fn blocked(&mut self, span: TokenSpan, entry: &Entry, why: Block) {
        // An entry has a word as a verb and as a noun: that it is not the one says less than what the other lacks.
        match self.blocked.iter_mut().find(|(s, name, _)| *s == span && *name == entry.name) {
            Some((_, _, first @ Block::Class(_))) => *first = why,
            Some(_) => {}
            None => self.blocked.push((span, entry.name.clone(), why)),
        }
    }

    fn made(&mut self, making: impl FnOnce() -> Making) {
        self.made.push(making());
    }
}
