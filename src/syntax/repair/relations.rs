//! Relations that the rest of the clause rules out: `the blast killed at least 12 soldiers` has an object and no passive.

use super::{Edit, Repair, edit};
use crate::syntax::predicates::lexicon::WordClass;
use crate::syntax::tags::{Deprel, Upos};
use crate::text::span::TokenId;

impl Repair<'_> {
    /// A passive subject of a verb that has an object: the verb is active.
    pub(super) fn subject_of_no_passive(&self, subject: TokenId) -> Option<Vec<Edit>> {
        let verb = self.syntax.head(subject)?;
        let passive = self.has(verb, |d| matches!(d, Deprel::AuxPass | Deprel::Aux | Deprel::Cop | Deprel::OblAgent));
        let object =
            self.children(verb).any(|c| c > verb && matches!(self.syntax.deprel(c), Deprel::Obj | Deprel::OblUnmarked));
        (self.syntax.upos(verb) == Upos::Verb && !passive && object && subject < verb)
            .then(|| vec![edit(subject, verb, Deprel::Nsubj)])
    }

    /// A bare noun after an active verb without an object, and no word of time: the object.
    pub(super) fn bare_object(&self, noun: TokenId) -> Option<Vec<Edit>> {
        let verb = self.syntax.head(noun)?;
        let taken = self.has(verb, |d| {
            matches!(d, Deprel::Obj | Deprel::Ccomp | Deprel::Xcomp | Deprel::AuxPass | Deprel::Cop | Deprel::OblAgent)
        });
        let subject = self.has(verb, |d| matches!(d, Deprel::Nsubj | Deprel::NsubjPass));
        let time = self.is(noun, WordClass::Time);
        // Nothing stands between the verb and the noun but its particle and the noun's own words.
        let particle = self.children(verb).find(|&c| c.0 == verb.0 + 1 && self.syntax.deprel(c) == Deprel::CompoundPrt);
        let beside = self.syntax.tree.extent(noun).start.0 == particle.unwrap_or(verb).0 + 1;
        (self.syntax.upos(verb) == Upos::Verb && subject && !taken && !time && beside)
            .then(|| vec![edit(noun, verb, Deprel::Obj)])
    }
}
