"""Two hundred thousand items and what people ask of them, made from the sentences of the test collection."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from benchmarks._search_collection import Item, items, judged
from nhipcau.core.public import fold
from nhipcau.search.public import Order, Row, SearchQuery

KIND = "benchmark"
SHARES = {"vi": 0.5, "en": 0.2, "zh": 0.1, "lo": 0.1, "fr": 0.1}
KINDS = (
    "article", "photos", "video", "audio", "publication", "place", "product", "festival", "project", "facts",
    "dataset", "statement", "question",
)  # fmt: skip
COUNTED = ("kind", "category", "topic", "agency", "year")
_HEADS = "b c ch d đ g gi h kh l m n ng nh ph qu s t th tr v x".split()  # noqa: SIM905
_TAILS = [
    "a",
    "ai",
    "am",
    "an",
    "ang",
    "anh",
    "ao",
    "ăm",
    "âu",
    "eo",
    "em",
    "ên",
    "êu",
    "i",
    "ia",
    "inh",
    "iêm",
    "o",
    "oa",
    "oan",
    "oi",
    "on",
    "ong",
    "ôn",
    "ông",
    "ơi",
    "ơn",
    "u",
    "ua",
    "uân",
    "uy",
    "ưa",
    "ương",
]


@dataclass(frozen=True)
class Asked:
    sort: str
    query: SearchQuery


def rows(count: int, province_id: int) -> Iterator[Row]:
    """So many records: a title and three to seven sentences, names and numbers of their own, facets; one in fifty
    was written without marks, one in twenty is not public."""
    chance = random.Random(2026)
    known: dict[str, list[Item]] = {}
    for item in items():
        known.setdefault(item.language, []).append(item)
    for number in range(1, count + 1):
        language = chance.choices(list(SHARES), list(SHARES.values()))[0]
        yield _row(number, province_id, language, known[language], chance)


def _row(number: int, province_id: int, language: str, known: list[Item], chance: random.Random) -> Row:
    drawn = chance.sample(known, k=chance.randint(2, 4))
    title = f"{drawn[0].title} {_name(chance)} {chance.randint(1, 999)}"
    text = " ".join(f"{item.text} {_name(chance)}, {chance.randint(1, 31)}/{chance.randint(1, 12)}." for item in drawn)
    if language == "vi" and chance.random() < 0.02:
        title, text = fold(title), fold(text)
    day = date(2018, 1, 1) + timedelta(days=chance.randrange(3200))
    facets = {
        "kind": [chance.choice(KINDS)],
        "category": [f"c{int(chance.triangular(1, 25, 3))}"],
        "topic": [f"t{each}" for each in {chance.randint(1, 12) for _ in range(chance.randint(1, 3))}],
        "agency": [f"so-{int(chance.triangular(1, 40, 5))}"],
        "year": [str(day.year)],
    }
    return Row(number, province_id, text, title, language, chance.random() < 0.95, facets, day)


def _name(chance: random.Random) -> str:
    return " ".join((chance.choice(_HEADS) + chance.choice(_TAILS)).capitalize() for _ in range(2))


def questions(count: int, province_id: int) -> list[Asked]:
    """What is asked: judged queries with and without marks, single common words, wrong words, nothing but facets;
    every one counts five facets, and four in ten are narrowed by one or two of them."""
    chance = random.Random(7)
    known = judged()
    made = []
    for number in range(count):
        base = chance.choice(known)
        sort, words = _words(number, base.words, chance)
        chosen = chance.sample(["kind", "category", "topic", "year"], k=chance.choice((0, 0, 0, 1, 2)))
        values = {"kind": chance.choice(KINDS), "category": "c4", "topic": f"t{chance.randint(1, 12)}", "year": "2024"}
        query = SearchQuery(
            province_id,
            KIND,
            words,
            (base.language,) if chance.random() < 0.7 else (),
            {name: [values[name]] for name in chosen},
            COUNTED,
            Order.NEWEST if chance.random() < 0.1 else Order.BEST,
            page=chance.choice((1, 1, 1, 1, 2, 5)),
        )
        made.append(Asked(sort, query))
    return made


def _words(number: int, words: str, chance: random.Random) -> tuple[str, str]:
    if number % 20 == 0:
        return "nothing", ""
    if number % 20 == 1:
        place = chance.randrange(len(words))
        return "wrong", words[:place] + chance.choice("aeghnqxz") + words[place:]
    if number % 4 == 2:
        return "common", chance.choice(
            ("le hoi", "đường", "duong", "văn hóa", "the", "festival", "lào", "mua he", "du lich")
        )
    if number % 4 == 3:
        return "without marks", fold(words)
    return "as judged", words
