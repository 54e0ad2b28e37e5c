"""A document on the page of a portal reads as it does alone, whatever stands around it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from portal_pages import AROUND, SHAPES
from test_sources_roundtrip import duties, units
from vanban_files import SAMPLE, Plan, as_text, measured

import vanban

EVERY = pytest.mark.parametrize("build", SHAPES.values(), ids=SHAPES.keys())
MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
LONG = "Sở Ngoại vụ chủ trì, phối hợp với các cơ quan liên quan tổ chức hội nghị cung cấp thông tin cho báo chí."
LINK = "<p><a href=/>Trang chủ</a></p>"


def text_of(markup: str) -> str:
    return vanban.extract(f"<!doctype html><html><body>{markup}</body></html>".encode()).text


@EVERY
def test_a_plan_on_a_portal_reads_as_it_does_alone(build: Callable[[Plan], bytes]) -> None:
    found, alone = vanban.read(build(SAMPLE)), vanban.read(as_text(SAMPLE))
    assert units(found) == units(alone)
    assert duties(found) == duties(alone)
    assert found.metadata == alone.metadata
    assert found.recipients == alone.recipients


@EVERY
def test_nothing_of_the_portal_comes_into_the_text(build: Callable[[Plan], bytes]) -> None:
    text = vanban.read(build(SAMPLE)).text
    assert [words for words in AROUND if words in text] == []


@EVERY
def test_every_line_of_the_document_is_in_the_text(build: Callable[[Plan], bytes]) -> None:
    said = " ".join(vanban.read(build(SAMPLE)).text.split())
    assert [line for line in SAMPLE.lines() if " ".join(line.split()) not in said] == []


class TestWhereTheDocumentEnds:
    def test_an_annex_after_the_signature_belongs_to_it(self) -> None:
        page = (
            f"{LINK}<div><p>{MOTTO}</p><p>KẾ HOẠCH</p><p>{LONG}</p><p>Nơi nhận:</p><p>- Lưu: VT.</p><p>CHỦ TỊCH</p>"
            f"<p>Lê Văn Nam</p><p>PHỤ LỤC I</p><p>Danh mục tài liệu</p><p>1. {LONG}</p>"
            "<p>Quay lại</p><p>Tin khác</p></div>"
        )
        assert text_of(page).split("\n")[-4:] == ["Lê Văn Nam", "PHỤ LỤC I", "Danh mục tài liệu", f"1. {LONG}"]

    def test_a_table_after_the_signature_belongs_to_it(self) -> None:
        table = "<table><tr><th>STT<th>Nhiệm vụ<th>Chủ trì<tr><td>1<td>Họp báo<td>Sở Ngoại vụ</table>"
        page = f"{LINK}<div><p>{MOTTO}</p><p>{LONG}</p><p>Nơi nhận:</p><p>- Lưu: VT.</p>{table}</div>{LINK}"
        assert text_of(page).endswith("1\tHọp báo\tSở Ngoại vụ")

    def test_a_mark_of_secrecy_is_kept_wherever_it_stands(self) -> None:
        page = f"{LINK}<div>MẬT</div><div><p>{MOTTO}</p><p>KẾ HOẠCH</p><p>{LONG}</p><p>Nơi nhận:</p></div>{LINK}"
        found = text_of(f"<div>{page}</div>")
        assert "MẬT" in found.split("\n")

    def test_a_signature_in_a_box_called_footer_stays(self) -> None:
        page = f"{LINK}<div><p>{MOTTO}</p><p>{LONG}</p><div class=doc-footer><p>TM. ỦY BAN NHÂN DÂN</p></div></div>"
        assert "TM. ỦY BAN NHÂN DÂN" in text_of(page)

    def test_a_page_without_the_frame_of_a_document_keeps_its_fullest_box(self) -> None:
        page = (
            f"<div><p>Thời tiết hôm nay</p></div><div><p>Mở đầu</p><p>{LONG}</p><p>1. {LONG}</p></div>"
            "<div><p>Giá vàng</p></div>"
        )
        assert text_of(f"{LINK}{page}").split("\n") == ["Mở đầu", LONG, f"1. {LONG}"]


class TestSavedLists:
    @staticmethod
    def listed(*levels: int, sheet: str, override: int = 1) -> list[str]:
        body = "".join(f"<p style='mso-list:l0 level{level} lfo{override}'>việc</p>" for level in levels)
        return text_of(f"<style>{sheet}</style>{body}").split("\n")

    def test_levels_restart_under_the_next_item_above(self) -> None:
        sheet = (
            '@list l0:level1 {mso-level-number-format:roman-upper; mso-level-text:"%1\\."} '
            '@list l0:level2 {mso-level-text:"%1\\.%2\\."}'
        )
        assert self.listed(1, 2, 2, 1, 2, sheet=sheet) == [
            "I. việc",
            "I.1. việc",
            "I.2. việc",
            "II. việc",
            "II.1. việc",
        ]

    def test_an_override_says_where_to_begin(self) -> None:
        sheet = "@list l0:level1 {mso-level-start-at:2} @list l0:level1 lfo4 {mso-level-start-at:5}"
        assert self.listed(1, 1, sheet=sheet) == ["2. việc", "3. việc"]
        assert self.listed(1, 1, sheet=sheet, override=4) == ["5. việc", "6. việc"]

    def test_without_a_definition_no_label_is_invented(self) -> None:
        assert self.listed(1, 1, sheet="") == ["việc", "việc"]

    def test_a_label_typed_by_hand_is_not_doubled(self) -> None:
        page = "<style>@list l0:level1 {}</style><p style='mso-list:l0 level1 lfo1'>1. việc</p>"
        assert text_of(page) == "1. việc"


@pytest.mark.parametrize(
    "piece",
    [
        "<table><tr><td>Nơi nhận: x",
        f"<div><table><tr><td><p>{MOTTO}",
        "<div class=menu>x",
        "<p style='mso-list:l0 level1 lfo1'>x",
        "<a href=#x>y</a><br>",
        "<span style='mso-list:Ignore'>1.",
        "<style>@list l0:level1 {",
    ],
)
def test_a_hundred_thousand_boxes_one_in_the_other_take_bounded_time_and_memory(piece: str) -> None:
    output, peak = measured(
        "import time\nfrom vanban import extract\n"
        f"piece = {piece!r}\nspent = []\n"
        "for times in (25_000, 100_000):\n"
        "    data = ('<html><p>KẾ HOẠCH</p>' + piece * times).encode()\n"
        "    begun = time.process_time(); extract(data); spent.append(time.process_time() - begun)\n"
        "print(spent[1] / max(spent[0], 0.05), spent[1])\n",
        memory_mb=1500,
    )
    growth, seconds = map(float, output.split())
    assert growth < 4 * 2.5
    assert seconds < 30
    assert peak < 500
