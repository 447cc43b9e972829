//! Stage 8. Codes: the event in CAMEO, PLOVER, ACLED and UCDP, from what the stages before it found.
//!
//! The codes and the rules are data: `data/ontology.toml`, under `[event]`, `[party]` and `[[code]]`.

use serde::Deserialize;

use crate::claims::Factuality;
use crate::events::EntryRef;
use crate::ontology::{EventType, Ontology};

/// What an event or incident is coded from.
#[derive(Clone, Debug)]
pub struct Facts<'a> {
    /// Its type.
    pub kind: EventType,
    /// The lexicon entry that fired.
    pub entry: Option<&'a EntryRef>,
    /// Who did it.
    pub actors: Vec<Party<'a>>,
    /// To whom or what.
    pub targets: Vec<Party<'a>>,
    /// A name of the ontology's `weapon` enum.
    pub weapon: Option<&'a str>,
    /// The type of the event in whose words it is told (`demanded that it withdraw`).
    pub within: Option<EventType>,
    /// Did it happen?
    pub factuality: Factuality,
    /// True where it was tried and did not come off.
    pub attempt: bool,
}

/// A party to an event, as far as codes look at it.
#[derive(Clone, Copy, Debug)]
pub struct Party<'a> {
    /// Its mention type.
    pub kind: &'a str,
    /// Its subtype.
    pub subtype: Option<&'a str>,
    /// ISO 3166 alpha-3.
    pub country: Option<&'a str>,
}

/// The codes of an event; None where a scheme has none or the parties leave it open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Codes {
    pub cameo: Option<String>,
    pub plover: Option<String>,
    pub plover_mode: Option<String>,
    pub acled: Option<String>,
    pub ucdp: Option<String>,
}

/// Codes as the data has them; `none` is no code.
#[derive(Clone, Debug, Default, Deserialize)]
#[allow(missing_docs)]
pub struct CodeSet {
    pub cameo: Option<String>,
    pub plover: Option<String>,
    pub mode: Option<String>,
    pub acled: Option<String>,
    pub ucdp: Option<String>,
}

/// A rule of `[[code]]`: codes for the events that it fits.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct CodeRule {
    /// Before the entry's own code?
    #[serde(default)]
    pub first: bool,
    #[serde(default)]
    pub types: Vec<String>,
    #[serde(default)]
    pub classes: Vec<String>,
    #[serde(default)]
    pub factuality: Vec<String>,
    pub attempt: Option<bool>,
    #[serde(default)]
    pub within: Vec<String>,
    #[serde(default)]
    pub weapon: Vec<String>,
    #[serde(default)]
    pub actor: Vec<String>,
    #[serde(default)]
    pub target: Vec<String>,
    pub cameo: Option<String>,
    pub plover: Option<String>,
    pub mode: Option<String>,
    pub acled: Option<String>,
    pub ucdp: Option<String>,
}

/// The data's word for "no code".
const NO_CODE: &str = "none";

/// Codes one event or incident.
pub fn code(ontology: &Ontology, facts: &Facts<'_>) -> Codes {
    let Some(event) = ontology.event(facts.kind) else { return Codes::default() };
    let mut fitting: Vec<&CodeRule> =
        ontology.code_rules().iter().filter(|r| fits(ontology, r, &event.name, &event.class, facts)).collect();
    fitting.sort_by_key(|r| !r.first);
    let firsts = fitting.iter().take_while(|r| r.first).count();
    let pick = |own: Option<&String>, of_rule: &dyn Fn(&CodeRule) -> Option<String>, of_type: Option<&String>| {
        // A type of the user's own has codes in the schemes that it names.
        if event.own && own.is_none() && of_type.is_none() {
            return None;
        }
        let (before, after) = fitting.split_at(firsts);
        let found = before.iter().find_map(|r| of_rule(r));
        let found = found.or_else(|| own.cloned()).or_else(|| after.iter().find_map(|r| of_rule(r)));
        found.or_else(|| of_type.cloned()).filter(|c| c != NO_CODE)
    };
    let entry = facts.entry;
    let own = &event.codes;
    let plover = pick(entry.and_then(|e| e.plover.as_ref()), &|r| r.plover.clone(), own.plover.as_ref());
    // A mode belongs to the class that it stands beside.
    let mode = if plover.is_none() || (entry.is_some_and(|e| e.plover.is_some()) && plover != own.plover) {
        entry.and_then(|e| e.plover_mode.clone()).filter(|_| plover.is_some())
    } else {
        pick(entry.and_then(|e| e.plover_mode.as_ref()), &|r| r.mode.clone(), own.mode.as_ref())
    };
    Codes {
        cameo: pick(entry.and_then(|e| e.cameo.as_ref()), &|r| r.cameo.clone(), own.cameo.as_ref()),
        plover,
        plover_mode: mode,
        acled: pick(None, &|r| r.acled.clone(), own.acled.as_ref()),
        ucdp: pick(None, &|r| r.ucdp.clone(), own.ucdp.as_ref()),
    }
}

