//! Where an event happened: stated on the trigger, else told beside it in the sentence.

use super::arguments::{Around, Found};
use super::frames::Frame;
use super::lexicon::WordClass;
use super::positions::{self, same_clause};
use super::together;
use super::triggers::Trigger;
use super::view::window;
use super::{Event, EventPlace, PlaceBasis, View};
use crate::entities::{Level, Mention, MentionId};
use crate::syntax::phrases::{self, NounPhrase};
use crate::syntax::predicates::{Argument, Embedding, EmbeddingKind, Predicate, Role, Via};
use crate::syntax::tags::Upos;
use crate::text::span::{TokenId, TokenSpan};

/// Words among which a place stands that its sentence begins with.
const FRONT: u32 = 6;

/// The places that stand on a trigger. `taken` are its parties.
pub fn stated(
    view: &View<'_>,
    sentence: TokenSpan,
    trigger: &Trigger<'_>,
    frame: &Frame,
    around: &Around<'_>,
    taken: &[MentionId],
) -> Vec<EventPlace> {
    let lists = view.lists();
    let noun = trigger.pattern.class != WordClass::Verb;
    let located = |f: &&Found<'_>| {
        f.case.is_some_and(|c| {
            (lists.locative.contains(c) && !(noun && lists.topic_noun.contains(c)))
                || (noun && lists.locative_noun.contains(c))
        })
    };
    // A common noun of a building, or of several places, says less than the place that another mention of the deed has.
    let told = |m: &Mention| m.level == Level::Name || m.kind == "location" && view.is_one(m);
    let at = |f: &&Found<'_>| frame.at.iter().any(|path| path.fits(f));
    let mention = |f: &Found<'_>| f.mention.or_else(|| view.place_headed_by(f.head));
    for found in [&around.direct, &around.positional] {
        let free = found.iter().filter(located).filter_map(mention).filter(|id| !taken.contains(id));
        let out = view.places(sentence, free);
        let hit = found.iter().filter(at).filter_map(mention);
        let whole = |id: MentionId| view.entities.mention(id).is_some_and(told).then_some(id);
        let hit = view.places(sentence, hit.filter_map(|id| whole(id).or_else(|| view.named_in(id))));
        let span = |p: &EventPlace| view.entities.mention(p.mention).map(|m| m.span);
        // `captured the town of Bunagana on the border`: a name says more than a common noun.
        let named =
            |p: &EventPlace| span(p).is_some_and(|s| view.entities.within(s).any(|(_, m)| m.level == Level::Name));
        if out.is_empty() || !out.iter().any(named) && hit.iter().any(named) {
            if !hit.is_empty() {
                return hit;
            }
            continue;
        }
        // `attacked the town of Damasak in the northeast`: both.
        let goes_on = |p: &&EventPlace| {
            let location = view.entities.mention(p.mention).is_some_and(|m| m.kind == "location");
            let follows =
                |o: &EventPlace| span(p).zip(span(o)).is_some_and(|(p, o)| p.end <= o.start && gap(p, o) <= 2);
            location && out.iter().any(follows)
        };
        // `in Syria, jets struck Raqqa`: a state says less than what was hit in it.
        let ground = |p: &EventPlace| view.is_ground(p.mention, false);
        let wide = !out.iter().any(ground);
        let mut places: Vec<EventPlace> =
            hit.iter().filter(|p| goes_on(p) || wide && ground(p) && named(p)).copied().collect();
        places.extend(out);
        places.sort_unstable_by_key(|p| p.mention);
        places.dedup();
        return places;
    }
    // `took to the streets of Khartoum`.
    let last = trigger.span.last();
    let noun = trigger.span.len() > 1 && view.syntax.upos(last) == Upos::Noun;
    let behind = noun.then(|| view.behind(last)).flatten();
    view.places(sentence, behind.filter(|id| !taken.contains(id)).into_iter())
}

