//! Arguments: what stands around a trigger, read off its predicate, or by position where the tree gave nothing.

use super::View;
use super::frames::Path;
use super::inflect::Form;
use super::lexicon::{Terms, WordClass, Words};
use super::positions::{self, LEFT, RIGHT};
use super::triggers::Trigger;
use crate::entities::{Level, Mention, MentionId};
use crate::syntax::phrases::{self, NounPhrase};
use crate::syntax::predicates::{Argument, EmbeddingKind, Predicate, PredicateKind, Role, Tense, Via};
use crate::syntax::tags::Upos;
use crate::text::span::{TokenId, TokenSpan};

/// Something that may fill a role.
#[derive(Clone, Copy, Debug)]
pub struct Found<'a> {
    /// Its deep role.
    pub role: Role,
    /// The preposition before it, in lower case.
    pub case: Option<&'a str>,
    /// Its head word.
    pub head: TokenId,
    /// The mention that it heads or that its position gave.
    pub mention: Option<MentionId>,
    /// How it was reached.
    pub via: Via,
}

/// What stands around a trigger.
#[derive(Debug, Default)]
pub struct Around<'a> {
    /// From the predicate.
    pub direct: Vec<Found<'a>>,
    /// Under a preposition, where the tree may have put it on the wrong word.
    pub wide: Vec<Found<'a>>,
    /// By position.
    pub positional: Vec<Found<'a>>,
}

/// Names of positions in frames beside roles and prepositions: the subject of a clause that is the trigger's complement,
/// what it is done to there or in the clause that tells what the trigger is for.
pub const PURPOSE: &str = "purpose";
/// The place of what it is done to (`bombed targets in Syria`).
pub const GROUND: &str = "ground";
const CLAUSE_SUBJECT: &str = "clause_subject";
pub const CLAUSE_OBJECT: &str = "clause_object";
pub const CLAUSE_OTHER: &str = "clause_other";
const SPEAKER: &str = "speaker";
/// A vehicle or building that is the subject of a verb without an object (`a plane blew up`).
pub const ALONE: &str = "alone";
/// The subject of the clause that tells what was done on the occasion of the trigger (`said during a visit to Chad`).
const MATRIX: &str = "matrix";

/// Whose the object is that is a word of the trigger.
const WHOSE: &str = "whose";

/// How deep complements of complements are read (`is ready to agree to host`).
const DEPTH: usize = 3;

/// How many words of a name may stand behind the phrase that says what somebody is.
const NAME: u32 = 4;

impl<'a> Around<'a> {
    /// Reads the surroundings of a trigger; `others` are the triggers near it.
    pub fn new(view: &View<'a>, sentence: TokenSpan, trigger: &Trigger<'_>, others: &[Trigger<'_>]) -> Self {
        // The words of the trigger itself fill none of its roles.
        let own = trigger.words(view);
        let mut direct = direct(view, trigger);
        // `displaced by fighting`: a gerund that names the deed has not the subject of its clause.
        let names = trigger.pattern.class == WordClass::Noun && view.syntax.upos(trigger.head) == Upos::Verb;
        let foreign = |f: &Found<'_>| names && f.role == Role::Subject && f.via != Via::Direct;
        direct.retain(|f| !own.contains(&f.head) && !foreign(f) && !of_another_deed(view, trigger, f, others));
        let mut wide = wide(view, trigger);
        wide.retain(|f| !own.contains(&f.head));
        // Order is a poor guide where the tree has an answer: then only what follows at once counts.
        let close =
            |f: &Found<'_>| f.case.is_some_and(|c| c == LEFT || c == RIGHT || positions::near(view, trigger, f));
        // `54 people were killed and more than 70 wounded`: who stands before an adjective did not do it.
        let state = trigger.pattern.class == WordClass::Verb && view.syntax.upos(trigger.head) == Upos::Adj;
        let mut positional = if state { Vec::new() } else { positions::positional(view, sentence, trigger) };
        // Whom a participle is about in another clause has no other role by order (`soldiers accused of murder were held`).
        let about = |f: &Found<'_>| {
            let governed = view.syntax.predicates.of(f.head).is_some_and(|p| !p.embeddings.is_empty());
            governed && direct.iter().any(|d| d.head == f.head && d.role == Role::Object && d.via == Via::Relative)
        };
        positional.retain(|f| (direct.is_empty() || close(f)) && !own.contains(&f.head) && !about(f));
        Self { direct, wide, positional }
    }

