"""A test for each clause of Decree 30/2020/NĐ-CP, Annex I, part I that the documents claim to follow.

What is measured is the print of a second program (LibreOffice), not what we wrote into the file.
"""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from .sheets import Printed

NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
UPRIGHT, BOLD, ITALIC, BOLD_ITALIC = "Tinos", "Tinos-Bold", "Tinos-Italic", "Tinos-BoldItalic"
RIGHT_EDGE = 210 - 15


@pytest.fixture
def report(printed) -> Printed:
    return printed["report"]


@pytest.fixture
def letter(printed) -> Printed:
    return printed["letter"]


def assert_set(printed: Printed, words: str, font: str, least: float, most: float) -> None:
    spot = printed.find(words)
    assert spot.fonts == {font}, words
    assert all(least <= size <= most for size in spot.sizes), (words, spot.sizes)


def test_i_1_paper_is_a4(report):
    assert [round(side) for side in report.size(0)] == [210, 297]


def test_i_2_text_runs_along_the_long_side_and_a_wide_annex_along_the_short(report):
    width, height = report.size(len(report) - 1)
    assert (round(width), round(height)) == (297, 210)
    assert all(report.size(page)[0] < report.size(page)[1] for page in range(len(report) - 1))


def test_i_3_margins_are_20_to_25_above_and_below_30_to_35_left_15_to_20_right(report, letter):
    for page in range(len(report) - 1):
        left, right, top, bottom = report.body(page)
        assert 29.7 <= left <= 35.2
        assert right <= RIGHT_EDGE + 0.3
        assert top >= 20
        assert bottom <= 297 - 20
    assert report.body(1)[1] >= 190, "lines of the body reach the right margin"
    assert letter.body(0)[2] <= 25


def test_i_4_letters_are_of_the_times_family_in_black_and_embedded(report):
    from ..office import fonts
    from ..public import as_pdf
    from .given import letter

    assert fonts(as_pdf(letter())).items() <= {(UPRIGHT, True), (BOLD, True), (ITALIC, True), (BOLD_ITALIC, True)}
    for page in range(len(report)):
        assert all(font.startswith("Tinos") for font in report.find(report.texts[page].split()[0], page).fonts)


def test_i_7_page_numbers_are_arabic_in_the_middle_of_the_top_margin_from_the_second_page(report):
    second = report.find("2", 1)
    assert second.bottom < 20
    assert abs(second.middle - (30 + 195) / 2) < 1
    assert second.fonts == {UPRIGHT}
    assert second.sizes <= {13, 14}
    top = min(report.body(0)[2], 30)
    assert top > 18, "nothing in the top margin of the first page"
    assert not re.match(r"\s*1\s", report.texts[0])


def test_ii_1_national_name_and_motto_stand_at_the_top_right(report):
    name, motto = report.find(NATION), report.find(MOTTO)
    assert_set(report, NATION, BOLD, 12, 13)
    assert_set(report, MOTTO, BOLD, 13, 14)
    assert name.left > 95
    assert abs(name.middle - motto.middle) < 0.6
    assert name.bottom < motto.top + 1


def test_ii_1_b_the_motto_has_a_line_as_long_as_itself(report):
    motto = report.find(MOTTO)
    assert report.under(motto).length == pytest.approx(motto.right - motto.left, abs=1.5)


def test_ii_2_issuer_in_bold_capitals_under_its_superior(report):
    assert_set(report, "ỦY BAN NHÂN DÂN TỈNH HÀ TĨNH", UPRIGHT, 12, 13)
    assert_set(report, "SỞ VĂN HÓA", BOLD, 12, 13)
    superior, issuer = report.find("ỦY BAN NHÂN DÂN TỈNH HÀ TĨNH"), report.find("SỞ VĂN HÓA, THỂ THAO")
    assert superior.bottom < issuer.top + 1
    assert abs(superior.middle - issuer.middle) < 1


def test_ii_2_b_the_line_under_the_issuer_is_a_third_to_a_half_of_its_line(report):
    longest = report.find("SỞ VĂN HÓA, THỂ THAO")
    rule = report.under(report.find("VÀ DU LỊCH"))
    assert 1 / 3 <= rule.length / (longest.right - longest.left) <= 1 / 2
    assert abs((rule.left + rule.right) / 2 - longest.middle) < 1


