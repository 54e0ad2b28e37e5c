"""What is mended in text that an engine of recognition read, and what is left as it was read."""

from __future__ import annotations

import pytest

import vanban
from vanban.model import Box
from vanban.repair import clean
from vanban.repair.correction import ReadWord, correct_words
from vanban.repair.references import mend_symbols
from vanban.repair.specks import part_specks

DOUBTED, SURE = 0.6, 0.96


def mended(text: str, confidence: float = DOUBTED) -> str:
    lines = text.split("\n")
    for index, edit in reversed(list(mend_symbols(lines, lambda _line, _column: confidence))):
        lines[index] = lines[index][: edit.start] + edit.meant + lines[index][edit.end :]
    return "\n".join(lines)


def without_specks(text: str) -> str:
    for edit in reversed(list(part_specks(text))):
        text = text[: edit.start] + edit.meant + text[edit.end :]
    return text


def boxes(text: str, confidence: float) -> list[Box]:
    found, at = [], 0
    for word in text.split():
        at = text.index(word, at)
        found.append(Box(at, at + len(word), 1, 0.0, 0.0, 1.0, 1.0, confidence))
        at += len(word)
    return found


class TestNumbersOfDocuments:
    @pytest.mark.parametrize(
        ("read", "meant"),
        [
            ("Tờ trình số 214/TIr-SVHTTDL ngày 27", "Tờ trình số 214/TTr-SVHTTDL ngày 27"),
            ("Chương trình số 2745/CTT-TTg của", "Chương trình số 2745/CTr-TTg của"),
            ("Thông tư số 747/T1-BVHTTDL của", "Thông tư số 747/TT-BVHTTDL của"),
            ("Kết luận số 57-KI./TW của", "Kết luận số 57-KL/TW của"),
            ("Kết luận số 1896/KL-BTGDVTTU của", "Kết luận số 1896/KL-BTGDVTU của"),
            ("Báo cáo số 2321/BC-BTGDV TU ngày", "Báo cáo số 2321/BC-BTGDVTU ngày"),
            ("Thông báo số 4061/TB-ÙBND ngày", "Thông báo số 4061/TB-UBND ngày"),
            ("Quyết định số 3328/QĐÐ-HĐND ngày", "Quyết định số 3328/QĐ-HĐND ngày"),
            ("Thông tư số 155/2025⁄/TT-UBND ngày", "Thông tư số 155/2025/TT-UBND ngày"),
        ],
    )
    def test_a_part_that_nobody_knows_becomes_the_one_it_was_read_for(self, read, meant):
        assert mended(read) == meant

    def test_a_number_that_a_line_end_cuts_is_mended_on_the_next_line(self):
        assert mended("(Báo cáo số 2290/\nBC-SVHTTT ngày 17/11/2026)") == "(Báo cáo số 2290/\nBC-SVHTT ngày 17/11/2026)"

    def test_the_initials_of_who_issued_it_say_what_was_printed(self):
        read = "Quyết định số 8/QĐ-BQTKKTT ngày 06/10/2022 của "
        assert mended(f"{read}Ban Quản trị Khu kinh tế, tỉnh").startswith("Quyết định số 8/QĐ-BQTKKT ngày")
        assert mended(f"{read}Văn phòng Đăng ký đất đai") == f"{read}Văn phòng Đăng ký đất đai"

    @pytest.mark.parametrize(
        "printed",
        [
            "Kế hoạch số 12/KH-BCĐTW ngày 1/2/2026",
            "Chương trình số 14/CTrPH-SNgV-BBĐBP",
            "Công văn số 801/CV-HQKV6 của Chi cục Hải quan khu vực VI",
            "Tờ trình số 12/TT-UBND ngày 3/4/2024",
            "Quyết định số 94/QĐ-TTg ngày 94/6/2017",
        ],
    )
    def test_a_part_that_is_known_or_like_none_stays_and_so_do_digits(self, printed):
        assert mended(printed) == printed

    def test_what_the_engine_was_sure_of_stays(self):
        assert mended("Báo cáo số 12/BC-SVHTTT ngày", SURE) == "Báo cáo số 12/BC-SVHTTT ngày"

    @pytest.mark.parametrize("dirt", ["số.3247/CTr-UBND ngày 1/5/2018", "số 3247/CTr-UBND ngày: 1/5/2018"])
    def test_a_speck_before_a_number_or_its_date_goes(self, dirt):
        assert mended(dirt) == "số 3247/CTr-UBND ngày 1/5/2018"


