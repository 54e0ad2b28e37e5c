"""Every kind of page as readers and machines get it."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command

from nhipcau.core.public import Role
from nhipcau.library.actions.items import save_draft
from nhipcau.library.actions.publishing import withdraw
from nhipcau.library.tests.given import THEN, edition, item, published, translated, words
from nhipcau.portal.kept import SHELF, WATCH
from nhipcau.portal.models import PortalSettings

from .given import picture

pytestmark = pytest.mark.django_db

EVENT = {"starts_on": "2026-12-01", "ends_on": "2026-12-03"}
PROJECT = {"sector": "Cảng biển", "capital": "1500", "status": "calling"}


@pytest.fixture(autouse=True)
def _fresh():
    SHELF.clear()
    WATCH.forget()
    yield
    SHELF.clear()
    WATCH.forget()


@pytest.fixture
def beach(ha_tinh):
    """A beach that is told in Vietnamese and English."""
    held = item(ha_tinh)
    translated(ha_tinh, held)
    published(ha_tinh, held, "vi", "en")
    return held


def soup(answer):
    return BeautifulSoup(answer.content, "lxml")


def test_a_stranger_is_led_to_the_portal_and_a_clerk_to_their_work(client, ha_tinh, sign_in):
    assert client.get("/", follow=True).redirect_chain[-1][0] == "/vi/"
    answer = sign_in(ha_tinh.person(Role.COORDINATOR)).get("/")
    assert answer.status_code == 302
    assert not answer["Location"].startswith("/vi/")


@pytest.mark.parametrize("language", ["vi", "en", "zh-hans", "lo", "fr", "ko", "ja"])
@pytest.mark.parametrize(
    "page", ["", "bai-viet/", "di-san/", "ban-do/", "lich/", "tim/", "bao-chi/", "dau-tu/", "co-gi-moi/", "dinh-chinh/"]
)
def test_every_page_stands_in_every_language_even_with_little_to_show(client, beach, language, page):
    answer = client.get(f"/{language}/{page}")
    assert answer.status_code == 200
    assert soup(answer).html["lang"].lower() == language


def test_a_page_sets_no_cookie_and_is_the_same_whoever_asks(client, beach, ha_tinh, sign_in):
    strangers = client.get("/vi/bai-viet/bien-thien-cam/")
    WATCH.forget()
    SHELF.clear()
    editors = sign_in(ha_tinh.person(Role.EDITOR)).get("/vi/bai-viet/bien-thien-cam/")
    assert strangers.content == editors.content
    assert not strangers.cookies
    assert not editors.cookies
    assert strangers["Vary"] == "Accept-Encoding"
    assert strangers["Cache-Control"].startswith("public, max-age=60")


def test_pages_of_an_item_name_each_other_in_every_language_that_there_is(client, beach):
    pages = {"vi": "/vi/bai-viet/bien-thien-cam/", "en": "/en/bai-viet/thien-cam-beach/"}
    told = {}
    for code, url in pages.items():
        links = soup(client.get(url)).find_all("link", rel="alternate", hreflang=True)
        told[code] = {link["hreflang"]: link["href"] for link in links}
    assert told["vi"] == told["en"]
    assert set(told["vi"]) == {"vi", "en", "x-default"}
    assert told["vi"]["en"].endswith(pages["en"])
    canonical = soup(client.get(pages["en"])).find("link", rel="canonical")["href"]
    assert canonical.endswith(pages["en"])


def test_a_language_without_the_item_offers_those_that_have_it(client, beach):
    answer = client.get("/fr/bai-viet/bien-thien-cam/")
    assert answer.status_code == 404
    links = [link["href"] for link in soup(answer).main.find_all("a", hreflang=True)]
    assert links == ["/vi/bai-viet/bien-thien-cam/", "/en/bai-viet/thien-cam-beach/"]


def test_a_list_without_translations_shows_what_there_is_in_other_languages(client, beach):
    page = soup(client.get("/fr/bai-viet/"))
    card = page.find("article", class_="card")
    assert card["lang"] == "vi"
    assert card.a["href"] == "/vi/bai-viet/bien-thien-cam/"


def test_an_address_of_another_language_or_section_leads_to_the_right_one(client, beach):
    assert client.get("/en/bai-viet/bien-thien-cam/")["Location"] == "/en/bai-viet/thien-cam-beach/"
    answer = client.get("/vi/di-san/bien-thien-cam/")
    assert (answer.status_code, answer["Location"]) == (301, "/vi/bai-viet/bien-thien-cam/")


def test_an_old_address_leads_to_the_new_one(client, ha_tinh, beach):
    draft = words("Thiên Cầm", slug="thien-cam")
    save_draft(ha_tinh.actor(ha_tinh.person(Role.EDITOR)), edition(beach), draft, now=THEN)
    published(ha_tinh, beach)
    answer = client.get("/vi/bai-viet/bien-thien-cam/")
    assert (answer.status_code, answer["Location"]) == (301, "/vi/bai-viet/thien-cam/")


def test_what_was_withdrawn_is_gone_and_says_why(client, ha_tinh, beach):
    withdraw(ha_tinh.actor(ha_tinh.person(Role.EDITOR)), beach, ["vi", "en"], "Hết mùa tham quan", now=THEN)
    answer = client.get("/vi/bai-viet/bien-thien-cam/")
    assert answer.status_code == 410
    assert "Hết mùa tham quan" in answer.content.decode()


def test_a_superseded_text_stays_readable_at_an_address_of_its_own(client, ha_tinh, beach):
    body = [{"type": "paragraph", "value": "<p>Bãi biển dài bốn cây số.</p>", "id": "p1"}]
    draft = words(body=body, slug="bien-thien-cam")
    save_draft(ha_tinh.actor(ha_tinh.person(Role.EDITOR)), edition(beach), draft, now=THEN + timedelta(days=1))
    published(ha_tinh, beach)
    assert "bốn cây số" in client.get("/vi/bai-viet/bien-thien-cam/").content.decode()
    old = client.get("/vi/bai-viet/bien-thien-cam/ban/1/")
    assert "ba ki-lô-mét" in old.content.decode()
    assert client.get("/vi/bai-viet/bien-thien-cam/ban/2/").status_code == 404


def test_nothing_of_a_draft_reaches_the_world(client, ha_tinh, beach):
    item(ha_tinh, words=words("Chưa ai duyệt", slug="chua-ai-duyet"))
    draft = words("Tên chưa duyệt", slug="bien-thien-cam")
    save_draft(ha_tinh.actor(ha_tinh.person(Role.EDITOR)), edition(beach), draft, now=THEN)
    for page in ("", "bai-viet/", "bai-viet/bien-thien-cam/", "co-gi-moi/", "tim/?q=chua+duyet", "ban-do/", "bao-chi/"):
        answer = client.get(f"/vi/{page}")
        assert "Tên chưa duyệt" not in answer.content.decode()
        assert "Chưa ai duyệt" not in answer.content.decode()
    assert client.get("/vi/bai-viet/chua-ai-duyet/").status_code == 404


def test_each_host_shows_its_own_province_alone(client, ha_tinh, hue, beach):
    theirs = item(hue, words=words("Sông Hương", slug="song-huong"))
    published(hue, theirs)
    PortalSettings.objects.create(province=hue.province, hosts="hue.example.vn, www.hue.example.vn")
    WATCH.forget()
    here, there = client.get("/vi/bai-viet/"), client.get("/vi/bai-viet/", headers={"host": "www.hue.example.vn"})
    assert "Biển Thiên Cầm" in here.content.decode()
    assert "Sông Hương" not in here.content.decode()
    assert "Sông Hương" in there.content.decode()
    assert "Biển Thiên Cầm" not in there.content.decode()
    assert client.get("/vi/bai-viet/song-huong/").status_code == 404


def test_an_item_page_asks_the_same_number_of_questions_however_long_it_is(
    client, ha_tinh, beach, django_assert_max_num_queries, monkeypatch
):
    monkeypatch.setattr(WATCH, "every", 3600.0)  # whose portal it is is not asked again, however slow this machine is
    client.get("/vi/bai-viet/bien-thien-cam/")
    SHELF.clear()
    with django_assert_max_num_queries(14) as few:
        client.get("/vi/bai-viet/bien-thien-cam/")
    long = [{"type": "paragraph", "value": f"<p>Đoạn {n}</p>", "id": f"p{n}"} for n in range(60)]
    published(ha_tinh, item(ha_tinh, words=words("Dài", slug="dai", body=long)))
    for n in range(5):
        published(ha_tinh, item(ha_tinh, words=words(f"Bài {n}", slug=f"bai-{n}")))
    client.get("/vi/bai-viet/dai/")
    SHELF.clear()
    with django_assert_max_num_queries(14) as many:
        client.get("/vi/bai-viet/dai/")
    assert len(many) <= len(few) + 1  # there are other articles now, which are shown below


def test_the_calendar_shows_what_goes_on_in_a_month(client, ha_tinh):
    published(ha_tinh, item(ha_tinh, "event", words=words("Hội Cầu ngư", slug="hoi-cau-ngu", facts=EVENT)))
    page = soup(client.get("/vi/lich/?thang=2026-12"))
    busy = [cell.time["datetime"] for cell in page.select("td.busy")]
    assert busy == ["2026-12-01", "2026-12-02", "2026-12-03"]
    assert client.get("/vi/lich/?thang=2026-13").status_code == 404
    assert not soup(client.get("/vi/lich/?thang=2027-02")).select("td.busy")


def test_a_month_without_festivals_names_the_next_ones(client, ha_tinh):
    published(ha_tinh, item(ha_tinh, "event", words=words("Hội Cầu ngư", slug="hoi-cau-ngu", facts=EVENT)))
    named = [link["href"] for link in soup(client.get("/vi/lich/?thang=2026-11")).select(".festivals a")]
    assert named == ["/vi/su-kien/hoi-cau-ngu/"]
    assert not soup(client.get("/vi/lich/?thang=2027-02")).select(".festivals")


def test_the_catalogue_of_projects_is_narrowed_by_capital_and_state(client, ha_tinh):
    published(ha_tinh, item(ha_tinh, "project", words=words("Cảng Vũng Áng", slug="cang", facts=PROJECT)))
    small = {**PROJECT, "capital": "80", "sector": "Du lịch"}
    published(ha_tinh, item(ha_tinh, "project", words=words("Nghỉ dưỡng Kẻ Gỗ", slug="ke-go", facts=small)))

    def titles(query):
        return [link.text for link in soup(client.get(f"/vi/dau-tu/?{query}")).select(".projects .card-title a")]

    assert titles("") == ["Cảng Vũng Áng", "Nghỉ dưỡng Kẻ Gỗ"]
    assert titles("von=duoi-100") == ["Nghỉ dưỡng Kẻ Gỗ"]
    assert titles("von=tu-1000&tinh-trang=calling") == ["Cảng Vũng Áng"]
    assert titles("tinh-trang=granted") == []
    assert len(soup(client.get("/vi/dau-tu/?dang=bang")).select("tbody tr")) == 2


def test_search_finds_without_marks_and_says_what_was_meant(client, ha_tinh, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        published(ha_tinh, item(ha_tinh))
    WATCH.forget()
    page = soup(client.get("/vi/tim/?q=bai+bien"))
    assert page.select_one(".result a")["href"] == "/vi/bai-viet/bien-thien-cam/"
    offered = client.get("/vi/tim/goi-y.json?q=bien").json()["suggestions"]
    assert offered[0]["url"] == "/vi/bai-viet/bien-thien-cam/"


def test_one_sign_that_is_a_syllable_is_enough_for_suggestions_and_one_letter_is_not(
    client, ha_tinh, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        published(ha_tinh, item(ha_tinh, words=words("海滩 Beach", slug="bien")))
    WATCH.forget()
    assert [each["url"] for each in client.get("/vi/tim/goi-y.json?q=海").json()["suggestions"]] == [
        "/vi/bai-viet/bien/"
    ]
    assert client.get("/vi/tim/goi-y.json?q=b").json()["suggestions"] == []


def test_the_index_is_rebuilt_from_what_the_world_reads(client, beach):
    call_command("reindex")
    assert soup(client.get("/vi/tim/?q=Thiên+Cầm")).select(".result")


def test_a_press_kit_holds_words_pictures_and_credits(client, ha_tinh):
    said = words("Bộ ảnh biển", slug="bo-anh-bien", cover=picture(ha_tinh))
    published(ha_tinh, item(ha_tinh, "photo_set", words=said))
    page = soup(client.get("/vi/bo-anh/bo-anh-bien/"))
    assert page.find("img", alt="Bãi biển vắng")["width"]
    address = page.find("a", href=re.compile(r"bo-bao-chi\.zip$"))["href"]
    answer = client.get(address)
    with ZipFile(BytesIO(b"".join(answer.streaming_content))) as kit:
        assert kit.testzip() is None
        names = kit.namelist()
        assert names[:2] == ["noi-dung.txt", "ghi-nguon.txt"]
        assert len(names) == 3
        assert "Xưởng vẽ" in kit.read("ghi-nguon.txt").decode()
        assert "Bộ ảnh biển" in kit.read("noi-dung.txt").decode()


def test_structured_data_cannot_end_its_element(client, ha_tinh):
    trap = words("</script><script>alert(1)</script>", slug="bay")
    published(ha_tinh, item(ha_tinh, words=trap))
    text = client.get("/vi/bai-viet/bay/").content.decode()
    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL).group(1)
    assert json.loads(data)[0]["headline"] == "</script><script>alert(1)</script>"


def test_an_editor_arranges_the_portal_and_the_world_sees_it_at_once(
    client, ha_tinh, sign_in, django_capture_on_commit_callbacks
):
    editor = sign_in(ha_tinh.person(Role.EDITOR))
    form = {"stale": "notice", "vi__governing_body": "Ủy ban nhân dân tỉnh Hà Tĩnh", "phone": "0239 385 5555"}
    with django_capture_on_commit_callbacks(execute=True):
        assert editor.post("/thu-vien/cong/", form).status_code == 302
    WATCH.forget()
    client.logout()
    assert "Ủy ban nhân dân tỉnh Hà Tĩnh" in soup(client.get("/vi/")).footer.text
    bad = sign_in(ha_tinh.person(Role.EDITOR)).post("/thu-vien/cong/", {**form, "hosts": "a b"})
    assert bad.status_code == 422
