"""A province's directory and its accounts in a real browser: from invitation to first sign-in, and a handover."""

from __future__ import annotations

from datetime import date

import pytest
from django.conf import settings
from django.utils import timezone
from tests.conftest import serious_faults

from nhipcau.core.models import User
from nhipcau.organisations.actions.demonstration import make_demo_accounts
from nhipcau.organisations.actions.loading import load_province
from nhipcau.organisations.models import Authority, Group, Organisation
from nhipcau.organisations.queries.province_files import read_province

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PASSWORD = "cau-va-song-2026"


@pytest.fixture
def province():
    made, _ = load_province(read_province(settings.PROVINCES / "ha-tinh"), at=timezone.now())
    make_demo_accounts(made, PASSWORD, at=timezone.now())
    return made


@pytest.fixture
def administrator(province):
    return User.objects.get(email="quan-tri@ha-tinh.demo")


def body(code):
    return Organisation.objects.get(code=code)


def test_every_page_of_the_room_is_clean_wide_and_narrow(province, administrator, enter):
    agency, focal = body("so-ngoai-vu"), User.objects.get(email="dau-moi@ha-tinh.demo")
    group = Group.objects.get(code="cac-dia-phuong")
    for path in (
        "/co-quan/", "/co-quan/moi/", f"/co-quan/{body('so-thong-tin-truyen-thong').pk}/", f"/co-quan/{agency.pk}/",
        f"/co-quan/{agency.pk}/ke-thua/", f"/co-quan/{agency.pk}/dau-moi/", "/co-quan/dau-moi/", "/co-quan/nhom/",
        f"/co-quan/nhom/{group.pk}/", f"/co-quan/nhom/{group.pk}/thanh-vien/", "/nguoi-dung/", "/nguoi-dung/moi/",
        f"/nguoi-dung/{focal.pk}/", "/nguoi-dung/tu-bang-tinh/", "/nguoi-dung/toi/",
    ):  # fmt: skip
        page = enter(administrator, path)
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 844})
            assert page.evaluate("document.documentElement.scrollWidth") == width, path
        assert serious_faults(page) == [], path
        page.set_viewport_size({"width": 1280, "height": 844})


def test_the_directory_is_searched_without_marks_and_shows_what_became_of_a_body(administrator, enter, picture):
    page = enter(administrator, "/co-quan/")
    picture(page, "danh-ba")
    page.get_by_label("Tên cơ quan").fill("thong tin va truyen thong")
    page.get_by_label("Tình trạng").select_option("all")
    page.wait_for_url("**tinh_trang=all**")
    page.get_by_role("link", name="Sở Thông tin và Truyền thông", exact=True).click()
    assert page.get_by_text("Công tác thông tin đối ngoại nay do cơ quan khác đảm nhiệm").is_visible()
    assert page.get_by_text("Báo chí, xuất bản, thông tin cơ sở, thông tin đối ngoại").is_visible()
    picture(page, "co-quan-qua-cac-thoi-ky")


def test_an_invited_person_reads_the_slip_sets_a_password_and_arrives(administrator, enter, picture):
    page = enter(administrator, "/nguoi-dung/")
    picture(page, "tai-khoan")
    page.get_by_role("link", name="Mời người dùng").click()
    page.get_by_label("Họ và tên").fill("Nguyễn Thị Mời")
    page.get_by_label("Thư điện tử công vụ").fill("moi@ha-tinh.demo")
    page.get_by_role("combobox", name="Vai trò").select_option("focal_person")
    agency = page.get_by_role("combobox", name="Cơ quan")
    agency.fill("so tu phap")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Gửi lời mời").click()
    link = page.locator(".slip-link code").inner_text()
    assert page.get_by_alt_text("Mã để quét bằng điện thoại").is_visible()
    picture(page, "phieu-dat-mat-khau")
    page.context.clear_cookies()
    page.goto(link)
    assert serious_faults(page) == []
    page.get_by_label("Mật khẩu mới").fill(PASSWORD)
    page.get_by_label("Nhập lại mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đặt mật khẩu").click()
    page.get_by_label("Thư điện tử").fill("moi@ha-tinh.demo")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url(lambda address: "login" not in address)
    assert Authority.objects.get(user__email="moi@ha-tinh.demo").organisation == body("so-tu-phap")


def test_the_work_of_a_focal_person_is_handed_over_in_one_form(administrator, enter):
    page = enter(administrator, f"/co-quan/{body('so-ngoai-vu').pk}/")
    page.get_by_role("link", name="Bàn giao").click()
    page.get_by_label("Họ và tên người nhận").fill("Đỗ Thị Nhận")
    page.get_by_label("Thư điện tử công vụ").fill("nhan@ha-tinh.demo")
    page.get_by_role("button", name="Bàn giao").click()
    assert page.get_by_text("Đỗ Thị Nhận tiếp nhận công việc đầu mối.").is_visible()
    held = Authority.objects.filter(organisation=body("so-ngoai-vu"), role="focal_person").valid_on(
        timezone.localdate()
    )
    assert [authority.user.email for authority in held] == ["nhan@ha-tinh.demo"]
    assert held.get().valid_from >= date(2026, 1, 1)
