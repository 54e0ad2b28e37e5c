"""The register of duties (sổ nhiệm vụ): which assignments there are, where each stands, and how many.

`standing_is` is the one definition of late, unanswered, due soon and the rest. Lists, counts, the leader's page,
calendars and exports all ask it, with the day as a parameter.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, CharField, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.db.models.expressions import OrderBy

from nhipcau.core.public import Actor
from nhipcau.organisations.public import Organisation
from nhipcau.search.public import matching

from ..choices import (
    DONE_IN_TIME,
    DONE_LATE,
    GOING_ON,
    OPEN_STATES,
    SOON_DAYS,
    AssignmentState,
    Directive,
    DutyOrigin,
    Part,
    Standing,
)
from ..models import Assignment, Duty, Plan, SavedView, Section

DUTY = "duty"  # the kind under which duties are found by words
NO_PLAN = NO_SECTION = -1  # duties that were given outside every plan, or outside the sections of theirs

_OPEN = Q(state__in=[str(state) for state in OPEN_STATES])
_LEADS = Q(part=Part.LEAD)


def standing_is(standing: str, today: date) -> Q:
    """The assignments that stand so on `today`: a member of `Standing`, GOING_ON, DONE_IN_TIME or DONE_LATE.

    Late is an open assignment past its last day, of an organisation that leads and was charged. One that was only
    requested (đề nghị) and never answered has “chưa có phản hồi” instead; one that coordinates is not chased.
    The members of `Standing` share out all assignments; GOING_ON is what is neither done, late, unanswered
    nor another's. DONE_IN_TIME and DONE_LATE part what is done and had a deadline.
    """
    past = _OPEN & _LEADS & Q(last_day__lt=today)
    overdue = past & Q(requested=False)
    no_answer = past & Q(requested=True, state=AssignmentState.NOT_STARTED, last_update_at=None)
    soon = _OPEN & _LEADS & Q(last_day__gte=today, last_day__lte=today + timedelta(days=SOON_DAYS))
    if standing == Standing.OVERDUE:
        return overdue
    if standing == Standing.NO_ANSWER:
        return no_answer
    if standing == Standing.DUE_SOON:
        return soon
    if standing == GOING_ON:
        return ~Q(state__in=[AssignmentState.DONE, AssignmentState.NOT_OURS]) & ~overdue & ~no_answer
    if standing == DONE_IN_TIME:
        return Q(state=AssignmentState.DONE, last_day__isnull=False) & (Q(done_on=None) | Q(done_on__lte=F("last_day")))
    if standing == DONE_LATE:
        return Q(state=AssignmentState.DONE, done_on__gt=F("last_day"))
    own_word = Q(state=Standing(standing).value)
    return own_word & ~overdue & ~no_answer & ~soon if standing in OPEN_STATES else own_word


def standing_on(today: date) -> Case:
    """Each assignment's `Standing` on `today`, as an SQL expression to annotate and sort by."""
    computed = (Standing.OVERDUE, Standing.NO_ANSWER, Standing.DUE_SOON)
    cases = [When(standing_is(each, today), then=Value(each.value)) for each in computed]
    return Case(*cases, default=F("state"), output_field=CharField())


@dataclass(frozen=True, slots=True)
class Chosen:
    """What narrows the register. `plan_id` may be NO_PLAN, `section_id` NO_SECTION; `standing` is a `Standing` or
    GOING_ON; `due_from` and `due_to` include their days."""

    plan_id: int | None = None
    section_id: int | None = None
    organisation_id: int | None = None
    part: str = ""
    standing: str = ""
    due_from: date | None = None
    due_to: date | None = None
    topic: str = ""
    origin: str = ""
    words: str = ""
    directive: str = ""


