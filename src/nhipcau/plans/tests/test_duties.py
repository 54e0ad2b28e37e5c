from __future__ import annotations

from datetime import date

import pytest

from nhipcau.core.models import AuditEntry
from nhipcau.core.public import NotAllowedError
from nhipcau.documents.models import Document
from nhipcau.plans.actions.duties import Charge, NewDuty, add_duty, reassign, withdraw_duty
from nhipcau.plans.choices import AssignmentState, DutyOrigin, DutyState, Mode, Part
from nhipcau.plans.errors import AlreadyChargedError, ClosedError, NobodyLeadsError, ReasonMissingError
from nhipcau.plans.models import Assignment, Duty
from nhipcau.plans.queries.duty import passages
from nhipcau.plans.queries.register import DUTY, Chosen, assignments
from nhipcau.search.public import matching

from .given import TEXT, THEN, duty, give, plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(ha_tinh):
    return ha_tinh.actor(ha_tinh.person("coordinator"))


@pytest.fixture
def written(ha_tinh):
    return NewDuty(
        text="Báo cáo kết quả đối ngoại nhân dân",
        charges=[
            Charge(ha_tinh.org["so-ngoai-vu"], Part.LEAD),
            Charge(ha_tinh.org["ban-tuyen-giao-dan-van"], Part.COORDINATE, requested=True),
        ],
        due=date(2026, 12, 15),
        before=True,
    )


def test_a_duty_added_by_hand_is_given_found_and_recorded(ha_tinh, coordinator, written, now, today):
    added = add_duty(coordinator, written, now=now)
    assert (added.origin, added.mode) == (DutyOrigin.BY_HAND, Mode.MIXED)
    assert set(added.assignments.values_list("part", "requested", "due", "last_day")) == {
        ("lead", False, date(2026, 12, 15), date(2026, 12, 14)),
        ("coordinate", True, date(2026, 12, 15), date(2026, 12, 14)),
    }
    assert list(matching(DUTY, ha_tinh.province.pk, "doi ngoai nhan dan")) == [added.pk]
    assert assignments(coordinator, Chosen(words="“đối ngoại nhân dân”"), today).count() == 2
    assert AuditEntry.objects.get(act="plans.add_duty").subject_id == str(added.pk)


def test_the_province_decides_whether_before_a_day_includes_it(ha_tinh, coordinator, written, now):
    ha_tinh.province.before_excludes_the_day = False
    ha_tinh.province.save()
    added = add_duty(coordinator, written, now=now)
    assert set(added.assignments.values_list("last_day", flat=True)) == {date(2026, 12, 15)}


def test_a_duty_from_a_letter_keeps_the_letter(ha_tinh, coordinator, now):
    letter = Document.objects.create(
        province=ha_tinh.province, sha256="b" * 64, size=1, state="accepted", uploaded_at=THEN,
        uploaded_by=ha_tinh.person("coordinator"), number="5740/BTTTT-TTĐN",
    )  # fmt: skip
    charge = Charge(ha_tinh.org["so-ngoai-vu"], Part.LEAD)
    added = add_duty(coordinator, NewDuty(TEXT, [charge], origin=DutyOrigin.LETTER, document=letter), now=now)
    assert (added.document, added.origin) == (letter, DutyOrigin.LETTER)


def test_a_duty_needs_somebody_who_leads_and_nobody_twice(ha_tinh, coordinator, now):
    body = ha_tinh.org["so-ngoai-vu"]
    with pytest.raises(NobodyLeadsError):
        add_duty(coordinator, NewDuty(TEXT, [Charge(body, Part.COORDINATE)]), now=now)
    with pytest.raises(AlreadyChargedError):
        add_duty(coordinator, NewDuty(TEXT, [Charge(body, Part.LEAD), Charge(body, Part.LEAD)]), now=now)
    assert not Duty.objects.exists()


def test_an_agency_adds_withdraws_and_moves_nothing(ha_tinh, written, now):
    focal = ha_tinh.actor(ha_tinh.person("focal_person", "so-ngoai-vu"))
    row = give(ha_tinh)
    for act in (
        lambda: add_duty(focal, written, now=now),
        lambda: withdraw_duty(focal, row.duty, reason="x", now=now),
        lambda: reassign(focal, row, version=1, to=ha_tinh.org["so-tai-chinh"], reason="x", now=now),
    ):
        with pytest.raises(NotAllowedError):
            act()


def test_a_withdrawn_duty_leaves_the_register_and_the_search_with_a_reason(ha_tinh, coordinator, now, today):
    row = give(ha_tinh)
    with pytest.raises(ReasonMissingError):
        withdraw_duty(coordinator, row.duty, reason=" ", now=now)
    withdraw_duty(coordinator, row.duty, reason="Trùng với kế hoạch khác", now=now)
    row.duty.refresh_from_db()
    assert row.duty.state == DutyState.WITHDRAWN
    assert not assignments(coordinator, Chosen(), today).exists()
    assert not matching(DUTY, ha_tinh.province.pk, "báo chí").exists()
    assert AuditEntry.objects.get(act="plans.withdraw_duty").data == {"reason": "Trùng với kế hoạch khác"}
    with pytest.raises(ClosedError):
        withdraw_duty(coordinator, row.duty, reason="lần nữa", now=now)


def test_a_duty_that_moves_keeps_its_wording_and_its_deadline(ha_tinh, coordinator, now, today):
    row = give(ha_tinh, last=today, written_as="Sở Ngoại vụ (nay tách)")
    taken = reassign(coordinator, row, version=1, to=ha_tinh.org["so-tai-chinh"], reason="Theo chức năng", now=now)
    row.refresh_from_db()
    assert row.state == AssignmentState.NOT_OURS
    assert (taken.written_as, taken.last_day, taken.part) == ("Sở Ngoại vụ (nay tách)", today, "lead")
    assert "Theo chức năng" in row.updates.get().text


def test_a_body_that_can_only_be_requested_is_requested_when_a_duty_moves_to_it(ha_tinh, coordinator, now):
    body = ha_tinh.org["ban-tuyen-giao-dan-van"]
    assert reassign(coordinator, give(ha_tinh), version=1, to=body, reason="Chức năng", now=now).requested


def test_a_duty_does_not_move_to_another_province(ha_tinh, hue, coordinator, now):
    with pytest.raises(AlreadyChargedError):
        reassign(coordinator, give(ha_tinh), version=1, to=hue.org["so-tai-chinh"], reason="x", now=now)
    assert Assignment.objects.count() == 1


def test_the_passage_is_quoted_letter_for_letter_from_the_source(ha_tinh):
    assert [passage.text for passage in passages(duty(ha_tinh, of=plan(ha_tinh)))] == [f"- {TEXT}"]
    assert passages(duty(ha_tinh)) == []
