//! Ties: the events that one sentence tells of one happening (`the strike killed four and wounded …`).

use hashbrown::HashSet;

use super::View;
use super::agreement::tied;
use super::facts::Facts;
use super::lexicon::Discourse;
use crate::events::{Event, EventId};
use crate::syntax::predicates::{Embedding, EmbeddingKind};
use crate::text::span::{TokenId, TokenSpan};

/// Clauses above an event in which it may be told with another.
const EMBEDDED: usize = 3;
/// Events before and after one that are looked at before its group and another become one.
const TIED: usize = 16;

impl<'a> View<'a> {
    /// The events that a sentence ties together, in text order of their first.
    pub(super) fn groups(&self, running: &HashSet<EventId>) -> Vec<Facts<'a>> {
        let n = self.events.rows.len();
        let facts: Vec<Option<Facts<'a>>> = (0..n).map(|i| self.facts(EventId::new(i), running)).collect();
        let may_tie = |i: usize, j: usize| match (&facts[i], &facts[j]) {
            (Some(a), Some(b)) => {
                tied(a, b) && a.denied == b.denied && (!a.distinct && !b.distinct || a.apart && b.apart)
            }
            _ => false,
        };
        let types_agree = |i: usize, j: usize| match (&facts[i], &facts[j]) {
            (Some(a), Some(b)) => a.types_agree(b),
            _ => true,
        };
        let mut parent: Vec<usize> = (0..n).collect();
        let mut first = 0;
        while first < n {
            let sentence = self.events.rows[first].sentence;
            let last = first + self.events.rows[first..].iter().take_while(|e| e.sentence == sentence).count();
            for i in first..last {
                for head in self.tied_to(&self.events.rows[i]) {
                    let other = (first..last).find(|&j| j != i && self.events.rows[j].trigger.has(head));
                    if let Some(j) = other.filter(|&j| !self.separated(i, j) && may_tie(i, j)) {
                        let (a, b) = (root(&mut parent, i), root(&mut parent, j));
                        let mut of = |top: usize| -> Vec<usize> {
                            let near = first.max(i.saturating_sub(TIED))..last.min(i + TIED);
                            near.filter(|&k| root(&mut parent, k) == top).collect()
                        };
                        let (left, right) = (of(a), of(b));
                        if left.iter().all(|&x| right.iter().all(|&y| types_agree(x, y))) {
                            parent[a.max(b)] = a.min(b);
                        }
                    }
                }
            }
            first = last;
        }
        let mut out: Vec<Facts<'a>> = Vec::new();
        let mut group_of: Vec<Option<usize>> = vec![None; n];
        for (i, facts) in facts.into_iter().enumerate() {
            let Some(facts) = facts else { continue };
            let top = root(&mut parent, i);
            match group_of[top] {
                Some(g) => out[g].absorb(facts),
                None => {
                    group_of[top] = Some(out.len());
                    out.push(facts);
                }
            }
        }
        out
    }

    /// Head words of what the syntax ties an event to: its arguments, and what it is a conjunct or participle of.
    fn tied_to(&self, event: &Event) -> Vec<TokenId> {
        let Some(predicate) = event.predicate.and_then(|p| self.syntax.predicates.get(p)) else {
            return Vec::new();
        };
        let separates = |token: Option<TokenId>| token.is_some_and(|t| self.has(t, Discourse::Separator));
        let arguments = predicate.arguments.iter().filter(|a| !separates(a.case)).map(|a| a.head);
        // `an airstrike that Israel said killed a commander`
        let said = |e: &&Embedding| e.kind == EmbeddingKind::Complement;
        let nearest = predicate.embeddings.iter().skip_while(said).take(EMBEDDED).map_while(|e| {
            let kind = matches!(
                e.kind,
                EmbeddingKind::Adverbial
                    | EmbeddingKind::Conjunction
                    | EmbeddingKind::Relative
                    | EmbeddingKind::Argument
            );
            (kind && !separates(e.marker)).then_some(e)
        });
        arguments.chain(nearest.map(|e| e.governor)).collect()
    }

    /// Does a word stand between two triggers that makes them two events?
    fn separated(&self, i: usize, j: usize) -> bool {
        let (a, b) = (self.events.rows[i.min(j)].trigger, self.events.rows[i.max(j)].trigger);
        TokenSpan { start: a.end, end: b.start }.tokens().any(|t| self.has(t, Discourse::Separator))
    }
}

fn root(parent: &mut [usize], mut i: usize) -> usize {
    while parent[i] != i {
        parent[i] = parent[parent[i]];
        i = parent[i];
    }
    i
}
