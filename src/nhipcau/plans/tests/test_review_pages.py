"""The review page over HTTP: small answers, collisions, a fixed number of queries."""

from __future__ import annotations

import pytest

from nhipcau.core.public import Role
from nhipcau.plans.choices import ProposalState
from nhipcau.plans.models import Duty, Plan

from .review_given import PLAN, at, bring, long_plan, opened

HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def plan(ha_tinh, now):
    return opened(ha_tinh, now=now)


@pytest.fixture
def lan(ha_tinh, sign_in):
    return sign_in(ha_tinh.person(Role.COORDINATOR))


def address(plan, proposal=None, act: str = "") -> str:
    return f"/ke-hoach/{plan.pk}/ra-soat/" + (f"muc/{proposal.pk}/{act}/" if proposal else "")


def save(client, plan, proposal, field: str, value, version: int | None = None):
    """Sends one changed field as the page does."""
    values = {field: value, "version": version or proposal.version, "editing": "1"}
    return client.post(address(plan, proposal, "sua"), values, HTTP_HX_TRIGGER_NAME=field, **HTMX)


def test_a_read_document_is_opened_for_review_from_its_page(ha_tinh, lan, now) -> None:
    document = bring(ha_tinh, PLAN, now=now)
    assert f"/ke-hoach/mo/{document.pk}/" in lan.get(f"/van-ban/{document.pk}/").content.decode()

    answer = lan.post(f"/ke-hoach/mo/{document.pk}/")

    assert answer.url == address(Plan.objects.get())
    assert lan.get(f"/ke-hoach/mo/{document.pk}/").url == address(Plan.objects.get())


@pytest.mark.parametrize("tab", ["can-xem", "theo-muc", "co-quan", "can-cu", "thoi-han"])
def test_each_view_has_its_own_address(plan, lan, tab) -> None:
    page = lan.get(address(plan), {"xem": tab}).content.decode()
    part = lan.get(address(plan), {"xem": tab}, **HTMX).content.decode()

    assert f'id="list" class="review-items" data-tab="{tab}"' in page
    assert "<html" not in part
    assert f'data-tab="{tab}"' in part


def test_the_source_is_marked_where_each_duty_was_read(plan, lan) -> None:
    page = lan.get(address(plan)).content.decode()

    for proposal in plan.proposals.all():
        assert f'data-k="p{proposal.pk}"' in page


def test_what_comes_from_the_document_is_never_markup(ha_tinh, lan, now) -> None:
    text = PLAN.replace("đón phóng viên", "<script>alert(1)</script> đón phóng viên")
    plan = opened(ha_tinh, text, now=now)

    page = lan.get(address(plan), {"xem": "theo-muc"}).content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_changed_field_is_saved_at_once_and_answers_only_what_changed(plan, lan) -> None:
    proposal = at(plan, "II.1.a")

    answer = save(lan, plan, proposal, "due", "30/11/2026").content.decode()

    assert at(plan, "II.1.a").due.isoformat() == "2026-11-30"
    assert "đã lưu" in answer
    assert f'value="{proposal.version + 1}" id="v-{proposal.pk}"' in answer
    assert len(answer) < 12_000


def test_a_wrong_day_answers_a_sentence_and_saves_nothing(plan, lan) -> None:
    answer = save(lan, plan, at(plan, "II.1.a"), "due", "32/13/2026")

    assert answer.status_code == 422
    assert "Ngày chưa đúng" in answer.content.decode()
    assert at(plan, "II.1.a").due.isoformat() == "2026-10-15"


def test_the_second_of_two_reviewers_is_shown_what_changed(ha_tinh, plan, lan, sign_in) -> None:
    proposal = at(plan, "II.1.a")
    save(lan, plan, proposal, "text", "Nội dung của người thứ nhất.")
    second = sign_in(ha_tinh.person(Role.COORDINATOR, "so-ngoai-vu"))

    answer = save(second, plan, proposal, "text", "Nội dung của người thứ hai.", version=proposal.version)

    shown = answer.content.decode()
    assert answer.status_code == 409
    assert answer["HX-Retarget"] == f"#p-{proposal.pk}"
    assert "Nội dung của người thứ nhất." in shown
    assert "Nội dung của người thứ hai." in shown
    assert ha_tinh.person(Role.COORDINATOR).full_name in shown
    assert at(plan, "II.1.a").text == "Nội dung của người thứ nhất."


