"""Web pages: the document without what stands around it, in any encoding, at any depth."""

from __future__ import annotations

import pytest
from vanban_files import measured

from vanban import Limits, extract


def text_of(markup: str) -> str:
    return extract(f"<!doctype html><html><body>{markup}</body></html>".encode()).text


def codes(markup: str) -> list[str]:
    return [warning.code for warning in extract(f"<!doctype html>{markup}".encode()).warnings]


LONG = "Sở Ngoại vụ chủ trì, phối hợp với các cơ quan liên quan tổ chức hội nghị cung cấp thông tin cho báo chí."


class TestWhatIsPrinted:
    def test_white_space_folds_and_blocks_and_breaks_end_lines(self) -> None:
        assert text_of("<p>Kế\n  hoạch <b>năm</b> 2024<br>tỉnh<div>một</div>hai") == "Kế hoạch năm 2024\ntỉnh\nmột\nhai"

    def test_preformatted_text_keeps_its_lines(self) -> None:
        assert text_of("<pre>một\n  hai\n\nba</pre>") == "một\n  hai\n\nba"

    def test_ordered_lists_print_their_numbers(self) -> None:
        markup = (
            '<ol type="I"><li>một<ol start="3"><li>ba<li>bốn<ol type="a"><li>x</li></ol></ol><li value="9">chín</ol>'
        )
        assert text_of(markup) == "I. một\n3. ba\n4. bốn\na. x\nIX. chín"

    def test_numbering_follows_style_and_direction(self) -> None:
        markup = '<ol reversed start="2" style="list-style-type: lower-roman"><li>x<li>y</ol>'
        assert text_of(markup) == "ii. x\ni. y"

    def test_bullets_print_dash_then_plus(self) -> None:
        assert text_of("<ul><li>x<ul><li>y</ul><li>z</ul>") == "- x\n+ y\n- z"

    def test_a_marker_typed_by_hand_is_not_doubled(self) -> None:
        assert text_of("<ul><li>- x<li>a) y<li>1.2. z</ul>") == "- x\na) y\n1.2. z"

    def test_a_list_without_signs_prints_none(self) -> None:
        assert text_of("<ul style='list-style:none'><li>x</ul>") == "x"

    def test_a_table_of_data_gives_a_line_a_row(self) -> None:
        rows = "<tr><th>TT<th>Nội dung<th>Chủ trì<tr><td>1<td>Hội<br>nghị<td>Sở Ngoại vụ"
        assert text_of(f"<table>{rows}</table>") == "TT\tNội dung\tChủ trì\n1\tHội nghị\tSở Ngoại vụ"

    def test_a_table_that_lays_out_the_page_is_read_cell_by_cell(self) -> None:
        inner = "<table><tr><td>UBND TỈNH<td>CỘNG HÒA</table>"
        assert text_of(f"<table><tr><td>trái<td>{inner}<td>phải<tr><td>x<td>y<td>z</table>").split("\n") == [
            "trái", "UBND TỈNH", "CỘNG HÒA", "phải", "x", "y", "z",
        ]  # fmt: skip

    def test_entities_are_letters(self) -> None:
        assert text_of("<p>k&#7871; ho&#x1EA1;ch &amp; b&aacute;o c&aacute;o</p>") == "kế hoạch & báo cáo"

    def test_references_to_footnotes_do_not_stick_to_words(self) -> None:
        assert text_of('<p>57-KL/TW<a href="#_ftn1"><sup>[1]</sup></a> của Bộ</p>') == "57-KL/TW của Bộ"


