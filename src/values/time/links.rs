//! Expressions tied to each other: `6-7 February`, `May 6 and 7th`, `between March and May 2003`, `1995-96`.

use super::Found;
use super::grammar::ClassId;
use super::slots::Slots;
use crate::values::items::{ItemKind, Items};
use crate::values::lexicon::Lexicon;

/// A tie to the next expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// True for `from A to B`, false for `A and B`.
    pub range: bool,
}

/// What stands between two expressions.
#[derive(Clone, Copy, Debug)]
struct Joint {
    /// The first item after it.
    end: usize,
    range: bool,
    /// `to`, `and`, `-`: what may stand between a day and a day, too.
    glued: bool,
}

/// Ties expressions and adds those that are a bare number beside one.
pub fn tie(items: &Items, lexicon: &Lexicon, found: &mut Vec<Found>) {
    let (Some(range), Some(list)) = (lexicon.class("LINK_RANGE"), lexicon.class("LINK_LIST")) else { return };
    let joint = |at: usize| joint(items, lexicon, range, list, at);
    let mut out: Vec<Found> = Vec::with_capacity(found.len());
    for (i, f) in found.iter().enumerate() {
        let free_from = out.last().map_or(0, |o| o.end);
        // `3, 4 and 5 July`
        let mut before: Vec<Found> = Vec::new();
        for _ in 0..8 {
            let first = before.last().unwrap_or(f);
            let Some(day) = day_before(items, lexicon, first, free_from, &joint) else { break };
            before.push(day);
        }
        let other =
            || year_before(items, f, free_from, &joint).or_else(|| hour_before(items, lexicon, f, free_from, &joint));
        if before.is_empty() {
            before.extend(other());
        }
        out.extend(before.into_iter().rev());
        out.push(*f);
        let limit = found.get(i + 1).map_or(items.rows.len(), |n| n.start);
        // `May 4, 5 and 6` adds two; a list is short.
        for _ in 0..8 {
            let Some(last) = out.last_mut() else { break };
            let Some(j) = joint(last.end) else { break };
            let Some(next) = number_after(items, lexicon, last, j, limit) else { break };
            last.link = Some(Link { range: j.range });
            out.push(next);
        }
    }
    let ties: Vec<(usize, Link)> = (1..out.len())
        .filter_map(|i| {
            let (a, b) = (&out[i - 1], &out[i]);
            let mut j = joint(a.end)?;
            // `between` makes a range of `and`.
            let opener = a
                .start
                .checked_sub(1)
                .is_some_and(|at| lexicon.class("BETWEEN").is_some_and(|c| lexicon.has_class(items, c, at)));
            j.range |= opener;
            let article = lexicon.class("ARTICLE").is_some_and(|c| lexicon.has_class(items, c, j.end));
            (j.end == b.start || (article && j.end + 1 == b.start)).then_some((i - 1, Link { range: j.range }))
        })
        .collect();
    for (i, link) in ties {
        out[i].link = Some(link);
    }
    *found = out;
}

fn joint(items: &Items, lexicon: &Lexicon, range: ClassId, list: ClassId, at: usize) -> Option<Joint> {
    let item = items.get(at)?;
    let before = at.checked_sub(1).and_then(|i| items.get(i))?;
    if before.sentence != item.sentence {
        return None;
    }
    for (class, is_range) in [(range, true), (list, false)] {
        let mut end = None;
        lexicon.each_match(items, class, at, |e, _| end = end.or(Some(e)));
        if let Some(end) = end {
            return Some(Joint { end, range: is_range, glued: item.is_mark('-') || item.is_mark('/') });
        }
    }
    None
}

/// The day of `6-7 February` that stands before the expression found.
fn day_before(
    items: &Items,
    lexicon: &Lexicon,
    f: &Found,
    free_from: usize,
    joint: &impl Fn(usize) -> Option<Joint>,
) -> Option<Found> {
    let day = lexicon.class("DAY")?;
    let (Some(_), Some(_)) = (f.slots.day, f.slots.month) else { return None };
    // Only where the expression itself begins with the day.
    if !lexicon.has_class(items, day, f.start) {
        return None;
    }
    let at = f.start.checked_sub(2).filter(|at| *at >= free_from)?;
    let j = joint(at + 1).filter(|j| j.end == f.start)?;
    let mut value = None;
    lexicon.each_match(items, day, at, |end, v| value = value.or((end == at + 1).then_some(v)));
    let mut slots = f.slots;
    slots.day = Some(value?);
    slots.weekday = None;
    (slots.hour, slots.part) = (None, None);
    Some(Found { start: at, end: at + 1, rule: f.rule, slots, link: Some(Link { range: j.range }) })
}

