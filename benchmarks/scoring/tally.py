"""Two ways of counting what was right: a share of what was asked, and F1 of two collections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from typing import Protocol


class Tally(Protocol):
    """A count that can be added to another of its kind; `value` is None while nothing was asked."""

    misses: list[str]

    @property
    def value(self) -> float | None:
        """The figure, from 0 to 1."""


@dataclass(slots=True)
class Share:
    """How many of the questions were answered rightly."""

    right: int = 0
    asked: int = 0
    misses: list[str] = field(default_factory=list)

    def add(self, right: bool, miss: str = "") -> None:
        """Count one question; `miss` is kept where the answer was wrong."""
        self.count(int(right), 1)
        if not right:
            self.misses.append(miss)

    def count(self, right: int, asked: int) -> None:
        """Count many questions at once."""
        self.right += right
        self.asked += asked

    def merge(self, other: Share) -> None:
        """Add the counts of another document."""
        self.count(other.right, other.asked)
        self.misses += other.misses

    @property
    def value(self) -> float | None:
        """Right answers for each question, None where none was asked."""
        return self.right / self.asked if self.asked else None


@dataclass(slots=True)
class F1:
    """How two collections agree: found and wanted, found only, wanted only."""

    both: int = 0
    extra: int = 0
    missing: int = 0
    misses: list[str] = field(default_factory=list)

    def compare(self, got: Iterable[Hashable], want: Iterable[Hashable]) -> None:
        """Count what `got` and `want` share, with repetition; what differs is kept as a miss."""
        found, wanted = Counter(iter(got)), Counter(iter(want))
        absent, surplus = wanted - found, found - wanted
        self.both += (found & wanted).total()
        self.extra += surplus.total()
        self.missing += absent.total()
        self.misses += [f"missing {_show(item)}" for item in sorted(absent.elements(), key=str)]
        self.misses += [f"extra   {_show(item)}" for item in sorted(surplus.elements(), key=str)]

    def merge(self, other: F1) -> None:
        """Add the counts of another document."""
        self.both += other.both
        self.extra += other.extra
        self.missing += other.missing
        self.misses += other.misses

    @property
    def value(self) -> float | None:
        """The harmonic mean of precision and recall, None where both collections were empty."""
        asked = 2 * self.both + self.extra + self.missing
        return 2 * self.both / asked if asked else None


def _show(item: Hashable) -> str:
    return " | ".join(map(str, item)) if isinstance(item, tuple) else str(item)
