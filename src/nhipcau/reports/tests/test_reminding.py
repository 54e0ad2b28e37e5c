"""Reports that are owed come up in the digest, and every number opens the list that it counts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from nhipcau.core.public import working_calendar
from nhipcau.notices.public import Ladder
from nhipcau.reports.choices import Standing
from nhipcau.reports.queries.reminders import ReportReminders

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
