from __future__ import annotations

import pytest
from django.contrib.messages.storage.cookie import CookieStorage
from django.core import mail
from django.http import HttpResponse
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import reverse

from nhipcau.core.choices import Role
from nhipcau.design.public import Tone, tell, toast


@pytest.mark.django_db
def test_the_style_guide_shows_every_component_in_the_demonstration(client, settings):
    settings.NHIPCAU_DEMO = True
    answer = client.get(reverse("design:guide"))
    assert answer.status_code == 200
    assert answer.content.decode().count("data-sample=") >= 20


@pytest.mark.django_db
def test_the_style_guide_is_not_there_in_a_real_installation(client):
    assert client.get(reverse("design:guide")).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ["account_login", "account_reset_password", "account_reset_password_done", "account_inactive"]
)
def test_a_page_before_signing_in_is_ours_and_in_vietnamese(client, name):
    page = client.get(reverse(name)).content.decode()
    assert 'lang="vi"' in page
    assert 'class="brand-name">Nhịp Cầu' in page
    assert "Password" not in page
    assert "Email" not in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ["account_change_password", "mfa_index", "usersessions_list", "account_logout", "account_reauthenticate"]
)
def test_a_page_of_the_account_is_ours_and_in_vietnamese(sign_in, ha_tinh, name):
    page = sign_in(ha_tinh.person(Role.COORDINATOR)).get(reverse(name)).content.decode()
    assert "Nhịp Cầu" in page
    assert "Tỉnh Hà Tĩnh" in page
    assert "Password" not in page


@pytest.mark.django_db
def test_the_header_offers_the_other_language_and_goes_back_to_the_same_page(client):
    page = client.get(reverse("account_login") + "?next=/ke-hoach/").content.decode()
    assert page.count('name="language"') == 1  # content has more languages than our screens
    assert 'name="language" value="en"' in page
    assert 'name="next" value="/tai-khoan/login/?next=/ke-hoach/"' in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("cookie", "media"),
    [("dark", "screen"), ("light", "not all"), ("<x>", "screen and (prefers-color-scheme: dark)")],
)
def test_the_chosen_light_is_drawn_by_the_server(client, cookie, media):
    client.cookies["theme"] = cookie
    page = client.get(reverse("account_login")).content.decode()
    assert f'media="{media}"' in page
    assert "<x>" not in page


@pytest.mark.django_db
def test_a_wrong_password_is_answered_in_vietnamese(client, ha_tinh):
    person = ha_tinh.person(Role.COORDINATOR)
    page = client.post(reverse("account_login"), {"login": person.email, "password": "sai"}).content.decode()
    assert "Thư điện tử hoặc mật khẩu chưa đúng." in page


@pytest.mark.django_db
def test_the_letter_for_a_forgotten_password_is_vietnamese_and_holds_the_link(client, ha_tinh):
    person = ha_tinh.person(Role.COORDINATOR)
    client.post(reverse("account_reset_password"), {"email": person.email})
    (letter,) = mail.outbox
    assert letter.subject.endswith("Đặt lại mật khẩu Nhịp Cầu")
    assert "Kính gửi anh chị," in letter.body
    assert "/tai-khoan/password/reset/key/" in letter.body
    assert "Hello" not in letter.body


@pytest.mark.parametrize("template", ["400.html", "403.html", "404.html", "403_csrf.html", "429.html", "500.html"])
def test_an_error_page_says_what_to_do_and_needs_no_database(template):
    page = render_to_string(template, {}, RequestFactory().get("/"))
    assert "<h1" in page
    assert 'lang="vi"' in page
    assert "xin" in page.lower()


@pytest.mark.parametrize(("undo", "offered"), [("/ke-hoach/1/hoan-tac/", True), ("//xau.example/", False), ("", False)])
def test_a_message_can_offer_to_undo_by_a_post_to_this_host_only(rf, undo, offered):
    request = rf.get("/")
    request._messages = CookieStorage(request)
    tell(request, "Đã bỏ nhiệm vụ.", undo=undo)
    source = "{% load nhipcau %}{% toasts %}"
    shown = Template(source).render(Context({"messages": request._messages, "csrf_token": "thẻ"})).split("<template")[0]
    assert "Đã bỏ nhiệm vụ." in shown
    assert (f'<form method="post" action="{undo}">' in shown and "Hoàn tác" in shown) is offered


def test_a_toast_travels_with_an_htmx_answer():
    answer = toast(HttpResponse(), "Đã lưu", undo="/x/", tone=Tone.RIVER)
    assert '"nhipcau:toast"' in answer["HX-Trigger"]
    assert '"undo": "/x/"' in answer["HX-Trigger"]