def test_splitting_redraws_the_list_and_the_lines_of_the_source_that_it_touches(plan, lan) -> None:
    proposal = at(plan, "II.1.a")
    values = {"at": proposal.text.index("biên soạn"), "version": proposal.version, "xem": "theo-muc"}

    answer = lan.post(address(plan, proposal, "tach"), values, **HTMX).content.decode()

    parts = plan.proposals.filter(path="II.1.a")
    assert len(parts) == 2
    assert all(f'id="p-{part.pk}"' in answer for part in parts)
    assert answer.count('class="sheet-line') <= 3


def test_undo_is_one_request(plan, lan) -> None:
    proposal = at(plan, "II.1.a")
    lan.post(address(plan, proposal, "bo"), {"version": proposal.version}, **HTMX)
    assert at(plan, "II.1.a").state == ProposalState.DROPPED

    lan.post(f"{address(plan)}hoan-tac/", {"xem": "theo-muc"}, **HTMX)

    assert at(plan, "II.1.a").state == ProposalState.PROPOSED


def test_a_name_is_chosen_from_what_is_found_without_marks(plan, lan) -> None:
    found = lan.get(f"{address(plan)}co-quan/", {"q": "cong an"}).content.decode()

    assert "Công an tỉnh" in found
    assert "Sở Ngoại vụ" not in found


def test_the_confirmation_page_says_what_will_happen_and_what_stands_in_the_way(plan, lan) -> None:
    blocked = lan.get(f"/ke-hoach/{plan.pk}/xac-nhan/", {"muc": "II"}).content.decode()
    ready = lan.get(f"/ke-hoach/{plan.pk}/xac-nhan/", {"muc": "III"}).content.decode()

    assert "“Hội Nhà báo tỉnh” chưa có trong danh bạ cơ quan." in blocked
    assert "Xác nhận 1 nhiệm vụ" in ready


def test_a_section_is_confirmed_and_withdrawn_from_the_pages(plan, lan) -> None:
    lan.post(f"/ke-hoach/{plan.pk}/xac-nhan/", {"muc": "III", "expected": "1"})
    duty = Duty.objects.get()
    page = lan.get(f"/ke-hoach/{plan.pk}/").content.decode()
    assert f"/ke-hoach/{plan.pk}/thu-hoi/{duty.confirmation_id}/" in page

    lan.post(f"/ke-hoach/{plan.pk}/thu-hoi/{duty.confirmation_id}/", {"reason": "Nhầm cơ quan"})

    duty.refresh_from_db()
    assert duty.state == "withdrawn"
    assert "Nhầm cơ quan" in lan.get(f"/ke-hoach/{plan.pk}/").content.decode()


@pytest.mark.parametrize("tab", ["can-xem", "theo-muc", "co-quan", "can-cu", "thoi-han"])
def test_the_page_costs_the_same_queries_with_six_duties_and_with_a_hundred_and_fifty(
    ha_tinh, plan, lan, now, django_assert_max_num_queries, tab
) -> None:
    longer = opened(ha_tinh, long_plan(150), now=now)
    lan.get(address(plan))  # the session and its permissions are looked up by now

    for shown in (plan, longer):
        with django_assert_max_num_queries(15):
            lan.get(address(shown), {"xem": tab})


def test_saving_costs_the_same_queries_whatever_the_size_of_the_plan(
    ha_tinh, lan, now, django_assert_max_num_queries
) -> None:
    longer = opened(ha_tinh, long_plan(150), now=now)
    proposal = longer.proposals.first()

    with django_assert_max_num_queries(30):
        lan.post(address(longer, proposal, "dung"), {"version": proposal.version}, **HTMX)
