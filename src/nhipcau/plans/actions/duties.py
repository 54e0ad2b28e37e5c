"""Duties that do not come from a plan's review, and what happens to a duty as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from nhipcau.core.public import Actor, Province, deadline_reading, record, require
from nhipcau.documents.public import Document
from nhipcau.organisations.public import Organisation
from nhipcau.search.public import Row, forget, index

from ..choices import ADD_DUTY, DECIDE, AssignmentState, DutyOrigin, DutyState, Mode, Part
from ..errors import AlreadyChargedError, ClosedError, NobodyLeadsError, ReasonMissingError
from ..models import Assignment, Duty, Plan, Section, Update
from ..queries.deadlines import last_day
from ..queries.register import DUTY, search_text
from .locking import locked


@dataclass(frozen=True, slots=True)
class Charge:
    """An organisation, its part in a duty, and whether it is only requested (đề nghị)."""

    organisation: Organisation
    part: Part
    requested: bool = False


@dataclass(frozen=True, slots=True)
class NewDuty:
    """A duty as a person writes it down. `deadline_text` and `before` are as the letter has them."""

    text: str
    charges: Sequence[Charge]
    origin: DutyOrigin = DutyOrigin.BY_HAND
    document: Document | None = None
    plan: Plan | None = None
    section: Section | None = None
    due: date | None = None
    before: bool = False
    deadline_text: str = ""
    topic: str = ""


def add_duty(actor: Actor, given: NewDuty, *, now: datetime) -> Duty:
    """Adds a duty by hand or from a letter, with its assignments, in one transaction.

    Raises NobodyLeadsError without a lead, AlreadyChargedError where an organisation stands twice in one part.
    """
    require(actor, ADD_DUTY)
    if not any(charge.part == Part.LEAD for charge in given.charges):
        raise NobodyLeadsError
    seen = [(charge.organisation.pk, charge.part) for charge in given.charges]
    if len(set(seen)) < len(seen):
        raise AlreadyChargedError
    province = Province.objects.get(pk=actor.province_id)
    last = last_day(given.due, deadline_reading(province), before=given.before)
    with transaction.atomic():
        duty = Duty.objects.create(
            province=province,
            plan=given.plan,
            section=given.section,
            document=given.document,
            origin=given.origin,
            text=given.text,
            mode=_mode(given.charges),
            deadline_text=given.deadline_text,
            due=given.due,
            before=given.before,
            topic=given.topic,
            confirmed_by_id=actor.user_id,
            confirmed_at=now,
        )
        Assignment.objects.bulk_create(_assignment(duty, charge, last) for charge in given.charges)
        index_duties(Duty.objects.filter(pk=duty.pk))
        record(actor, "plans.add_duty", duty, f"Thêm nhiệm vụ: {duty.text[:120]}", at=now)
    return duty


def _mode(charges: Sequence[Charge]) -> Mode:
    asked = {charge.requested for charge in charges}
    return Mode.MIXED if len(asked) == 2 else Mode.REQUEST if asked == {True} else Mode.ASSIGN


def _assignment(duty: Duty, charge: Charge, last: date | None) -> Assignment:
    return Assignment(
        province_id=duty.province_id,
        duty=duty,
        plan_id=duty.plan_id,
        organisation=charge.organisation,
        part=charge.part,
        requested=charge.requested,
        written_as=charge.organisation.name,
        due=duty.due,
        last_day=last,
    )


def withdraw_duty(actor: Actor, duty: Duty, *, reason: str, now: datetime) -> None:
    """Takes a duty out of the register with a reason: nobody is asked about it any more, its history stays.

    Raises ReasonMissingError, or ClosedError where it is withdrawn already.
    """
    require(actor, ADD_DUTY)
    if not reason.strip():
        raise ReasonMissingError
    with transaction.atomic():
        standing = Duty.objects.visible_to(actor).select_for_update().get(pk=duty.pk)
        if standing.state == DutyState.WITHDRAWN:
            raise ClosedError
        standing.state = DutyState.WITHDRAWN
        standing.save(update_fields=["state"])
        Assignment.objects.filter(duty=standing).update(withdrawn=True)
        forget(DUTY, [standing.pk])
        record(actor, "plans.withdraw_duty", standing, "Thu hồi nhiệm vụ", at=now, data={"reason": reason})


def reassign(
    actor: Actor, assignment: Assignment, *, version: int, to: Organisation, reason: str, now: datetime
) -> Assignment:
    """Gives an open assignment to another organisation, with its deadline; the old one stays as history.

    Raises ReasonMissingError, ClosedError (accepted as done, or another's already), AlreadyChargedError (`to` has
    this part of the duty) or ChangedMeanwhileError.
    """
    require(actor, DECIDE)
    if not reason.strip():
        raise ReasonMissingError
    with transaction.atomic():
        return hand_over(actor, locked(actor, assignment, version), to=to, reason=reason, now=now)


def hand_over(actor: Actor, old: Assignment, *, to: Organisation, reason: str, now: datetime) -> Assignment:
    """The change behind `reassign` and behind agreeing that a duty is another's; `old` is locked by the caller."""
    same = {"duty_id": old.duty_id, "part": old.part, "period": old.period}
    if to.province_id != old.province_id or Assignment.objects.filter(organisation=to, **same).exists():
        raise AlreadyChargedError
    close_as_not_ours(actor, old, reason=f"Chuyển {to.name}: {reason}", now=now)
    new = Assignment.objects.create(
        province_id=old.province_id,
        plan_id=old.plan_id,
        organisation=to,
        requested=old.requested or to.only_requested,
        written_as=old.written_as,
        due=old.due,
        last_day=old.last_day,
        **same,
    )
    summary = f"Chuyển nhiệm vụ từ {old.organisation.name} sang {to.name}"
    record(actor, "plans.reassign", new, summary, at=now, data={"from": old.pk, "reason": reason})
    return new


def close_as_not_ours(actor: Actor, assignment: Assignment, *, reason: str, now: datetime) -> None:
    """The organisation is no longer charged; a row of history says why. `assignment` is locked by the caller."""
    assignment.state = AssignmentState.NOT_OURS
    assignment.version += 1
    assignment.last_update_at = now
    assignment.save(update_fields=["state", "version", "last_update_at"])
    Update.objects.create(
        province_id=assignment.province_id,
        assignment=assignment,
        by_id=actor.user_id,
        at=now,
        state=AssignmentState.NOT_OURS,
        text=reason,
    )


def index_duties(duties: QuerySet[Duty]) -> int:
    """Makes the duties that stand findable by their words, and withdrawn ones not, in the caller's transaction.

    Answers how many can be found.
    """
    forget(DUTY, duties.exclude(state=DutyState.ACTIVE).order_by().values_list("pk", flat=True))
    return index(DUTY, index_rows(duties))


def index_rows(duties: QuerySet[Duty]) -> Iterator[Row]:
    """What the index keeps of the duties that stand, a few hundred at a time."""
    standing = duties.filter(state=DutyState.ACTIVE).select_related("plan").prefetch_related("assignments")
    for duty in standing.order_by("pk").iterator(chunk_size=500):
        yield Row(duty.pk, duty.province_id, search_text(duty))
