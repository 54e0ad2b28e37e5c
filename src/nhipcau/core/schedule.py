"""Work that is done once a day, by whichever worker is there: a row for each job and day remembers it.

A room says in its `ready` what it wants done (`add_daily`). A worker asks on every beat whether something is due; the
row, unique for job and day, lets one worker ask for it, and its task lies in the same queue as all others, so that a
killed worker's is taken up again. What failed is tried again after a quarter of an hour for as long as its day lasts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from .models import DailyRun

TRY_AGAIN = timedelta(minutes=15)
Clock = Callable[[], datetime]
Work = Callable[[date, Clock], object]


@dataclass(frozen=True, slots=True)
class Daily:
    """A job: its name, the hour (of Vietnam) from which it is due, and the dotted path of what does it.

    That takes the day and a clock; it must leave the same result when it is run again for the same day.
    """

    name: str
    hour: int
    path: str


DAILY: dict[str, Daily] = {}


def add_daily(job: Daily) -> None:
    """Has a job done every day; called from an app's `ready`."""
    DAILY[job.name] = job


def ask_for_daily_work(now: datetime) -> list[str]:
    """Puts the jobs that are due at `now`, and neither done nor being done, into the queue; answers their names."""
    from .tasks import do_daily

    local = timezone.localtime(now)
    asked = []
    for job in DAILY.values():
        if local.hour < job.hour:
            continue
        with transaction.atomic():
            DailyRun.objects.get_or_create(job=job.name, on=local.date(), defaults={"next_attempt_at": now})
            mine = DailyRun.objects.filter(
                job=job.name, on=local.date(), done_at__isnull=True, next_attempt_at__lte=now
            ).update(next_attempt_at=now + TRY_AGAIN)
            if mine:
                do_daily.enqueue(job.name, local.date().isoformat())
                asked.append(job.name)
    return asked


def do(name: str, on: date, clock: Clock) -> None:
    """Does a job for a day and marks it as done; what it raises leaves it open, to be tried again."""
    work: Work = import_string(DAILY[name].path)
    work(on, clock)
    DailyRun.objects.filter(job=name, on=on).update(done_at=clock())