fn fits(ontology: &Ontology, rule: &CodeRule, name: &str, class: &str, facts: &Facts<'_>) -> bool {
    let within = || facts.within.and_then(|k| ontology.event(k)).is_some_and(|e| rule.within.contains(&e.name));
    let party = |wanted: &[String], parties: &[Party<'_>]| {
        wanted.is_empty() || parties.iter().any(|p| wanted.iter().any(|w| ontology.is_party(w, p.kind, p.subtype)))
    };
    (rule.types.iter().any(|t| t == name) || rule.classes.iter().any(|c| c == class))
        && (rule.factuality.is_empty() || rule.factuality.iter().any(|f| f == facts.factuality.as_str()))
        && rule.attempt.is_none_or(|a| a == facts.attempt)
        && (rule.within.is_empty() || within())
        && (rule.weapon.is_empty() || rule.weapon.iter().any(|w| Some(w.as_str()) == facts.weapon))
        && party(&rule.actor, &facts.actors)
        && party(&rule.target, &facts.targets)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ARMY: Party<'_> = Party { kind: "organization", subtype: Some("military"), country: Some("ISR") };
    const REBELS: Party<'_> = Party { kind: "organization", subtype: Some("armed_group"), country: None };
    const VILLAGERS: Party<'_> = Party { kind: "group", subtype: Some("civilians"), country: None };

    fn codes(name: &str, actor: Party<'_>, target: Party<'_>, factuality: Factuality) -> Codes {
        let ontology = Ontology::builtin().expect("data");
        let kind = ontology.event_type(name).expect("a type");
        let (actors, targets) = (vec![actor], vec![target]);
        code(
            &ontology,
            &Facts { kind, entry: None, actors, targets, weapon: None, within: None, factuality, attempt: false },
        )
    }

    #[test]
    fn parties_decide_ucdp_and_acled() {
        let shown = |c: Codes| [c.cameo, c.plover, c.acled, c.ucdp].map(Option::unwrap_or_default).join(" | ");
        let real = Factuality::Asserted;
        assert_eq!(shown(codes("attack", ARMY, REBELS, real)), "190 | ASSAULT | Battles: Armed clash | 1");
        assert_eq!(shown(codes("attack", REBELS, REBELS, real)), "190 | ASSAULT | Battles: Armed clash | 2");
        let one_sided = "180 | ASSAULT | Violence against civilians: Attack | 3";
        assert_eq!(shown(codes("attack", REBELS, VILLAGERS, real)), one_sided);
        let nobody = Party { kind: "person", subtype: None, country: None };
        assert_eq!(shown(codes("attack", nobody, nobody, real)), "180 | ASSAULT |  | ");
    }

    #[test]
    fn what_is_planned_is_a_threat_or_a_promise_and_what_is_not_has_no_code() {
        let planned = codes("airstrike", ARMY, REBELS, Factuality::Planned);
        assert_eq!(
            (planned.cameo.as_deref(), planned.plover.as_deref(), planned.ucdp),
            (Some("138"), Some("THREATEN"), None)
        );
        let aid = codes("aid", ARMY, VILLAGERS, Factuality::Planned);
        assert_eq!((aid.cameo.as_deref(), aid.plover.as_deref()), (Some("033"), Some("AGREE")));
        assert_eq!(codes("airstrike", ARMY, REBELS, Factuality::Negated), Codes::default());
    }

    #[test]
    fn what_somebody_else_asks_for_is_no_intent() {
        let ontology = Ontology::builtin().expect("data");
        let of = |name| ontology.event_type(name).expect("a type");
        let asked = |within| Facts {
            kind: of("aid"),
            entry: None,
            actors: vec![ARMY],
            targets: vec![VILLAGERS],
            weapon: None,
            within,
            factuality: Factuality::Planned,
            attempt: false,
        };
        assert_eq!(code(&ontology, &asked(Some(of("demand")))), Codes::default());
        assert_eq!(code(&ontology, &asked(Some(of("promise")))).cameo.as_deref(), Some("033"));
    }
}
