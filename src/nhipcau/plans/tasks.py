"""Background work: takes ids, calls one action."""

from django.utils import timezone
from django_tasks import task


@task()
def make_letters(packet_id: int) -> None:
    from .actions.letters import make

    make(packet_id, clock=timezone.now)
