"""What we write, our own reader understands: nothing of a document is lost on its way out."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import vanban

from ..choices import Authority, Kind
from ..description import Heading, Paragraph, Signature
from ..public import as_docx
from . import given as sample

SYLLABLES = (
    "tỉnh", "đối", "ngoại", "truyền", "thông", "nghệ", "ưởng", "ẵng", "quốc", "phường", "khuyến", "giỡn", "ẩn", "ỵ",
    "đường", "biên", "giới", "Lào", "Đồng", "Ủy", "(2026)", "R&D", "<b>", "“trích”", "5%", "A&B", "thuở", "hoà", "ngữ",
)  # fmt: skip
names = st.lists(
    st.sampled_from(("Hoàng", "Ngọc", "Ánh", "Thị", "Đào", "Ưng", "Bảo", "Ý", "Hồng")), min_size=1, max_size=3
)
sentences = st.lists(st.sampled_from(SYLLABLES), min_size=3, max_size=60).map(" ".join)
days = st.dates(date(2001, 1, 1), date(2099, 12, 31))


def flat(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).split())


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    title=sentences,
    number=st.integers(1, 9999),
    day=days,
    name=names,
    words=st.lists(sentences, min_size=1, max_size=5),
)
def test_every_field_of_the_head_and_every_word_comes_back(title, number, day, name, words):
    abstract = f"Kết quả công tác {title}"
    signer = " ".join(["Nguyễn", *name])
    described = replace(
        sample.report(), number=str(number), on=day, abstract=abstract, annexes=(),
        body=(Heading("KẾT QUẢ"), *map(Paragraph, words)),
        signatures=(Signature("Phó Giám đốc", signer, ((Authority.FOR, "Giám đốc"),)),),
    )  # fmt: skip
    found = vanban.read(as_docx(described))
    head = found.metadata
    assert (head.kind, head.number, head.symbol) == ("Báo cáo", f"{number:02}/BC-SVHTTDL", "BC-SVHTTDL")
    assert (head.date, head.place, head.year) == (day.isoformat(), "Hà Tĩnh", day.year)
    assert head.superior == "ỦY BAN NHÂN DÂN TỈNH HÀ TĨNH"
    assert head.issuer_as_written == "SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH"
    assert flat(head.title or "") == flat(abstract)
    assert (head.signer, head.sign_capacity) == (signer, "KT. GIÁM ĐỐC, PHÓ GIÁM ĐỐC")
    assert found.recipients == ("Như trên", "UBND tỉnh", "Lãnh đạo Sở", "Lưu: VT, QLBC, 02b")
    for paragraph in words:
        assert flat(paragraph) in flat(found.source_text)


def test_a_letter_comes_back_with_its_abstract_and_its_draft_mark():
    head = vanban.read(as_docx(sample.letter())).metadata
    assert (head.kind, head.number, head.symbol, head.date) == ("Công văn", None, "SVHTTDL-QLBC", None)
    assert head.title == "Đôn đốc thực hiện nhiệm vụ thông tin đối ngoại"
    assert head.draft == "DỰ THẢO"
    assert (head.superior, head.signer, head.sign_capacity) == ("UBND TỈNH HÀ TĨNH", "Trần Văn Ơn", "GIÁM ĐỐC")


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind != Kind.LETTER])
def test_every_kind_is_read_as_itself(kind):
    described = replace(sample.report(), kind=kind, symbol=f"{kind.value}-SVHTTDL", addressees=())
    head = vanban.read(as_docx(described)).metadata
    assert (head.kind, head.number) == (str(kind.label), f"07/{kind.value}-SVHTTDL")


def test_outline_and_points_come_back_in_vietnamese_order():
    paths = [unit.path for unit in vanban.read(as_docx(sample.report())).units]
    assert {"I", "I.1", "I.2", "I.2.a", "I.2.d", "I.2.đ", "II"} <= set(paths)


def test_what_xml_forbids_is_dropped_and_breaks_are_kept():
    described = replace(sample.report(), body=(Paragraph("một\x00\x0bhai\nba\tbốn"),), annexes=())
    text = vanban.read(as_docx(described)).source_text
    assert "mộthai" in text
    assert [part for part in ("ba", "bốn") if part in text] == ["ba", "bốn"]


def test_minutes_name_who_signs_them():
    found = vanban.read(as_docx(sample.minutes()))
    assert found.metadata.kind == "Biên bản"
    assert found.metadata.signer in {"Lê Thị Đào", "Phạm Quốc Ưng"}
    assert {"Lê Thị Đào", "Phạm Quốc Ưng"} <= set(found.source_text.splitlines())