/// Takes from the events of a sentence as who did it a place that another deed is named by (`the Syria bombings killed six`).
pub fn no_parties(view: &View<'_>, rows: &mut [Event]) {
    let names = |id: &MentionId, e: &Event| {
        let named = e.places.iter().any(|p| p.mention == *id) && !e.actors.contains(id);
        let noun = view.entities.mention(*id).and_then(|m| phrases::modified(view.syntax, m.head));
        named && noun == Some(e.head)
    };
    let grounds: Vec<MentionId> = rows.iter().flat_map(|e| e.places.iter().map(|p| p.mention)).collect();
    let grounds = grounds.into_iter().filter(|id| rows.iter().any(|e| names(id, e))).collect::<Vec<_>>();
    rows.iter_mut().for_each(|e| e.actors.retain(|id| !grounds.contains(id)));
}

/// Gives the events of a sentence that have no place that of what they are told with. Both lists are in text order.
pub fn share(view: &View<'_>, sentence: TokenSpan, triggers: &[Trigger<'_>], rows: &mut [Event]) {
    let near = |e: &Event| {
        let around = window(sentence, e.trigger);
        let first = triggers.partition_point(|t| t.span.start < around.start);
        (around, &triggers[first..triggers.partition_point(|t| t.span.start < around.end)])
    };
    let open: Vec<usize> = (0..rows.len()).filter(|i| rows[*i].places.is_empty() && rows[*i].local).collect();
    for &i in &open {
        rows[i].places = beside(view, sentence, near(&rows[i]).1, &rows[i]);
        rows[i].place_basis = (!rows[i].places.is_empty()).then_some(PlaceBasis::Sentence);
    }
    for &i in open.iter().filter(|i| rows[**i].places.is_empty()).collect::<Vec<_>>() {
        let (around, _) = near(&rows[i]);
        let first = rows.partition_point(|e| e.trigger.start < around.start);
        let mut beside = rows[first..].iter().take_while(|e| e.trigger.start < around.end);
        let with =
            beside.find(|e| !e.places.is_empty() && e.local && together::one_happening(view, rows[i].head, e.head));
        if let Some(places) = with.map(|e| e.places.clone()) {
            (rows[i].places, rows[i].place_basis) = (places, Some(PlaceBasis::Sentence));
        }
    }
    for i in open {
        if rows[i].places.is_empty() {
            let (around, triggers) = near(&rows[i]);
            let mut places = of_clause(view, sentence, triggers, &rows[i]);
            if places.is_empty() {
                places = only_one(view, around, triggers, &rows[i]);
            }
            if places.is_empty() {
                places = fronted(view, sentence, triggers, &rows[i]);
            }
            rows[i].place_basis = (!places.is_empty()).then_some(PlaceBasis::Sentence);
            rows[i].places = places;
        }
    }
}

/// Those that may hang on it though the tree puts them on what it is told with (`a blast killed 12 in Kabul`).
fn beside(view: &View<'_>, sentence: TokenSpan, triggers: &[Trigger<'_>], event: &Event) -> Vec<EventPlace> {
    let predicates = &view.syntax.predicates;
    let wide = predicates.id_of(event.head).map(|id| predicates.wider(id)).unwrap_or_default();
    let words = |a: &Argument| {
        let of = |t: &Trigger<'_>| predicates.of(t.head).is_some_and(|p| p.argument(a.head).is_some());
        triggers.iter().any(|t| !t.frame(view).local && of(t))
    };
    let located = wide.iter().filter(|a| view.is_locative(a) && !words(a));
    let heads = located.filter_map(|a| view.place_headed_by(a.head));
    view.places(sentence, heads.filter(|id| !event.actors.contains(id) && !event.targets.contains(id)))
}

