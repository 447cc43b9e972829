//! Sources: who says it, read off the subject or agent of a cue, its possessor, or its position.

use super::cues::{Site, SiteKind};
use super::lexicon::{Cue, Form, Frame, Place};
use super::{Context, content};
use crate::entities::{EntityId, Level, Mention, MentionId};
use crate::syntax::phrases;
use crate::syntax::predicates::{Argument, Predicate, PredicateKind, Role, Via};
use crate::syntax::tags::Upos;
use crate::text::span::{TokenId, TokenSpan};

/// The kind of what has the words of somebody else.
const DOCUMENT: &str = "document";
/// The kinds of those whose words a document has.
const SPEAKERS: &[&str] = &["person", "organization", "group", "location"];
/// Events back that a document was told of.
const TOLD: usize = 40;

/// The words that name a source, and the word that heads them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// The words.
    pub span: TokenSpan,
    /// Their head; of a relative pronoun its antecedent.
    pub head: TokenId,
}

/// The source of a verb.
pub fn of_verb(ctx: &Context<'_, '_, '_>, site: &Site<'_>) -> Option<Source> {
    if let (Some(quotation), _) = content::beside(ctx, site.head, site.group) {
        let gap = TokenSpan { start: quotation.span.end, end: site.group.start };
        return beside_quotation(ctx, site, gap);
    }
    let predicate = ctx.predicate(site.head)?;
    if let Some(cited) = cited(ctx, site, predicate) {
        return Some(of_argument(ctx, site.group, cited));
    }
    let comma_before = site.group.start.before().is_some_and(|t| ctx.is_comma(t));
    let far = |a: &&Argument| {
        let behind = a.head >= site.group.end && !comma_before && a.case.is_none();
        (a.via == Via::Control, a.via == Via::Conjunction, behind, a.head.0.abs_diff(site.head.0))
    };
    // `Four died, said Daily News editor Joe Roe`: a parser may take who says it for what is said.
    let spoken = matches!(&site.kind, SiteKind::Verb(entries, Form::Past | Form::S | Form::Base) if entries.iter().any(|c| is_saying(c)));
    let after = predicate.all(Role::Object).filter(|a| comma_before && spoken && a.head >= site.group.end);
    let subjects = predicate.all(Role::Subject).filter(|a| can_say(ctx, a.head));
    let subject = subjects.min_by_key(far).or_else(|| after.into_iter().next())?;
    if let Some(main) = above_deed(ctx, site, predicate, subject) {
        return Some(Source { span: noun_phrase(ctx, main.head, site.group), head: main.head });
    }
    let source = of_argument(ctx, site.group, subject);
    let inverted = comma_before && source.span.start >= site.group.end;
    Some(if inverted { Source { span: to_its_name(ctx, source.span), ..source } } else { source })
}

/// Does it report both clauses and quotations, as verbs of saying do?
fn is_saying(cue: &Cue) -> bool {
    cue.frames.has(Frame::That) && cue.frames.has(Frame::Quote)
}

/// `The agency quoted a commander as saying`: who is quoted says so.
fn cited<'c>(ctx: &Context<'c, '_, '_>, site: &Site<'_>, predicate: &'c Predicate) -> Option<&'c Argument> {
    let before = site.group.start.before()?;
    let named = matches!(site.kind, SiteKind::Verb(_, Form::Gerund))
        && ctx.lexicon.hedge(ctx.text.lower(before), Place::Naming).is_some();
    let above = predicate.embeddings.iter().filter_map(|e| ctx.predicate(e.governor));
    above.filter(|_| named).find_map(|v| v.all(Role::Object).find(|a| a.via == Via::Direct && can_say(ctx, a.head)))
}