class TestWhatIsLeftOut:
    def test_scripts_styles_hidden_parts_and_deleted_words_are_passed_over(self) -> None:
        markup = (
            "<script>x</script><style>y</style><p hidden>ẩn</p><p style='display: none'>ẩn</p><p>Sở <del>cũ</del>mới"
        )
        assert text_of(markup) == "Sở mới"

    def test_navigation_is_dropped_and_told(self) -> None:
        page = (
            "<nav><a href=/>Trang chủ</a></nav><div class='menu top'><a href=/>Tin</a></div><div role=search>Tìm</div>"
            f"<div><a href=/1>Liên kết</a></div><p>KẾ HOẠCH</p><p>{LONG}</p><div><a href=/2>Tin khác</a></div>"
            "<footer>Bản quyền</footer>"
        )
        assert text_of(page) == f"KẾ HOẠCH\n{LONG}"
        assert codes(page) == ["left_out"]

    def test_the_main_part_wins_where_the_page_marks_one(self) -> None:
        assert text_of(f"<p>Thời tiết hôm nay</p><main><header>Số: 1</header><p>{LONG}</p></main>") == f"Số: 1\n{LONG}"

    def test_links_inside_the_document_stay(self) -> None:
        page = f"<p>{LONG}</p><p><a href=/47>Nghị quyết số 47/NQ-CP</a></p><p>{LONG}</p>"
        assert "Nghị quyết số 47/NQ-CP" in text_of(page)

    def test_a_page_that_calls_all_of_itself_a_menu_is_read_all_the_same(self) -> None:
        assert text_of(f"<div class=menu><p>{LONG}</p></div>") == LONG

    def test_nothing_is_left_out_of_a_plain_page(self) -> None:
        assert codes(f"<p>{LONG}") == []


class TestEncodings:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
    def test_unicode_in_any_coat_is_read(self, encoding: str) -> None:
        assert extract("<!doctype html><p>Kế hoạch đối ngoại</p>".encode(encoding)).text == "Kế hoạch đối ngoại"

    def test_an_old_code_page_is_read_as_declared(self) -> None:
        page = '<html><meta charset="windows-1258"><p>S\xf4\u0309 Nô\u0323i vu\u0323</p>'.encode("cp1258")
        taken = extract(page)
        assert taken.text == "Sô\u0309 Nô\u0323i vu\u0323"
        assert taken.warnings == ()

    def test_a_declared_encoding_that_does_not_exist_does_no_harm(self) -> None:
        page = b'<html><meta charset="zlib_codec"><p>caf\xe9 x</p>'
        taken = extract(page)
        assert taken.text.endswith("x")
        assert [warning.code for warning in taken.warnings] == ["encoding"]

    def test_a_declaration_does_not_undo_what_the_bytes_show(self) -> None:
        page = '<html><meta charset="iso-8859-1"><p>Kế hoạch</p></html>'.encode()
        assert extract(page).text == "Kế hoạch"


class TestHostilePages:
    @pytest.mark.parametrize(
        "piece",
        ["<div>", "<table><tr><td>", "<ul><li>", "<b><i>", "<!--", "<a ", "<a b='", "&", "<", "</p>", "<p>x", "<ol>"],
    )
    def test_any_repetition_takes_time_in_proportion_and_little_memory(self, piece: str) -> None:
        output, peak = measured(
            "import time\nfrom vanban import extract\n"
            f"piece = {piece!r}\nspent = []\n"
            "for size in (200_000, 800_000):\n"
            "    data = b'<html>' + piece.encode() * (size // len(piece)) + b'x'\n"
            "    begun = time.process_time(); extract(data); spent.append(time.process_time() - begun)\n"
            "print(spent[1] / max(spent[0], 0.02))\n",
            memory_mb=1500,
        )
        assert float(output) < 4 * 2.5
        assert peak < 500

    def test_a_page_of_more_elements_than_allowed_is_read_in_part(self) -> None:
        taken = extract(b"<html>" + b"<p>x" * 50_000, limits=Limits(max_elements=10_000))
        assert [warning.code for warning in taken.warnings] == ["truncated"]
        assert taken.text.startswith("x\nx")

    def test_a_page_longer_than_allowed_is_read_in_part(self) -> None:
        taken = extract(b"<html>" + b"<p>mot hai" * 50_000, limits=Limits(max_chars=1000))
        assert [warning.code for warning in taken.warnings] == ["truncated"]
        assert len(taken.text) <= 1000

    def test_nothing_is_fetched(self, tmp_path: object) -> None:
        with open(f"{tmp_path}/x.txt", "w", encoding="utf-8") as stream:
            stream.write("BÍ MẬT")
        page = f'<!DOCTYPE html [<!ENTITY e SYSTEM "file://{tmp_path}/x.txt">]><p>&e;</p><iframe src="file://{tmp_path}/x.txt">'
        assert "BÍ MẬT" not in extract(page.encode()).text
