"""Where the reports of a period stand on a day, and how many: the one definition of late, missing and arrived.

Matrix, lists, counts, reminders and the consolidated report all ask here, with the day as a parameter.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Case, CharField, Count, F, Q, QuerySet, Value, When

from nhipcau.core.public import Actor

from ..choices import ARRIVED, WITH_AGENCY, Standing, SubmissionState
from ..models import Obligation, Period, Submission

_STATE = "submission__state"
_ARRIVED = Q(submission__state__in=[str(each) for each in ARRIVED])
_HERE = Q(submission__state__in=[str(each) for each in WITH_AGENCY if each != SubmissionState.RETURNED])
_LATE = Q(submission__first_sent_on__gt=F("due"), requested=False)
_STANDS_STILL = Q(excused=True) & ~_ARRIVED & ~Q(**{_STATE: SubmissionState.RETURNED})

ON_TIME, LATE, MISSING, ARRIVED_ALL = "on_time", "late", "missing", "arrived"
DUE_SOON = "due_soon"  # charged, still with the agency, and due within SOON_DAYS
SOON_DAYS = 30
GROUPS = (ARRIVED_ALL, ON_TIME, LATE, MISSING)


def standing_is(standing: str, today: date) -> Q:
    """The obligations that stand so on `today`: a member of `Standing`, one of GROUPS, or DUE_SOON.

    The members of `Standing` share out all obligations. A body that was only asked (đề nghị) is never late: it has
    “chưa có phản hồi” until it begins. One that is excused and sends nothing is counted as neither.
    """
    past = _HERE & Q(due__lt=today, excused=False)
    silent = past & Q(requested=True, submission__state=SubmissionState.NOT_STARTED)
    overdue = past & Q(requested=False)
    untouched = Q(submission__state=SubmissionState.NOT_STARTED)
    early = untouched & Q(excused=False, period__cut_off__gte=today) & ~overdue & ~silent
    sent = Q(submission__state=SubmissionState.SUBMITTED)
    known = {
        Standing.EXCUSED: _STANDS_STILL,
        Standing.OVERDUE: overdue,
        Standing.NO_ANSWER: silent,
        Standing.NOT_DUE: early,
        Standing.SUBMITTED_LATE: sent & _LATE,
        Standing.SUBMITTED_EMPTY: sent & ~_LATE & Q(submission__empty=True),
        Standing.SUBMITTED: sent & ~_LATE & Q(submission__empty=False),
        ARRIVED_ALL: _ARRIVED,
        ON_TIME: _ARRIVED & ~_LATE,
        LATE: _ARRIVED & _LATE,
        MISSING: overdue | silent,
        DUE_SOON: Q(submission__state__in=[str(each) for each in WITH_AGENCY], excused=False, requested=False)
        & Q(due__gte=today, due__lte=today + timedelta(days=SOON_DAYS)),
    }
    if standing in known:
        return known[standing]
    return Q(**{_STATE: Standing(standing).value}) & ~_STANDS_STILL & ~overdue & ~silent & ~early


def standing_on(today: date) -> Case:
    """Each obligation's `Standing` on `today`, as an SQL expression."""
    return Case(
        *(When(standing_is(each, today), then=Value(each.value)) for each in Standing), output_field=CharField()
    )


def standing_of(submission: Submission, today: date) -> str:
    """Where one report stands on `today`; one query."""
    rows = Obligation.objects.filter(pk=submission.obligation_id).annotate(standing=standing_on(today))
    return str(rows.values_list("standing", flat=True).get())


@dataclass(frozen=True, slots=True)
class Chosen:
    """What narrows the obligations: a period, a year, an organisation; `standing` is a `Standing` or one of GROUPS."""

    period_id: int | None = None
    year: int | None = None
    organisation_id: int | None = None
    standing: str = ""