/// `Iran has hardened its tone since the attacks, saying that …`: a participle that the tree hangs on a deed is said by
/// who does what stands above it.
fn above_deed<'c>(
    ctx: &Context<'c, '_, '_>,
    site: &Site<'_>,
    predicate: &'c Predicate,
    subject: &Argument,
) -> Option<&'c Argument> {
    let speaks = matches!(&site.kind, SiteKind::Verb(entries, Form::Gerund) if entries.iter().any(|c| is_saying(c)));
    let deed = ctx.events.rows.binary_search_by_key(&subject.head, |e| e.head).is_ok();
    let verbs = predicate.embeddings.iter().filter_map(|e| ctx.predicate(e.governor));
    let main = verbs.filter(|v| v.kind == PredicateKind::Verb).find_map(|v| v.first(Role::Subject));
    main.filter(|m| speaks && deed && m.head < site.head && can_say(ctx, m.head))
}

/// `"holy war" refers to`: is its subject a word that is only quoted, which says nothing?
pub fn is_quoted_term(ctx: &Context<'_, '_, '_>, site: &Site<'_>) -> bool {
    let outside = ctx.quotations.id_at(site.group.start);
    let term = |a: &Argument| {
        let quotation = ctx.quotations.id_at(a.head);
        quotation.is_some() && quotation != outside && ctx.entities.headed_by(a.head).is_none()
    };
    ctx.predicate(site.head).and_then(|p| p.first(Role::Subject)).is_some_and(|a| a.head < site.head && term(a))
}

/// No day (`Trump on Wednesday said`) and no clause says anything.
fn can_say(ctx: &Context<'_, '_, '_>, head: TokenId) -> bool {
    ctx.values.date_at(head).is_none() && !matches!(ctx.syntax.upos(head), Upos::Verb | Upos::Aux | Upos::Adv)
}

/// The source of a quotation before the cue: between the two, or after the cue where nothing is between.
fn beside_quotation(ctx: &Context<'_, '_, '_>, site: &Site<'_>, gap: TokenSpan) -> Option<Source> {
    let predicate = ctx.predicate(site.head);
    let named = |fits: &dyn Fn(TokenId) -> bool| {
        let arguments = predicate.into_iter().flat_map(|p| &p.arguments);
        let party =
            arguments.filter(|a| matches!(a.role, Role::Subject | Role::Object | Role::Indirect) && fits(a.head));
        party.min_by_key(|a| a.head.0.abs_diff(site.head.0)).map(|a| of_argument(ctx, site.group, a))
    };
    let between = gap.tokens().any(|t| !ctx.is_edge(t));
    if between {
        let start = gap.tokens().find(|&t| !ctx.is_edge(t)).unwrap_or(gap.start);
        let whole = edges(ctx, TokenSpan { start, end: gap.end });
        let subject = named(&|h| gap.has(h)).filter(|s| gap.contains(s.span));
        // What stands between is the source, with what describes it.
        let head = subject.map_or_else(|| phrases::head_of(ctx.text, ctx.syntax, whole), |s| s.head);
        return Some(Source { span: whole, head });
    }
    let after = named(&|h| h >= site.group.end).or_else(|| by_position(ctx, site.group))?;
    Some(Source { span: with_description(ctx, to_its_name(ctx, after.span)), ..after })
}

/// `said Daily News political columnist Joe Roe`: a source after its verb goes on as far as the nouns do, wherever the
/// tree hangs them.
fn to_its_name(ctx: &Context<'_, '_, '_>, mut span: TokenSpan) -> TokenSpan {
    let limit = ctx.text.sentence(ctx.text.sentence_of(span.start)).map_or(span.end, |s| s.tokens.end);
    let nominal = |t: TokenId| matches!(ctx.syntax.upos(t), Upos::Noun | Upos::Propn | Upos::Adj);
    while span.end < limit && nominal(span.end) && ctx.values.date_at(span.end).is_none() {
        span.end = TokenId(span.end.0 + 1);
    }
    span
}