def assignments(actor: Actor, chosen: Chosen, today: date) -> QuerySet[Assignment]:
    """The assignments that the actor may see and that match, unordered; what was withdrawn is left out.

    What turned out to be another's (`NOT_OURS`) is counted nowhere and shown only where it is asked for.
    """
    rows: QuerySet[Assignment] = Assignment.objects.visible_to(actor).filter(withdrawn=False).order_by()
    if chosen.standing:
        rows = rows.filter(standing_is(chosen.standing, today))
    if chosen.standing != Standing.NOT_OURS:
        rows = rows.exclude(state=AssignmentState.NOT_OURS)
    return _narrowed(rows, chosen, actor.province_id)


def _narrowed(rows: QuerySet[Assignment], chosen: Chosen, province_id: int) -> QuerySet[Assignment]:
    direct: dict[str, Any] = {
        "plan_id": None if chosen.plan_id == NO_PLAN else chosen.plan_id,
        "organisation_id": chosen.organisation_id,
        "part": chosen.part,
        "last_day__gte": chosen.due_from,
        "last_day__lte": chosen.due_to,
    }
    rows = rows.filter(**{name: value for name, value in direct.items() if value})
    if chosen.plan_id == NO_PLAN:
        rows = rows.filter(plan=None)
    if chosen.directive:
        rows = rows.filter(requested=chosen.directive == Directive.ASKED)
    of_duty: dict[str, Any] = {
        "section_id": None if chosen.section_id == NO_SECTION else chosen.section_id,
        "topic": chosen.topic,
        "origin": chosen.origin,
    }
    wanted = {name: value for name, value in of_duty.items() if value}
    if chosen.section_id == NO_SECTION:
        wanted["section"] = None
    if wanted:
        rows = rows.filter(duty__in=Duty.objects.filter(province_id=province_id, **wanted).order_by().values("pk"))
    if chosen.words.strip():
        rows = rows.filter(duty__in=matching(DUTY, province_id, chosen.words))
    return rows


@dataclass(frozen=True, slots=True)
class Counts:
    """How many assignments stand how: `by` has every member of `Standing` and GOING_ON."""

    total: int
    by: dict[str, int]


COUNTED = (*(str(each) for each in Standing if each != Standing.NOT_OURS), GOING_ON)


def by_standing(
    rows: QuerySet[Assignment], today: date, *keys: str
) -> Iterator[tuple[tuple[Any, ...], dict[str, int]]]:
    """For each group of rows alike in `keys`: their values, and how many stand how, with `total`; one query.

    Everybody's standing is worked out once; the members of `Standing` share out all assignments, and what is going on
    is the rest. What is counted is a column that every row has and the index `assignment_counts` too.
    """
    found: dict[tuple[Any, ...], dict[str, int]] = {}
    rows = rows.order_by().annotate(standing=standing_on(today))
    for *key, standing, number in rows.values_list(*keys, "standing").annotate(number=Count("province")):
        held = found.setdefault(tuple(key), dict.fromkeys((*COUNTED, "total"), 0))
        held["total"] += number
        if standing in held:
            held[standing] += number
        if standing not in _SETTLED:
            held[GOING_ON] += number
    yield from found.items()


_SETTLED = frozenset({Standing.DONE, Standing.NOT_OURS, Standing.OVERDUE, Standing.NO_ANSWER})


def counts(actor: Actor, chosen: Chosen, today: date) -> Counts:
    """How many of the matching assignments stand how, whatever `chosen.standing` is; one query."""
    rows = assignments(actor, replace(chosen, standing=""), today)
    found = next((held for _key, held in by_standing(rows, today)), dict.fromkeys((*COUNTED, "total"), 0))
    return Counts(found.pop("total"), found)


