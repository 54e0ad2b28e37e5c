"""Reports that are owed come up in the digest, and every number opens the list that it counts."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from nhipcau.core.public import working_calendar
from nhipcau.notices.public import WHOLE_PROVINCE, Ladder
from nhipcau.notices.queries.planning import run_plan
from nhipcau.notices.queries.writing import content_of
from nhipcau.reports.actions.matters import answer_difficulty, raise_difficulty
from nhipcau.reports.choices import Standing
from nhipcau.reports.queries.reminders import OwedAnswers, ReportReminders

from . import given

pytestmark = pytest.mark.django_db
ASKED = "ban-tuyen-giao-dan-van"


def _part(place, code, on, **which):
    return ReportReminders().part(
        given.officer(place, code), place.org[code].pk, on, **{"charged": True, "asked": True, **which}
    )


@pytest.mark.parametrize(
    ("on", "key"), [(given.CUT_OFF, "report_due_soon"), (given.DUE + timedelta(days=1), "report_overdue")]
)
def test_the_number_in_a_reminder_is_the_number_of_rows_under_its_link(ha_tinh, client, on, key):
    given.period(ha_tinh)
    (line,) = _part(ha_tinh, "so-ngoai-vu", on).lines
    assert (line.key, line.count) == (key, 1)
    assert line.path.startswith("/bao-cao/?")
    client.force_login(ha_tinh.person("focal_person", "so-ngoai-vu"))
    shown = client.get(line.path)
    assert shown.status_code == 200
    assert shown.context["narrowed"] in line.path


def test_a_body_that_was_only_asked_gets_a_courteous_enquiry(ha_tinh):
    given.period(ha_tinh)
    part = _part(ha_tinh, ASKED, given.DUE + timedelta(days=1))
    assert part.lines == ()
    assert [line.key for line in part.asked] == [f"report_{Standing.NO_ANSWER.value}"]


def test_the_steps_of_the_ladder_find_who_owes_a_report(ha_tinh):
    given.period(ha_tinh)
    calendar = working_calendar(ha_tinh.province.pk)
    day_before = given.DUE - timedelta(days=1)
    found = ReportReminders().steps(
        ha_tinh.province.pk, Ladder(), calendar, after=day_before - timedelta(days=1), upto=day_before
    )
    assert ha_tinh.org["so-ngoai-vu"].pk in found
    assert found[ha_tinh.org["so-ngoai-vu"].pk].charged == day_before


def test_what_was_sent_or_excused_is_not_reminded_of(ha_tinh):
    period = given.period(ha_tinh)
    obligation = given.obligation(period, ha_tinh)
    obligation.excused = True
    obligation.save()
    assert not _part(ha_tinh, "so-ngoai-vu", date(2026, 11, 16))


def _raised(place, code, text, day):
    at = datetime(2026, 11, day, 3, 0, tzinfo=UTC)
    return raise_difficulty(given.officer(place, code), place.org[code], text=text, now=at)


def test_an_owed_answer_reminds_the_coordinators_and_nobody_else(ha_tinh):
    row = _raised(ha_tinh, "so-ngoai-vu", "Thiếu biên dịch viên tiếng Lào", 2)
    ha_tinh.person("coordinator")
    day = row.answer_due - timedelta(days=1)
    (letter,) = run_plan(ha_tinh.province.pk, day).letters
    assert letter.user == ha_tinh.person("coordinator")
    (said,) = content_of(letter.user, letter.wanted, day)
    assert said["organisation"] == "Việc của cơ quan điều phối"
    assert [line["label"] for line in said["lines"]] == ["khó khăn, vướng mắc chờ trả lời"]
    assert "Sở Ngoại vụ: Thiếu biên dịch viên" in said["items"][0]["text"]


def test_the_numbers_of_owed_answers_are_those_of_the_lists_they_open(ha_tinh, client, monkeypatch):
    late = _raised(ha_tinh, "so-ngoai-vu", "Thiếu biên dịch viên", 2)
    for text in ("Chưa có kinh phí", "Thiếu thiết bị ghi hình"):
        _raised(ha_tinh, "so-tai-chinh", text, 12)
    on = late.answer_due + timedelta(days=1)
    part = OwedAnswers().part(given.coordinator(ha_tinh), WHOLE_PROVINCE, on, charged=True, asked=False)
    assert [line.count for line in part.lines] == [1, 2]
    client.force_login(ha_tinh.person("coordinator"))
    monkeypatch.setattr(timezone, "now", lambda: datetime(on.year, on.month, on.day, 3, 0, tzinfo=UTC))
    shown = [len(client.get(line.path).context["rows"]) for line in part.lines]
    assert shown == [1, 2]


def test_an_answer_that_was_given_is_reminded_of_no_more(ha_tinh):
    row = _raised(ha_tinh, "so-ngoai-vu", "Thiếu biên dịch viên", 2)
    answer_difficulty(given.coordinator(ha_tinh), row, answer="Sở sẽ cử người.", now=given.NOW)
    assert run_plan(ha_tinh.province.pk, row.answer_due).letters == ()


def test_owed_answers_cost_a_run_one_query(ha_tinh, django_assert_num_queries):
    row = _raised(ha_tinh, "so-ngoai-vu", "Thiếu biên dịch viên", 2)
    calendar, day = working_calendar(ha_tinh.province.pk), row.answer_due
    with django_assert_num_queries(1):
        steps = OwedAnswers().steps(
            ha_tinh.province.pk, Ladder(), calendar, after=day - timedelta(days=9), upto=day + timedelta(days=9)
        )
    assert list(steps) == [WHOLE_PROVINCE]
