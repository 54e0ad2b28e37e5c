"""A plan that replaces another: only what differs is reviewed again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nhipcau.core.public import Role
from nhipcau.plans.actions.confirm import confirm, withdraw
from nhipcau.plans.choices import AssignmentState, Change, DutyState, PlanState
from nhipcau.plans.errors import CannotReplaceError
from nhipcau.plans.models import Assignment, Duty
from nhipcau.plans.queries.likeness import Clause, pairs, words_changed
from nhipcau.plans.queries.review import board

from .review_given import DUTIES, HEAD, at, opened

OLD = HEAD.format(number=12, day="05") + DUTIES.replace("phối hợp với Hội Nhà báo tỉnh ", "")
NEW = (
    (HEAD.format(number=80, day="20") + DUTIES.replace("phối hợp với Hội Nhà báo tỉnh ", ""))
    .replace("trước ngày 15/10/2026", "trước ngày 30/11/2026")
    .replace("b) Thường xuyên cập nhật chuyên trang tiếng Anh của Cổng thông tin điện tử tỉnh.\n", "")
    .replace("III. TỔ CHỨC", "4. Công an tỉnh\na) Rà soát an ninh mạng của các trang tiếng nước ngoài.\nIII. TỔ CHỨC")
)


@pytest.fixture
def lan(ha_tinh):
    return ha_tinh.actor(ha_tinh.person(Role.COORDINATOR))


@pytest.fixture
def old(ha_tinh, lan, now):
    plan = opened(ha_tinh, OLD, now=now)
    confirm(lan, plan, None, now=now)
    plan.refresh_from_db()
    return plan


@pytest.fixture
def new(ha_tinh, old, now):
    return opened(ha_tinh, NEW, now=now, replaces=old)


def changes(plan) -> dict[str, str]:
    return dict(plan.proposals.values_list("path", "change"))


def test_each_duty_is_added_changed_dropped_or_unchanged(new) -> None:
    assert changes(new) == {
        "II.1.a": Change.CHANGED,
        "II.1.b": Change.UNCHANGED,
        "II.2.a": Change.UNCHANGED,
        "II.2.b": Change.DROPPED,
        "II.3.a": Change.UNCHANGED,
        "II.4.a": Change.ADDED,
        "III.1.a": Change.UNCHANGED,
    }


def test_only_what_differs_is_to_be_looked_at(new, today) -> None:
    assert {row.proposal.path for row in board(new, today).to_look_at()} == {"II.1.a", "II.2.b", "II.4.a"}


def test_unchanged_duties_keep_their_ids_their_assignments_and_what_was_reported(old, new, lan, now) -> None:
    kept = Duty.objects.get(path="III.1.a")
    assignment = kept.assignments.get()
    Assignment.objects.filter(pk=assignment.pk).update(state=AssignmentState.DONE)

    confirm(lan, new, None, now=now)

    kept.refresh_from_db()
    assignment.refresh_from_db()
    assert (kept.plan, kept.document, kept.state) == (new, old.document, DutyState.ACTIVE)
    assert (assignment.plan, assignment.state, assignment.withdrawn) == (new, AssignmentState.DONE, False)
    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.state, new.state) == (PlanState.SUPERSEDED, PlanState.CONFIRMED)


def test_a_changed_duty_keeps_its_history_and_takes_the_new_words_and_day(new, lan, now) -> None:
    before = Duty.objects.get(path="II.1.a")

    confirm(lan, new, None, now=now)

    after = Duty.objects.get(path="II.1.a")
    assert after.pk == before.pk
    assert "30/11/2026" in after.text
    assert {row.due.isoformat() for row in after.assignments.all()} == {"2026-11-30"}
    assert after.document == new.document


def test_a_dropped_duty_leaves_the_lists_only_when_that_is_confirmed_and_comes_back(new, lan, now) -> None:
    duty = Duty.objects.get(path="II.2.b")
    assert duty.state == DutyState.ACTIVE

    confirmation = confirm(lan, new, None, now=now)
    duty.refresh_from_db()
    assert duty.state == DutyState.WITHDRAWN
    assert duty.assignments.get().withdrawn

    withdraw(lan, confirmation, "Xem lại", now=now)
    duty.refresh_from_db()
    assert duty.state == DutyState.ACTIVE
    assert not duty.assignments.get().withdrawn


def test_a_moved_duty_is_seen_to_have_moved(ha_tinh, old, now) -> None:
    text = NEW.replace("III. TỔ CHỨC THỰC HIỆN\n1. Sở Tài chính", "III. TỔ CHỨC THỰC HIỆN\n2. Sở Tài chính")

    plan = opened(ha_tinh, text, now=now, replaces=old)

    assert at(plan, "III.2.a").change == Change.MOVED


def test_only_a_confirmed_plan_is_replaced_and_only_once(ha_tinh, old, new, now) -> None:
    with pytest.raises(CannotReplaceError):
        opened(ha_tinh, NEW.replace("80/KH", "81/KH"), now=now, replaces=new)
    with pytest.raises(CannotReplaceError):
        opened(ha_tinh, NEW.replace("80/KH", "82/KH"), now=now, replaces=old)


def test_the_words_that_changed_are_shown() -> None:
    assert words_changed("hoàn thành trước ngày 15/10", "hoàn thành trong ngày 15/10 hằng năm") == [
        ("kept", "hoàn thành"),
        ("removed", "trước"),
        ("added", "trong"),
        ("kept", "ngày 15/10"),
        ("added", "hằng năm"),
    ]


texts = st.text("ab cđ", min_size=1, max_size=12)


@given(st.lists(texts, max_size=8), st.lists(texts, max_size=8))
def test_each_clause_is_paired_at_most_once(old_texts, new_texts) -> None:
    old_clauses = [Clause(at_, f"I.{at_}", text) for at_, text in enumerate(old_texts)]
    new_clauses = [Clause(at_, f"I.{at_}", text) for at_, text in enumerate(new_texts)]

    found = pairs(old_clauses, new_clauses)

    assert len({pair.old.key for pair in found}) == len({pair.new.key for pair in found}) == len(found)


@given(st.lists(texts, max_size=8, unique=True))
def test_a_plan_beside_itself_is_unchanged(same) -> None:
    clauses = [Clause(number, f"I.{number}", f"{text} {number}") for number, text in enumerate(same)]

    found = pairs(clauses, clauses)

    assert all(pair.same and not pair.moved for pair in found)
    assert len(found) == len(clauses)
