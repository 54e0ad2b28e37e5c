"""A plan says which of its legal bases no longer hold."""

from __future__ import annotations

from datetime import date

import pytest

from nhipcau.core.public import Role
from nhipcau.documents.actions.judging import Recorded, decide, record_by_hand
from nhipcau.documents.choices import RelationKind, RelationState
from nhipcau.documents.models import ListedDocument, Relation
from nhipcau.documents.public import bases_of

from .review_given import PLAN, opened

CITING = PLAN.replace(
    "I. MỤC ĐÍCH\n",
    "Căn cứ Nghị định số 72/2015/NĐ-CP ngày 07 tháng 9 năm 2015 của Chính phủ về hoạt động thông tin đối ngoại; "
    "Kế hoạch này thay thế Kế hoạch số 267/KH-UBND ngày 27 tháng 6 năm 2025 của Ủy ban nhân dân tỉnh.\n\nI. MỤC ĐÍCH\n",
)


@pytest.fixture
def coordinator(ha_tinh):
    return ha_tinh.person(Role.COORDINATOR)


@pytest.fixture
def plan(ha_tinh, coordinator, now):
    return opened(ha_tinh, CITING, now=now)


def replace_decree(place, user, since: date, now) -> None:
    decree = ListedDocument.objects.get(number="72/2015/NĐ-CP")
    given = Recorded(RelationKind.REPLACES, "Công báo", since, "9/2026/NĐ-CP", date(2025, 12, 1))
    record_by_hand(place.actor(user), decree, given, now=now)


def pages(client, plan) -> tuple[str, str]:
    return tuple(
        client.get(f"/ke-hoach/{plan.pk}/{address}").content.decode() for address in ("", "ra-soat/?xem=can-cu")
    )


def test_a_basis_that_had_ended_when_the_plan_was_signed_is_flagged_on_both_pages(
    ha_tinh, coordinator, plan, sign_in, now
) -> None:
    client = sign_in(coordinator)
    assert all("hết hiệu lực" not in page for page in pages(client, plan))

    replace_decree(ha_tinh, coordinator, date(2026, 1, 1), now)

    for page in pages(client, plan):
        assert "Đã hết hiệu lực khi ban hành kế hoạch, từ ngày 01/01/2026" in " ".join(page.split())
        assert "9/2026/NĐ-CP" in page
        assert f"/van-ban/so/{ListedDocument.objects.get(number='72/2015/NĐ-CP').pk}/" in page
    assert "?xem=can-cu#c0" in pages(client, plan)[0]


def test_a_basis_that_ended_later_is_said_to_have_ended_since(ha_tinh, coordinator, plan, sign_in, now) -> None:
    replace_decree(ha_tinh, coordinator, date(2026, 6, 1), now)

    assert all("Đến nay đã hết hiệu lực" in page for page in pages(sign_in(coordinator), plan))


def test_what_the_plan_itself_replaces_is_no_flaw_of_it(ha_tinh, coordinator, plan, now, today) -> None:
    relation = Relation.objects.get(kind="replaces", target__number="267/KH-UBND")
    decide(ha_tinh.actor(coordinator), relation, RelationState.CONFIRMED, now=now)

    found = {each.listed.number: each for each in bases_of(plan.reading, plan.issued_on, today)}

    assert found["267/KH-UBND"].now.state == "expired"
    assert found["267/KH-UBND"].flagged is None
    assert found["72/2015/NĐ-CP"].basis


def test_many_bases_cost_no_more_queries(plan, today, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(7):
        bases_of(plan.reading, plan.issued_on, today)
