"""A kept reading as the reader's own value again, as far as comparing and coverage ask for it. Pure functions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import vanban
from vanban.comparing import Change, compare
from vanban.model import Assignment, BodyParagraph, Metadata, RowCell, Unit


@dataclass(frozen=True, slots=True)
class Place:
    """Where a clause stands: its path, and its offsets in the source."""

    path: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Compared:
    """What became of a clause, and where it stands on each side."""

    change: Change
    before: Place | None
    after: Place | None


def reading_again(content: Mapping[str, Any]) -> vanban.Reading:
    """The units and charges of a kept reading, with their texts and paths; the rest is left empty."""
    return vanban.Reading(
        source_text=content["source_text"],
        text=content["text"],
        metadata=Metadata(),
        units=tuple(_unit(row) for row in content["units"]),
        assignments=tuple(_charge(row) for row in content["assignments"]),
        citations=(),
        report_deadlines=(),
        recipients=(),
        repairs=(),
        warnings=(),
    )


def compared(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Compared]:
    """Two kept readings clause by clause, in the order of the second; a dropped clause stands where it was."""
    old, new = _places(before), _places(after)
    return [
        Compared(one, old.get(one.before_path or ""), new.get(one.after_path or ""))
        for one in compare(reading_again(before), reading_again(after))
    ]


def _places(content: Mapping[str, Any]) -> dict[str, Place]:
    found: dict[str, Place] = {}
    for row in content["units"]:
        found.setdefault(row["path"], Place(row["path"], row["start"], row["end"]))
    return found


def _unit(row: Mapping[str, Any]) -> Unit:
    return Unit(
        path=row["path"], heading=row["heading"], text=row["text"], role=row["role"],
        body=tuple(BodyParagraph(**body) for body in row["body"]), start=row["start"], end=row["end"],
        line=row["line"], page=row.get("page"), cells=tuple(RowCell(**cell) for cell in row.get("cells", ())),
    )  # fmt: skip


def _charge(row: Mapping[str, Any]) -> Assignment:
    return Assignment(
        path=row["path"], text=row["text"], lead=tuple(row["lead"]), coordinating=tuple(row["coordinating"]),
        requested=tuple(row["requested"]), mode=row["mode"], deadline=row["deadline"], due=row["due"],
        due_all=tuple(row["due_all"]), before=row["before"], rhythm=None, unmarked=row["unmarked"], sure=row["sure"],
        why_unsure=row["why_unsure"], start=row["start"], end=row["end"], line=row["line"],
    )  # fmt: skip