    /// Does anything hang there, a word that only modifies excepted?
    pub fn has(&self, path: &Path) -> bool {
        self.direct.iter().any(|f| !matches!(f.role, Role::Modifier | Role::Compound) && path.fits(f))
    }

    /// The fillers of the first path that has any, and that path.
    pub fn fill<'p>(
        &self,
        view: &View<'_>,
        paths: &'p [Path],
        kinds: &Words,
        taken: &[MentionId],
    ) -> Option<(Vec<MentionId>, &'p Path, Via)> {
        self.fill_from(view, &[&self.direct, &self.positional], paths, kinds, taken)
    }

    /// The same for a target: a phrase under a preposition is looked for wider before order decides.
    pub fn fill_target<'p>(
        &self,
        view: &View<'_>,
        paths: &'p [Path],
        kinds: &Words,
        taken: &[MentionId],
    ) -> Option<(Vec<MentionId>, &'p Path, Via)> {
        self.fill_from(view, &[&self.direct, &self.wide, &self.positional], paths, kinds, taken)
    }

    fn fill_from<'p>(
        &self,
        view: &View<'_>,
        sides: &[&[Found<'_>]],
        paths: &'p [Path],
        kinds: &Words,
        taken: &[MentionId],
    ) -> Option<(Vec<MentionId>, &'p Path, Via)> {
        for (side, found) in sides.iter().enumerate() {
            for path in paths {
                let fits = found.iter().filter(|f| path.fits(f));
                let ids = |f| resolve(view, f, kinds, side == 0).into_iter().filter(|id| !taken.contains(id));
                let mut fillers: Vec<(MentionId, &Found<'_>)> =
                    fits.flat_map(|f| ids(f).map(move |id| (id, f))).collect();
                // What hangs there keeps out what may (`sanctions on officials over the crackdown on protesters`).
                let loose = |f: &Found<'_>| f.via == Via::Position && matches!(f.role, Role::Oblique | Role::Adjunct);
                if fillers.iter().any(|(_, f)| !loose(f)) {
                    fillers.retain(|(_, f)| !loose(f));
                }
                let mut via = Via::Direct;
                let mut out: Vec<MentionId> = Vec::new();
                for (id, f) in fillers {
                    if !out.contains(&id) {
                        via = f.via;
                        out.push(id);
                    }
                }
                if !out.is_empty() {
                    out.sort_unstable();
                    return Some((out, path, via));
                }
            }
        }
        None
    }
}

/// `a protest against the killing in Goma on Monday`: place and time of another deed, which is no part of this one (as in
/// `killed in a raid in Goma`).
fn of_another_deed(view: &View<'_>, trigger: &Trigger<'_>, found: &Found<'_>, others: &[Trigger<'_>]) -> bool {
    let circumstance = found.via == Via::Position && matches!(found.role, Role::Oblique | Role::Adjunct);
    let own = view.syntax.predicates.of(trigger.head);
    others.iter().filter(|o| circumstance && trigger.head < o.head && o.head < found.head).any(|o| {
        let has = view.syntax.predicates.of(o.head).is_some_and(|p| p.argument(found.head).is_some());
        let case = own.and_then(|p| p.argument(o.head)).map(|a| a.case.map(|c| view.text.lower(c)));
        has && o.frame(view).local && case.flatten().is_some_and(|c| !view.lists().told_with.contains(c))
    })
}

