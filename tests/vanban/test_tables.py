"""Tables of tasks: found in lines and in a source's own tables, and read into units and duties, one a row."""

from __future__ import annotations

import pytest

import vanban
from vanban.model import Assignment, Cell, Reading, Table
from vanban.reader import read_extract
from vanban.sources import Extract
from vanban.tables.columns import column_role

HEAD = "STT\tNhiệm vụ\tCơ quan chủ trì\tCơ quan phối hợp\tThời gian\tSản phẩm\n"


def plan(table: str) -> Reading:
    return vanban.read(f"I. MỤC ĐÍCH\n1. Nâng cao nhận thức.\nII. NHIỆM VỤ\n{table}III. KINH PHÍ\n1. Theo dự toán.\n")


def duties(reading: Reading) -> dict[str, Assignment]:
    return {row.path: row for row in reading.assignments}


def drawn(rows: list[list[str]], merged: tuple[tuple[int, int, int, int], ...] = ()) -> Reading:
    """The reading of a plan whose table says what it merges: (row, column, rows, columns)."""
    before = "II. NHIỆM VỤ\n"
    spans = {(row, column): (down, across) for row, column, down, across in merged}
    text, cells = before, []
    for number, row in enumerate(rows):
        for column, words in enumerate(row):
            text += "\t" if column else ""
            if words != "^":
                down, across = spans.get((number, column), (1, 1))
                cells.append(Cell(len(text), len(text) + len(words), number, column, down, across))
                text += words
        text += "\n"
    table = Table(len(before), len(text), len(rows), max(map(len, rows)), tuple(cells))
    return read_extract(Extract(text + "III. KINH PHÍ\n1. Theo dự toán.\n", (), "text/plain", tables=(table,)))


@pytest.mark.parametrize(
    ("head", "role"),
    [
        ("STT", "number"),
        ("Nội dung nhiệm vụ", "task"),
        ("Nhiệm vụ, giải pháp", "task"),
        ("Cơ quan chủ trì thực hiện", "lead"),
        ("Đơn vị thực hiện Chủ trì", "lead"),
        ("Đơn vị phối hợp", "coordinator"),
        ("Cơ quan chủ trì, phối hợp", "executor"),
        ("Đơn vị thực hiện", "executor"),
        ("Thời gian hoàn thành", "time"),
        ("Tiến độ thực hiện", "time"),
        ("Kết quả/Sản phẩm", "product"),
        ("Kinh phí thực hiện", "funding"),
        ("Đơn vị tính", "measure"),
        ("Ghi chú", "note"),
        ("Họ và tên", None),
    ],
)
def test_the_words_of_a_head_say_what_its_column_holds(head: str, role: str | None) -> None:
    assert column_role(head) == role


def test_a_plan_whose_duties_stand_in_a_table_has_one_duty_a_row() -> None:
    reading = plan(
        HEAD
        + "1\tIn tờ rơi về cửa khẩu\tSở Ngoại vụ\tSở Du lịch; Công an tỉnh\tTrước ngày 15/5/2026\t5.000 tờ rơi\n"
        + "2\tHọp báo\tVăn phòng UBND tỉnh\t\tHằng quý\t\n"
    )
    first, second = duties(reading)["II.1"], duties(reading)["II.2"]
    assert (first.lead, first.coordinating) == (("Sở Ngoại vụ",), ("Sở Du lịch", "Công an tỉnh"))
    assert (first.text, first.due, first.before) == ("In tờ rơi về cửa khẩu", "2026-05-15", True)
    assert first.products == ("5.000 tờ rơi",)
    assert [(one.value, one.unit) for one in first.quantities] == [(5000, "tờ rơi")]
    assert second.coordinating == ()
    assert second.rhythm is not None
    assert second.rhythm.kind == "quarterly"


