"""A planned publication whose worker is killed goes out when another one takes over: every language, once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from nhipcau.core.models import AuditEntry
from nhipcau.core.public import Role
from nhipcau.core.tests.test_worker import address_of_test_database, until
from nhipcau.library.actions.planning import plan
from nhipcau.library.models import PlannedPublication, Publication
from nhipcau.library.tests.given import approved, edition, item, translated
from nhipcau.portal.models import Generation

pytestmark = pytest.mark.django_db(transaction=True)

LANGUAGES = ("vi", "en", "zh-hans", "lo", "fr", "ko", "ja")
TASK = "nhipcau.library.tasks.publish_planned"


@pytest.fixture
def planned(ha_tinh, settings):
    """An item approved in seven languages, its time come, its task in the queue."""
    held = item(ha_tinh)
    for language in LANGUAGES:
        if language != "vi":
            translated(ha_tinh, held, language, slug=f"thien-cam-{language}")
        approved(ha_tinh, edition(held, language))
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    at = timezone.now()
    return plan(ha_tinh.actor(ha_tinh.person(Role.EDITOR)), held, LANGUAGES, at, now=at - timedelta(minutes=1))


@pytest.fixture
def worker(tmp_path):
    """`worker("middle")` works in a process of its own until it is in the middle of the publication."""
    started: list[subprocess.Popen[bytes]] = []

    def start(moment: str = "never") -> subprocess.Popen[bytes]:
        env = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "nhipcau.config.settings.test",
            "DATABASE_URL": address_of_test_database(),
            "NHIPCAU_TASK_BACKEND": "django_tasks_db.DatabaseBackend",
        }
        command = [sys.executable, "-m", "nhipcau.portal.tests.held_worker", moment, str(tmp_path)]
        started.append(subprocess.Popen(command, env=env, stdin=subprocess.DEVNULL))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()


@pytest.mark.parametrize(("moment", "out"), [("middle", 0), ("after", len(LANGUAGES))])
def test_a_worker_killed_while_it_publishes_leaves_all_languages_or_none_and_another_ends_it(
    planned, worker, tmp_path, moment, out
):
    first = worker(moment)
    until((tmp_path / "held").exists)
    first.send_signal(signal.SIGKILL)
    first.wait()
    assert Publication.objects.count() == out
    assert Generation.objects.filter(number=1).count() == (1 if out else 0)
    assert PlannedPublication.objects.exclude(done_at=None).count() == (1 if out else 0)

    worker()
    until(lambda: DBTaskResult.objects.filter(task_path=TASK, status=TaskResultStatus.SUCCESSFUL).exists())
    rows = Publication.objects.values_list("language", "number", "ended_at", "edition__page__live")
    assert sorted(rows) == sorted((language, 1, None, True) for language in LANGUAGES)
    assert len(set(Publication.objects.values_list("at", flat=True))) == 1
    assert AuditEntry.objects.filter(act="library.publish").count() == 1
    assert Generation.objects.get().number == 1
    assert PlannedPublication.objects.get(pk=planned.pk).done_at is not None
