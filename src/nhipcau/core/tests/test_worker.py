from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from nhipcau.core.models import WorkerLease
from nhipcau.core.worker import MAX_ATTEMPTS, renew_lease, requeue_abandoned

from .held_tasks import hold, touch

PATIENCE_SECONDS = 120
QUEUE = "django_tasks_db.DatabaseBackend"


def until(condition: Callable[[], object]) -> None:
    """Looks again and again, at most PATIENCE_SECONDS, until the condition holds."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < deadline, "did not happen in time"
        time.sleep(0.02)


def address_of_test_database() -> str:
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{known['NAME']}"
    user = f"{known['USER']}:{quote(known['PASSWORD'])}" if known["PASSWORD"] else known["USER"]
    return f"postgresql://{user}@{known['HOST']}:{known['PORT']}/{known['NAME']}"


@pytest.fixture
def start_worker(transactional_db: None) -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    started: list[subprocess.Popen[bytes]] = []

    def start(*options: str) -> subprocess.Popen[bytes]:
        env = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "nhipcau.config.settings.test",
            "DATABASE_URL": address_of_test_database(),
            "NHIPCAU_TASK_BACKEND": QUEUE,
        }
        command = [sys.executable, "-m", "nhipcau", "worker", "--interval", "0.05", *options]
        started.append(subprocess.Popen(command, env=env, stdin=subprocess.DEVNULL))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()


@pytest.fixture
def queue(settings) -> None:
    settings.TASKS = {"default": {"BACKEND": QUEUE}}


def notes(folder: Path) -> list[str]:
    return (folder / "notes").read_text().split() if (folder / "notes").exists() else []


def stored(result) -> DBTaskResult:
    return DBTaskResult.objects.get(pk=result.id)


def running(*worker_ids: str) -> DBTaskResult:
    return DBTaskResult.objects.create(
        status=TaskResultStatus.RUNNING,
        args_kwargs={"args": [], "kwargs": {}},
        task_path="nhipcau.core.tests.held_tasks.touch",
        worker_ids=list(worker_ids),
        backend_name="default",
        run_after=get_date_max(),
        started_at=timezone.now(),
    )


def test_a_task_whose_worker_is_killed_in_the_middle_runs_again_and_ends_well(queue, start_worker, tmp_path):
    result = hold.enqueue(str(tmp_path))
    first = start_worker()
    until(lambda: notes(tmp_path) == ["began"])
    first.send_signal(signal.SIGKILL)
    first.wait()
    assert stored(result).status == TaskResultStatus.RUNNING

    start_worker()
    until(lambda: notes(tmp_path) == ["began", "began"])
    (tmp_path / "go").touch()
    until(lambda: stored(result).status == TaskResultStatus.SUCCESSFUL)

    assert notes(tmp_path) == ["began", "began", "ended"]
    assert len(set(stored(result).worker_ids)) == 2
    assert stored(result).return_value == "done"


def test_a_worker_told_to_stop_ends_its_task_first_and_gives_its_lease_back(queue, start_worker, tmp_path):
    result = hold.enqueue(str(tmp_path))
    worker = start_worker()
    until(lambda: notes(tmp_path) == ["began"])
    worker.send_signal(signal.SIGTERM)
    (tmp_path / "go").touch()

    assert worker.wait(PATIENCE_SECONDS) == 0
    assert stored(result).status == TaskResultStatus.SUCCESSFUL
    assert not WorkerLease.objects.exists()


def test_a_worker_told_twice_ends_at_once_and_the_task_is_not_recorded_as_failed(queue, start_worker, tmp_path):
    result = hold.enqueue(str(tmp_path))
    worker = start_worker()
    until(lambda: notes(tmp_path) == ["began"])
    until(lambda: worker.send_signal(signal.SIGTERM) or worker.poll() is not None)
    assert stored(result).status == TaskResultStatus.RUNNING

    start_worker()
    (tmp_path / "go").touch()
    until(lambda: stored(result).status == TaskResultStatus.SUCCESSFUL)


def test_a_long_task_keeps_its_worker_beyond_the_lease(queue, start_worker, tmp_path, settings):
    hold.enqueue(str(tmp_path))
    start_worker()
    until(lambda: notes(tmp_path) == ["began"])
    began = time.monotonic()
    start_worker()
    until(lambda: WorkerLease.objects.count() == 2)
    until(lambda: time.monotonic() - began > 3 * settings.NHIPCAU_TASK_LEASE_SECONDS)
    (tmp_path / "go").touch()
    until(lambda: "ended" in notes(tmp_path))
    assert notes(tmp_path) == ["began", "ended"]


def test_two_workers_share_the_queue_and_do_each_task_once(queue, start_worker, tmp_path):
    for number in range(20):
        touch.enqueue(str(tmp_path), number)
    workers = [start_worker("--batch"), start_worker("--batch")]
    assert [worker.wait(PATIENCE_SECONDS) for worker in workers] == [0, 0]
    assert sorted(notes(tmp_path), key=int) == [str(number) for number in range(20)]


@pytest.mark.django_db
def test_a_running_task_is_left_alone_while_its_worker_lives():
    renew_lease("alive", timedelta(minutes=1))
    task = running("gone", "alive")
    assert requeue_abandoned() == 0
    task.refresh_from_db()
    assert task.status == TaskResultStatus.RUNNING


@pytest.mark.django_db
@pytest.mark.parametrize("lease", [timedelta(seconds=-1), None], ids=["expired", "never had one"])
def test_a_running_task_goes_back_to_the_queue_when_its_worker_has_no_lease(lease):
    if lease is not None:
        renew_lease("gone", lease)
    task = running("gone")
    assert requeue_abandoned() == 1
    task.refresh_from_db()
    assert task.status == TaskResultStatus.READY
    assert task.worker_ids == ["gone"]


@pytest.mark.django_db
def test_a_task_that_lost_every_worker_it_had_is_recorded_as_failed():
    task = running(*(f"gone-{number}" for number in range(MAX_ATTEMPTS)))
    assert requeue_abandoned() == 1
    task.refresh_from_db()
    assert task.status == TaskResultStatus.FAILED
    assert task.exception_class_path == "nhipcau.core.worker.WorkerLostError"


@pytest.mark.django_db
def test_a_lease_that_is_renewed_ends_later():
    renew_lease("alive", timedelta(seconds=5))
    before = WorkerLease.objects.get().expires_at
    renew_lease("alive", timedelta(seconds=60))
    assert WorkerLease.objects.get().expires_at - before > timedelta(seconds=50)