def test_a_row_lies_in_the_source_where_its_unit_says() -> None:
    reading = plan(HEAD + "1\tIn tờ rơi\tSở Ngoại vụ\tSở Du lịch\tQuý I/2026\tTờ rơi\n")
    unit = next(unit for unit in reading.units if unit.path == "II.1")
    assert reading.source_text[unit.start : unit.end] == "1\tIn tờ rơi\tSở Ngoại vụ\tSở Du lịch\tQuý I/2026\tTờ rơi"
    (place,) = reading.evidence["/assignments/0/lead/0"]
    assert reading.source_text[place.start : place.end] == "Sở Ngoại vụ"
    assert [(cell.head, cell.role, cell.text) for cell in unit.cells][:2] == [
        ("Cơ quan chủ trì", "lead", "Sở Ngoại vụ"),
        ("Cơ quan phối hợp", "coordinator", "Sở Du lịch"),
    ]


def test_groups_of_rows_are_headings_and_numbers_begin_anew_below_them() -> None:
    reading = plan(
        HEAD
        + "I\tCÔNG TÁC CHỈ ĐẠO\n1\tBan hành kế hoạch\tSở Y tế\t\tQuý I/2026\t\n"
        + "II\tTUYÊN TRUYỀN\n1\tMở chuyên mục\tSở Du lịch\t\tQuý II/2026\t\n"
    )
    assert [unit.path for unit in reading.units if unit.heading] == ["I", "II", "II.I", "II.II", "III"]
    assert {path: row.lead for path, row in duties(reading).items()} == {
        "II.I.1": ("Sở Y tế",),
        "II.II.1": ("Sở Du lịch",),
    }


def test_a_number_without_cells_of_its_own_groups_the_decimals_below_it() -> None:
    reading = plan(
        HEAD + "1\tTuyên truyền\n1.1\tMở chuyên mục\tSở Y tế\t\tQuý I/2026\t\n2\tHọp báo\tSở Du lịch\t\t\t\n"
    )
    assert list(duties(reading)) == ["II.1.1", "II.2"]


def test_a_head_of_two_rows_and_the_row_that_numbers_the_columns_are_no_tasks() -> None:
    reading = plan(
        "STT\tNhiệm vụ\tĐơn vị thực hiện\t\tThời gian\n\t\tChủ trì\tPhối hợp\t\n(1)\t(2)\t(3)\t(4)\t(5)\n"
        "1\tMở chuyên mục\tSở Y tế\tSở Du lịch\tQuý I/2026\n"
    )
    assert [(row.path, row.lead, row.coordinating) for row in reading.assignments] == [
        ("II.1", ("Sở Y tế",), ("Sở Du lịch",))
    ]


def test_a_head_that_comes_again_on_the_next_page_is_no_row() -> None:
    reading = plan(HEAD + "1\tHọp báo\tSở Y tế\t\tQuý I/2026\t\n" + HEAD + "2\tHội nghị\tSở Y tế\t\tQuý II/2026\t\n")
    assert list(duties(reading)) == ["II.1", "II.2"]


def test_a_table_drawn_with_bars_is_read_too() -> None:
    reading = plan(
        "| TT | Nội dung công việc | Đơn vị chủ trì | Thời hạn |\n|---|---|---|---|\n"
        "| 1 | Dịch trang tin | Sở Ngoại vụ | 30/6/2026 |\n"
    )
    assert [(row.path, row.lead, row.due) for row in reading.assignments] == [("II.1", ("Sở Ngoại vụ",), "2026-06-30")]


def test_a_merged_lead_holds_for_each_row_that_it_covers() -> None:
    reading = drawn(
        [
            ["TT", "Nhiệm vụ", "Chủ trì", "Thời gian"],
            ["1", "Họp báo", "Sở Y tế", "Quý I/2026"],
            ["2", "Hội nghị", "^", "Quý II/2026"],
            ["", "Triển lãm", "Sở Du lịch", "Quý III/2026"],
        ],
        merged=((1, 2, 2, 1),),
    )
    assert {path: (row.lead, row.sure) for path, row in duties(reading).items()} == {
        "II.1": (("Sở Y tế",), True),
        "II.2": (("Sở Y tế",), True),
        "II.-1": (("Sở Du lịch",), True),
    }


