"""Whole readings of small documents: outline, header, foot, duties, and what every reading promises."""
# ruff: noqa: E501  tables of examples read better with one example a line

import json
import re
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import vanban
from vanban.grammar.markers import find_marker
from vanban.model import Assignment, Reading
from vanban.repair import clean, join_lines

PAGE = re.compile(r"(?:trang\s*)?[-–]?\s*\d{1,3}\s*[-–]?", re.I)
EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.txt"))

PLAN = """ỦY BAN NHÂN DÂN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH CAO BẰNG                 Độc lập - Tự do - Hạnh phúc
Số: 45/KH-UBND          Cao Bằng, ngày 06 tháng 02 năm 2026

KẾ HOẠCH
Thông tin đối ngoại tỉnh Cao Bằng năm 2026

Căn cứ Nghị định số 72/2015/NĐ-CP ngày 07/9/2015 của Chính phủ;
Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:
I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích
- Giới thiệu non nước Cao Bằng với bạn bè.
- Phối hợp với các sở, ban, ngành nâng cao nhận thức.
II. NHIỆM VỤ
1. Tập huấn
a) Tổ chức 02 lớp tập huấn.
- Đơn vị chủ trì: Sở Văn hóa, Thể thao và Du lịch.
- Đơn vị phối hợp: Sở Ngoại vụ; đề nghị Hội Nhà báo tỉnh.
- Thời gian thực hiện: Quý II/2026.
b) Biên soạn tài liệu, giao Sở Ngoại vụ chủ trì, hoàn thành trước ngày 30/4/2026.
2. Nội dung khác
III. TỔ CHỨC THỰC HIỆN
1. Sở Văn hóa, Thể thao và Du lịch
- Chủ trì, phối hợp với Công an tỉnh và các cơ quan liên quan triển khai Kế hoạch.
- Hằng quý báo cáo UBND tỉnh.
2. Đề nghị Ban Tuyên giáo và Dân vận Tỉnh ủy
- Định hướng tuyên truyền.
3. Sở Tài chính: Tham mưu bố trí kinh phí chi thường xuyên.
4. Các sở, ban, ngành, UBND các xã, phường báo cáo kết quả về Sở Văn hóa, Thể thao và Du lịch trước ngày 05/12/2026.
Trên đây là Kế hoạch thông tin đối ngoại năm 2026, yêu cầu các đơn vị triển khai thực hiện./.
Nơi nhận:                              TM. ỦY BAN NHÂN DÂN
- TT. Tỉnh ủy;                              KT. CHỦ TỊCH
- Các sở, ban, ngành;                     PHÓ CHỦ TỊCH
- Lưu: VT, VX.
                                          Nông Thị Hà
"""

A_MOMENT = 0.1  # seconds, below which the clock tells nothing


@pytest.fixture(scope="module")
def plan() -> Reading:
    return vanban.read(PLAN)


def duty(reading: Reading, path: str) -> Assignment:
    return next(row for row in reading.assignments if row.path == path)


def paths(text: str) -> list[str]:
    return [unit.path for unit in vanban.read(text).units]


