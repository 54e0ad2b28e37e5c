"""Where the reports of a period stand on a day, and how many: the one definition of late, missing and arrived.

Matrix, lists, counts, reminders and the consolidated report all ask here, with the day as a parameter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Case, CharField, Count, F, IntegerField, Q, QuerySet, Value, When

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
_COMPUTED = (
    Standing.EXCUSED,
    Standing.OVERDUE,
    Standing.NO_ANSWER,
    Standing.NOT_DUE,
    Standing.SUBMITTED_LATE,
    Standing.SUBMITTED_EMPTY,
)


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
    """Each obligation's `Standing` on `today`, as an SQL expression.

    What a report's own state does not say comes first; the members of `Standing` exclude each other.
    """
    computed = (When(standing_is(each, today), then=Value(each.value)) for each in _COMPUTED)
    return Case(*computed, default=F(_STATE), output_field=CharField())


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
        "period__province": actor.province_id if chosen.year else None,
        "organisation_id": chosen.organisation_id,
    }
    # Every obligation has its report from the first, of the same period. Province and period are said of both, so
    # that each is found and counted by one index (`obligation_counts`, `submission_counts`).
    rows: QuerySet[Obligation] = Obligation.objects.visible_to(actor).filter(
        submission__province=F("province"),
        submission__period=F("period"),
        **{name: value for name, value in wanted.items() if value},
    )
    if chosen.standing:
        rows = rows.filter(standing_is(chosen.standing, today))
    return rows


def shown(rows: QuerySet[Obligation], today: date) -> QuerySet[Obligation]:
    """The rows with what a list shows of them, in the same query."""
    return rows.annotate(standing=standing_on(today)).select_related("organisation", "submission", "period")


def tally(actor: Actor, chosen: Chosen, today: date) -> dict[str, int]:
    """How many of the matching obligations stand how, whatever `chosen.standing` is: every member of `Standing`,
    the GROUPS and `total`; one query."""
    rows = obligations(actor, Chosen(chosen.period_id, chosen.year, chosen.organisation_id), today).order_by()
    found = dict.fromkeys((*(str(each) for each in Standing), *GROUPS, "total"), 0)
    for row in _marked(rows, today).values(*_MARKS).annotate(rows=Count("province")):
        for name in ("total", *_groups(row["standing"], row["arrived"], row["late"])):
            found[name] += row["rows"]
        found[row["standing"]] += row["rows"]
    return found


_MARKS = ("standing", "arrived", "late")


def _marked(rows: QuerySet[Obligation], today: date) -> QuerySet[Obligation]:
    """The rows with what every count of them is made of."""
    return rows.annotate(standing=standing_on(today), arrived=_flag(ARRIVED_ALL, today), late=_flag(LATE, today))


def _flag(group: str, today: date) -> Case:
    return Case(When(standing_is(group, today), then=Value(1)), default=Value(0), output_field=IntegerField())


def _groups(standing: str, arrived: int, late: int) -> Iterator[str]:
    """The GROUPS of an obligation that stands so."""
    if arrived:
        yield ARRIVED_ALL
        yield LATE if late else ON_TIME
    if standing in {Standing.OVERDUE, Standing.NO_ANSWER}:
        yield MISSING


@dataclass(frozen=True, slots=True)
class Cell:
    """One organisation's report for one period in the matrix."""

    submission_id: int
    standing: str
    first_sent_on: date | None
    late: bool


@dataclass(slots=True)
class Line:
    """One organisation in the matrix: its report by period id, and how many arrived, on time, are missing."""

    name: str
    cells: dict[int, Cell] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(("total", *GROUPS), 0))


@dataclass(frozen=True, slots=True)
class Matrix:
    """Completeness and timeliness: organisations × periods of a year, with counts down and across."""

    periods: list[Period]
    lines: list[Line]
    columns: dict[int, dict[str, int]]


_OF_A_CELL = (
    "organisation_id", "organisation__name", "period_id", "submission__id", "submission__first_sent_on", *_MARKS,
)  # fmt: skip


def matrix(actor: Actor, year: int, today: date) -> Matrix:
    """Who reported in a year, when; two queries whatever their number.

    What is excused is in no count. The counts are of the same rows that `obligations` answers; each is read as plain
    values, since a year has hundreds of them.
    """
    periods = list(Period.objects.visible_to(actor).filter(year=year).order_by("due", "pk"))
    rows = _marked(obligations(actor, Chosen(year=year), today), today).values_list(*_OF_A_CELL)
    lines: dict[int, Line] = {}
    columns = {period.pk: dict.fromkeys(("total", *GROUPS), 0) for period in periods}
    for organisation_id, name, period_id, submission_id, sent_on, standing, arrived, late in rows:
        line = lines.setdefault(organisation_id, Line(name))
        line.cells[period_id] = Cell(submission_id, standing, sent_on, bool(late))
        if standing == Standing.EXCUSED:
            continue
        for group in ("total", *_groups(standing, arrived, late)):
            line.counts[group] += 1
            columns[period_id][group] += 1
    return Matrix(periods, list(lines.values()), columns)


def standing_submissions(actor: Actor, periods: Iterable[Period]) -> QuerySet[Submission]:
    """What stands for the periods: submissions that arrived, each with its `sent` version and organisation.

    What was returned and not sent again does not stand. The consolidated report is made of these and nothing else.
    """
    rows = Submission.objects.visible_to(actor).filter(period__in=list(periods), state__in=ARRIVED)
    found: QuerySet[Submission] = rows.select_related("sent", "organisation", "period")
    return found
