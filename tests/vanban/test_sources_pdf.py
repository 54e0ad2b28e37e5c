"""PDF files: the text layer page by page, opened where a hostile file can do no harm."""

from __future__ import annotations

import base64
import contextlib
import io
import itertools
import time
import zlib

import pytest
from PIL import Image
from vanban_files import SAMPLE, as_pdf, measured, one_page_pdf, pdf, raw_pdf, stream

import vanban
from vanban import Limits, extract
from vanban.errors import Corrupt, Encrypted, TooLarge

HELLO = b"BT /F 12 Tf 50 700 Td (Ke hoach nam 2024) Tj ET"


def codes(data: bytes) -> list[str]:
    return [warning.code for warning in extract(data).warnings]


def bitmap_page() -> bytes:
    """A page filled by one picture, as a scanner makes it."""
    image = stream(b"\x80", b"/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8")
    return one_page_pdf(stream(b"595 0 0 842 0 0 cm /I Do"), b"/XObject<</I 6 0 R>>", {6: image})


class TestWhatIsPrinted:
    def test_each_page_starts_where_page_starts_says(self) -> None:
        taken = extract(
            pdf("<p>Trang đầu<p style='break-before:page'>Trang giữa<p style='break-before:page'>Trang cuối")
        )
        starts = [*taken.page_starts, len(taken.text)]
        pages = [taken.text[a:b].strip() for a, b in itertools.pairwise(starts)]
        assert pages == ["Trang đầu", "Trang giữa", "Trang cuối"]

    def test_a_hyphen_at_the_end_of_a_line_is_a_hyphen_and_the_line_ends(self) -> None:
        style = "<style>body{width:9cm;font:12pt 'Liberation Serif'}</style>"
        text = extract(pdf(f"{style}<p>{'Kế hoạch số 267/KH-UBND ' * 12}</p>")).text
        assert "KH-\nUBND" in text
        assert text.replace("-\n", "-").replace("\n", " ").count("267/KH-UBND") == 12
        assert not {"\ufffe", "\x02"} & set(text)

    def test_units_know_their_page(self) -> None:
        page = "<p>I. MỤC ĐÍCH</p><p>1. Một việc.</p><p style='break-before:page'>II. NHIỆM VỤ</p><p>1. Hai việc.</p>"
        assert [(u.path, u.page) for u in vanban.read(pdf(page)).units] == [
            ("I", 1),
            ("I.1", 1),
            ("II", 2),
            ("II.1", 2),
        ]

    def test_a_file_by_hand_is_read_like_any_other(self) -> None:
        assert extract(one_page_pdf(stream(HELLO))).text == "Ke hoach nam 2024\n"


class TestPages:
    def test_a_page_that_is_a_picture_warns_scan_and_says_so(self) -> None:
        taken = extract(bitmap_page())
        assert [(w.code, w.line) for w in taken.warnings] == [("scan", 1)]
        assert "ảnh chụp" in taken.warnings[0].message

    def test_only_the_pages_that_are_pictures_are_named(self) -> None:
        page = f"<p>{'Có chữ để đọc. ' * 20}</p>"
        picture = io.BytesIO()
        Image.new("L", (60, 80)).save(picture, "PNG")
        source = f"data:image/png;base64,{base64.b64encode(picture.getvalue()).decode()}"
        drawn = f"<img src='{source}' style='break-before:page;display:block;width:100%'>"
        taken = extract(pdf(page + drawn + f"<p style='break-before:page'>{page}"))
        assert [(w.code, w.message.split(" là ")[0]) for w in taken.warnings] == [("scan", "Trang 2")]

    def test_an_empty_page_is_no_picture(self) -> None:
        assert codes(one_page_pdf(stream(b""))) == []

    def test_more_pages_than_allowed_are_left_with_a_warning(self) -> None:
        taken = extract(pdf("<p>một<p style='break-before:page'>hai"), limits=Limits(max_pages=1))
        assert taken.text == "một\n"
        assert [w.code for w in taken.warnings] == ["truncated"]

    def test_more_text_than_allowed_is_left_with_a_warning(self) -> None:
        taken = extract(as_pdf(SAMPLE), limits=Limits(max_chars=300))
        assert 250 < len(taken.text) <= 300
        assert [w.code for w in taken.warnings] == ["truncated"]


