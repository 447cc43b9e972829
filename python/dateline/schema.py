"""The types of what `dateline.extract` returns: one ``TypedDict`` for each table, schema version 1.

At run time everything is a plain ``dict``, ``list``, ``str``, ``int``, ``float``, ``bool`` or ``None``; these types are
for editors and type checkers. Offsets are Unicode code points of the text as given, dates ISO 8601, countries
ISO 3166 alpha-3, coordinates degrees in WGS 84. ``docs/schema.md`` explains every key.
"""

from __future__ import annotations

from typing import Literal, TypeAlias, TypedDict

SentenceKind: TypeAlias = Literal["headline", "dateline", "byline", "body", "boilerplate"]
MentionType: TypeAlias = Literal[
    "person", "organization", "group", "norp", "location", "facility", "weapon", "vehicle",
    "date", "quantity", "money", "title", "document",
]  # fmt: skip
Level: TypeAlias = Literal["name", "nominal", "pronoun"]
Qualifier: TypeAlias = Literal[
    "exact", "approx", "more_than", "less_than", "at_least", "at_most", "range", "vague"
]  # fmt: skip
Factuality: TypeAlias = Literal[
    "asserted", "reported", "claimed", "confirmed", "denied", "negated", "planned", "possible"
]  # fmt: skip
Status: TypeAlias = Literal[
    "asserted", "reported", "claimed", "confirmed", "disputed", "denied", "planned", "possible"
]  # fmt: skip
SourceType: TypeAlias = Literal[
    "government", "military", "police", "police_medical", "intelligence", "health", "armed_group", "media", "ngo",
    "igo", "witness", "family", "document", "political", "other",
]  # fmt: skip
Stance: TypeAlias = Literal[
    "says", "reports", "claims", "claims_responsibility", "confirms", "denies", "neither_confirms_nor_denies",
    "no_comment", "accuses", "condemns", "justifies", "suggests", "suspects", "vows", "demands", "warns", "praises",
    "believes",
]  # fmt: skip
PlacePrecision: TypeAlias = Literal["exact", "near", "admin2", "admin1", "region", "country"]
PlaceBasis: TypeAlias = Literal["stated", "sentence", "incident", "dateline"]
DatePrecision: TypeAlias = Literal["day", "week", "month", "year", "decade", "range"]
DateBasis: TypeAlias = Literal["explicit", "relative", "inferred_year", "incident"]
WeaponType: TypeAlias = Literal[
    "drone", "missile", "rocket", "artillery", "bomb", "ied", "aircraft", "firearm", "explosive", "chemical", "melee",
    "other",
]  # fmt: skip
CasualtyKind: TypeAlias = Literal[
    "killed", "wounded", "casualties", "missing", "abducted", "detained", "displaced", "surrendered"
]  # fmt: skip
VictimType: TypeAlias = Literal["civilian", "combatant", "official", "mixed"]
Demographic: TypeAlias = Literal["children", "women", "men", "elderly", "mixed"]


class Sentence(TypedDict):
    """One sentence of the text."""

    id: str
    start: int
    end: int
    kind: SentenceKind


class Token(TypedDict):
    """One word, with ``tokens=True``: Universal Dependencies v2."""

    id: str
    sentence: str
    start: int
    end: int
    text: str
    lemma: str
    upos: str
    head: str | None
    deprel: str


class Mention(TypedDict):
    """Words that refer to somebody or something, or name a time or an amount."""

    id: str
    entity_id: str | None
    sentence: str
    text: str
    start: int
    end: int
    type: MentionType
    subtype: str | None
    level: Level
    value: str | None
    low: int | float | None
    best: int | float | None
    high: int | float | None
    qualifier: Qualifier | None
    unit: str | None


class Entity(TypedDict):
    """Somebody or something that mentions refer to."""

    id: str
    name: str
    type: MentionType
    subtype: str | None
    country: str | None
    aliases: list[str]
    role: str | None
    n_mentions: int
    lat: float | None
    lon: float | None
    geonameid: int | None
    admin1: str | None
    cameo_actor: str | None


