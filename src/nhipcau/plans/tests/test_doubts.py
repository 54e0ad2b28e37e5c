"""The least sure first: what the reader says of its own sureness, on the review page."""

from __future__ import annotations

from typing import Any

import pytest

from nhipcau.core.public import Role
from nhipcau.plans.actions import review
from nhipcau.plans.queries.review import board

from .review_given import at, opened

WHY = "Trong câu có nhiều ngày."


@pytest.fixture
def plan(ha_tinh, now):
    return opened(ha_tinh, now=now)


def say(plan: Any, shares: dict[str, float], whys: dict[str, str] | None = None) -> None:
    """Lets the plan's reading say how sure it is of fields, each named `path field`; of the rest it is quite sure."""
    content = plan.reading.content
    numbers = {row["path"]: number for number, row in enumerate(content["assignments"])}
    pointers = {f"{path} {name}": f"/assignments/{number}/{name}"
                for path, number in numbers.items() for name in ("lead", "coordinating", "deadline")}  # fmt: skip
    content["confidence"] = {pointer: shares.get(field, 0.99) for field, pointer in pointers.items()}
    content["doubts"] = [
        {"pointer": pointers[field], "confidence": shares[field], "why": why} for field, why in (whys or {}).items()
    ]
    plan.reading.save()


def looked_at(plan: Any, today: Any) -> list[str]:
    return [row.proposal.path for row in board(plan, today).to_look_at()]


def test_the_least_sure_duty_is_looked_at_first_even_before_one_that_blocks(plan, today) -> None:
    say(plan, {"II.1.b deadline": 0.71, "II.1.a lead": 0.84, "II.1.a deadline": 0.6, "III.1.a lead": 0.85})

    assert looked_at(plan, today) == ["II.1.a", "II.1.b", "II.2.a"]


def test_a_duty_says_which_field_is_least_sure_and_why(plan, today) -> None:
    say(plan, {"II.1.a lead": 0.8, "II.1.a deadline": 0.71}, {"II.1.a lead": "Tên lạ.", "II.1.a deadline": WHY})

    row = board(plan, today).to_look_at()[0]

    assert row.reasons == [f"Thời hạn: {WHY}"]
    assert row.sureness.share == 0.71


def test_a_doubt_without_a_reason_still_says_that_the_reader_is_unsure(plan, today) -> None:
    say(plan, {"II.1.a lead": 0.5})

    assert board(plan, today).to_look_at()[0].reasons == ["Máy chưa chắc ở mục này."]


def test_a_reading_that_does_not_say_how_sure_it_is_shows_what_blocks_first(plan, today) -> None:
    del plan.reading.content["confidence"], plan.reading.content["doubts"]
    proposal = at(plan, "II.1.a")
    proposal.sure, proposal.why_unsure = False, "Chưa chắc."
    proposal.save()

    looks = board(plan, today).to_look_at()

    assert [row.proposal.path for row in looks] == ["II.2.a", "II.1.a"]
    assert not any(row.sureness for row in looks)


def test_a_duty_that_a_person_checked_is_doubted_no_more(ha_tinh, plan, today, now) -> None:
    say(plan, {"II.1.a deadline": 0.6}, {"II.1.a deadline": WHY})
    proposal = at(plan, "II.1.a")

    review.check(ha_tinh.actor(ha_tinh.person(Role.COORDINATOR)), plan, proposal.pk, proposal.version, now=now)

    assert looked_at(plan, today) == ["II.2.a"]


def test_both_parts_of_a_split_duty_keep_its_doubt(ha_tinh, plan, today, now) -> None:
    say(plan, {"II.1.a deadline": 0.6}, {"II.1.a deadline": WHY})
    proposal = at(plan, "II.1.a")
    cut = proposal.text.index("biên soạn")

    review.split(ha_tinh.actor(ha_tinh.person(Role.COORDINATOR)), plan, proposal.pk, proposal.version, cut, now=now)

    assert looked_at(plan, today) == ["II.1.a", "II.1.a", "II.2.a"]


def test_the_page_writes_how_sure_it_is_with_a_decimal_comma(ha_tinh, plan, sign_in) -> None:
    say(plan, {"II.1.a deadline": 0.714}, {"II.1.a deadline": WHY})

    page = sign_in(ha_tinh.person(Role.COORDINATOR)).get(f"/ke-hoach/{plan.pk}/ra-soat/", {"xem": "can-xem"})

    shown = page.content.decode()
    assert '<span aria-hidden="true">? </span>0,71</span>' in shown
    assert f"Thời hạn: {WHY}" in shown