def test_ii_3_number_under_ten_has_a_zero_and_the_symbol_is_joined_by_a_slash(report):
    assert_set(report, "Số: 07/BC-SVHTTDL", UPRIGHT, 13, 13)


def test_ii_3_a_number_that_is_still_open_leaves_room(letter):
    assert letter.find("/SVHTTDL-QLBC").left - letter.find("Số:").right > 8


def test_ii_4_place_and_date_in_italics_level_with_the_number_zeros_before_days_and_early_months(report):
    words = "Hà Tĩnh, ngày 05 tháng 02 năm 2026"
    assert_set(report, words, ITALIC, 13, 14)
    place, number, motto = report.find(words), report.find("Số: 07"), report.find(MOTTO)
    assert abs(place.bottom - number.bottom) < 1.5
    assert abs(place.middle - motto.middle) < 1


def test_ii_4_a_date_that_is_still_open_leaves_room(letter):
    day, month, year = letter.find("ngày", 0), letter.find("tháng", 0), letter.find("năm 2026", 0)
    assert month.left - day.right > 5
    assert year.left - month.right > 5


def test_ii_5_c_kind_and_abstract_in_the_middle_in_bold_with_a_line(report):
    kind, abstract = report.find("BÁO CÁO"), report.find("và phương hướng, nhiệm vụ trọng tâm năm 2026")
    assert_set(report, "BÁO CÁO", BOLD, 13, 14)
    assert_set(report, "phương hướng, nhiệm vụ trọng tâm năm 2026", BOLD, 13, 14)
    middle = (30 + 195) / 2
    assert abs(kind.middle - middle) < 1
    assert abs(abstract.middle - middle) < 1
    first = report.find("Kết quả thực hiện công tác thông tin đối ngoại năm 2025")
    longest = max(first.right - first.left, abstract.right - abstract.left)
    assert 1 / 3 - 0.02 <= report.under(abstract).length / longest <= 1 / 2


def test_ii_5_c_the_abstract_of_a_letter_stands_under_its_number(letter):
    words = "V/v đôn đốc"
    assert_set(letter, words, UPRIGHT, 12, 13)
    abstract, number = letter.find(words), letter.find("Số:")
    assert abstract.top - number.bottom >= 1.4  # six points less the tail of the letters
    assert abstract.right < 105
    assert "CÔNG VĂN" not in letter.text


def test_ii_6_a_bases_are_in_italics_and_end_in_semicolons_and_a_full_stop(report):
    assert_set(report, "Căn cứ Nghị định số 72/2015/NĐ-CP", ITALIC, 13, 14)
    assert "thông tin đối ngoại; Thực hiện Kế hoạch" in report.text
    assert "của Ủy ban nhân dân tỉnh. I. KẾT QUẢ" in report.text


def test_ii_6_d_titles_are_bold_and_points_follow_the_vietnamese_alphabet(report):
    assert_set(report, "I. KẾT QUẢ THỰC HIỆN", BOLD, 13, 14)
    assert_set(report, "1. Công tác chỉ đạo", BOLD, 13, 14)
    assert_set(report, "a) Nhóm việc thứ nhất", UPRIGHT, 13, 14)
    assert re.search(r"a\) .+ b\) .+ c\) .+ d\) .+ đ\) Nhóm việc thứ năm", report.text)


def test_ii_6_e_text_is_upright_13_to_14_its_first_line_set_in_by_a_centimetre_or_half_an_inch(report):
    first = report.find("Toàn tỉnh đã ban hành")
    assert_set(report, "Toàn tỉnh đã ban hành", UPRIGHT, 13, 14)
    assert first.left - 30 == pytest.approx(12.7, abs=0.5)


def test_ii_6_e_lines_are_single_to_one_and_a_half_and_paragraphs_six_points_apart(report):
    page = 1
    letters = enumerate(report.texts[page])
    feet = sorted({round(report.spot(page, at, at + 1).bottom, 1) for at, letter in letters if letter in "aâoôơốồ"})
    apart = [later - earlier for earlier, later in pairwise(feet) if later - earlier > 3]
    single = 14 * 1.15 * 25.4 / 72
    assert min(apart) >= single - 0.1
    assert any(gap >= min(apart) + 6 * 25.4 / 72 - 0.2 for gap in apart)
    assert min(apart) <= single * 1.5


