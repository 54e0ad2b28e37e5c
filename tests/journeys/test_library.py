"""An item in a real browser: contributed by an agency, edited, approved, translated, published in two languages at
once, corrected in public; the translation says that it is behind until its one passage is written anew."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import TestProvince
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect
from tests.conftest import serious_faults

from nhipcau.core.choices import Role
from nhipcau.library.models import Correction, Item, Publication
from nhipcau.library.queries.drafts import draft_of
from nhipcau.library.tests.given import edition
from nhipcau.organisations.actions.loading import load_province
from nhipcau.organisations.models import Organisation
from nhipcau.organisations.queries.province_files import read_province

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 800}
AGENCY = "so-ngoai-vu"
ENGLISH = (
    "Cho Cui temple festival", "The spring festival of the Lam river.", "The festival is held by the Lam river.",
    "The palanquin procession lasts three days.",
)  # fmt: skip
# Puts what Word writes on the clipboard into the field, as a paste does.
PASTE = """(editor) => {
  const data = new DataTransfer();
  data.setData("text/html", "<html><body><p class=MsoNormal style='mso-x:1'>Lễ hội diễn ra bên <b>sông Lam</b>." +
    "<o:p></o:p></p><p class=MsoNormal>Rước kiệu kéo dài ba ngày.</p></body></html>");
  editor.focus();
  editor.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def place():
    province, _ = load_province(read_province(settings.PROVINCES / "ha-tinh"), at=timezone.now())
    made = TestProvince(province, {body.code: body for body in Organisation.objects.filter(valid_to=None)})
    names = {
        (Role.FOCAL_PERSON, AGENCY): "Trần Văn Bình", (Role.EDITOR, ""): "Lê Thị Mai",
        (Role.APPROVER, ""): "Nguyễn Quốc Khánh", (Role.TRANSLATOR, ""): "Phạm Thu Hà",
    }  # fmt: skip
    for (role, code), name in names.items():
        user = made.person(role, code)
        user.full_name = name
        user.save(update_fields=["full_name"])
    return made


def _fits(page: Page) -> None:
    """The page is free of serious faults and no wider than its window, on a phone and on a desk."""
    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], page.url
        assert serious_faults(page) == [], page.url


def _told(page: Page, words: str) -> None:
    expect(page.get_by_role("main")).to_contain_text(words, timeout=20_000)


def test_an_item_is_contributed_approved_translated_published_and_corrected(place, enter, picture):
    held = _contributed(place, enter, picture)
    _edited(place, enter, picture, held)
    _approved(place, enter, picture, held)
    _translated(place, enter, picture, held)
    _approved_in_english(place, enter, held)
    _published(place, enter, picture, held)
    _corrected(place, enter, picture, held)
    _behind(enter, picture, held)
    _brought_up_to_date(place, enter, picture, held)


def _contributed(place: Any, enter: Any, picture: Any) -> Item:
    page = enter(place.person(Role.FOCAL_PERSON, AGENCY), reverse("library:contribute"))
    page.get_by_label("Nội dung thuộc loại nào").select_option("event")
    page.get_by_label("Tiêu đề").fill("Lễ hội Đền Chợ Củi")
    page.get_by_role("button", name="Hiện các thông tin riêng").click()
    expect(page.get_by_label("Tiêu đề")).to_have_value("Lễ hội Đền Chợ Củi")
    page.get_by_label("Tóm tắt").fill("Lễ hội đầu xuân của vùng sông Lam.")
    page.locator(".rich-text").evaluate(PASTE)
    page.locator("[name=fact-starts_on]").fill("12/02/2027")
    _fits(page)
    picture(page, "kho-dong-gop", whole=True)
    page.get_by_role("button", name="Lưu bản nháp").last.click()
    _told(page, "Đã lưu bản nháp")
    held: Item = Item.objects.get()
    values = [block["value"] for block in draft_of(edition(held)).body.raw_data]
    assert values == ["<p>Lễ hội diễn ra bên <b>sông Lam</b>.</p>", "<p>Rước kiệu kéo dài ba ngày.</p>"]
    _fits(page)
    picture(page, "kho-soan", whole=True)
    page.goto(page.url.replace("soan/", ""))
    page.get_by_role("button", name="Gửi biên tập").first.click()
    _told(page, "Đã gửi. Biên tập viên sẽ xem")
    return held


