"""A run that is killed and begun again sends nothing twice and leaves nothing out."""

from __future__ import annotations

import email
import email.policy
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from nhipcau.core.tests.test_worker import address_of_test_database
from nhipcau.notices.models import Digest, ReminderRun

from .given import give

pytestmark = pytest.mark.django_db(transaction=True)

PATIENCE_SECONDS = 120
MONDAY = date(2026, 11, 2)


def until(condition: Callable[[], object]) -> None:
    """Looks again and again, at most PATIENCE_SECONDS, until the condition holds."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < deadline, "did not happen in time"
        time.sleep(0.02)


@pytest.fixture
def people(ha_tinh) -> list[str]:
    """Six people with something to be reminded of, by address."""
    for code in ha_tinh.org:
        give(ha_tinh, code, last=MONDAY + timedelta(days=7))
    return sorted(ha_tinh.person("focal_person", code).email for code in ha_tinh.org)


@pytest.fixture
def start(tmp_path):
    """`start("before 3")` begins the run of the day in a process of its own."""
    started: list[subprocess.Popen[bytes]] = []

    def begin(stuck: str = "") -> subprocess.Popen[bytes]:
        env = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "nhipcau.config.settings.test",
            "DATABASE_URL": address_of_test_database(),
            "NHIPCAU_VAR": str(tmp_path),
            "NHIPCAU_MAIL_BACKEND": "nhipcau.notices.tests.stuck_mail.StuckFolder",
            "NHIPCAU_TEST_STUCK": stuck,
        }
        command = [sys.executable, "-m", "nhipcau", "remind", "--on", MONDAY.isoformat()]
        started.append(subprocess.Popen(command, env=env, stdin=subprocess.DEVNULL))
        return started[-1]

    yield begin
    for process in started:
        process.kill()
        process.wait()


def deliveries(folder: Path) -> list[str]:
    notes = folder / "mail" / "deliveries"
    return sorted(notes.read_text().split()) if notes.exists() else []


def letters(folder: Path) -> list[email.message.EmailMessage]:
    files = sorted((folder / "mail").glob("*.eml"))
    return [email.message_from_bytes(file.read_bytes(), policy=email.policy.default) for file in files]


@pytest.mark.parametrize("moment", ["before 1", "after 3"])
def test_a_run_that_is_killed_and_begun_again_reaches_everybody_once(people, start, tmp_path, moment):
    first = start(moment)
    until((tmp_path / "mail" / "stuck").exists)
    first.send_signal(signal.SIGKILL)
    first.wait()
    assert Digest.objects.filter(state="claimed").count() == 1
    assert Digest.objects.count() == len(people)

    assert start().wait(PATIENCE_SECONDS) == 0
    assert deliveries(tmp_path) == people
    assert sorted(letter["To"] for letter in letters(tmp_path)) == people
    assert set(Digest.objects.values_list("state", flat=True)) == {"sent"}
    assert ReminderRun.objects.get().finished_at is not None

    assert start().wait(PATIENCE_SECONDS) == 0
    assert deliveries(tmp_path) == people


def test_two_runs_at_the_same_time_reach_everybody_once(people, start, tmp_path):
    processes = [start(), start(), start()]
    assert [process.wait(PATIENCE_SECONDS) for process in processes] == [0, 0, 0]
    assert deliveries(tmp_path) == people
    assert Digest.objects.count() == len(people)
    assert ReminderRun.objects.count() == 1