/// A source after its verb with what describes it between commas, up to the end of the sentence.
fn with_description(ctx: &Context<'_, '_, '_>, span: TokenSpan) -> TokenSpan {
    let sentence = ctx.text.sentence(ctx.text.sentence_of(span.start)).map_or(span, |s| s.tokens);
    let next = TokenId(span.end.0 + 1);
    if !ctx.is_comma(span.end) || next >= sentence.end || span.tokens().any(|t| ctx.is_comma(t)) {
        return span;
    }
    let rest = TokenSpan { start: next, end: sentence.end };
    let end = rest.tokens().find(|&t| ctx.ends_sentence(t) || ctx.is_mark(t)).unwrap_or(sentence.end);
    if describes(ctx, next) { TokenSpan { start: span.start, end } } else { span }
}

/// Behind the comma at the end of a name, does what begins here tell who that is (`, a farmer`, `, who fled`), and not when
/// or how it is said (`, in Geneva`)?
fn describes(ctx: &Context<'_, '_, '_>, token: TokenId) -> bool {
    matches!(ctx.syntax.upos(token), Upos::Det | Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num)
        || ctx.lexicon.hedge(ctx.text.lower(token), Place::Complementizer).is_some()
}

/// Without what leads to a source and no part of it: `but`, `while`, `as`.
fn edges(ctx: &Context<'_, '_, '_>, mut span: TokenSpan) -> TokenSpan {
    let leads = |t: TokenId| matches!(ctx.syntax.upos(t), Upos::Adp | Upos::Cconj | Upos::Sconj) || ctx.is_edge(t);
    while span.len() > 1 && leads(span.start) {
        span.start = TokenId(span.start.0 + 1);
    }
    without_date(ctx, span)
}

/// Without a date at its end: `the Times on Saturday`.
fn without_date(ctx: &Context<'_, '_, '_>, mut span: TokenSpan) -> TokenSpan {
    let date = ctx.values.date_at(span.last());
    let Some(date) = date.filter(|d| d.span.end == span.end && d.span.start > span.start) else { return span };
    span.end = date.span.start;
    while span.len() > 1 && (ctx.syntax.upos(span.last()) == Upos::Adp || ctx.is_edge(span.last())) {
        span.end = span.last();
    }
    span
}

/// A name with the title and the noun that stand before it, which the tree may hang elsewhere.
fn with_title(ctx: &Context<'_, '_, '_>, mut span: TokenSpan) -> TokenSpan {
    let floor = ctx.text.sentence(ctx.text.sentence_of(span.start)).map_or(span.start, |s| s.tokens.start);
    while span.start > floor {
        let before = TokenId(span.start.0 - 1);
        let dated = ctx.values.date_at(before).is_some();
        let nominal = matches!(ctx.syntax.upos(before), Upos::Noun | Upos::Propn | Upos::Adj);
        if dated || !nominal || ctx.quotations.id_at(before).is_some() {
            break;
        }
        span.start = before;
    }
    span
}

/// The source of a noun: `Iran's` claim, a claim `by Iran`, criticism `from Iran`.
pub fn of_noun(ctx: &Context<'_, '_, '_>, site: &Site<'_>) -> Option<Source> {
    let predicate = ctx.predicate(site.head)?;
    let argument = noun_argument(predicate)?;
    Some(of_argument(ctx, site.group, argument))
}

fn noun_argument(predicate: &Predicate) -> Option<&Argument> {
    let find = |role: Role| predicate.all(role).next();
    find(Role::Possessor).or_else(|| find(Role::Subject))
}

fn of_argument(ctx: &Context<'_, '_, '_>, group: TokenSpan, argument: &Argument) -> Source {
    if argument.via == Via::Relative {
        let before = TokenId(group.start.0.saturating_sub(1));
        if before < group.start && ctx.syntax.upos(before) == Upos::Pron {
            return Source { span: TokenSpan::one(before), head: argument.head };
        }
        return Source { span: phrases::base_noun_phrase(ctx.text, ctx.syntax, argument.head), head: argument.head };
    }
    Source { span: noun_phrase(ctx, argument.head, group), head: argument.head }
}