# What is still to be done by those who lead, then what others help with, then what is done.
_PRESSING = Case(
    When(state=AssignmentState.DONE, then=Value(2)),
    When(part=Part.COORDINATE, then=Value(1)),
    default=Value(0),
    output_field=IntegerField(),
)
SORTS: dict[str, tuple[OrderBy, ...]] = {
    "": (_PRESSING.asc(), F("last_day").asc(nulls_last=True)),
    "han": (F("last_day").asc(nulls_last=True),),
    "-han": (F("last_day").desc(nulls_last=True),),
    "co_quan": (F("organisation__order").asc(), F("organisation__sorted_as").asc()),
    "-co_quan": (F("organisation__order").desc(), F("organisation__sorted_as").desc()),
    "cap_nhat": (F("last_update_at").asc(nulls_last=True),),
    "-cap_nhat": (F("last_update_at").desc(nulls_last=True),),
}


def in_order(rows: QuerySet[Assignment], sort: str) -> QuerySet[Assignment]:
    """The rows in the order asked for (a key of SORTS; else what is open and due first), never ambiguous."""
    order = SORTS.get(sort, SORTS[""])
    last = F("pk").desc() if sort.startswith("-") else F("pk").asc()
    return rows.order_by(*order, last)


def with_everything_shown(rows: QuerySet[Assignment], today: date) -> QuerySet[Assignment]:
    """The rows with what a list or an export shows of them and their `standing` on `today`, in the same query."""
    shown = rows.annotate(standing=standing_on(today)).select_related("duty", "organisation", "plan")
    return shown.defer("duty__spans", "plan__reading")


def page_of(rows: QuerySet[Assignment], first: int, beyond: int, total: int, today: date) -> list[Assignment]:
    """Rows `first` up to `beyond` (counted from 0) of an ordered register with `total` rows; two queries.

    Ids are found first, from the index alone where it has the order, and from the nearer end: a page in the
    depth costs what one at the beginning costs.
    """
    beyond = min(beyond, total)
    if first < total // 2:
        ids = list(rows.values_list("pk", flat=True)[first:beyond])
    else:
        ids = list(rows.reverse().values_list("pk", flat=True)[total - beyond : total - first])[::-1]
    found = {row.pk: row for row in with_everything_shown(Assignment.objects.filter(pk__in=ids), today)}
    return [found[pk] for pk in ids if pk in found]


@dataclass(frozen=True, slots=True)
class Options:
    """What the filters of the register offer an actor: (value, label) pairs."""

    plans: list[tuple[int, str]]
    sections: list[tuple[int, str]]
    organisations: list[tuple[int, str]]
    topics: list[tuple[str, str]]
    origins: list[tuple[str, str]]


def options(actor: Actor, plan_id: int | None) -> Options:
    """What can be chosen in the filters; sections only of the plan that is chosen. Four queries at most."""
    plans = Plan.objects.visible_to(actor).filter(Exists(Assignment.objects.filter(plan=OuterRef("pk"))))
    bodies = Organisation.objects.visible_to(actor)
    if not actor.sees_province:
        bodies = bodies.filter(pk__in=actor.organisations())
    sections = Section.objects.visible_to(actor).filter(plan_id=plan_id) if plan_id else Section.objects.none()
    topics = (
        Duty.objects.visible_to(actor).exclude(topic="").order_by("topic").values_list("topic", flat=True).distinct()
    )
    return Options(
        [
            (pk, f"{number} · {title}" if number else title)
            for pk, number, title in plans.values_list("pk", "number", "title")
        ],
        [(section.pk, str(section)) for section in sections],
        list(bodies.values_list("pk", "name")),
        [(topic, topic) for topic in topics],
        [(origin.value, str(origin.label)) for origin in DutyOrigin],
    )


def saved_views(actor: Actor) -> QuerySet[SavedView]:
    """The filters that the person keeps under a name."""
    return SavedView.objects.visible_to(actor).filter(user_id=actor.user_id)


def search_text(duty: Duty) -> str:
    """The text in which a duty is found: its words, its place, its plan's number, and its agencies as written."""
    plan = duty.plan.number if duty.plan else ""
    written = " ".join(sorted({each.written_as for each in duty.assignments.all()}))
    return "\n".join((duty.text, duty.path, duty.deadline_text, duty.topic, plan, written))