def test_rows_that_one_number_covers_stand_below_its_row() -> None:
    reading = drawn(
        [
            ["TT", "Nhiệm vụ", "Chủ trì"],
            ["1", "Họp báo", "Sở Y tế"],
            ["^", "Hội nghị", "Sở Du lịch"],
        ],
        merged=((1, 0, 2, 1),),
    )
    assert list(duties(reading)) == ["II.1", "II.1.-1"]


def test_an_empty_cell_for_the_lead_in_plain_text_takes_the_one_above_and_says_so() -> None:
    row = duties(plan(HEAD + "1\tHọp báo\tSở Y tế\t\tQuý I/2026\t\n2\tHội nghị\t\t\tQuý II/2026\t\n"))["II.2"]
    assert (row.lead, row.sure) == (("Sở Y tế",), False)
    assert ("empty_cell", "lead") in [(doubt.code, doubt.field) for doubt in row.doubts]


def test_a_cross_under_a_quarter_is_the_time_of_its_row() -> None:
    reading = plan(
        "TT\tNhiệm vụ\tĐơn vị chủ trì\tQuý I/2026\tQuý II/2026\n1\tHọp báo\tSở Y tế\t\tx\n2\tHội nghị\tSở Y tế\tx\tx\n"
    )
    assert [(row.deadline, row.due_all) for row in reading.assignments] == [
        ("Quý II/2026", ("2026-06-30",)),
        ("Quý I/2026; Quý II/2026", ("2026-03-31", "2026-06-30")),
    ]


def test_names_that_no_list_has_stand_in_their_column_all_the_same_and_are_unsure() -> None:
    row = duties(plan(HEAD + "1\tHọp báo\tnhóm giúp việc số hai\tSở Y tế\tQuý I/2026\t\n"))["II.1"]
    assert (row.lead, row.coordinating, row.sure) == (("nhóm giúp việc số hai",), ("Sở Y tế",), False)


def test_who_carries_out_may_share_one_column() -> None:
    row = duties(
        plan(
            "TT\tNhiệm vụ\tĐơn vị thực hiện\tThời gian\n1\tHọp báo\tSở Y tế chủ trì; phối hợp: Sở Du lịch\tQuý I/2026\n"
        )
    )["II.1"]
    assert (row.lead, row.coordinating) == (("Sở Y tế",), ("Sở Du lịch",))


def test_a_table_of_figures_has_no_duties() -> None:
    reading = plan("STT\tHọ và tên\tNăm sinh\tSố điểm\n1\tTrần Thị A\t1990\t9\n")
    assert reading.assignments == ()


ROW = ["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian"]


def test_a_row_that_a_page_cuts_in_two_is_one_task() -> None:
    first = ["2", "", "Sở Ngoại vụ", "", "Trước 15/4/2026"]
    second = ["", "Kiện toàn đội ngũ cán bộ đầu mối", "", "Sở Nội vụ", ""]
    reading = drawn(
        [ROW, ["1", "In tờ gấp", "Sở Tài chính", "", ""], first, ROW, second, ["3", "Sơ kết", "Sở Y tế", "", ""]]
    )
    found = duties(reading)
    assert list(found) == ["II.1", "II.2", "II.3"]
    assert found["II.2"].text == "Kiện toàn đội ngũ cán bộ đầu mối"
    assert (found["II.2"].lead, found["II.2"].coordinating) == (("Sở Ngoại vụ",), ("Sở Nội vụ",))
    assert found["II.2"].due == "2026-04-15"


def test_the_rest_of_a_cell_on_the_next_page_belongs_to_its_row() -> None:
    rows = [ROW, ["1", "Đôn đốc", "Sở Ngoại vụ", "", "Ngày 25 tháng cuối"], ROW, ["", "", "", "", "quý"]]
    found = duties(drawn([*rows, ["2", "Sơ kết", "Sở Y tế", "", ""]]))
    assert found["II.1"].deadline == "Ngày 25 tháng cuối quý"


def test_a_table_after_a_blank_line_stands_where_it_stands() -> None:
    reading = plan(f"\n\n{HEAD}1\tIn tờ gấp\tSở Ngoại vụ\tSở Tài chính\tQuý I/2026\t5.000 tờ\n")
    assert "II.1" in duties(reading)