def obligations(actor: Actor, chosen: Chosen, today: date) -> QuerySet[Obligation]:
    """The obligations that the actor may see and that match, with `standing`; in directory order."""
    wanted = {
        "period_id": chosen.period_id,
        "period__year": chosen.year,
        "organisation_id": chosen.organisation_id,
    }
    # Every obligation has its report from the first; said of both, so that both are found by their province's index.
    rows: QuerySet[Obligation] = Obligation.objects.visible_to(actor).filter(
        submission__province=F("province"), **{name: value for name, value in wanted.items() if value}
    )
    if chosen.standing:
        rows = rows.filter(standing_is(chosen.standing, today))
    return rows


def shown(rows: QuerySet[Obligation], today: date) -> QuerySet[Obligation]:
    """The rows with what a list shows of them, in the same query."""
    return rows.annotate(standing=standing_on(today)).select_related("organisation", "submission", "period")


COUNTED = (*(str(each) for each in Standing), *GROUPS)


def tally(actor: Actor, chosen: Chosen, today: date) -> dict[str, int]:
    """How many of the matching obligations stand how, whatever `chosen.standing` is: every member of `Standing`,
    the GROUPS and `total`; one query."""
    rows = obligations(actor, Chosen(chosen.period_id, chosen.year, chosen.organisation_id), today).order_by()
    # Named apart from the fields: a condition on `excused` would otherwise mean the count of that name.
    counts = {f"n_{each}": Count("pk", filter=standing_is(each, today)) for each in COUNTED}
    found: dict[str, int] = rows.aggregate(n_total=Count("pk"), **counts)
    return {name.removeprefix("n_"): count for name, count in found.items()}


@dataclass(slots=True)
class Line:
    """One organisation in the matrix: its obligation by period id, and how many arrived, on time, are missing."""

    organisation: object
    cells: dict[int, Obligation] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(("total", *GROUPS), 0))


@dataclass(frozen=True, slots=True)
class Matrix:
    """Completeness and timeliness: organisations × periods of a year, with counts down and across."""

    periods: list[Period]
    lines: list[Line]
    columns: dict[int, dict[str, int]]


def matrix(actor: Actor, year: int, today: date) -> Matrix:
    """Who reported in a year, when; three queries whatever their number.

    What is excused is in no count. The counts are of the same rows that `obligations` answers.
    """
    periods = list(Period.objects.visible_to(actor).filter(year=year).order_by("due", "pk"))
    rows = shown(obligations(actor, Chosen(year=year), today), today).annotate(
        arrived=_flag(ARRIVED_ALL, today), late=_flag(LATE, today), missing=_flag(MISSING, today)
    )
    lines: dict[int, Line] = {}
    columns = {period.pk: dict.fromkeys(("total", *GROUPS), 0) for period in periods}
    for row in rows:
        line = lines.setdefault(row.organisation_id, Line(row.organisation))
        line.cells[row.period_id] = row
        for counts in (line.counts, columns[row.period_id]):
            _count(counts, row)
    return Matrix(periods, list(lines.values()), columns)


def _flag(group: str, today: date) -> Case:
    return Case(When(standing_is(group, today), then=Value(group)), default=Value(""), output_field=CharField())


def _count(counts: dict[str, int], row: Obligation) -> None:
    found = row.__dict__
    if found["standing"] == Standing.EXCUSED:
        return
    counts["total"] += 1
    counts[ARRIVED_ALL] += bool(found["arrived"])
    counts[LATE] += bool(found["late"])
    counts[ON_TIME] += bool(found["arrived"]) and not found["late"]
    counts[MISSING] += bool(found["missing"])


def standing_submissions(actor: Actor, periods: Iterable[Period]) -> QuerySet[Submission]:
    """What stands for the periods: submissions that arrived, each with its `sent` version and organisation.

    What was returned and not sent again does not stand. The consolidated report is made of these and nothing else.
    """
    rows = Submission.objects.visible_to(actor).filter(period__in=list(periods), state__in=ARRIVED)
    found: QuerySet[Submission] = rows.select_related("sent", "organisation", "period")
    return found
