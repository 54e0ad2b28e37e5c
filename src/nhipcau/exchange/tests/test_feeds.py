"""Feeds, calendars, sitemaps and cards: what programs of readers and other sites take from us."""

from __future__ import annotations

from datetime import date

import atoma
import feedparser
import pytest
from icalendar import Calendar
from lxml import etree

from nhipcau.core.public import Role
from nhipcau.library.actions.publishing import withdraw
from nhipcau.library.tests.given import THEN, item

pytestmark = pytest.mark.django_db
MAPS = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


@pytest.mark.parametrize(("form", "version"), [("rss", "rss20"), ("atom", "atom10")])
def test_a_feed_is_read_without_fault_and_tells_what_is_new(client, ha_tinh, beach, form, version):
    read = feedparser.parse(client.get(f"/en/bai-viet/moi.{form}").content)
    assert not read.bozo
    assert read.version == version
    assert read.feed.language == "en" if form == "rss" else True
    assert [(each.title, each.link) for each in read.entries] == [
        ("Thien Cam beach", "http://testserver/en/bai-viet/thien-cam-beach/")
    ]
    assert {tag.term for tag in read.entries[0].tags} == {"Tourism", "Seas and islands"}


@pytest.mark.parametrize(
    ("form", "strictly"),
    [("rss", atoma.parse_rss_bytes), ("atom", atoma.parse_atom_bytes), ("json", atoma.parse_json_feed_bytes)],
)
@pytest.mark.parametrize("language", ["vi", "en", "fr"])
def test_a_strict_reader_takes_every_feed_also_an_empty_one(client, beach, festival, language, form, strictly):
    read = strictly(client.get(f"/{language}/tat-ca/moi.{form}").content)
    held = read.entries if form == "atom" else read.items
    assert len(held) == {"vi": 2, "en": 1, "fr": 0}[language]


def test_json_feed_holds_the_words(client, beach):
    told = client.get("/vi/tat-ca/moi.json").json()
    assert told["version"] == "https://jsonfeed.org/version/1.1"
    assert told["items"][0]["title"] == "Biển Thiên Cầm"
    assert "<blockquote><p>Như tiếng đàn trời.</p>" in told["items"][0]["content_html"]
    assert told["items"][0]["id"].endswith(f"-{beach.pk}-vi")


def test_a_feed_of_another_section_or_language_stays_empty_and_an_unknown_one_is_not_there(client, beach):
    assert client.get("/vi/dau-tu/moi.json").json()["items"] == []
    assert client.get("/fr/bai-viet/moi.json").json()["items"] == []
    assert client.get("/vi/khong-co/moi.rss").status_code == 404
    assert client.get("/xx/bai-viet/moi.rss").status_code == 404


def test_pages_of_the_portal_point_at_their_feeds(client, beach):
    page = client.get("/en/bai-viet/").content.decode()
    assert '<link rel="alternate" type="application/rss+xml" href="/en/bai-viet/moi.rss">' in page
    assert 'href="/vi/tat-ca/moi.atom"' in client.get("/vi/").content.decode()


def test_drafts_and_what_was_withdrawn_are_in_no_feed(client, ha_tinh, beach):
    item(ha_tinh)
    withdraw(ha_tinh.actor(ha_tinh.person(Role.EDITOR)), beach, ["vi"], "Hết mùa", now=THEN)
    assert client.get("/vi/tat-ca/moi.json").json()["items"] == []


def test_festivals_are_days_of_a_calendar_whose_end_is_the_day_behind(client, festival):
    read = Calendar.from_ical(client.get("/vi/lich.ics").content)
    (event,) = read.walk("VEVENT")
    assert str(event["summary"]) == "Lễ hội chùa Hương Tích"
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (date(2026, 12, 1), date(2026, 12, 4))
    assert str(event["location"]) == "Chùa Hương Tích"


def test_the_sitemap_names_every_page_with_its_other_languages(client, beach, festival):
    index = etree.fromstring(client.get("/sitemap.xml").content)
    assert "http://testserver/sitemap-en.xml" in index.xpath("//s:loc/text()", namespaces=MAPS)
    page = etree.fromstring(client.get("/sitemap-vi.xml").content)
    assert set(page.xpath("//s:loc/text()", namespaces=MAPS)) == {
        "http://testserver/vi/bai-viet/bien-thien-cam/", "http://testserver/vi/su-kien/le-hoi-chua-huong-tich/",
    }  # fmt: skip
    links = page.xpath("//x:link", namespaces=MAPS)
    assert ("en", "http://testserver/en/bai-viet/thien-cam-beach/") in {
        (link.get("hreflang"), link.get("href")) for link in links
    }


def test_robots_are_led_to_the_sitemap_and_away_from_work(client, ha_tinh):
    told = client.get("/robots.txt").content.decode()
    assert "Sitemap: http://testserver/sitemap.xml" in told
    assert "Disallow: /thu-vien/" in told


def test_another_site_can_show_a_card_of_a_page(client, beach):
    told = client.get("/oembed?url=http://testserver/en/bai-viet/thien-cam-beach/").json()
    assert (told["version"], told["type"], told["title"]) == ("1.0", "link", "Thien Cam beach")
    written = client.get("/oembed?format=xml&url=http://testserver/en/bai-viet/thien-cam-beach/")
    assert etree.fromstring(written.content).findtext("title") == "Thien Cam beach"


@pytest.mark.parametrize("address", ["", "http://khac.vn/en/bai-viet/thien-cam-beach/", "http://testserver/vi/x/y/"])
def test_a_card_of_what_is_not_published_here_is_refused_in_one_sentence(client, beach, address):
    answer = client.get("/oembed", {"url": address})
    assert answer.status_code == 404


def test_a_format_that_oembed_does_not_know_is_not_implemented(client, ha_tinh):
    assert client.get("/oembed?format=yaml").status_code == 501


def test_nothing_is_sent_again_while_nothing_has_changed(client, ha_tinh, beach):
    first = client.get("/vi/tat-ca/moi.atom")
    assert client.get("/vi/tat-ca/moi.atom", headers={"if-none-match": first["ETag"]}).status_code == 304
    withdraw(ha_tinh.actor(ha_tinh.person(Role.EDITOR)), beach, ["en"], "Dịch lại", now=THEN.replace(month=11))
    assert client.get("/vi/tat-ca/moi.atom", headers={"if-none-match": first["ETag"]}).status_code == 200


def test_another_province_is_not_told_of(client, hue, beach):
    from nhipcau.exchange.queries.chosen import Wanted, wanted

    assert not wanted(hue.province, Wanted()).exists()