/// The places of an event's parties (`protesters in Qom burned cars`) and of the clauses that it stands in, those of what
/// is said apart (`in Rome he said that it was hit`).
fn of_clause(view: &View<'_>, sentence: TokenSpan, triggers: &[Trigger<'_>], event: &Event) -> Vec<EventPlace> {
    let predicates = &view.syntax.predicates;
    let Some(own) = predicates.of(event.head) else { return Vec::new() };
    let free = |id: &MentionId| !event.actors.contains(id) && !event.targets.contains(id);
    let located = |p: &Predicate| {
        let heads = p.arguments.iter().filter(|a| view.is_locative(a)).filter_map(|a| view.entities.headed_by(a.head));
        view.places(sentence, heads.filter(free))
    };
    let parties = own.arguments.iter().filter(|a| matches!(a.role, Role::Subject | Role::Object));
    let parties = parties.filter_map(|a| predicates.of(a.head)).map(located);
    // `was arrested while protesting in Rome`: somebody is at one place at a time.
    let shares = own.all(Role::Subject).any(|a| a.via == Via::Control);
    let at_once = |marker: TokenId| shares && view.lists().meanwhile.contains(view.text.lower(marker));
    let inside = own.embeddings.iter().take_while(|e| {
        matches!(e.kind, EmbeddingKind::Argument | EmbeddingKind::Conjunction | EmbeddingKind::Open)
            || (e.kind == EmbeddingKind::Adverbial && e.marker.is_none_or(at_once))
    });
    // `pictures of victims of the attack were shown in Rome`: over a noun that is no deed nothing is said of where it was.
    let deed = |head: TokenId| view.syntax.upos(head) == Upos::Verb || triggers.iter().any(|t| t.head == head);
    let above = inside
        .take_while(|e| !is_word(view, triggers, e.governor) && deed(e.governor))
        .filter_map(|e| predicates.of(e.governor))
        .map(located);
    parties.chain(above).find(|places| !places.is_empty()).unwrap_or_default()
}

/// Is a word the trigger of words, which are said and not done somewhere?
fn is_word(view: &View<'_>, triggers: &[Trigger<'_>], head: TokenId) -> bool {
    triggers.iter().any(|t| t.head == head && !t.frame(view).local)
}

/// `In Gao, a man shot at a patrol; he was arrested`: the place that a sentence begins with, of all that it tells itself and
/// does not only speak of (`In Rome, the king condemned the raid`).
fn fronted(view: &View<'_>, sentence: TokenSpan, triggers: &[Trigger<'_>], event: &Event) -> Vec<EventPlace> {
    let lists = view.lists();
    let apart = |e: &Embedding| {
        matches!(e.kind, EmbeddingKind::Complement | EmbeddingKind::Relative) || is_word(view, triggers, e.governor)
    };
    if !lists.locative.contains(view.text.lower(sentence.start)) || view.above(event.head).iter().any(apart) {
        return Vec::new();
    }
    let front = TokenSpan { start: sentence.start, end: TokenId(sentence.start.0 + FRONT).min(event.trigger.start) };
    let closed = |m: &Mention| {
        let before = TokenSpan { start: TokenId(sentence.start.0 + 1), end: m.span.start };
        let plain = |t: TokenId| matches!(view.syntax.upos(t), Upos::Det | Upos::Adj | Upos::Noun | Upos::Propn);
        view.text.token(m.span.end) == "," && before.tokens().all(plain)
    };
    let grounds = view.entities.within(front).filter(|(id, m)| view.is_ground(*id, true) && closed(m));
    view.places(sentence, grounds.map(|(id, _)| id).take(1))
}

