"""Many passages put into groups that tell of one thing, the weightiest first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .facts import Passage
from .likeness import compare

_COMMON_SHARE = 0.2  # a name in more passages than this tells none from another
_COMMON_LEAST = 6
_SHARED = 3  # passages that share fewer telling words are not compared
_RARE = 60  # a word of more passages than this finds no candidates


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two passages about one thing that cannot both be true; `differences`: what each says, as printed."""

    one: Passage
    other: Passage
    differences: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Passages that tell of one thing. `base` says most and lends its words; `others` say the same or less of it."""

    base: Passage
    others: tuple[Passage, ...]

    @property
    def passages(self) -> tuple[Passage, ...]:
        """All of them, the base first."""
        return (self.base, *self.others)

    @property
    def agencies(self) -> tuple[str, ...]:
        """Who says it, each once, in the order of the passages."""
        return tuple(dict.fromkeys(passage.by for passage in self.passages if passage.by))


def grouped(passages: Sequence[Passage]) -> tuple[list[Group], list[Contradiction]]:
    """The groups of `passages`, weightiest first, and every contradiction between two passages.

    Weight: how many agencies say it, then how much it tells (counts, names, days), then the order given. Contradicting
    passages stay in groups of their own. Only passages that share rare words are compared.
    """
    common = _common(passages)
    by_key = {passage.key: passage for passage in passages}
    same: dict[int, set[int]] = defaultdict(set)
    contradictions = []
    for left, right in _candidates(passages):
        likeness = compare(by_key[left], by_key[right], common=common)
        if likeness.kind == "same":
            same[left].add(right)
            same[right].add(left)
        elif likeness.kind == "contradicts":
            contradictions.append(Contradiction(by_key[left], by_key[right], likeness.differences))
    groups, taken = [], set()
    for passage in sorted(passages, key=lambda each: -_told(each)):
        if passage.key in taken:
            continue
        # Joined to the base only, never through a third: likeness is no chain.
        joined = [each for each in passages if each.key in same[passage.key] and each.key not in taken]
        taken |= {passage.key, *(each.key for each in joined)}
        groups.append(Group(passage, tuple(joined)))
    place = {passage.key: at for at, passage in enumerate(passages)}
    groups.sort(key=lambda group: (-len(group.agencies), -_told(group.base), place[group.base.key]))
    return groups, contradictions


def _told(passage: Passage) -> int:
    return 3 * len(passage.counts) + 2 * (len(passage.names) + len(passage.days)) + len(passage.words)


def _common(passages: Sequence[Passage]) -> frozenset[str]:
    seen = Counter(name for passage in passages for name in passage.names)
    bound = max(_COMMON_LEAST, _COMMON_SHARE * len(passages))
    return frozenset(name for name, times in seen.items() if times > bound)


def _candidates(passages: Sequence[Passage]) -> Iterator[tuple[int, int]]:
    """Pairs that share enough rare words, each once."""
    holders: dict[str, list[int]] = defaultdict(list)
    for at, passage in enumerate(passages):
        for word in passage.words:
            holders[word].append(at)
    for at, passage in enumerate(passages):
        shared = Counter(
            other for word in passage.words if len(holders[word]) <= _RARE for other in holders[word] if other > at
        )
        for other, times in shared.items():
            if times >= min(_SHARED, len(passage.words), len(passages[other].words)):
                yield passage.key, passages[other].key
