"""Pages are kept in memory, given out until something changes, and readers are counted all the same."""

from __future__ import annotations

import gzip
import threading
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client, override_settings

from nhipcau.core.public import Province, Role
from nhipcau.library.actions.items import save_draft
from nhipcau.library.actions.media.leaving import withdraw_media
from nhipcau.library.tests.given import THEN, edition, item, published, words
from nhipcau.portal import counters
from nhipcau.portal.actions.counting import Count, write_down
from nhipcau.portal.actions.purging import purge
from nhipcau.portal.counters import TALLY, Tally, is_robot
from nhipcau.portal.kept import RENEWAL, SHELF, WATCH, Page, Renewal, Shelf, Standing, Watch, standing, zipped
from nhipcau.portal.models import PortalSettings, Readers
from nhipcau.portal.queries.readers import travelled
from nhipcau.portal.queries.sites import Site
from nhipcau.portal.tests.given import picture

pytestmark = pytest.mark.django_db

ADDRESS = "/vi/bai-viet/bien-thien-cam/"
BROWSER = {"user-agent": "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36"}
DAY = date(2026, 11, 2)


@pytest.fixture(autouse=True)
def _fresh(monkeypatch):
    monkeypatch.setattr(WATCH, "every", 3600.0)  # however slow this machine is today
    SHELF.clear()
    WATCH.forget()
    TALLY.counts = Counter()
    yield
    SHELF.clear()
    WATCH.forget()
    TALLY.counts = Counter()


@pytest.fixture
def beach(ha_tinh):
    held = item(ha_tinh)
    published(ha_tinh, held)
    return held


def test_the_second_reader_costs_no_question(client, beach, django_assert_num_queries):
    first = client.get(ADDRESS)
    with django_assert_num_queries(0):
        second = client.get(ADDRESS)
    assert first.content == second.content


def test_an_advertisers_parameters_make_no_page_of_their_own(client, beach, django_assert_num_queries):
    client.get(ADDRESS)
    with django_assert_num_queries(0):
        client.get(f"{ADDRESS}?utm_source=x&fbclid=y")


