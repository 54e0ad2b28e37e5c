"""What a document refers to: numbers however they are printed, short forms, names, and parts of documents."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import vanban
from vanban.citations import find_parts, locate, nearest, read_references
from vanban.grammar.symbols import find_symbols
from vanban.repair.lines import Flow, Line, join_lines


def flow(text: str) -> Flow:
    return join_lines([Line(number, line, 0) for number, line in enumerate(text.split("\n"), 1)])


def cited(text: str) -> list[tuple[str | None, str, str | None, str | None]]:
    return [(c.kind, c.number, c.date, c.issuer) for c in vanban.read(text).citations]


class TestNumbers:
    @pytest.mark.parametrize(
        ("text", "number"),
        [
            ("Kết luận số: 57 - KL/TW ngày", "57-KL/TW"),
            ("Kết luận số 57-KL/ TW", "57-KL/TW"),
            ("Nghị định số 72 / 2015 / NĐ - CP", "72/2015/NĐ-CP"),
            ("Quyết định số 1191/QÐ-TTg", "1191/QĐ-TTg"),
            ("Quyết định số 1191/QD-TTg", "1191/QĐ-TTg"),
            ("Quyết định số l191/QĐ-TTg", "1191/QĐ-TTg"),
            ("Nghị định số 72/2015/NÐ—CP", "72/2015/NĐ-CP"),
            ("Thông tư số 22/2016/\nTT-BTTTT", "22/2016/TT-BTTTT"),
            ("Kế hoạch số 209-\nKH/TU", "209-KH/TU"),
            ("Thông tư 22/2016/TT-BTTTTngày 19", "22/2016/TT-BTTTT"),
            ("Chương trình số 641/CTr-STTTT-BCHBĐBP", "641/CTr-STTTT-BCHBĐBP"),
            ("Văn bản số 5740/BTTTT-TTĐN của Bộ", "5740/BTTTT-TTĐN"),
            ("Luật số 117/2025/QH15", "117/2025/QH15"),
        ],
    )
    def test_a_number_is_read_however_it_is_broken_or_bent(self, text, number):
        assert [symbol.number for symbol in find_symbols(flow(text).text)] == [number]

    @pytest.mark.parametrize(
        "text",
        ["Kế hoạch số 12/KH-UBND - Sở Du lịch", "Kế hoạch số 12/KH-UBND – Báo tỉnh", "số 12/KH-UBND / Báo tỉnh"],
    )
    def test_a_free_dash_after_a_number_does_not_join_what_follows(self, text):
        assert [symbol.number for symbol in find_symbols(text)] == ["12/KH-UBND"]

    @pytest.mark.parametrize("text", ["10 - TW Đảng", "tầng 3-CN", "năm 2021 - 2025 Sở", "lúc 24/7", "VTV4 - Đài"])
    def test_spans_channels_and_floors_are_no_numbers(self, text):
        assert find_symbols(text) == []

    @given(st.text(alphabet="0123456789/-–—QĐÐUBNDTtgoOlI số", max_size=50))
    def test_any_text_gets_numbers_that_stand_where_they_say(self, text):
        for symbol in find_symbols(text):
            assert 0 <= symbol.start < symbol.end <= len(text)
            assert not set(symbol.number) & set(" –—Ð")


class TestCitedDocuments:
    @pytest.mark.parametrize(
        ("text", "wanted"),
        [
            (
                "1. Nghị định số 72/2015/NĐ-CP và số 119/2020/NĐ-CP của Chính phủ.",
                [("Nghị định", "72/2015/NĐ-CP", None, "Chính phủ"), ("Nghị định", "119/2020/NĐ-CP", None, "Chính phủ")],
            ),
            (
                "1. Các Quyết định số 11/QĐ-TTg và số 12/QĐ-TTg cùng ngày 05/6/2020 của Thủ tướng Chính phủ.",
                [
                    ("Quyết định", "11/QĐ-TTg", "2020-06-05", "Thủ tướng Chính phủ"),
                    ("Quyết định", "12/QĐ-TTg", "2020-06-05", "Thủ tướng Chính phủ"),
                ],
            ),
            (
                "1. Quyết định số 15/QĐ-TTg của Thủ tướng Chính phủ ngày 15/8/2022.",
                [("Quyết định", "15/QĐ-TTg", "2022-08-15", "Thủ tướng Chính phủ")],
            ),
            ("1. Chỉ thị số 36/CT-TTg (13/9/2017).", [("Chỉ thị", "36/CT-TTg", "2017-09-13", None)]),
            (
                "1. Nghị quyết ngày 15/4/2024 số 47/NQ-CP của Chính phủ.",
                [("Nghị quyết", "47/NQ-CP", "2024-04-15", "Chính phủ")],
            ),
            (
                "1. Kết luận số 57-KL/TW, ban hành ngày 15-6-2023 của Bộ Chính trị.",
                [("Kết luận", "57-KL/TW", "2023-06-15", "Bộ Chính trị")],
            ),
        ],
    )
    def test_what_is_told_once_or_elsewhere_goes_to_each_number(self, text, wanted):
        assert cited(text) == wanted

    def test_a_date_in_the_next_sentence_is_not_the_documents(self):
        assert cited("1. Theo Kế hoạch số 12/KH-UBND. Hội nghị họp ngày 15/8/2025.")[0][2] is None

    def test_the_numbers_of_a_joint_document_are_its_own(self):
        found = read_references([flow("Số: 27/CTr-SVHTT  Lào Cai, ngày 03 tháng 3 năm 2026\nSố: 96/CTr-BĐBP")], None)
        assert found.cited == []

    def test_a_short_form_after_the_full_one_is_a_further_mention(self):
        text = (
            "1. Theo Kết luận số 57-KL/TW ngày 15/6/2023.\n2. Bám sát Kết luận 57.\n3. Theo Kết luận nói trên, báo cáo."
        )
        reading = vanban.read(text)
        assert [c.number for c in reading.citations] == ["57-KL/TW"]
        words = [reading.source_text[span.start : span.end] for span in reading.evidence["/citations/0"]]
        assert words == ["Kết luận 57", "Kết luận nói trên"]


class TestReferences:
    def test_this_plan_is_no_other_document(self):
        text = "KẾ HOẠCH\nI. TỔ CHỨC\n1. Theo Kế hoạch số 5/KH-UBND và Kế hoạch này, các sở báo cáo."
        reading = vanban.read(text)
        assert [c.number for c in reading.citations] == ["5/KH-UBND"]
        assert [(r.how, r.kind) for r in reading.references] == [("self", "Kế hoạch")]
        assert "/citations/0" not in reading.evidence

    @pytest.mark.parametrize(
        ("text", "name"),
        [
            ("1. Theo Luật Báo chí ngày 05/4/2016 và hướng dẫn.", "Luật Báo chí"),
            ("1. Theo Luật Tổ chức chính quyền địa phương năm 2025.", "Luật Tổ chức chính quyền địa phương năm 2025"),
            ("1. Theo Luật Phòng, chống tham nhũng, các sở làm.", "Luật Phòng, chống tham nhũng"),
            ("1. Theo Luật Ngân sách nhà nước và các văn bản.", "Luật Ngân sách nhà nước"),
            (
                "1. Công ước của Liên hợp quốc về Luật Biển năm 1982 được phổ biến.",
                "Công ước của Liên hợp quốc về Luật Biển năm 1982",
            ),
            (
                "1. Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XVI và tỉnh.",
                "Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XVI",
            ),
            ("1. Thực hiện Đề án “Đưa hình ảnh tỉnh ra nước ngoài” đúng hạn.", "Đưa hình ảnh tỉnh ra nước ngoài"),
        ],
    )
    def test_laws_treaties_and_programmes_are_referred_to_by_name_and_not_cited(self, text, name):
        reading = vanban.read(text)
        assert reading.citations == ()
        assert [(r.how, r.name) for r in reading.references] == [("named", name)]

    @pytest.mark.parametrize("text", ["1. Hội Luật gia tỉnh phối hợp.", "1. Quyết định trên cơ sở đề nghị của sở."])
    def test_other_words_are_no_references(self, text):
        assert vanban.read(text).references == ()

    def test_a_resolver_that_knows_records_has_the_last_word(self):
        def knows(named, before):
            return ("number", "88/2012/NĐ-CP") if named.kind == "Nghị định" else nearest(named, before)

        found = read_references([flow("Theo khoản 1 Điều 3 Nghị định nói trên.")], None, resolver=knows)
        assert [place.id for place in found.places] == [("number", "88/2012/NĐ-CP")]


PARTS = [
    ("theo điểm a khoản 2 Điều 5 của", ["Đ5.K2.a"]),
    ("các khoản 1, 2 và 4 Điều 7", ["Đ7.K1", "Đ7.K2", "Đ7.K4"]),
    ("khoản 1 và khoản 3 Điều 7", ["Đ7.K1", "Đ7.K3"]),
    ("điểm a khoản 1 và điểm b, c khoản 2 Điều 5", ["Đ5.K1.a", "Đ5.K2.b", "Đ5.K2.c"]),
    ("tại Mục II Phụ lục I", ["PL.I.M.II"]),
    ("quy định ở Chương III", ["Ch.III"]),
    ("tại Điều 5, khoản 2, điểm a", ["Đ5.K2.a"]),
    ("tại Điều 5, khoản 2 Điều 6", ["Đ5", "Đ6.K2"]),
    ("từ Điều 5 đến Điều 8", ["Đ5", "Đ6", "Đ7", "Đ8"]),
    ("từ điểm c đến điểm e khoản 3 Điều 6", ["Đ6.K3.c", "Đ6.K3.d", "Đ6.K3.đ", "Đ6.K3.e"]),
    ("tại Điều 10 và Điều 11 Chương II", ["Ch.II.Đ10", "Ch.II.Đ11"]),
    ("theo điểm 2.1 mục II", ["M.II.2.1"]),
    ("khoản 2a Điều 5b", ["Đ5b.K2a"]),
    ("theo Phần thứ hai", ["P.2"]),
]


class TestParts:
    @pytest.mark.parametrize(("text", "paths"), PARTS)
    def test_parts_get_paths_from_the_largest_to_the_smallest(self, text, paths):
        assert [part.path for parts in find_parts(text) for part in parts.parts] == paths

    @pytest.mark.parametrize(
        "text",
        ["đạt điểm 10", "một khoản 5 triệu đồng", "Điều 5. Phạm vi", "mục tiêu 3", "Phần mềm", "điều chỉnh 2"],
    )
    def test_scores_sums_and_headings_are_no_parts(self, text):
        assert find_parts(text) == []

    def test_parts_go_to_the_document_beside_them(self):
        text = "1. Theo khoản 2 Điều 5 Nghị định số 72/2015/NĐ-CP; Luật Báo chí (khoản 3 Điều 8)."
        reading = vanban.read(text)
        assert [p.path for p in reading.citations[0].provisions] == ["Đ5.K2"]
        assert [p.path for p in reading.references[0].provisions] == ["Đ8.K3"]
        place = reading.citations[0].provisions[0]
        assert reading.source_text[place.start : place.end] == "khoản 2 Điều 5"

    def test_parts_of_a_regulation_belong_to_the_decision_it_came_with(self):
        text = "1. Theo khoản 1 Điều 3 Quy chế ban hành kèm theo Quyết định số 69/2021/QĐ-UBND ngày 24/11/2021."
        assert [p.path for p in vanban.read(text).citations[0].provisions] == ["Đ3.K1"]

    def test_parts_without_a_document_are_of_this_one_and_lead_to_their_unit(self):
        text = (
            "KẾ HOẠCH\nI. NHIỆM VỤ\n1. Tập huấn.\n2. Báo cáo.\n"
            "II. TỔ CHỨC\n1. Các sở thực hiện khoản 2 Mục I Kế hoạch này."
        )
        (own,) = vanban.read(text).references
        assert own.how == "self"
        assert [(p.path, p.unit) for p in own.provisions] == [("M.I.K2", "I.2")]

    def test_what_an_amending_text_changes_are_parts_of_the_amended_one(self):
        flows = [flow("Sửa đổi, bổ sung Nghị định số 72/2015/NĐ-CP như sau:"), flow("Bổ sung khoản 4 Điều 6:")]
        found = read_references(flows, "10/2026/NĐ-CP", ["Nghị định"])
        assert [place.id for place in found.places if place.parts] == [("number", "72/2015/NĐ-CP")]

    @pytest.mark.parametrize(
        ("path", "unit"),
        [("Đ5.K2.a", "Ch.I.Đ5.K2.a"), ("Ch.II.Đ7", "Ch.II.Đ7"), ("M.II", "II"), ("M.II.2.1", "II.2.1"), ("Đ9", None)],
    )
    def test_a_part_is_looked_up_among_the_units(self, path, unit):
        units = ["Ch.I", "Ch.I.Đ5", "Ch.I.Đ5.K2", "Ch.I.Đ5.K2.a", "Ch.II", "Ch.II.Đ7", "II", "II.2", "II.2.1"]
        assert locate(path, units) == unit

    @given(st.lists(st.sampled_from(["điểm", "a", "khoản", "1", "2", "Điều", "5", "và", ",", "đến", "Chương", "II"])))
    def test_any_row_of_such_words_gets_parts_that_stand_where_they_say(self, words):
        text = " ".join(words)
        for parts in find_parts(text):
            assert parts.parts
            assert all(parts.start <= part.start < part.end <= parts.end <= len(text) for part in parts.parts)