def test_ii_7_signature_says_in_whose_place_in_bold_capitals_and_the_name_in_bold(report):
    for words in ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Nguyễn Thị Hồng Ánh"):
        assert_set(report, words, BOLD, 13, 14)
    place, name = report.find("KT. GIÁM ĐỐC"), report.find("Nguyễn Thị Hồng Ánh")
    assert abs(place.middle - name.middle) < 0.6
    assert place.left > 105
    assert name.top - place.bottom > 25, "room for the signature"


def test_ii_9_b_reports_to_a_superior_and_letters_say_kinh_gui_and_nhu_tren(report, letter):
    assert "- Như trên;" in report.text
    assert "- Như trên;" in letter.text


def test_ii_9_d_one_addressee_stands_on_the_line_several_each_on_its_own_under_the_colon(report, letter):
    assert_set(letter, "Kính gửi: Sở Tài chính", UPRIGHT, 13, 14)
    first, second = report.find("- Ủy ban nhân dân tỉnh;"), report.find("- Bộ Văn hóa, Thể thao và Du lịch.")
    assert first.left == pytest.approx(second.left, abs=0.3)
    assert first.top > report.find("Kính gửi:").bottom - 1
    assert first.left == pytest.approx(report.find("Kính gửi:").right, abs=1.5)


def test_ii_9_d_recipients_12_italic_bold_and_11_upright_ending_in_the_archive(report):
    assert_set(report, "Nơi nhận:", BOLD_ITALIC, 12, 12)
    assert_set(report, "- Lãnh đạo Sở;", UPRIGHT, 11, 11)
    assert_set(report, "- Lưu: VT, QLBC, 02b.", UPRIGHT, 11, 11)
    label, sign = report.find("Nơi nhận:"), report.find("KT. GIÁM ĐỐC")
    assert label.left == pytest.approx(30, abs=0.5)
    assert abs(label.top - sign.top) < 2


def test_iii_1_annexes_are_numbered_in_roman_and_say_with_what_they_came(report):
    assert_set(report, "Phụ lục I", BOLD, 14, 14)
    assert_set(report, "SỐ LIỆU THEO CƠ QUAN", BOLD, 13, 14)
    assert_set(report, "(Kèm theo Báo cáo số 07/BC-SVHTTDL ngày 05 tháng 02 năm 2026", ITALIC, 13, 14)
    assert "Phụ lục II" in report.text


def test_the_nine_components_are_all_there(report):
    in_order = [
        "ỦY BAN NHÂN DÂN TỈNH HÀ TĨNH", "Số: 07/BC-SVHTTDL", "BÁO CÁO", "Kính gửi:", "Căn cứ Nghị định",
        "I. KẾT QUẢ THỰC HIỆN", "Nơi nhận:", "Nguyễn Thị Hồng Ánh",
    ]  # fmt: skip
    spots = [report.find(words) for words in in_order]
    assert [(spot.page, spot.top) for spot in spots] == sorted((spot.page, spot.top) for spot in spots)
    for words in (NATION, MOTTO, "Hà Tĩnh, ngày 05 tháng 02 năm 2026", "KT. GIÁM ĐỐC"):
        assert words in report.text


def test_a_draft_says_so_at_the_head(letter):
    assert letter.find("DỰ THẢO").top < letter.find("Kính gửi").top


def test_minutes_are_signed_side_by_side(printed):
    clerk, chair = printed["minutes"].find("THƯ KÝ"), printed["minutes"].find("CHỦ TRÌ")
    assert abs(clerk.top - chair.top) < 0.5
    assert clerk.right < 105 < chair.left


def test_a_row_is_not_cut_by_a_page_and_the_head_is_repeated(report):
    pages = [number for number, text in enumerate(report.texts) if "Cơ quan Các cơ quan" in " ".join(text.split())]
    assert len(pages) > 1
    for number in pages:
        text = " ".join(report.texts[number].split())
        assert "Cơ quan Số liệu" in text
        assert text.count("Cơ quan Các cơ quan") == text.count("trên nhiều nền tảng.")


def test_a_sheet_for_forty_five_agencies_is_one_page(printed):
    assert len(printed["sheet"]) == 1
    assert "Cơ quan số 44" in printed["sheet"].text
