"""The signs of units and of whether they are headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from vanban.confidence.fields import Field, Signs
from vanban.confidence.ground import Ground
from vanban.model import Reading, Span, Unit

_PLAIN_LABEL = re.compile(r"\d+|[IVXLC]+|[a-zđ]")
# What looks like the next item inside the words of this one.
_INNER = re.compile(r"[.;:] (?:[a-zđ]\)|\d{1,2}[.)]|[-+–•]|[IVX]{1,4}\.) (?=[^\W\d_a-zà-ỹ])")
# Lines of the list of recipients.
FILED = re.compile(r"như (?:trên|điều|mục|thành phần)|lưu\b|TT\.? |(?:các )?(?:CT|PCT|đ/c)\b", re.I)
_OPENING = 8  # words by which a unit is known
_LONG = 120


def opening(unit: Unit) -> tuple[Span, str]:
    """The first words of a unit and about where they stand."""
    text = " ".join(unit.text.split()[:_OPENING])
    return Span(unit.start, min(unit.end, unit.start + len(text) + 8), unit.line), text


def outline_fields(reading: Reading, ground: Ground) -> Iterator[Field]:
    """Every unit: that it stands there under this path; and whether it is a heading."""
    parents = {unit.path.rpartition(".")[0] for unit in reading.units}
    rows = [_row_signs(unit) for unit in reading.units]
    before: Unit | None = None
    for index, (unit, row) in enumerate(zip(reading.units, _numbering(reading.units), strict=True)):
        place, text = opening(unit)
        signs = ground.at((place,), text) | rows[index] | _order_signs(unit, before) | row
        before = unit
        yield Field(f"/units/{index}", "unit", signs)
        heading = _heading_signs(unit, unit.path in parents)
        yield Field(f"/units/{index}/heading", "heading", ground.document | heading, (f"/units/{index}",))


def _numbering(units: Sequence[Unit]) -> list[Signs]:
    """What the labels say of each unit's path: a label that does not follow shakes all that stands below it and after
    it in its row, and what stands between it and the one before it in the row, since a heading may have been lost
    there."""
    found: list[Signs] = [{} for _ in units]
    last: dict[str, tuple[str, int]] = {}
    shaken: set[str] = set()
    for index, unit in enumerate(units):
        parent, _, label = unit.path.rpartition(".")
        before, since = last.get(parent, ("", index))
        gap = _is_gap(before.partition("~")[0], label.partition("~")[0])
        if gap:
            found[index]["gap"] = 1.0
        if gap or "~" in label:
            shaken.add(parent)
            for between in range(since, index):
                found[between]["before_gap"] = 1.0
        last[parent] = (label, index)
        pieces = unit.path.split(".")
        if any(".".join(pieces[:depth]) in shaken for depth in range(len(pieces))):
            found[index]["shaken"] = 1.0
    return found


def _row_signs(unit: Unit) -> Signs:
    """What the words and the label of one unit say by themselves."""
    words = unit.text.split()
    label = unit.path.rpartition(".")[2]
    said = {
        "short": len(words) < 2,
        "lower": unit.text[:1].islower(),
        "again": "~" in label,
        "broken": bool(unit.text) and unit.text[-1].isalnum() and not unit.heading,
        "bullet": label[:1] in "-+*•",
        "swallowed": _INNER.search(unit.text) is not None,
        "endless": len(words) > _LONG,
        "row": bool(unit.cells),
        "filed": FILED.match(unit.text) is not None,
        "list_line": len(words) < _OPENING and unit.text.endswith(";"),
    }
    return {name: 1.0 for name, true in said.items() if true}


def _order_signs(unit: Unit, before: Unit | None) -> Signs:
    """What the unit before says."""
    runs_on = before is not None and before.text[-1:].isalnum() and not before.heading and not before.cells
    return {"runs_on": 1.0} if runs_on else {}


def _heading_signs(unit: Unit, has_children: bool) -> Signs:
    words = len(unit.text.split())
    stop = unit.text[-1:] if unit.text else ""
    is_heading = float(unit.heading)
    return {
        "is_heading": is_heading,
        "leaf_heading": is_heading * (not has_children and not unit.body),
        "parent_plain": (1 - is_heading) * has_children,
        "stopped_heading": is_heading * (stop in ".;"),
        "colon": float(stop == ":"),
        "body": float(bool(unit.body)),
        "length": min(words, 60) / 60,
        "long_heading": is_heading * (words > 18),
        "short_plain": (1 - is_heading) * (words < 9),
    }


def _is_gap(before: str, label: str) -> bool:
    """Whether a label does not simply follow the one before it, or does not begin its row."""
    for piece in (before, label):
        if piece and not _PLAIN_LABEL.fullmatch(piece):
            return False
    if label.isdigit():
        return int(label) != (int(before) + 1 if before.isdigit() else 1)
    if before:
        return False
    return label not in {"I", "a"}
