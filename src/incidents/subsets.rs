//! Figures that are part of another: `12 people, including three children`.

use hashbrown::HashSet;

use super::casualties::{PERSONS, REACH, Victim};
use super::lexicon::Discourse;
use super::{Casualty, CasualtyId, View};
use crate::entities::Level;
use crate::text::span::{TokenId, TokenSpan};
use crate::values::QuantityId;

/// Tokens between a figure and the one that it is part of.
pub(super) const SUBSET_REACH: usize = 30;

impl View<'_> {
    /// `including three children`: a row that is part of the one before it.
    pub(super) fn add_subsets(&self, rows: &mut Vec<Casualty>, used: &HashSet<usize>) {
        let mut extra: Vec<Casualty> = Vec::new();
        for row in rows.iter() {
            let Some(sentence) = self.text.sentence(row.sentence) else { continue };
            let after = TokenSpan { start: row.span.end, end: sentence.tokens.end };
            let cue = after.tokens().take(SUBSET_REACH).find_map(|t| {
                let (span, class) = self.lexicon.discourse().longest_at(self.text, t, after.end)?;
                (*class == Discourse::Subset).then_some(span)
            });
            let Some(cue) = cue else { continue };
            let near = |t: TokenId| t >= cue.start.min(cue.end) && t.0 <= cue.end.0 + REACH as u32 && after.has(t);
            let first = self.values.quantities.partition_point(|q| q.span.start < after.start);
            for (i, q) in self.values.quantities.iter().enumerate().skip(first) {
                if q.span.start >= after.end {
                    break;
                }
                if used.contains(&i) || !near(q.span.start) {
                    continue;
                }
                let victim = self.counted_by(QuantityId::new(i), q);
                extra.extend(self.row(row.kind, row.event, victim));
            }
            let singular = self.entities.within(TokenSpan { start: cue.end, end: after.end });
            for (id, mention) in singular.take_while(|(_, m)| near(m.span.start)) {
                let one = mention.singular || mention.level == Level::Name;
                if one && mention.kind == PERSONS[0] && !self.tells(mention) {
                    let listed = self.entities.listed_with(self.text, self.syntax, id).into_iter().filter(|&o| o > id);
                    for id in [id].into_iter().chain(listed) {
                        let head = self.entities.mention(id).map_or(mention.head, |m| m.head);
                        let victim = Victim { head, mention: Some(id), quantity: None };
                        extra.extend(self.row(row.kind, row.event, victim));
                    }
                    break;
                }
            }
        }
        extra.retain(|e| {
            let first = rows.partition_point(|row| row.sentence < e.sentence);
            let here = rows[first..].iter().take_while(|row| row.sentence == e.sentence);
            here.into_iter().all(|row| row.kind != e.kind || !row.span.overlaps(e.span))
        });
        let subsets: HashSet<TokenSpan> = extra.iter().map(|e| e.span).collect();
        rows.append(&mut extra);
        rows.sort_by_key(|row| (row.span.start, row.span.end, row.kind));
        rows.dedup_by_key(|row| (row.span, row.kind));
        for i in 0..rows.len() {
            if subsets.contains(&rows[i].span) {
                let (sentence, kind) = (rows[i].sentence, rows[i].kind);
                let before = (0..i).rev().take_while(|&j| rows[j].sentence == sentence);
                let whole = before.into_iter().find(|&j| rows[j].kind == kind && rows[j].subset_of.is_none());
                rows[i].subset_of = whole.map(CasualtyId::new);
            }
        }
    }
}
