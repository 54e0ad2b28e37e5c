"""Where reports stand on a day, and how many: one definition for lists, matrix and counts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from nhipcau.reports.actions.deciding import accept, return_report
from nhipcau.reports.actions.opening import grant_exception
from nhipcau.reports.actions.sending import submit
from nhipcau.reports.actions.writing import save_draft
from nhipcau.reports.choices import ExceptionKind, Standing
from nhipcau.reports.models import Obligation
from nhipcau.reports.queries.lists import periods
from nhipcau.reports.queries.standing import (
    ARRIVED_ALL,
    GROUPS,
    LATE,
    MISSING,
    ON_TIME,
    Chosen,
    matrix,
    obligations,
    shown,
    standing_is,
    standing_submissions,
    tally,
)

from . import given

pytestmark = pytest.mark.django_db
AFTER = given.DUE + timedelta(days=1)
LATER = given.NOW + timedelta(days=4)


def _standing(place, period, code, today):
    rows = shown(obligations(given.coordinator(place), Chosen(period_id=period.pk), today), today)
    return rows.get(organisation=place.org[code]).standing


def _send(place, period, code, now=given.NOW, **kind):
    report = given.report(period, place, code)
    if not kind:
        save_draft(given.officer(place, code), report, given.enough(report), seen=0, now=now)
        report.refresh_from_db()
    return submit(given.officer(place, code), report, seen=report.revision, now=now, **kind)


def test_before_the_cut_off_nothing_is_due_and_after_the_due_date_it_is_late(ha_tinh):
    period = given.period(ha_tinh)
    days = {
        given.CUT_OFF: Standing.NOT_DUE,
        given.CUT_OFF + timedelta(days=1): Standing.NOT_STARTED,
        given.DUE: Standing.NOT_STARTED,
        AFTER: Standing.OVERDUE,
    }
    assert {day: _standing(ha_tinh, period, "so-ngoai-vu", day) for day in days} == days


def test_a_body_that_was_only_asked_is_never_late(ha_tinh):
    period = given.period(ha_tinh)
    assert _standing(ha_tinh, period, "ban-tuyen-giao-dan-van", AFTER) == Standing.NO_ANSWER
    _send(ha_tinh, period, "ban-tuyen-giao-dan-van", LATER)
    assert _standing(ha_tinh, period, "ban-tuyen-giao-dan-van", AFTER) == Standing.SUBMITTED


def test_what_was_sent_stands_as_what_it_is(ha_tinh):
    period = given.period(ha_tinh)
    _send(ha_tinh, period, "so-ngoai-vu")
    _send(ha_tinh, period, "so-tai-chinh", empty=True)
    late = _send(ha_tinh, period, "cong-an-tinh", LATER)
    found = {code: _standing(ha_tinh, period, code, AFTER) for code in ("so-ngoai-vu", "so-tai-chinh", "cong-an-tinh")}
    assert found == {
        "so-ngoai-vu": Standing.SUBMITTED,
        "so-tai-chinh": Standing.SUBMITTED_EMPTY,
        "cong-an-tinh": Standing.SUBMITTED_LATE,
    }
    accept(given.coordinator(ha_tinh), late, seen=late.revision, now=LATER)
    assert _standing(ha_tinh, period, "cong-an-tinh", AFTER) == Standing.ACCEPTED
    assert tally(given.coordinator(ha_tinh), Chosen(period_id=period.pk), AFTER)[LATE] == 1


def test_a_report_that_was_returned_stays_on_time_and_does_not_stand(ha_tinh):
    period = given.period(ha_tinh)
    sent = _send(ha_tinh, period, "so-ngoai-vu")
    assert [row.pk for row in standing_submissions(given.coordinator(ha_tinh), [period])] == [sent.pk]
    return_report(given.coordinator(ha_tinh), sent, seen=sent.revision, remark="Bổ sung", now=given.NOW)
    assert _standing(ha_tinh, period, "so-ngoai-vu", AFTER) == Standing.RETURNED
    assert not standing_submissions(given.coordinator(ha_tinh), [period]).exists()
    report = given.report(period, ha_tinh)
    submit(given.officer(ha_tinh), report, seen=report.revision, now=LATER)
    assert tally(given.coordinator(ha_tinh), Chosen(period_id=period.pk), AFTER)[ON_TIME] == 1


def test_an_exception_by_name_moves_one_date_and_no_other(ha_tinh):
    period = given.period(ha_tinh)
    until = given.DUE + timedelta(days=10)
    grant_exception(
        given.coordinator(ha_tinh), given.obligation(period, ha_tinh), ExceptionKind.LATER_DUE,
        until=until, reason="Bão", now=given.NOW,
    )  # fmt: skip
    grant_exception(
        given.coordinator(ha_tinh), given.obligation(period, ha_tinh, "cong-an-tinh"), ExceptionKind.EXCUSED,
        until=None, reason="Không được giao nhiệm vụ", now=given.NOW,
    )  # fmt: skip
    moved = given.obligation(period, ha_tinh)
    assert (moved.due, moved.lock_on) == (until, until)
    assert _standing(ha_tinh, period, "so-ngoai-vu", AFTER) == Standing.NOT_STARTED
    assert _standing(ha_tinh, period, "cong-an-tinh", AFTER) == Standing.EXCUSED
    assert _standing(ha_tinh, period, "so-tai-chinh", AFTER) == Standing.OVERDUE


STATES = ("not_started", "draft", "awaiting", "submitted", "returned", "accepted", "frozen")


def test_every_obligation_stands_in_exactly_one_way_whatever_became_of_it(ha_tinh):
    period = given.period(ha_tinh)
    row = given.obligation(period, ha_tinh)
    days = (given.CUT_OFF, given.DUE, AFTER)
    sent_on = (None, given.DUE, AFTER)
    for state in STATES:
        for requested in (False, True):
            for excused in (False, True):
                for first in sent_on if state in STATES[3:] else (None,):
                    for empty in (False, True):
                        _set(
                            row, state, requested, excused, first or (given.DUE if state in STATES[3:] else None), empty
                        )
                        for today in days:
                            own = [
                                each for each in Standing
                                if Obligation.objects.filter(standing_is(each, today), pk=row.pk).exists()
                            ]  # fmt: skip
                            assert len(own) == 1, (state, requested, excused, first, empty, today, own)


def _set(row, state, requested, excused, first: date | None, empty):
    row.requested, row.excused = requested, excused
    row.save()
    row.submission.state, row.submission.first_sent_on, row.submission.empty = state, first, empty
    row.submission.save()


def test_matrix_list_and_counts_say_the_same(ha_tinh, django_assert_num_queries):
    period = given.period(ha_tinh)
    _send(ha_tinh, period, "so-ngoai-vu")
    _send(ha_tinh, period, "so-tai-chinh", LATER)
    actor = given.coordinator(ha_tinh)
    with django_assert_num_queries(2):
        found = matrix(actor, 2026, AFTER)
    with django_assert_num_queries(1):
        counts = tally(actor, Chosen(period_id=period.pk), AFTER)
    assert {group: found.columns[period.pk][group] for group in GROUPS} == {group: counts[group] for group in GROUPS}
    for group in GROUPS:
        assert obligations(actor, Chosen(period_id=period.pk, standing=group), AFTER).count() == counts[group]
    assert (counts["total"], counts[ARRIVED_ALL], counts[LATE], counts[MISSING]) == (4, 2, 1, 2)
    (listed,) = periods(actor, AFTER)
    assert listed.counts == {"period_id": period.pk, "asked": 4, "arrived": 2, "late": 1, "missing": 2}


def test_an_agency_counts_its_own_and_another_province_nothing(ha_tinh, hue):
    given.period(ha_tinh)
    assert tally(given.officer(ha_tinh), Chosen(), AFTER)["total"] == 1
    assert tally(given.coordinator(hue), Chosen(), AFTER)["total"] == 0
