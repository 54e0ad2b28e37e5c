"""The portal as the world meets it: on a phone and on a desk, in three languages, without script, on a bad line."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from playwright.sync_api import expect
from tests.conftest import serious_faults

from nhipcau.library.management.demo import read_demo_library
from nhipcau.library.management.filling import fill
from nhipcau.portal.kept import SHELF, WATCH

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 800}
# One of each kind of page is enough: a place, an event, a project, a statement, a set of pictures.
SHOWN = ("18-", "20-", "25-", "28-", "30-", "32-", "33-", "38-", "01-", "13-")
PAGES = (
    "", "di-san/", "bai-viet/", "ban-do/", "lich/?thang=2027-03", "tim/?q=bien", "bao-chi/", "dau-tu/",
    "dau-tu/?dang=bang", "co-gi-moi/", "dinh-chinh/", "khong-co-trang-nay/",
)  # fmt: skip
MOST_BYTES = 150 * 1024
NOTHING = 0.001  # of the window's height and width: what nobody can see
SHIFTS = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => { for (const each of list.getEntries()) sum += each.value; })
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 800);
})"""


@pytest.fixture
def portal(settings, django_capture_on_commit_callbacks, monkeypatch):
    """The demonstration's portal with some of its items."""
    settings.NHIPCAU_DEMO = True
    call_command("load_demo", verbosity=0)
    from nhipcau.library.management.commands import load_demo_library as loader

    whole = read_demo_library(settings.PROVINCES / "ha-tinh" / "thu-vien")
    files = sorted(path.name for path in (settings.PROVINCES / "ha-tinh" / "thu-vien").glob("*.toml"))
    chosen = [item for item, name in zip(whole.items, files, strict=False) if name.startswith(SHOWN)]
    monkeypatch.setattr(loader, "fill", lambda library, people, items, now: fill(library, people, chosen, now=now))
    call_command("load_demo_library", verbosity=0)
    call_command("load_demo_portal", verbosity=0)
    SHELF.clear()
    WATCH.forget()
    yield chosen
    SHELF.clear()
    WATCH.forget()


def test_the_portal_is_clean_fits_and_stands_still_in_three_languages(portal, enter, picture):
    found: dict[str, object] = {}
    page = enter(None, "/vi/")
    for code in ("vi", "en", "lo"):
        items = [f"di-san/{_slug(page, code, 'di-san')}/", f"bo-anh/{_slug(page, code, 'bo-anh')}/"]
        for path in (*PAGES, *items):
            for size in (DESK, PHONE):
                page.set_viewport_size(size)
                page.goto(f"{_base(page)}/{code}/{path}")
                told = f"{code}/{path} at {size['width']}"
                if faults := serious_faults(page):
                    found[told] = faults
                if page.evaluate("document.documentElement.scrollWidth") > size["width"]:
                    found[f"{told}: width"] = page.evaluate("document.documentElement.scrollWidth")
                if (shift := page.evaluate(SHIFTS)) >= NOTHING:
                    found[f"{told}: shift"] = shift
    assert found == {}


def _base(page) -> str:
    return "/".join(page.url.split("/")[:3])


def _slug(page, code: str, section: str) -> str:
    page.goto(f"{_base(page)}/{code}/{section}/")
    return page.locator(".card-title a").first.get_attribute("href").split("/")[-2]


def test_pictures_of_the_portal_for_the_guide(portal, enter, picture):
    page = enter(None, "/vi/")
    taken = {
        "vi": ("cong-vi-may-tinh", "cong-vi-dien-thoai"),
        "en": ("cong-en-may-tinh", "cong-en-dien-thoai"),
        "lo": ("cong-lo-may-tinh", "cong-lo-dien-thoai"),
    }
    for code, names in taken.items():
        for size, name in zip((DESK, PHONE), names, strict=True):
            page.set_viewport_size(size)
            page.goto(f"{_base(page)}/{code}/")
            picture(page, name)
    page.set_viewport_size(DESK)
    for path, name in (("bao-chi/", "cong-bao-chi"), ("ban-do/", "cong-ban-do"), ("tim/?q=bien", "cong-tim-kiem")):
        page.goto(f"{_base(page)}/vi/{path}")
        picture(page, name)
    expect(page.locator(".result").first).to_be_visible()
    page.goto(f"{_base(page)}/vi/di-san/{_slug(page, 'vi', 'di-san')}/")
    page.locator(".in-languages").scroll_into_view_if_needed()
    picture(page, "cong-mot-muc")
    expect(page.locator(".in-languages").get_by_role("link", name="English")).to_be_visible()


@pytest.mark.parametrize(("code", "font"), [("vi", "be-vietnam-pro-vietnamese-400"), ("lo", "noto-sans-lao-400")])
def test_the_first_page_is_light_on_a_bad_line_and_brings_the_letters_of_its_language(portal, enter, page, code, font):
    taken: dict[str, int] = {}

    def weigh(answer) -> None:
        kind = answer.request.resource_type
        if kind in ("document", "stylesheet", "script", "font"):
            taken[answer.url] = _on_the_wire(answer.url, answer.body())

    page.on("response", weigh)
    enter(None, f"/{code}/")
    page.wait_for_load_state("networkidle")
    assert any(font in url for url in taken), taken
    assert sum("woff2" in url for url in taken) >= 3
    assert sum(taken.values()) < MOST_BYTES, taken


def _on_the_wire(url: str, body: bytes) -> int:
    """What a province's installation sends: texts are compressed there, which the tests' own server does not do."""
    return len(body) if url.endswith(".woff2") else len(gzip.compress(body, 6))


def test_everything_works_without_script(portal, browser, live_server):
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    page.goto(f"{live_server.url}/vi/")
    page.locator(".languages summary").click()
    page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.locator(".nav-menu summary").click()
    page.locator(".nav-menu").get_by_role("link").first.click()
    page.locator(".card-title a").first.click()
    expect(page.locator("h1")).to_be_visible()
    page.get_by_role("link", name="Search").first.click()
    page.get_by_role("searchbox").fill("beach")
    page.keyboard.press("Enter")
    expect(page.locator(".result").first).to_be_visible()
    context.close()


def test_the_map_is_walked_with_the_keyboard(portal, enter):
    page = enter(None, "/vi/ban-do/")
    spots = page.locator("a.spot")
    spots.first.focus()
    page.keyboard.press("Tab")
    expect(spots.nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("article h1")).to_be_visible()


def test_a_search_suggests_while_somebody_types(portal, enter):
    page = enter(None, "/vi/tim/")
    page.get_by_role("searchbox").press_sequentially("bai bien", delay=20)
    first = page.locator(".suggestions a").first
    expect(first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("article h1")).to_be_visible()


def test_the_portals_own_style_is_small():
    assert Path(finders.find("portal/portal.css")).stat().st_size <= 30 * 1024
