//! Stage 5. Events: what happened, by whom, to whom, where, when, with what.

mod anchors;
mod arguments;
mod as_told;
mod background;
mod clauses;
mod conditions;
mod entry;
mod fillers;
mod frames;
mod hanging;
pub mod inflect;
pub mod lexicon;
mod owners;
mod particular;
mod parties;
mod patterns;
mod place;
mod positions;
mod refine;
mod time;
mod together;
pub mod trace;
mod triggers;
mod view;

use crate::entities::{Entities, EntityId, MentionId};
use crate::ontology::EventType;
use crate::resources::Resources;
use crate::syntax::Syntax;
use crate::syntax::phrases;
use crate::syntax::predicates::{PredicateId, Via};
use crate::syntax::tags::Upos;
use crate::text::span::{SentenceId, TokenId, TokenSpan, index_type};
use crate::text::{SentenceKind, Text};
use crate::values::{QuantityId, Values, When};
use arguments::Around;
use frames::Path;
use parties::{Figures, Parties};
use trace::{Block, Listener, Making, Step};
use triggers::Trigger;
use view::{View, window};

index_type! {
    /// An event's position in [`Events::rows`].
    EventId
}

/// The event mentions of a text.
#[derive(Debug, Default)]
pub struct Events {
    /// Event mentions by start of the trigger.
    pub rows: Vec<Event>,
}

/// One event mention: one trigger in one sentence.
#[derive(Clone, Debug)]
pub struct Event {
    /// The sentence that it is told in.
    pub sentence: SentenceId,
    /// Its type.
    pub kind: EventType,
    /// The word or words that express it.
    pub trigger: TokenSpan,
    /// The trigger's head word.
    pub head: TokenId,
    /// The predicate of the trigger, if the syntax gave one.
    pub predicate: Option<PredicateId>,
    /// Who did it, in text order.
    pub actors: Vec<MentionId>,
    /// To whom or what, in text order.
    pub targets: Vec<MentionId>,
    /// The figures that stand alone where its parties would.
    figures: Figures,
    /// Where, in text order.
    pub places: Vec<EventPlace>,
    /// Where the places are from.
    pub place_basis: Option<PlaceBasis>,
    /// With what.
    pub weapon: Option<Weapon>,
    /// When.
    pub time: Option<When>,
    /// True where that date hangs on the trigger itself, and does not only stand in its sentence.
    pub dated: bool,
    /// True where it goes on from that date (`since January`).
    pub goes_on: bool,
    /// True where it was tried and did not come off.
    pub attempt: bool,
    /// The word that makes it so.
    pub attempt_cue: Option<TokenId>,
    /// True for history told as context.
    pub background: bool,
    /// True where one mention stands for many happenings (`dozens of suicide bombings`).
    pub series: bool,
    /// True where an argument, a place or a date hangs on the trigger itself.
    pub anchored: bool,
    /// True for a deed that is done somewhere; words are not.
    pub local: bool,
    /// True where the target may be told only in the clause that says what is promised, threatened or refused.
    pub target_in_clause: bool,
    /// True where there is no target but in what it is for (`marched to demand`).
    pub target_in_purpose: bool,
    /// True where its target is who did the deed that its words are about (`condemned the killing of two men by police`).
    pub target_is_doer: bool,
    /// May it have been done with a weapon?
    pub armed: bool,
    /// The type of the event in whose words it is told (`demanded that it withdraw`).
    pub within: Option<EventType>,
    /// The lexicon entry that fired.
    pub entry: EntryRef,
}

/// A place of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventPlace {
    /// The mention that names it.
    pub mention: MentionId,
    /// True where the event is only near it (`south of`, `on the outskirts of`).
    pub near: bool,
}

/// Where an event's place is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PlaceBasis {
    /// It hangs on the trigger.
    Stated,
    /// It stands in the same sentence.
    Sentence,
    /// Another event of the incident has it.
    Incident,
    /// The dateline has it.
    Dateline,
}

impl PlaceBasis {
    /// The name in the output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Sentence => "sentence",
            Self::Incident => "incident",
            Self::Dateline => "dateline",
        }
    }
}

/// What an event was done with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weapon {
    /// The mention that names it.
    pub mention: Option<MentionId>,
    /// A name of the ontology's `weapon` enum.
    pub kind: Option<&'static str>,
}

/// The lexicon entry that made an event: what coding and `rule` need of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntryRef {
    /// Its name, as `rule` shows it.
    pub name: String,
    /// CAMEO code that the entry itself fixes, if any.
    pub cameo: Option<String>,
    /// PLOVER class that the entry itself fixes, if any.
    pub plover: Option<String>,
    /// PLOVER mode that the entry itself fixes, if any.
    pub plover_mode: Option<String>,
}

