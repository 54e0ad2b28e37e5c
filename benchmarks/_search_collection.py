"""The test collection of the search benchmark: items and judged queries in five languages (benchmarks/search/).

An item is `id | title | text`; a query is `words | id=grade …` with grades from 1 (touches it) to 3 (is what was
meant), given by reading what a person would mean by the words, for all items of the query's language.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "search"
LANGUAGES = ("vi", "en", "zh", "lo", "fr")
DEPTH = 10


@dataclass(frozen=True)
class Item:
    number: int
    language: str
    code: str
    title: str
    text: str


@dataclass(frozen=True)
class Judged:
    language: str
    words: str
    grades: dict[str, int]


def items() -> list[Item]:
    """Every item, numbered from 1."""
    rows = [(language, *row) for language in LANGUAGES for row in _rows(f"items.{language}.txt", 3)]
    return [Item(number, *row) for number, row in enumerate(rows, 1)]


def judged() -> list[Judged]:
    """Every query with the grades of its items; a grade of an item that is not there is an error."""
    known = {(item.language, item.code) for item in items()}
    found = []
    for language in LANGUAGES:
        for words, graded in _rows(f"queries.{language}.txt", 2):
            grades = {code: int(grade) for code, grade in (pair.split("=") for pair in graded.split())}
            assert all((language, code) in known for code in grades), (language, words, grades)
            found.append(Judged(language, words, grades))
    return found


def ndcg(ranked: Sequence[str], grades: dict[str, int], depth: int = DEPTH) -> float:
    """Normalised discounted cumulative gain of the first `depth`, with gains of 2^grade - 1."""
    best = _gain(sorted(grades.values(), reverse=True)[:depth])
    return _gain([grades.get(code, 0) for code in ranked[:depth]]) / best


def mean_ndcg(queries: Sequence[Judged], answers: Callable[[Judged], Sequence[str]]) -> float:
    """The mean over queries."""
    return sum(ndcg(answers(query), query.grades) for query in queries) / len(queries)


class PlainBm25:
    """BM25 over the same folded tokens, title and text as one, any of the words: what we measure ourselves against."""

    def __init__(self, documents: dict[str, list[str]], k: float = 1.2, b: float = 0.75) -> None:
        self.counts = {code: Counter(tokens) for code, tokens in documents.items()}
        self.lengths = {code: len(tokens) for code, tokens in documents.items()}
        self.usual = sum(self.lengths.values()) / len(documents)
        self.holding = Counter(token for counts in self.counts.values() for token in counts)
        self.k, self.b = k, b

    def ranked(self, tokens: Sequence[str]) -> list[str]:
        scores = {code: self._score(code, tokens) for code in self.counts}
        return sorted((code for code in scores if scores[code] > 0), key=lambda code: -scores[code])

    def _score(self, code: str, tokens: Sequence[str]) -> float:
        share = self.k * (1 - self.b + self.b * self.lengths[code] / self.usual)
        return sum(
            self._rarity(token) * times * (self.k + 1) / (times + share)
            for token in tokens
            if (times := self.counts[code][token])
        )

    def _rarity(self, token: str) -> float:
        holding = self.holding[token]
        return math.log(1 + (len(self.counts) - holding + 0.5) / (holding + 0.5))


def _gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades))


def _rows(name: str, width: int) -> list[tuple[str, ...]]:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    rows = [tuple(part.strip() for part in line.split(" | ")) for line in lines if line.strip()]
    assert all(len(row) == width for row in rows), [row for row in rows if len(row) != width]
    return rows
