"""Every verb that somebody does to somebody, in every construction: a condition on words must not hide a plain sentence.
And every sort of date in every place of a sentence.

For each verb of one word in ``data/events`` whose frame has a target and whose entry asks for no particular party, one of
a few plain sentences must give its event: ``Soldiers tortured two men in Mosul``, ``Two men were tortured by soldiers``,
``Two men were tortured in Mosul``. Which parties a verb takes is its own affair, so one pair of them is enough.
"""

from __future__ import annotations

import itertools
import re
from pathlib import Path
from typing import Any

import dateline
import pytest

try:
    import tomllib
except ModuleNotFoundError:  # Python 3.10
    import tomli as tomllib  # type: ignore[no-redef]

DATA = Path(__file__).parents[1] / "data"
ACTORS = ["soldiers", "gunmen", "the army", "police", "a court", "prosecutors", "the government", "the president"]
TARGETS = ["two soldiers", "the prisoners", "the villages", "three buses", "the rebels", "Russia", "the ministers"]
FRAMES = {"attack", "affect", "measure"}
# What an entry asks for in so many words is not tried: its own examples do.
ASKS = ("object", "subject", "before", "after")


def entries() -> list[dict[str, Any]]:
    files = sorted((DATA / "events").glob("*.toml"))
    rows = [row for path in files for row in tomllib.loads(path.read_text(encoding="utf-8")).get("entry", [])]
    return [row for row in rows if row.get("frame") in FRAMES and not any(key in row for key in ASKS)]


def irregular() -> dict[str, list[str]]:
    """Past and participle of irregular verbs, of both tables."""
    out = {}
    for path, column in ((DATA / "lexicon" / "irregular_verbs.tsv", 1), (DATA / "events" / "irregular.tsv", 2)):
        rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
        out.update({row[0]: row[column].split("|") for row in rows if len(row) > column and row[column]})
    return out


IRREGULAR = irregular()


def forms(verb: str) -> tuple[str, str]:
    """Past and participle."""
    if verb in IRREGULAR:
        return IRREGULAR[verb][0], IRREGULAR[verb][-1]
    if verb.endswith("e"):
        regular = verb + "d"
    elif re.fullmatch("[^aeiou]*[aeiou][bdgklmnprtz]", verb):
        regular = verb + verb[-1] + "ed"
    elif re.search("[^aeiou]y$", verb):
        regular = verb[:-1] + "ied"
    else:
        regular = verb + "ed"
    return regular, regular


def capital(words: str) -> str:
    return words[0].upper() + words[1:]


CONSTRUCTIONS = {
    "active": lambda past, participle, who, whom: f"{capital(who)} {past} {whom} in Mosul on Monday.",
    "passive with an agent": lambda past, participle, who, whom: f"{capital(whom)} were {participle} by {who} in Mosul.",
    "passive": lambda past, participle, who, whom: f"{capital(whom)} were {participle} in Mosul on Monday.",
}


def is_found(text: str, trigger: str) -> bool:
    return any(row["trigger"].lower().startswith(trigger) for row in dateline.extract(text)["events"])


@pytest.mark.parametrize("construction", CONSTRUCTIONS)
def test_every_verb_is_found(construction: str) -> None:
    sentence = CONSTRUCTIONS[construction]
    verbs = [(row["name"], verb) for row in entries() for verb in row.get("verb", ()) if re.fullmatch("[a-z-]+", verb)]
    assert len(verbs) > 140
    hidden = []
    for name, verb in verbs:
        past, participle = forms(verb)
        trigger = past if construction == "active" else participle
        pairs = itertools.product(ACTORS, TARGETS)
        if not any(is_found(sentence(past, participle, who, whom), trigger) for who, whom in pairs):
            hidden.append(f"{name}: {verb}")
    assert not hidden


def test_a_verb_that_no_entry_has_is_not_found() -> None:
    assert not is_found("Soldiers painted two villages in Mosul on Monday.", "painted")


# Read as published on Tuesday, 12 March 2024.
DATES = {
    "Monday": "2024-03-11",
    "on Monday": "2024-03-11",
    "early Monday": "2024-03-11",
    "on Monday morning": "2024-03-11",
    "Monday night": "2024-03-11",
    "over the weekend": "2024-03-09",
    "last week": "2024-03-04",
    "last month": "2024-02-01",
    "last Tuesday": "2024-03-05",
    "two days ago": "2024-03-10",
    "earlier this month": "2024-03-01",
    "in early March": "2024-03-01",
    "in March 2012": "2012-03-01",
    "on 5 March": "2024-03-05",
    "on March 5, 2021": "2021-03-05",
    "on Feb. 28": "2024-02-28",
    "in 2012": "2012-01-01",
    "in February": "2024-02-01",
    "yesterday": "2024-03-11",
    "in the early hours of Monday": "2024-03-11",
}
POSITIONS = [
    "{date} {who} attacked a village near Gao.",
    "{date}, {who} attacked a village near Gao.",
    "{who} attacked a village near Gao {date}.",
    "{who} attacked a village near Gao {date}, killing 12 people.",
    "{who} attacked a village {date} in northern Mali, officials said.",
    "A village near Gao was attacked {date} by {who}.",
    "The attack {date} on a village near Gao killed 12 people.",
]


@pytest.mark.parametrize("position", POSITIONS)
def test_every_sort_of_date_is_found(position: str) -> None:
    wrong = []
    attackers = ["gunmen", "government troops", "the Taliban", "Russian forces", "a suicide bomber"]
    for who, (date, day) in itertools.product(attackers, DATES.items()):
        text = capital(position.format(date=date, who=who))
        rows = dateline.extract(text, published="2024-03-12")["events"]
        if [row["date_start"] for row in rows if row["trigger"].startswith("attack")] != [day]:
            wrong.append(text)
    # Without a comma the parser still takes a few for a part of who did it (`On 5 March gunmen attacked`).
    assert len(wrong) <= (10 if position.startswith("{date} ") else 1), wrong
