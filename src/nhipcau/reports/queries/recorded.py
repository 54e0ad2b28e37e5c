"""What was recorded on an organisation's duties in a period: the material that a report writes itself from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from nhipcau.core.public import fold
from nhipcau.plans.public import Assignment, AssignmentState, Figure, Update

from ..models import Indicator, Period


@dataclass(frozen=True, slots=True)
class RecordedFigure:
    """A number that was reported with an update."""

    id: int
    label: str
    value: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """One update of a duty, with where the duty stands in its plan. `newest`: the last of its assignment in the
    period; what was said before it was mostly said again."""

    update_id: int
    assignment_id: int
    section_id: int
    section: str
    path: str
    duty_id: int
    duty: str
    at: datetime
    by: str
    text: str
    difficulty: str
    newest: bool
    figures: tuple[RecordedFigure, ...] = ()


def recorded_in(period: Period, organisation_id: int) -> list[Recorded]:
    """What the organisation said about its duties from the period's first day up to and including its cut-off, in
    the order of the plan, oldest first within a duty; three queries.

    Only duties of the period's plans count (of all, where it names none). What the coordinator said in answer is
    left out, and so is what was withdrawn or turned out to be another's.
    """
    plans = list(period.plans.values_list("pk", flat=True))
    charged = Assignment.objects.filter(province_id=period.province_id, organisation_id=organisation_id)
    charged = charged.filter(withdrawn=False).exclude(state=AssignmentState.NOT_OURS)
    if plans:
        charged = charged.filter(plan__in=plans)
    rows = list(
        Update.objects.filter(assignment__in=charged, at__gte=_start(period.first_day), at__lt=_end(period.cut_off))
        .filter(returned=False)
        .exclude(state=AssignmentState.DONE)
        .order_by("assignment__duty__plan_id", "assignment__duty__order", "assignment_id", "at", "pk")
        .values(
            "pk", "assignment_id", "assignment__duty_id", "assignment__duty__section_id",
            "assignment__duty__section__path", "assignment__duty__section__heading", "assignment__duty__path",
            "assignment__duty__text", "at", "by__full_name", "text", "difficulty",
        )
    )  # fmt: skip
    figures: dict[int, list[RecordedFigure]] = {}
    found = Figure.objects.filter(update__in=[row["pk"] for row in rows]).values_list(
        "update_id", "pk", "label", "value", "unit"
    )
    for update_id, *figure in found:
        figures.setdefault(update_id, []).append(RecordedFigure(*figure))
    last = {row["assignment_id"]: row["pk"] for row in rows}
    return [
        Recorded(
            update_id=row["pk"],
            assignment_id=row["assignment_id"],
            section_id=row["assignment__duty__section_id"] or 0,
            section=_section(row["assignment__duty__section__path"], row["assignment__duty__section__heading"]),
            path=row["assignment__duty__path"],
            duty_id=row["assignment__duty_id"],
            duty=row["assignment__duty__text"],
            at=row["at"],
            by=row["by__full_name"],
            text=row["text"],
            difficulty=row["difficulty"],
            newest=last[row["assignment_id"]] == row["pk"],
            figures=tuple(figures.get(row["pk"], ())),
        )
        for row in rows
    ]


def _section(path: str | None, heading: str | None) -> str:
    return f"{path}. {heading}" if path else ""


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _end(day: date) -> datetime:
    return _start(day + timedelta(days=1))


@dataclass(frozen=True, slots=True)
class Suggested:
    """A number for an indicator, summed from figures on duties: their ids, and from how many duties."""

    value: Decimal
    figure_ids: tuple[int, ...]
    duties: int


def suggested(indicator: Indicator, rows: Iterable[Recorded]) -> Suggested | None:
    """What the duties' own figures add up to for an indicator; None where nothing was recorded for it.

    A figure belongs to it by its name (or one of `recorded_as`) and unit, without regard to marks and case. A later
    update of an assignment corrects an earlier one, so only its last figure of a name counts; different assignments
    are added. An indicator that is broken down is not suggested: nobody knows into which part a number belongs.
    """
    if indicator.breakdown:
        return None
    names = {fold(name) for name in (indicator.name, *indicator.recorded_as)}
    unit = fold(indicator.unit)
    counted: dict[tuple[int, str], tuple[RecordedFigure, int]] = {}
    for row in rows:
        for figure in row.figures:
            name = fold(figure.label)
            if name in names and _same_unit(fold(figure.unit), unit):
                counted[row.assignment_id, name] = figure, row.duty_id
    if not counted:
        return None
    figures: Sequence[RecordedFigure] = [figure for figure, _duty in counted.values()]
    total = sum((figure.value for figure in figures), Decimal(0))
    return Suggested(total, tuple(figure.id for figure in figures), len({duty for _, duty in counted.values()}))


def _same_unit(written: str, unit: str) -> bool:
    return not written or written == unit or written in (part.strip() for part in unit.split(","))
