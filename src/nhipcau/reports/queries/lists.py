"""The lists of this room beside the matrix."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from nhipcau.core.public import Actor
from nhipcau.documents.public import Document, FileState
from nhipcau.organisations.public import Organisation
from nhipcau.plans.public import Assignment, Duty, Plan

from ..choices import ARRIVED, DifficultyState, Standing
from ..models import Commendation, Difficulty, Obligation, Period, SubPlan
from .standing import ARRIVED_ALL, LATE, MISSING, obligations, shown, standing_is
from .standing import Chosen as ChosenReports


def periods(actor: Actor, today: date) -> list[Period]:
    """The periods that the actor may see, newest first, each with `counts`: who is asked, arrived, late, missing.

    Two queries. Who is excused and sent nothing is not counted.
    """
    asked = ~standing_is(Standing.EXCUSED, today)
    groups = {group: Count("province", filter=standing_is(group, today)) for group in (ARRIVED_ALL, LATE, MISSING)}
    rows = obligations(actor, ChosenReports(), today).order_by().values("period_id")
    counts = {row["period_id"]: row for row in rows.annotate(asked=Count("province", filter=asked), **groups)}
    found = list(Period.objects.visible_to(actor).select_related("template"))
    for period in found:
        period.counts = counts.get(period.pk, {})
    return found


def own_reports(actor: Actor, today: date, chosen: ChosenReports | None = None) -> list[Obligation]:
    """What the actor's own organisations owe or sent, what is still open first, then the newest; one query.

    `chosen` narrows it: the list that a reminder's number opens.
    """
    rows = shown(obligations(actor, chosen or ChosenReports(), today), today)
    own = rows.filter(organisation_id__in=actor.organisations()).order_by("-due", "-pk")
    arrived = {str(each) for each in ARRIVED}
    return sorted(own[:200], key=lambda row: (row.submission.state in arrived, -row.due.toordinal()))


def charged_organisations(actor: Actor, plans: list[Plan], today: date) -> list[int]:
    """Ids of the organisations that have duties in the plans: who is proposed to report. One query."""
    rows = Assignment.objects.visible_to(actor).filter(plan__in=plans, withdrawn=False).exclude(state="not_ours")
    return list(rows.order_by().values_list("organisation_id", flat=True).distinct())


OWED_LATE, OWED_SOON = "qua-han", "trong-han"  # answers that are owed: past their day, and not yet


def answer_is(state: str, today: date) -> Q:
    """The difficulties in a `DifficultyState`, or whose answer is owed (OWED_LATE, OWED_SOON) on `today`."""
    owed = Q(state=DifficultyState.WAITING)
    known = {OWED_LATE: owed & Q(answer_due__lt=today), OWED_SOON: owed & Q(answer_due__gte=today)}
    return known[state] if state in known else Q(state=DifficultyState(state))


def difficulties(actor: Actor, today: date, *, state: str = "") -> QuerySet[Difficulty]:
    """The difficulties that the actor may see, those that wait longest first; `state` as in `answer_is`."""
    rows: QuerySet[Difficulty] = Difficulty.objects.visible_to(actor)
    if state:
        rows = rows.filter(answer_is(state, today))
    return rows.select_related(
        "organisation", "assignment__duty", "version__submission__period", "raised_by", "answered_by"
    )


def commendations(actor: Actor, year: int) -> QuerySet[Commendation]:
    """Who was proposed for a year: in the reports as they stand now, and by themselves."""
    stands = Q(version__submission__sent=F("version"), version__submission__state__in=[str(each) for each in ARRIVED])
    rows: QuerySet[Commendation] = Commendation.objects.visible_to(actor).filter(year=year)
    return rows.filter(Q(version=None) | stands).select_related("organisation", "version__submission__period")


def sub_plans(actor: Actor) -> QuerySet[SubPlan]:
    """The agencies' own plans: those still awaited first."""
    rows: QuerySet[SubPlan] = SubPlan.objects.visible_to(actor)
    return rows.select_related("organisation", "plan", "document").order_by("-plan_id", "-state", "organisation__order")


MOST_DOCUMENTS = 300


def linkable_documents(actor: Actor) -> list[Document]:
    """The newest documents of the register that a sub-plan may be linked to; none for who does not see the province."""
    if not actor.sees_province:
        return []
    rows = Document.objects.visible_to(actor).filter(state=FileState.ACCEPTED).exclude(number="")
    return list(rows.order_by("-issued_on", "-uploaded_at")[:MOST_DOCUMENTS])


def organisations_of(actor: Actor, today: date) -> QuerySet[Organisation]:
    """The organisations of the day: all of the province, or the actor's own."""
    rows: QuerySet[Organisation] = Organisation.objects.visible_to(actor).valid_on(today)
    return rows if actor.sees_province else rows.filter(pk__in=actor.organisations())


def confirmed_plans(actor: Actor) -> QuerySet[Plan]:
    """The plans that have duties, newest first."""
    rows: QuerySet[Plan] = Plan.objects.visible_to(actor).filter(Exists(Duty.objects.filter(plan=OuterRef("pk"))))
    return rows.defer("reading")