/// The mentions of an argument: its own, else those inside its noun phrase (`Iraqi` of `Iraqi positions`).
/// `direct`: the predicate has it.
fn resolve(view: &View<'_>, found: &Found<'_>, kinds: &Words, direct: bool) -> Vec<MentionId> {
    let fits = |m: &Mention| kinds.contains(m.kind);
    let own = found.mention.or_else(|| view.entities.headed_by(found.head));
    if let Some(id) = own.filter(|id| view.entities.mention(*id).is_some_and(fits)) {
        return vec![id];
    }
    // A deed that did something (`was shelled, killing six`) has parties of its own, which are none of this one's.
    let told = || view.lexicon.starting_with(view.text.lower(found.head)).iter().any(|p| p.rest.is_empty());
    let deed = view.syntax.upos(found.head) == Upos::Verb || found.via == Via::Position && told();
    // A building does nothing, and who it belongs to did nothing with it (`the attack on an army base that killed six`).
    let building = |id: MentionId| view.entities.mention(id).is_some_and(|m| view.lists().place_kinds.contains(m.kind));
    let idle = found.role == Role::Subject && found.via != Via::Direct && own.is_some_and(building);
    if !direct || deed || idle {
        return Vec::new();
    }
    let base = phrases::base_noun_phrase(view.text, view.syntax, found.head);
    let inside = |span: TokenSpan, fits: &dyn Fn(&Mention) -> bool| {
        view.entities.within(span).find(|(_, m)| fits(m)).map(|(id, _)| id)
    };
    // `presidential nominee Jane Doe`, `Secretary of State Jane Doe`: the person that the word is part of, or the name behind.
    let person = |m: &Mention| m.kind == "person" && fits(m);
    let after = TokenSpan { start: base.end, end: TokenId(base.end.0 + NAME) };
    let next =
        view.entities.within(after).find(|(_, m)| m.span.start == base.end && m.level == Level::Name && person(m));
    if let Some(id) = view.mention_over(found.head, &person).or(next.map(|(id, _)| id)) {
        return vec![id];
    }
    // Further on in a subject a place is where something is, and no party (`the strike on a market in Aleppo killed`).
    let subject = found.role == Role::Subject;
    let placed = |m: &Mention| {
        let case = positions::placing_case(view, base.end, m);
        view.lists().place_kinds.contains(m.kind)
            && (subject || case.is_some_and(|c| view.lists().locative.contains(c)))
    };
    // `searched for bodies after the truck bombing`, `the army patrol`: no thing that another noun only names, and nobody
    // unnamed whose it is.
    let named = |m: &Mention| {
        let actor = view.lists().actor_kinds.contains(m.kind) && m.level == Level::Name;
        !actor && phrases::is_premodifier(view.syntax, m.head)
    };
    let party = |m: &Mention| fits(m) && !placed(m) && !named(m);
    let actor =
        |m: &Mention| party(m) || (fits(m) && m.subtype.is_some_and(|s| view.lists().state_subtypes.contains(s)));
    inside(base, &actor)
        .or_else(|| {
            if subject && !view.is_quantity(found.head) {
                return agent(view, found.head, fits);
            }
            let whole = phrases::noun_phrase(view.text, view.syntax, found.head, NounPhrase::Complements);
            let behind = TokenSpan { start: found.head, end: whole.end.max(found.head) };
            // `thousands of Iraqi Kurds` are Kurds.
            let counted = view.is_quantity(found.head).then(|| inside(behind, &|m| party(m) && m.kind == "group"));
            counted.flatten().or_else(|| inside(behind, &party))
        })
        .into_iter()
        .collect()
}

/// The predicate of a trigger: that of its head, else of another of its words (`is prepared to`).
pub fn predicate<'a>(view: &View<'a>, trigger: &Trigger<'_>) -> Option<&'a Predicate> {
    let of = |t: TokenId| view.syntax.predicates.of(t);
    of(trigger.head).or_else(|| {
        let verb = trigger.pattern.class == WordClass::Verb;
        trigger.words(view).into_iter().filter(|_| verb).find_map(of)
    })
}

/// What stands under a preposition on another argument and may be the trigger's own (`gave intelligence to Chad`). An
/// object that is an event keeps what is told of it, but for those whom the words go to (`launched an effort between`).
fn wide<'a>(view: &View<'a>, trigger: &Trigger<'_>) -> Vec<Found<'a>> {
    let predicates = &view.syntax.predicates;
    let Some(own) = predicate(view, trigger) else { return Vec::new() };
    let above = own.support.and_then(|id| predicates.get(id));
    let arguments = [Some(own), above].into_iter().flatten().flat_map(|p| &p.arguments);
    let arguments =
        arguments.filter(|a| a.head > trigger.head && matches!(a.role, Role::Object | Role::Oblique | Role::Adjunct));
    let mut out: Vec<Found<'a>> = Vec::new();
    for argument in arguments {
        let plain = trigger.pattern.class == WordClass::Verb
            && argument.role == Role::Object
            && view.lexicon.starting_with(view.text.lower(argument.head)).iter().all(|p| !p.rest.is_empty());
        for a in predicates.of(argument.head).into_iter().flat_map(|p| p.all(Role::Oblique)) {
            let case = a.case.map(|c| view.text.lower(c));
            if plain || case.is_some_and(|c| view.lists().addressing.contains(c)) {
                let mention = view.entities.headed_by(a.head);
                out.push(Found { role: a.role, case, head: a.head, mention, via: Via::Position });
            }
        }
    }
    out
}

