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
    """Lines that are seen, read out, or shown over or inside a control, and hold an English word."""
    seen = page.locator("body").inner_text().splitlines()
    read = page.evaluate(
        """['aria-label', 'title', 'placeholder', 'alt', 'data-tippy-content'].flatMap((name) =>
          [...document.querySelectorAll(`[${name}]`)].map((each) => each.getAttribute(name)))"""
    )
    return [line for line in [*seen, *read, page.title()] if ENGLISH.search(line)]


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
    expect(page.locator("#id_cover-chooser").get_by_text("thien-cam")).to_be_visible(timeout=90_000)
    page.get_by_role("button", name="Lưu bản nháp").first.click()
    expect(page.get_by_text("Đã cập nhật trang “Biển Thiên Cầm mùa hè”.")).to_be_visible()
    expect(page.frame_locator("#w-preview-iframe").locator("img")).to_be_visible(timeout=90_000)
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
    ("wagtailadmin_pages:usage", "page"),
    ("wagtailadmin_pages:revisions_compare", "versions"),
    ("wagtailadmin_pages:search", None),
    ("wagtailadmin_reports:aging_pages", None),
    ("wagtailadmin_account", None),
]


@pytest.mark.parametrize(("name", "about"), SCREENS)
def test_screens_are_vietnamese_clean_under_axe_and_fit_a_phone(content, editor, enter, name, about):
    held = {
        None: [], "page": [content.pk], "shelf": [content.get_parent().pk],
        "versions": [content.pk, "earliest", "latest"],
    }  # fmt: skip
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


def test_what_opens_over_the_editor_is_vietnamese_too(content, editor, enter):
    """Choosers of pictures and files, the menu of blocks, the editor's own tools and the panels beside the text."""
    page = enter(editor, reverse("wagtailadmin_pages:edit", args=[content.pk]))
    found = {"editor": english(page)}
    page.locator(".c-sf-add-button").first.click()
    page.get_by_role("option", name="Tệp tải về").click()
    for name in ("Chọn ảnh", "Chọn tài liệu"):
        page.get_by_role("button", name=name).first.click()
        expect(page.locator(".modal-content").get_by_role("tab").first).to_be_visible(timeout=20_000)
        found[name] = english(page)
        page.locator(".modal-content [data-dismiss='modal']").first.click()
        expect(page.locator(".modal-content")).to_have_count(0, timeout=20_000)
    page.locator(".c-sf-add-button").first.click()
    expect(page.get_by_role("option", name="Trích dẫn")).to_be_visible()
    found["blocks"] = english(page)
    page.keyboard.press("Escape")
    text = page.locator(".public-DraftEditor-content").first
    text.click()
    page.keyboard.press("End")
    page.keyboard.type(" /")
    found["commands"] = english(page)
    page.keyboard.press("Escape")
    for tool in page.locator(".Draftail-ToolbarButton").all():
        tool.hover(force=True)
    found["tools"] = english(page)
    for panel in page.locator("[data-side-panel-toggle]").all():
        panel.click()
        page.wait_for_timeout(400)  # panels slide in
        found[panel.get_attribute("aria-label") or "panel"] = english(page)
    assert {name: lines for name, lines in found.items() if lines} == {}
    assert len(found) > 7


def test_an_older_version_taken_up_again_is_told_of_in_vietnamese(content, editor, enter):
    first = content.latest_revision_id
    draft = content.get_latest_revision_as_object()
    draft.title = draft.draft_title = "Tên mới"
    draft.save_revision(user=editor)
    page = enter(editor, reverse("wagtailadmin_pages:revisions_revert", args=[content.pk, first]))
    expect(page.locator("#wagtail.ready")).to_be_attached()
    assert english(page) == []


def test_who_signs_out_here_is_signed_out_of_the_house(content, editor, enter):
    page = enter(editor, reverse("wagtailadmin_home"))
    page.get_by_role("button", name=editor.full_name).click()
    page.get_by_role("button", name="Đăng xuất").click()
    expect(page).to_have_url(re.compile("login"))
    page.goto(page.url.split("/tai-khoan")[0] + reverse("wagtailadmin_home"))
    expect(page).to_have_url(re.compile("login"))
