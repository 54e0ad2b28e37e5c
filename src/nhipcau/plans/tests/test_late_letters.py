"""Letters to agencies that are late: who gets one, what it says, and that the reader understands it."""

from __future__ import annotations

import zipfile
from datetime import date, timedelta
from io import BytesIO

import pytest
from conftest import TODAY
from django.core.files.storage import storages
from django.utils import timezone
from docx import Document as Docx

import vanban
from nhipcau.paper.public import Authority, NoOfficeError, as_docx
from nhipcau.plans.actions.letters import KEPT_FOR, forget_letters, make
from nhipcau.plans.choices import AssignmentState, Part, Standing
from nhipcau.plans.models import LetterPacket
from nhipcau.plans.queries.late_letters import LetterHead, late_agencies, late_letters, place_of
from nhipcau.plans.queries.register import Chosen, counts

from .given import duty, give, plan

pytestmark = pytest.mark.django_db

ADDRESS = "/tong-quan/don-doc/"


@pytest.fixture
def actor(ha_tinh):
    return ha_tinh.actor(ha_tinh.person("coordinator"))


@pytest.fixture
def coordinator(ha_tinh, sign_in):
    return sign_in(ha_tinh.person("coordinator"))


@pytest.fixture
def late(ha_tinh, hue):
    """Two late agencies, one requested, one that coordinates, one in another province; all long ago."""
    of = plan(ha_tinh)
    charged = duty(ha_tinh, "Xây dựng chuyên trang <tiếng Anh> & “ảnh”.", of=of)
    give(ha_tinh, "so-tai-chinh", to=charged, last=date(2026, 9, 10))
    give(ha_tinh, "so-tai-chinh", to=duty(ha_tinh, "Gửi danh mục ấn phẩm", of=of), last=date(2026, 10, 20))
    give(ha_tinh, "so-vhttdl", to=charged, last=date(2026, 10, 1))
    give(ha_tinh, "ban-tuyen-giao-dan-van", to=charged, last=date(2026, 9, 1), requested=True)
    give(ha_tinh, "cong-an-tinh", to=charged, last=date(2026, 9, 1), part=Part.COORDINATE)
    give(ha_tinh, to=charged, last=date(2026, 9, 1), state=AssignmentState.DONE)
    give(hue, last=date(2026, 9, 1))
    return of


def head(ha_tinh, today):
    return LetterHead(
        ha_tinh.org["so-vhttdl"], "SVHTTDL-QLBC", "Giám đốc", "Trần Văn Ơn", "VT, QLBC", today + timedelta(days=7)
    )


def _signature(of):
    """The lines of the signature block of a letter."""
    cells = [cell.text for table in Docx(BytesIO(as_docx(of))).tables for row in table.rows for cell in row.cells]
    return next(cell for cell in cells if "GIÁM ĐỐC" in cell or "CHỦ TỊCH" in cell or "CHÁNH VĂN PHÒNG" in cell)


@pytest.mark.parametrize(
    ("issuer", "office", "authority", "of", "lines"),
    [
        ("so-vhttdl", "Giám đốc", None, "", ["GIÁM ĐỐC"]),
        ("so-vhttdl", "Phó Giám đốc", Authority.FOR, "Giám đốc", ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]),
        ("ubnd-tinh", "Chủ tịch", None, "", ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]),
        (
            "ubnd-tinh",
            "Phó Chủ tịch",
            Authority.FOR,
            "Chủ tịch",
            ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"],
        ),
        ("ubnd-tinh", "Chánh Văn phòng", Authority.BY_ORDER, "Chủ tịch", ["TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"]),
    ],
)
def test_a_letter_says_in_whose_place_it_is_signed(ha_tinh, actor, late, today, issuer, office, authority, of, lines):
    signed = LetterHead(ha_tinh.org[issuer], "", office, "", "VT", today, authority, of)
    _agency, letter = late_letters(late_agencies(actor, late, today), late, signed, "tỉnh Hà Tĩnh", today)[0]
    assert [line for line in _signature(letter).splitlines() if line.strip()][: len(lines)] == lines


