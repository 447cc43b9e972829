//! Arguments: what stands around a trigger, read off its predicate, or by position where the tree gave nothing.

use super::View;
use super::fillers::resolve;
use super::frames::Path;
use super::hanging::{direct, predicate};
use super::inflect::Form;
use super::lexicon::{Terms, WordClass, Words};
use super::positions::{self, LEFT, RIGHT};
use super::triggers::Trigger;
use crate::entities::MentionId;
use crate::syntax::phrases::{self, NounPhrase};
use crate::syntax::predicates::{Role, Tense, Via};
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
        // `54 people were killed and more than 70 wounded`: who stands before an adjective did not do it.
        let state = trigger.pattern.class == WordClass::Verb && view.syntax.upos(trigger.head) == Upos::Adj;
        let mut positional = if state { Vec::new() } else { positions::positional(view, sentence, trigger) };
        positional.retain(|f| !own.contains(&f.head));
        let mut around = Self { direct, wide, positional };
        around.trust_the_tree(view, trigger);
        around
    }

    /// Leaves of what is found by order only what the tree does not speak against.
    fn trust_the_tree(&mut self, view: &View<'_>, trigger: &Trigger<'_>) {
        let direct = &self.direct;
        let lacks_object = direct.iter().all(|f| f.role != Role::Object);
        let idle = direct.iter().any(|f| is_nobody(view, trigger, f));
        self.positional.retain(|f| {
            // Where the tree has an answer only what follows at once counts.
            let side = f.case.is_some_and(|c| c == LEFT || c == RIGHT);
            let near = side
                || f.case.is_some() && positions::near(view, trigger, f)
                || lacks_object && f.role == Role::Object && positions::touches(view, trigger, f);
            // Whom a participle is about in another clause has no other role (`soldiers accused of murder were held`).
            let governed = || view.syntax.predicates.of(f.head).is_some_and(|p| !p.embeddings.is_empty());
            let modified = |d: &Found<'_>| d.head == f.head && d.role == Role::Object && d.via == Via::Relative;
            let about = direct.iter().any(modified) && governed();
            (direct.is_empty() || near) && !about && !(idle && f.case == Some(LEFT))
        });
    }

    /// Does anything hang there, a word that only modifies excepted?
    pub fn has(&self, path: &Path) -> bool {
        self.direct.iter().any(|f| !matches!(f.role, Role::Modifier | Role::Compound) && path.fits(f))
    }

    /// Does a clause tell what the trigger is about?
    pub fn has_clause(&self) -> bool {
        self.direct.iter().any(|f| f.role == Role::Clause || f.role == Role::Attribute)
    }

    /// Is its object a pronoun that is no mention (`urged those involved to leave`)?
    pub fn has_nameless_object(&self, view: &View<'_>) -> bool {
        let nameless = |f: &Found<'_>| {
            f.role == Role::Object
                && view.syntax.upos(f.head) == Upos::Pron
                && view.entities.headed_by(f.head).is_none()
        };
        self.direct.iter().any(nameless)
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

/// Is it a thing that does what a trigger tells, so that nobody is known who did: `the video supports its claims`, `a law can
/// be used to threaten them`, `hills they hold`?
fn is_nobody(view: &View<'_>, trigger: &Trigger<'_>, found: &Found<'_>) -> bool {
    let above = view.above(trigger.head).first().and_then(|e| view.syntax.predicates.of(e.governor));
    let used = above.is_some_and(|p| p.passive);
    found.role == Role::Subject
        && (found.via == Via::Direct || used && found.via == Via::Control)
        && found.mention.is_none()
        && matches!(view.syntax.upos(found.head), Upos::Noun | Upos::Pron)
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
        // `25,000 tons of food for refugees`
        let whole = |head: TokenId| predicates.of(head).into_iter().flat_map(|p| p.all(Role::Oblique));
        let parts = whole(argument.head)
            .filter(|a| a.case.is_some_and(|c| view.lists().locative_noun.contains(view.text.lower(c))));
        for a in whole(argument.head).chain(parts.flat_map(|a| whole(a.head))) {
            let case = a.case.map(|c| view.text.lower(c));
            if plain || case.is_some_and(|c| view.lists().addressing.contains(c)) {
                let mention = view.entities.headed_by(a.head);
                out.push(Found { role: a.role, case, head: a.head, mention, via: Via::Position });
            }
        }
    }
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
    // `warned Chad that`: whom words are said to, where nothing else is the object.
    let has_object = direct.iter().any(|f| f.role == Role::Object);
    let told = |f: &Found<'_>| role == Role::Object && !has_object && f.role == Role::Indirect;
    let mut found = direct.iter().filter(|f| f.role == role || told(f)).peekable();
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
    // What an entry rules out must be that very thing: behind a preposition or another verb stands something else (`crowds
    // gathered in Rome`).
    let between = |t: TokenId| {
        let (start, end) = (TokenId(t.0 + 1).min(trigger.span.end), t.max(trigger.span.start));
        !wanted
            && TokenSpan { start, end }
                .tokens()
                .any(|t| matches!(view.syntax.upos(t), Upos::Adp | Upos::Verb | Upos::Sconj))
    };
    near.tokens().any(|t| t != trigger.head && word(t) && !between(t))
        || view.entities.within(near).any(|(id, m)| kind(id) && !between(m.head))
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
