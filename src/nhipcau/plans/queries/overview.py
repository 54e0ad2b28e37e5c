"""The leader's page: how much is done, going on, late and unanswered, by agency and by section.

Every number is a count of the register under the conditions that `Line.chosen` names, so that it opens its list.
What is counted is assignments of those who lead: who coordinates is not chased.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from nhipcau.core.public import Actor

from ..choices import GOING_ON, Part, PlanState, Standing
from ..models import Assignment, Plan
from .register import NO_PLAN, NO_SECTION, Chosen, assignments, by_standing, in_order, with_everything_shown

COLUMNS = (Standing.DONE, GOING_ON, Standing.OVERDUE, Standing.NO_ANSWER)
_NUMBERS = ("total", *(str(column) for column in COLUMNS))
OLDEST_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the leader's page: `chosen` is what the register must be asked to list what was counted."""

    label: str
    chosen: Chosen
    total: int
    done: int
    going_on: int
    overdue: int
    no_answer: int


@dataclass(frozen=True, slots=True)
class Overview:
    """The leader's page on a day. `parts` are the sections of the plan, or the plans where none is chosen."""

    plan: Plan | None
    counted_on: date
    whole: Line
    agencies: list[Line]
    parts: list[Line]
    latest: list[Assignment]


def plans_in_force(actor: Actor) -> QuerySet[Plan]:
    """The plans that have assignments, the newest first."""
    duties = Assignment.objects.visible_to(actor).filter(plan=OuterRef("pk"), withdrawn=False)
    return Plan.objects.visible_to(actor).filter(Exists(duties)).order_by("-year", "-pk")


def plan_to_begin_with(plans: list[Plan]) -> Plan | None:
    """The plan that a leader sees first: the newest that is confirmed, else the newest."""
    return next((plan for plan in plans if plan.state == PlanState.CONFIRMED), next(iter(plans), None))


def plan_asked_for(plans: list[Plan], asked: str) -> Plan | None:
    """The plan with the id `asked`; where nothing is asked the one to begin with; None: all plans."""
    return next((each for each in plans if str(each.pk) == asked), None) if asked else plan_to_begin_with(plans)


def overview(actor: Actor, plan: Plan | None, today: date) -> Overview:
    """Counts `plan` (all duties of the province where it is None) as they stand on `today`; three queries."""
    chosen = Chosen(plan_id=plan.pk if plan else None, part=Part.LEAD)
    rows = assignments(actor, chosen, today)
    agencies = _agencies(rows, chosen, today)
    # Every assignment is somebody's: all of them are those of all agencies.
    whole = {name: sum(getattr(line, name) for line in agencies) for name in _NUMBERS}
    late = in_order(assignments(actor, replace(chosen, standing=Standing.OVERDUE), today), "han")
    return Overview(
        plan=plan,
        counted_on=today,
        whole=Line(_("Toàn tỉnh"), chosen, **whole),
        agencies=agencies,
        parts=_sections(rows, chosen, today) if plan else _plans(rows, chosen, today),
        latest=list(with_everything_shown(late, today)[:OLDEST_SHOWN]),
    )


def _agencies(rows: QuerySet[Assignment], chosen: Chosen, today: date) -> list[Line]:
    """What wants a leader's eye first: most late, then most unanswered, then the order of the directory."""
    keys = ("organisation_id", "organisation__name", "organisation__order", "organisation__sorted_as")
    found = sorted(
        by_standing(rows, today, *keys),
        key=lambda row: (-row[1][Standing.OVERDUE], -row[1][Standing.NO_ANSWER], *row[0][2:]),
    )
    return [_line(name, replace(chosen, organisation_id=pk), held) for (pk, name, *_order), held in found]


def _sections(rows: QuerySet[Assignment], chosen: Chosen, today: date) -> list[Line]:
    keys = ("duty__section_id", "duty__section__path", "duty__section__heading", "duty__section__order")
    found = sorted(by_standing(rows, today, *keys), key=lambda row: (row[0][3] is None, row[0][3] or 0))
    return [
        _line(
            f"{path}. {heading}" if pk else _("Giao ngoài các mục"),
            replace(chosen, section_id=pk or NO_SECTION),
            held,
        )
        for (pk, path, heading, _order), held in found
    ]


def _plans(rows: QuerySet[Assignment], chosen: Chosen, today: date) -> list[Line]:
    keys = ("plan_id", "plan__number", "plan__title", "plan__year")
    found = sorted(
        by_standing(rows, today, *keys), key=lambda row: (row[0][3] is None, -(row[0][3] or 0), row[0][0] or 0)
    )
    return [
        _line(number or title or _("Giao ngoài kế hoạch"), replace(chosen, plan_id=pk or NO_PLAN), held)
        for (pk, number, title, _year), held in found
    ]


def _line(label: str, chosen: Chosen, held: dict[str, int]) -> Line:
    return Line(label, chosen, **{name: held[name] for name in _NUMBERS})
