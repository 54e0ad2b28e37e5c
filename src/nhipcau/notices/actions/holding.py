"""The coordinator keeps reminders back and lets them go."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from nhipcau.core.public import Actor, User, record, require
from nhipcau.organisations.public import Organisation, focal_people

from ..choices import MANAGE_REMINDERS, DigestState
from ..errors import HeldAlreadyError, NotHeldError
from ..models import Digest, Hold
from ..queries.planning import hold_on, open_holds
from ..tasks import send_released


def hold(
    actor: Actor, *, now: datetime, organisation: Organisation | None = None, user: User | None = None, reason: str = ""
) -> Hold:
    """Keeps back everybody's reminders, an organisation's, or one person's, from now until released.

    What is waiting is kept back too. Raises HeldAlreadyError where the same is held. Somebody who answers for several
    organisations gets one letter: it is kept back as long as one of them is held.
    """
    require(actor, MANAGE_REMINDERS)
    try:
        with transaction.atomic():
            made = Hold.objects.create(
                province_id=actor.province_id,
                organisation=organisation,
                user=user,
                reason=reason.strip(),
                by_id=actor.user_id,
                at=now,
            )
            _apply(actor)
            record(actor, "notices.hold", made, f"Giữ nhắc việc: {whom(made)}", at=now, data={"reason": made.reason})
            return made
    except IntegrityError as problem:
        raise HeldAlreadyError from problem


def release(actor: Actor, held: Hold, *, now: datetime) -> int:
    """Lets go what a hold kept back; answers how many letters are sent now. Raises NotHeldError the second time."""
    require(actor, MANAGE_REMINDERS)
    with transaction.atomic():
        open_one = Hold.objects.visible_to(actor).filter(pk=held.pk, released_at=None)
        if not open_one.update(released_at=now, released_by_id=actor.user_id):
            raise NotHeldError
        freed = _apply(actor)
        record(actor, "notices.release", held, f"Thả nhắc việc: {whom(held)}", at=now)
        if freed:
            province_id = actor.province_id
            send_released.enqueue(province_id, actor.on.isoformat())
    return freed


def whom(held: Hold) -> str:
    """Whom a hold is about, in Vietnamese, for the audit trail."""
    if held.user:
        return held.user.full_name
    return held.organisation.name if held.organisation else "cả đợt"


def _apply(actor: Actor) -> int:
    """Brings the letters that have not gone out in line with what is held; answers how many were freed."""
    holds = open_holds(actor.province_id)
    own: dict[int, set[int]] = {}
    for row in focal_people(actor.province_id, actor.on):
        own.setdefault(row.user.pk, set()).add(row.organisation.pk)
    freed = 0
    rows = Digest.objects.visible_to(actor).filter(state__in=[DigestState.WAITING, DigestState.HELD])
    for digest in rows.select_for_update():
        kept = hold_on(holds, digest.user_id, own.get(digest.user_id, set())) is not None
        state = DigestState.HELD if kept else DigestState.WAITING
        if digest.state != state:
            freed += not kept
            digest.state = state
            digest.save(update_fields=["state"])
    return freed
