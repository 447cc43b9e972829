//! Time expressions: found by rules, then given their place in the calendar in text order.

pub mod grammar;
mod links;
pub mod period;
mod resolve;
pub mod rules;
pub mod slots;

use jiff::civil;

use super::items::Items;
use super::lexicon::Lexicon;
use super::{Date, DateId, DatePrecision, Days, Publication};
use crate::syntax::Syntax;
use crate::syntax::tags::Upos;
use crate::text::Text;
use slots::Slots;

/// An expression found, not yet resolved.
#[derive(Clone, Copy, Debug)]
struct Found {
    /// Its first item.
    start: usize,
    /// The first item after it.
    end: usize,
    /// Its rule.
    rule: usize,
    /// What the pattern caught, over what the rule knows.
    slots: Slots,
    /// How it is tied to the expression after it.
    link: Option<links::Link>,
}

/// Finds the time expressions of a text, in text order.
pub fn read(
    text: &Text<'_>,
    syntax: &Syntax,
    items: &Items,
    lexicon: &Lexicon,
    published: Option<civil::Date>,
) -> (Vec<Date>, Publication) {
    let mut found = Vec::new();
    let mut at = 0;
    while at < items.rows.len() {
        // No mention begins with an article.
        if lexicon.article(items, at) {
            at += 1;
            continue;
        }
        match lexicon.rules.longest(items, lexicon, at) {
            Some(fit) => {
                let with = lexicon.rules.rows.get(fit.rule).map_or_else(Slots::default, |r| r.with);
                found.push(Found { start: at, end: fit.end, rule: fit.rule, slots: fit.slots.over(with), link: None });
                at = fit.end;
            }
            None => at += 1,
        }
    }
    links::tie(items, lexicon, &mut found);
    let publication = match published {
        Some(day) => Publication::Given(day),
        None => resolve::dateline(text, items, lexicon, &found).map_or(Publication::Unknown, Publication::Dateline),
    };
    let resolved = resolve::Resolver::new(text, syntax, items, lexicon, publication.date(), &found).run();
    let mut dates: Vec<Date> = Vec::with_capacity(found.len());
    for (f, r) in found.iter().zip(resolved) {
        let span = items.tokens(f.start, f.end);
        if span.is_empty() || dates.last().is_some_and(|d| d.span.overlaps(span)) {
            continue;
        }
        dates.push(Date {
            span,
            head: crate::syntax::phrases::head_of(text, syntax, span),
            kind: r.kind,
            value: r.value,
            days: r.days,
            stretch: r.days,
            origin: r.origin,
            basis: r.basis,
            rule: lexicon.rules.rows.get(f.rule).map_or("", |rule| rule.name),
            until: (f.link.is_some_and(|l| l.range)).then(|| DateId::new(dates.len() + 1)),
        });
    }
    let last = dates.len();
    if let Some(date) = dates.last_mut().filter(|d| d.until.is_some_and(|u| u.index() >= last)) {
        date.until = None;
    }
    stretch(syntax, &mut dates);
    (dates, publication)
}

/// What is told of two dates at once is of all days between them: `from Friday to Sunday`, `Sunday and Monday`.
fn stretch(syntax: &Syntax, dates: &mut [Date]) {
    for i in 1..dates.len() {
        let (first, second) = (&dates[i - 1], &dates[i]);
        let (Some(a), Some(b)) = (first.days, second.days) else { continue };
        let and = first.span.end.0 + 1 == second.span.start.0 && syntax.upos(first.span.end) == Upos::Cconj;
        let day = |d: Days| d.precision == DatePrecision::Day;
        let next = and && day(a) && day(b) && a.end.tomorrow().is_ok_and(|t| t == b.start);
        let range = first.until.is_some_and(|u| u.index() == i) && a.precision == b.precision && a.start <= b.end;
        if next || range {
            let start = dates[i - 1].stretch.map_or(a.start, |d| d.start);
            let whole = Some(Days { start, end: b.end, precision: DatePrecision::Range });
            (dates[i - 1].stretch, dates[i].stretch) = (whole, whole);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::Resources;
    use crate::pipeline;
    use jiff::civil;

    /// The dates of a phrasing, read on Thursday, 1 August 2024: text, value, rule.
    fn dates(source: &str) -> Vec<(String, Option<String>, &'static str)> {
        let resources = Resources::builtin().expect("the shipped data");
        let analysis = pipeline::analyse(source, Some(civil::date(2024, 8, 1)), resources);
        let row = |d: &crate::values::Date| (analysis.text.slice(d.span).to_owned(), d.value.clone(), d.rule);
        analysis.values.dates.iter().map(row).collect()
    }

    #[test]
    fn every_rule_reads_its_phrasings_and_leaves_the_others() {
        let resources = Resources::builtin().expect("the shipped data");
        let mut faults = Vec::new();
        for rule in &resources.values.rules.rows {
            if rule.yes.is_empty() {
                faults.push(format!("{}: no phrasing", rule.name));
            }
            for (marked, value) in &rule.yes {
                let phrase = marked.replace(['[', ']'], "");
                let wanted = marked.split_once('[').and_then(|(_, r)| r.split_once(']')).map_or("", |(w, _)| w);
                let found = dates(&phrase);
                let hit = found.iter().any(|(text, v, name)| {
                    *name == rule.name && *text == wanted && v.as_deref().unwrap_or("") == value
                });
                if !hit {
                    faults.push(format!("{}: {marked:?} = {value}, read as {found:?}", rule.name));
                }
            }
            for phrase in &rule.no {
                if let Some((text, value, _)) = dates(phrase).iter().find(|(_, _, name)| *name == rule.name) {
                    faults.push(format!("{}: {phrase:?} gives {text:?} = {value:?}", rule.name));
                }
            }
        }
        assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
    }
}