/// Who a deed is by or from (`killed by mortar fire from the Front`); what is of somebody did nothing in his name (`photos
/// of her nephews`).
fn agent(view: &View<'_>, head: TokenId, fits: impl Fn(&Mention) -> bool) -> Option<MentionId> {
    let mut arguments = view.syntax.predicates.of(head).into_iter().flat_map(|p| &p.arguments);
    arguments.find_map(|a| {
        let case = a.case.is_some_and(|c| view.lists().agent.contains(view.text.lower(c)));
        let id = view.entities.headed_by(a.head).filter(|id| view.entities.mention(*id).is_some_and(&fits));
        id.filter(|_| case || a.role == Role::Subject)
    })
}

/// What the predicate of a trigger has.
pub fn direct<'a>(view: &View<'a>, trigger: &Trigger<'_>) -> Vec<Found<'a>> {
    let Some(predicate) = predicate(view, trigger) else { return of_modal(view, trigger) };
    let arguments = predicate.arguments.iter();
    let found = |role: Role, case: Option<&'a str>, a: &Argument| Found {
        role,
        case,
        head: a.head,
        mention: view.entities.headed_by(a.head),
        via: a.via,
    };
    // `61 people were wounded`, read as an adjective: what it is said of was done to them.
    let own = predicate.head == trigger.head;
    let state = own && predicate.kind == PredicateKind::Adjective && trigger.pattern.class == WordClass::Verb;
    // `were held hostage`: the object is a word of the trigger, and who is held suffers it.
    let held = || {
        let words = trigger.words(view);
        predicate.passive && predicate.all(Role::Object).any(|a| words.contains(&a.head))
    };
    // `is prepared to` has its subject, though `prepared` looks like a passive.
    let deep = |role| match role {
        Role::Subject if state => Role::Object,
        Role::Indirect if held() => Role::Object,
        Role::Object if !own && predicate.passive => Role::Subject,
        _ => role,
    };
    let mut out: Vec<Found<'a>> =
        arguments.map(|a| found(deep(a.role), a.case.map(|c| view.text.lower(c)), a)).collect();
    let frame = trigger.frame(view);
    if !predicate.passive && frame.target.iter().any(Path::is_alone) && predicate.first(Role::Object).is_none() {
        for thing in out.iter_mut().filter(|f| f.role == Role::Subject) {
            let suffers = |m: &Mention| view.lists().suffering_kinds.contains(m.kind);
            if thing.mention.and_then(|id| view.entities.mention(id)).is_some_and(suffers) {
                (thing.role, thing.case) = (Role::Adjunct, Some(ALONE));
            }
        }
    }
    // `reiterated its demand`: its own is that of who does it, where it is the object of the clause.
    let above = predicate.embeddings.first().filter(|e| e.kind == EmbeddingKind::Argument && e.marker.is_none());
    let teller = above.and_then(|e| view.syntax.predicates.of(e.governor)).and_then(|p| p.first(Role::Subject));
    for own in out.iter_mut().filter(|f| f.role == Role::Possessor && f.mention.is_none()) {
        let pronoun = view.syntax.upos(own.head) == Upos::Pron;
        own.mention = teller.filter(|a| pronoun && a.head < own.head).and_then(|a| view.entities.headed_by(a.head));
    }
    if trigger.pattern.class == WordClass::Noun {
        out.extend(matrix_subject(view, predicate));
    }
    // What hangs on the other words of a trigger hangs on it (`signed an agreement` with the union).
    for word in trigger.words(view).into_iter().filter(|t| *t != predicate.head) {
        let noun = trigger.pattern.class == WordClass::Noun;
        let hangs =
            |a: &&Argument| a.role == Role::Oblique || noun && matches!(a.role, Role::Modifier | Role::Possessor);
        let others = view.syntax.predicates.of(word).into_iter().flat_map(|p| &p.arguments).filter(hangs);
        let new: Vec<&Argument> = others.filter(|a| out.iter().all(|f| f.head != a.head)).collect();
        out.extend(new.into_iter().map(|a| found(a.role, a.case.map(|c| view.text.lower(c)), a)));
    }
    if trigger.pattern.class == WordClass::Verb {
        // Whose the object is that the trigger takes in: `burned a Danish flag`, `froze Libya's assets`.
        let whose = |a: &&Argument| matches!(a.role, Role::Modifier | Role::Possessor | Role::Compound);
        let objects = trigger.words(view).into_iter().filter(|t| *t != predicate.head);
        let owners = objects.filter_map(|t| view.syntax.predicates.of(t)).flat_map(|p| &p.arguments).filter(whose);
        out.extend(owners.map(|a| Found { role: Role::Adjunct, ..found(a.role, Some(WHOSE), a) }));
        let local = trigger.frame(view).local;
        // Of words also what they are about (`sorrow over the shootings in Chad`).
        let about = |f: &Found<'_>| f.role == Role::Oblique && f.case.is_some_and(|c| view.lists().about.contains(c));
        let objects = out.iter().filter(|f| f.role == Role::Object || !local && about(f));
        let grounds: Vec<Found<'a>> = objects.filter_map(|f| ground(view, f, local.then_some(&out))).collect();
        out.extend(grounds);
    }
    let mut above = predicate;
    for _ in 0..DEPTH {
        let inner = above.all(Role::Clause).find_map(|a| view.syntax.predicates.of(a.head));
        let Some(inner) = inner.filter(|p| p.head != above.head) else { break };
        let before = out.len();
        for a in &inner.arguments {
            let name = match a.role {
                Role::Subject if a.via != Via::Control => CLAUSE_SUBJECT,
                Role::Object | Role::Indirect => CLAUSE_OBJECT,
                Role::Oblique => CLAUSE_OTHER,
                _ => continue,
            };
            // `agreed to withdraw its troops`: one's own is nobody that it is done to.
            let mention = view.entities.headed_by(a.head).and_then(|id| view.entities.mention(id));
            let own = mention.is_some_and(|m| positions::is_own(view, m));
            if !(own && name == CLAUSE_OBJECT) {
                out.push(found(Role::Clause, Some(name), a));
            }
        }
        if out[before..].iter().any(|f| f.case != Some(CLAUSE_SUBJECT)) {
            break;
        }
        above = inner;
    }
    out
}