class TestHeadAndFoot:
    def test_a_head_in_two_columns_is_read(self, plan):
        data = plan.metadata
        assert (data.kind, data.number, data.date, data.place) == ("Kế hoạch", "45/KH-UBND", "2026-02-06", "Cao Bằng")
        assert (data.issuer, data.province) == ("Ủy ban nhân dân tỉnh Cao Bằng", "Cao Bằng")
        assert (data.title, data.year) == ("Thông tin đối ngoại tỉnh Cao Bằng năm 2026", 2026)

    def test_signature_and_recipients_are_told_apart_on_one_line(self, plan):
        assert plan.metadata.signer == "Nông Thị Hà"
        assert plan.metadata.sign_capacity == "TM. ỦY BAN NHÂN DÂN, KT. CHỦ TỊCH, PHÓ CHỦ TỊCH"
        assert plan.recipients == ("TT. Tỉnh ủy", "Các sở, ban, ngành", "Lưu: VT, VX")

    def test_what_is_not_printed_stays_empty(self):
        data = vanban.read("I. NỘI DUNG\n1. Làm việc.").metadata
        assert {data.number, data.date, data.signer, data.issuer, data.title, data.year} == {None}

    def test_a_blank_number_and_date_are_not_invented(self):
        data = vanban.read(
            "UBND TỈNH LAI CHÂU\nSố:     /KH-UBND\nLai Châu, ngày    tháng   năm 2026\nKẾ HOẠCH\nX\n1. A"
        ).metadata
        assert (data.number, data.date, data.place) == (None, None, "Lai Châu")

    def test_a_letter_with_only_its_abstract_is_a_letter(self):
        text = "UBND TỈNH SƠN LA\nSố: 7/UBND-VX\nV/v đón đoàn báo chí\nSơn La, ngày 01 tháng 3 năm 2026\nKính gửi:\n- Sở Ngoại vụ;\n1. Làm."
        reading = vanban.read(text)
        assert (reading.metadata.kind, reading.metadata.title) == ("Công văn", "Đón đoàn báo chí")
        assert [unit.path for unit in reading.units] == ["1"]

    @pytest.mark.parametrize(
        ("line", "secrecy"),
        [("MẬT", "Mật"), ("TỐI MẬT", "Tối mật"), ("Độ mật: Tuyệt mật", "Tuyệt mật"), ("bảo vệ bí mật nhà nước", None)],
    )
    def test_only_a_stamp_is_a_mark_of_secrecy(self, line, secrecy):
        text = PLAN.replace("KẾ HOẠCH\n", f"{line}\nKẾ HOẠCH\n")
        assert vanban.read(text).metadata.secrecy == secrecy

    def test_urgency_is_read_beside_the_head(self):
        assert vanban.read(PLAN.replace("KẾ HOẠCH\n", "HỎA TỐC\nKẾ HOẠCH\n")).metadata.urgency == "Hỏa tốc"


class TestOutline:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("I. A\n1. B\na) C\n- D\n+ E\n- F\nb) G\n2. H\nII. K", ["I", "I.1", "I.1.a", "I.1.a.-1", "I.1.a.-1.+1", "I.1.a.-2", "I.1.b", "I.2", "II"]),
            ("I. A\n1. B\n1.1. C\n1.2. D\n2. E\n2.1. F", ["I", "I.1", "I.1.1", "I.1.2", "I.2", "I.2.1"]),
            ("1. A\n1.1. B\n1.1.1. C\n1.1.2. D\n1.2. E", ["1", "1.1", "1.1.1", "1.1.2", "1.2"]),
            ("PHẦN THỨ NHẤT\nX\nI. A\n1. B\nPHẦN THỨ HAI\nY\nI. C", ["Ph.I", "Ph.I.I", "Ph.I.I.1", "Ph.II", "Ph.II.I"]),
            ("Chương I\nX\nĐiều 1. A\n1. B\na) C\nĐiều 2. D\nChương II\nY\nĐiều 3. E", ["Ch.I", "Ch.I.Đ1", "Ch.I.Đ1.K1", "Ch.I.Đ1.K1.a", "Ch.I.Đ2", "Ch.II", "Ch.II.Đ3"]),
            ("1. A\nd) B\nđ) C\ne) D\ng) E\nh) F\ni) G\nk) H", ["1", "1.d", "1.đ", "1.e", "1.g", "1.h", "1.i", "1.k"]),
            ("1. A\na) B.\nc) C.\nf) D.", ["1", "1.a", "1.c", "1.f"]),
            ("1. A\n* B\n- C\n- D\n* E\n• F", ["1", "1.*1", "1.*1.-1", "1.*1.-2", "1.*2", "1.*2.•1"]),
            ("1. A.\n1. B.\n2. C.", ["1", "1~2", "2"]),
            ("A. X\nI. Y\n1. Z\nB. W\nI. V", ["A", "A.I", "A.I.1", "B", "B.I"]),
        ],
    )  # fmt: skip
    def test_every_numbering_gets_its_paths(self, text, found):
        assert paths(text) == found

    def test_a_dash_that_a_line_break_put_first_opens_no_unit(self):
        text = (
            "I. A\n"
            + "- Góp phần bảo đảm thực hiện các mục tiêu phát triển kinh tế\n- xã hội của tỉnh trong thời gian tới đây và về sau.\n"
            * 4
        )
        assert len(paths(text)) == 1 + 4

    def test_a_page_number_inside_a_paragraph_is_left_out_of_its_text(self):
        reading = vanban.read("1. Nâng cao hiệu quả công tác thông tin\n\n2\n\nđối ngoại của tỉnh.\n2. Làm tiếp.")
        assert reading.units[0].text == "Nâng cao hiệu quả công tác thông tin đối ngoại của tỉnh."
        assert len(reading.units) == 2

    def test_a_decision_its_plan_and_its_annexes_have_paths_of_their_own(self):
        text = (
            "QUYẾT ĐỊNH\nĐiều 1. Ban hành kèm theo Quyết định này Kế hoạch./.\nNơi nhận:\n- Như Điều 1.\n"
            "KẾ HOẠCH\nNăm 2026\n(Ban hành kèm theo Quyết định số 1/QĐ-UBND)\nI. A\n1. B\nPHỤ LỤC I\n1. C\nPHỤ LỤC II\n1. D"
        )
        assert paths(text) == ["Đ1", "KT.I", "KT.I.1", "PL1.1", "PL2.1"]

    def test_a_title_is_a_heading_and_a_statement_with_dashes_is_none(self):
        reading = vanban.read(
            "1. Công tác tuyên truyền\n- Làm một.\n2. Đẩy mạnh tuyên truyền trên báo chí trong năm.\n- Làm hai."
        )
        assert [unit.heading for unit in reading.units] == [True, False, False, False]

    def test_an_unmarked_paragraph_is_the_body_of_the_unit_before(self):
        reading = vanban.read("1. Sở Tài chính\nThẩm định dự toán.\n2. Sở Y tế\nTuyên truyền.")
        assert [[body.text for body in unit.body] for unit in reading.units] == [
            ["Thẩm định dự toán."],
            ["Tuyên truyền."],
        ]


