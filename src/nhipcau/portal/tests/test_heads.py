"""What the head of a page tells those who link to it: Open Graph, cards for other sites, feeds, the calendar."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from nhipcau.library.tests.given import item, published, translated, words

from .given import picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def beach(ha_tinh):
    held = item(ha_tinh, words=words(cover=picture(ha_tinh)))
    translated(ha_tinh, held)
    published(ha_tinh, held, "vi", "en")
    return held


def head(client, address):
    return BeautifulSoup(client.get(address).content, "lxml").head


def graph(client, address):
    found = [(tag["property"], tag["content"]) for tag in head(client, address).find_all("meta", property=True)]
    return {name: [value for each, value in found if each == name] for name, _value in found}


def links(client, address):
    found = head(client, address).find_all("link", rel="alternate", type=True)
    return {link["type"]: link["href"] for link in found}


def test_an_item_is_told_to_those_who_link_to_it(client, beach):
    told = graph(client, "/vi/bai-viet/bien-thien-cam/")
    assert (told["og:type"], told["og:title"]) == (["article"], ["Biển Thiên Cầm"])
    assert told["og:url"] == ["http://testserver/vi/bai-viet/bien-thien-cam/"]
    assert (told["og:locale"], told["og:locale:alternate"]) == (["vi_VN"], ["en_GB"])
    assert told["og:description"] == ["Bãi biển phía nam Hà Tĩnh."]
    assert told["og:image"][0].startswith("http://testserver/")
    assert told["og:image:alt"] == ["Bãi biển vắng"]
    assert all(int(told[f"og:image:{side}"][0]) > 0 for side in ("width", "height"))
    assert told["article:published_time"] == ["2026-10-01T02:00:00+00:00"]


def test_the_first_page_is_a_site_and_no_article(client, beach):
    told = graph(client, "/en/")
    assert (told["og:type"], told["og:locale"]) == (["website"], ["en_GB"])
    assert "article:published_time" not in told


def test_other_sites_find_the_card_of_a_page_in_its_head(client, beach):
    found = links(client, "/en/bai-viet/thien-cam-beach/")
    card = client.get(found["application/json+oembed"]).json()
    assert card["title"] == "Thien Cam beach"
    assert b"<title>Thien Cam beach</title>" in client.get(found["text/xml+oembed"]).content
    assert "application/json+oembed" not in links(client, "/en/")


def test_a_telephone_finds_the_calendar_where_festivals_are(client, beach):
    for address in ("/vi/lich/", "/vi/su-kien/"):
        assert links(client, address)["text/calendar"] == "/vi/lich.ics"
    assert "text/calendar" not in links(client, "/vi/bai-viet/")
