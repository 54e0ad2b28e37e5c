"""A plan is held against a superior document: the machine finds, a person concludes."""

from __future__ import annotations

import pytest

from nhipcau.core.public import AuditEntry, NotAllowedError, Role
from nhipcau.documents.public import newest_reading
from nhipcau.plans.actions.coverage import Verdict, mark_task
from nhipcau.plans.choices import Coverage, CoverageVerdict
from nhipcau.plans.errors import NoSuchPlaceError, ReasonMissingError
from nhipcau.plans.models import CoverageMark
from nhipcau.plans.queries.coverage import counted, superiors, tasks

from .review_given import HEAD, PLAN, bring, opened

SUPERIOR = (
    HEAD.format(number=90, day="02")
    + """II. NHIỆM VỤ
1. Đón phóng viên nước ngoài và biên soạn sổ tay bằng tiếng Anh cho phóng viên.
2. Số hóa di sản tư liệu châu bản triều Nguyễn.
III. TỔ CHỨC THỰC HIỆN
1. Sở Ngoại vụ
a) Chủ trì cung cấp thông tin về tỉnh cho các cơ quan đại diện Việt Nam ở nước ngoài.
b) Chủ trì số hóa di sản tư liệu châu bản triều Nguyễn.
"""
)


@pytest.fixture
def lan(ha_tinh):
    return ha_tinh.person(Role.COORDINATOR)


@pytest.fixture
def superior(ha_tinh, now):
    return bring(ha_tinh, SUPERIOR, now=now, name="cap-tren.txt")


@pytest.fixture
def plan(ha_tinh, superior, now):
    return opened(ha_tinh, PLAN.replace("I. MỤC ĐÍCH\n", "I. MỤC ĐÍCH\nThực hiện Kế hoạch số 90/KH-UBND.\n"), now=now)


def found(plan, superior):
    return {task.clause.path: task for task in tasks(plan, newest_reading(superior))}


def test_tasks_without_a_duty_are_told_from_those_that_may_have_one(plan, superior) -> None:
    rows = found(plan, superior)

    missing = next(task for task in rows.values() if "châu bản" in task.clause.text)
    likely = next(task for task in rows.values() if "cơ quan đại diện" in task.clause.text)
    assert missing.state == Coverage.MISSING
    assert (likely.state, likely.match.path) == (Coverage.LIKELY, "II.1.b")
    assert likely.score > missing.score
    source = newest_reading(superior).content["source_text"]
    assert missing.clause.text[:20] in source[missing.clause.start : missing.clause.end]


def test_a_verdict_stands_instead_of_what_the_machine_found_and_can_be_taken_back(
    ha_tinh, lan, plan, superior, sign_in, now
) -> None:
    path = next(path for path, task in found(plan, superior).items() if "châu bản" in task.clause.text)
    client, address = sign_in(lan), f"/ke-hoach/{plan.pk}/doi-chieu/{superior.pk}/"

    client.post(address, {"path": path, "what": "not_applicable", "reason": "Tỉnh không có tư liệu này"})
    assert found(plan, superior)[path].state == Coverage.NOT_APPLICABLE
    client.post(address, {"path": path, "what": "covered", "plan_path": "II.2.a"})
    task = found(plan, superior)[path]
    assert (task.state, task.match.path) == (Coverage.COVERED, "II.2.a")
    client.post(address, {"path": path, "what": "rut"})

    assert found(plan, superior)[path].state == Coverage.MISSING
    assert AuditEntry.objects.filter(act__in=["plans.mark_coverage", "plans.unmark_coverage"]).count() == 3


def test_a_verdict_needs_a_place_or_a_reason_and_the_right(ha_tinh, lan, plan, superior, now) -> None:
    actor, leader = ha_tinh.actor(lan), ha_tinh.actor(ha_tinh.person(Role.PROVINCE_LEADER))

    with pytest.raises(NoSuchPlaceError):
        mark_task(actor, plan, superior, Verdict("II.2", "x", CoverageVerdict.COVERED, "IX.9"), now=now)
    with pytest.raises(ReasonMissingError):
        mark_task(actor, plan, superior, Verdict("II.2", "x", CoverageVerdict.NOT_APPLICABLE), now=now)
    with pytest.raises(NotAllowedError):
        mark_task(leader, plan, superior, Verdict("II.2", "x", CoverageVerdict.COVERED, "II.1"), now=now)
    assert not CoverageMark.objects.exists()


def test_counts_open_their_rows(lan, plan, superior, sign_in) -> None:
    client, address = sign_in(lan), f"/ke-hoach/{plan.pk}/doi-chieu/?van_ban={superior.pk}"
    many = counted(list(found(plan, superior).values()))

    for state in Coverage:
        page = client.get(f"{address}&xem={state.value}").content.decode()
        assert page.count('<li class="coverage-row') == many[state.value], state
    assert sum(many.values()) == len(found(plan, superior)) > 0


def test_documents_that_the_plan_cites_are_offered_first_and_the_plan_itself_never(ha_tinh, lan, plan, now) -> None:
    bring(ha_tinh, SUPERIOR.replace("90/KH", "91/KH"), now=now, name="khac.txt")

    offered = list(superiors(ha_tinh.actor(lan), plan))

    assert offered[0].number == "90/KH-UBND"
    assert plan.document not in offered


def test_another_province_is_not_offered(hue, plan, now) -> None:
    assert not superiors(hue.actor(hue.person(Role.COORDINATOR)), plan).exists()