class TestDuties:
    def test_the_heading_leads_what_stands_under_it(self, plan):
        row = duty(plan, "III.1.-1")
        assert row.lead == ("Sở Văn hóa, Thể thao và Du lịch",)
        assert row.coordinating == ("Công an tỉnh", "các cơ quan liên quan")
        assert (row.mode, row.sure) == ("assign", True)

    def test_a_request_is_told_from_an_order(self, plan):
        row = duty(plan, "III.2.-1")
        assert (row.mode, row.requested) == ("request", ("Ban Tuyên giáo và Dân vận Tỉnh ủy",))

    def test_attribute_lines_charge_the_unit_before_them_and_nothing_else(self, plan):
        row = duty(plan, "II.1.a")
        assert (row.lead, row.coordinating) == (
            ("Sở Văn hóa, Thể thao và Du lịch",),
            ("Sở Ngoại vụ", "Hội Nhà báo tỉnh"),
        )
        assert (row.mode, row.requested) == ("mixed", ("Hội Nhà báo tỉnh",))
        assert (row.deadline, row.due, row.before) == ("Quý II/2026", "2026-06-30", False)
        assert not any(assignment.path.startswith("II.1.a.") for assignment in plan.assignments)

    def test_an_order_inside_a_content_section_charges_whom_it_names(self, plan):
        row = duty(plan, "II.1.b")
        assert (row.lead, row.deadline, row.due, row.before) == (
            ("Sở Ngoại vụ",),
            "trước ngày 30/4/2026",
            "2026-04-30",
            True,
        )

    def test_agency_and_duty_on_one_line(self, plan):
        assert duty(plan, "III.3").lead == ("Sở Tài chính",)

    def test_money_spent_regularly_is_no_rhythm_but_a_quarterly_report_is(self, plan):
        assert duty(plan, "III.3").rhythm is None
        rhythm = duty(plan, "III.1.-2").rhythm
        assert rhythm is not None
        assert (rhythm.text, rhythm.kind) == ("Hằng quý", "quarterly")

    def test_purposes_and_the_closing_formula_charge_nobody(self, plan):
        assert {row.path.split(".")[0] for row in plan.assignments} == {"II", "III"}
        assert not any(row.unmarked for row in plan.assignments)

    def test_a_report_by_a_date_says_who_to_whom_and_when(self, plan):
        report = plan.report_deadlines[0]
        assert report.who == "các sở, ban, ngành, UBND các xã, phường"
        assert (report.to, report.date) == ("Sở Văn hóa, Thể thao và Du lịch", "2026-12-05")

    @pytest.mark.parametrize(
        ("words", "deadline", "dates"),
        [
            ("xong trước ngày 10/3/2026 và trước ngày 05/9/2026.", "trước ngày 10/3/2026 và trước ngày 05/9/2026", ("2026-03-10", "2026-09-05")),
            ("từ ngày 01/4/2026 đến ngày 30/6/2026.", "từ ngày 01/4/2026 đến ngày 30/6/2026", ("2026-04-01", "2026-06-30")),
            ("chậm nhất ngày 15 tháng 5 năm 2026.", "chậm nhất ngày 15 tháng 5 năm 2026", ("2026-05-15",)),
            ("trước 30/6.", "trước 30/6", ("2026-06-30",)),
            ("trước ngày 10 tháng 12 hằng năm.", "trước ngày 10 tháng 12 hằng năm", ("--12-10",)),
            ("trước ngày 25 hằng tháng.", "trước ngày 25 hằng tháng", ()),
            ("trong vòng 15 ngày làm việc.", "trong vòng 15 ngày làm việc", ()),
            ("đến năm 2030.", None, ()),
            ("trong năm 2026.", None, ()),
            ("theo Quyết định số 5/QĐ-TTg ngày 01/02/2024.", None, ()),
        ],
    )  # fmt: skip
    def test_the_words_that_fix_a_time_limit(self, words, deadline, dates):
        text = f"KẾ HOẠCH\nCông tác năm 2026\n\nI. PHÂN CÔNG\n1. Sở Y tế\n- Triển khai nhiệm vụ {words}"
        row = vanban.read(text).assignments[0]
        assert (row.deadline, row.due_all) == (deadline, dates)
        assert row.due == (dates[0] if dates else None)

    @pytest.mark.parametrize(
        ("words", "coordinating"),
        [
            ("Phối hợp chặt chẽ với Sở Ngoại vụ, Công an tỉnh tuyên truyền.", ("Sở Ngoại vụ", "Công an tỉnh")),
            ("Chủ trì, phối hợp các đơn vị liên quan triển khai.", ("các đơn vị liên quan",)),
            ("Phối hợp tổ chức triển lãm.", ()),
            ("Hướng dẫn các xã tuyên truyền, phối hợp với Công an tỉnh.", ()),
            ("Tăng cường sự phối hợp giữa các ngành.", ()),
            (
                "Thực hiện chương trình phối hợp giữa Sở Y tế với Hội Nông dân tỉnh về tuyên truyền.",
                ("Hội Nông dân tỉnh",),
            ),
            ("Tham mưu UBND tỉnh; phối hợp với Báo Cao Bằng đưa tin.", ("Báo Cao Bằng",)),
        ],
    )
    def test_who_coordinates_is_the_object_of_the_leads_own_phoi_hop(self, words, coordinating):
        row = vanban.read(f"I. PHÂN CÔNG\n1. Sở Y tế\n- {words}").assignments[0]
        assert row.coordinating == coordinating

    def test_lines_at_the_end_of_a_group_reach_earlier_items_unsurely(self):
        text = "I. NHIỆM VỤ\n1. Truyền thông\na) Làm một.\nb) Làm hai.\n- Đơn vị thực hiện: Sở Y tế chủ trì, phối hợp với Sở Nội vụ."
        rows = {row.path: row for row in vanban.read(text).assignments}
        assert rows["I.1.b"].sure
        assert not rows["I.1.a"].sure
        assert rows["I.1.a"].why_unsure

    def test_an_unmarked_paragraph_with_its_own_subject_gets_a_row_of_its_own(self):
        text = "I. PHÂN CÔNG\n1. Báo Cao Bằng, Đài Phát thanh và Truyền hình tỉnh\na) Tăng thời lượng.\nBáo Cao Bằng tiếp tục giao lưu với báo bạn."
        rows = vanban.read(text).assignments
        assert [(row.path, row.unmarked, row.lead[-1]) for row in rows] == [
            ("I.1.a", False, "Đài Phát thanh và Truyền hình tỉnh"),
            ("I.1.a", True, "Báo Cao Bằng"),
        ]


