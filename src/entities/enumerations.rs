//! Lists of names: `Juan Perez, 34; Maria Vega, a teacher; and Luis Gomez`. The tree rarely holds a long one together.

use super::{Entities, Level, Mention, MentionId};
use crate::syntax::Syntax;
use crate::syntax::tags::Upos;
use crate::text::Text;
use crate::text::span::{TokenId, TokenSpan};

/// Tokens that may stand between two names of a list: age, trade and origin of the first.
const BETWEEN: u32 = 14;
/// Names of the longest list.
const LONGEST: usize = 40;

impl Entities {
    /// The other named persons of the list that a mention stands in, in text order; none where it stands in no list.
    pub fn listed_with(&self, text: &Text<'_>, syntax: &Syntax, id: MentionId) -> Vec<MentionId> {
        let Some(mention) = self.mention(id).filter(|m| m.kind == "person") else { return Vec::new() };
        let Some(sentence) = text.sentence(text.sentence_of(mention.head)) else { return Vec::new() };
        let (mut after, mut before): (Vec<MentionId>, Vec<MentionId>) = (Vec::new(), Vec::new());
        let mut joined = false;
        let mut last = mention;
        while after.len() < LONGEST {
            let rest = TokenSpan { start: last.span.end, end: sentence.tokens.end };
            let Some((next, m, link)) = self.next_name(text, syntax, last, rest) else { break };
            joined |= link;
            after.push(next);
            last = m;
        }
        let mut first = mention;
        while before.len() < LONGEST {
            let start = TokenId(first.span.start.0.saturating_sub(BETWEEN + 8)).max(sentence.tokens.start);
            let room = TokenSpan { start, end: first.span.start };
            let named: Vec<(MentionId, &Mention)> = self.within(room).filter(|(_, m)| self.is_listed(m)).collect();
            let Some(&(previous, m)) = named.last() else { break };
            // `they killed A and B fled`: B begins a clause.
            let verb = |t: TokenId| matches!(syntax.upos(t), Upos::Verb | Upos::Aux);
            let object = m.span.start.before().is_some_and(verb);
            if object && verb(first.span.end) {
                break;
            }
            let outer = named.iter().rev().find(|(_, o)| o.span.contains(m.span)).copied().unwrap_or((previous, m));
            let Some(link) = joins(text, syntax, TokenSpan { start: outer.1.span.end, end: first.span.start }) else {
                break;
            };
            joined |= link;
            before.push(outer.0);
            first = outer.1;
        }
        if !joined {
            return Vec::new();
        }
        before.reverse();
        before.extend(after);
        before
    }

    /// The names set right after a noun for several people: `the priests Juan Perez, Luis Gomez and Jose Diaz`.
    pub fn names_of(&self, text: &Text<'_>, syntax: &Syntax, people: MentionId) -> Vec<MentionId> {
        let group = self.mention(people).filter(|m| m.kind == "group" && m.level == Level::Nominal && !m.singular);
        let Some(start) = group.map(|m| m.span.end) else { return Vec::new() };
        let Some(sentence) = text.sentence(text.sentence_of(TokenId(start.0.saturating_sub(1)))) else {
            return Vec::new();
        };
        let beside = |from: TokenId| {
            let rest = TokenSpan { start: from, end: sentence.tokens.end };
            self.within(rest).take_while(|(_, m)| m.span.start == from).find(|(_, m)| self.is_listed(m))
        };
        let Some((first, mention)) = beside(start) else { return Vec::new() };
        let mut out = vec![first];
        out.extend(self.listed_with(text, syntax, first).into_iter().filter(|id| *id > first));
        // Of two names before a verb the second belongs here too.
        if out.len() == 1 && syntax.upos(mention.span.end) == Upos::Cconj {
            out.extend(beside(TokenId(mention.span.end.0 + 1)).map(|(id, _)| id));
        }
        out
    }

    /// The name that follows one in a list, and whether a word such as `and` joins them.
    fn next_name<'a>(
        &'a self,
        text: &Text<'_>,
        syntax: &Syntax,
        last: &Mention,
        rest: TokenSpan,
    ) -> Option<(MentionId, &'a Mention, bool)> {
        let near = |m: &Mention| m.span.start.0 <= last.span.end.0 + BETWEEN;
        let (id, next) = self.within(rest).find(|(_, m)| self.is_listed(m)).filter(|(_, m)| near(m))?;
        let link = joins(text, syntax, TokenSpan { start: last.span.end, end: next.span.start })?;
        // A name with a verb of its own begins a clause.
        let verb = matches!(syntax.upos(next.span.end), Upos::Verb | Upos::Aux);
        (!verb).then_some((id, next, link))
    }

    /// A person with a name, and with a title before it or none.
    fn is_listed(&self, mention: &Mention) -> bool {
        let name = |m: &Mention| m.level == Level::Name && m.entity == mention.entity;
        mention.kind == "person" && (name(mention) || self.within(mention.span).any(|(_, m)| name(m)))
    }
}

/// Does what stands between two names join them in a list? True where a conjunction or semicolon does, None if nothing.
fn joins(text: &Text<'_>, syntax: &Syntax, between: TokenSpan) -> Option<bool> {
    if between.is_empty() || between.len() as u32 > BETWEEN {
        return None;
    }
    let separates = |t: TokenId| matches!(text.token(t), "," | ";") || syntax.upos(t) == Upos::Cconj;
    let ends = |t: TokenId| separates(t) || text.token(t) == "(" || text.token(t) == ")";
    let clause = |t: TokenId| {
        matches!(syntax.upos(t), Upos::Verb | Upos::Aux | Upos::Sconj | Upos::Pron)
            || matches!(text.token(t), ":" | "\"")
    };
    let fits = ends(between.start) && separates(between.last()) && !between.tokens().any(clause);
    fits.then(|| between.tokens().any(|t| text.token(t) == ";" || syntax.upos(t) == Upos::Cconj))
}