/// The whole noun phrase of a head, on its own side of the cue. An apposition before the verb keeps its closing comma.
pub fn noun_phrase(ctx: &Context<'_, '_, '_>, head: TokenId, group: TokenSpan) -> TokenSpan {
    let mut span = phrases::subtree(ctx.text, ctx.syntax, head);
    if span.overlaps(group) {
        if head < group.start {
            span.end = group.start;
        } else {
            span.start = group.end.min(head);
        }
    }
    let case = |t: TokenId| matches!(ctx.syntax.upos(t), Upos::Adp | Upos::Cconj | Upos::Sconj);
    while span.len() > 1 && (ctx.is_edge(span.start) || case(span.start) && span.start != head) {
        span.start = TokenId(span.start.0 + 1);
    }
    let whole = span;
    let edge = |t: TokenId| ctx.is_edge(t) && !closes(ctx, whole, t) || ctx.text.lower(t).starts_with('\'');
    while span.len() > 1 && edge(span.last()) {
        span.end = span.last();
    }
    // The comma that closes what describes a source, and belongs to it.
    let closing = Some(span.end).filter(|&t| ctx.is_comma(t) && t.0 + 1 == group.start.0);
    let comma = span.tokens().find(|&t| ctx.is_comma(t)).filter(|&t| head < t);
    match (comma, closing) {
        (Some(comma), Some(_)) if !describes(ctx, TokenId(comma.0 + 1)) => span.end = comma,
        (Some(_), Some(closing)) => span.end = TokenId(closing.0 + 1),
        _ => span = without_date(ctx, span),
    }
    if head < group.start && ctx.syntax.upos(span.start) != Upos::Det {
        span = with_title(ctx, span);
    }
    span
}

/// Does a token close a bracket that the words open: `the rights group (SOHR)`?
fn closes(ctx: &Context<'_, '_, '_>, span: TokenSpan, token: TokenId) -> bool {
    ctx.text.token(token) == ")" && span.tokens().any(|t| t < token && ctx.text.token(t) == "(")
}

/// Where the tree gives nothing: the words between the last break and the cue, or those after an inverted one.
pub fn by_position(ctx: &Context<'_, '_, '_>, group: TokenSpan) -> Option<Source> {
    let sentence = ctx.text.sentence(ctx.text.sentence_of(group.start))?.tokens;
    let breaks = |t: TokenId| ctx.is_edge(t) || ctx.quotations.id_at(t).is_some();
    let mut start = group.start;
    while start > sentence.start && !breaks(TokenId(start.0 - 1)) {
        start = TokenId(start.0 - 1);
    }
    let mut span = TokenSpan { start, end: group.start };
    if span.is_empty() {
        let mut end = group.end;
        while end < sentence.end && !breaks(end) {
            end = TokenId(end.0 + 1);
        }
        span = TokenSpan { start: group.end, end };
    }
    (!span.is_empty() && span.len() <= 12).then(|| Source { span, head: phrases::head_of(ctx.text, ctx.syntax, span) })
}

/// Who a source is, what type of source that makes it, and whether it stays unnamed.
pub fn identity(ctx: &Context<'_, '_, '_>, source: Source) -> (Option<EntityId>, Option<&'static str>, bool) {
    let headed = |head| ctx.entities.headed_by(head).and_then(|m| ctx.entities.mention(m)?.entity);
    let whole = || headed(phrases::head_of(ctx.text, ctx.syntax, source.span));
    // `Foreign Secretary Jane Doe, an ally of Chad`, whatever word the tree makes its head: a person, else a body, before
    // what describes them.
    let name_end = source.span.tokens().find(|&t| ctx.is_comma(t)).unwrap_or(source.span.end);
    let named = TokenSpan { end: name_end, ..source.span };
    let last = |kinds: &[&str]| {
        let inside = ctx.entities.within(named).filter(|(_, m)| kinds.contains(&m.kind));
        inside.filter_map(|(_, m)| m.entity).last()
    };
    let id = named_last(ctx, source, named)
        .or_else(|| headed(source.head))
        .or_else(whole)
        .or_else(|| last(&["person"]))
        .or_else(|| last(&["organization", "group"]));
    let id = id.and_then(|e| issuer(ctx, source, e)).or(id);
    let entity = id.and_then(|e| ctx.entities.entity(e));
    let noun = ctx.lexicon.source_noun(ctx.text.lower(source.head));
    let source_type = entity.and_then(|e| e.source_type).or(noun.map(|n| n.source_type));
    let anonymous = entity.map_or(noun.is_some_and(|n| n.persons), |e| e.anonymous);
    (id, source_type, anonymous)
}

