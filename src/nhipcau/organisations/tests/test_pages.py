from __future__ import annotations

import csv
import io
import re

import pytest
from axes.models import AccessAttempt
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from nhipcau.core.choices import Role
from nhipcau.core.models import User
from nhipcau.organisations.models import FocalPerson, Invitation, Organisation

from .test_sheet import GOOD, changed, xlsx

pytestmark = pytest.mark.django_db
PASSWORD = "cau-va-song-2026"


@pytest.fixture
def admin(ha_tinh, sign_in):
    return sign_in(ha_tinh.person(Role.ADMINISTRATOR))


def log_in(client, email, password):
    return client.post("/tai-khoan/login/", {"login": email, "password": password})


def link_in(text):
    return re.search(r"/dat-mat-khau/[\w-]+/", text).group()


@pytest.mark.parametrize(
    ("address", "most"), [("/co-quan/", 13), ("/co-quan/dau-moi/", 11), ("/co-quan/nhom/", 10), ("/nguoi-dung/", 13)]
)
def test_lists_cost_the_same_queries_whatever_their_length(
    loaded, ha_tinh_files, client, address, most, django_assert_max_num_queries
):
    client.get(address)
    with django_assert_max_num_queries(most):
        assert client.get(address).status_code == 200


@pytest.fixture
def ha_tinh_files(loaded, client):
    """The province as its files have it, seen by its administrator."""
    from django.utils import timezone

    from nhipcau.organisations.actions.provinces import begin_province

    loaded("ha-tinh")
    user = begin_province("ha-tinh", "tỉnh Hà Tĩnh", "qt@hatinh.vn", "Quản trị", at=timezone.now()).user
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return user


def test_the_page_of_an_ended_body_says_who_holds_its_duties_now(ha_tinh_files, client):
    body = Organisation.objects.get(code="so-thong-tin-truyen-thong")
    page = client.get(f"/co-quan/{body.pk}/").content.decode()
    assert "nay do cơ quan khác đảm nhiệm" in page
    assert "Sở Văn hóa, Thể thao và Du lịch" in page
    assert "Thông tư số 10/2025/TT-BVHTTDL" in page


def test_an_empty_directory_says_how_to_begin(db, client):
    from django.utils import timezone

    from nhipcau.organisations.actions.provinces import begin_province

    user = begin_province("moi", "tỉnh Mới", "a@moi.vn", "Quản trị", at=timezone.now()).user
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    assert "Danh bạ chưa có cơ quan nào" in client.get("/co-quan/").content.decode()


def test_a_form_with_a_fault_says_so_and_saves_nothing(ha_tinh, admin):
    answer = admin.post("/co-quan/moi/", {"name": "", "kind": "department", "order": 1})
    assert answer.status_code == 422
    assert Organisation.objects.count() == 6


def test_the_register_is_downloaded_as_csv_with_its_mark_and_as_xlsx(ha_tinh, admin):
    FocalPerson.objects.create(
        province=ha_tinh.province, organisation=ha_tinh.org["so-ngoai-vu"], full_name="=1+1", rank="officer"
    )
    text = admin.get("/co-quan/dau-moi/tai-ve.csv").content.decode("utf-8")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert text.startswith("\ufeff")
    assert len(rows) == 7
    assert ["Sở Ngoại vụ", "Sở, ban, ngành", "Cán bộ đầu mối", "'=1+1"] in [row[:4] for row in rows]
    sheet = load_workbook(io.BytesIO(admin.get("/co-quan/dau-moi/tai-ve.xlsx?q=ngoai").content)).worksheets[0]
    assert [cell.value for cell in sheet["A"]] == ["Cơ quan", "Sở Ngoại vụ"]


def test_an_invited_person_gets_a_letter_sets_a_password_and_signs_in(ha_tinh, admin, client):
    given = {"full_name": "Lê Thị Mới", "email": "moi@example.vn", "role": "focal_person", "since": "01/01/2026"}
    answer = admin.post("/nguoi-dung/moi/", given | {"organisation": ha_tinh.org["so-ngoai-vu"].pk})
    link = link_in(answer.content.decode())
    assert "Phiếu đặt mật khẩu" in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    assert link in mail.outbox[0].body
    admin.logout()
    assert client.post(link, {"password": "ngan", "again": "ngan"}).status_code == 422
    assert client.post(link, {"password": PASSWORD, "again": "khac"}).status_code == 422
    client.post(link, {"password": PASSWORD, "again": PASSWORD})
    assert client.get(link).status_code == 410
    assert log_in(client, "moi@example.vn", PASSWORD).status_code == 302
    assert client.get("/nguoi-dung/toi/").status_code == 200


