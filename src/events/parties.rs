//! Who did it and to whom: the mentions that fill a trigger's frame, with those that they are told with.

use super::View;
use super::arguments::{Around, Found};
use super::frames::{Frame, Path};
use super::lexicon::{Conditions, Terms};
use super::triggers::Trigger;
use crate::entities::{Level, MentionId};
use crate::syntax::predicates::{Role, Via};
use crate::text::span::TokenId;
use crate::values::QuantityId;

/// The parties of an event, and how they were found.
pub struct Parties<'e> {
    /// Who did it, in text order.
    pub actors: Vec<MentionId>,
    /// To whom or what, in text order.
    pub targets: Vec<MentionId>,
    /// The figures that stand alone where parties would.
    pub figures: Figures,
    /// What stands where the actor would and is a place (`the Paris attacks`).
    pub ground: Vec<MentionId>,
    /// The position of the frame that gave the actor.
    pub actor_at: Option<(&'e Path, Via)>,
    /// The position of the frame that gave the target.
    pub target_at: Option<(&'e Path, Via)>,
    /// Both positions as the row's `rule` shows them: `subject>object`.
    pub rule: String,
}

/// Figures that stand alone where a party would (`hundreds protested`, `killed four`).
#[derive(Clone, Copy, Debug, Default)]
pub struct Figures {
    /// For who did it.
    pub actor: Option<QuantityId>,
    /// For to whom or what.
    pub target: Option<QuantityId>,
}

/// Where who did it stands before a noun that has somebody else under a preposition.
static BEFORE: [Path; 2] = [Path::Deep(Role::Modifier), Path::Deep(Role::Compound)];

type Filled<'e> = Option<(Vec<MentionId>, &'e Path, Via)>;

