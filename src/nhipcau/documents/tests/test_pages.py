from __future__ import annotations

import pytest

from nhipcau.core.public import Role
from nhipcau.documents.models import Document, ReadingJob

from . import makers


@pytest.fixture
def client_of(ha_tinh, sign_in):
    return sign_in(ha_tinh.person(Role.COORDINATOR, "so-vhttdl"))


def test_a_file_sent_with_the_plain_form_leads_to_the_page_of_its_document(client_of) -> None:
    answer = client_of.post("/van-ban/tai-len/", {"file": makers.upload(makers.PLAN, "kế hoạch.txt")}, follow=True)

    page = answer.content.decode()
    assert answer.redirect_chain == [(f"/van-ban/{Document.objects.get().pk}/", 302)]
    assert "12/KH-UBND" in page
    assert "Công tác thông tin đối ngoại năm 2026" in page


def test_a_form_without_a_token_is_refused(ha_tinh) -> None:
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(ha_tinh.person(Role.COORDINATOR), backend="django.contrib.auth.backends.ModelBackend")

    assert strict.post("/van-ban/tai-len/", {"file": makers.upload(makers.PLAN)}).status_code == 403
    assert not Document.objects.exists()


def test_the_original_comes_back_as_a_download_that_no_browser_runs(client_of, bring) -> None:
    document = bring(makers.PLAN, "../kế hoạch.txt").document

    answer = client_of.get(f"/van-ban/{document.pk}/tep-goc/")

    assert b"".join(answer.streaming_content) == makers.PLAN.encode()
    assert answer["Content-Disposition"].startswith("attachment")
    assert "/" not in answer["Content-Disposition"].split("filename", 1)[1].replace("utf-8''", "")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Type"] == "application/octet-stream"


def test_what_waits_in_quarantine_is_fetched_by_its_uploader_alone(ha_tinh, sign_in, bring) -> None:
    document = bring(makers.picture_pdf(), "a.pdf").document

    other = sign_in(ha_tinh.person(Role.COORDINATOR, "so-ngoai-vu"))

    assert other.get(f"/van-ban/{document.pk}/tep-goc/").status_code == 404


def test_another_province_sees_nothing_of_it(hue, sign_in, bring) -> None:
    document = bring(makers.PLAN).document
    client = sign_in(hue.person(Role.COORDINATOR))

    assert client.get(f"/van-ban/{document.pk}/").status_code == 404
    assert "12/KH-UBND" not in client.get("/van-ban/").content.decode()


def test_the_progress_page_asks_again_only_while_work_is_going_on(client_of, bring) -> None:
    document = bring(makers.PLAN).document
    address = f"/van-ban/{document.pk}/tien-do/"
    assert "every 1s" not in client_of.get(address).content.decode()

    ReadingJob.objects.update(state="running", step="Đọc nội dung", done=20)

    assert "every 1s" in client_of.get(address).content.decode()


def test_the_list_costs_the_same_queries_whatever_its_length(client_of, bring, django_assert_max_num_queries) -> None:
    bring(makers.PLAN)
    client_of.get("/van-ban/")
    with django_assert_max_num_queries(11):
        client_of.get("/van-ban/")
    for number in range(5):
        bring(makers.PLAN + f"\nBản {number}")
    with django_assert_max_num_queries(11):
        client_of.get("/van-ban/")
