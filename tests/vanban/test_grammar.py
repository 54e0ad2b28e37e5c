"""The small grammars, each as a table: markers, dates, document numbers, names of organisations."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanban.deadlines import find_limit
from vanban.grammar.casing import in_running_case
from vanban.grammar.dates import find_dates
from vanban.grammar.markers import find_marker, letter_value, roman, to_roman
from vanban.grammar.names import parse_names
from vanban.grammar.symbols import find_symbols


class TestMarkers:
    @pytest.mark.parametrize(
        ("line", "style", "label"),
        [
            ("I. MỤC ĐÍCH", "roman", "I"),
            ("II- YÊU CẦU", "roman", "II"),
            ("IV/ TỔ CHỨC", "roman", "IV"),
            ("A. NHIỆM VỤ", "capital", "A"),
            ("C. KINH PHÍ", "capital", "C"),
            ("3. Sở Y tế", "arabic", "3"),
            ("3.Sở Y tế", "arabic", "3"),
            ("12) Công an tỉnh", "arabic", "12"),
            ("1.1. Tổ chức", "decimal", "1.1"),
            ("2.3 Tổ chức", "decimal", "2.3"),
            ("1.1.2. Tổ chức", "decimal", "1.1.2"),
            ("đ) Cung cấp", "letter", "đ"),
            ("a. Cung cấp", "letter", "a"),
            ("aa) Cung cấp", "letter", "aa"),
            ("ii) Cung cấp", "small_roman", "ii"),
            ("- Cung cấp", "dash", "-"),
            ("-Cung cấp", "dash", "-"),
            ("– Cung cấp", "dash", "-"),
            ("+ Cung cấp", "plus", "+"),
            ("* Cung cấp", "star", "*"),
            ("• Cung cấp", "dot", "•"),
            ("Điều 5. Trách nhiệm", "article", "5"),
            ("Chương II", "chapter", "II"),
            ("PHẦN THỨ NHẤT", "part", "NHẤT"),
            ("Mục 2. Nhiệm vụ", "division", "2"),
        ],
    )
    def test_every_style_of_marker_is_known(self, line, style, label):
        marker = find_marker(line)
        assert marker is not None
        assert (marker.style, marker.label) == (style, label)

    @pytest.mark.parametrize(
        "line",
        ["", "2024. Trong năm", "15/11/2024", "-----", "***", "Phần mềm quản lý", "Chương trình phối hợp", "5.000 đồng",
         "Điều 5 của Luật", "(1) 200 suất", "zb) khác", "IIII. sai", "30/4 và 01/5"],
    )  # fmt: skip
    def test_what_only_looks_like_a_marker_is_none(self, line):
        assert find_marker(line) is None

    def test_letters_follow_the_vietnamese_row(self):
        values = [letter_value(letter) for letter in "abcdđegh"]
        assert values == sorted(values)
        assert letter_value("aa") > letter_value("z")
        assert letter_value("ab") == 0

    @given(st.integers(1, 39))
    def test_roman_numerals_go_there_and_back(self, value):
        assert roman(to_roman(value)) == value

    @given(st.text(max_size=40))
    def test_a_marker_never_ends_past_its_line(self, line):
        marker = find_marker(line)
        assert marker is None or 0 < marker.end <= len(line)


class TestDates:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("trước ngày 15/11/2024", ["2024-11-15"]),
            ("ngày 07 tháng 9 năm 2015", ["2015-09-07"]),
            ("trước ngày 15 tháng 05 và ngày 01 tháng 12 năm 2023", ["2023-05-15", "2023-12-01"]),
            ("trước ngày 10 tháng 12", ["--12-10"]),
            ("trước 30/6", ["--06-30"]),
            ("trong quý III năm 2024", ["2024-09-30"]),
            ("Quý 3/2024", ["2024-09-30"]),
            ("Quý II và quý IV/2026", ["2026-06-30", "2026-12-31"]),
            ("tháng 2/2024", ["2024-02-29"]),
            ("tháng 02 năm 2025", ["2025-02-28"]),
            ("6 tháng đầu năm 2026", ["2026-06-30"]),
            ("năm 2030", ["2030-12-31"]),
            ("ngày 31/02/2024", []),
            ("ngày 0 tháng 13", []),
            ("giai đoạn 2021-2025", []),
            ("tỷ lệ 3/4", []),
        ],
    )
    def test_a_date_is_read_as_printed_and_a_period_by_its_last_day(self, text, found):
        assert [date.iso for date in find_dates(text)] == found

    @given(st.dates())
    def test_every_day_comes_back_from_both_ways_of_printing_it(self, day):
        if day.year < 1900 or day.year > 2099:
            return
        for text in (f"{day.day:02d}/{day.month}/{day.year}", f"ngày {day.day} tháng {day.month:02d} năm {day.year}"):
            assert [date.iso for date in find_dates(text)] == [day.isoformat()]

    @given(st.text(alphabet="0123456789/-. ngàytháqunămIV", max_size=60))
    def test_dates_are_real_and_stand_where_they_say(self, text):
        for date in find_dates(text):
            assert 0 <= date.start < date.end <= len(text)
            assert int(date.iso[-2:]) <= 31


class TestSymbols:
    @pytest.mark.parametrize(
        ("text", "number"),
        [
            ("Kết luận số 57-KL/TW ngày", "57-KL/TW"),
            ("Thông tư số 06/2022/TT -BTTTT ngày", "06/2022/TT-BTTTT"),
            ("Quyết định 1191/QĐ-TTg.", "1191/QĐ-TTg"),
            ("Văn bản số 5740/BTTTT-TTĐN", "5740/BTTTT-TTĐN"),
            ("Chương trình 641/CTr-STTTT-BCHBĐBP", "641/CTr-STTTT-BCHBĐBP"),
            ("Luật số 117/2025/QH15", "117/2025/QH15"),
            ("số 18- NQ/TW", "18-NQ/TW"),
            ("số 02/BCĐ-công tác biên giới ngày 14/01/2022", "02/BCĐ-công tác biên giới"),
        ],
    )
    def test_numbers_lose_their_inner_spaces_and_nothing_else(self, text, number):
        assert [symbol.number for symbol in find_symbols(text)] == [number]

    @pytest.mark.parametrize("text", ["năm 2021-2025 Sở", "15/11/2024", "3-5 phút", "VTV4 - Đài", "24/7", "57- Sở"])
    def test_years_dates_and_spans_are_no_numbers(self, text):
        assert find_symbols(text) == []


NAMES = [
    ("Sở Du lịch và các cơ quan liên quan tham mưu UBND tỉnh", ["Sở Du lịch", "các cơ quan liên quan"]),
    ("Sở Văn hóa, Thể thao và Du lịch, Công an tỉnh tổ chức", ["Sở Văn hóa, Thể thao và Du lịch", "Công an tỉnh"]),
    ("Sở Lao động - Thương binh và Xã hội triển khai", ["Sở Lao động - Thương binh và Xã hội"]),
    ("Sở nội vụ thẩm định", ["Sở nội vụ"]),
    ("các Sở: Y tế, Giáo dục và Đào tạo, Tài chính tham mưu", ["Sở Y tế", "Sở Giáo dục và Đào tạo", "Sở Tài chính"]),
    (
        "các Tạp chí: Cửa Biển, Văn hóa và Đời sống; Báo Cao Bằng",
        ["Tạp chí Cửa Biển", "Tạp chí Văn hóa và Đời sống", "Báo Cao Bằng"],
    ),
    (
        "UBND các huyện, thị xã, thành phố và các sở, ban, ngành",
        ["UBND các huyện, thị xã, thành phố", "các sở, ban, ngành"],
    ),
    (
        "UBND các xã: Mường Lát, Na Mèo và Tam Chung phối hợp",
        ["UBND xã Mường Lát", "UBND xã Na Mèo", "UBND xã Tam Chung"],
    ),
    ("UBND huyện Sông Mã, thị xã Nghĩa Lộ bố trí", ["UBND huyện Sông Mã", "UBND thị xã Nghĩa Lộ"]),
    ("Ban Tuyên giáo Tỉnh ủy, Hội Nhà báo tỉnh để chỉ đạo", ["Ban Tuyên giáo Tỉnh ủy", "Hội Nhà báo tỉnh"]),
    ("Trung tâm Bảo tồn Di tích Cố đô Hoa Lư chủ trì", ["Trung tâm Bảo tồn Di tích Cố đô Hoa Lư"]),
    ("Bộ Tư lệnh Vùng 3 Hải quân cung cấp", ["Bộ Tư lệnh Vùng 3 Hải quân"]),
    ("Chi cục Hải quan khu vực IX rà soát", ["Chi cục Hải quan khu vực IX"]),
    ("Trường Đại học Tây Bắc tuyển chọn sinh viên", ["Trường Đại học Tây Bắc"]),
    ("các hội nghề cá tổ chức", ["các hội nghề cá"]),
    (
        "chính quyền, ngành chức năng và các tổ chức thành viên vận động",
        ["chính quyền", "ngành chức năng", "các tổ chức thành viên"],
    ),
    (
        "các cơ quan báo chí, truyền thông trên địa bàn tỉnh đăng tải",
        ["các cơ quan báo chí, truyền thông trên địa bàn tỉnh"],
    ),
    ("Thủ trưởng các sở, ban, ngành chịu trách nhiệm", ["Thủ trưởng các sở, ban, ngành"]),
    ("Các Sở, ban, ngành triển khai", ["các Sở, ban, ngành"]),
    ("Sở VH,TT&DL báo cáo", ["Sở VH,TT&DL"]),
    ("tổ chức triển lãm", []),
    ("Hoạt động quảng bá", []),
]  # fmt: skip

WORDS = [
    "Sở",
    "UBND",
    "các",
    "huyện",
    ",",
    "và",
    ";",
    "Thủ",
    "trưởng",
    "của",
    "thuộc",
    "tỉnh",
    "Ban",
    "(",
    ")",
    "-",
    "5",
    "Y",
    "tế",
    "cơ",
    "quan",
]


class TestNames:
    @pytest.mark.parametrize(("text", "names"), NAMES, ids=[text[:30] for text, _ in NAMES])
    def test_lists_split_where_each_part_is_an_organisation(self, text, names):
        found, _ = parse_names(text, semicolons=True)
        assert [name.name for name in found] == names

    @pytest.mark.parametrize(("text", "names"), NAMES, ids=[text[:30] for text, _ in NAMES])
    def test_a_name_stands_where_it_says(self, text, names):
        for name in parse_names(text, semicolons=True)[0]:
            last_word = name.name.split()[-1]
            assert text[name.start : name.end].endswith(last_word)

    @pytest.mark.parametrize(
        ("capitals", "running"),
        [
            ("SỞ VĂN HOÁ, THỂ THAO VÀ DU LỊCH", "Sở Văn hóa, Thể thao và Du lịch"),
            ("ỦY BAN NHÂN DÂN TỈNH CAO BẰNG", "Ủy ban nhân dân tỉnh Cao Bằng"),
            ("CÁC SỞ, BAN, NGÀNH; UBND CÁC XÃ, PHƯỜNG", "Các sở, ban, ngành; UBND các xã, phường"),
            ("ỦY BAN NHÂN DÂN XÃ MƯỜNG PHĂNG", "Ủy ban nhân dân xã Mường Phăng"),
        ],
    )
    def test_capitals_are_read_in_running_case(self, capitals, running):
        assert in_running_case(capitals) == running

    @given(st.lists(st.sampled_from(WORDS), max_size=40))
    def test_any_row_of_words_ends_within_its_text(self, words):
        text = " ".join(words)
        names, end = parse_names(text, semicolons=True)
        assert 0 <= end <= len(text)
        assert all(0 <= name.start < name.end <= end for name in names)


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("Soạn tài liệu, ban hành trước ngày 15 tháng 8 năm 2026.", "trước ngày 15 tháng 8 năm 2026"),
        ("Soạn tài liệu; trình ký, ban hành chậm nhất ngày 15/8/2026.", "chậm nhất ngày 15/8/2026"),
        ("Rà soát các văn bản ban hành trước ngày 01/7/2025.", None),
        ("Theo Kế hoạch số 5/KH-UBND, ban hành ngày 15/8/2026.", None),
    ],
)
def test_an_order_to_issue_by_a_day_is_a_limit_and_the_day_of_issue_is_none(text, limit):
    found = find_limit(text)
    assert (found.text if found else None) == limit