def _edited(place: Any, enter: Any, picture: Any, held: Item) -> None:
    page = enter(place.person(Role.EDITOR), reverse("library:items"))
    _fits(page)
    picture(page, "kho-danh-sach")
    page.get_by_role("link", name="Chờ biên tập").click()
    page.get_by_role("link", name="Lễ hội Đền Chợ Củi").click()
    page.get_by_role("button", name="Nhận biên tập").first.click()
    _told(page, "Đã nhận biên tập")
    page.get_by_role("button", name="Trình duyệt").first.click()
    _told(page, "Đã trình duyệt")


def _approved(place: Any, enter: Any, picture: Any, held: Item) -> None:
    page = enter(place.person(Role.APPROVER), reverse("library:item", args=[held.pk]))
    page.get_by_role("link", name="Xem và duyệt").first.click()
    _told(page, "Rước kiệu kéo dài ba ngày.")
    _fits(page)
    picture(page, "kho-duyet", whole=True)
    page.get_by_role("button", name="Duyệt nội dung này").click()
    _told(page, "Đã duyệt đúng nội dung vừa xem")


def _opened_from_the_table(place: Any, enter: Any, picture: Any, state: str) -> Any:
    """The table of translations, and what its count for English in a state opens."""
    page = enter(place.person(Role.TRANSLATOR), reverse("library:translations"))
    _fits(page)
    picture(page, f"dich-bang-{state}")
    page.locator(f'a[href*="ngon_ngu=en"][href*="tinh_trang={state}"]').click()
    expect(page.get_by_role("row", name="Lễ hội Đền Chợ Củi")).to_have_count(1)
    return page


def _write_next(page: Any, words: str) -> None:
    """Writes the passage that waits and sees that one fewer does."""
    waiting = page.locator("[data-waits]")
    before = waiting.count()
    waiting.first.get_by_role("textbox").fill(words)
    waiting.first.get_by_role("button", name="Lưu").click()
    expect(waiting).to_have_count(before - 1, timeout=20_000)


def _translated(place: Any, enter: Any, picture: Any, held: Item) -> None:
    page = _opened_from_the_table(place, enter, picture, "missing")
    page.get_by_role("button", name="Bắt đầu dịch").click()
    _told(page, "4 đoạn cần làm.")
    _fits(page)
    for words in ENGLISH:
        _write_next(page, words)
    _told(page, "Mọi đoạn đều khớp bản gốc.")
    picture(page, "dich-song-song", whole=True)
    page.goto(page.url.partition("/thu-vien")[0] + reverse("library:item", args=[held.pk]))
    page.locator("#ban-en").get_by_role("button", name="Trình duyệt").click()
    _told(page, "Đã trình duyệt")


def _approved_in_english(place: Any, enter: Any, held: Item) -> None:
    page = enter(place.person(Role.APPROVER), reverse("library:item", args=[held.pk]))
    page.get_by_role("link", name="Xem và duyệt").first.click()
    _told(page, ENGLISH[0])
    page.get_by_role("button", name="Duyệt nội dung này").click()
    _told(page, "Đã duyệt đúng nội dung vừa xem")


def _published(place: Any, enter: Any, picture: Any, held: Item) -> None:
    page = enter(place.person(Role.EDITOR), reverse("library:item", args=[held.pk]))
    page.get_by_role("link", name="Đăng bản đã duyệt").click()
    expect(page.get_by_label("Tiếng Việt")).to_be_checked()
    expect(page.get_by_label("Tiếng Anh")).to_be_checked()
    _fits(page)
    picture(page, "kho-dang")
    page.get_by_role("button", name="Đăng các bản đã chọn").click()
    _told(page, "Đã đăng. Bạn đọc thấy ngay.")
    out = Publication.objects.filter(item=held)
    assert set(out.values_list("language", "title")) == {("vi", "Lễ hội Đền Chợ Củi"), ("en", ENGLISH[0])}
    assert len(set(out.values_list("at", flat=True))) == 1