impl<'e> Parties<'e> {
    /// The parties of a trigger.
    pub fn find(view: &View<'_>, trigger: &Trigger<'e>, around: &Around<'_>) -> Self {
        let lists = view.lists();
        let (entry, frame) = (trigger.entry, trigger.frame(view));
        let found = around.fill(view, &frame.actor, &lists.actor_kinds, &[]);
        let found = found.or_else(|| owner(view, frame, around));
        // What only stands near is no better than a figure that hangs there.
        let open = found.as_ref().is_none_or(|(_, path, _)| path.is_order());
        let by_figure = open.then(|| figure(view, &frame.actor, around)).flatten();
        let found = found.filter(|_| by_figure.is_none());
        let actor_at = position(&found).or(by_figure.map(|(_, path, via)| (path, via)));
        let mut rule = shown(actor_at);
        let mut actors = found.map_or_else(Vec::new, |(ids, ..)| ids);
        for id in actors.clone() {
            actors.extend(view.band_of(id).filter(|band| !actors.contains(band)));
        }
        actors.sort_unstable();
        // Drones that are shot down are its target: the entry names their kind as what it is done to.
        let kinds = if entry.weapon_targets { &lists.thing_kinds } else { &lists.target_kinds };
        let found = around.fill_target(view, &frame.target, kinds, &actors);
        // `promised to rebuild the houses`: nobody speaks to a thing that something is to be done to.
        let party = |id: &MentionId| view.entities.mention(*id).is_some_and(|m| lists.actor_kinds.contains(m.kind));
        let found = found.filter(|(ids, path, _)| !path.is_clause() || ids.iter().any(party));
        // `urged those involved to protect the children`: somebody is told of, whoever that is.
        let found = found.filter(|(_, path, _)| !path.is_clause() || !around.has_nameless_object(view));
        // `promised to have a special prosecutor`: somebody not known yet, of whom the words tell, they are not said to.
        let content = |path: &Path| path.is_clause() || path.is_order() && around.has_clause();
        let found = found.filter(|(ids, path, _)| !content(path) || !ids.iter().all(|id| is_anybody(view, *id)));
        let to_figure = found.is_none().then(|| figure(view, &frame.target, around)).flatten();
        let figure_at = to_figure.map(|(_, path, via)| (path, via));
        rule.push('>');
        rule.push_str(&shown(position(&found).or(figure_at)));
        // Of several who do it together nobody further on is the other side.
        let found = found.filter(|(_, path, _)| actors.len() < 2 || !path.is_order());
        let target_at = position(&found).or(figure_at);
        let mut targets = with_named(view, found.map_or_else(Vec::new, |(ids, ..)| ids), &actors);
        // Nobody does it to themselves (`the group denied that it …`) but where that is said (`shot himself`).
        let who = |id: &MentionId| view.entities.mention(*id).and_then(|m| m.entity);
        let word = |id: &MentionId| view.entities.mention(*id).map_or("", |m| view.text.lower(m.head));
        let other = |t: &MentionId| who(t).is_none_or(|entity| actors.iter().all(|a| who(a) != Some(entity)));
        targets.retain(|t| lists.oneself.contains(word(t)) || other(t));
        // `fired at both sides of the border`: a line between two is nobody.
        targets.retain(|t| !lists.lines.contains(word(t)));
        // By order alone nor to their own country (`Canada's government announced bans on travel to Canada`).
        let ordered = target_at.is_some_and(|(_, via)| via == Via::Position);
        targets.retain(|t| !ordered || !actors.iter().any(|a| view.is_home_of(*t, *a)));
        // `the Paris attacks`: a city or region before a noun is where it was, and no party.
        let alone = actors.len() == 1;
        let before = actor_at.is_some_and(|(path, _)| !trigger.is_verb(view) && frame.place.contains(path));
        let (mut ground, mut actors): (Vec<MentionId>, Vec<MentionId>) = actors.into_iter().partition(|id| {
            before && view.is_ground(*id, alone && targets.is_empty() && states_too(view, trigger, *id))
        });
        // `he was linked to the Paris attacks`: also where somebody else did it.
        if ground.is_empty() && !trigger.is_verb(view) {
            let taken: Vec<MentionId> = actors.iter().chain(&targets).copied().collect();
            let beside = around.fill(view, &frame.place, &lists.place_kinds, &taken);
            ground = beside.map_or_else(Vec::new, |(ids, ..)| ids);
            ground.retain(|id| view.is_ground(*id, false));
        }
        // A pronoun that refers to nobody named or described says nothing of who it is.
        let known = |id: &MentionId| {
            view.entities.mention(*id).is_some_and(|m| m.level != Level::Pronoun || view.entities.is_described(*id))
        };
        // `no group claimed the attack`: nobody did it.
        let nobody = |id: &MentionId| {
            let start = view.entities.mention(*id).and_then(|m| m.span.start.0.checked_sub(1));
            start.is_some_and(|t| lists.nobody.contains(view.text.lower(TokenId(t))))
        };
        actors.retain(|id| known(id) && !nobody(id));
        targets.retain(known);
        let figures = Figures { actor: by_figure.map(|(id, ..)| id), target: to_figure.map(|(id, ..)| id) };
        Self { actors, targets, figures, ground, actor_at, target_at, rule }
    }
}

impl Parties<'_> {
    /// The name of the first condition on who takes part that does not hold.
    pub fn unmet(&self, view: &View<'_>, conditions: &Conditions) -> Option<&'static str> {
        let all = |roles: &[&[MentionId]], terms: &Option<Terms>| {
            let mut ids = roles.iter().flat_map(|ids| ids.iter()).peekable();
            terms.as_ref().is_some_and(|t| ids.peek().is_some() && ids.all(|id| view.is_one_of(*id, t)))
        };
        if all(&[&self.actors], &conditions.not_actor) {
            return Some("not_actor");
        }
        all(&[&self.actors, &self.targets], &conditions.not_parties).then_some("not_parties")
    }
}

