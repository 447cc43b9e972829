//! Why an event is as it is, and why a sentence has none, in plain words: the events are read again with a listener.

use crate::error::Error;
use crate::events::Events;
use crate::events::trace::{Block, Making, Record, Step};
use crate::pipeline::{self, Analysis, Options};
use crate::resources::Resources;
use crate::schema::{self, EventRow, MentionRow, Report};
use crate::syntax::predicates::Via;
use crate::syntax::tags::Upos;
use crate::text::SentenceKind;

/// What is to be explained, by its id.
#[derive(Clone, Copy, Debug)]
pub enum Subject<'a> {
    /// An event.
    Event(&'a str),
    /// A sentence.
    Sentence(&'a str),
}

/// Reads a text again and says what made one of its events, or none of one of its sentences.
///
/// # Errors
/// There is no row of that id; the error says which there are.
pub fn explain(source: &str, options: &Options, subject: Subject<'_>, resources: &Resources) -> Result<String, Error> {
    let analysis = pipeline::analyse(source, options.published, resources);
    let report = schema::join(&analysis, options, resources);
    let mut record = Record::default();
    let Analysis { text, syntax, entities, values, .. } = &analysis;
    Events::traced(text, syntax, entities, values, resources, &mut record);
    let reading = Reading { analysis: &analysis, report: &report, record: &record };
    match subject {
        Subject::Event(id) => {
            let row = report.events.iter().position(|e| e.id == id);
            row.map(|i| reading.event(i)).ok_or_else(|| unknown("event", id, report.events.len(), "ev", 1))
        }
        Subject::Sentence(id) => {
            let row = report.sentences.iter().position(|s| s.id == id);
            row.map(|i| reading.sentence(i)).ok_or_else(|| unknown("sentence", id, report.sentences.len(), "s", 0))
        }
    }
}

fn unknown(what: &str, id: &str, count: usize, prefix: &str, first: usize) -> Error {
    let known = match count {
        0 => format!("the text has no {what}s"),
        1 => format!("there is {prefix}{first}"),
        _ => format!("there are {prefix}{first} to {prefix}{}", first + count - 1),
    };
    Error::Explain { message: format!("no {what} {id:?}: {known}") }
}

struct Reading<'a> {
    analysis: &'a Analysis<'a>,
    report: &'a Report,
    record: &'a Record,
}

