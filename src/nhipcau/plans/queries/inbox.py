"""What waits for the coordinator: reports to accept, asks to answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet

from nhipcau.core.public import Actor

from ..choices import AssignmentState, Decision, DutyState
from ..models import Ask, Assignment
from .register import Chosen, assignments, with_everything_shown


def reported(actor: Actor, today: date) -> QuerySet[Assignment]:
    """Assignments reported as done and not yet accepted, the longest waiting first."""
    rows = assignments(actor, Chosen(standing=AssignmentState.REPORTED), today)
    return with_everything_shown(rows.order_by(F("last_update_at").asc(nulls_first=True), "pk"), today)


def open_asks(actor: Actor) -> QuerySet[Ask]:
    """Asks without an answer, the longest waiting first."""
    rows = Ask.objects.visible_to(actor).filter(decision=Decision.WAITING, assignment__withdrawn=False)
    rows = rows.filter(assignment__duty__state=DutyState.ACTIVE)
    return rows.select_related("assignment__organisation", "assignment__duty", "assignment__plan", "by").order_by("at")


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much waits."""

    reports: int
    asks: int


def waiting(actor: Actor, today: date) -> Waiting:
    """How many reports and asks wait for the coordinator; two queries."""
    return Waiting(reported(actor, today).count(), open_asks(actor).count())
