"""The pages of the consolidated report, as the people who work on it meet them."""

from __future__ import annotations

from io import BytesIO
from zipfile import is_zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from nhipcau.reports.actions.consolidating import editing, signing
from nhipcau.reports.actions.consolidating.drafting import draft
from nhipcau.reports.models import Consolidation

from . import given
from .test_consolidation import OTHER_VISIT, VISIT, arrived, passage

pytestmark = pytest.mark.django_db


@pytest.fixture
def period(ha_tinh):
    made = given.period(ha_tinh)
    arrived(ha_tinh, made, "so-ngoai-vu", {"phim": "3"}, **{"bao-chi": VISIT})
    arrived(ha_tinh, made, "cong-an-tinh", {"phim": "2"}, **{"bao-chi": OTHER_VISIT, "tap-huan": "Mở 02 lớp."})
    return made


@pytest.fixture
def paper(ha_tinh, period):
    return draft(given.coordinator(ha_tinh), period, now=given.NOW)


@pytest.fixture
def desk(ha_tinh, client):
    client.force_login(ha_tinh.person("coordinator"))
    return client


def words(response):
    return response.content.decode()


def test_a_period_that_something_arrived_for_offers_a_draft(desk, period):
    listed = words(desk.get(reverse("reports:papers")))
    assert "Lập dự thảo báo cáo tổng hợp" in listed
    made = desk.post(reverse("reports:make_paper", args=[period.pk]), follow=True)
    assert made.status_code == 200
    assert Consolidation.objects.get().title in words(made)
    assert "Lập dự thảo báo cáo tổng hợp" not in words(desk.get(reverse("reports:papers")))


def test_a_chosen_passage_shows_who_said_it_and_where_each_number_comes_from(desk, paper):
    block = passage(paper, "đoàn 15")
    shown = words(desk.get(reverse("reports:paper", args=[paper.pk]), {"doan": block.pk}))
    assert "Công an tỉnh" in shown
    assert OTHER_VISIT in shown
    assert "Nguồn của từng số" in shown
    table = paper.blocks.get(kind="figures")
    assert "Sở Ngoại vụ: 3" in " ".join(
        words(desk.get(reverse("reports:paper", args=[paper.pk]), {"doan": table.pk})).split()
    )


def test_contradictions_are_set_side_by_side_and_noted(desk, paper):
    address = reverse("reports:paper", args=[paper.pk])
    shown = words(desk.get(address))
    assert "nói khác nhau về cùng một việc" in shown
    assert VISIT in shown
    assert OTHER_VISIT in shown
    from nhipcau.reports.queries.consolidating.findings import findings

    found = next(each for each in findings(second_actor(paper), paper) if each.kind == "contradiction")
    told = desk.post(
        reverse("reports:paper_look", args=[paper.pk]),
        {"kind": "contradiction", "key": found.key, "note": "Theo Sở Ngoại vụ"},
        follow=True,
    )
    assert "Theo Sở Ngoại vụ" in words(told)


def second_actor(paper):
    from nhipcau.core.public import actor_of

    return actor_of(paper.drafted_by, given.NOW.date())


def test_words_are_changed_and_a_second_person_is_not_overwritten(desk, paper):
    block = passage(paper, "02 lớp")
    address = reverse("reports:paper_words", args=[paper.pk, block.pk])
    saved = desk.post(address, {"text": "Mở 02 lớp tập huấn.", "revision": 0}, follow=True)
    assert "Mở 02 lớp tập huấn." in " ".join(words(saved).split()) or "lớp tập huấn" in words(saved)
    late = desk.post(address, {"text": "Lời khác hẳn.", "revision": 0})
    assert late.status_code == 409
    assert "Lời khác hẳn." in words(late)
    block.refresh_from_db()
    assert block.text == "Mở 02 lớp tập huấn."


def test_blocks_are_added_moved_taken_out_and_vouched_for(desk, paper):
    block = passage(paper, "02 lớp")
    desk.post(reverse("reports:paper_add", args=[paper.pk, block.pk]), {"text": "Đạt 80 % kế hoạch."})
    own = passage(paper, "80 %")
    for what in ("len", "xuong", "bo", "giu"):
        answer = desk.post(reverse("reports:paper_arrange", args=[paper.pk, own.pk]), {"viec": what})
        assert answer.status_code == 302
    assert desk.post(reverse("reports:paper_arrange", args=[paper.pk, own.pk]), {"viec": "x"}).status_code == 404
    desk.post(reverse("reports:paper_vouch", args=[paper.pk, own.pk]), {"number": "80", "note": "Tự đếm"})
    assert own.tallies.get().note == "Tự đếm"
    again = desk.post(reverse("reports:paper_again", args=[paper.pk]), follow=True)
    assert "Đạt" in words(again)