/// The one place that a sentence names where something is, if it is not where somebody else is (`officials in Rome`) or
/// where another deed was.
fn only_one(view: &View<'_>, sentence: TokenSpan, triggers: &[Trigger<'_>], event: &Event) -> Vec<EventPlace> {
    let predicates = &view.syntax.predicates;
    let holders = |head: TokenId| predicates.between(sentence).filter(move |p| p.argument(head).is_some());
    // `the coffin of a man killed in the raid was carried in Rome`: what is told of those whom a clause is about.
    let outside = |p: &Predicate| {
        let over = view.above(event.head);
        let about = over.iter().position(|e| e.kind == EmbeddingKind::Relative);
        // `is helped into the ward of a hospital`: what the clause above has, however deep.
        let clause = std::iter::once(p.head).chain(p.embeddings.iter().map(|e| e.governor));
        about.is_some_and(|at| over[at..].iter().any(|e| clause.clone().any(|c| c == e.governor)))
    };
    // `the raid was a blow to all who teach in Chad`: what is told of something else, over or under which it isn't.
    let apart = |p: &Predicate, place: &Mention| {
        let inside = |e: &Embedding| !matches!(e.kind, EmbeddingKind::Parataxis | EmbeddingKind::Complement);
        let under = |inner: TokenId, outer: TokenId| {
            let above = view.above(inner);
            above.iter().position(|e| e.governor == outer).is_some_and(|at| above[..=at].iter().all(inside))
        };
        let between = match place.span.start < event.trigger.start {
            true => TokenSpan { start: place.span.end, end: event.trigger.start },
            false => TokenSpan { start: event.trigger.end, end: place.span.start },
        };
        let verb = |t: TokenId| matches!(view.syntax.upos(t), Upos::Verb | Upos::Aux);
        // `two towns in Chad saw clashes`, `laws in Chad sparked protests`.
        let led = |clause: &Predicate| clause.all(Role::Subject).any(|a| a.head == p.head);
        let over = view.above(event.head).first().filter(|e| !is_word(view, triggers, e.governor));
        let sees = over.and_then(|e| predicates.of(e.governor)).is_some_and(led);
        let own = predicates.of(event.head).is_some_and(|e| e.argument(p.head).is_some());
        p.head != event.head
            && !view.is_dated(p.head)
            && !sees
            && !own
            && !under(p.head, event.head)
            && !under(event.head, p.head)
            && between.tokens().any(verb)
    };
    let other = |p: &Predicate, head: TokenId| {
        let party =
            |m: &Mention| view.lists().actor_kinds.contains(m.kind) && !view.lists().place_kinds.contains(m.kind);
        let own = predicates.of(event.head).is_some_and(|e| e.argument(p.head).is_some());
        (!own && view.entities.headed_by(p.head).and_then(|id| view.entities.mention(id)).is_some_and(party))
            || triggers.iter().any(|t| t.head == p.head && t.head != event.head && p.argument(head).is_some())
            || outside(p)
    };
    // `in the Georgetown study`: it says which thing, and not where.
    let of_a_thing = |m: &Mention| {
        let noun = phrases::modified(view.syntax, m.head);
        let place = |n: TokenId| {
            let mention = view.entities.headed_by(n).and_then(|id| view.entities.mention(id));
            mention.is_some_and(|m| view.lists().place_kinds.contains(m.kind))
        };
        let thing = |n: TokenId| view.syntax.upos(n) == Upos::Noun && !view.is_dated(n) && !place(n);
        noun.is_some_and(|n| thing(n) && !m.span.has(n) && !triggers.iter().any(|t| t.head == n))
    };
    let mut out: Vec<MentionId> = Vec::new();
    for (id, m) in view.entities.within(sentence) {
        let before = (m.span.start.0.saturating_sub(3).max(sentence.start.0)..m.span.start.0).rev().map(TokenId);
        // Not `in what Damascus calls`.
        let own = |t: &TokenId| view.syntax.upos(*t) != Upos::Pron;
        let mut words = before.take_while(own).map(|t| view.text.lower(t));
        let case = words.find(|w| view.lists().preposition.contains(*w));
        // `anger at the West`: something is aimed at a country, and happens in it.
        let aimed = |c: &str| {
            let wide = m.subtype.is_some_and(|s| view.lists().wide_subtypes.contains(s));
            wide && m.level == Level::Name && view.lists().pointed.contains(c)
        };
        let marked = case
            .is_some_and(|c| view.lists().locative.contains(c) && !view.lists().topic_noun.contains(c) && !aimed(c));
        if view.lists().place_kinds.contains(m.kind)
            && marked
            && !event.actors.contains(&id)
            && !event.targets.contains(&id)
            && !of_a_thing(m)
            && !holders(m.head).any(|p| other(p, m.head))
            && same_clause(view, event.trigger.end.min(m.span.end), event.trigger.start.max(m.span.start))
        {
            out.push(id);
        }
    }
    let who = |id: &MentionId| view.entities.mention(*id).and_then(|m| m.entity);
    // A place in a place is one.
    let nested = |id: &MentionId| {
        let head = view.entities.mention(*id).map(|m| m.head);
        head.is_some_and(|h| holders(h).any(|p| out.iter().any(|o| view.entities.headed_by(p.head) == Some(*o))))
    };
    let first = out.iter().copied().filter(|id| !nested(id)).collect::<Vec<_>>();
    let one = first.first().is_some_and(|a| first.iter().all(|b| who(a).is_some() && who(a) == who(b)));
    let elsewhere = |id: &MentionId| {
        let place = view.entities.mention(*id);
        place.is_some_and(|m| holders(m.head).next().is_some() && holders(m.head).all(|p| apart(p, m)))
    };
    if one && !out.iter().all(elsewhere) { view.places(sentence, first.into_iter().take(1)) } else { Vec::new() }
}

