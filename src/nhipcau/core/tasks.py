"""Background work: takes names and days, calls one action."""

from datetime import date

from django.utils import timezone
from django_tasks import task


@task()
def do_daily(name: str, on: str) -> None:
    from .schedule import do

    do(name, date.fromisoformat(on), timezone.now)
