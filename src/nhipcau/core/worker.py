"""Background work that survives its worker: a task whose worker is gone is put back into the queue.

The queue is a table (django-tasks-db), whose own worker leaves a task RUNNING for ever when it is killed. Ours
holds a lease, a row that a second thread keeps renewing; the same thread looks for running tasks whose worker
has no valid lease any more. So a task may run more than once: each must leave the same result when repeated.
Why not another engine: docs/decisions/0005-background-work.md.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import threading
from contextlib import suppress
from datetime import timedelta
from types import FrameType

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks_db.compat import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from .models import WorkerLease
from .schedule import ask_for_daily_work

logger = logging.getLogger(__name__)

MAX_ATTEMPTS = 3  # a task that takes its worker down with it must not go round for ever
BEATS_PER_LEASE = 5


class WorkerLostError(Exception):
    """A task was begun `attempts` times and each time its worker vanished before the end."""


class LeaseWorker(Worker):
    """A worker of django-tasks-db that holds a lease for as long as it runs.

    SIGTERM lets the current task end; a second one kills at once, and the task is run again by another worker.
    """

    def __init__(self, *, queue_names: list[str], interval: float, batch: bool, backend_name: str = "default") -> None:
        super().__init__(
            queue_names=queue_names,
            interval=interval,
            batch=batch,
            backend_name=backend_name,
            startup_delay=False,
            max_tasks=None,
            worker_id=f"{socket.gethostname()[:24]}-{os.getpid()}-{get_random_string(12)}",
            excluded_queue_names=[],
        )
        self.lease = timedelta(seconds=settings.NHIPCAU_TASK_LEASE_SECONDS)
        self._ended = threading.Event()

    def run(self) -> None:
        """Works until told to stop (in batch mode: until the queue is empty); then gives the lease back."""
        renew_lease(self.worker_id, self.lease)
        requeue_abandoned()
        heart = threading.Thread(target=self._beat, name="lease", daemon=True)
        heart.start()
        try:
            super().run()
        finally:
            self._ended.set()
            heart.join()
            WorkerLease.objects.filter(worker_id=self.worker_id).delete()

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        if not self.running:
            self.reset_signals()
            os.kill(os.getpid(), signal.SIGKILL)  # not sys.exit: that would be recorded as the task's own failure
        super().shutdown(signum, frame)

    def _beat(self) -> None:
        """Renews the lease, looks for abandoned tasks, asks for what is due today; a busy database is tried again."""
        while not self._ended.wait(self.lease.total_seconds() / BEATS_PER_LEASE):
            try:
                renew_lease(self.worker_id, self.lease)
                requeue_abandoned()
                if settings.NHIPCAU_DAILY_WORK:
                    ask_for_daily_work(timezone.now())
            except DatabaseError:
                logger.warning("Worker %s could not renew its lease", self.worker_id, exc_info=True)
                with suppress(DatabaseError):
                    connection.close()
        connection.close()


def renew_lease(worker_id: str, lease: timedelta) -> None:
    """Says that a worker is alive and will say so again within `lease`."""
    end = Now() + lease
    if not WorkerLease.objects.filter(worker_id=worker_id).update(expires_at=end):
        WorkerLease.objects.create(worker_id=worker_id, expires_at=end)


def requeue_abandoned() -> int:
    """Puts running tasks whose worker has no valid lease back into the queue; returns how many it dealt with.

    A task that was tried MAX_ATTEMPTS times is recorded as failed with WorkerLostError instead.
    """
    with transaction.atomic():
        WorkerLease.objects.filter(expires_at__lt=Now()).delete()
        alive = set(WorkerLease.objects.values_list("worker_id", flat=True))
        abandoned = [
            result
            for result in DBTaskResult.objects.running().select_for_update(skip_locked=True)
            if not alive.intersection(result.worker_ids[-1:])
        ]
        for result in abandoned:
            attempts = len(result.worker_ids)
            logger.warning("Task %s (%s) lost its worker, attempt %d", result.id, result.task_path, attempts)
            if attempts >= MAX_ATTEMPTS:
                result.set_failed(WorkerLostError(attempts))
            else:
                result.status = TaskResultStatus.READY
                result.save(update_fields=["status"])
    return len(abandoned)
