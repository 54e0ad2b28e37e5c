"""Work of the day: asked for once, done once, tried again when it failed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from nhipcau.core import schedule
from nhipcau.core.models import DailyRun
from nhipcau.core.schedule import TRY_AGAIN, Daily, ask_for_daily_work, do
from nhipcau.core.worker import LeaseWorker

pytestmark = pytest.mark.django_db

SEVEN = datetime(2026, 11, 2, 0, 0, tzinfo=UTC)  # seven in the morning in Vietnam
DONE: list[date] = []


def work(on, clock):
    """The day's work of these tests: notes that it was done, and fails on request."""
    if clock().minute == 13:
        raise RuntimeError("the mail server is away")
    DONE.append(on)


@pytest.fixture(autouse=True)
def _jobs(settings, monkeypatch):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    monkeypatch.setattr(schedule, "DAILY", {"thu": Daily("thu", 7, f"{__name__}.work")})
    DONE.clear()


def test_nothing_is_asked_for_before_its_hour():
    assert ask_for_daily_work(SEVEN - timedelta(minutes=1)) == []
    assert ask_for_daily_work(SEVEN) == ["thu"]


def test_two_workers_ask_once_for_a_day():
    assert ask_for_daily_work(SEVEN) == ["thu"]
    assert ask_for_daily_work(SEVEN + timedelta(minutes=5)) == []
    assert DBTaskResult.objects.count() == 1


def test_what_is_done_is_not_asked_for_again_until_the_next_day():
    ask_for_daily_work(SEVEN)
    do("thu", date(2026, 11, 2), lambda: SEVEN)
    assert ask_for_daily_work(SEVEN + TRY_AGAIN * 4) == []
    assert ask_for_daily_work(SEVEN + timedelta(days=1)) == ["thu"]
    assert [date(2026, 11, 2)] == DONE


def test_what_failed_is_asked_for_again_after_a_while():
    ask_for_daily_work(SEVEN)
    with pytest.raises(RuntimeError):
        do("thu", date(2026, 11, 2), lambda: SEVEN + timedelta(minutes=13))
    assert DailyRun.objects.get().done_at is None
    assert ask_for_daily_work(SEVEN + TRY_AGAIN) == ["thu"]
    assert DBTaskResult.objects.count() == 2


def test_the_day_is_vietnams():
    late = datetime(2026, 11, 2, 17, 30, tzinfo=UTC)  # half past midnight of the third
    assert ask_for_daily_work(late) == []
    assert not DailyRun.objects.exists()


def test_the_houses_own_jobs_can_be_found_and_forget_what_is_to_be_forgotten(ha_tinh, monkeypatch):
    monkeypatch.undo()
    assert set(schedule.DAILY) >= {"notices.remind", "organisations.forget_contacts"}
    person = ha_tinh.org["so-ngoai-vu"].focal_persons.create(
        province=ha_tinh.province, full_name="Người Cũ", rank="officer", phone="0912", valid_to=date(2024, 1, 1)
    )
    DailyRun.objects.create(job="organisations.forget_contacts", on=date(2026, 11, 2), next_attempt_at=SEVEN)
    do("organisations.forget_contacts", date(2026, 11, 2), lambda: SEVEN)
    person.refresh_from_db()
    assert person.phone == ""
    assert DailyRun.objects.get().done_at == SEVEN


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("wanted", [True, False])
def test_a_worker_asks_on_its_beat_where_it_is_told_to(settings, monkeypatch, wanted):
    settings.NHIPCAU_DAILY_WORK = wanted
    worker = LeaseWorker(queue_names=["*"], interval=0.1, batch=True)
    asked: list[datetime] = []
    monkeypatch.setattr("nhipcau.core.worker.ask_for_daily_work", asked.append)
    monkeypatch.setattr("nhipcau.core.worker.requeue_abandoned", worker._ended.set)
    worker._beat()
    assert bool(asked) is wanted
