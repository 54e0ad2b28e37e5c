"""Misread markers are told by the row they stand in, and only there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanban.repair.numerals import mend_markers, mend_quarters


def mended(*lines: str) -> list[str]:
    changes = dict(mend_markers(lines))
    return [
        text[: change.start] + change.meant + text[change.end :] if (change := changes.get(at)) else text
        for at, text in enumerate(lines)
    ]


def test_a_numeral_that_lost_or_joined_its_strokes_is_the_next_of_its_row() -> None:
    read = ["I. MỤC ĐÍCH", "1. Nêu rõ", "H. NHIỆM VỤ", "II. KINH PHÍ", "TV. TỔ CHỨC", "V. BÁO CÁO"]
    found = mended(*read)
    assert [line.split(".")[0] for line in found] == ["I", "1", "II", "III", "IV", "V"]


@pytest.mark.parametrize("sign", ["©)", "€)", "¢)"])
def test_what_is_no_letter_before_a_bracket_is_the_next_letter(sign: str) -> None:
    assert mended("a) Một", "b) Hai", f"{sign} Ba", "đ) Bốn", "d) Năm") == [
        "a) Một",
        "b) Hai",
        "c) Ba",
        "d) Bốn",
        "đ) Năm",
    ]


def test_a_four_before_a_bracket_opens_a_row_of_letters() -> None:
    assert mended("1. Sở Ngoại vụ", "4) Dịch tài liệu", "b) In ấn")[1] == "a) Dịch tài liệu"


def test_rows_that_are_whole_stay() -> None:
    lines = [
        "A. PHẦN",
        "I. Một",
        "1. Hai",
        "a) Ba",
        "b) Bốn",
        "II. Năm",
        "B. PHẦN",
        "I. Sáu",
        "II. Bảy",
        "10. Tám",
        "1) X",
    ]
    assert mended(*lines) == lines


def heads(*lines: str) -> list[str]:
    return [line.split()[0] for line in mended(*lines)]


def test_a_row_of_numerals_is_weighed_as_a_whole() -> None:
    assert heads("I. MỤC ĐÍCH", "I. NỘI DUNG", "II. KINH PHÍ", "IV. TỔ CHỨC") == ["I.", "II.", "III.", "IV."]
    assert heads("L MỤC TIÊU", "II. NHIỆM VỤ", "II. TỔ CHỨC") == ["I.", "II.", "III."]
    assert heads("A. MỘT", "I. Hai", "II, Ba", "B. BỐN", "L. Năm", "II. Sáu")[1:] == ["I.", "II.", "B.", "I.", "II."]


def test_a_figure_before_capitals_is_a_numeral_only_where_figures_begin_below_it() -> None:
    assert heads("1. MỤC ĐÍCH", "1. Nêu rõ", "2. Bảo đảm", "II. NHIỆM VỤ")[0] == "I."
    lines = ["1. MỤC ĐÍCH", "1.1. Nêu rõ", "2. NHIỆM VỤ", "3. KINH PHÍ"]
    assert mended(*lines) == lines
    lines = ["I. CHUNG", "1. ĐÔN ĐỐC", "2. KIỂM TRA", "II. RIÊNG"]
    assert mended(*lines) == lines


def test_chapters_are_a_row_of_their_own() -> None:
    lines = ["Chương I", "QUY ĐỊNH CHUNG", "Mục 1. CHUNG", "Chương I", "NỘI DUNG", "Chương I", "THI HÀNH"]
    assert mended(*lines)[3::2] == ["Chương II", "Chương III"]
    assert mended(*lines)[2] == "Mục 1. CHUNG"


def test_groups_of_a_table_are_a_row_of_their_own() -> None:
    rows = ["1\tVề di sản", "1\tQuay phim\tBáo tỉnh", "H\tVề đầu tư", "1\tIn bản tin\tSở Tài chính", "II\tTheo dõi"]
    assert [row.split("\t")[0] for row in mended(*rows)] == ["I", "1", "II", "1", "III"]
    rows = ["1\tVề di sản", "1\tQuay phim\tBáo tỉnh", "u\tVề đầu tư", "1\tIn bản tin\tSở Tài chính"]
    assert [row.split("\t")[0] for row in mended(*rows)] == ["I", "1", "II", "1"]
    counted = ["1\tVề di sản", "2\tVề đầu tư"]
    assert mended(*counted) == counted


def test_the_first_figure_of_a_number_is_that_of_the_unit_above() -> None:
    lines = ["5- Nhân dân", "5. Nhân dân", "5.1- Đề nghị", "o.2- Vận động", "9.3- Phát huy"]
    assert heads(*lines)[2:] == ["5.1-", "5.2-", "5.3-"]


def test_dots_that_the_room_after_a_marker_was_read_as_go() -> None:
    assert mended("1... Tạo hình ảnh", "b) _ Phối hợp", "2_UBND các xã.")[:2] == ["1. Tạo hình ảnh", "b) Phối hợp"]


def test_a_stop_that_was_misread_is_a_stop() -> None:
    assert mended("1. Sở Y tế báo cáo.", "2_UBND các xã: Phối hợp")[1] == "2. UBND các xã: Phối hợp"


def test_a_letter_may_follow_another_row_of_letters() -> None:
    assert heads("a) Một", "b) Hai", "c) Ba", "d) Bốn", "đ) Năm", "e) Sáu", "£) Bảy", "g) Tám")[6] == "f)"
    assert heads("đ) Năm", "e) Sáu", "ø) Bảy", "h) Tám")[2] == "g)"


def test_a_sign_alone_before_a_capital_is_the_marker_that_is_missing() -> None:
    assert (
        mended("1. Sở.", "d) Bốn.", "đ) Năm.", "e) Sáu.", "Ð¿ Tổng hợp kết quả.", "h) Tám.")[4]
        == "g) Tổng hợp kết quả."
    )


@pytest.mark.parametrize(("read", "meant"), [("quý 11/2026", "quý II/2026"), ("Quý HI năm 2026", "Quý III năm 2026")])
def test_quarters_are_numerals(read: str, meant: str) -> None:
    (change,) = mend_quarters(read)
    assert read[: change.start] + change.meant + read[change.end :] == meant


def test_what_is_no_quarter_stays() -> None:
    assert not list(mend_quarters("quý I/2026, quý IV, quý vị, mỗi quý 03 tin"))


def test_a_sentence_that_goes_on_is_no_marker() -> None:
    lines = ["I. MỤC ĐÍCH", "H. ọp", "tỉnh. Sở Ngoại vụ", "TM. ỦY BAN NHÂN DÂN"]
    assert mended(*lines) == lines


@given(st.lists(st.text(st.sampled_from("IVHTl1©abđ.) ABSở\n"), max_size=12), max_size=12))
def test_any_lines_are_taken_and_changes_are_doubtful(lines: list[str]) -> None:
    for at, change in mend_markers(lines):
        assert 0 <= change.start < change.end <= len(lines[at])
        assert not change.sure
