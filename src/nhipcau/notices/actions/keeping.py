"""What readers and coordinators keep: what has been read, and a province's ladder."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from nhipcau.core.public import Actor, record, require

from ..choices import MANAGE_REMINDERS
from ..errors import LadderError
from ..models import ReminderSettings
from ..queries.digests import own_digests
from ..queries.ladder import Ladder


def mark_read(actor: Actor, *, now: datetime, digest_id: int | None = None) -> int:
    """Marks one of the reader's own notices, or all of them, as read; answers how many were not."""
    rows = own_digests(actor).filter(read_at=None).order_by()
    return (rows.filter(pk=digest_id) if digest_id else rows).update(read_at=now)


@transaction.atomic
def set_ladder(actor: Actor, ladder: Ladder, *, by_mail: bool, now: datetime) -> ReminderSettings:
    """Sets a province's ladder of reminders. Raises LadderError for one that nobody could climb."""
    require(actor, MANAGE_REMINDERS)
    if not (_holds(ladder.before) and _holds(ladder.after) and 1 <= ladder.gap <= 60 and 1 <= ladder.enquiry <= 365):
        raise LadderError
    before, after = sorted(ladder.before, reverse=True), sorted(ladder.after)
    made, _created = ReminderSettings.objects.update_or_create(
        province_id=actor.province_id,
        defaults={
            "before": before,
            "after": after,
            "gap": ladder.gap,
            "enquiry": ladder.enquiry,
            "by_mail": by_mail,
        },
    )
    data = {"before": before, "after": after, "gap": ladder.gap, "enquiry": ladder.enquiry, "by_mail": by_mail}
    record(actor, "notices.ladder", made, "Đặt lại bậc nhắc việc", at=now, data=data)
    return made


def _holds(days: Sequence[int]) -> bool:
    return bool(days) and len(set(days)) == len(days) and all(1 <= day <= 365 for day in days)
