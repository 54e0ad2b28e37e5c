"""Numbers and what they count, in phrases and in reports."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import vanban
from vanban.grammar.numbers import find_numbers, find_quantities, parse_number
from vanban.model import Figure


class TestNumbers:
    @pytest.mark.parametrize(
        ("printed", "value"),
        [("02", 2), ("1.245", 1245), ("1.234.567", 1234567), ("1.234,5", 1234.5), ("98,5", 98.5), ("12.5", 12.5)],
    )
    def test_a_point_parts_thousands_and_a_comma_the_decimals(self, printed, value):
        assert parse_number(printed) == value

    @pytest.mark.parametrize("printed", ["", "1.23.4", "ba", "1,2,3", "-5"])
    def test_what_is_no_number_is_refused(self, printed):
        with pytest.raises(ValueError, match="not a number"):
            parse_number(printed)

    @given(st.integers(0, 10**12))
    def test_every_whole_number_comes_back_from_its_print(self, value):
        assert parse_number(f"{value:,}".replace(",", ".")) == value

    @pytest.mark.parametrize(
        ("text", "value", "unit", "what", "bound"),
        [
            ("đăng 1.245 tin, bài trên Cổng", 1245, "tin, bài", "tin, bài", None),
            ("lắp 02 cụm pano tại cửa khẩu", 2, "cụm", "cụm pano", None),
            ("lắp 02 (hai) cụm pano tại cửa khẩu", 2, "cụm", "cụm pano", None),
            ("thu hút hơn 3 triệu lượt người xem.", 3_000_000, "lượt", "lượt người xem", "over"),
            ("khoảng 20 lớp tập huấn", 20, "lớp", "lớp tập huấn", "about"),
            ("không quá 15 phút", 15, "phút", None, "most"),
            ("ít nhất 12 phóng sự", 12, "phóng sự", "phóng sự", "least"),
            ("kinh phí 1,2 nghìn tỷ đồng", 1_200_000_000_000, "đồng", None, None),
            ("đạt 98,5 % kế hoạch", 98.5, "%", None, None),
            ("25 nghề truyền thống được công nhận", 25, None, "nghề truyền thống", None),
            ("Số lớp: 12.", 12, None, None, None),
            ("vốn 1,5 tỷ", 1_500_000_000, None, None, None),
            ("năm 2025 cấp 35 thẻ nhà báo", 35, "thẻ", "thẻ nhà báo", None),
        ],
    )
    def test_a_quantity_is_a_value_with_what_it_counts(self, text, value, unit, what, bound):
        (found,) = find_quantities(text)
        assert (found.number.value, found.unit, found.what, found.bound) == (value, unit, what, bound)

    @pytest.mark.parametrize(
        ("text", "low", "high"),
        [
            ("từ 20 đến 25 đại biểu", 20, 25),
            ("20 - 25 đại biểu", 20, 25),
            ("15-20 phút", 15, 20),
            ("từ 20% đến 25%", 20, 25),
        ],
    )
    def test_a_range_is_one_quantity_with_two_ends(self, text, low, high):
        (found,) = find_quantities(text)
        assert (found.number.value, found.number.upper) == (low, high)

    def test_a_part_of_a_whole_keeps_both(self):
        (found,) = find_quantities("có 120/168 xã hoàn thành")
        assert (found.number.value, found.number.whole, found.unit) == (120, 168, "xã")

    @pytest.mark.parametrize(
        "text",
        ["theo khoản 2, 3 Điều 5 của Luật", "ngày 15/11/2024", "năm 2025", "giai đoạn 2021-2025", "dịp 30/4, 01/5",
         "Quyết định số 1191/QĐ-TTg", "Quân khu 4", "Kênh VTV4", "trường cấp 2", "08 giờ 30 phút", "0912345678",
         "trực 24/7", "công nghiệp 4.0", "Chương trình 135", "Phụ lục 2", "lần thứ 13", "COVID-19"],
    )  # fmt: skip
    def test_dates_symbols_articles_and_names_are_no_quantities(self, text):
        assert find_quantities(text) == []

    @given(st.text(alphabet="0123456789.,-/% tỷnămlớp()đến", max_size=60))
    def test_quantities_stand_where_they_say_and_in_order(self, text):
        before = 0
        for found in find_quantities(text):
            assert before <= found.number.start < found.number.end <= found.end <= len(text)
            before = found.number.end
        assert all(number.value >= 0 for number in find_numbers(text))


class TestReports:
    def figures(self, text: str) -> list[Figure]:
        return list(vanban.read(f"BÁO CÁO\nKết quả năm 2025\n\nI. KẾT QUẢ\n1. {text}").figures)

    def test_a_rise_says_what_rose_and_against_what(self):
        (found,) = self.figures("Số khách quốc tế tăng 12,5% so với cùng kỳ năm trước.")
        assert (found.path, found.value, found.percent, found.change) == ("I.1", 12.5, True, "tăng")
        assert (found.what, found.period) == ("Số khách quốc tế", "so với cùng kỳ năm trước")

    def test_a_share_is_of_the_words_before_it(self):
        (found,) = self.figures("Tỷ lệ hồ sơ đúng hạn đạt 98 %.")
        assert (found.value, found.unit, found.what) == (98, "%", "Tỷ lệ hồ sơ đúng hạn")

    def test_a_figure_stands_where_it_says_and_knows_its_time(self):
        reading = vanban.read("I. KẾT QUẢ\n1. Năm 2025, toàn tỉnh đăng 1.245 tin, bài trên báo.")
        (found,) = reading.figures
        assert reading.source_text[found.start : found.end] == "1.245 tin, bài"
        assert (found.value, found.period, found.line) == (1245, "Năm 2025", 2)