/// Who did what is told as done on the occasion that a noun names.
fn matrix_subject<'a>(view: &View<'a>, noun: &Predicate) -> Option<Found<'a>> {
    let above = noun.embeddings.first().filter(|e| e.kind == EmbeddingKind::Argument)?;
    let clause = view.syntax.predicates.of(above.governor).filter(|p| p.kind == PredicateKind::Verb)?;
    let case = clause.argument(noun.head)?.case.filter(|c| view.lists().occasion.contains(view.text.lower(*c)));
    let subject = clause.first(if clause.passive { Role::Object } else { Role::Subject })?;
    let mention = view.entities.headed_by(subject.head);
    case.map(|_| Found { role: Role::Adjunct, case: Some(MATRIX), head: subject.head, mention, via: Via::Support })
}

/// The place where a thing or deed without a name is that something is done to (`bombed targets in Syria`, `condemned the
/// coup in Niger`); `wider`: what else hangs on the verb, if it may be told there.
fn ground<'a>(view: &View<'a>, object: &Found<'a>, wider: Option<&Vec<Found<'a>>>) -> Option<Found<'a>> {
    if object.mention.is_some() || view.syntax.upos(object.head) != Upos::Noun {
        return None;
    }
    let whole = phrases::noun_phrase(view.text, view.syntax, object.head, NounPhrase::Complements);
    let behind = TokenSpan { start: object.head, end: whole.end.max(object.head) };
    let lists = view.lists();
    let subtypes = if wider.is_some() { &lists.ground_subtypes } else { &lists.addressed_subtypes };
    let place = |m: &Mention| {
        let case = positions::case_before(view, object.head, m);
        m.subtype.is_some_and(|s| subtypes.contains(s)) && case.is_some_and(|c| view.lists().locative.contains(c))
    };
    let inside = view.entities.within(behind).find(|(_, m)| place(m)).map(|(id, _)| id);
    // What happens on the ground happens where its object is.
    let beside = || {
        let near = wider?.iter().filter(|f| f.role == Role::Oblique && f.head > object.head && f.via == Via::Direct);
        near.filter_map(|f| f.mention).find(|id| view.entities.mention(*id).is_some_and(place))
    };
    let id = inside.or_else(beside)?;
    let head = view.entities.mention(id)?.head;
    Some(Found { role: Role::Adjunct, case: Some(GROUND), head, mention: Some(id), via: Via::Direct })
}