def test_who_has_the_page_already_is_told_so(client, beach):
    first = client.get(ADDRESS)
    again = client.get(ADDRESS, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_compressed_page_is_the_page(client, beach):
    plain = client.get(ADDRESS, headers={"accept-encoding": "gzip;q=0"})
    packed = Client().get(ADDRESS, headers={"accept-encoding": "br, gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert "Content-Encoding" not in plain.headers


def test_a_publication_is_seen_by_the_next_reader(client, ha_tinh, beach, django_capture_on_commit_callbacks):
    client.get(ADDRESS)
    draft = words("Biển Thiên Cầm hôm nay", slug="bien-thien-cam")
    save_draft(ha_tinh.actor(ha_tinh.person(Role.EDITOR)), edition(beach), draft, now=THEN)
    with django_capture_on_commit_callbacks(execute=True):
        published(ha_tinh, beach)
    WATCH.until = 0
    assert "hôm nay" in client.get(ADDRESS).content.decode()


def test_a_change_in_one_province_leaves_the_pages_of_another_as_they_are(client, ha_tinh, hue, beach):
    client.get(ADDRESS)
    made = SHELF.pages.copy()
    purge(hue.province.pk)
    WATCH.forget()
    client.get(ADDRESS)
    assert SHELF.pages == made


def test_a_change_leaves_the_pages_of_items_that_it_is_not_about(client, ha_tinh, beach):
    other = item(ha_tinh, kind="place", words=words("Chùa Hương Tích", slug="chua-huong-tich"))
    published(ha_tinh, other)
    address = "/vi/di-san/chua-huong-tich/"
    for each in (ADDRESS, address, "/vi/"):
        client.get(each)
    made = SHELF.pages.copy()
    _again(ha_tinh, beach)
    for each in (ADDRESS, address, "/vi/"):
        client.get(each)
    again = {key.partition(" http ")[2]: page is made[key] for key, page in SHELF.pages.items()}
    assert again == {f"{ADDRESS}?": False, f"{address}?": True, "/vi/?": False}


def test_a_new_item_is_soon_shown_beside_the_others_which_are_given_meanwhile(
    client, ha_tinh, beach, settings, monkeypatch
):
    settings.NHIPCAU_PAGES_BEHIND = 60
    asked = {}
    monkeypatch.setattr(RENEWAL, "ask", asked.setdefault)
    before = client.get(ADDRESS)
    published(ha_tinh, item(ha_tinh, words=words("Làng muối Hộ Độ", slug="lang-muoi-ho-do")))
    WATCH.until = 0
    assert client.get(ADDRESS).content == before.content
    for make in asked.values():
        make()
    assert "Làng muối Hộ Độ" in client.get(ADDRESS).content.decode()


@pytest.mark.parametrize(
    ("recent", "number", "stands"),
    [
        ([[6, [2], False]], 6, Standing.GOOD),
        ([[6, [2], True]], 6, Standing.BEHIND),
        ([[6, [1, 2], False]], 6, Standing.OVER),
        ([[6, [2], False], [7, None, False]], 7, Standing.OVER),
        ([[7, [2], False]], 7, Standing.OVER),  # what became of number 6 is no longer known
        ([], 4, Standing.OVER),  # the database of yesterday was put back
    ],
)
def test_what_the_last_changes_were_about_decides_whether_a_page_holds(recent, number, stands):
    site = Site(Province(pk=1), PortalSettings(), number, None, recent)
    page = Page(b"", b"", {}, "", 1, 5, DAY, frozenset({1}))
    assert standing(replace(page), site, DAY, 60, 100.0) is stands
    assert standing(replace(page, items=None), site, DAY, 60, 100.0) is Standing.OVER
    assert standing(page, site, DAY + timedelta(days=1), 60, 100.0) is Standing.OVER


def test_a_page_that_is_behind_is_given_for_a_minute_at_most():
    page = Page(b"", b"", {}, "", 1, 5, DAY, frozenset({1}))
    site = Site(Province(pk=1), PortalSettings(), 6, None, [[6, [2], True]])
    assert [standing(page, site, DAY, 60, moment) for moment in (100.0, 159.9, 160.0)] == [
        Standing.BEHIND, Standing.BEHIND, Standing.OVER,
    ]  # fmt: skip


def test_pages_are_renewed_once_each_and_the_thread_goes_home():
    renewal, made, go = Renewal(rest=0), [], threading.Event()
    renewal.ask("first", lambda: (go.wait(30), made.append("first")))
    for _ in range(3):
        renewal.ask("second", lambda: made.append("second"))
    thread = renewal.thread
    go.set()
    thread.join(30)
    assert (made, renewal.thread) == (["first", "second"], None)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_page_that_cannot_be_renewed_does_not_keep_others_from_it():
    renewal, made = Renewal(rest=0), []

    def fails():
        raise OSError

    for make in (fails, lambda: made.append("next")):
        renewal.ask("page", make)
        if thread := renewal.thread:
            thread.join(30)
    assert (made, renewal.thread) == (["next"], None)


def test_a_picture_that_leaves_takes_the_pages_that_show_it_along_and_no_others(client, ha_tinh, beach):
    shown = picture(ha_tinh)
    other = item(ha_tinh, kind="place", words=words("Hồ Kẻ Gỗ", slug="ho-ke-go", cover=shown))
    published(ha_tinh, other)
    lake = "/vi/di-san/ho-ke-go/"
    client.get(ADDRESS)
    assert "<picture" in client.get(lake).content.decode()
    made = SHELF.pages.copy()
    withdraw_media(ha_tinh.actor(ha_tinh.person(Role.EDITOR)), shown, "thử", now=THEN)
    WATCH.until = 0
    client.get(ADDRESS)
    assert "<picture" not in client.get(lake).content.decode()
    assert [page is made[key] for key, page in SHELF.pages.items()] == [True, False]


def _again(ha_tinh, held):
    draft = words("Biển Thiên Cầm hôm nay", slug="bien-thien-cam")
    save_draft(ha_tinh.actor(ha_tinh.person(Role.EDITOR)), edition(held), draft, now=THEN)
    published(ha_tinh, held)
    WATCH.until = 0


def test_searches_and_errors_are_not_kept(client, beach):
    client.get("/vi/tim/?q=bien")
    client.get("/vi/bai-viet/khong-co/")
    assert not SHELF.pages


def test_the_portals_are_asked_for_at_most_once_in_half_a_second(django_assert_num_queries):
    moment = [0.0]
    watch = Watch(0.5, lambda: moment[0])
    with django_assert_num_queries(3):
        for moment[0] in (0.0, 0.2, 0.49):
            watch.now()
    moment[0] = 0.51
    with django_assert_num_queries(3):
        watch.now()


def test_the_shelf_lets_the_oldest_go_and_never_grows_beyond_its_bounds():
    shelf = Shelf(most_bytes=60_000, most_pages=10)
    for number in range(40):
        body = b"x" * 3000
        shelf.put(str(number), Page(body, zipped(body), {}, "", 1, 1, DAY))
    assert len(shelf.pages) == 10
    assert shelf.bytes == sum(page.size for page in shelf.pages.values()) <= 60_000
    assert shelf.get("39")
    assert shelf.get("0") is None


def test_one_maker_makes_a_page_that_many_want():
    shelf, made = Shelf(), []

    def want():
        with shelf.making("page"):
            if shelf.get("page") is None:
                made.append(1)
                shelf.put("page", Page(b"", b"", {}, "", 1, 1, DAY))

    threads = [threading.Thread(target=want) for _ in range(20)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(made) == 1


def test_readers_are_counted_also_from_memory_and_robots_are_not(client, beach):
    for _ in range(3):
        client.get(ADDRESS, headers=BROWSER)
    client.get(ADDRESS, headers={"user-agent": "Googlebot/2.1 (+http://www.google.com/bot.html)"})
    client.head(ADDRESS, headers=BROWSER)
    TALLY.flush()
    row = Readers.objects.get()
    assert (row.item_id, row.language, row.views, row.downloads, row.country) == (beach.pk, "vi", 3, 0, "")


@pytest.mark.parametrize(
    ("agent", "robot"),
    [
        (BROWSER["user-agent"], False),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1",
            False,
        ),
        ("Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)", True),
        ("Mozilla/5.0 (compatible; coccocbot-web/1.0; +http://help.coccoc.com/searchengine)", True),
        ("facebookexternalhit/1.1", True),
        ("curl/8.5.0", True),
        ("", True),
    ],
)
def test_a_robot_says_so_itself(agent, robot):
    assert is_robot(agent) is robot


def test_two_processes_that_count_at_once_lose_nothing(beach):
    count = Count("view", beach.province_id, beach.pk, "vi", DAY, "")
    for _ in range(2):
        write_down(Counter({count: 5, count._replace(what="download"): 2}))
    row = Readers.objects.get()
    assert (row.views, row.downloads) == (10, 4)


def test_what_cannot_be_written_is_kept_for_the_next_time(beach, monkeypatch):
    tally = Tally()
    tally.add("view", (beach.province_id, beach.pk, "vi"), DAY)

    def fails(counts):
        raise counters.DatabaseError

    with monkeypatch.context() as patched:
        patched.setattr(counters, "write_down", fails)
        with pytest.raises(counters.DatabaseError):
            tally.flush()
    tally.flush()
    assert Readers.objects.get().views == 1


@override_settings(NHIPCAU_COUNTRY_TABLE="a table")
def test_the_country_is_kept_and_the_address_is_not(client, beach, monkeypatch):
    monkeypatch.setattr(counters, "_table", lambda: {"203.0.113.9": {"country": {"iso_code": "LA"}}}.get)
    client.get(ADDRESS, headers=BROWSER, REMOTE_ADDR="203.0.113.9")
    client.get(ADDRESS, headers=BROWSER, REMOTE_ADDR="203.0.113.10")
    TALLY.flush()
    assert sorted(Readers.objects.values_list("country", "views")) == [("", 1), ("LA", 1)]


def test_an_agency_sees_how_far_its_own_items_travelled_and_no_others(ha_tinh, beach):
    other = item(ha_tinh, code="so-ngoai-vu", words=words("Khác", slug="khac"))
    published(ha_tinh, other)
    for each, views in ((beach, 7), (other, 3)):
        write_down(Counter({Count("view", each.province_id, each.pk, "vi", DAY, ""): views}))
    agency = ha_tinh.actor(ha_tinh.person(Role.FOCAL_PERSON, "so-ngoai-vu"))
    editor = ha_tinh.actor(ha_tinh.person(Role.EDITOR))
    assert travelled(agency, DAY).views == 3
    found = travelled(editor, DAY)
    assert (found.views, found.months[-1].views, len(found.months)) == (10, (10,), 12)
    assert [row.views for row in found.items] == [7, 3]


def test_the_agencys_page_shows_table_and_chart(ha_tinh, beach, sign_in):
    write_down(Counter({Count("view", beach.province_id, beach.pk, "vi", DAY, ""): 1234}))
    page = sign_in(ha_tinh.person(Role.EDITOR)).get("/thu-vien/luot-xem/")
    assert "1.234" in page.content.decode()