def test_the_frame_is_kept_for_the_next_report(ha_tinh, desk, paper, period):
    address = reverse("reports:paper_frame", args=[paper.pk])
    assert desk.get(address).status_code == 200
    given_ = {
        "title": "Kết quả năm 2026", "issuer": "Ủy ban nhân dân tỉnh Hà Tĩnh", "symbol": "BC-UBND", "place": "Hà Tĩnh",
        "office": "Phó Chủ tịch", "signer": "Trần Văn Bình", "recipients": "Bộ Ngoại giao\nTỉnh ủy", "archive": "VT",
        "revision": paper.revision,
    }  # fmt: skip
    assert desk.post(address, given_).status_code == 302
    paper.refresh_from_db()
    assert paper.frame["recipients"] == ["Bộ Ngoại giao", "Tỉnh ủy"]
    assert desk.post(address, {**given_, "title": "Khác"}).status_code == 409
    assert draft(given.coordinator(ha_tinh), period, now=given.NOW).frame == paper.frame


def test_from_review_to_issue_and_the_signed_copy_later(ha_tinh, desk, client, paper):
    for each in ("contradiction",):
        from nhipcau.reports.queries.consolidating.findings import findings

        for found in findings(given.coordinator(ha_tinh), paper):
            if found.kind == each:
                editing.look(given.coordinator(ha_tinh), paper, found.kind, found.key, "Đã rõ", now=given.NOW)
    asked = desk.post(reverse("reports:paper_ask_review", args=[paper.pk]), follow=True)
    assert "Chờ soát xét" in words(asked)
    client.force_login(ha_tinh.person("province_leader"))
    back = reverse("reports:paper_send_back", args=[paper.pk])
    assert client.get(back).status_code == 200
    assert client.post(back, {"reason": ""}).status_code == 422
    assert client.post(reverse("reports:paper_approve", args=[paper.pk])).status_code == 302
    client.force_login(ha_tinh.person("coordinator"))
    issue = reverse("reports:paper_issue", args=[paper.pk])
    assert client.get(issue).status_code == 200
    assert client.post(issue, {"number": "", "on": "01/12/2026"}).status_code == 422
    told = client.post(issue, {"number": "15", "on": "01/12/2026"}, follow=True)
    assert "Số 15/BC-UBND" in words(told)
    signed = SimpleUploadedFile("ban-ky.txt", "Số: 15/BC-UBND\nBÁO CÁO\nKết quả.".encode())
    assert client.post(issue, {"signed": signed}, follow=True).status_code == 200
    paper.refresh_from_db()
    assert paper.final_copy is not None


def test_versions_are_kept_by_name_and_compared(ha_tinh, desk, paper):
    block = passage(paper, "02 lớp")
    editing.change_words(given.coordinator(ha_tinh), block, "Mở 02 lớp tập huấn.", revision=0, now=given.NOW)
    kept = desk.post(reverse("reports:paper_keep", args=[paper.pk]), {"occasion": "Trước khi họp"}, follow=True)
    assert "Trước khi họp" in words(kept)
    assert "diff-added" in words(kept)


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_the_report_and_its_annex_are_downloaded(desk, paper, form):
    answer = desk.get(reverse("reports:paper_file", args=[paper.pk, form]))
    assert is_zipfile(BytesIO(answer.content))
    assert f".{form}" in answer["Content-Disposition"]


def test_the_page_takes_the_same_queries_whatever_its_length(ha_tinh, desk, paper, django_assert_max_num_queries):
    with django_assert_max_num_queries(45):
        desk.get(reverse("reports:paper", args=[paper.pk]))
    for number in range(12):
        editing.add_block(given.coordinator(ha_tinh), paper, after=None, text=f"Đoạn thứ {number}.", now=given.NOW)
    with django_assert_max_num_queries(45):
        desk.get(reverse("reports:paper", args=[paper.pk]))


def test_a_reader_sees_no_button_of_a_writer(ha_tinh, client, paper):
    client.force_login(ha_tinh.person("province_leader"))
    shown = words(client.get(reverse("reports:paper", args=[paper.pk])))
    assert "Trình soát xét" not in shown
    assert "Cập nhật từ báo cáo mới" not in shown
    assert str(signing.PaperState.DRAFTING.label) in shown