impl Reading<'_> {
    fn event(&self, index: usize) -> String {
        let (row, event) = (&self.report.events[index], &self.analysis.events.rows[index]);
        let making = self.record.made.iter().find(|m| m.trigger == event.trigger);
        let mut out = format!("{}: {}, from {:?} in {}\n", row.id, row.r#type, row.trigger, row.sentence);
        let mut line = |name: &str, said: String| out.push_str(&format!("  {name:<11}{said}\n"));
        if let Some(making) = making {
            let class = if making.verb { "a verb" } else { "a noun" };
            line("trigger", format!("{:?}, read as {class} by the entry {:?}", row.trigger, making.entry));
            if let Some(word) = making.refined {
                let word = self.analysis.text.token(word);
                line("type", format!("{}, the more exact type that {word:?} makes it", row.r#type));
            }
            line("actor", self.role(&row.actor, &row.actor_mentions, &making.actor));
            line("target", self.role(&row.target, &row.target_mentions, &making.target));
        }
        line("place", self.place(row));
        line("date", self.date(row, making));
        line(
            "weapon",
            match (&row.weapon, row.weapon_type) {
                (Some(text), kind) => format!("{text:?}, {}", kind.unwrap_or("of no kind that is listed")),
                (None, Some(kind)) => format!("{kind}, from the words of the trigger"),
                (None, None) => "none: no word for one stands with the trigger".to_owned(),
            },
        );
        line("factuality", Self::factuality(row));
        if row.background {
            line("background", "yes: its date or its clause says that it is history".to_owned());
        }
        let codes = [("CAMEO", &row.cameo), ("PLOVER", &row.plover), ("ACLED", &row.acled), ("UCDP", &row.ucdp)];
        let codes: Vec<String> =
            codes.into_iter().filter_map(|(name, c)| c.as_ref().map(|c| format!("{name} {c}"))).collect();
        line("codes", if codes.is_empty() { "none".to_owned() } else { codes.join(", ") });
        out
    }

    /// A role's fillers and where they stood.
    fn role(&self, names: &[String], mentions: &[String], step: &Step) -> String {
        match step {
            Step::Missing(tried) if names.is_empty() => {
                let places: Vec<String> = tried.iter().map(|p| position(p)).collect();
                if places.is_empty() {
                    "none: the entry's frame has no such role".to_owned()
                } else {
                    format!("none: nothing that fits stands {}", places.join(", or "))
                }
            }
            Step::Found(path, _) if names.is_empty() => {
                format!("none: what stands {} is a pronoun for nobody known, or the other party itself", position(path))
            }
            Step::Found(path, via) => {
                format!("{}, {}{}", self.fillers(names, mentions), position(path), reached(*via))
            }
            Step::Missing(_) => self.fillers(names, mentions),
        }
    }

    fn fillers(&self, names: &[String], mentions: &[String]) -> String {
        let said = |(name, id): (&String, &String)| match self.mention(id) {
            Some(m) if m.text != *name => format!("{name} ({:?})", m.text),
            _ => name.clone(),
        };
        names.iter().zip(mentions).map(said).collect::<Vec<_>>().join("; ")
    }

    fn mention(&self, id: &str) -> Option<&MentionRow> {
        self.report.mentions.iter().find(|m| m.id == id)
    }

    fn place(&self, row: &EventRow) -> String {
        let basis = match row.place_basis {
            Some("stated") => "it hangs on the trigger",
            Some("sentence") => "it stands in the same sentence",
            Some("incident") => "another event of the incident has it",
            Some("dateline") => "the dateline has it",
            _ => return "none: no place stands with the trigger, in its sentence or in its incident".to_owned(),
        };
        let exact = row.place_precision.map_or_else(String::new, |p| format!("; precision {p}"));
        format!("{}: {basis}{exact}", self.fillers(&row.place, &row.place_mentions))
    }

    fn date(&self, row: &EventRow, making: Option<&Making>) -> String {
        let Some(mention) = row.time_mention.as_deref().and_then(|id| self.mention(id)) else {
            return "none: no date stands in its sentence or in its incident".to_owned();
        };
        let days = match (&row.date_start, &row.date_end) {
            (Some(start), Some(end)) if start == end => start.clone(),
            (Some(start), Some(end)) => format!("{start} to {end}"),
            _ => "days not known".to_owned(),
        };
        let basis = match row.date_basis {
            Some("incident") => "another event of the incident has it",
            _ if mention.sentence != row.sentence => "another event of the incident has it",
            _ if making.is_some_and(|m| m.dated) => "it hangs on the trigger",
            _ => "it is the nearest in the sentence",
        };
        format!("{days}, from {:?}: {basis}", mention.text)
    }

    fn factuality(row: &EventRow) -> String {
        let mut out = row.factuality.to_owned();
        if row.source.is_empty() {
            out.push_str(": nobody else is said to say so");
        } else {
            out.push_str(&format!(": so says {} ({})", row.source.join(", "), row.claim_ids.join(", ")));
        }
        if let Some(hedge) = &row.hedge {
            out.push_str(&format!("; hedged by {hedge:?}"));
        }
        if row.attempt {
            out.push_str("; tried, and it did not come off");
        }
        out
    }

    fn sentence(&self, index: usize) -> String {
        let (row, sentence) = (&self.report.sentences[index], &self.analysis.text.sentences[index]);
        let text = self.analysis.text.slice(sentence.tokens);
        let mut out = format!("{}: {:?}\n", row.id, text.split_whitespace().collect::<Vec<_>>().join(" "));
        let events: Vec<&EventRow> = self.report.events.iter().filter(|e| e.sentence == row.id).collect();
        for e in &events {
            out.push_str(&format!("  {} {} from {:?} (explain it by its id)\n", e.id, e.r#type, e.trigger));
        }
        if sentence.kind == SentenceKind::Boilerplate {
            out.push_str("  no event: the sentence is boilerplate, which is not read\n");
            return out;
        }
        let mut blocked = 0;
        for (span, entry, why) in &self.record.blocked {
            let inside = sentence.tokens.start <= span.start && span.end <= sentence.tokens.end;
            // Another entry may have read the same words.
            let read =
                self.analysis.events.rows.iter().any(|e| e.trigger.start < span.end && span.start < e.trigger.end);
            if inside && !read {
                blocked += 1;
                let words = self.analysis.text.slice(*span);
                out.push_str(&format!("  no event of {words:?} by the entry {entry:?}: {}\n", because(*why)));
            }
        }
        if events.is_empty() && blocked == 0 {
            out.push_str("  no event: no word of it is a trigger that is known\n");
        }
        out
    }
}

/// A position of a frame, in words.
fn position(path: &str) -> String {
    match path {
        "subject" => "as its subject".to_owned(),
        "object" => "as its object".to_owned(),
        "indirect" => "as its indirect object".to_owned(),
        "possessor" => "as its possessor".to_owned(),
        "compound" => "before it, as part of a compound".to_owned(),
        "modifier" => "before it, as a modifier".to_owned(),
        "attribute" => "as what it is said to be".to_owned(),
        "clause" => "as its clause".to_owned(),
        "clause_subject" => "as the subject of its clause".to_owned(),
        "clause_object" => "as the object of its clause".to_owned(),
        "clause_other" => "under a preposition in its clause".to_owned(),
        "speaker" => "as the speaker".to_owned(),
        "left" => "nearest on its left".to_owned(),
        "right" => "nearest on its right".to_owned(),
        preposition => format!("under {preposition:?}"),
    }
}

/// How a position was reached, where not at once.
fn reached(via: Via) -> &'static str {
    match via {
        Via::Direct => "",
        Via::Conjunction => ", shared with what it is joined to by a conjunction",
        Via::Relative => ", the noun that its clause describes",
        Via::Control => ", shared with the verb above it",
        Via::Support => ", on the verb that carries it",
        Via::Position => ", by the order of the words, where the tree gave nothing",
    }
}

/// Why words made no event.
fn because(why: Block) -> String {
    match why {
        Block::Class(upos) => {
            let name = match upos {
                Upos::Noun | Upos::Propn => "a noun",
                Upos::Verb | Upos::Aux => "a verb",
                Upos::Adj => "an adjective",
                _ => "another part of speech",
            };
            format!("here it is read as {name}, and the entry has it as something else")
        }
        Block::Condition(name) => {
            let said = match name {
                "object" => "what it is done to is none of those that the entry asks for",
                "not_object" => "what it is done to is one of those that the entry rules out",
                "subject" => "who does it is none of those that the entry asks for",
                "not_subject" => "who does it is one of those that the entry rules out",
                "before" => "none of the words that the entry asks for stands before it",
                "not_before" => "the word before it is one that the entry rules out",
                "with" => "no participle goes with it that the entry asks for",
                "not_with" => "a participle goes with it that the entry rules out",
                "not_under" => "it is part of what the entry rules out",
                "not_actor" => "who does it is one of those that the entry rules out",
                "not_parties" => "those who take part are all of those that the entry rules out",
                "only_object" => "what it is done to is none of those that the entry allows",
                "after" => "none of the words that the entry asks for stands behind it",
                _ => "the word behind it is one that the entry rules out",
            };
            format!("{said} ({name})")
        }
        Block::Idiom => "the words are a fixed phrase that is no event".to_owned(),
        Block::Modifier => "it only says of what kind the noun behind it is".to_owned(),
        Block::Name => "it is part of a name or a date".to_owned(),
        Block::Bare => {
            "a bare noun, with nobody, no place and no date of its own, tells of a kind and not of one happening"
                .to_owned()
        }
        Block::Purpose => "it only says what something is for, or what somebody may or ought to do".to_owned(),
        Block::Habit => "it is told as what is so as a rule, and of no one happening".to_owned(),
        Block::Merged => "it only says what another event met, and its target went to that".to_owned(),
    }
}