/// Whose words a document has that is the source: `a statement from the army`, and `the statement` told of again.
fn issuer(ctx: &Context<'_, '_, '_>, source: Source, id: EntityId) -> Option<EntityId> {
    ctx.entities.entity(id).filter(|e| e.kind == DOCUMENT)?;
    let entity = |m: MentionId| ctx.entities.mention(m).and_then(|m| m.entity);
    let party = |e: &EntityId| ctx.entities.entity(*e).is_some_and(|e| SPEAKERS.contains(&e.kind));
    let issues = |a: &&Argument| {
        let under = |c: TokenId| ctx.lexicon.hedge(ctx.text.lower(c), Place::Issuer).is_some();
        a.role == Role::Possessor || a.case.is_some_and(under)
    };
    let arguments = ctx.predicate(source.head).into_iter().flat_map(|p| &p.arguments).filter(issues);
    let named = arguments.filter_map(|a| entity(ctx.entities.headed_by(a.head)?)).find(|e| party(e));
    let rows = &ctx.events.rows;
    let before = rows.partition_point(|e| e.trigger.start <= source.head);
    let told = rows[..before].iter().rev().take(TOLD);
    let mut acts = told.filter(|e| ctx.entities.headed_by(e.head).and_then(entity) == Some(id));
    named.or_else(|| acts.find_map(|e| e.actors.iter().find_map(|m| entity(*m))))
}

/// `head of mission Jane Doe`, `Daily News columnist Joe Roe`: the person whom the words describe and name at their end,
/// and not whom `the lawyer of Jane Doe` is of.
fn named_last(ctx: &Context<'_, '_, '_>, source: Source, named: TokenSpan) -> Option<EntityId> {
    let whole = |m: &Mention| m.kind == "person" && m.level == Level::Name && m.span.end == named.end;
    let (_, person) = ctx.entities.within(named).filter(|(_, m)| whole(m)).last()?;
    let apart = TokenSpan { start: source.head, end: person.span.start.max(source.head) };
    let bound =
        |t: TokenId| matches!(ctx.syntax.upos(t), Upos::Adp | Upos::Cconj | Upos::Part | Upos::Pron | Upos::Verb);
    let described = phrases::is_name_of(ctx.syntax, person.head, source.head) || !apart.tokens().any(bound);
    person.entity.filter(|_| described && source.head < person.span.start)
}

/// Who says it together with a source: `Moscow and Ankara`.
pub fn joint(ctx: &Context<'_, '_, '_>, source: Source) -> Vec<EntityId> {
    let joined = |m: &Mention| phrases::is_joined(ctx.syntax, m.head, source.head);
    ctx.entities.within(source.span).filter(|(_, m)| joined(m)).filter_map(|(_, m)| m.entity).collect()
}

/// Is a source a pronoun that stands for nobody whom the text names or describes?
pub fn is_nameless(ctx: &Context<'_, '_, '_>, source: Source) -> bool {
    let pronoun =
        source.span.len() == 1 && ctx.syntax.upos(source.span.start) == Upos::Pron && source.head == source.span.start;
    let described = ctx.entities.headed_by(source.head).is_some_and(|id| ctx.entities.is_described(id));
    pronoun && !described
}
