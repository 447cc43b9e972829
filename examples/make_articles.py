"""Writes `articles.jsonl`: 240 short dispatches for the examples, always the same.

Places and groups are real, the happenings, figures and reporters invented. Nothing here is news.
"""

from __future__ import annotations

import datetime
import json
import random
from pathlib import Path

# Country, who attacks, who is attacked, an official source, towns.
THEATRES = [
    ("Sudan", "the Rapid Support Forces", "the Sudanese army", "the Khartoum health ministry",
     ["El Fasher", "Omdurman", "Nyala", "El Obeid", "Kosti", "Port Sudan"]),
    ("Congo", "M23 rebels", "the Congolese army", "the governor of North Kivu", ["Goma", "Beni", "Butembo", "Bukavu", "Bunia"]),
    ("Mali", "JNIM fighters", "the Malian army", "the defence ministry in Bamako", ["Gao", "Timbuktu", "Mopti", "Kidal", "Segou"]),
    ("Somalia", "al-Shabaab militants", "Somali troops", "the information ministry", ["Mogadishu", "Kismayo", "Baidoa", "Beledweyne"]),
    ("Ukraine", "Russian forces", "the Ukrainian army", "the regional governor",
     ["Kharkiv", "Kherson", "Zaporizhzhia", "Pokrovsk", "Sumy", "Odesa"]),
    ("Myanmar", "the Arakan Army", "the military junta", "a junta spokesman", ["Sittwe", "Lashio", "Myitkyina", "Loikaw", "Sagaing"]),
    ("Colombia", "ELN guerrillas", "the Colombian army", "the governor of Cauca", ["Cali", "Popayan", "Cucuta", "Arauca", "Tumaco"]),
    ("Nigeria", "Boko Haram gunmen", "Nigerian soldiers", "the state police commissioner", ["Maiduguri", "Biu", "Gwoza", "Kaduna", "Zaria"]),
    ("Pakistan", "the Pakistani Taliban", "Pakistani police", "the provincial government", ["Peshawar", "Quetta", "Bannu", "Swat"]),
    ("Syria", "Islamic State militants", "the Syrian army", "the health ministry in Damascus", ["Aleppo", "Homs", "Deir ez-Zor", "Idlib", "Hama"]),
]  # fmt: skip

# {A} attacks, {D} is attacked, {O} speaks, {town}, {country}, {day}; {n} dead, {more} by another count, {w} wounded.
STORIES = [
    ("Shelling of {town} market kills {n}, medics say",
     "Artillery shells hit a market in {town} on {day}, killing {n} people and wounding {w}, medics said. {O} put the number of "
     "dead at {more}.\n\n{A} denied that its fighters had shelled the market. “Our units were not near {town},” a spokesman said."),
    ("Ambush near {town} leaves {n} soldiers dead",
     "{A} ambushed a convoy near {town} on {day}, killing at least {n} soldiers, {O} said. {w} others were wounded.\n\n{A} claimed "
     "responsibility for the ambush and said {more} soldiers were killed."),
    ("Drone strike hits {town}",
     "A drone strike on {town} killed {n} civilians on {day}, residents said. {D} accused {A} of carrying out the strike.\n\n"
     "A doctor at the main hospital, who spoke on condition of anonymity, said {more} bodies were brought in and that {w} "
     "people were wounded."),
    ("Bomb kills {n} on road outside {town}",
     "A roadside bomb killed {n} passengers of a bus outside {town} on {day}, police said. No group claimed responsibility. {O} "
     "blamed {A}, who have planted bombs on that road before."),
    ("{D_} says it retook villages around {town}",
     "{D} said on {day} that it had recaptured three villages near {town} from {A}. Its statement said {more} fighters were "
     "killed. {A} said it had withdrawn and lost {n} men.\n\nHundreds of families fled the fighting, aid workers said."),
    ("Gunmen abduct {n} people near {town}",
     "Gunmen abducted {n} people from a village near {town} on {day}, residents said. {O} said {more} people were missing. "
     "Relatives blamed {A}."),
    ("Thousands march in {town}",
     "Thousands of people marched in {town} on {day} to demand an end to the war, witnesses said. Police fired tear gas and "
     "arrested {n} protesters. {O} said the protest was peaceful."),
    ("Talks on truce for {town} to resume",
     "{D} and {A} agreed on {day} to resume talks on a ceasefire around {town}, mediators said. The last truce collapsed within "
     "hours, when shelling killed {n} people, according to medics."),
]  # fmt: skip


def articles(n: int = 240) -> list[dict[str, str]]:
    """The dispatches, in the order of their days."""
    choose = random.Random(2024)
    day = datetime.date(2024, 1, 3)
    out = []
    for number in range(n):
        country, attacker, defender, official, towns = choose.choice(THEATRES)
        headline, story = choose.choice(STORIES)
        town = choose.choice(towns)
        dead = choose.randint(2, 40)
        happened = day - datetime.timedelta(days=choose.randint(0, 2))
        names = {
            "A": attacker, "D": defender, "O": official, "D_": defender.removeprefix("the "), "town": town, "country": country,
            "day": happened.strftime("%A"), "n": dead, "more": dead + choose.randint(2, 15), "w": choose.randint(3, 60),
        }  # fmt: skip
        lead = ". ".join(_capital(s) for s in story.format(**names).split(". "))
        lead = "\n\n".join(_capital(p) for p in lead.split("\n\n"))
        place = f"{town.upper()}, {country}, {day:%b} {day.day} (Example Wire)"
        out.append({
            "doc_id": f"example-{number:03}", "published": day.isoformat(),
            "text": f"{_capital(headline.format(**names))}\n\n{place} — {lead}\n",
        })  # fmt: skip
        day += datetime.timedelta(days=choose.randint(1, 2))
    return out


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


if __name__ == "__main__":
    lines = (json.dumps(article, ensure_ascii=False) + "\n" for article in articles())
    Path(__file__).with_name("articles.jsonl").write_text("".join(lines), encoding="utf-8")
