"""The components in a real browser: clean under axe by day and by night, wide and narrow, and usable by keyboard."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def guide(settings, enter):
    settings.NHIPCAU_DEMO = True

    def opened(width: int = 1280, scheme: str = "light"):
        page = enter(None, "/tai-khoan/login/")
        page.set_viewport_size({"width": width, "height": 844})
        page.emulate_media(color_scheme=scheme)
        page.goto(page.url.replace("/tai-khoan/login/", "/thiet-ke/"))
        return page

    return opened


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_style_guide_has_no_fault_and_no_sideways_scroll(guide, width, scheme):
    page = guide(width, scheme)
    found = Axe().run(page).response["violations"]
    assert [fault["id"] for fault in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_an_agency_is_found_without_marks_and_chosen_by_keyboard(guide):
    page = guide()
    box = page.get_by_role("combobox", name="Cơ quan chủ trì").first
    box.fill("so thong tin va truyen thong")
    assert page.locator("[role=option]").inner_text().startswith("Sở Văn hóa, Thể thao và Du lịch")
    page.keyboard.press("Enter")
    assert box.input_value() == "Sở Văn hóa, Thể thao và Du lịch"
    assert page.eval_on_selector("#id_lead", "select => select.value") == "svhttdl"
    box.fill("không có cơ quan này")
    page.keyboard.press("Escape")
    assert box.input_value() == "Sở Văn hóa, Thể thao và Du lịch"


def test_several_agencies_become_chips_that_can_be_taken_away(guide):
    page = guide()
    values = "[...document.querySelector('#id_with_whom').selectedOptions].map(option => option.value)"
    assert page.evaluate(values) == ["sngv", "sct"]
    page.get_by_role("button", name="Bỏ Sở Công Thương").click()
    assert page.evaluate(values) == ["sngv"]
    page.keyboard.type("vinh loc")
    page.keyboard.press("Enter")
    assert page.evaluate(values) == ["sngv", "xvinhloc"]


def test_keys_of_one_letter_help_and_can_be_turned_off(guide):
    page = guide()
    page.keyboard.press("?")
    help_box = page.get_by_role("dialog", name="Phím tắt")
    assert help_box.is_visible()
    help_box.get_by_label("Dùng phím tắt một chữ trên máy này").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert not help_box.is_visible()


def test_a_toast_offers_to_undo_and_goes_when_it_is_closed(guide):
    page = guide()
    detail = "{text: 'Đã bỏ nhiệm vụ IV.2.-3.', undo: '/hoan-tac/'}"
    page.evaluate(f"document.body.dispatchEvent(new CustomEvent('nhipcau:toast', {{bubbles: true, detail: {detail}}}))")
    toast = page.get_by_role("status").filter(has_text="Đã bỏ nhiệm vụ IV.2.-3.")
    assert toast.get_by_role("button", name="Hoàn tác").is_visible()
    toast.get_by_role("button", name="Đóng thông báo").click()
    toast.wait_for(state="detached")


def test_a_filter_sends_itself_and_leaves_empty_choices_out_of_the_address(guide):
    page = guide()
    page.get_by_label("Trạng thái").first.select_option("overdue")
    page.wait_for_url("**/thiet-ke/?state=overdue")
    assert page.get_by_text("Trạng thái: Quá hạn").is_visible()


def test_the_page_works_without_script(browser, settings, live_server):
    settings.NHIPCAU_DEMO = True
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844}, locale="vi-VN")
    page = context.new_page()
    page.goto(f"{live_server.url}/thiet-ke/")
    assert page.get_by_label("Cơ quan chủ trì").first.is_visible()
    assert page.get_by_role("button", name="Lọc", exact=True).is_visible()
    context.close()