class TestCitations:
    def test_each_document_once_with_what_any_mention_says(self):
        text = "1. Theo Kết luận số 57-KL/TW và Quyết định số 16/QĐ-TTg.\n2. Kết luận số 57-KL/TW ngày 15/6/2023 của Bộ Chính trị."
        reading = vanban.read(text)
        first, second = reading.citations
        assert (first.kind, first.number, first.date, first.issuer) == (
            "Kết luận",
            "57-KL/TW",
            "2023-06-15",
            "Bộ Chính trị",
        )
        assert (second.number, second.date, second.issuer) == ("16/QĐ-TTg", None, None)
        again = reading.evidence["/citations/0"][0]
        assert reading.source_text[again.start : again.end] == "Kết luận số 57-KL/TW"

    def test_the_plans_own_number_is_no_citation(self, plan):
        assert [citation.number for citation in plan.citations] == ["72/2015/NĐ-CP"]

    def test_a_shared_kind_and_issuer_go_to_every_number(self):
        text = "1. Các Quyết định của Thủ tướng Chính phủ: Số 11/QĐ-TTg ngày 02/3/2020; số 12/QĐ-TTg ngày 03/4/2021."
        found = [(c.kind, c.issuer, c.date) for c in vanban.read(text).citations]
        assert found == [
            ("Quyết định", "Thủ tướng Chính phủ", "2020-03-02"),
            ("Quyết định", "Thủ tướng Chính phủ", "2021-04-03"),
        ]


