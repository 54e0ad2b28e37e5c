"""When a province's calendar or its way of reading deadlines changes, what is still to be done gets its day anew."""

from __future__ import annotations

from nhipcau.core.public import Province, deadline_reading

from ..choices import OPEN_STATES, AskKind, Decision
from ..models import Ask, Assignment
from ..queries.deadlines import last_day

_BATCH = 200


def recount_last_days(province_id: int) -> int:
    """Sets the last day of every open assignment by the province's calendar as it is now; answers how many moved.

    A day that the coordinator granted (gia hạn) stays as it was granted. Safe to run again.
    """
    reading = deadline_reading(Province.objects.get(pk=province_id))
    granted = Ask.objects.filter(province_id=province_id, kind=AskKind.MORE_TIME, decision=Decision.AGREED).values(
        "assignment_id"
    )
    rows = (
        Assignment.objects.filter(province_id=province_id, state__in=OPEN_STATES, due__isnull=False)
        .exclude(pk__in=granted)
        .select_related("duty")
        .only("due", "last_day", "version", "duty__before")
        .order_by()
    )
    moved = []
    for row in rows:
        day = last_day(row.due, reading, before=row.duty.before)
        if day != row.last_day:
            row.last_day, row.version = day, row.version + 1
            moved.append(row)
    Assignment.objects.bulk_update(moved, ["last_day", "version"], batch_size=_BATCH)
    return len(moved)