class TestSpecks:
    @pytest.mark.parametrize(
        ("read", "meant"),
        [
            ("nhằm thu.hút đầu tư", "nhằm thu hút đầu tư"),
            ("trong giai-đoạn mới", "trong giai đoạn mới"),
            ("và Du lịch,.Bộ Ngoại giao", "và Du lịch, Bộ Ngoại giao"),
            ("~ Tuyên truyền về biên giới", "- Tuyên truyền về biên giới"),
            ("I.MỤC TIÊU", "I. MỤC TIÊU"),
            ("nhân dân các ˆ xã biên giới", "nhân dân các xã biên giới"),
        ],
    )
    def test_a_speck_between_words_goes(self, read, meant):
        assert without_specks(read) == meant

    @pytest.mark.parametrize(
        "printed",
        [
            "phát triển kinh tế-xã hội", "trang langson.gov.vn", "Số: ..../KH-UBND", "thời gian: tháng 5",
            "tỉnh Lạng Sơn - Quảng Tây", "TT.HĐND tỉnh", "như sau: 1. Sở Ngoại vụ", "24/7 và 30/6/2026",
        ],
    )  # fmt: skip
    def test_signs_that_somebody_may_have_meant_stay(self, printed):
        assert without_specks(printed) == printed


class TestWords:
    def test_a_speck_that_looks_like_an_old_encoding_does_not_keep_the_rest_from_being_mended(self):
        words = "Sở Văn hóa và Thế thao phối hợp với các đơn vị liên quan tố chức hội nghị tống kết công tác năm"
        text = f"{words}\nãa.. Nh÷ng Céng hßa x· héi chñ nghÜa ViÖt Nam"
        found = clean(text, boxes=boxes(text, 0.8))
        assert found.text.startswith(words.replace("Thế", "Thể").replace("tố ", "tổ ").replace("tống", "tổng"))
        assert not {repair.rule for repair in found.repairs} & {"tcvn3", "vni", "viscii", "cp1258"}

    @pytest.mark.parametrize("name", ["Kỳ Lừa", "Ga Ri", "Nậm Cắn", "Cái Răng"])
    def test_a_name_is_left_as_it_was_read(self, name):
        words = [ReadWord(word, 0.8) for word in f"đề nghị Ủy ban nhân dân xã {name} tuyên truyền".split()]
        assert not [change for change in correct_words(words, poor=True) if words[change.place].text in name.split()]

    def test_a_name_of_the_gazetteer_is_put_right(self):
        words = [ReadWord(word, 0.8) for word in ["thành", "phố", "Đà", "Năng", "ngày"]]
        assert [change.text for change in correct_words(words)] == ["Nẵng"]

    def test_a_word_at_the_edge_of_a_row_is_read_with_its_neighbours(self):
        filling = [ReadWord(word) for word in ("công tác thông tin đối ngoại " * 80).split()]
        for before in (397, 398, 399, 400, 401):
            words = [*filling[:before], ReadWord("nhân"), ReadWord("đân", 0.5), ReadWord("tỉnh")]
            assert [change.text for change in correct_words(words)] == ["dân"]


class TestTitles:
    def test_a_title_that_stops_at_a_comma_goes_on_below_an_empty_line(self):
        lines = ["KẾ HOẠCH", "", "Công tác của ngành Văn hóa,", "", "Thể thao và Du lịch năm 2026", "", "I. MỤC TIÊU"]
        reading = vanban.read("\n".join(lines))
        assert reading.metadata.title == "Công tác của ngành Văn hóa, Thể thao và Du lịch năm 2026"
