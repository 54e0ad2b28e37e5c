"""From proposals to duties: all or nothing, and back."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, connection

from nhipcau.core.public import AuditEntry, ChangedMeanwhileError, NotAllowedError, Role
from nhipcau.organisations.models import Group, Membership, Organisation, Succession
from nhipcau.plans.actions import parties, review
from nhipcau.plans.actions.confirm import confirm, withdraw
from nhipcau.plans.choices import AssignmentState, DutyState, Part, PlanState, ProposalState
from nhipcau.plans.errors import AlreadyConfirmedError, AlreadyWithdrawnError, NotReadyError, ReasonMissingError
from nhipcau.plans.models import Assignment, Confirmation, Duty
from nhipcau.plans.queries.confirmable import draft

from .review_given import PLAN, at, opened


@pytest.fixture
def lan(ha_tinh):
    return ha_tinh.actor(ha_tinh.person(Role.COORDINATOR))


@pytest.fixture
def plan(ha_tinh, now):
    return opened(ha_tinh, now=now)


def skip_the_unknown(actor, plan, now) -> None:
    party = at(plan, "II.2.a").parties.get(written="Hội Nhà báo tỉnh")
    parties.choose(actor, plan, party.pk, party.proposal.version, parties.Choice(), everywhere=True, now=now)


def test_a_name_that_is_not_settled_stands_in_the_way_and_nothing_is_confirmed(plan, lan, now) -> None:
    with pytest.raises(NotReadyError) as refusal:
        confirm(lan, plan, None, now=now)

    assert [blocker.written for blocker in refusal.value.blockers] == ["Hội Nhà báo tỉnh"]
    assert not Duty.objects.exists()
    assert not Confirmation.objects.exists()


def test_a_section_is_confirmed_by_itself(plan, lan, now) -> None:
    confirm(lan, plan, plan.sections.get(path="III"), now=now)

    duty = Duty.objects.get()
    plan.refresh_from_db()
    assert (duty.path, duty.section.path, duty.state) == ("III.1.a", "III", DutyState.ACTIVE)
    assert plan.state == PlanState.IN_REVIEW
    assert at(plan, "III.1.a").state == ProposalState.CONFIRMED
    assert at(plan, "II.1.a").state == ProposalState.PROPOSED


def test_every_duty_keeps_its_words_and_its_place(plan, lan, now) -> None:
    skip_the_unknown(lan, plan, now)

    confirmation = confirm(lan, plan, None, now=now, expected=6)

    source = plan.reading.content["source_text"]
    plan.refresh_from_db()
    assert plan.state == PlanState.CONFIRMED
    assert confirmation.duties_count == Duty.objects.count() == 6
    for duty in Duty.objects.all():
        (start, end), *_more = duty.spans
        assert " ".join(source[start:end].split()).endswith(duty.text)
        assert duty.document == plan.document
    assert AuditEntry.objects.filter(act="plans.confirm", actor_id=lan.user_id).count() == 1


def test_before_a_day_means_the_day_before_where_the_province_says_so(ha_tinh, plan, lan, now) -> None:
    skip_the_unknown(lan, plan, now)
    confirm(lan, plan, plan.sections.get(path="II"), now=now)

    press = Assignment.objects.get(duty__path="II.1.a", part=Part.LEAD)
    assert (press.due, press.last_day) == (date(2026, 10, 15), date(2026, 10, 14))

    confirmation = Confirmation.objects.get()
    withdraw(lan, confirmation, "Thử lại", now=now)
    ha_tinh.province.before_excludes_the_day = False
    ha_tinh.province.save()
    confirm(lan, plan, plan.sections.get(path="II"), now=now)
    press.refresh_from_db()
    assert press.last_day == date(2026, 10, 15)


def test_a_quarterly_duty_opens_one_assignment_a_quarter(plan, lan, now) -> None:
    skip_the_unknown(lan, plan, now)
    quarterly = at(plan, "II.1.b")
    review.change(lan, plan, quarterly.pk, quarterly.version, {"due": date(2026, 3, 31)}, now=now)

    confirm(lan, plan, None, now=now)

    found = Assignment.objects.filter(duty__path="II.1.b").order_by("period").values_list("period", "last_day")
    assert list(found) == [
        ("2026-Q1", date(2026, 3, 31)),
        ("2026-Q2", date(2026, 6, 30)),
        ("2026-Q3", date(2026, 9, 30)),
        ("2026-Q4", date(2026, 12, 31)),
    ]


def test_a_requested_body_stays_requested(plan, lan, now) -> None:
    skip_the_unknown(lan, plan, now)
    confirm(lan, plan, None, now=now)

    asked = Assignment.objects.get(duty__path="II.3.a")
    assert asked.requested
    assert not Assignment.objects.get(duty__path="III.1.a").requested


def test_a_proposed_day_that_nobody_accepted_is_no_deadline(plan, lan, now) -> None:
    confirm(lan, plan, plan.sections.get(path="III"), now=now)

    assert at(plan, "III.1.a").proposed_due == date(2026, 12, 15)
    assert Assignment.objects.get().due is None


def test_a_group_becomes_its_members_of_the_day_and_keeps_its_wording(ha_tinh, lan, now) -> None:
    group = Group.objects.create(province=ha_tinh.province, code="so-nganh", name="các sở, ban, ngành")
    for code in ("so-ngoai-vu", "so-tai-chinh", "cong-an-tinh"):
        Membership.objects.create(province=ha_tinh.province, group=group, organisation=ha_tinh.org[code])
    ended = Membership.objects.get(organisation=ha_tinh.org["cong-an-tinh"])
    ended.valid_to = date(2026, 6, 30)
    ended.save()
    plan = opened(ha_tinh, PLAN.replace("phối hợp với Hội Nhà báo tỉnh", "phối hợp với các sở, ban, ngành"), now=now)

    confirm(lan, plan, None, now=now)

    charged = Assignment.objects.filter(duty__path="II.2.a", via_group=group)
    assert {row.organisation.code for row in charged} == {"so-ngoai-vu", "so-tai-chinh"}
    assert {row.written_as for row in charged} == {"các sở, ban, ngành"}
    assert {row.part for row in charged} == {Part.COORDINATE}


def test_new_work_goes_to_the_successor_and_the_old_name_stays_written(ha_tinh, lan, now, today) -> None:
    former = Organisation.objects.create(
        province=ha_tinh.province, code="so-tttt", name="Sở Thông tin và Truyền thông", kind="department",
        valid_to=date(2026, 2, 28),
    )  # fmt: skip
    Succession.objects.create(
        province=ha_tinh.province, predecessor=former, successor=ha_tinh.org["so-vhttdl"], on=date(2026, 3, 1),
        kind="merged",
    )  # fmt: skip
    plan = opened(ha_tinh, PLAN.replace("1. Sở Tài chính", "1. Sở Thông tin và Truyền thông"), now=now)
    section = plan.sections.get(path="III")

    assert draft(plan, section, today).successors == {former.name: "Sở Văn hóa, Thể thao và Du lịch"}
    confirm(lan, plan, section, now=now)

    charged = Assignment.objects.get()
    assert charged.organisation == ha_tinh.org["so-vhttdl"]
    assert charged.written_as == "Sở Thông tin và Truyền thông"


def test_a_split_asks_a_person(ha_tinh, lan, now) -> None:
    former = Organisation.objects.create(
        province=ha_tinh.province, code="so-cu", name="Sở Thông tin và Truyền thông", kind="department",
        valid_to=date(2026, 2, 28),
    )  # fmt: skip
    for code in ("so-vhttdl", "so-tai-chinh"):
        Succession.objects.create(
            province=ha_tinh.province,
            predecessor=former,
            successor=ha_tinh.org[code],
            on=date(2026, 3, 1),
            kind="split",
        )
    plan = opened(ha_tinh, PLAN.replace("1. Sở Tài chính", "1. Sở Thông tin và Truyền thông"), now=now)
    section = plan.sections.get(path="III")
    with pytest.raises(NotReadyError):
        confirm(lan, plan, section, now=now)

    party = at(plan, "III.1.a").parties.get()
    chosen = ha_tinh.org["so-vhttdl"].pk
    parties.choose_holder(lan, plan, party.pk, party.proposal.version, chosen, now=now)
    confirm(lan, plan, section, now=now)

    assert Assignment.objects.get().organisation_id == chosen


def test_confirming_is_all_or_nothing(plan, lan, now) -> None:
    """The database itself refuses the last rows: nothing of the confirmation stays."""
    skip_the_unknown(lan, plan, now)
    audit = AuditEntry.objects.count()
    with connection.cursor() as cursor:
        cursor.execute("CREATE UNIQUE INDEX only_one_lead ON plans_assignment (plan_id, written_as)")

    with pytest.raises(IntegrityError):
        confirm(lan, plan, None, now=now)

    assert not Duty.objects.exists()
    assert not Assignment.objects.exists()
    assert not Confirmation.objects.exists()
    assert AuditEntry.objects.count() == audit
    assert set(plan.proposals.values_list("state", flat=True)) == {ProposalState.PROPOSED}


def test_confirming_something_else_than_was_shown_is_refused(plan, lan, now) -> None:
    section = plan.sections.get(path="III")

    with pytest.raises(ChangedMeanwhileError):
        confirm(lan, plan, section, now=now, expected=5)
    assert not Duty.objects.exists()


def test_a_confirmed_duty_is_no_longer_edited(plan, lan, now) -> None:
    confirm(lan, plan, plan.sections.get(path="III"), now=now)
    proposal = at(plan, "III.1.a")

    with pytest.raises(AlreadyConfirmedError):
        review.drop(lan, plan, proposal.pk, proposal.version, now=now)


def test_a_withdrawn_confirmation_returns_to_review_and_keeps_what_was_reported(plan, lan, now) -> None:
    confirmation = confirm(lan, plan, plan.sections.get(path="III"), now=now)
    Assignment.objects.update(state=AssignmentState.IN_PROGRESS)
    assignment = Assignment.objects.get()

    withdraw(lan, confirmation, "Nhầm cơ quan", now=now)
    assignment.refresh_from_db()
    assert (assignment.withdrawn, assignment.state) == (True, AssignmentState.IN_PROGRESS)
    assert Duty.objects.get().state == DutyState.WITHDRAWN
    assert at(plan, "III.1.a").state == ProposalState.PROPOSED
    with pytest.raises(AlreadyWithdrawnError):
        withdraw(lan, confirmation, "Lần nữa", now=now)

    confirm(lan, plan, plan.sections.get(path="III"), now=now)
    again = Assignment.objects.get()
    assert (again.pk, again.withdrawn, again.state) == (assignment.pk, False, AssignmentState.IN_PROGRESS)
    assert Duty.objects.get().state == DutyState.ACTIVE


def test_withdrawing_needs_a_reason_and_the_right(ha_tinh, plan, lan, now) -> None:
    confirmation = confirm(lan, plan, plan.sections.get(path="III"), now=now)
    leader = ha_tinh.actor(ha_tinh.person(Role.PROVINCE_LEADER))

    with pytest.raises(ReasonMissingError):
        withdraw(lan, confirmation, "  ", now=now)
    with pytest.raises(NotAllowedError):
        withdraw(leader, confirmation, "Vì sao", now=now)
    assert Duty.objects.get().state == DutyState.ACTIVE


def test_who_is_charged_no_more_after_a_correction_is_withdrawn(ha_tinh, plan, lan, now) -> None:
    confirmation = confirm(lan, plan, plan.sections.get(path="III"), now=now)
    withdraw(lan, confirmation, "Nhầm cơ quan", now=now)
    party = at(plan, "III.1.a").parties.get()
    chosen = parties.Choice(organisation_id=ha_tinh.org["cong-an-tinh"].pk)
    parties.choose(lan, plan, party.pk, party.proposal.version, chosen, everywhere=False, now=now)

    confirm(lan, plan, plan.sections.get(path="III"), now=now)

    standing = {row.organisation.code: row.withdrawn for row in Assignment.objects.all()}
    assert standing == {"so-tai-chinh": True, "cong-an-tinh": False}


def test_the_draft_costs_the_same_queries_whatever_its_size(
    ha_tinh, plan, today, now, django_assert_num_queries
) -> None:
    with django_assert_num_queries(5):
        draft(plan, None, today)
    longer = opened(ha_tinh, PLAN.replace("12/KH", "14/KH") + "b) Kiểm tra việc sử dụng kinh phí.\n", now=now)
    with django_assert_num_queries(5):
        draft(longer, None, today)