def test_a_mail_server_that_is_down_leaves_the_slip(ha_tinh, admin, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    answer = admin.post(f"/nguoi-dung/{ha_tinh.person(Role.EDITOR).pk}/lien-ket/")
    assert "Chưa gửi được thư" in answer.content.decode()
    assert Invitation.objects.count() == 1


def test_a_sheet_with_faults_invites_nobody_and_one_without_invites_everybody(ha_tinh, admin):
    def upload(*rows):
        return admin.post("/nguoi-dung/tu-bang-tinh/", {"sheet": SimpleUploadedFile("a.xlsx", xlsx(*rows).read())})

    before = User.objects.count()
    page = upload(GOOD, changed(email="hong"))
    assert page.status_code == 422
    assert "1 trong 2 dòng cần sửa" in page.content.decode()
    assert admin.post("/nguoi-dung/tu-bang-tinh/gui/").status_code == 400
    assert upload(GOOD, changed(email="binh@example.vn")).status_code == 200
    assert User.objects.count() == before
    sent = admin.post("/nguoi-dung/tu-bang-tinh/gui/")
    assert sent.content.decode().count("/dat-mat-khau/") == 2
    assert User.objects.count() == before + 2
    assert admin.post("/nguoi-dung/tu-bang-tinh/gui/").status_code == 400


def test_the_template_of_the_sheet_can_be_uploaded_again(ha_tinh, admin):
    sheet = admin.get("/nguoi-dung/tu-bang-tinh/mau.xlsx").content
    answer = admin.post("/nguoi-dung/tu-bang-tinh/", {"sheet": SimpleUploadedFile("mau.xlsx", sheet)})
    assert answer.status_code == 200


def test_failed_attempts_lock_an_account_out_and_a_manager_unlocks_it(ha_tinh, client, settings):
    editor, admin = ha_tinh.person(Role.EDITOR), ha_tinh.person(Role.ADMINISTRATOR)
    for _ in range(settings.AXES_FAILURE_LIMIT):
        log_in(client, editor.email, "sai-mat-khau")
    assert AccessAttempt.objects.get().username == editor.email
    refused = log_in(client, editor.email, "mat-khau-thu-1")
    assert refused.status_code in (403, 429)
    assert client.get("/co-quan/").status_code == 302
    client.force_login(admin, backend="django.contrib.auth.backends.ModelBackend")
    assert "Mở khóa đăng nhập" in client.get(f"/nguoi-dung/{editor.pk}/").content.decode()
    client.post(f"/nguoi-dung/{editor.pk}/mo-khoa/")
    client.logout()
    assert log_in(client, editor.email, "mat-khau-thu-1").status_code == 302
    assert client.get("/co-quan/").status_code == 200


def test_an_unknown_address_and_a_wrong_password_are_answered_alike(ha_tinh, client):
    answers = [
        re.sub(r'value="[^"]*"|[A-Za-z0-9]{64}', "", log_in(client, email, "sai-mat-khau").content.decode())
        for email in (ha_tinh.person(Role.EDITOR).email, "khong.co@example.vn")
    ]
    assert answers[0] == answers[1]


def test_nobody_signs_up_or_keeps_several_addresses(ha_tinh, client, sign_in):
    for address in ("/tai-khoan/signup/", "/tai-khoan/email/", "/tai-khoan/confirm-email/"):
        assert client.get(address).status_code == 404
        assert client.post(address, {"email": "x@example.vn"}).status_code == 404


def test_two_step_sign_in_is_asked_for_where_the_installation_requires_it(ha_tinh, admin, settings):
    settings.NHIPCAU_MFA_REQUIRED = True
    assert admin.get("/co-quan/").headers["Location"].endswith("/totp/activate/")
    assert admin.get("/nguoi-dung/").headers["Location"].endswith("/totp/activate/")
    page = admin.get("/nguoi-dung/toi/")
    assert page.status_code == 200
    assert page.content.decode().count("Hệ thống này yêu cầu xác thực hai bước") == 1


def test_one_changes_ones_own_name_and_sees_ones_own_roles(ha_tinh, sign_in):
    user = ha_tinh.person(Role.FOCAL_PERSON, "so-ngoai-vu")
    mine = sign_in(user)
    mine.post("/nguoi-dung/toi/", {"full_name": "Tên Mới", "phone": "0239"})
    user.refresh_from_db()
    assert user.full_name == "Tên Mới"
    assert "Cán bộ đầu mối, Sở Ngoại vụ" in mine.get("/nguoi-dung/toi/").content.decode()


def test_a_handover_to_a_new_person_ends_with_a_slip(ha_tinh, admin):
    body, giver = ha_tinh.org["so-ngoai-vu"], ha_tinh.person(Role.FOCAL_PERSON, "so-ngoai-vu")
    given = {"full_name": "Người Nhận", "email": "nhan@example.vn", "since": "10/11/2026"}
    page = admin.post(f"/co-quan/{body.pk}/ban-giao/{giver.pk}/", given).content.decode()
    assert "Người Nhận tiếp nhận công việc đầu mối" in page
    assert link_in(page)


def test_doors_are_shown_to_those_who_may_open_them(ha_tinh, sign_in):
    page = sign_in(ha_tinh.person(Role.FOCAL_PERSON, "so-ngoai-vu")).get("/co-quan/").content.decode()
    assert "/co-quan/" in page
    assert '/nguoi-dung/"' not in page
    assert "Thêm cơ quan" not in page
