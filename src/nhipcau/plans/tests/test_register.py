from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nhipcau.plans.choices import AssignmentState, Part, Standing
from nhipcau.plans.models import SavedView
from nhipcau.plans.queries.register import NO_PLAN, NO_SECTION, SORTS, Chosen, assignments, in_order, page_of

from .given import duty, give, plan

pytestmark = pytest.mark.django_db

REGISTER = "/so-nhiem-vu/"
LONG_PAST = date(2020, 1, 5)  # pages read the real clock


@pytest.fixture
def coordinator(ha_tinh):
    return ha_tinh.actor(ha_tinh.person("coordinator"))


@pytest.fixture
def office(ha_tinh, sign_in):
    return sign_in(ha_tinh.person("coordinator"))


@pytest.fixture
def rows(ha_tinh, hue, today):
    """Three plans' worth: what each condition must find is written beside it in the tests."""
    first = plan(ha_tinh)
    charged = duty(ha_tinh, of=first, topic="Báo chí")
    other = duty(ha_tinh, "Tuyên truyền phát triển đường sắt", topic="Giao thông")
    give(hue, to=duty(hue, of=plan(hue)))
    return {
        "late": give(ha_tinh, to=charged, last=LONG_PAST),
        "helper": give(ha_tinh, "so-tai-chinh", to=charged, part=Part.COORDINATE, last=today + timedelta(days=3)),
        "done": give(ha_tinh, "cong-an-tinh", to=other, state=AssignmentState.DONE),
    }


def found(actor, today, **chosen):
    return set(assignments(actor, Chosen(**chosen), today))


def test_each_condition_narrows_the_register(ha_tinh, coordinator, rows, today):
    late, helper, done = rows["late"], rows["helper"], rows["done"]
    assert found(coordinator, today) == {late, helper, done}
    assert found(coordinator, today, plan_id=late.plan_id) == {late, helper}
    assert found(coordinator, today, plan_id=NO_PLAN) == {done}
    assert found(coordinator, today, section_id=late.duty.section_id) == {late, helper}
    assert found(coordinator, today, section_id=NO_SECTION) == {done}
    assert found(coordinator, today, organisation_id=ha_tinh.org["so-tai-chinh"].pk) == {helper}
    assert found(coordinator, today, part=Part.COORDINATE) == {helper}
    assert found(coordinator, today, standing=Standing.OVERDUE) == {late}
    assert found(coordinator, today, due_from=today) == {helper}
    assert found(coordinator, today, due_to=today) == {late}
    assert found(coordinator, today, topic="Báo chí") == {late, helper}
    assert found(coordinator, today, origin="by_hand") == {done}
    assert found(coordinator, today, words="duong sat") == {done}
    assert found(coordinator, today, words="dương") == set()
    assert found(coordinator, today, words="45/KH-UBND", part=Part.LEAD) == {late}


def test_an_agency_sees_its_own_rows_and_nobody_sees_another_province(ha_tinh, hue, rows, today):
    focal = ha_tinh.actor(ha_tinh.person("focal_person", "so-tai-chinh"))
    assert found(focal, today) == {rows["helper"]}
    assert found(focal, today, organisation_id=ha_tinh.org["so-ngoai-vu"].pk) == set()
    assert {row.province for row in found(hue.actor(hue.person("coordinator")), today)} == {hue.province}


@pytest.mark.parametrize("sort", [*SORTS, "", "nonsense"])
def test_pages_from_either_end_are_the_whole_list_in_order(ha_tinh, coordinator, today, sort):
    charged = duty(ha_tinh)
    for number in range(23):
        last = today + timedelta(days=number % 5) if number % 4 else None
        give(ha_tinh, ["so-ngoai-vu", "so-tai-chinh"][number % 2], to=charged, period=str(number), last=last)
    rows = in_order(assignments(coordinator, Chosen(), today), sort)
    pages = [page_of(rows, first, first + 5, 23, today) for first in range(0, 25, 5)]
    assert [row.pk for page in pages for row in page] == list(rows.values_list("pk", flat=True))


def test_the_page_lists_what_is_due_first_and_its_counts_open_their_lists(office, rows):
    page = office.get(REGISTER)
    assert [row.pk for row in page.context["page"]] == [rows["late"].pk, rows["helper"].pk, rows["done"].pk]
    for tab in page.context["tabs"]:
        assert office.get(REGISTER, {"tinh_trang": tab["key"]}).context["total"] == tab["count"]


def test_conditions_that_cannot_be_read_count_as_not_set(office, rows):
    page = office.get(
        REGISTER, {"ke_hoach": "x", "co_quan": "99999", "tu_ngay": "32/13/2026", "trang": "abc", "xep": "'"}
    )
    assert (page.status_code, page.context["total"]) == (200, 3)


@pytest.mark.parametrize("words", ["'; DROP TABLE", '"', "\x00", "%", "đ" * 300, "* OR 1", "<script>"])
def test_hostile_words_get_a_page(office, rows, words):
    assert office.get(REGISTER, {"q": words}).status_code == 200


def test_markup_in_a_duty_is_shown_as_text(ha_tinh, office):
    give(ha_tinh, to=duty(ha_tinh, "<script>alert(1)</script>"))
    assert b"<script>alert" not in office.get(REGISTER).content


def test_an_empty_register_says_how_it_fills_and_a_narrow_one_what_to_do(ha_tinh, office):
    assert "Nhiệm vụ vào sổ khi" in office.get(REGISTER).content.decode()
    give(ha_tinh)
    assert "bỏ bớt điều kiện" in office.get(REGISTER, {"q": "khôngcó"}).content.decode()


@pytest.mark.parametrize("role", ["coordinator", "focal_person"])
def test_a_page_costs_the_same_queries_however_long_the_register_is(ha_tinh, sign_in, connection_queries, role):
    office = sign_in(ha_tinh.person(role, "so-ngoai-vu" if role == "focal_person" else ""))
    charged = [duty(ha_tinh, of=plan(ha_tinh)), duty(ha_tinh)]
    counted = []
    for number in (3, 60):
        for each in range(number):
            give(ha_tinh, to=charged[each % 2], period=f"{number}-{each}")
        office.get(REGISTER)  # the first visit of a session writes what later ones find
        counted.append(connection_queries(lambda: office.get(REGISTER, {"q": "báo", "tinh_trang": "not_started"})))
    assert counted[0] == counted[1] <= 17


@pytest.fixture
def connection_queries():
    def count(visit) -> int:
        with CaptureQueriesContext(connection) as captured:
            visit()
        return len(captured)

    return count


def test_a_filter_is_kept_under_a_name_opened_again_and_forgotten(ha_tinh, office, rows):
    answer = office.post(
        f"{REGISTER}khung-nhin/", {"name": "Quá hạn", "query": "tinh_trang=overdue&trang=4"}, follow=True
    )
    assert answer.context["total"] == 1
    view = SavedView.objects.get()
    assert (view.user, view.query) == (ha_tinh.person("coordinator"), "tinh_trang=overdue")
    office.post(f"{REGISTER}khung-nhin/bo/", {"name": "Quá hạn"})
    assert not SavedView.objects.exists()


def test_a_saved_filter_of_somebody_else_stays(ha_tinh, office):
    SavedView.objects.create(province=ha_tinh.province, user=ha_tinh.person("auditor"), name="Của người khác", query="")
    office.post(f"{REGISTER}khung-nhin/bo/", {"name": "Của người khác"})
    assert SavedView.objects.exists()
    assert not office.get(REGISTER).context["views"]
