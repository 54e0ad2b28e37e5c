"""A page is cut where recognition would read across it, and put together again as a person reads it."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from vanban.sources.rules import Stroke, ruled_tables
from vanban.sources.scan.cutting import Cut, cut
from vanban.sources.scan.engine import Word
from vanban.sources.scan.markers import moved_markers
from vanban.sources.scan.pieces import put_together

FONT = ImageFont.truetype("/usr/share/fonts/truetype/croscore/Tinos-Regular.ttf", 36)
DPI = 200
LINE = 48


def page(*lines: tuple[int, int, str], strokes: tuple[tuple[int, int, int, int], ...] = ()) -> Image.Image:
    """A white page with words at (left, line) and drawn lines."""
    picture = Image.new("L", (1654, 2339), 255)
    draw = ImageDraw.Draw(picture)
    for left, line, text in lines:
        draw.text((left, 150 + line * LINE), text, font=FONT, fill=0)
    for stroke in strokes:
        draw.line(stroke, fill=0, width=2)
    return picture


PROSE = tuple(
    (236, line, "Căn cứ kế hoạch của Ủy ban nhân dân tỉnh về thông tin đối ngoại năm nay") for line in range(9)
)
FOOT = (
    (236, 12, "Nơi nhận:"),
    (236, 13, "- Như trên;"),
    (236, 14, "- Các sở, ban, ngành;"),
    (236, 15, "- Lưu: VT, KGVX."),
    (1000, 12, "TM. ỦY BAN NHÂN DÂN"),
    (1000, 13, "KT. CHỦ TỊCH"),
    (1000, 17, "Nguyễn Văn An"),
)


def found(picture: Image.Image, skew: float = 0.0) -> Cut:
    result = cut(picture, skew, DPI)
    assert result is not None
    return result


LISTED = tuple(
    one
    for line, marker in enumerate(("I.", "1.", "a)", "-", "2."))
    for one in ((236, line * 2, marker), (340, line * 2, "Sở Ngoại vụ chủ trì phối hợp với các cơ quan liên quan"))
)


class TestMarkers:
    def test_markers_behind_which_a_tab_leaves_room_move_to_their_words(self) -> None:
        shades = np.asarray(page(*LISTED))
        beside, moved = moved_markers(shades, DPI)
        assert len(moved) == 5
        dark = beside < 128
        for left, top, right, bottom, step in moved:
            assert not dark[top:bottom, left : left + step].any()
            assert (shades[top:bottom, left:right] == beside[top:bottom, left + step : right + step]).all()
            first = int(np.flatnonzero(dark[top:bottom, right + step :].any(axis=0))[0])
            assert first < 14  # dots, a space

    def test_numbers_in_the_cells_of_a_table_stay(self) -> None:
        shades = np.asarray(page(*LISTED))
        assert moved_markers(shades, DPI, [(100, 2000)])[0] is shades

    def test_text_with_its_marks_and_few_markers_stay(self) -> None:
        for lines in (PROSE, (*PROSE, *((left, line + 12, words) for left, line, words in LISTED[:4]))):
            shades = np.asarray(page(*lines))
            assert moved_markers(shades, DPI)[0] is shades


class TestCutting:
    def test_a_page_of_one_column_stays_as_it_is(self) -> None:
        assert cut(page(*PROSE), 0.0, DPI) is None

    def test_markers_that_stand_apart_from_their_words_are_no_column_and_move_to_them(self) -> None:
        pieces = found(page(*LISTED)).pieces
        assert [(piece.left, piece.right) for piece in pieces] == [(0, 1654)]

    def test_recipients_and_signature_become_pieces_below_one_another(self) -> None:
        pieces = found(page(*PROSE, *FOOT)).pieces
        lefts = [(piece.left, piece.right) for piece in pieces]
        assert len(pieces) == 3
        assert lefts[0] == (0, 1654)
        assert lefts[1][1] == lefts[2][0]
        assert 540 < lefts[1][1] < 1000
        assert all(piece.top + piece.down > other.bottom + other.down for other, piece in itertools.pairwise(pieces))

    def test_no_line_of_the_text_is_cut_through(self) -> None:
        picture = page(*PROSE, *FOOT)
        dark = np.asarray(picture) < 128
        for piece in found(picture).pieces:
            assert not dark[piece.top, piece.left : piece.right].any()

    @pytest.mark.parametrize("degrees", [0.0, 0.7, -0.7])
    def test_each_cell_of_a_ruled_table_is_a_piece_even_on_a_page_askew(self, degrees: float) -> None:
        picture = table_page().rotate(-degrees, Image.Resampling.BICUBIC, fillcolor=255)
        result = found(picture, degrees)
        cells = [(cell.row, cell.column, cell.row_span, cell.column_span) for cell in result.tables[0].cells]
        assert cells == [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 2), (2, 0, 1, 1), (2, 1, 1, 1)]
        assert [piece.cell for piece in result.pieces if piece.table == 0] == [0, 1, 2, 3, 4]

    def test_the_lines_of_the_table_are_not_on_the_new_picture(self) -> None:
        dark = np.asarray(found(table_page()).picture) < 128
        assert dark.sum(axis=1).max() < 700


def table_page() -> Image.Image:
    left, middle, right = 236, 700, 1400
    rows = [140, 210, 280, 350]
    return page(
        (260, 0, "Nhiệm vụ"),
        (720, 0, "Chủ trì"),
        (260, 1, "  NHÓM MỘT  VÀ  MỌI  CỘT"),
        (260, 3, "In tờ gấp"),
        (720, 3, "Sở Ngoại vụ"),
        strokes=(
            *((left, row, right, row) for row in rows),
            (left, rows[0], left, rows[-1]),
            (right, rows[0], right, rows[-1]),
            (middle, rows[0], middle, rows[1]),
            (middle, rows[2], middle, rows[3]),
        ),
    )


class TestRuledTables:
    def test_cells_without_a_line_between_them_are_one(self) -> None:
        strokes = [Stroke(True, at, 0, 90) for at in (0, 10, 20)]
        strokes += [Stroke(False, at, 0, 20) for at in (0, 60, 90)] + [Stroke(False, 30, 0, 10)]
        (table,) = ruled_tables(strokes, 1.0)
        assert [(cell.row, cell.column, cell.column_span) for cell in table.cells] == [
            (0, 0, 1), (0, 1, 1), (0, 2, 1), (1, 0, 2), (1, 2, 1),
        ]  # fmt: skip

    def test_a_table_that_a_page_breaks_ends_with_its_upright_lines(self) -> None:
        strokes = [Stroke(True, 0, 0, 90), Stroke(True, 10, 0, 90), *(Stroke(False, at, 0, 40) for at in (0, 50, 90))]
        (table,) = ruled_tables(strokes, 1.0)
        assert table.bottom == 40
        assert len(table.cells) == 4

    def test_an_underline_is_no_table(self) -> None:
        assert ruled_tables([Stroke(True, 5, 0, 90), Stroke(True, 50, 0, 90)], 1.0) == []


def word(text: str, left: int, top: int) -> Word:
    return Word(text, left, top, left + 20 * len(text), top + 30, 0.9, (1, 1, top // 40))


class TestPuttingTogether:
    def test_the_left_column_comes_before_the_right_and_words_find_their_way_back(self) -> None:
        pieces = [(0, 0, 400, 100, 10, 10, -1, -1), (400, 0, 800, 100, -390, 140, -1, -1)]
        words = [word("Nơi", 20, 20), word("nhận:", 110, 20), word("TM.", 20, 150), word("BAN", 110, 150)]
        laid, ordered = put_together(words, pieces, [])
        assert laid.text == "Nơi nhận:\n\nTM. BAN"
        assert [(one.left, one.top) for one in ordered] == [(10, 10), (100, 10), (410, 10), (500, 10)]

    def test_a_marker_that_was_moved_stands_where_it_was(self) -> None:
        words = [word("1.", 90, 20), word("Sở", 140, 20)]
        _, ordered = put_together(words, [(0, 0, 800, 100, 0, 0, -1, -1)], [], [(20, 15, 60, 55, 70)])
        assert [one.left for one in ordered] == [20, 140]

    def test_cells_become_a_table_with_a_line_a_row(self) -> None:
        grid = [(0, 0, 1, 1), (0, 1, 1, 1), (0, 2, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1), (1, 2, 1, 1)]
        heads = ["STT", "Nhiệm vụ", "Chủ trì", "1", "In sách", ""]
        pieces, words = [], []
        for place, said in enumerate(heads):
            if said:
                pieces.append((0, place * 60, 400, place * 60 + 50, 0, 0, 0, place))
                words += [word(part, 10 + 150 * at, place * 60 + 10) for at, part in enumerate(said.split())]
        laid, ordered = put_together(words, pieces, [grid])
        assert laid.text == "STT\tNhiệm vụ\tChủ trì\n1\tIn sách"
        assert [one.text for one in ordered] == laid.text.split()
        assert (laid.tables[0].rows, laid.tables[0].columns, laid.tables[0].heads) == (2, 3, 1)
