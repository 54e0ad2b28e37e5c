"""Which duty of a new plan is which duty of the plan that it replaces: pure functions over texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vanban.comparing import align, clause, match


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

    Matched as the reader matches clauses: equal words first, then those that share rare runs of words.
    """
    before, after = ([clause(each.path, each.text) for each in side] for side in (old, new))
    return [
        Pair(
            old[here],
            new[there],
            same=before[here].keys == after[there].keys
            and old[here].names == new[there].names
            and old[here].limit == new[there].limit,
        )
        for here, there in match(before, after)
    ]


def words_changed(old: str, new: str) -> list[tuple[str, str]]:
    """How one text became the other, word by word: (`kept`, `removed` or `added`, words) in reading order."""
    return [(run.kind, run.text) for run in align(old.split(), new.split())]
