"""Background work: takes ids and days, calls one action."""

from datetime import date

from django.utils import timezone
from django_tasks import task


@task()
def send_released(province_id: int, on: str) -> None:
    from nhipcau.core.public import Province

    from .actions.running import send_waiting

    send_waiting(Province.objects.get(pk=province_id), on=date.fromisoformat(on), clock=timezone.now)