/// A modal or negation as trigger (`must`, `will not`): the arguments of its verb are those of a clause, and who says it
/// is the speaker.
fn of_modal<'a>(view: &View<'a>, trigger: &Trigger<'_>) -> Vec<Found<'a>> {
    let after = (trigger.span.end.0..trigger.span.end.0.saturating_add(4)).map(TokenId);
    let mut verbs = after.filter_map(|t| view.syntax.predicates.of(t));
    let carried = |p: &&Predicate| p.modals.iter().chain(&p.negations).any(|t| trigger.span.has(*t));
    let Some(predicate) = verbs.find(carried) else { return Vec::new() };
    let found = |name: &'static str, a: &Argument| Found {
        role: Role::Clause,
        case: Some(name),
        head: a.head,
        mention: view.entities.headed_by(a.head),
        via: a.via,
    };
    let named = |a: &Argument| match a.role {
        Role::Subject => Some(CLAUSE_SUBJECT),
        Role::Object | Role::Indirect => Some(CLAUSE_OBJECT),
        Role::Oblique => Some(CLAUSE_OTHER),
        _ => None,
    };
    let mut out: Vec<Found<'a>> = predicate.arguments.iter().filter_map(|a| Some(found(named(a)?, a))).collect();
    let governor = predicate.embeddings.iter().find_map(|e| view.syntax.predicates.of(e.governor));
    out.extend(governor.into_iter().flat_map(|g| g.all(Role::Subject)).map(|a| found(SPEAKER, a)));
    out
}

/// Does a role's filler among what is `direct` meet a condition, one that is wanted or one that must not hold? Where none
/// is, the words near the trigger are asked.
pub fn condition(
    view: &View<'_>,
    trigger: &Trigger<'_>,
    direct: &[Found<'_>],
    role: Role,
    word: impl Fn(TokenId) -> bool,
    terms: &Terms,
    wanted: bool,
) -> bool {
    let kind = |id: MentionId| view.entities.mention(id).is_some_and(|m| terms.has_kind(m));
    let mut found = direct.iter().filter(|f| f.role == role).peekable();
    if found.peek().is_some() {
        // `five of the attackers`, `tons of medicine`: what is counted is told behind the number or measure.
        let counted = |f: &Found<'_>| {
            let phrase = phrases::noun_phrase(view.text, view.syntax, f.head, NounPhrase::Complements);
            let behind = TokenSpan { start: f.head, end: phrase.end.max(f.head) };
            (view.syntax.upos(f.head) == Upos::Num || view.lists().measure.contains(view.text.lower(f.head)))
                && (behind.tokens().any(&word) || view.entities.within(behind).any(|(id, _)| kind(id)))
        };
        return found.any(|f| word(f.head) || f.mention.is_some_and(kind) || counted(f));
    }
    // A clause that tells something stands where the object would (`warned that Chad …`).
    let clause =
        predicate(view, trigger).and_then(|p| p.first(Role::Clause)).and_then(|a| view.syntax.predicates.of(a.head));
    if wanted && role == Role::Object && clause.is_some_and(|p| p.tense != Tense::None) {
        return false;
    }
    let Some(sentence) = view.text.sentence(view.text.sentence_of(trigger.head)).map(|s| s.tokens) else {
        return false;
    };
    let sentence = super::view::window(sentence, trigger.span);
    let passive = trigger.pattern.form == Form::Past && positions::is_passive(view, sentence, trigger);
    let near = match role {
        Role::Subject | Role::Object if passive == (role == Role::Object) => TokenSpan {
            start: TokenId(trigger.span.start.0.saturating_sub(5)).max(sentence.start),
            end: trigger.span.start,
        },
        _ => TokenSpan { start: trigger.head, end: TokenId(trigger.span.end.0 + 5).min(sentence.end) },
    };
    near.tokens().any(|t| t != trigger.head && word(t))
        || view.entities.within(near).any(|(id, _)| kind(id))
        || (!terms.kinds.is_empty()
            && positions::positional(view, sentence, trigger)
                .iter()
                .any(|f| f.role == role && f.mention.is_some_and(kind)))
}

/// What stands behind a verb as its object, dates apart (`met Sunday`).
pub fn objects<'v>(view: &'v View<'_>, trigger: &'v Trigger<'_>) -> impl Iterator<Item = TokenId> + 'v {
    let own = trigger.words(view);
    let predicate = view.syntax.predicates.of(trigger.head).into_iter();
    let behind = move |t: &TokenId| *t > trigger.head && !own.contains(t) && !view.is_dated(*t);
    predicate.flat_map(|p| p.all(Role::Object)).map(|a| a.head).filter(behind)
}
