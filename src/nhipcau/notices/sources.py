"""What other rooms have to remind people of. This room stands above them and may not look down: they register here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from nhipcau.core.public import Actor, Calendar

from .queries.ladder import Ladder

# In the place of an organisation's id: work that those owe who coordinate the whole province.
WHOLE_PROVINCE = 0
# The same for those who edit and approve what the province publishes.
EDITORIAL = -1


@dataclass(frozen=True, slots=True)
class Steps:
    """The latest step of the ladder that an organisation's work stands on: of what it was charged with (`charged`),
    and of what it was only asked for (`asked`, đề nghị), where one courteous enquiry is all that is sent."""

    charged: date | None = None
    asked: date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A number, and the list that it counts: `path` opened by the reader shows `count` records."""

    key: str
    label: Any  # a lazy Vietnamese phrase that follows the number: “nhiệm vụ quá hạn”
    count: int
    path: str


@dataclass(frozen=True, slots=True)
class Item:
    """One record worth naming; `day` is its last day on time."""

    text: str
    day: date | None
    path: str
    late: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """What there is to say to one person about one organisation; `asked` are the lines and items of the enquiry."""

    lines: tuple[Line, ...] = ()
    items: tuple[Item, ...] = ()
    asked: tuple[Line, ...] = field(default=())
    asked_items: tuple[Item, ...] = field(default=())

    def __bool__(self) -> bool:
        return bool(self.lines or self.asked)


class Source(Protocol):
    """A room with work that falls due."""

    def steps(
        self, province_id: int, ladder: Ladder, calendar: Calendar, *, after: date, upto: date
    ) -> Mapping[int, Steps]:
        """By organisation, the latest step of the ladder later than `after` and not later than `upto`.

        Under WHOLE_PROVINCE stands what the coordinators owe, under EDITORIAL what editors and approvers do; `part` is
        then asked for it with the same.
        """

    def part(self, actor: Actor, organisation_id: int, on: date, *, charged: bool, asked: bool) -> Part:
        """What the person would be told on a day; every number comes from the query of the list that it opens."""


SOURCES: dict[str, Source] = {}


def add_source(code: str, source: Source) -> None:
    """Has a room's work reminded of; called from an app's `ready`."""
    SOURCES[code] = source