/// The hour of `5 to 7 p.m.` that stands before the expression found.
fn hour_before(
    items: &Items,
    lexicon: &Lexicon,
    f: &Found,
    free_from: usize,
    joint: &impl Fn(usize) -> Option<Joint>,
) -> Option<Found> {
    let hour = lexicon.class("HOUR")?;
    f.slots.meridiem.filter(|_| lexicon.has_class(items, hour, f.start))?;
    let at = (free_from..f.start).rev().take(3).find(|at| joint(at + 1).is_some_and(|j| j.end == f.start))?;
    let j = joint(at + 1).filter(|j| j.range)?;
    let value = f64::from(items.get(at)?.plain(2).filter(|h| (1..=12).contains(h))?);
    let slots = Slots { hour: Some(value), minute: None, ..f.slots };
    Some(Found { start: at, end: at + 1, rule: f.rule, slots, link: Some(Link { range: j.range }) })
}

/// The year of `499-493 BC` that stands before the expression found.
fn year_before(items: &Items, f: &Found, free_from: usize, joint: &impl Fn(usize) -> Option<Joint>) -> Option<Found> {
    let (Some(year), Some(1.0)) = (f.slots.year, f.slots.era) else { return None };
    items.get(f.start)?.plain(4)?;
    let mut at = f.start.checked_sub(2)?;
    let mut j = joint(at + 1);
    // `264 BC - 241 BC` is two of its own.
    if j.is_none_or(|j| j.end != f.start) {
        at = at.checked_sub(1)?;
        j = joint(at + 1);
    }
    let j = j.filter(|j| j.end == f.start)?;
    let value = f64::from(items.get(at).filter(|_| at >= free_from)?.plain(4)?);
    let mut slots = f.slots;
    slots.year = Some(value);
    (value > year).then_some(Found { start: at, end: at + 1, rule: f.rule, slots, link: Some(Link { range: j.range }) })
}

/// The day of `May 6 and 7th`, the year of `1995-96`.
fn number_after(items: &Items, lexicon: &Lexicon, f: &Found, j: Joint, limit: usize) -> Option<Found> {
    let at = j.end + usize::from(lexicon.class("ARTICLE").is_some_and(|c| lexicon.has_class(items, c, j.end)));
    if at >= limit {
        return None;
    }
    let item = items.get(at)?;
    let after = items.get(at + 1);
    // A number that goes on, or that counts what follows it.
    let counts =
        after.is_some_and(|a| a.space_before && a.kind == ItemKind::Word && !lexicon.is_function_word(items, at + 1));
    let goes_on = after.is_some_and(|a| !a.space_before && matches!(a.kind, ItemKind::Word | ItemKind::Number(_)));
    let symbol = after.is_some_and(|a| a.is_mark('%') || a.is_mark('-') && !a.space_before);
    if goes_on || symbol {
        return None;
    }
    let mut slots = f.slots;
    let ends_with_day = f.slots.day.is_some()
        && f.slots.month.is_some()
        && f.slots.hour.is_none()
        && f.end
            .checked_sub(1)
            .and_then(|i| items.get(i))
            .is_some_and(|i| i.plain(2).is_some() || matches!(i.kind, ItemKind::Ordinal(_)));
    if ends_with_day {
        let day = lexicon.class("DAY")?;
        let mut value = None;
        lexicon.each_match(items, day, at, |_, v| value = value.or(Some(v)));
        let value = value?;
        let ordinal = matches!(item.kind, ItemKind::Ordinal(_));
        let first = f.slots.day.unwrap_or(0.0);
        if counts && !ordinal && !j.glued || value <= first {
            return None;
        }
        slots.day = Some(value);
        slots.weekday = None;
        // `June 5-12, 1967`: the year belongs to both.
        let (mut end, mut year) = (at + 1, None);
        if let Some(class) = lexicon.class("YEAR") {
            let comma = usize::from(items.get(end).is_some_and(|i| i.is_mark(',')));
            lexicon.each_match(items, class, end + comma, |e, v| {
                if e <= limit.max(e) && (1000.0..2200.0).contains(&v) {
                    (year, end) = (Some(v), e);
                }
            });
        }
        slots.year = slots.year.or(year);
        return Some(Found { start: at, end, rule: f.rule, slots, link: None });
    }
    let year = f.slots.year.filter(|_| f.slots.month.is_none() && f.slots.era.is_none() && j.glued)?;
    if let Some(full) = item.plain(4).filter(|n| (1000..2200).contains(n) && f64::from(*n) > year) {
        slots.year = Some(f64::from(full));
        return Some(Found { start: at, end: at + 1, rule: f.rule, slots, link: None });
    }
    let short = item.plain(2).filter(|_| matches!(item.kind, ItemKind::Number(d) if d.count == 2))?;
    let century = (year / 100.0).floor() * 100.0;
    let value = century + f64::from(short);
    if item.space_before || value <= year {
        return None;
    }
    slots.year = Some(value);
    Some(Found { start: at, end: at + 1, rule: f.rule, slots, link: None })
}