/// Is a state before the noun of a deed where it was (`Syria's civil war`, `the Syria bombings`), and not who did it (`the US
/// bombings`)?
fn states_too(view: &View<'_>, trigger: &Trigger<'_>, state: MentionId) -> bool {
    let frame = trigger.frame(view);
    let many = || view.text.lower(trigger.head) != view.syntax.lemma(trigger.head);
    let word = |t: TokenId| view.text.token(t).chars().any(char::is_lowercase);
    let spelt = || view.entities.mention(state).is_some_and(|m| word(m.head));
    frame.place_states || frame.place_states_many && many() && spelt()
}

/// Does a mention without a name stand under an indefinite article?
fn is_anybody(view: &View<'_>, id: MentionId) -> bool {
    let Some(mention) = view.entities.mention(id).filter(|m| m.level != Level::Name) else { return false };
    let article = |t: TokenId| view.lists().anybody.contains(view.text.lower(t));
    article(mention.span.start) || mention.span.start.before().is_some_and(article)
}

/// Whose a deed is that is told of somebody else under a preposition: `Chad's arrest of the editor`, where `Chad's arrest`
/// alone would be done to Chad, and `police detention of the editor`.
fn owner<'e>(view: &View<'_>, frame: &'e Frame, around: &Around<'_>) -> Filled<'e> {
    let lists = view.lists();
    let possessor = frame.target.iter().find(|p| p.is_possessor())?;
    let under = frame.target.iter().take_while(|p| !p.is_possessor()).find(|p| around.has(p))?;
    let (suffers, ..) = around.fill(view, std::slice::from_ref(under), &lists.target_kinds, &[])?;
    let kinds = &lists.actor_kinds;
    let found = around.fill(view, std::slice::from_ref(possessor), kinds, &suffers);
    let found = found.or_else(|| around.fill(view, &BEFORE, kinds, &suffers))?;
    Some(found).filter(|(ids, ..)| !ids.iter().any(|id| view.is_ground(*id, false)))
}

/// Targets with those listed beside them, the bodies that they are of and the names that they are told by, in text order.
fn with_named(view: &View<'_>, mut targets: Vec<MentionId>, actors: &[MentionId]) -> Vec<MentionId> {
    let add = |targets: &mut Vec<MentionId>, more: Vec<MentionId>| {
        let new: Vec<MentionId> = more.into_iter().filter(|m| !targets.contains(m) && !actors.contains(m)).collect();
        targets.extend(new);
    };
    for id in targets.clone() {
        add(&mut targets, view.entities.listed_with(view.text, view.syntax, id));
    }
    for id in targets.clone() {
        add(&mut targets, view.band_of(id).into_iter().collect());
        add(&mut targets, view.entities.names_of(view.text, view.syntax, id));
    }
    targets.sort_unstable();
    targets
}

fn position<'e>(found: &Filled<'e>) -> Option<(&'e Path, Via)> {
    found.as_ref().map(|(_, path, via)| (*path, *via))
}

/// The name of a position, `~` where it was found by order.
fn shown(at: Option<(&Path, Via)>) -> String {
    at.map_or_else(
        || "-".to_owned(),
        |(path, via)| format!("{}{}", path.name(), if via == Via::Position { "~" } else { "" }),
    )
}

/// The figure alone that the tree puts where a party stands: `killed four`, `hundreds protested`, `the death of six`.
fn figure<'e>(view: &View<'_>, paths: &'e [Path], around: &Around<'_>) -> Option<(QuantityId, &'e Path, Via)> {
    paths.iter().find_map(|path| {
        // `has killed over 40`: a tree may have the number beside the verb.
        let beside = |f: &Found<'_>| *path == Path::Deep(Role::Object) && f.role == Role::Oblique && f.case.is_none();
        let mut fillers = around.direct.iter().filter(|f| path.fits(f) || beside(f));
        fillers.find_map(|f| view.values.figure_at(f.head).map(|id| (id, path, f.via)))
    })
}