Event = TypedDict(
    "Event",
    {
        "id": str,
        "sentence": str,
        "type": str,
        "class": str,
        "trigger": str,
        "start": int,
        "end": int,
        "actor": list[str],
        "actor_ids": list["str | None"],
        "actor_mentions": list[str],
        "target": list[str],
        "target_ids": list["str | None"],
        "target_mentions": list[str],
        "place": list[str],
        "place_ids": list["str | None"],
        "place_mentions": list[str],
        "place_precision": "PlacePrecision | None",
        "place_basis": "PlaceBasis | None",
        "country": "str | None",
        "lat": "float | None",
        "lon": "float | None",
        "weapon": "str | None",
        "weapon_type": "WeaponType | None",
        "weapon_mention": "str | None",
        "time_mention": "str | None",
        "date_start": "str | None",
        "date_end": "str | None",
        "date_precision": "DatePrecision | None",
        "date_basis": "DateBasis | None",
        "factuality": "Factuality",
        "attempt": bool,
        "hedge": "str | None",
        "source": list[str],
        "source_ids": list["str | None"],
        "source_type": "SourceType | None",
        "anonymous": "bool | None",
        "claim_ids": list[str],
        "background": bool,
        "incident_id": "str | None",
        "cameo": "str | None",
        "plover": "str | None",
        "plover_mode": "str | None",
        "acled": "str | None",
        "ucdp": "str | None",
        "rule": str,
    },
)
"""One event mention: one trigger in one sentence."""


class Claim(TypedDict):
    """Who says what, in which words."""

    id: str
    sentence: str
    source: str | None
    source_start: int | None
    source_end: int | None
    source_id: str | None
    source_type: SourceType | None
    anonymous: bool | None
    cue: str | None
    cue_start: int | None
    cue_end: int | None
    stance: Stance | None
    content: str | None
    content_start: int | None
    content_end: int | None
    quote: Literal["none", "partial", "direct"]
    nested_in: str | None
    event_ids: list[str]


class Casualty(TypedDict):
    """One figure or named victim, never summed."""

    id: str
    event_id: str | None
    incident_id: str | None
    sentence: str
    text: str
    start: int
    end: int
    kind: CasualtyKind
    low: int | None
    best: int | None
    high: int | None
    qualifier: Qualifier | None
    victims: str | None
    victim_type: VictimType | None
    victim_country: str | None
    demographic: Demographic | None
    names: list[str]
    subset_of: str | None
    cumulative: bool
    source: str | None
    claim_id: str | None


Incident = TypedDict(
    "Incident",
    {
        "id": str,
        "type": str,
        "class": str,
        "actor": list[str],
        "actor_ids": list["str | None"],
        "target": list[str],
        "target_ids": list["str | None"],
        "place": list[str],
        "place_ids": list["str | None"],
        "country": "str | None",
        "lat": "float | None",
        "lon": "float | None",
        "place_precision": "PlacePrecision | None",
        "date_start": "str | None",
        "date_end": "str | None",
        "date_precision": "DatePrecision | None",
        "killed_low": "int | None",
        "killed_best": "int | None",
        "killed_high": "int | None",
        "wounded_low": "int | None",
        "wounded_best": "int | None",
        "wounded_high": "int | None",
        "status": "Status",
        "disputed": list[str],
        "sources": list[str],
        "weapon_type": "WeaponType | None",
        "n_events": int,
        "event_ids": list[str],
        "claim_ids": list[str],
        "casualty_ids": list[str],
        "background": bool,
        "cameo": "str | None",
        "plover": "str | None",
        "acled": "str | None",
        "ucdp": "str | None",
        "summary": "str | None",
    },
)
"""What a researcher counts: the event mentions that tell of one happening, merged."""


class _Document(TypedDict):

    schema_version: str
    version: str
    doc_id: str | None
    title: str | None
    publication_date: str | None
    date_source: Literal["given", "dateline", "none"]
    language: Literal["en"] | None
    n_chars: int
    warnings: list[str]
    sentences: list[Sentence]
    mentions: list[Mention]
    entities: list[Entity]
    events: list[Event]
    claims: list[Claim]
    casualties: list[Casualty]
    incidents: list[Incident]


class Document(_Document, total=False):
    """One document: what `dateline.extract` returns; ``tokens`` only where they were asked for."""

    tokens: list[Token]
