"""Focal persons, and the change from one to the next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from nhipcau.core.public import Actor, Role, User, nfc, record, require

from ..choices import CONTACT, MANAGE_ACCOUNTS, FocalRank
from ..errors import ElsewhereError, NotYetThereError
from ..models import Authority, FocalPerson, Organisation
from .accounts import AccountDraft, Invited, end_authority, grant_authority, invite
from .registry import DAY, own

# A former focal person's telephone number and address are of no use after the year's reports are closed.
KEEP_FORMER_CONTACTS = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Person:
    """Whom an organisation names: no more than the plan's register asks for."""

    full_name: str
    rank: str
    position: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class OpenWork:
    """Work of another room that is in one person's hands.

    `count(user, organisation)` says how much is open. `move(actor, giver, taker, organisation, at)` puts it into
    the taker's hands, inside the handover's transaction.
    """

    label: Any
    count: Callable[[User, Organisation], int]
    move: Callable[[Actor, User, User, Organisation, datetime], None]


OPEN_WORK: list[OpenWork] = []


def add_open_work(kind: OpenWork) -> None:
    """Tells this room of work that must change hands with a focal person; called from an app's `ready`."""
    if kind not in OPEN_WORK:
        OPEN_WORK.append(kind)


def open_work_of(user: User, organisation: Organisation) -> list[tuple[Any, int]]:
    """What a handover would move, for the page that asks: label and number of each kind that has any."""
    counted = [(kind.label, kind.count(user, organisation)) for kind in OPEN_WORK]
    return [(label, number) for label, number in counted if number]


@transaction.atomic
def set_focal_person(
    actor: Actor, organisation: Organisation, person: Person, *, since: date, at: datetime, user: User | None = None
) -> FocalPerson:
    """Names an organisation's leader in charge or officer from a day; the former one's time ends the day before."""
    own(actor, organisation)
    require(actor, CONTACT, organisation.pk)
    for former in organisation.focal_persons.filter(rank=person.rank, valid_to__isnull=True):
        if former.valid_from and former.valid_from >= since:
            former.delete()  # entered for the same day or later: this entry corrects it
        else:
            _end(actor, former, since - DAY, at)
    made = FocalPerson.objects.create(
        province_id=actor.province_id,
        organisation=organisation,
        user=user,
        full_name=nfc(person.full_name),
        position=nfc(person.position),
        rank=person.rank,
        phone=person.phone.strip(),
        email=person.email.strip().lower(),
        valid_from=since,
    )
    summary = f"{organisation.name}: {made.get_rank_display().lower()} là {made.full_name}"
    record(actor, "organisations.focal_person", organisation, summary, at=at)
    return made


@transaction.atomic
def end_focal_person(actor: Actor, person: FocalPerson, *, last_day: date, at: datetime) -> None:
    """Ends a focal person's time after a day, without naming the next."""
    own(actor, person)
    require(actor, CONTACT, person.organisation_id)
    if person.valid_from and last_day < person.valid_from:
        raise NotYetThereError
    _end(actor, person, last_day, at)


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What a handover did: the new entry of the register, the link if the taker is new here, what was moved."""

    person: FocalPerson
    invited: Invited | None
    moved: tuple[tuple[Any, int], ...]


@transaction.atomic
def hand_over(
    actor: Actor, organisation: Organisation, giver: User, taker: Person, *, since: date, at: datetime
) -> HandedOver:
    """Changes an organisation's focal officer: register, authority and open work pass to `taker` from a day.

    The giver's focal authority for this organisation ends the day before; other things the giver holds stay.
    A taker without an account is invited. All or nothing. Needs the right to manage accounts.
    """
    require(actor, MANAGE_ACCOUNTS)
    own(actor, organisation)
    if giver.province_id != actor.province_id:
        raise ElsewhereError
    invited, user = None, User.objects.filter(email__iexact=taker.email.strip(), province_id=actor.province_id).first()
    if user is None:
        draft = AccountDraft(taker.email, taker.full_name, Role.FOCAL_PERSON, organisation, since, phone=taker.phone)
        invited = invite(actor, draft, at=at)
        user = invited.user
    elif not _holds(user, organisation).filter(valid_to__isnull=True).exists():
        grant_authority(actor, user, Role.FOCAL_PERSON, organisation, since=since, until=None, at=at)
    for authority in _holds(giver, organisation).valid_on(since):
        if authority.valid_from and authority.valid_from >= since:
            authority.delete()
        else:
            end_authority(actor, authority, last_day=since - DAY, at=at)
    moved = tuple(open_work_of(giver, organisation))
    for kind in OPEN_WORK:
        kind.move(actor, giver, user, organisation, at)
    person = set_focal_person(actor, organisation, taker, since=since, at=at, user=user)
    summary = f"{organisation.name}: bàn giao từ {giver.full_name} sang {user.full_name}"
    counted = {str(label): number for label, number in moved}
    record(actor, "organisations.hand_over", organisation, summary, at=at, data={"moved": counted})
    return HandedOver(person, invited, moved)


def forget_former_contacts(*, on: date) -> int:
    """Removes telephone numbers and addresses of people who left the register over a year ago; answers how many.

    The name stays: history says who was in charge. Safe to run every day, over all provinces.
    """
    gone = FocalPerson.objects.filter(valid_to__lt=on - KEEP_FORMER_CONTACTS).exclude(phone="", email="")
    return gone.update(phone="", email="")


def forget_former_contacts_daily(on: date, clock: Callable[[], datetime]) -> None:
    """The same, as the work of a day (core/schedule.py)."""
    forget_former_contacts(on=on)


def _holds(user: User, organisation: Organisation) -> Any:
    return Authority.objects.filter(user=user, organisation=organisation, role=Role.FOCAL_PERSON)


def _end(actor: Actor, person: FocalPerson, last_day: date, at: datetime) -> None:
    person.valid_to = last_day
    person.save(update_fields=["valid_to"])
    rank = FocalRank(person.rank).label.lower()
    summary = f"{person.organisation.name}: {person.full_name} thôi làm {rank} hết ngày {last_day:%d/%m/%Y}"
    record(actor, "organisations.end_focal_person", person.organisation, summary, at=at)