impl View<'_> {
    /// Does an argument stand under a preposition of place?
    fn is_locative(&self, argument: &Argument) -> bool {
        let place = self.entities.headed_by(argument.head).and_then(|id| self.entities.mention(id));
        argument
            .case
            .map(|c| self.text.lower(c))
            .is_some_and(|c| self.lists().locative.contains(c) && !place.is_some_and(|m| self.is_aimed_at(m, c)))
    }

    /// `anger at the West`: something is aimed at a country under this preposition, and happens in it.
    fn is_aimed_at(&self, place: &Mention, case: &str) -> bool {
        let wide = place.subtype.is_some_and(|s| self.lists().wide_subtypes.contains(s));
        wide && place.level == Level::Name && self.lists().pointed.contains(case)
    }

    /// The mention at a head, or behind it where it only names a part (`the east of the Gaza Strip`).
    fn place_headed_by(&self, head: TokenId) -> Option<MentionId> {
        let part = || self.lists().place_part.contains(self.text.lower(head)).then(|| self.behind(head)).flatten();
        self.entities.headed_by(head).or_else(part)
    }

    /// The first mention in what completes a noun.
    fn behind(&self, noun: TokenId) -> Option<MentionId> {
        let end = phrases::noun_phrase(self.text, self.syntax, noun, NounPhrase::Complements).end;
        let start = TokenId(noun.0 + 1);
        self.entities.within(TokenSpan { start, end: end.max(start) }).map(|(id, _)| id).next()
    }

    /// `the police station of Toribio`: the place by whose name a building is told.
    fn named_in(&self, id: MentionId) -> Option<MentionId> {
        let building = self.entities.mention(id).filter(|m| m.kind == "facility")?;
        let behind = self.behind(building.head)?;
        let place = self.entities.mention(behind).filter(|m| m.level == Level::Name)?;
        let case = positions::case_before(self, building.head, place)?;
        let of = self.lists().locative.contains(case) || self.lists().locative_noun.contains(case);
        (of && self.is_ground(behind, false)).then_some(behind)
    }

    /// `in Iraq, near Mosul`: of a state the place that is told right behind it as the nearer one, else itself.
    fn nearest_in(&self, id: MentionId) -> MentionId {
        let Some(state) = self.entities.mention(id).filter(|_| !self.is_ground(id, false)) else { return id };
        let inner = self.syntax.predicates.of(state.head);
        let mut located = inner.into_iter().flat_map(|p| &p.arguments).filter(|a| self.is_locative(a));
        let comma = |a: &Argument| a.case.and_then(TokenId::before).is_some_and(|t| self.text.token(t) == ",");
        let nearer = located.find(|a| a.head > state.head && comma(a)).and_then(|a| self.entities.headed_by(a.head));
        nearer.filter(|n| self.is_ground(*n, false)).unwrap_or(id)
    }

    /// A building without an article is what somebody does or suffers there, and no place (`in prison`, `in hospital`).
    fn is_state(&self, mention: &Mention) -> bool {
        let before = mention.span.start.0.checked_sub(1).map(|t| self.text.lower(TokenId(t)));
        mention.level == Level::Nominal
            && mention.kind == "facility"
            && mention.span.len() == 1
            && self.is_one(mention)
            && before.is_some_and(|w| self.lists().locative.contains(w))
    }

    /// `fired missiles outside its borders`: an area that something was not in.
    fn is_beyond(&self, mention: &Mention) -> bool {
        let words = (1..=2).filter_map(|back| mention.span.start.0.checked_sub(back));
        mention.level == Level::Nominal
            && mention.subtype.is_some_and(|s| self.lists().wide_subtypes.contains(s))
            && words.map(TokenId).any(|t| self.lists().beyond.contains(self.text.lower(t)))
    }

    /// `U.S.-led`, `Riyadh-backed`: a name that only begins an adjective.
    fn is_in_compound(&self, mention: &Mention) -> bool {
        let close = |t: TokenId| self.text.tokens.get(t.index()).is_some_and(|t| !t.space_before);
        let (hyphen, word) = (mention.span.end, TokenId(mention.span.end.0 + 1));
        close(hyphen)
            && close(word)
            && self.text.token(hyphen) == "-"
            && matches!(self.syntax.upos(word), Upos::Verb | Upos::Adj)
            && self.text.token(word) == self.text.lower(word)
    }

    /// Does a mention's noun stand in the singular?
    fn is_one(&self, mention: &Mention) -> bool {
        self.text.lower(mention.head) == self.syntax.lemma(mention.head)
    }

    /// Those mentions that are places, each once.
    fn places(&self, sentence: TokenSpan, mentions: impl Iterator<Item = MentionId>) -> Vec<EventPlace> {
        let place = |id: MentionId| {
            let mention = self.entities.mention(id)?;
            let fits = self.lists().place_kinds.contains(mention.kind)
                && !self.is_state(mention)
                && !self.is_beyond(mention)
                && !self.is_in_compound(mention);
            fits.then(|| EventPlace { mention: id, near: is_near(self, sentence, mention.span) })
        };
        let mut out: Vec<EventPlace> = mentions.map(|id| self.nearest_in(id)).filter_map(place).collect();
        out.sort_unstable_by_key(|p| p.mention);
        out.dedup();
        out
    }
}

/// The words between two runs.
pub fn gap(a: TokenSpan, b: TokenSpan) -> u32 {
    if a.start >= b.end { a.start.0 - b.end.0 } else { b.start.0.saturating_sub(a.end.0) }
}

/// `south of`, `near`, `on the outskirts of`.
fn is_near(view: &View<'_>, sentence: TokenSpan, mention: TokenSpan) -> bool {
    let lists = view.lists();
    let word = |back: u32| {
        let at = mention.start.0.checked_sub(back).map(TokenId)?;
        (at >= sentence.start).then(|| view.text.lower(at))
    };
    let skip = u32::from(word(1).is_some_and(|w| lists.boundary.contains(w)));
    word(1 + skip).is_some_and(|w| lists.near.contains(w))
        || (word(1 + skip).is_some_and(|w| lists.preposition.contains(w))
            && word(2 + skip).is_some_and(|w| lists.direction.contains(w)))
}
