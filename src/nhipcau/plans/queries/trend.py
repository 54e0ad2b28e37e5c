"""How well deadlines are kept: by month, by agency, and for how long what is late has been late.

Counted are assignments of those who lead and were charged (giao): who was only requested is never called late.
Every number is a count of the register under conditions that `Chosen` names, so that it opens its list.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncMonth

from nhipcau.core.public import Actor

from ..choices import DONE_IN_TIME, DONE_LATE, Directive, Part, Standing
from ..models import Assignment, Plan
from .register import Chosen, assignments, standing_is

MONTHS = 12
# The last day of each group of late assignments, in days late; the last group has no end.
AGES = (7, 30, 90)
KEPT = (DONE_IN_TIME, DONE_LATE, str(Standing.REPORTED), str(Standing.OVERDUE))


@dataclass(frozen=True, slots=True)
class Kept:
    """Of assignments whose last day has passed: done in time, done late, reported and not yet accepted, still late.

    `chosen` is what the register must be asked for all of them; with a standing of KEPT, for one of the four.
    """

    label: str
    chosen: Chosen
    in_time: int
    done_late: int
    waiting: int
    overdue: int

    @property
    def total(self) -> int:
        """All four together."""
        return self.in_time + self.done_late + self.waiting + self.overdue

    @property
    def amounts(self) -> tuple[int, int, int, int]:
        """The four in the order of KEPT."""
        return self.in_time, self.done_late, self.waiting, self.overdue

    @property
    def share(self) -> int | None:
        """Whole percent done in time of what is settled; None where nothing is. What waits for acceptance is not."""
        settled = self.in_time + self.done_late + self.overdue
        return round(100 * self.in_time / settled) if settled else None


@dataclass(frozen=True, slots=True)
class Age:
    """How many assignments have been late from `least` to `most` days (None: or longer)."""

    least: int
    most: int | None
    count: int
    chosen: Chosen


def _past(actor: Actor, plan: Plan | None, today: date) -> tuple[Chosen, QuerySet[Assignment]]:
    chosen = Chosen(
        plan_id=plan.pk if plan else None, part=Part.LEAD, directive=Directive.CHARGED, due_to=today - timedelta(days=1)
    )
    return chosen, assignments(actor, chosen, today)


def _counts(today: date) -> dict[str, Count]:
    return {name: Count("province", filter=standing_is(name, today)) for name in KEPT}


def _kept(label: str, chosen: Chosen, row: Mapping[str, Any]) -> Kept:
    return Kept(label, chosen, *(row[name] for name in KEPT))


def kept_by_month(actor: Actor, plan: Plan | None, today: date) -> list[Kept]:
    """The last twelve months of deadlines, the oldest first, this month up to yesterday; one query.

    A month without a deadline is there with zeros. `chosen` of a month bounds its days.
    """
    firsts = _months_before(today)
    chosen, rows = _past(actor, plan, today)
    found = {
        row["month"]: row
        for row in rows.filter(last_day__gte=firsts[0])
        .annotate(month=TruncMonth("last_day"))
        .values("month")
        .annotate(**_counts(today))
    }
    nothing = dict.fromkeys(KEPT, 0)
    return [
        _kept(
            f"{first:%m/%y}",
            replace(chosen, due_from=first, due_to=min(_next(first), today) - timedelta(days=1)),
            found.get(first, nothing),
        )
        for first in firsts
    ]


def _months_before(today: date) -> list[date]:
    """The first days of the last MONTHS months in which some day has passed."""
    last = (today - timedelta(days=1)).replace(day=1)
    months = [last]
    while len(months) < MONTHS:
        months.append((months[-1] - timedelta(days=1)).replace(day=1))
    return months[::-1]


def _next(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)


def kept_by_agency(actor: Actor, plan: Plan | None, today: date) -> dict[int, Kept]:
    """How each organisation kept its deadlines up to yesterday, by its id; one query."""
    chosen, rows = _past(actor, plan, today)
    found = rows.values("organisation_id", "organisation__name").annotate(**_counts(today))
    return {
        row["organisation_id"]: _kept(
            row["organisation__name"], replace(chosen, organisation_id=row["organisation_id"]), row
        )
        for row in found
    }


def ages(actor: Actor, plan: Plan | None, today: date) -> list[Age]:
    """How long what is late has been late, the shortest first; one query. Together they are all that is late."""
    chosen, rows = _past(actor, plan, today)
    chosen = replace(chosen, standing=Standing.OVERDUE)
    bounds = list(zip((1, *(age + 1 for age in AGES)), (*AGES, None), strict=True))
    late = rows.filter(standing_is(Standing.OVERDUE, today))
    found = late.aggregate(
        **{f"from_{least}": Count("province", filter=_late_for(least, most, today)) for least, most in bounds}
    )

    def bounded(least: int, most: int | None) -> Chosen:
        earliest = today - timedelta(days=most) if most else None
        return replace(chosen, due_from=earliest, due_to=today - timedelta(days=least))

    return [Age(least, most, found[f"from_{least}"], bounded(least, most)) for least, most in bounds]


def _late_for(least: int, most: int | None, today: date) -> Q:
    late = Q(last_day__lte=today - timedelta(days=least))
    return late & Q(last_day__gte=today - timedelta(days=most)) if most else late
