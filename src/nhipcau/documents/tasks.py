"""Background work: takes ids, calls one action."""

from django.utils import timezone
from django_tasks import task


@task()
def read_document(job_id: int) -> None:
    from .actions.reading import read

    read(job_id, now=timezone.now)
