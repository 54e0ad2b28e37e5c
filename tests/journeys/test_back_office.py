"""An editor works on Wagtail's screens: in Vietnamese, under the content security policy, on a desk and on a phone."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect
from tests.conftest import serious_faults
from tools.console import ROOT
from wagtail.models import Collection

from nhipcau.core.public import Role
from nhipcau.library.models import ContentPage, Picture
from nhipcau.library.tests.given import edition, item

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

SEA = ROOT / "provinces/ha-tinh/thu-vien/anh/bien-dem.jpg"
PHONE = {"width": 390, "height": 844}
ENGLISH = re.compile(
    r"\b(the|this|page|pages|edit|save|draft|search|settings|reports|history|choose|add|delete|image|document|none"
    r"|actions|loading|back|close|home|help|type|status|updated|title|link|text)\b",
    re.IGNORECASE,
)


@pytest.fixture
def content(ha_tinh):
    if not Collection.objects.exists():  # emptied with the database by the journey before
        Collection.add_root(name="Root")
    return edition(item(ha_tinh)).page


@pytest.fixture
def editor(ha_tinh):
    user = ha_tinh.person(Role.EDITOR)
    user.full_name = "Võ Thị Lan Anh"
    user.save()
    return user


def english(page) -> list[str]:
    """Lines that are seen, or read out, and hold an English word."""
    seen = page.locator("body").inner_text().splitlines()
    read = page.evaluate("[...document.querySelectorAll('[aria-label]')].map(each => each.getAttribute('aria-label'))")
    return [line for line in [*seen, *read] if ENGLISH.search(line)]


def test_an_editor_writes_sees_the_draft_uploads_a_picture_and_compares(content, editor, enter, picture):
    page = enter(editor, reverse("wagtailadmin_pages:edit", args=[content.pk]))
    page.locator("#id_title").fill("Biển Thiên Cầm mùa hè")
    page.get_by_role("button", name="Mở hoặc đóng khung xem trước").click()
    expect(page.frame_locator("#w-preview-iframe").get_by_role("heading", level=1)).to_have_text(
        "Biển Thiên Cầm mùa hè"
    )
    page.get_by_role("button", name="Chọn ảnh").first.click()
    dialog = page.locator(".modal-content")
    dialog.get_by_role("tab", name="Tải lên").click()
    dialog.get_by_label("Tệp ảnh").set_input_files(
        {"name": "thien-cam.jpg", "mimeType": "image/jpeg", "buffer": SEA.read_bytes()}
    )
    expect(dialog.locator("[name=image-chooser-upload-title]")).to_have_value("thien-cam")
    dialog.get_by_role("button", name="Tải lên").click()
    # The picture is judged, turned upright and drawn small before the dialog answers.
    expect(page.locator("#id_cover-chooser").get_by_text("thien-cam")).to_be_visible(timeout=30_000)
    page.get_by_role("button", name="Lưu bản nháp").first.click()
    expect(page.get_by_text("Đã cập nhật trang “Biển Thiên Cầm mùa hè”.")).to_be_visible()
    expect(page.frame_locator("#w-preview-iframe").locator("img")).to_be_visible(timeout=30_000)
    assert english(page) == []
    picture(page, "trang-bien-tap")

    page.get_by_role("link", name="Xem lịch sử").or_(page.get_by_role("link", name="Lịch sử")).first.click()
    expect(page.get_by_text("Đã lưu bản nháp").first).to_be_visible()
    assert english(page) == []
    picture(page, "lich-su-trang")
    page.goto(page.url.replace("history/", "revisions/compare/earliest...latest/"))
    expect(page.get_by_text("mùa hè").last).to_be_visible()
    held = ContentPage.objects.get(pk=content.pk)
    assert not held.live
    assert held.get_latest_revision_as_object().cover == Picture.objects.get()


SCREENS = [
    ("wagtailadmin_home", None),
    ("wagtailadmin_explore", "shelf"),
    ("wagtailadmin_pages:edit", "page"),
    ("wagtailadmin_pages:history", "page"),
    ("wagtailadmin_pages:search", None),
    ("wagtailadmin_reports:aging_pages", None),
    ("wagtailadmin_account", None),
]


@pytest.mark.parametrize(("name", "about"), SCREENS)
def test_screens_are_vietnamese_clean_under_axe_and_fit_a_phone(content, editor, enter, name, about):
    held = {None: [], "page": [content.pk], "shelf": [content.get_parent().pk]}
    page = enter(editor, reverse(name, args=held[about]))
    expect(page.locator("#wagtail.ready")).to_be_attached()
    assert english(page) == []
    assert serious_faults(page) == []
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_links_in_a_text_are_made_in_vietnamese(content, editor, enter):
    page = enter(editor, reverse("wagtailadmin_pages:edit", args=[content.pk]))
    page.locator(".public-DraftEditor-content").first.click()
    page.keyboard.press("Control+a")
    page.locator("button[name=LINK]").first.click()
    dialog = page.locator(".modal-content")
    expect(dialog.get_by_text("Tiếng Việt · tỉnh Hà Tĩnh")).to_be_visible()
    for way in ("Liên kết ngoài", "Liên kết thư điện tử", "Liên kết điện thoại", "Liên kết trong trang"):
        dialog.get_by_role("link", name=way).click()
        expect(dialog.get_by_label("Chữ hiện trên liên kết")).to_be_visible()
        assert english(page) == []


def test_who_signs_out_here_is_signed_out_of_the_house(content, editor, enter):
    page = enter(editor, reverse("wagtailadmin_home"))
    page.get_by_role("button", name=editor.full_name).click()
    page.get_by_role("button", name="Đăng xuất").click()
    expect(page).to_have_url(re.compile("login"))
    page.goto(page.url.split("/tai-khoan")[0] + reverse("wagtailadmin_home"))
    expect(page).to_have_url(re.compile("login"))
