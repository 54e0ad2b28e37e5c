"""Scans and photographs: words with their places, columns in order, and clear words where nothing can be read."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from benchmarks.damage.pictures import STATES, State, as_pdf, damaged, print_text
from PIL import Image

import vanban
from vanban import Limits, UnreadableSource, extract
from vanban.errors import Corrupt
from vanban.sources import scan
from vanban.sources.scan.engine import Word, words_of
from vanban.sources.scan.layout import in_order
from vanban.sources.views import page_picture, places

TEXT = """KẾ HOẠCH
Tuyên truyền đối ngoại năm 2026
I. MỤC ĐÍCH, YÊU CẦU
1. Nâng cao nhận thức của cán bộ, đảng viên về công tác thông tin đối ngoại của tỉnh trong tình hình mới.
2. Quảng bá hình ảnh, con người và tiềm năng của tỉnh đến bạn bè quốc tế.
II. TỔ CHỨC THỰC HIỆN
1. Sở Ngoại vụ chủ trì, phối hợp với Sở Tài chính báo cáo Ủy ban nhân dân tỉnh trước ngày 15/12/2026.
2. Sở Tài chính bố trí kinh phí thực hiện Kế hoạch này."""


def scanned(state: State, text: str = TEXT) -> bytes:
    return damaged(next(iter(print_text(text))).picture, state, seed=5)


def recognised_share(data: bytes) -> float:
    """Share of the words of TEXT that stand in what was read."""
    words, found = TEXT.split(), set(vanban.read(data).text.split())
    return sum(word in found for word in words) / len(words)


class TestPictures:
    @pytest.mark.parametrize("state", ["light", "heavy"])
    def test_a_scan_is_read_nearly_word_for_word(self, state: str) -> None:
        assert recognised_share(scanned(STATES[state])) > 0.96

    @pytest.mark.parametrize("turn", [1, 2, 3])
    def test_a_page_fed_sideways_or_upside_down_is_stood_up(self, turn: int) -> None:
        data = scanned(State(turn=turn))
        assert recognised_share(data) > 0.96
        assert extract(data).pages[0].turned == (360 - 90 * turn) % 360

    def test_a_red_stamp_and_a_blue_signature_do_not_hide_the_words_below(self) -> None:
        text = "\n".join([TEXT] * 3)
        assert recognised_share(scanned(State(stamp=True, signature=True), text)) > 0.96

    def test_every_word_knows_its_place_and_how_sure_it_is(self) -> None:
        taken = extract(scanned(STATES["light"]))
        assert [taken.text[box.start : box.end] for box in taken.boxes] == taken.text.split()
        assert all(0 <= box.left < box.right <= 1 and 0 <= box.top < box.bottom <= 1 for box in taken.boxes)
        assert all(box.confidence is not None and 0 <= box.confidence <= 1 for box in taken.boxes)

    def test_each_picture_of_a_tiff_is_a_page(self) -> None:
        pictures = [Image.open(io.BytesIO(scanned(State(), text))) for text in ("Trang đầu tiên", "Trang thứ hai")]
        file = io.BytesIO()
        pictures[0].save(file, "TIFF", save_all=True, append_images=pictures[1:])
        taken = extract(file.getvalue())
        assert [page.number for page in taken.pages] == [1, 2]
        assert taken.text[taken.page_starts[1] :].startswith("Trang thứ hai")

    def test_the_plan_on_a_scan_has_its_units_and_duties(self) -> None:
        reading = vanban.read(as_pdf([scanned(STATES["light"])], 200))
        assert [unit.path for unit in reading.units] == ["I", "I.1", "I.2", "II", "II.1", "II.2"]
        assert reading.pages[0].method == "ocr"
        assert "recognised" in [warning.code for warning in reading.warnings]


class TestWhatCannotBeRead:
    def test_without_tesseract_a_picture_says_what_to_install(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(scan, "engine", lambda: None)
        taken = extract(scanned(State()))
        assert taken.text == ""
        assert "tesseract-ocr-vie" in taken.warnings[0].message

    @pytest.mark.parametrize("size", [40, 2_000])
    def test_a_picture_that_is_cut_short_is_corrupt_or_blank_but_no_crash(self, size: int) -> None:
        try:
            codes = {warning.code for warning in extract(scanned(State())[:size]).warnings}
        except UnreadableSource as refused:
            codes = {refused.code}
        assert codes <= {"corrupt", "corrupt_page", "scan"}

    def test_a_picture_larger_than_allowed_is_refused(self) -> None:
        with pytest.raises(UnreadableSource) as refused:
            extract(scanned(State()), limits=Limits(max_dots=10_000))
        assert refused.value.code == "too_large"

    def test_a_page_that_takes_longer_than_allowed_is_left_unread(self) -> None:
        with pytest.raises(UnreadableSource):
            extract(scanned(State()), limits=Limits(max_page_seconds=0.001))

    def test_an_empty_sheet_has_no_words(self) -> None:
        file = io.BytesIO()
        Image.new("L", (80, 110), 255).save(file, "PNG")
        assert extract(file.getvalue()).pages[0].method == "blank"


class TestLayout:
    def test_of_two_columns_the_left_is_read_first(self) -> None:
        rows = [("ỦY BAN", 100, 10), ("CỘNG HÒA", 600, 10), ("Số: 1", 100, 40), ("Độc lập", 600, 42)]
        words = [
            Word(text, left, top, left + 150, top + 20, 0.9, (1, 1, place))
            for place, (text, left, top) in enumerate(rows)
        ]
        read = [word.text for group in in_order(words) for piece in group for word in piece.words]
        assert read == ["ỦY BAN", "Số: 1", "CỘNG HÒA", "Độc lập"]

    def test_words_without_letters_are_left_out_of_the_table(self) -> None:
        row = "5\t1\t1\t1\t1\t1\t10\t20\t30\t40\t{}\t{}"
        assert [w.text for w in words_of("\n".join(["head", row.format(96, "Sở"), row.format(95, " ")]))] == ["Sở"]


class TestViews:
    def test_the_picture_of_a_page_has_the_width_that_was_asked_for(self) -> None:
        picture = Image.open(io.BytesIO(page_picture(scanned(State()), 1, width=300)))
        assert picture.width == 300

    def test_a_page_that_is_not_there_is_told_of(self) -> None:
        with pytest.raises(UnreadableSource):
            page_picture(scanned(State()), 2)
        with pytest.raises(Corrupt):
            places(as_pdf([scanned(State())], 200), 9)

    def test_the_words_of_a_text_layer_stand_inside_the_page(self) -> None:
        found = places(Path(__file__).parents[2] / "examples" / "da-nang-2026.pdf", 1)
        assert [word for word, _ in found[:3]] == ["ỦY", "BAN", "NHÂN"]
        assert all(0 <= place.left < place.right <= 1 for _, place in found)
