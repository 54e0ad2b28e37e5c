"""Tables that an extractor spoiled: a cell a line, or bars in place of lines. They read as the table they were."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from vanban_files import measured

import vanban
from vanban.model import Reading

HEADS = ("STT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian", "Sản phẩm")
ROWS = (
    ("1", "Tổ chức họp báo quý", "Sở Ngoại vụ", "Báo Lạng Sơn", "Trước 30/6/2026", "Báo cáo"),
    ("2", "Xây dựng chuyên mục bằng tiếng Anh", "Báo Lạng Sơn", "Sở Tài chính", "Quý III năm 2026", "Chuyên mục"),
    ("3", "Đón phóng viên nước ngoài", "Sở Ngoại vụ", "Công an tỉnh", "Thường xuyên", "Bài viết"),
)


def plan(table: str) -> Reading:
    return vanban.read(f"I. MỤC ĐÍCH\n1. Nâng cao nhận thức.\nII. NHIỆM VỤ\n{table}\nIII. KINH PHÍ\n1. Theo dự toán.\n")


def flat(*rows: tuple[str, ...]) -> str:
    return "\n".join(cell for row in rows for cell in row if cell)


def tabbed(*rows: tuple[str, ...]) -> str:
    return "\n".join("\t".join(row) for row in rows)


def said(reading: Reading) -> list[tuple[object, ...]]:
    duties = [(a.path, a.text, a.lead, a.coordinating, a.deadline, a.due_all) for a in reading.assignments]
    return [*((unit.path, unit.heading, unit.text) for unit in reading.units), *duties]


class TestOneCellALine:
    def test_the_table_reads_as_with_its_columns(self) -> None:
        assert said(plan(flat(HEADS, *ROWS))) == said(plan(tabbed(HEADS, *ROWS)))

    def test_a_row_that_counts_the_columns_is_no_task(self) -> None:
        counted = ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)")
        assert said(plan(flat(HEADS, counted, *ROWS))) == said(plan(tabbed(HEADS, *ROWS)))

    def test_titles_of_groups_hold_their_rows(self) -> None:
        found = plan(flat(HEADS, ("I", "BÁO CHÍ"), *ROWS[:2], ("II", "LỄ TÂN"), *ROWS[2:]))
        paths = [unit.path for unit in found.units if unit.text in {"BÁO CHÍ", "LỄ TÂN", ROWS[0][1], ROWS[2][1]}]
        assert paths == ["II.I", "II.I.1", "II.II", "II.II.3"]

    def test_an_empty_cell_is_found_by_what_the_others_say(self) -> None:
        row = ("2", "In tờ gấp giới thiệu tỉnh bằng tiếng Anh", "Sở Ngoại vụ", "", "Tháng 9/2026", "10.000 tờ")
        duty = {a.path: a for a in plan(flat(HEADS, ROWS[0], row, ROWS[2])).assignments}["II.2"]
        assert (duty.lead, duty.coordinating, duty.deadline) == (("Sở Ngoại vụ",), (), "Tháng 9/2026")

    def test_a_cell_of_several_lines_is_one_cell(self) -> None:
        task = ("2", "Xây dựng chuyên mục trên sóng", "phát thanh bằng tiếng Anh")
        row = (*task, "Báo Lạng Sơn", "Sở Ngoại vụ", "Sở Tài chính", "Quý III năm 2026", "Chuyên mục")
        duty = {a.path: a for a in plan(flat(HEADS, ROWS[0], row, ROWS[2])).assignments}["II.2"]
        assert duty.text == "Xây dựng chuyên mục trên sóng phát thanh bằng tiếng Anh"
        assert (duty.lead, duty.coordinating) == (("Báo Lạng Sơn",), ("Sở Ngoại vụ", "Sở Tài chính"))

    def test_rows_without_numbers_repeat_with_the_columns(self) -> None:
        rows = [row[1:] for row in (HEADS, *ROWS)]
        assert said(plan(flat(*rows))) == said(plan(tabbed(*rows)))

    def test_the_outline_goes_on_after_the_table(self) -> None:
        assert [unit.path for unit in plan(flat(HEADS, *ROWS)).units][-2:] == ["III", "III.1"]

    @pytest.mark.parametrize(
        "text",
        [
            "Nhiệm vụ\nThời gian\nĐịa điểm\nHội nghị diễn ra trong hai ngày.",
            "STT\nNhiệm vụ\nChủ trì",
            "Nội dung\nThời gian\nKinh phí\n1. Việc thứ nhất\n2. Việc thứ hai",
        ],
    )
    def test_heads_without_rows_are_text(self, text: str) -> None:
        found = plan(text)
        assert all(unit.cells == () for unit in found.units)
        assert found.source_text.split("\n")[3] == text.split("\n", maxsplit=1)[0]

    def test_many_heads_take_time_in_proportion(self) -> None:
        output, _ = measured(
            "import time\nfrom vanban import read\nspent = []\n"
            "for times in (1_000, 4_000):\n"
            "    text = 'STT\\nNhiệm vụ\\nChủ trì\\nThời gian\\n1\\nHọp báo\\n' * times\n"
            "    begun = time.process_time(); read(text); spent.append(time.process_time() - begun)\n"
            "print(spent[1] / max(spent[0], 0.05))\n"
        )
        assert float(output) < 4 * 2.5

    @settings(max_examples=40, deadline=None)
    @given(st.lists(st.sampled_from([*HEADS, "1", "2", "I", "II", *ROWS[0], *ROWS[1], "", "- x", "1. y"]), max_size=40))
    def test_whatever_stands_in_lines_is_read_and_keeps_its_places(self, lines: list[str]) -> None:
        found = plan("\n".join([*HEADS, *lines]))
        for unit in found.units:
            assert found.source_text[unit.start : unit.end].strip()


class TestBars:
    HEAD = (
        "| ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\n| --- | --- |\n"
        "| Số: 45/KH-UBND | Độc lập - Tự do - Hạnh phúc |\n| | Lạng Sơn, ngày 12 tháng 02 năm 2026 |\n\n"
        "KẾ HOẠCH\nThông tin đối ngoại năm 2026\n\n"
    )
    FOOT = (
        "\n| Nơi nhận: | TM. ỦY BAN NHÂN DÂN |\n| - Bộ Ngoại giao; | CHỦ TỊCH |\n| - Lưu: VT. | |\n| | Lê Văn Nam |\n"
    )

    def test_head_and_foot_between_bars_read_as_two_columns(self) -> None:
        found = vanban.read(f"{self.HEAD}I. NHIỆM VỤ\n1. Sở Ngoại vụ chủ trì tổ chức họp báo.\n{self.FOOT}")
        assert (found.metadata.number, found.metadata.date) == ("45/KH-UBND", "2026-02-12")
        assert found.metadata.signer == "Lê Văn Nam"
        assert found.recipients == ("Bộ Ngoại giao", "Lưu: VT")
        assert [unit.path for unit in found.units] == ["I", "I.1"]

    def test_a_table_of_tasks_right_above_the_foot_ends_there(self) -> None:
        table = "\n".join(f"| {' | '.join(row)} |" for row in (HEADS, *ROWS))
        found = vanban.read(f"{self.HEAD}I. NHIỆM VỤ\n{table}{self.FOOT}")
        assert [unit.path for unit in found.units] == ["I", "I.1", "I.2", "I.3"]
        assert found.recipients == ("Bộ Ngoại giao", "Lưu: VT")