def test_whom_one_signs_for_is_asked_where_it_is_missing(ha_tinh, coordinator, late):
    address = f"{ADDRESS}?ban_hanh={ha_tinh.org['so-vhttdl'].pk}&ky_thay=KT."
    assert "Xin ghi ký thay hoặc thừa lệnh ai" in coordinator.get(address).content.decode()


def test_who_is_late_gets_a_letter_and_nobody_else(ha_tinh, actor, late, today):
    found = late_agencies(actor, late, today)
    assert [(each.organisation.name, len(each.rows)) for each in found] == [
        ("Sở Tài chính", 2), ("Sở Văn hóa, Thể thao và Du lịch", 1),
    ]  # fmt: skip
    letters = late_letters(found, late, head(ha_tinh, today), "tỉnh Hà Tĩnh", today)
    assert [letter.addressees for _agency, letter in letters] == [("Sở Tài chính",)], "nobody writes to itself"


def test_a_letter_lists_what_the_register_lists(actor, late, today):
    for each in late_agencies(actor, late, today):
        assert counts(actor, each.chosen, today).by[Standing.OVERDUE] == len(each.rows)
    assert (
        sum(len(each.rows) for each in late_agencies(actor, None, today))
        == counts(actor, Chosen(part=Part.LEAD), today).by[Standing.OVERDUE]
    )


def test_the_reader_finds_head_and_duties_of_a_letter(ha_tinh, actor, late, today):
    letters = late_letters(late_agencies(actor, late, today), late, head(ha_tinh, today), "tỉnh Hà Tĩnh", today)
    found = vanban.read(as_docx(letters[0][1]))
    about = found.metadata
    assert (about.kind, about.number, about.symbol, about.date) == ("Công văn", None, "SVHTTDL-QLBC", None)
    assert (about.superior, about.issuer_as_written) == (
        "ỦY BAN NHÂN DÂN TỈNH HÀ TĨNH", "SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH",
    )  # fmt: skip
    assert about.title == "Đôn đốc thực hiện nhiệm vụ thông tin đối ngoại"
    assert about.signer == "Trần Văn Ơn"
    text = " ".join(found.source_text.split())
    assert "Xây dựng chuyên trang <tiếng Anh> & “ảnh” 10/09/2026 53" in text
    assert "còn 02 nhiệm vụ được giao chủ trì đã quá thời hạn" in text
    assert "Kế hoạch số 45/KH-UBND" in text
    assert "trước ngày 09/11/2026" in text


def test_place_is_the_province_without_its_kind():
    assert [place_of(name) for name in ("tỉnh Hà Tĩnh", "thành phố Huế", "Cà Mau")] == ["Hà Tĩnh", "Huế", "Cà Mau"]


def test_the_page_offers_files_once_it_is_said_who_writes(ha_tinh, coordinator, late):
    page = coordinator.get(ADDRESS, {"ban_hanh": ""}).content.decode()
    assert "Chọn cơ quan ban hành trước" in page
    page = coordinator.get(ADDRESS, {"ban_hanh": ha_tinh.org["so-vhttdl"].pk}).content.decode()
    assert "Tải tất cả (Word)" in page
    assert f'href="{ADDRESS}{ha_tinh.org["so-tai-chinh"].pk}/?' in page
    assert f'href="{ADDRESS}{ha_tinh.org["so-vhttdl"].pk}/?' not in page


def test_one_letter_comes_as_word_and_as_pdf_and_all_in_an_archive(ha_tinh, coordinator, late):
    asked = {"ban_hanh": ha_tinh.org["so-ngoai-vu"].pk, "chuc_vu": "Giám đốc"}
    own = f"{ADDRESS}{ha_tinh.org['so-tai-chinh'].pk}/"
    assert coordinator.get(own, asked).content[:2] == b"PK"
    assert coordinator.get(own, {**asked, "tep": "pdf"}).content[:4] == b"%PDF"
    packed = zipfile.ZipFile(BytesIO(coordinator.get(f"{ADDRESS}tat-ca/", asked).content))
    names = packed.namelist()
    assert len(names) == 2
    assert all(name.startswith("don-doc-so-") and name.endswith(".docx") for name in names)
    assert all(vanban.read(packed.read(name)).metadata.kind == "Công văn" for name in names)


