"""Whether what an agency tells in words agrees with the figures that it gives in the table. Pure functions.

A part of what was counted may be told, so words may say less than the table; more than the table, or anything where the
table says that nothing arose, is a disagreement. Where words speak of a total, they must say the same.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nhipcau.core.public import fold

from ..choices import ValueKind
from ..models import FigureValue, Indicator
from .figures import written
from .merging import facts_of

_VAGUE = {"luot", "nguoi", "lan", "cuoc", "muc", "don vi"}  # units that say nothing about what is counted
_TOTAL = re.compile(r"\b(?:tong so|tong cong|ca thay|tat ca)\b")
_OTHER_TIME = re.compile(
    r"\b(?:luy ke|tu nam|giai doan|nam truoc|ky truoc|cung ky|du kien|ke hoach|chi tieu|nam toi)\b"
)
_MONEY = {
    "dong": Decimal(1),
    "nghin dong": Decimal(10) ** 3,
    "trieu dong": Decimal(10) ** 6,
    "ty dong": Decimal(10) ** 9,
}
_COUNTED = (ValueKind.NUMBER, ValueKind.ZERO)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A number in a line of words that the table does not bear out: the line's place, what it says, what the table
    says of the same indicator."""

    line: int
    text: str
    said: str
    indicator: Indicator
    table: str


def disagreeing(lines: Sequence[str], figures: Iterable[FigureValue]) -> list[Disagreement]:
    """The disagreements between the lines of one report and its figures, in the order of the lines.

    A number speaks of an indicator where its name, a name under which it is usually recorded, or its unit follows the
    number; where several would fit, the longest does. Numbers of other times (`lũy kế`, `kế hoạch`) are left out.
    """
    held: dict[int, list[FigureValue]] = defaultdict(list)
    for row in figures:
        held[row.indicator_id].append(row)
    known = {pk: rows[0].indicator for pk, rows in held.items()}
    phrases = _phrases(known.values())
    found = []
    for place, text in enumerate(lines):
        folded = fold(text)
        if _OTHER_TIME.search(folded):
            continue
        for count in facts_of(place, text).counts:
            indicator = _spoken_of(fold(count.shown), folded, count.unit, phrases)
            if indicator is None:
                continue
            value = _in_unit(count.value, count.unit, indicator)
            table = _against(value, held[indicator.pk], whole=bool(_TOTAL.search(folded)))
            if table:
                found.append(Disagreement(place, text, count.shown, indicator, table))
    return found


def _phrases(indicators: Iterable[Indicator]) -> dict[str, Indicator]:
    """The phrases that follow a number of an indicator, the longest first; one that two claim is nobody's."""
    claimed: dict[str, set[int]] = defaultdict(set)
    by_id = {}
    for indicator in indicators:
        by_id[indicator.pk] = indicator
        unit = fold(indicator.unit)
        for phrase in {unit, *(fold(name) for name in (indicator.name, *indicator.recorded_as))} - _VAGUE:
            claimed[phrase].add(indicator.pk)
    alone = {phrase: by_id[owners.pop()] for phrase, owners in claimed.items() if len(owners) == 1}
    return dict(sorted(alone.items(), key=lambda each: -len(each[0])))


def _spoken_of(shown: str, line: str, unit: str, phrases: dict[str, Indicator]) -> Indicator | None:
    after = re.sub(r"^[^a-z]*", "", shown)
    if fold(unit) in _MONEY:
        # Money has its name before it: “kinh phí đã sử dụng 120 triệu đồng”.
        money = (each for each in phrases.items() if fold(each[1].unit) in _MONEY and fold(each[1].unit) != each[0])
        return next((indicator for phrase, indicator in money if phrase in line), None)
    fits = (indicator for phrase, indicator in phrases.items() if re.match(rf"{re.escape(phrase)}(?![a-z])", after))
    return next(fits, None)


def _in_unit(value: Decimal, unit: str, indicator: Indicator) -> Decimal:
    if fold(unit) not in _MONEY:
        return value
    return value * _MONEY[fold(unit)] / _MONEY[fold(indicator.unit)]


def _against(value: Decimal, rows: Sequence[FigureValue], *, whole: bool) -> str:
    """What the table says, where it does not bear out `value`; "" where it does, or owes its number."""
    if any(row.kind == ValueKind.MISSING for row in rows):
        return ""
    counted = [row.value for row in rows if row.kind in _COUNTED and row.value is not None]
    if not counted:
        return str(ValueKind(rows[0].kind).label) if value else ""
    total = sum(counted, Decimal(0))
    wrong = value != total if whole else value > total
    return written(total) if wrong else ""
