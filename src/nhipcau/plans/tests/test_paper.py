"""What was read, marked on the picture of the paper."""

from __future__ import annotations

from typing import Any

import pytest

from nhipcau.core.public import Role
from nhipcau.plans.queries.paper import papers
from nhipcau.plans.queries.source import Mark

from .review_given import at, opened

READING: dict[str, Any] = {
    "pages": [{"number": 1, "width": 595.3, "height": 841.9}, {"number": 2, "width": 595.3, "height": 841.9}],
    "places": [[0, 10, 1, 0.1, 0.2, 0.6, 0.22], [11, 20, 1, 0.1, 0.25, 0.5, 0.27], [21, 30, 2, 0.1, 0.05, 0.5, 0.07]],
}


@pytest.fixture
def plan(ha_tinh, now):
    return opened(ha_tinh, now=now)


def keys(marks: list[Mark]) -> list[list[str]]:
    return [[spot.key for spot in paper.spots] for paper in papers(READING, marks)]


def test_a_duty_over_two_pages_is_marked_on_each_of_its_lines() -> None:
    assert keys([Mark(15, 30, "p1")]) == [["p1"], ["p1"]]
    assert keys([Mark(0, 30, "p1"), Mark(2, 5, "c0")]) == [["p1", "p1", "c0"], ["p1"]]


def test_a_mark_is_where_its_line_stands_in_percent_of_the_page() -> None:
    spot = papers(READING, [Mark(3, 5, "p1")])[0].spots[0]

    assert (spot.x, spot.y, spot.width, spot.height) == ("10.00%", "20.00%", "50.00%", "2.00%")


def test_a_mark_between_two_lines_is_nowhere() -> None:
    assert keys([Mark(10, 11, "p1")]) == [[], []]


def test_a_reading_that_knows_no_places_shows_no_paper() -> None:
    assert papers({"pages": READING["pages"]}, [Mark(0, 5, "p1")]) == []


def test_the_page_shows_the_paper_only_where_places_are_known(plan, ha_tinh, sign_in) -> None:
    client = sign_in(ha_tinh.person(Role.COORDINATOR))
    address = f"/ke-hoach/{plan.pk}/ra-soat/"
    assert "data-paper-switch" not in client.get(address).content.decode()

    proposal = at(plan, "II.1.a")
    start, end = proposal.spans[0]
    plan.reading.content |= {"pages": READING["pages"], "places": [[start, end, 2, 0.1, 0.2, 0.6, 0.22]]}
    plan.reading.save()
    page = client.get(address).content.decode()

    assert "data-paper-switch" in page
    assert f'src="/van-ban/{plan.document_id}/trang/2.webp"' in page
    assert f'<rect data-k="p{proposal.pk}" x="10.00%" y="20.00%" width="50.00%" height="2.00%"/>' in page