def _corrected(place: Any, enter: Any, picture: Any, held: Item) -> None:
    page = enter(place.person(Role.EDITOR), reverse("library:item", args=[held.pk]))
    page.locator("#ban-vi").get_by_role("link", name="Đính chính").click()
    page.get_by_label("Nội dung đã đăng sai").fill("Rước kiệu kéo dài ba ngày.")
    page.get_by_label("Nội dung đúng").fill("Rước kiệu kéo dài hai ngày.")
    page.get_by_label("Căn cứ").fill("Kế hoạch tổ chức lễ hội năm 2027")
    _fits(page)
    picture(page, "kho-dinh-chinh")
    page.get_by_role("button", name="Ghi nội dung đính chính").click()
    _told(page, "đính chính được đánh số khi bản sửa được đăng")
    page.get_by_role("link", name="Soạn tiếp").first.click()
    block = page.locator(".rich-text").nth(1)
    block.fill("Rước kiệu kéo dài hai ngày.")
    page.get_by_role("button", name="Lưu bản nháp").last.click()
    _told(page, "Đã lưu bản nháp")
    page.get_by_role("button", name="Trình duyệt").first.click()
    _told(page, "Đã trình duyệt")

    page = enter(place.person(Role.APPROVER), reverse("library:approval", args=[edition(held).pk]))
    _told(page, "Đính chính sẽ công bố cùng bản này")
    expect(page.locator("ins").first).to_have_text("hai")
    picture(page, "kho-duyet-dinh-chinh", whole=True)
    page.get_by_role("button", name="Duyệt nội dung này").click()
    page.get_by_role("link", name="Đăng bản đã duyệt").click()
    page.get_by_role("button", name="Đăng các bản đã chọn").click()
    _told(page, "Đính chính số 1/")
    assert str(Correction.objects.get()).startswith("1/")
    _fits(page)
    picture(page, "kho-muc", whole=True)
    page.get_by_role("link", name="Bản đã đăng trước đó").click()
    _told(page, "Rước kiệu kéo dài ba ngày.")
    _fits(page)


def _read_in_english(enter: Any, held: Item) -> Any:
    out = Publication.objects.get(item=held, language="en", ended_at=None)
    return enter(None, reverse("portal:item", args=["en", "su-kien", out.slug]))


def _behind(enter: Any, picture: Any, held: Item) -> None:
    page = _read_in_english(enter, held)
    expect(page.locator(".behind")).to_have_text("The palanquin procession lasts three days.")
    _told(page, "Lễ hội Đền Chợ Củi")  # the way to the original
    _fits(page)
    picture(page, "cong-ban-dich-cu")


def _brought_up_to_date(place: Any, enter: Any, picture: Any, held: Item) -> None:
    page = _opened_from_the_table(place, enter, picture, "stale")
    page.locator(".translation-cell").click()
    waiting = page.locator("[data-waits]")
    expect(waiting).to_have_count(1)
    expect(waiting.locator("del")).to_have_text("ba")
    expect(waiting.locator("ins")).to_have_text("hai")
    expect(waiting.get_by_role("textbox")).to_have_value("The palanquin procession lasts three days.")
    _fits(page)
    picture(page, "dich-doan-cu", whole=True)
    _write_next(page, "The palanquin procession lasts two days.")
    page.goto(page.url.partition("/thu-vien")[0] + reverse("library:item", args=[held.pk]))
    page.locator("#ban-en").get_by_role("button", name="Trình duyệt").click()
    _told(page, "Đã trình duyệt")
    _approved_in_english(place, enter, held)
    page.get_by_role("link", name="Đăng bản đã duyệt").click()
    page.get_by_role("button", name="Đăng các bản đã chọn").click()
    _told(page, "Đã đăng. Bạn đọc thấy ngay.")
    page.wait_for_timeout(1_500)  # what was published is read everywhere within a second
    page = _read_in_english(enter, held)
    page.reload()  # the browser may show what it has for a minute
    expect(page.locator(".behind")).to_have_count(0)
    _told(page, "lasts two days")