class TestWhatIsRefused:
    def test_a_locked_file_is_named_encrypted(self) -> None:
        lock = b"<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P -4>>" % (b"00" * 32, b"11" * 32)
        data = raw_pdf(
            {1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[]/Count 0>>", 3: lock},
            trailer=b"/Root 1 0 R/Encrypt 3 0 R/ID[<00><00>]",
        )
        with pytest.raises(Encrypted, match="mật khẩu"):
            extract(data)

    @pytest.mark.parametrize(
        "data", [b"%PDF-1.7", b"%PDF-1.7\n" + bytes(range(256)) * 40, b"%PDF-1.4 trailer<</Root 9 0 R>>"]
    )
    def test_a_broken_file_is_corrupt(self, data: bytes) -> None:
        with pytest.raises(Corrupt):
            extract(data)

    def test_a_file_larger_than_allowed_is_refused_before_it_is_opened(self) -> None:
        with pytest.raises(TooLarge):
            extract(as_pdf(SAMPLE), limits=Limits(max_bytes=100))


class TestBombs:
    def test_a_stream_that_unpacks_to_gigabytes_ends_within_its_memory(self) -> None:
        packer = zlib.compressobj(9)
        packed = b"".join(packer.compress(b" " * (1 << 20)) for _ in range(2000)) + packer.flush()
        data = one_page_pdf(stream(zlib.compress(packed, 9), b"/Filter[/FlateDecode/FlateDecode]"))
        limits = Limits(max_seconds=20, max_memory_bytes=512 << 20)
        begun = time.monotonic()
        with contextlib.suppress(TooLarge):
            assert extract(data, limits=limits).text.strip() == ""
        assert time.monotonic() - begun < 25

    def test_drawings_that_call_each_other_without_end_meet_the_clock(self) -> None:
        depth = 40
        forms = {
            6 + n: stream(
                b"/X Do /X Do" if n < depth - 1 else HELLO,
                b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</F 5 0 R>>/XObject<</X %d 0 R>>>>"
                % (7 + n),
            )
            for n in range(depth)
        }
        data = one_page_pdf(stream(b"/X Do /X Do"), b"/XObject<</X 6 0 R>>", forms)
        begun = time.monotonic()
        with contextlib.suppress(TooLarge):
            extract(data, limits=Limits(max_seconds=2, max_memory_bytes=512 << 20))
        assert time.monotonic() - begun < 6

    def test_a_page_that_takes_longer_than_allowed_is_given_up(self) -> None:
        data = one_page_pdf(stream(b"BT /F 12 Tf 50 700 Td (Ke hoach) Tj ET " * 1_000_000))
        begun = time.monotonic()
        with pytest.raises(TooLarge):
            extract(data, limits=Limits(max_seconds=0.5))
        assert time.monotonic() - begun < 4

    def test_one_page_told_a_hundred_thousand_times_is_read_up_to_the_limit(self) -> None:
        data = raw_pdf(
            {
                1: b"<</Type/Catalog/Pages 2 0 R>>",
                2: b"<</Type/Pages/Kids[%s]/Count 100000>>" % (b"3 0 R " * 100_000),
                3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
                4: stream(HELLO),
                5: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            }
        )
        taken = extract(data, limits=Limits(max_pages=50))
        assert len(taken.page_starts) <= 50
        assert "truncated" in [w.code for w in taken.warnings]

    def test_pages_whose_parents_go_in_a_circle_end(self) -> None:
        data = raw_pdf(
            {
                1: b"<</Type/Catalog/Pages 2 0 R>>",
                2: b"<</Type/Pages/Kids[3 0 R]/Count 9/Parent 3 0 R>>",
                3: b"<</Type/Pages/Kids[2 0 R]/Count 9/Parent 2 0 R>>",
            }
        )
        with contextlib.suppress(Corrupt, TooLarge):
            assert extract(data, limits=Limits(max_seconds=5)).text.strip() == ""

    def test_scripts_in_a_file_are_not_run_and_its_links_not_followed(self) -> None:
        action = b"<</S/JavaScript/JS(app.alert\\(1\\))>>"
        data = raw_pdf(
            {
                1: b"<</Type/Catalog/Pages 2 0 R/OpenAction 6 0 R>>",
                2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
                3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
                4: stream(HELLO),
                5: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
                6: action,
            }
        )
        assert extract(data).text == "Ke hoach nam 2024\n"

    def test_the_reading_process_keeps_little_whatever_the_file(self) -> None:
        output, peak = measured(
            "from vanban_files import one_page_pdf, stream\n"
            "from vanban import extract\n"
            "data = one_page_pdf(stream(b'BT /F 12 Tf 50 700 Td (Ke hoach) Tj ET ' * 200_000))\n"
            "print(len(extract(data).text) > 0)\n"
        )
        assert output == "True"
        assert peak < 400


GRID = "<style>table{border-collapse:collapse;width:100%} td,th{border:0.5pt solid black;padding:3pt}</style>"
HEADS = "<thead><tr><th>STT<th>Nhiệm vụ<th>Chủ trì<th>Thời gian</tr></thead>"


class TestRuledTables:
    def test_a_table_drawn_with_lines_is_a_table_and_the_text_around_it_stays(self) -> None:
        rows = "<tr><td>1<td>In 5.000 tờ gấp giới thiệu tỉnh bằng ba thứ tiếng<td>Sở Ngoại vụ<td>Quý I/2026"
        taken = extract(pdf(f"{GRID}<p>II. NHIỆM VỤ</p><table>{HEADS}{rows}</table><p>III. KINH PHÍ</p>"))
        (table,) = taken.tables
        assert (table.rows, table.columns, table.heads) == (2, 4, 1)
        assert [taken.text[cell.start : cell.end] for cell in table.cells][4:] == [
            "1",
            "In 5.000 tờ gấp giới thiệu tỉnh bằng ba thứ tiếng",
            "Sở Ngoại vụ",
            "Quý I/2026",
        ]
        assert taken.text.startswith("II. NHIỆM VỤ\n")
        assert taken.text.rstrip().endswith("III. KINH PHÍ")

    def test_cells_over_several_columns_and_rows_are_known(self) -> None:
        rows = "<tr><td>A<td colspan=3>NHÓM MỘT<tr><td>1<td>Một<td rowspan=2>Sở Y tế<td>Quý I<tr><td>2<td>Hai<td>Quý II"
        (table,) = extract(pdf(f"{GRID}<table>{HEADS}{rows}</table>")).tables
        spans = [(cell.row, cell.column, cell.row_span, cell.column_span) for cell in table.cells]
        assert (1, 1, 1, 3) in spans
        assert (2, 2, 2, 1) in spans

    def test_a_table_over_two_pages_is_one_and_its_duties_are_read(self) -> None:
        rows = "".join(f"<tr><td>{n}<td>In tờ gấp số {n}<td>Sở Ngoại vụ<td>Trước ngày 15/4/2026" for n in range(1, 60))
        data = pdf(f"{GRID}<p>II. NHIỆM VỤ</p><table>{HEADS}{rows}</table><p>III. KINH PHÍ</p><p>1. Theo dự toán.</p>")
        reading = vanban.read(data)
        assert len(reading.pages) > 1
        assert len(reading.tables) == 1
        assert [duty.path for duty in reading.assignments] == [f"II.{n}" for n in range(1, 60)]

    def test_a_number_broken_at_its_hyphen_in_a_cell_is_whole(self) -> None:
        style = f"{GRID}<style>body{{font:12pt 'Liberation Serif'}} th{{width:25%}}</style>"
        rows = f"<tr><td>1<td>{'Kế hoạch số 267/KH-UBND ' * 9}<td>Sở Ngoại vụ<td>Quý I"
        taken = extract(pdf(f"{style}<table>{HEADS}{rows}</table>"))
        assert taken.text.count("267/KH-UBND") == 9

    def test_frames_and_underlines_are_no_tables(self) -> None:
        frame = "<div style='border:1pt solid black'><p>Kế hoạch tuyên truyền</p><p><u>Độc lập - Tự do</u></p></div>"
        assert extract(pdf(frame)).tables == ()
