"""What a sentence of a report counts and when it happened: the reader's own grammar, for rooms that read no files."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from vanban.grammar.dates import find_dates
from vanban.grammar.numbers import find_quantities


@dataclass(frozen=True, slots=True)
class Counted:
    """A number of a text with what it counts: `text[start:end]` holds both.

    `value`: the number, or the low end of a range whose high end is `upper`; `unit`: the word it is counted in
    (`lượt`, `%`), `what`: the counted words whole (`lượt khách`), both None where the text gives none; `bound`: how
    far it binds (`about`, `over`, `least`, `most`, `under`), None for an exact number.
    """

    start: int
    end: int
    value: Decimal
    upper: Decimal | None
    unit: str | None
    what: str | None
    bound: str | None


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of a text: `text[start:end]`; `iso` as `2026-05-12`, or `--05-12` where no year is printed; `unit` is
    day, month, quarter, half or year (a period stands for its last day)."""

    start: int
    end: int
    iso: str
    unit: str


def counted(text: str) -> tuple[Counted, ...]:
    """The numbers of `text` that count or measure something, in order; dates and document numbers are none."""
    return tuple(
        Counted(
            found.start,
            found.end,
            Decimal(str(found.number.value)),
            None if found.number.upper is None else Decimal(str(found.number.upper)),
            found.unit,
            found.what,
            found.bound,
        )
        for found in find_quantities(text)
    )


def dated(text: str) -> tuple[Dated, ...]:
    """The dates of `text`, in order."""
    return tuple(Dated(found.start, found.end, found.iso, found.unit) for found in find_dates(text))