impl Events {
    /// Finds the events of a text.
    pub fn new(text: &Text<'_>, syntax: &Syntax, entities: &Entities, values: &Values, resources: &Resources) -> Self {
        Self::traced(text, syntax, entities, values, resources, &mut ())
    }

    /// The same, telling a listener what is decided.
    pub fn traced(
        text: &Text<'_>,
        syntax: &Syntax,
        entities: &Entities,
        values: &Values,
        resources: &Resources,
        listener: &mut impl Listener,
    ) -> Self {
        let view = View { text, syntax, entities, values, lexicon: &resources.events };
        let mut rows = Vec::new();
        for (number, sentence) in text.sentences.iter().enumerate() {
            if sentence.kind == SentenceKind::Boilerplate {
                continue;
            }
            let triggers = triggers::find(&view, sentence.tokens, listener);
            let first = rows.len();
            for trigger in &triggers {
                let found = event(&view, SentenceId::new(number), sentence.tokens, trigger, &triggers, listener);
                rows.extend(found.and_then(|e| anchors::keep(&view, trigger, e, &triggers, listener)));
            }
            anchors::merge_bleached(&view, &triggers, &mut rows, first, listener);
            place::no_parties(&view, rows.get_mut(first..).unwrap_or_default());
            place::share(&view, sentence.tokens, &triggers, rows.get_mut(first..).unwrap_or_default());
            clauses::tie(&view, rows.get_mut(first..).unwrap_or_default());
            anchors::merge_light(&view, &triggers, &mut rows, first, listener);
            particular::leave_out(&view, &triggers, &mut rows, first, listener);
            as_told::settle(&view, &triggers, &mut rows, first);
        }
        rows.iter_mut().for_each(|e| e.name_each_once(entities));
        background::mark(&view, &mut rows);
        for weapon in rows.iter_mut().filter_map(|e: &mut Event| e.weapon.as_mut()) {
            // A vehicle's subtype need not be a kind of weapon.
            weapon.kind = weapon.kind.and_then(|kind| resources.ontology.subtype("weapon", kind));
        }
        Self { rows }
    }
}

impl Event {
    /// The figure alone that did it (`hundreds protested`), where nobody else is known to have.
    pub fn actor_figure(&self) -> Option<QuantityId> {
        self.figures.actor.filter(|_| self.actors.is_empty())
    }

    /// The figure alone that it was done to (`killed four`), where nobody else is known.
    pub fn target_figure(&self) -> Option<QuantityId> {
        self.figures.target.filter(|_| self.targets.is_empty())
    }

    /// Of several mentions of one entity in a role the first stays.
    fn name_each_once(&mut self, entities: &Entities) {
        let once = |seen: &mut Vec<EntityId>, id: MentionId| {
            let entity = entities.mention(id).and_then(|m| m.entity);
            let new = entity.is_none_or(|e| !seen.contains(&e));
            seen.extend(entity);
            new
        };
        for mentions in [&mut self.actors, &mut self.targets] {
            let mut seen = Vec::new();
            mentions.retain(|id| once(&mut seen, *id));
        }
        let mut seen = Vec::new();
        self.places.retain(|p| once(&mut seen, p.mention));
    }
}