def rebuilt(reading: Reading, start: int, end: int) -> str:
    """The words of a place by its own lights: repaired, lines joined, page numbers dropped."""
    lines = [line for line in clean(reading.source_text[start:end]).lines if not PAGE.fullmatch(line.text.strip())]
    return join_lines(lines).text


def assert_linear(text_of: Callable[[int], str]) -> None:
    """Eight times the text takes about eight times as long: a ratio, as the seconds are the machine's affair."""

    def seconds(times: int) -> float:
        text = text_of(times)
        started = time.process_time()
        vanban.read(text)
        return time.process_time() - started

    vanban.read(text_of(1))  # what is loaded once is not measured
    small, large = min(seconds(1) for _ in range(3)), min(seconds(8) for _ in range(2))
    assert large < 8 * small * 2.5 + A_MOMENT


def assert_promises(reading: Reading) -> None:
    source = reading.source_text
    assert reading.text.count("\n") == source.count("\n")
    assert len({unit.path for unit in reading.units}) == len(reading.units)
    before = 0
    for unit in reading.units:
        assert before <= unit.start < unit.end <= len(source)
        assert unit.line == source.count("\n", 0, unit.start) + 1
        before = unit.end
    for spans in reading.evidence.values():
        assert all(0 <= span.start < span.end <= len(source) for span in spans)
    for index, row in enumerate(reading.assignments):
        assert row.lead
        assert set(row.requested) <= {*row.lead, *row.coordinating}
        assert row.sure is (row.why_unsure is None)
        assert all(f"/assignments/{index}/lead/{place}" in reading.evidence for place in range(len(row.lead)))
    assert json.loads(json.dumps(reading.as_dict(), ensure_ascii=False))["schema"] == "vanban/1"


class TestPromises:
    @pytest.mark.parametrize("path", EXAMPLES, ids=[path.stem for path in EXAMPLES])
    def test_every_unit_can_be_rebuilt_from_its_place(self, path):
        reading = vanban.read(path)
        if any(repair.rule == "lost-letter" for repair in reading.repairs):
            reading = vanban.read(reading.text)
        for unit in reading.units:
            whole = rebuilt(reading, unit.start, unit.end)
            marker = find_marker(whole)
            assert marker is not None
            assert whole[marker.end :].strip() == unit.text
            for body in unit.body:
                assert rebuilt(reading, body.start, body.end) == body.text
        assert_promises(reading)

    @settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(
        st.lists(
            st.sampled_from(
                [*PLAN.split("\n"), "", "2", "- xã hội", "+ thêm", "b) khác", "1.1. mục", "\u00a0", "PHỤ LỤC"]
            ),
            max_size=40,
        )
    )
    def test_any_mixture_of_lines_keeps_every_promise(self, lines):
        assert_promises(vanban.read("\n".join(lines)))

    @given(st.text(max_size=300))
    @settings(max_examples=120, deadline=None)
    def test_any_text_at_all_gets_a_reading(self, text):
        assert_promises(vanban.read(text))

    def test_reading_the_same_text_again_gives_the_same_reading(self, plan):
        assert vanban.read(PLAN) == plan

    def test_time_grows_with_size_and_not_faster(self):
        body = PLAN[PLAN.index("I. MỤC") : PLAN.index("Trên đây")]
        vanban.read(body)

        assert_linear(lambda times: body * 8 * times)

    @pytest.mark.parametrize(
        "unit",
        ["phối hợp với các sở giao các đơn vị thực hiện, ", "trước ngày 15/11/2024 và ", "UBND các huyện thuộc ", "Thủ trưởng ",
         "ban hành Kế hoạch abc ", "Quyết định số 12/QĐ-UBND ngày 15/1/2024 của UBND tỉnh, ", "( ", "A", "*", "s\ufffd "],
    )  # fmt: skip
    def test_no_repetition_makes_a_paragraph_slow(self, unit):
        assert_linear(lambda times: "IV. TỔ CHỨC THỰC HIỆN\n1. " + unit * 375 * times)


