from __future__ import annotations

import pytest

from nhipcau.core.actions import record
from nhipcau.core.choices import Role

pytestmark = pytest.mark.django_db


def test_the_audit_page_shows_the_provinces_own_entries_and_finds_words(ha_tinh, hue, now, sign_in):
    record(None, "core.try", ha_tinh.province, "Xác nhận 12 nhiệm vụ", at=now, province_id=ha_tinh.province.pk)
    record(None, "core.try", hue.province, "Việc của Huế", at=now, province_id=hue.province.pk)
    client = sign_in(ha_tinh.person(Role.AUDITOR))
    page = client.get("/nhat-ky/").content.decode()
    assert "Xác nhận 12 nhiệm vụ" in page
    assert "Việc của Huế" not in page
    assert "Xác nhận 12 nhiệm vụ" not in client.get("/nhat-ky/?q=không+có").content.decode()


def test_a_refusal_says_which_role_would_be_allowed(ha_tinh, sign_in):
    answer = sign_in(ha_tinh.person(Role.EDITOR)).get("/nhat-ky/")
    assert answer.status_code == 403
    assert "Người kiểm tra" in answer.content.decode()


def test_a_stranger_is_sent_to_sign_in_and_back(client):
    answer = client.get("/nhat-ky/?q=a")
    assert answer.status_code == 302
    assert answer["Location"].endswith("?next=/nhat-ky/%3Fq%3Da")


def test_a_person_without_a_role_is_told_whom_to_ask(ha_tinh, sign_in):
    user = ha_tinh.person(Role.EDITOR)
    user.authorities.update(valid_to="2021-01-01")
    page = sign_in(user).get("/")
    assert "quản trị hệ thống" in page.content.decode()


def test_the_audit_page_asks_the_database_a_fixed_number_of_times(ha_tinh, now, sign_in, django_assert_max_num_queries):
    for number in range(60):
        record(None, "core.try", ha_tinh.province, f"Việc {number}", at=now, province_id=ha_tinh.province.pk)
    client = sign_in(ha_tinh.person(Role.AUDITOR))
    with django_assert_max_num_queries(7):
        assert client.get("/nhat-ky/").status_code == 200


def test_a_clerk_on_an_english_computer_sees_vietnamese_until_they_choose_english(client):
    page = client.get("/tai-khoan/login/", headers={"Accept-Language": "en-US,en"})
    assert page["Content-Language"] == "vi"
    assert "Đăng nhập" in page.content.decode()
    client.post("/ngon-ngu/setlang/", {"language": "en", "next": "/tai-khoan/login/"})
    assert client.get("/tai-khoan/login/")["Content-Language"] == "en"
