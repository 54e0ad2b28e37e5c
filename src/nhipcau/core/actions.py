"""Changes that belong to no single room: the audit trail, the calendar of working days."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import models, transaction

from .errors import CalendarSpanError
from .models import AuditEntry, AuditHead, CalendarDay, CalendarDecision, Province
from .policy import MANAGE_CALENDAR, Actor, require
from .queries import link_hash


def record(
    actor: Actor | None,
    act: str,
    subject: models.Model,
    summary: str,
    *,
    at: datetime,
    province_id: int | None = None,
    data: dict[str, Any] | None = None,
) -> AuditEntry:
    """Appends one entry to a province's audit trail, in the caller's transaction.

    `act` is `app.act`; `subject` is the record acted upon; `summary` is one sentence, in Vietnamese
    whatever language the actor works in; `data` must be JSON and free of document text and secrets. `actor` is
    None for what the system did by itself: then `province_id` says whose trail it is. Appends of one province
    wait for each other (the head row is locked).
    """
    owner = province_id if actor is None else actor.province_id
    if owner is None:
        raise ValueError("an entry without an actor needs a province")
    with transaction.atomic():
        AuditHead.objects.get_or_create(province_id=owner)
        head = AuditHead.objects.select_for_update().get(province_id=owner)
        entry = AuditEntry(
            province_id=owner,
            sequence=head.sequence + 1,
            at=at,
            actor_id=actor.user_id if actor else None,
            actor_name=actor.name if actor else "",
            act=act,
            subject_type=subject._meta.label_lower,
            subject_id=str(subject.pk),
            summary=summary[:300],
            data=data or {},
            previous_hash=head.hash,
        )
        entry.hash = link_hash(entry)
        entry.save(force_insert=True)
        head.sequence, head.hash = entry.sequence, entry.hash
        head.save(update_fields=["sequence", "hash"])
    return entry


LONGEST_SPAN = 31


@dataclass(frozen=True, slots=True)
class DecidedDays:
    """What a decision says of some days in a row: off, or (`off` false) worked; `settles_year` as in the model."""

    number: str
    issued_on: date
    issuer: str
    first: date
    last: date
    off: bool
    name: str
    settles_year: int | None = None


@transaction.atomic
def decide_days(actor: Actor, given: DecidedDays, *, at: datetime) -> CalendarDecision:
    """Enters days off, or days worked, from a decision; days entered before are answered by this decision from now on.

    Deadlines that were fixed already are recounted by whoever listens (`on_calendar_change`). Raises CalendarSpanError
    where the days stand in no order or are more than a month.
    """
    require(actor, MANAGE_CALENDAR)
    if not 0 <= (given.last - given.first).days < LONGEST_SPAN:
        raise CalendarSpanError
    decision, _made = CalendarDecision.objects.get_or_create(
        province_id=actor.province_id,
        number=given.number.strip(),
        issued_on=given.issued_on,
        defaults={"issuer": given.issuer.strip()},
    )
    decision.issuer = given.issuer.strip()
    decision.settles_year = given.settles_year or decision.settles_year
    decision.save()
    for distance in range((given.last - given.first).days + 1):
        CalendarDay.objects.update_or_create(
            province_id=actor.province_id,
            day=given.first + timedelta(days=distance),
            defaults={"off": given.off, "name": given.name.strip(), "decision": decision},
        )
    kind = "nghỉ" if given.off else "làm việc"
    span = f"{given.first:%d/%m/%Y}" + (f"–{given.last:%d/%m/%Y}" if given.last != given.first else "")
    record(actor, "core.calendar", decision, f"Lịch làm việc: {kind} {span} ({given.name}), theo {decision}", at=at)
    _tell_listeners(actor.province_id)
    return decision


@transaction.atomic
def forget_decided_day(actor: Actor, day: date, *, at: datetime) -> bool:
    """Takes a day that was entered out again: the law answers for it. Answers whether it stood there."""
    require(actor, MANAGE_CALENDAR)
    row = CalendarDay.objects.visible_to(actor).select_related("decision").filter(day=day).first()
    if row is None:
        return False
    decision = row.decision
    row.delete()
    summary = f"Lịch làm việc: bỏ ngày {day:%d/%m/%Y} ({row.name}), theo {decision}"
    record(actor, "core.calendar", decision, summary, at=at)
    if not decision.days.exists():
        decision.delete()
    _tell_listeners(actor.province_id)
    return True


@transaction.atomic
def set_deadline_rules(actor: Actor, *, before_excludes_the_day: bool, on_day_off: str, at: datetime) -> Province:
    """Sets how the province reads “trước ngày”, and where a deadline on a day off goes."""
    require(actor, MANAGE_CALENDAR)
    province = Province.objects.select_for_update().get(pk=actor.province_id)
    province.before_excludes_the_day, province.deadline_on_day_off = before_excludes_the_day, on_day_off
    province.save(update_fields=["before_excludes_the_day", "deadline_on_day_off"])
    data = {"before_excludes_the_day": before_excludes_the_day, "deadline_on_day_off": on_day_off}
    record(actor, "core.deadline_rules", province, "Đặt lại cách tính thời hạn của tỉnh", at=at, data=data)
    _tell_listeners(actor.province_id)
    return province


CALENDAR_LISTENERS: list[Callable[[int], object]] = []


def on_calendar_change(listener: Callable[[int], object]) -> None:
    """Has `listener(province_id)` called, in the same transaction, whenever a province's working days or the way it
    reads deadlines change; called from an app's `ready`."""
    if listener not in CALENDAR_LISTENERS:
        CALENDAR_LISTENERS.append(listener)


def _tell_listeners(province_id: int) -> None:
    for listener in CALENDAR_LISTENERS:
        listener(province_id)
