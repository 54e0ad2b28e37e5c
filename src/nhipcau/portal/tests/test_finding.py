"""Pages of results: what they are narrowed by, the pages beside them, other languages."""

from __future__ import annotations

import pytest

from nhipcau.library.tests.given import item, published, translated, words
from nhipcau.portal.models import PortalSettings
from nhipcau.portal.queries import finding
from nhipcau.portal.queries.finding import answer
from nhipcau.portal.queries.sites import Site

from .test_pages import soup

pytestmark = pytest.mark.django_db


@pytest.fixture
def beaches(ha_tinh, django_capture_on_commit_callbacks):
    """Three records with the same word: two articles, one of them in English too, and a festival."""
    with django_capture_on_commit_callbacks(execute=True):
        for number, kind in enumerate(("article", "article", "place")):
            held = item(ha_tinh, kind, words=words(f"Biển {number}", slug=f"bien-{number}"))
            if number == 1:
                translated(ha_tinh, held)
            published(ha_tinh, held, *(["vi", "en"] if number == 1 else ["vi"]))
    return ha_tinh


def found(place, today, page=1, code="vi", typed="bien", **chosen):
    given = {name: chosen.get(name.replace("-", "_"), []) for name in finding.NARROWED_BY}
    return answer(Site(place.province, PortalSettings(province=place.province)), code, typed, given, page, today)


def test_a_value_that_narrows_keeps_the_others_and_lets_go_of_itself(beaches, today):
    choices = found(beaches, today, loai=["article"]).choices
    assert {each.value: (each.number, each.chosen) for each in choices["loai"]} == {
        "article": (2, True), "place": (1, False),
    }  # fmt: skip
    assert {each.value: each.address for each in choices["loai"]} == {
        "article": "?q=bien", "place": "?q=bien&loai=place",
    }  # fmt: skip
    year = choices["nam"][0]
    assert year.address == f"?q=bien&loai=article&nam={year.value}"


def test_the_next_page_stays_narrowed(client, beaches, today, monkeypatch):
    monkeypatch.setattr(finding, "PER_PAGE", 1)
    first = found(beaches, today, loai=["article"])
    second = found(beaches, today, 2, loai=["article"])
    assert (first.earlier, first.later) == ("", "?q=bien&loai=article&trang=2")
    assert (second.earlier, second.later) == ("?q=bien&loai=article", "")
    page = soup(client.get("/vi/tim/?q=bien&loai=article"))
    assert page.select_one("a[rel=next]")["href"] == "?q=bien&loai=article&trang=2"


def test_results_in_other_languages_are_counted_and_linked(client, beaches):
    page = soup(client.get("/vi/tim/?q=beach"))
    link = page.select_one(".narrow a[hreflang=en]")
    assert link["href"] == "/en/tim/?q=beach"
    assert link.text.split() == ["English", "1"]
    assert soup(client.get(link["href"])).select(".result")