def test_all_as_pdf_are_made_in_the_background_and_wait_on_the_page(ha_tinh, coordinator, late):
    asked = f"?ban_hanh={ha_tinh.org['so-ngoai-vu'].pk}&chuc_vu=Phó Giám đốc&ky_thay=KT.&thay_ai=Giám đốc"
    told = coordinator.post(f"{ADDRESS}tat-ca/pdf/{asked}", follow=True)
    packet = LetterPacket.objects.get()
    assert (packet.state, packet.letters) == ("done", 2)
    assert packet.name in told.content.decode()
    packed = zipfile.ZipFile(BytesIO(b"".join(coordinator.get(f"{ADDRESS}bo/{packet.pk}/").streaming_content)))
    assert [packed.read(name)[:4] for name in packed.namelist()] == [b"%PDF", b"%PDF"]


def test_while_they_are_made_the_page_asks_again_and_a_failure_is_told_in_words(
    ha_tinh, coordinator, late, monkeypatch
):
    by = ha_tinh.person("coordinator")
    packet = LetterPacket.objects.create(province=ha_tinh.province, on=TODAY, by=by, at=timezone.now(), head={
        "issuer": ha_tinh.org["so-vhttdl"].pk, "symbol": "", "office": "Giám đốc", "signer": "", "archive": "VT",
        "answer_by": "2026-11-09", "authority": "", "head": "",
    })  # fmt: skip
    assert 'hx-trigger="every 2s"' in coordinator.get(f"{ADDRESS}bo/").content.decode()

    def without_office(_pages):
        raise NoOfficeError

    monkeypatch.setattr("nhipcau.plans.actions.letters.all_as_pdf", without_office)
    make(packet.pk, clock=timezone.now)
    page = coordinator.get(f"{ADDRESS}bo/").content.decode()
    assert str(NoOfficeError()) in page
    assert "every 2s" not in page


def test_what_is_made_is_not_made_again_and_is_forgotten_after_a_week(ha_tinh, coordinator, late):
    coordinator.post(f"{ADDRESS}tat-ca/pdf/?ban_hanh={ha_tinh.org['so-ngoai-vu'].pk}")
    packet = LetterPacket.objects.get()
    make(packet.pk, clock=timezone.now)
    assert LetterPacket.objects.get().stored_as == packet.stored_as
    forget_letters(TODAY, lambda: packet.at + KEPT_FOR)
    assert LetterPacket.objects.exists()
    forget_letters(TODAY, lambda: packet.at + KEPT_FOR + timedelta(seconds=1))
    assert not LetterPacket.objects.exists()
    assert not storages["documents"].exists(packet.stored_as)


def test_who_is_not_late_any_more_gets_no_letter_but_a_sentence(ha_tinh, coordinator, late):
    asked = {"ban_hanh": ha_tinh.org["so-ngoai-vu"].pk}
    answer = coordinator.get(f"{ADDRESS}{ha_tinh.org['cong-an-tinh'].pk}/", asked)
    assert answer.status_code == 409
    assert "Không còn nhiệm vụ quá hạn" in answer.content.decode()
    assert coordinator.get(f"{ADDRESS}tat-ca/", {"ban_hanh": ""}).status_code == 409


def test_a_letter_asks_for_an_answer_in_a_week_unless_told_otherwise(ha_tinh, coordinator, late):
    form = coordinator.get(ADDRESS, {"ban_hanh": ha_tinh.org["so-vhttdl"].pk}).context["form"]
    assert form.head().answer_by == timezone.localdate() + timedelta(days=7)


def test_without_anything_late_the_page_says_so(coordinator):
    assert "Không có cơ quan nào quá hạn" in coordinator.get(ADDRESS).content.decode()
