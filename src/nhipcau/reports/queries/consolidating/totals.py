"""Totals of the figures that stand, now and at earlier times."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nhipcau.core.public import Actor

from ...choices import Totalling, ValueKind
from ...models import FigureValue, Indicator, Period
from ..standing import standing_submissions

_COUNTED = (ValueKind.NUMBER, ValueKind.ZERO)


@dataclass(frozen=True, slots=True)
class Total:
    """What an indicator (or a `part` of it) adds up to: `value` is None where nobody gave a number.

    `estimate`: the agencies' own for the year's end, with what they counted where they gave none; None without any.
    `values` are the records behind it, `missing` how many owe their number; `kind` says what one without a value is.
    """

    indicator: Indicator
    part: str
    value: Decimal | None
    estimate: Decimal | None
    values: tuple[int, ...]
    missing: int
    kind: ValueKind


def totals(values: Mapping[tuple[int, str], Sequence[FigureValue]]) -> list[Total]:
    """The totals of figures, in the indicators' order; a broken-down one first as a whole, then its parts."""
    by_indicator: dict[int, list[tuple[str, Sequence[FigureValue]]]] = defaultdict(list)
    indicators: dict[int, Indicator] = {}
    for (indicator_id, part), rows in values.items():
        if rows:
            by_indicator[indicator_id].append((part, rows))
            indicators[indicator_id] = rows[0].indicator
    found = []
    for indicator in sorted(indicators.values(), key=lambda each: (each.order, each.code)):
        if indicator.totalling == Totalling.NONE:
            continue
        parts = by_indicator[indicator.pk]
        found.append(_total(indicator, "", [row for _part, rows in parts for row in rows]))
        order = {name: place for place, name in enumerate(indicator.breakdown)}
        for part, rows in sorted(parts, key=lambda each: order.get(each[0], len(order))):
            if part:
                found.append(_total(indicator, part, rows))
    return found


def _total(indicator: Indicator, part: str, rows: Iterable[FigureValue]) -> Total:
    held = list(rows)
    counted = [row for row in held if row.kind in _COUNTED and row.value is not None]
    missing = sum(row.kind == ValueKind.MISSING for row in held)
    value = sum((row.value for row in counted if row.value is not None), Decimal(0)) if counted else None
    estimates = [row for row in counted if row.estimate is not None]
    estimate = None
    if estimates:
        estimate = sum(
            (row.estimate if row.estimate is not None else row.value or Decimal(0) for row in counted), Decimal(0)
        )
    return Total(
        indicator, part, value, estimate, tuple(row.pk for row in counted), missing, _kind(value, held, missing)
    )


def _kind(value: Decimal | None, rows: Sequence[FigureValue], missing: int) -> ValueKind:
    if value is not None:
        return ValueKind.NUMBER if value else ValueKind.ZERO
    if missing:
        return ValueKind.MISSING
    arose = any(row.kind == ValueKind.NOTHING_AROSE for row in rows)
    return ValueKind.NOTHING_AROSE if arose else ValueKind.NOT_APPLICABLE


def totals_of(actor: Actor, period: Period) -> list[Total]:
    """The totals of what stands for a period; two queries."""
    versions = [row.sent_id for row in standing_submissions(actor, [period])]
    values: dict[tuple[int, str], list[FigureValue]] = defaultdict(list)
    for row in FigureValue.objects.filter(version__in=versions).select_related("indicator"):
        values[row.indicator_id, row.part].append(row)
    return totals(values)


def period_before(actor: Actor, period: Period) -> Period | None:
    """The last period of the same kind that ended before this one began, or None."""
    rows = Period.objects.visible_to(actor).filter(kind=period.kind, cut_off__lt=period.first_day)
    return rows.order_by("-cut_off").first()


def period_a_year_ago(actor: Actor, period: Period) -> Period | None:
    """The period of the same kind a year before, by its cut-off (give or take a fortnight), or None."""
    rows = Period.objects.visible_to(actor).filter(kind=period.kind, year=period.year - 1)
    near = [each for each in rows if abs((period.cut_off - each.cut_off).days - 365) <= 15]
    return min(near, key=lambda each: abs((period.cut_off - each.cut_off).days - 365), default=None)
