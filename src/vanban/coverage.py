"""Which tasks of a superior document have no duty in a plan.

Tasks are likened by the words that tell them apart: words that every task has (`tăng cường`, `tổ chức`) count for
nothing, words of one meaning count as one (`data/covering.txt`), rare words count more than frequent ones. A score
is no judgement: it orders what a person looks at, the uncovered first.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from math import log, sqrt

from vanban import data
from vanban.model import Reading
from vanban.repair.folding import spell

COVERED = 0.3
"""The score from which a task counts as covered; chosen on the labelled pairs of the tests."""

_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Covered:
    """A task of the superior document, the duty of the plan that is most like it (None: none is enough), how alike
    they are from 0 to 1, and why in a Vietnamese phrase."""

    path: str
    best_path: str | None
    score: float
    why: str


def coverage(superior: Reading, plan: Reading) -> tuple[Covered, ...]:
    """Answer for each task of `superior`, in its order, the duty of `plan` that covers it."""
    tasks, duties = _tasks(superior), _tasks(plan)
    weights = _weights([words for _, words in (*tasks, *duties)])
    holders: dict[str, list[int]] = defaultdict(list)
    for at, (_, words) in enumerate(duties):
        for word in words:
            holders[word].append(at)
    norms = [_norm(words, weights) for _, words in duties]
    return tuple(_covered(path, words, duties, holders, weights, norms) for path, words in tasks)


def _covered(
    path: str,
    words: Counter[str],
    duties: Sequence[tuple[str, Counter[str]]],
    holders: dict[str, list[int]],
    weights: dict[str, float],
    norms: Sequence[float],
) -> Covered:
    shared: dict[int, float] = defaultdict(float)
    for word in words:
        for at in holders.get(word, ()):
            shared[at] += weights[word] ** 2
    norm = _norm(words, weights)
    best = max(shared, key=lambda at: (shared[at] / (norms[at] * norm), -at), default=None)
    if best is None:
        return Covered(path, None, 0.0, "Kế hoạch không có nhiệm vụ nào dùng chung từ ngữ riêng của nội dung này.")
    value = round(min(shared[best] / (norms[best] * norm), 1.0), 3)
    common = sorted(words.keys() & duties[best][1].keys(), key=lambda word: (-weights[word], word))[:5]
    told = ", ".join(word.replace("_", " ") for word in common)
    if value < COVERED:
        return Covered(path, None, value, f"Gần nhất là mục {duties[best][0]} nhưng chỉ chung: {told}.")
    return Covered(path, duties[best][0], value, f"Cùng nói về: {told}.")


def _tasks(reading: Reading) -> list[tuple[str, Counter[str]]]:
    """The units of a reading that state a task, with their telling words: no headings, no attribute lines, and no
    section on aims: where the reading charges somebody, only sections with a charge count, and what stands alone."""
    charged = {row.path.split(".")[0] for row in reading.assignments}
    parted = {unit.path.split(".")[0] for unit in reading.units if "." in unit.path}
    found = []
    for unit in reading.units:
        text = " ".join((unit.text, *(body.text for body in unit.body)))
        counts = _telling(text)
        states = (not unit.heading or unit.body) and unit.role is None
        top = unit.path.split(".")[0]
        if states and counts and (not charged or top in charged or top not in parted):
            found.append((unit.path, counts))
    return found


def _telling(text: str) -> Counter[str]:
    """The words of a text that tell what it is on, each once."""
    words = " ".join(spell(word) for word in _WORD.findall(text))
    for pattern, name in _synonyms():
        words = pattern.sub(name, words)
    return Counter(set(words.split()) - _common())


@cache
def _common() -> frozenset[str]:
    return frozenset(word for phrase in data.groups("covering.txt")["common"] for word in spell(phrase).split())


@cache
def _synonyms() -> tuple[tuple[re.Pattern[str], str], ...]:
    groups = (names for key, names in data.groups("covering.txt").items() if key.startswith("same"))
    return tuple(
        (re.compile(rf"\b(?:{'|'.join(_spelt(name) for name in names)})\b"), _spelt(names[0]).replace(" ", "_"))
        for names in groups
    )


def _spelt(phrase: str) -> str:
    return " ".join(spell(word) for word in phrase.split())


def _weights(tasks: Iterable[Counter[str]]) -> dict[str, float]:
    """How much each word tells: more the fewer tasks have it."""
    taken = list(tasks)
    having = Counter(word for words in taken for word in words)
    return {word: log(1 + len(taken) / times) for word, times in having.items()}


def _norm(words: Counter[str], weights: dict[str, float]) -> float:
    return sqrt(sum(weights[word] ** 2 for word in words)) or 1.0
