"""The contract: keys, enums, spans and references, on our own texts and on any string."""

from __future__ import annotations

import json
import pickle
import typing
from pathlib import Path

import pytest
from contract import ENUMS, FIXED, KEYS, TABLES, faults
from gold import load
from hypothesis import given, settings
from hypothesis import strategies as st

import dateline
from dateline import schema

ROOT = Path(__file__).parent.parent
TEXTS = {path.name: path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples").glob("*.txt"))}
TEXTS |= {dispatch.name: dispatch.text for dispatch in load()}
ODD = {
    "empty": "",
    "white space": " \n\t\r\n \u00a0\u2028",
    "no letters": "12 ... 34 !!! ???",
    "Arabic": "قصفت الطائرات مدينة حلب يوم الثلاثاء وقتل خمسة أشخاص.",
    "NUL bytes": "Rebels\x00 seized\x00\x00 Goma.\x00",
    "controls": "\x1b[31mShells\x07 fell\x08 on Homs.\x7f",
    "lone surrogates": "Shells \ud83d fell on \udc00Homs\ud800.",
    "surrogate pair": "Shells fell \ud83d\ude00 on Homs.",
    "HTML": "<html><body><p>Shells &amp; rockets fell on <b>Homs</b>.</p><script>alert(1)</script></body></html>",
    "emoji": "Shells 💥💥 fell on Homs 👨‍👩‍👧‍👦 and killed 5️⃣ people 🇸🇾.",
    "brackets": "(" * 5000 + "Homs" + ")" * 5000,
    "quotes": "“" * 3000 + "said" + '"' * 3000,
    "byte order mark": "\ufeffBAGHDAD, July 30 (Wire) — Police said two people were killed.",
    "one word many times": "killed " * 3000,
    "right to left marks": "\u202eShells\u202c fell on \u200bHoms.",
    "digits": "9" * 5000,
    "capitals": "SAN SALVADOR, 3 JAN 90 (WIRE) -- GUERRILLAS KILLED TWO SOLDIERS\nIN AN AMBUSH NEAR USULUTAN YESTERDAY.",
}


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("published", [None, "2024-11-13"])
def test_own_texts_keep_the_contract(name: str, published: str | None) -> None:
    text = TEXTS[name]
    assert faults(text, dateline.extract(text, published=published, tokens=True)) == []


@pytest.mark.parametrize("name", ODD)
def test_odd_texts_keep_the_contract(name: str) -> None:
    doc = dateline.extract(ODD[name], tokens=True)
    assert faults(ODD[name].encode("utf-32", "surrogatepass").decode("utf-32", "replace"), doc) == []
    assert not any("internal error" in w for w in doc["warnings"])


@pytest.mark.parametrize("name", ["empty", "white space", "no letters", "Arabic", "lone surrogates"])
def test_what_is_odd_is_told(name: str) -> None:
    assert dateline.extract(ODD[name])["warnings"]


@pytest.mark.parametrize("text", ["Tens\nof\nthousands", "30\n\nkm", "Jan.\n8", "JAN. 8", "leader of\nPi ln t"])
def test_a_mention_stays_in_its_sentence(text: str) -> None:
    assert faults(text, dateline.extract(text)) == []


def test_a_megabyte_in_one_line() -> None:
    sentence = "Shells fell on Homs and killed 12 people on Tuesday, officials said. "
    text = sentence * (1_000_000 // len(sentence))
    doc = dateline.extract(text, published="2024-01-02")
    assert faults(text, doc) == []


@given(st.text(max_size=400))
@settings(max_examples=300, deadline=None)
def test_any_string_keeps_the_contract(text: str) -> None:
    assert faults(text, dateline.extract(text, tokens=True)) == []


WORDS = st.sampled_from(
    "the a US Iraqi army rebels militants killed wounded struck said denied that in on at near Homs Baghdad Tuesday "
    "12 dozens of at least two people , . ; : “ ” ( ) - — ' \n \n\n U.S. Gen. Mr. Smith airstrike drone attack after "
    "who which was were by not no could 2024 July 30 according to".split(" ")
)


@given(st.lists(WORDS, max_size=120).map(" ".join), st.sampled_from([None, "2024-08-01"]))
@settings(max_examples=300, deadline=None)
def test_any_order_of_news_words_keeps_the_contract(text: str, published: str | None) -> None:
    first = dateline.extract(text, published=published, tokens=True)
    assert faults(text, first) == []
    assert dateline.extract(text, published=published, tokens=True) == first


def test_same_on_one_and_on_eight_threads() -> None:
    texts = [*TEXTS.values(), *ODD.values()]
    alone = [json.dumps(dateline.extract(text)) for text in texts]
    for workers in (1, 8):
        assert [json.dumps(doc) for doc in dateline.extract_many(texts, workers=workers)] == alone


def test_documents_are_plain_and_pickle() -> None:
    text = next(iter(TEXTS.values()))
    doc = dateline.extract(text, tokens=True)
    assert json.loads(json.dumps(doc)) == doc
    assert pickle.loads(pickle.dumps(doc)) == doc


def test_typed_dicts_have_the_keys_of_the_core_in_its_order() -> None:
    names = {"Report": schema.Document, **{f"{t.__name__}Row": t for t in (
        schema.Sentence, schema.Token, schema.Mention, schema.Entity, schema.Event, schema.Claim, schema.Casualty,
        schema.Incident)}}  # fmt: skip
    assert {name: tuple(t.__annotations__) for name, t in names.items()} == KEYS


@pytest.mark.parametrize(
    ("alias", "values"),
    [
        (schema.SentenceKind, FIXED["kind"]), (schema.MentionType, ENUMS["mention"]), (schema.Level, FIXED["level"]),
        (schema.Qualifier, ENUMS["qualifier"]), (schema.Factuality, FIXED["factuality"]),
        (schema.Status, ENUMS["status"]), (schema.SourceType, ENUMS["source_type"]), (schema.Stance, ENUMS["stance"]),
        (schema.PlacePrecision, FIXED["precision"] - {None}), (schema.PlaceBasis, FIXED["place_basis"] - {None}),
        (schema.DatePrecision, FIXED["date_precision"] - {None}), (schema.DateBasis, FIXED["date_basis"] - {None}),
        (schema.WeaponType, ENUMS["subtype.weapon"]), (schema.CasualtyKind, ENUMS["casualty"]),
        (schema.VictimType, ENUMS["victim_type"]), (schema.Demographic, ENUMS["demographic"]),
    ],
)  # fmt: skip
def test_literal_types_are_the_enums_of_the_ontology(alias: object, values: set[str]) -> None:
    assert set(typing.get_args(alias)) == values


def test_docs_name_every_key_of_every_table() -> None:
    """docs/schema.md has a section for each table, whose first column lists its keys in order."""
    text = (ROOT / "docs" / "schema.md").read_text(encoding="utf-8")
    for table, (row, _) in TABLES.items():
        section = text.split(f"\n## {table}\n", 1)[1].split("\n## ", 1)[0]
        cells = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]
        keys = [key.strip(" `") for cell in cells for key in cell.split(",")]
        assert tuple(keys) == KEYS[row], table
    for name, values in ENUMS.items():
        missing = [value for value in values if f"`{value}`" not in text]
        assert not missing, (name, missing)