/// One trigger with its arguments.
fn event(
    view: &View<'_>,
    id: SentenceId,
    sentence: TokenSpan,
    trigger: &Trigger<'_>,
    triggers: &[Trigger<'_>],
    listener: &mut impl Listener,
) -> Option<Event> {
    let entry = trigger.entry;
    let verb = trigger.is_verb(view);
    let frame = trigger.frame(view);
    let sentence = window(sentence, trigger.span);
    let near = triggers.partition_point(|t| t.span.start < sentence.start);
    let triggers = &triggers[near..near + triggers[near..].partition_point(|t| t.span.start < sentence.end)];
    let around = Around::new(view, sentence, trigger, triggers);
    let lists = view.lists();
    let mut weapon = around.fill(view, &frame.weapon, &lists.weapon_kinds, &[]).and_then(|(w, path, _)| {
        // A convoy that is hit is what it is done to.
        let hit = |id: &MentionId| {
            let kind = view.entities.mention(*id).map(|m| m.kind);
            frame.target.contains(path) && kind.is_some_and(|k| lists.target_kinds.contains(k))
        };
        w.into_iter().find(|id| !hit(id))
    });
    let parties = Parties::find(view, trigger, &around);
    if let Some(why) = parties.unmet(view, &entry.conditions) {
        listener.blocked(trigger.span, entry, Block::Condition(why));
        return None;
    }
    let Parties { actors, mut targets, figures, ground, actor_at, target_at, rule } = parties;
    if weapon.is_none() {
        // A weapon that stands where the actor would: `a car bomb killed`.
        weapon = around.fill(view, &frame.actor, &lists.weapon_kinds, &[]).and_then(|(w, ..)| w.first().copied());
    }
    let target_in_clause = frame.target.iter().any(Path::is_clause)
        && target_at.is_none_or(|(path, via)| path.is_clause() || via == Via::Position);
    let step = |at: Option<(&Path, Via)>, tried: &[Path]| match at {
        Some((path, via)) => Step::Found(path.name().to_owned(), via),
        None => Step::Missing(tried.iter().map(|p| p.name().to_owned()).collect()),
    };
    let on_ground = frame.local && target_at.is_some_and(|(path, _)| path.is_ground());
    let taken: Vec<MentionId> = actors.iter().chain(targets.iter().filter(|_| !on_ground)).copied().collect();
    let mut places = place::stated(view, sentence, trigger, frame, &around, &taken);
    // `denied the raid in Herat`, `called for a road to the port in Chad`: behind another deed, or behind what words are
    // about, a place is that one's, not where they were said.
    let of_another = |place: &EventPlace| {
        let at = view.entities.mention(place.mention).map_or(trigger.span, |m| m.span);
        let behind = TokenSpan { start: trigger.span.end, end: at.start.max(trigger.span.end) };
        let thing = |t: TokenId| {
            matches!(view.syntax.upos(t), Upos::Noun | Upos::Propn | Upos::Verb)
                && !view.is_dated(t)
                && !view.entities.headed_by(t).is_some_and(|id| view.is_ground(id, true))
        };
        triggers.iter().any(|t| trigger.span.end <= t.span.start && t.span.end <= at.start)
            || frame.content && behind.tokens().any(thing)
    };
    places.retain(|place| frame.local || !of_another(place));
    if places.is_empty() {
        places = ground.into_iter().map(|mention| EventPlace { mention, near: false }).collect();
    }
    if places.is_empty() && on_ground {
        places = targets.iter().map(|mention| EventPlace { mention: *mention, near: false }).collect();
    }
    if places.is_empty() && frame.local && !verb {
        let named = view.named_place(trigger).filter(|id| !taken.contains(id));
        places = named.into_iter().map(|mention| EventPlace { mention, near: false }).collect();
    }
    // `buried the slain general in Kano on Monday`: what a participle tells was before, and elsewhere.
    let participle = trigger.is_participle(view);
    places.retain(|_| !participle);
    if participle && targets.is_empty() {
        let those = phrases::modified(view.syntax, trigger.head).and_then(|noun| view.entities.headed_by(noun));
        targets
            .extend(those.filter(|id| view.entities.mention(*id).is_some_and(|m| lists.target_kinds.contains(m.kind))));
    }
    let place_basis = (!places.is_empty()).then_some(PlaceBasis::Stated);
    if targets.is_empty()
        && let Some((sites, ..)) = around.fill(view, &frame.site, &lists.site_kinds, &actors)
    {
        targets = sites;
    }
    if targets.is_empty()
        && let Some((bodies, ..)) = around.fill(view, &frame.front, &lists.body_kinds, &actors)
    {
        targets = bodies;
    }
    weapon = weapon.filter(|_| !frame.unarmed);
    let refined = refine::refine(view, sentence, trigger, &around, weapon, actors.iter().chain(&targets));
    let attempt_cue = background::attempt_cue(view, sentence, trigger);
    let kind = refined.kind.or(entry.kind)?;
    let class = if verb { "verb" } else { "noun" };
    let stated = place_basis == Some(PlaceBasis::Stated);
    let told = [&frame.actor, &frame.target].into_iter().flatten().any(|p| around.has(p));
    let (time, dated) = time::find(view, sentence, trigger, &around, triggers);
    let time = time.filter(|_| dated || !participle);
    let goes_on = time.is_some_and(|t| time::goes_on(view, trigger.head, t.date));
    listener.made(|| Making {
        trigger: trigger.span,
        entry: entry.name.clone(),
        verb,
        actor: step(actor_at, &frame.actor),
        target: step(target_at, &frame.target),
        refined: refined.by.filter(|_| refined.kind.is_some()),
        dated,
    });
    let target_in_purpose = targets.is_empty() && frame.target.iter().any(Path::is_purpose);
    Some(Event {
        sentence: id,
        kind,
        trigger: trigger.span,
        head: trigger.head,
        predicate: view.syntax.predicates.id_of(trigger.head),
        local: frame.local && !participle,
        dated,
        goes_on,
        anchored: told || !actors.is_empty() || !targets.is_empty() || stated || dated || refined.weapon.is_some(),
        actors,
        figures,
        targets,
        places,
        place_basis,
        weapon: refined.weapon,
        time,
        attempt: entry.attempt || attempt_cue.is_some(),
        attempt_cue,
        background: false,
        series: background::is_series(view, sentence, trigger),
        target_in_clause,
        target_in_purpose,
        target_is_doer: frame.target.iter().any(Path::is_doer),
        armed: !frame.weapon.is_empty(),
        within: None,
        entry: EntryRef { name: format!("{}_{class}/{rule}", entry.name), ..entry.codes.clone() },
    })
}
