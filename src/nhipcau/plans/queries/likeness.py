"""Which duty of a new plan is which duty of the plan that it replaces: pure functions over texts."""

from __future__ import annotations

import difflib
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from nhipcau.core.public import fold

_ALIKE = 0.55  # share of words in common from which two texts are one duty, rewritten
_TRIED = 6
_COMMON = 40  # a word of more duties than this tells none from another


@dataclass(frozen=True, slots=True)
class Clause:
    """A duty as comparison sees it. `names` are the organisations as written, `limit` its time limit as written."""

    key: int
    path: str
    text: str
    names: frozenset[str] = frozenset()
    limit: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two clauses that are one duty. `same`: nothing but its place differs."""

    old: Clause
    new: Clause
    same: bool

    @property
    def moved(self) -> bool:
        """Whether it stands at another place."""
        return self.old.path != self.new.path


def pairs(old: Sequence[Clause], new: Sequence[Clause]) -> list[Pair]:
    """The duties that both plans have, each at most once; what is left over was dropped or added.

    Equal texts first (those at the same place before others), then the most alike, judged on words without marks.
    Only clauses that share rare words are compared, so that time grows with the number of duties.
    """
    found = _equal(old, new)
    taken_old, taken_new = {pair.old.key for pair in found}, {pair.new.key for pair in found}
    left_old = [each for each in old if each.key not in taken_old]
    left_new = [each for each in new if each.key not in taken_new]
    scored = sorted(_alike(left_old, left_new), key=lambda row: -row[0])
    for _score, one, other in scored:
        if one.key not in taken_old and other.key not in taken_new:
            taken_old.add(one.key)
            taken_new.add(other.key)
            found.append(Pair(one, other, same=False))
    return found


def words_changed(old: str, new: str) -> list[tuple[str, str]]:
    """How one text became the other, word by word: (`same`, `removed` or `added`, words) in reading order."""
    one, other = old.split(), new.split()
    shown: list[tuple[str, str]] = []
    for act, start, end, other_start, other_end in difflib.SequenceMatcher(
        None, one, other, autojunk=False
    ).get_opcodes():
        if act == "equal":
            shown.append(("same", " ".join(one[start:end])))
            continue
        if end > start:
            shown.append(("removed", " ".join(one[start:end])))
        if other_end > other_start:
            shown.append(("added", " ".join(other[other_start:other_end])))
    return shown


def _equal(old: Sequence[Clause], new: Sequence[Clause]) -> list[Pair]:
    by_text: dict[str, list[Clause]] = defaultdict(list)
    for each in old:
        by_text[_words(each.text)].append(each)
    found: list[Pair] = []
    for at_the_same_place in (True, False):
        taken = {pair.new.key for pair in found}
        for clause in new:
            waiting = by_text[_words(clause.text)] if clause.key not in taken else []
            same = next((each for each in waiting if not at_the_same_place or each.path == clause.path), None)
            if same:
                waiting.remove(same)
                found.append(Pair(same, clause, same=same.names == clause.names and same.limit == clause.limit))
    return found


def _alike(old: Sequence[Clause], new: Sequence[Clause]) -> list[tuple[float, Clause, Clause]]:
    having: dict[str, list[Clause]] = defaultdict(list)
    for each in old:
        for word in set(_words(each.text).split()):
            having[word].append(each)
    scored = []
    for clause in new:
        mine = _words(clause.text).split()
        shared: Counter[int] = Counter()
        for word in set(mine):
            if len(having[word]) <= _COMMON:
                shared.update({each.key: 1 for each in having[word]})
        tried = {key for key, _count in shared.most_common(_TRIED)}
        for each in old:
            if each.key in tried or each.path == clause.path:
                score = difflib.SequenceMatcher(None, _words(each.text).split(), mine, autojunk=False).ratio()
                if score >= _ALIKE:
                    scored.append((score + 0.05 * (each.path == clause.path), each, clause))
    return scored


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text)))
