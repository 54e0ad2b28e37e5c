"""The names of a draft's fields, and how two people's changes to them are merged. Pure functions.

A field is named after what it answers: `t.<question>.<source>` is a text, `c.…` whether it is chosen, `p.…` the
proposal that goes with a difficulty; `f.<question>.<part>` a figure as typed, `k.…` its kind, `r.…` its reason,
`e.…` the estimate to the year's end; `m.<question>.<row>.<what>` a commendation. A source is `0` (free words),
`g<section>` (free words on a plan's section), `u<update>` (what was recorded) or `x<row>` (a difficulty added).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..errors import Conflict

LONGEST = 20_000
MOST_FIELDS = 4_000
_NAME = re.compile(
    r"^(?:[tcp]\.\d+\.(?:0|g\d+|u\d+|x\d{1,2})|[fkre]\.\d+\.\d{1,2}|m\.\d+\.\d{1,2}\.(?:name|kind|merit|form))$"
)


def question_of(name: str) -> int | None:
    """The id of the question that a field answers; None for what is no name of a field."""
    return int(name.split(".")[1]) if _NAME.match(name) else None


def known(given: Mapping[str, str], questions: Iterable[int]) -> dict[str, str]:
    """Those of the given fields that belong to one of the questions, line ends as `\\n`, without what no text holds."""
    asked = set(questions)
    found = {name: _plain(value) for name, value in given.items() if question_of(name) in asked}
    return dict(list(found.items())[:MOST_FIELDS])


def _plain(value: str) -> str:
    return value.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")[:LONGEST]


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of saving: the fields as they are now, what was written, what others wrote since, and conflicts."""

    fields: dict[str, Any]
    written: tuple[str, ...]
    elsewhere: dict[str, str]
    conflicts: tuple[Conflict, ...]


def merge(
    stored: Mapping[str, Any],
    defaults: Mapping[str, str],
    given: Mapping[str, str],
    *,
    seen: int,
    revision: int,
    by: str,
) -> Merged:
    """Puts `given` over `stored`: a field changed after revision `seen`, to other words, is not overwritten.

    What equals the present words changes nothing, so the same save may come twice. `revision` is the number of this
    save; what was written carries it. `elsewhere` are fields that others changed after `seen` and `given` leaves out.
    """
    fields = dict(stored)
    written, conflicts = [], []
    for name, value in given.items():
        present = fields.get(name)
        words = present["v"] if present else defaults.get(name, "")
        if value == words:
            continue
        if present and present["r"] > seen:
            conflicts.append(Conflict(name, value, words, present.get("by", "")))
            continue
        fields[name] = {"v": value, "r": revision, "by": by}
        written.append(name)
    elsewhere = {name: each["v"] for name, each in stored.items() if each["r"] > seen and name not in given}
    return Merged(fields, tuple(written), elsewhere, tuple(conflicts))
