"""Word files: text as printed, numbering as printed, nothing trusted."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest
from vanban_files import SAMPLE, W, as_docx, measured, paragraph, word, zipped

from vanban import Limits, UnreadableSource, extract
from vanban.errors import Corrupt, Encrypted, TooLarge, Unsupported
from vanban.sources.counting import bullet, counted, letter, roman

SPACE = f'xmlns:w="{W}"'


def text_of(body: str, **parts: str | bytes) -> str:
    return extract(word(body, **parts)).text


def codes(data: bytes) -> list[str]:
    return [warning.code for warning in extract(data).warnings]


def numbered(text: str, level: int = 0, number: int = 1) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def levels(*formats: tuple[str, str], extra: str = "") -> str:
    return "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>'
        f'<w:lvlText w:val="{text}"/>{extra}</w:lvl>'
        for depth, (style, text) in enumerate(formats)
    )


def numbering(definition: str, numbers: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    return f'<w:abstractNum w:abstractNumId="0">{definition}</w:abstractNum>{numbers}'


class TestWhatIsPrinted:
    def test_paragraphs_breaks_and_tabs_keep_their_places(self) -> None:
        body = "<w:p><w:r><w:t>Điều 1.</w:t><w:tab/><w:t>Phạm vi</w:t><w:br/><w:t>áp dụng</w:t></w:r></w:p>"
        assert text_of(body + "<w:p/>" + paragraph("hết")) == "Điều 1.\tPhạm vi\náp dụng\n\nhết"

    def test_a_hyphen_that_may_not_break_is_a_hyphen(self) -> None:
        assert text_of("<w:p><w:r><w:t>57</w:t><w:noBreakHyphen/><w:t>KL/TW</w:t></w:r></w:p>") == "57-KL/TW"

    def test_white_space_counts_only_where_the_file_says_so(self) -> None:
        body = '<w:p><w:r><w:t xml:space="preserve">Sở </w:t><w:t>  Ngoại vụ\n </w:t></w:r></w:p>'
        assert text_of(body) == "Sở Ngoại vụ"

    def test_insertions_are_kept_and_deletions_dropped_with_a_warning(self) -> None:
        body = (
            "<w:p><w:r><w:t>Sở </w:t></w:r><w:del><w:r><w:delText>Tài chính</w:delText></w:r></w:del>"
            "<w:ins><w:r><w:t>Ngoại vụ</w:t></w:r></w:ins></w:p>"
        )
        assert text_of(body) == "SởNgoại vụ"
        assert codes(word(body)) == ["tracked_changes"]

    def test_text_moved_elsewhere_is_read_where_it_went(self) -> None:
        moved = "<w:r><w:t>đoạn</w:t></w:r>"
        assert (
            text_of(f"<w:p><w:moveFrom>{moved}</w:moveFrom></w:p><w:p><w:moveTo>{moved}</w:moveTo></w:p>") == "\nđoạn"
        )

    def test_a_paragraph_whose_end_was_deleted_runs_into_the_next_and_is_not_counted(self) -> None:
        number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
        body = paragraph("đầu ", f"{number}<w:rPr><w:del/></w:rPr>") + numbered("cuối") + numbered("sau")
        assert text_of(body, numbering=numbering(levels(("decimal", "%1.")))) == "1. đầu cuối\n2. sau"

    def test_hidden_text_is_not_read_and_is_told(self) -> None:
        data = word("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r><w:r><w:t>hiện</w:t></w:r></w:p>")
        assert extract(data).text == "hiện"
        assert codes(data) == ["hidden_text"]

    def test_capitals_by_format_are_printed_in_capitals(self) -> None:
        styles = '<w:style w:styleId="H" w:type="paragraph"><w:rPr><w:caps/></w:rPr></w:style>'
        styles += '<w:style w:styleId="K" w:type="paragraph"><w:basedOn w:val="H"/></w:style>'
        body = paragraph("mục đích", '<w:pStyle w:val="K"/>')
        body += "<w:p><w:r><w:rPr><w:caps/></w:rPr><w:t>yêu cầu</w:t></w:r></w:p>"
        assert text_of(body, styles=styles) == "MỤC ĐÍCH\nYÊU CẦU"

    def test_a_text_box_stored_twice_is_read_once(self) -> None:
        box = f"<w:txbxContent>{paragraph('MẬT')}</w:txbxContent>"
        drawing = (
            f"<mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
            f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
        )
        assert text_of(f"<w:p><w:r>{drawing}<w:t>KẾ HOẠCH</w:t></w:r></w:p>") == "KẾ HOẠCH\nMẬT"

    def test_links_fields_controls_and_formulas_give_their_text(self) -> None:
        body = (
            "<w:p><w:hyperlink><w:r><w:t>liên kết</w:t></w:r></w:hyperlink>"
            "<w:fldSimple><w:r><w:t>, trường</w:t></w:r></w:fldSimple>"
            "<w:r><w:instrText>PAGE</w:instrText></w:r><m:oMath><m:r><m:t>x+y</m:t></m:r></m:oMath></w:p>"
            f"<w:sdt><w:sdtContent>{paragraph('điều khiển')}</w:sdtContent></w:sdt>"
        )
        assert text_of(body) == "liên kết, trườngx+y\nđiều khiển"

    def test_footnotes_stand_at_the_end_and_do_not_stick_to_words(self) -> None:
        body = "<w:p><w:r><w:t>57-KL/TW</w:t></w:r><w:r><w:footnoteReference w:id='7'/></w:r></w:p>" + paragraph("hết")
        notes = f"<w:footnote w:id='7'>{paragraph('Ngày 15/6/2023.')}</w:footnote>"
        assert text_of(body, footnotes=notes) == "57-KL/TW\nhết\n\n[1] Ngày 15/6/2023."

    def test_page_headers_are_left_out_but_a_secrecy_mark_in_one_is_kept(self) -> None:
        assert text_of(paragraph("KẾ HOẠCH"), header=paragraph("Trang 1")) == "KẾ HOẠCH"
        assert text_of(paragraph("KẾ HOẠCH"), header=paragraph(" TỐI MẬT ")) == "TỐI MẬT\nKẾ HOẠCH"

    def test_strict_files_are_read_like_the_usual_ones(self) -> None:
        space = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'
        document = f"<w:document {space}><w:body>{paragraph('KẾ HOẠCH')}</w:body></w:document>"
        assert extract(zipped({"word/document.xml": document})).text == "KẾ HOẠCH"

    def test_the_main_part_is_found_through_the_relations_whatever_its_name(self) -> None:
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
        package = "http://schemas.openxmlformats.org/package/2006/relationships"
        with zipfile.ZipFile(io.BytesIO(word(paragraph("KẾ HOẠCH")))) as packed:
            document = packed.read("word/document.xml")
        relations = f'<Relationships xmlns="{package}"><Relationship Type="{kind}" Target="/x/d2.xml"/></Relationships>'
        assert extract(zipped({"_rels/.rels": relations, "x/d2.xml": document})).text == "KẾ HOẠCH"


class TestTables:
    def test_a_table_that_only_places_things_gives_cell_after_cell(self) -> None:
        cells = "".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in ("UBND TỈNH", "CỘNG HÒA"))
        assert text_of(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>") == "UBND TỈNH\nCỘNG HÒA"

    def test_a_table_of_data_gives_a_line_a_row(self) -> None:
        rows = (("TT", "Nội dung", "Chủ trì"), ("1", "Hội nghị", "Sở Ngoại vụ"))
        body = "".join(f"<w:tr>{''.join(f'<w:tc>{paragraph(c)}</w:tc>' for c in row)}</w:tr>" for row in rows)
        assert text_of(f"<w:tbl>{body}</w:tbl>") == "TT\tNội dung\tChủ trì\n1\tHội nghị\tSở Ngoại vụ"

    def test_a_deleted_row_is_dropped_and_a_table_in_a_table_is_read(self) -> None:
        inner = f"<w:tbl><w:tr><w:tc>{paragraph('trong')}</w:tc></w:tr></w:tbl>"
        body = (
            f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{paragraph('bỏ')}</w:tc></w:tr>"
            f"<w:tr><w:tc>{inner}</w:tc></w:tr></w:tbl>"
        )
        assert text_of(body) == "trong"


def cell(*texts: str, merge: str = "") -> str:
    return f"<w:tc><w:tcPr>{merge}</w:tcPr>{''.join(paragraph(text) for text in texts)}</w:tc>"


def row(*cells: str, head: bool = False) -> str:
    return f"<w:tr><w:trPr>{'<w:tblHeader/>' if head else ''}</w:trPr>{''.join(cells)}</w:tr>"


BEGINS, GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def across(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


class TestTablesOfData:
    TABLE = (
        row(cell("STT", merge=BEGINS), cell("Nhiệm vụ", merge=BEGINS), cell("Cơ quan", merge=across(2)), head=True)
        + row(cell("", merge=GOES_ON), cell("", merge=GOES_ON), cell("Chủ trì"), cell("Phối hợp"), head=True)
        + row(cell("I. Nhóm một", merge=across(4)))
        + row(cell("1"), cell("Hội nghị", "báo chí"), cell("Sở A", merge=BEGINS), cell("Sở B"))
        + row(cell("2"), cell("Tập huấn"), cell("", merge=GOES_ON), cell("Sở C"))
    )

    def test_merged_cells_heads_and_paragraphs_of_a_cell_are_told(self) -> None:
        taken = extract(word(f"<w:tbl>{self.TABLE}</w:tbl>"))
        (table,) = taken.tables
        found = {(c.row, c.column): c for c in table.cells}
        assert (table.rows, table.columns, table.heads) == (5, 4, 2)
        assert (found[0, 2].column_span, found[2, 0].column_span, found[3, 2].row_span) == (2, 4, 2)
        assert taken.text[found[3, 1].start : found[3, 1].end] == "Hội nghị báo chí"
        assert [taken.text[place : place + 7] for place in found[3, 1].breaks] == ["báo chí"]
        assert (4, 2) not in found

    def test_every_cell_is_its_own_words_in_the_text(self) -> None:
        taken = extract(word(paragraph("Trước") + f"<w:tbl>{self.TABLE}</w:tbl>" + paragraph("Sau")))
        said = [taken.text[c.start : c.end] for c in taken.tables[0].cells]
        assert said[-4:] == ["Sở B", "2", "Tập huấn", "Sở C"]
        assert taken.text[taken.tables[0].end :] == "\nSau"

    def test_a_table_that_goes_on_after_a_blank_line_is_one_and_its_head_is_printed_once(self) -> None:
        head = row(cell("STT"), cell("Nội dung"), cell("Chủ trì"))
        first = f"<w:tbl>{head}{row(cell('1'), cell('x'), cell('Sở A'))}</w:tbl>"
        second = f"<w:tbl>{head}{row(cell('2'), cell('y'), cell('Sở B'))}</w:tbl>"
        third = f"<w:tbl>{row(cell('3'), cell('z'), cell('Sở C'))}</w:tbl>"
        taken = extract(word(first + "<w:p/>" + second + "<w:p/>" + third))
        assert taken.text == "STT\tNội dung\tChủ trì\n1\tx\tSở A\n2\ty\tSở B\n3\tz\tSở C"
        assert [table.rows for table in taken.tables] == [4]

    def test_a_signature_block_of_three_agencies_is_no_table_of_data(self) -> None:
        body = row(cell("TM. SỞ A"), cell("KT. GIÁM ĐỐC"), cell("TM. SỞ C")) + row(cell("An"), cell("Bình"), cell("Cư"))
        taken = extract(word(f"<w:tbl>{body}</w:tbl>"))
        assert taken.tables == ()
        assert taken.text.split("\n") == ["TM. SỞ A", "KT. GIÁM ĐỐC", "TM. SỞ C", "An", "Bình", "Cư"]


class TestFieldsAndFonts:
    def test_results_of_fields_are_read_and_instructions_are_not(self) -> None:
        mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
        body = (
            f"<w:p>{mark.format('begin')}<w:r><w:instrText>IF 1</w:instrText><w:t>không in</w:t></w:r>"
            f"{mark.format('separate')}<w:r><w:t>in ra</w:t></w:r>{mark.format('end')}</w:p>"
        )
        assert text_of(body + paragraph("sau")) == "in ra\nsau"

    def test_numbers_that_exist_only_as_fields_are_counted(self) -> None:
        def numbered_by(instruction: str) -> str:
            return (
                '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
                f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
                '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t xml:space="preserve"> x</w:t></w:r></w:p>'
            )

        body = numbered_by("LISTNUM") + numbered_by("LISTNUM \\l 2") + numbered_by("LISTNUM") + numbered_by("AUTONUM")
        assert text_of(body) == "1) x\na) x\n2) x\n1. x"

    def test_a_field_that_is_never_closed_does_not_swallow_the_document(self) -> None:
        body = '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>' + paragraph("sau")
        assert text_of(body) == "\nsau"

    def test_a_table_of_contents_is_left_out_with_a_warning(self) -> None:
        body = (
            '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>TOC \\o</w:instrText>'
            '<w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>I. MỤC ĐÍCH 2</w:t></w:r></w:p>'
            '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
        )
        data = word(body + paragraph("I. MỤC ĐÍCH"))
        assert extract(data).text == "I. MỤC ĐÍCH"
        assert codes(data) == ["left_out"]

    def test_text_in_an_old_font_keeps_its_letters_and_tells_the_font(self) -> None:
        run = '<w:r><w:rPr><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/><w:caps/></w:rPr><w:t>Së</w:t></w:r>'
        taken = extract(word(f'<w:p><w:r><w:t xml:space="preserve">A </w:t></w:r>{run}</w:p>'))
        assert taken.text == "A Së"
        assert [(f.start, f.end, f.name) for f in taken.fonts] == [(2, 4, ".VnTime")]

    def test_a_letterhead_set_as_page_header_is_the_head_of_the_document(self) -> None:
        header = paragraph("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
        assert text_of(paragraph("KẾ HOẠCH"), header=header) == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nKẾ HOẠCH"
        assert codes(word(paragraph("KẾ HOẠCH"), header=paragraph("Dự thảo lần 2"))) == ["page_header"]


class TestNumbering:
    def test_levels_count_within_each_other(self) -> None:
        definition = levels(("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"))
        body = "".join(numbered("x", level) for level in (0, 1, 2, 2, 1, 2, 0, 1))
        printed = ["I.", "1.", "a)", "b)", "2.", "a)", "II.", "1."]
        assert text_of(body, numbering=numbering(definition)).split("\n") == [f"{label} x" for label in printed]

    def test_the_fifth_automatic_letter_is_e_as_word_prints_it(self) -> None:
        text = text_of(numbered("x") * 6, numbering=numbering(levels(("lowerLetter", "%1)"))))
        assert [line[:2] for line in text.split("\n")] == ["a)", "b)", "c)", "d)", "e)", "f)"]

    def test_decimal_levels_repeat_those_above_and_legal_ones_print_digits(self) -> None:
        definition = levels(("upperRoman", "%1."), ("decimal", "%1.%2."), extra="<w:isLgl/>")
        text = text_of(numbered("x") + numbered("y", 1) + numbered("z", 1), numbering=numbering(definition))
        assert text == "1. x\n1.1. y\n1.2. z"

    def test_two_numbers_over_one_list_go_on_counting_unless_one_restarts(self) -> None:
        numbers = (
            '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
            '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
            '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/>'
            "</w:lvlOverride></w:num>"
        )
        body = numbered("x") + numbered("x", number=2) + numbered("x", number=3) + numbered("x", number=3)
        text = text_of(body, numbering=numbering(levels(("decimal", "%1.")), numbers))
        assert text == "1. x\n2. x\n7. x\n8. x"

    def test_numbering_comes_from_styles_and_their_ancestors(self) -> None:
        styles = (
            '<w:style w:styleId="A" w:type="paragraph"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
            '<w:style w:styleId="B" w:type="paragraph"><w:basedOn w:val="A"/></w:style>'
        )
        body = paragraph("x", '<w:pStyle w:val="B"/>') + paragraph(
            "y", '<w:pStyle w:val="B"/><w:numPr><w:numId w:val="0"/></w:numPr>'
        )
        assert text_of(body, styles=styles, numbering=numbering(levels(("decimal", "%1.")))) == "1. x\ny"

    def test_a_list_defined_through_a_style_is_followed(self) -> None:
        definition = (
            '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="L"/></w:abstractNum>'
            f'<w:abstractNum w:abstractNumId="1">{levels(("decimal", "%1."))}</w:abstractNum>'
            '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
            '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
        )
        styles = (
            '<w:style w:styleId="L" w:type="numbering"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
        )
        assert text_of(numbered("x"), numbering=definition, styles=styles) == "1. x"

    def test_bullets_print_as_the_dash_and_plus_of_official_texts(self) -> None:
        definition = levels(("bullet", "\uf0b7"), ("bullet", "o"))
        text = text_of(numbered("x") + numbered("y", 1), numbering=numbering(definition))
        assert text == "- x\n+ y"

    def test_styles_that_refer_to_each_other_in_a_circle_end(self) -> None:
        styles = (
            '<w:style w:styleId="A" w:type="paragraph"><w:basedOn w:val="B"/></w:style>'
            '<w:style w:styleId="B" w:type="paragraph"><w:basedOn w:val="A"/></w:style>'
        )
        assert text_of(paragraph("x", '<w:pStyle w:val="A"/>'), styles=styles) == "x"

    def test_rubbish_in_numbering_is_no_number(self) -> None:
        definition = (
            '<w:lvl w:ilvl="x"/><w:lvl w:ilvl="99"/>'
            '<w:lvl w:ilvl="0"><w:start w:val="-9"/><w:lvlText w:val="%9%1"/></w:lvl>'
        )
        assert text_of(numbered("x") + numbered("y", 77), numbering=numbering(definition)) == "1-9 x\ny"

    @pytest.mark.parametrize(
        ("value", "style", "printed"),
        [
            (4, "upperRoman", "IV"),
            (1994, "lowerRoman", "mcmxciv"),
            (28, "lowerLetter", "bb"),
            (3, "upperLetter", "C"),
            (7, "decimalZero", "07"),
            (5, "none", ""),
            (3, "vietnameseCounting", "ba"),
            (12, "vietnameseCounting", "12"),
            (0, "upperRoman", "0"),
            (9, "unheard-of", "9"),
        ],
    )
    def test_numbers_print_in_the_format_of_their_list(self, value: int, style: str, printed: str) -> None:
        assert counted(value, style) == printed

    def test_no_number_grows_into_a_bomb(self) -> None:
        assert letter(10**9) == "1000000000"
        assert roman(10**9) == "1000000000"

    def test_a_printed_plus_or_dash_stays(self) -> None:
        assert (bullet("+", 0), bullet("–", 3), bullet("•", 0), bullet("•", 2)) == ("+", "-", "-", "+")


class TestWhatIsRefused:
    def test_an_unknown_office_file_and_a_locked_one_say_what_to_do(self) -> None:
        ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
        with pytest.raises(Unsupported, match="lưu thành"):
            extract(ole)
        with pytest.raises(Encrypted, match="bỏ mật khẩu"):
            extract(ole + "EncryptedPackage".encode("utf-16-le"))

    def test_an_archive_of_another_kind_is_named_unsupported(self) -> None:
        with pytest.raises(Unsupported):
            extract(zipped({"xl/workbook.xml": "<workbook/>"}))

    @pytest.mark.parametrize("cut", [30, 200, 900])
    def test_a_truncated_file_is_corrupt(self, cut: int) -> None:
        with pytest.raises(Corrupt):
            extract(as_docx(SAMPLE)[:-cut])

    def test_xml_that_breaks_off_is_corrupt(self) -> None:
        with pytest.raises(Corrupt):
            extract(word("<w:p><w:r>"))

    @pytest.mark.parametrize("part", ["word/document.xml", "word/numbering.xml"])
    def test_entities_are_neither_expanded_nor_fetched(self, part: str, tmp_path: object) -> None:
        secret = f"{tmp_path}/secret.txt"
        with open(secret, "w", encoding="utf-8") as stream:
            stream.write("BÍ MẬT")
        attack = f'<!DOCTYPE d [<!ENTITY e SYSTEM "file://{secret}">]>'
        with zipfile.ZipFile(io.BytesIO(word(paragraph("x"), numbering=""))) as packed:
            parts: dict[str, str | bytes] = {name: packed.read(name) for name in packed.namelist()}
        body = f"<w:body>{paragraph('&e;')}</w:body>"
        parts[part] = f"{attack}<w:document {SPACE}>{body}</w:document>"
        with pytest.raises(Corrupt):
            extract(zipped(parts))

    def test_a_billion_laughs_is_corrupt_and_cheap(self) -> None:
        entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
        text = f"<w:document {SPACE}><w:body>{paragraph('&e11;')}</w:body></w:document>"
        with pytest.raises(Corrupt):
            extract(zipped({"word/document.xml": f'<!DOCTYPE d [<!ENTITY e0 "ha">{entities}]>{text}'}))

    def test_two_parts_of_one_name_are_refused(self) -> None:
        data = zipped({"word/document.xml": "<a/>", "word/document.xmk": "<b/>"}).replace(b".xmk", b".xml")
        with pytest.raises(Corrupt):
            extract(data)

    def test_elements_nested_past_all_reason_are_refused(self) -> None:
        with pytest.raises(Corrupt):
            extract(word("<w:sdt><w:sdtContent>" * 5000 + paragraph("x") + "</w:sdtContent></w:sdt>" * 5000))

    def test_more_elements_than_allowed_are_too_large(self) -> None:
        with pytest.raises(TooLarge):
            extract(word("<w:p/>" * 2000), limits=Limits(max_elements=1000))

    def test_a_file_larger_than_allowed_is_refused_before_it_is_opened(self) -> None:
        with pytest.raises(TooLarge):
            extract(as_docx(SAMPLE), limits=Limits(max_bytes=1000))


class TestBombs:
    def test_a_part_that_unpacks_a_thousandfold_is_refused_in_little_memory(self) -> None:
        output, peak = measured(
            "import io, zipfile\n"
            "from vanban import extract, UnreadableSource\n"
            "stream = io.BytesIO()\n"
            "with zipfile.ZipFile(stream, 'w', zipfile.ZIP_DEFLATED) as packed:\n"
            "    with packed.open('word/document.xml', 'w') as part:\n"
            "        for _ in range(300): part.write(b' ' * (1 << 20))\n"
            "try: extract(stream.getvalue())\n"
            "except UnreadableSource as refused: print(refused.code)\n",
            memory_mb=600,
        )
        assert output == "too_large"
        assert peak < 250

    def test_a_directory_that_announces_millions_of_parts_is_refused_unread(self) -> None:
        end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 60_000, 60_000, 60_000 * 46, 0, 0)
        with pytest.raises(TooLarge):
            extract(b"PK\x03\x04" + bytes(60_000 * 46) + end)

    def test_a_directory_of_the_64_bit_kind_is_refused(self) -> None:
        data = as_docx(SAMPLE)
        place = data.rfind(b"PK\x05\x06")
        with pytest.raises(TooLarge):
            extract(data[:place] + b"PK\x06\x07" + bytes(16) + data[place:])

    def test_more_parts_than_allowed_are_refused(self) -> None:
        with pytest.raises(TooLarge):
            extract(zipped({f"word/{n}.xml": "" for n in range(50)}), limits=Limits(max_parts=40))

    def test_a_size_that_lies_is_found_out(self) -> None:
        data = bytearray(zipped({"word/document.xml": "<a/>" * 100}))
        place = data.find(b"PK\x01\x02")
        data[place + 24 : place + 28] = struct.pack("<L", 5)
        with pytest.raises(UnreadableSource):
            extract(bytes(data))

    def test_ways_of_packing_that_word_never_uses_are_refused(self) -> None:
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_LZMA) as packed:
            packed.writestr("word/document.xml", "<a/>")
        with pytest.raises(Corrupt):
            extract(stream.getvalue())

    def test_long_files_are_cut_with_a_warning(self) -> None:
        taken = extract(word(paragraph("một hai ba") * 200), limits=Limits(max_chars=500))
        assert len(taken.text) == 500
        assert [warning.code for warning in taken.warnings] == ["truncated"]

    def test_time_grows_as_the_file_does(self) -> None:
        output, _ = measured(
            "import time\n"
            "from vanban_files import word, paragraph\n"
            "from vanban import extract\n"
            "spent = []\n"
            "for size in (3000, 12000):\n"
            "    data = word(paragraph('Sở Ngoại vụ chủ trì') * size)\n"
            "    runs = []\n"
            "    for _ in range(3):\n"
            "        begun = time.process_time(); extract(data); runs.append(time.process_time() - begun)\n"
            "    spent.append(min(runs))\n"
            "print(spent[1] / spent[0])\n"
        )
        assert float(output) < 4 * 2


class TestWhatIsNeverTouched:
    def test_macros_and_embedded_files_are_told_and_left_alone(self) -> None:
        data = zipped(
            {
                "word/document.xml": f"<w:document {SPACE}><w:body>{paragraph('x')}</w:body></w:document>",
                "word/vbaProject.bin": b"\x00" * 10,
                "word/embeddings/a.xlsx": b"PK",
            }
        )
        assert codes(data) == ["macros", "embedded"]

    def test_names_that_climb_out_of_the_archive_reach_nothing(self, tmp_path: object) -> None:
        package = "http://schemas.openxmlformats.org/package/2006/relationships"
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        data = zipped(
            {
                "word/document.xml": f"<w:document {SPACE}><w:body>{paragraph('x')}</w:body></w:document>",
                "../../../../etc/passwd": "root",
                "/etc/shadow": "root",
                "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}">'
                f'<Relationship Type="{kind}/numbering" Target="../../../../etc/passwd"/>'
                f'<Relationship Type="{kind}/styles" Target="http://127.0.0.1/" TargetMode="External"/>'
                "</Relationships>",
            }
        )
        assert extract(data).text == "x"

    def test_a_file_that_holds_only_a_picture_says_so(self) -> None:
        data = zipped(
            {
                "word/document.xml": f"<w:document {SPACE}><w:body><w:p/></w:body></w:document>",
                "word/media/image1.png": b"\x89PNG",
            }
        )
        assert codes(data) == ["scan"]
