"""The picture of a page, and where lines stand on it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from django.core.cache import caches
from django.core.files.base import ContentFile
from django.core.files.storage import storages

import vanban
from nhipcau.core.public import Role
from nhipcau.documents import pictures
from nhipcau.documents.choices import FileState
from nhipcau.documents.models import Reading
from nhipcau.documents.pictures import places_of
from vanban.model import Box

from . import makers


@pytest.fixture
def coordinator_client(ha_tinh, sign_in):
    return sign_in(ha_tinh.person(Role.COORDINATOR, "so-vhttdl"))


def address(document, number: int) -> str:
    return f"/van-ban/{document.pk}/trang/{number}.webp"


@pytest.fixture(autouse=True)
def _nothing_is_kept():
    caches["pages"].clear()


@pytest.fixture
def accepted_scan(bring):
    """A document of one white page that was let in."""
    document = bring(makers.picture_pdf(), "a.pdf").document
    document.stored_as = storages["documents"].save("a.pdf", ContentFile(makers.picture_pdf()))
    document.state = FileState.ACCEPTED
    document.save()
    return document


def test_a_page_of_the_paper_is_shown_and_kept_by_the_browser_alone(coordinator_client, accepted_scan) -> None:
    answer = coordinator_client.get(address(accepted_scan, 1))

    assert answer["Content-Type"] == "image/webp"
    assert answer.content.startswith(b"RIFF")
    assert answer["Cache-Control"].startswith("private")


def test_a_page_is_drawn_once(coordinator_client, accepted_scan, monkeypatch) -> None:
    first = coordinator_client.get(address(accepted_scan, 1)).content
    monkeypatch.setattr(pictures, "page_picture", lambda *_path, **_how: pytest.fail("drawn again"))

    assert coordinator_client.get(address(accepted_scan, 1)).content == first


def test_a_page_that_is_not_there_is_refused(coordinator_client, accepted_scan) -> None:
    assert coordinator_client.get(address(accepted_scan, 2)).status_code == 404


def test_text_has_no_page_to_show(coordinator_client, bring) -> None:
    assert coordinator_client.get(address(bring(makers.PLAN).document, 1)).status_code == 404


def test_what_was_not_let_in_is_not_shown(coordinator_client, bring) -> None:
    waiting = bring(makers.picture_pdf(), "a.pdf").document

    assert coordinator_client.get(address(waiting, 1)).status_code == 404


def test_another_province_sees_no_page(hue, sign_in, accepted_scan) -> None:
    assert sign_in(hue.person(Role.COORDINATOR)).get(address(accepted_scan, 1)).status_code == 404


def test_the_words_of_a_line_are_one_place_and_those_of_two_lines_are_two() -> None:
    reading = replace(
        vanban.read("Sở Ngoại vụ\nđón khách"),
        boxes=(
            Box(0, 2, 1, 0.1, 0.2, 0.15, 0.22),
            Box(3, 8, 1, 0.16, 0.19, 0.3, 0.22),
            Box(12, 15, 1, 0.1, 0.25, 0.2, 0.27),
        ),
    )

    assert places_of(reading) == [[0, 8, 1, 0.1, 0.19, 0.3, 0.22], [12, 15, 1, 0.1, 0.25, 0.2, 0.27]]


def test_a_reading_is_kept_with_the_places_of_its_lines_and_its_confidence(bring) -> None:
    bring(makers.PLAN)

    content = Reading.objects.get().content

    assert content["places"] == []
    assert content["confidence"]
    assert "boxes" not in content


def test_a_text_layer_shows_where_its_lines_stand_on_the_paper(bring) -> None:
    paper = (Path(__file__).resolve().parents[4] / "examples/da-nang-2026.pdf").read_bytes()

    document = bring(paper, "a.pdf").document

    content = document.readings.get().content
    first, second = content["places"][:2]
    assert content["source_text"][int(first[0]) : int(first[1])].startswith("ỦY BAN NHÂN DÂN")
    assert first[2] == second[2] == 1
    assert first[4] < second[4]  # lines follow one another down the page
    assert {place[2] for place in content["places"]} == {1, 2, 3, 4}
    for place in content["places"]:
        assert 0 <= place[3] < place[5] <= 1
        assert 0 <= place[4] < place[6] <= 1