class TestPages:
    """A plan must read the same however its lines were broken."""

    PARAGRAPHS = [
        "I. NHIỆM VỤ",
        "1. Tăng cường quảng bá hình ảnh địa phương",
        "a) Tổ chức các hoạt động giao lưu văn hóa, thể thao, du lịch với các địa phương của Vương quốc Thái Lan, nước Cộng hòa Dân chủ Nhân dân Lào.",
        "b) Biên soạn, xuất bản tập gấp, sách ảnh giới thiệu vùng đất, con người bằng tiếng Anh, tiếng Lào, tiếng Thái theo Kế hoạch số 48/KH-UBND ngày 03/4/2025 của Ủy ban nhân dân tỉnh Sơn La.",
        "II. TỔ CHỨC THỰC HIỆN",
        "1. Sở Nông nghiệp và Môi trường",
        "- Chủ trì, phối hợp với Sở Công Thương, Hiệp hội Doanh nghiệp tỉnh tổ chức tuần hàng nông sản tại Thủ đô Viêng Chăn trước ngày 15/8/2026.",
        "- Cung cấp thông tin về sản phẩm chủ lực cho các cơ quan báo chí Trung ương và địa phương khi có yêu cầu.",
        "2. Công an tỉnh",
        "- Phối hợp với Bộ Chỉ huy Quân sự tỉnh, Sở Ngoại vụ quản lý hoạt động của phóng viên nước ngoài trên địa bàn tỉnh Sơn La.",
    ]  # fmt: skip

    def essence(self, text: str) -> list[tuple[object, ...]]:
        reading = vanban.read(text)
        units: list[tuple[object, ...]] = [(unit.path, unit.heading, unit.text) for unit in reading.units]
        return units + [(row.path, row.lead, row.coordinating, row.deadline) for row in reading.assignments]

    @pytest.mark.parametrize("width", [58, 72, 90])
    @pytest.mark.parametrize("between", ["", "\n"])
    @pytest.mark.parametrize("after", ["", "\n"])
    def test_wrapping_and_blank_lines_change_nothing(self, width, between, after):
        whole = self.essence("\n".join(self.PARAGRAPHS))
        wrapped = "\n".join(
            ("\n" + between).join(textwrap.wrap(paragraph, width, break_on_hyphens=False)) + after
            for paragraph in self.PARAGRAPHS
        )
        assert self.essence(wrapped) == whole

    @pytest.mark.parametrize(("old", "new"), [(r"^([IV]+)\.", r"\1-"), (r"^(\d)\.", r"\1)"), (r"^([ab])\)", r"\1.")])
    def test_the_sign_after_a_marker_changes_nothing(self, old, new):
        text = "\n".join(self.PARAGRAPHS)
        assert self.essence(re.sub(old, new, text, flags=re.M)) == self.essence(text)


def test_a_word_broken_after_its_hyphen_is_listed_as_a_repair_at_the_line_that_ends_in_it():
    lines = ["I. MỤC ĐÍCH", "1. Thực hiện Kết luận số 57-", "", "KL/TW của Bộ Chính trị."]
    joined = [repair for repair in vanban.read("\n".join(lines)).repairs if repair.rule == "line-end"]
    assert [(each.line, each.original, each.repaired, each.sure) for each in joined] == [(2, "57-", "57-KL/TW", True)]


def test_a_second_document_after_the_signature_is_told_of_and_a_long_foot_is_not():
    first = ["KẾ HOẠCH", "I. NHIỆM VỤ", "1. Sở Y tế: Làm việc.", "Nơi nhận:", "- Như trên;", "- Lưu: VT."]
    second = ["KẾ HOẠCH", "I. NHIỆM VỤ", *(f"{number}. Sở Nội vụ: Làm việc." for number in range(1, 120))]
    codes = {warning.code for warning in vanban.read("\n".join([*first, *second])).warnings}
    assert "left_over" in codes
    assert "left_over" not in {warning.code for warning in vanban.read("\n".join(first)).warnings}
