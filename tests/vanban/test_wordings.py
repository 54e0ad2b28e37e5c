"""Wordings that provinces, districts, departments and Party committees use, one rule a test."""

from __future__ import annotations

import pytest

import vanban
from vanban.grammar.names import parse_names
from vanban.model import Assignment, Reading

HEAD = "I. MỤC ĐÍCH\n1. Nâng cao nhận thức.\n2. Bảo đảm thiết thực.\nII. TỔ CHỨC THỰC HIỆN\n"


def names(text: str) -> tuple[list[str], str]:
    """The names that open `text`, and the words left over."""
    found, end = parse_names(text, semicolons=True)
    return [name.name for name in found], text[end:].strip()


def plan(body: str) -> Reading:
    return vanban.read(HEAD + body + "\nNơi nhận:\n- Lưu: VT.\n")


def duty(body: str, path: str) -> Assignment:
    return next(row for row in plan(body).assignments if row.path == path)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Huyện ủy Lý Sơn", ["Huyện ủy Lý Sơn"]),
        ("Đảng ủy Quân sự tỉnh, Đảng ủy Công an tỉnh", ["Đảng ủy Quân sự tỉnh", "Đảng ủy Công an tỉnh"]),
        ("Ban Cán sự đảng UBND tỉnh", ["Ban Cán sự đảng UBND tỉnh"]),
        (
            "Các huyện ủy, thị ủy, thành ủy, đảng ủy trực thuộc Tỉnh ủy",
            ["các huyện ủy, thị ủy, thành ủy, đảng ủy trực thuộc Tỉnh ủy"],
        ),
        ("Phòng Thông tin - Báo chí - Xuất bản", ["Phòng Thông tin - Báo chí - Xuất bản"]),
        ("Trưởng các phòng, đơn vị thuộc Sở", ["Trưởng các phòng, đơn vị thuộc Sở"]),
        (
            "Ban Quản lý Khu kinh tế Vân Phong và các Khu công nghiệp Khánh Hòa",
            ["Ban Quản lý Khu kinh tế Vân Phong và các Khu công nghiệp Khánh Hòa"],
        ),
        ("Thương vụ Việt Nam tại Nhật Bản, Hàn Quốc", ["Thương vụ Việt Nam tại Nhật Bản, Hàn Quốc"]),
        ("Hội Hữu nghị Việt Nam - Nhật Bản thành phố", ["Hội Hữu nghị Việt Nam - Nhật Bản thành phố"]),
        ("Các Trung tâm Văn hóa - Thông tin cấp huyện", ["các Trung tâm Văn hóa - Thông tin cấp huyện"]),
        ("Các cơ quan báo chí: Báo Cần Thơ, Đài PT-TH thành phố", ["Báo Cần Thơ", "Đài PT-TH thành phố"]),
        (
            "Các cơ quan thông tấn, báo chí của tỉnh và các cơ quan báo chí Trung ương thường trú trên địa bàn tỉnh",
            [
                "các cơ quan thông tấn, báo chí của tỉnh",
                "các cơ quan báo chí Trung ương thường trú trên địa bàn tỉnh",
            ],
        ),
        (
            "Đồn Biên phòng cửa khẩu quốc tế Thường Phước, Công an huyện",
            ["Đồn Biên phòng cửa khẩu quốc tế Thường Phước", "Công an huyện"],
        ),
        ("UBND xã Trường Lưu, UBND xã Đồng Lộc", ["UBND xã Trường Lưu", "UBND xã Đồng Lộc"]),
        (
            "các chức sắc, người có uy tín, các đơn vị đóng quân trên địa bàn",
            ["các chức sắc, người có uy tín", "các đơn vị đóng quân trên địa bàn"],
        ),
        ("Phòng Bưu chính - Viễn thông", ["Phòng Bưu chính - Viễn thông"]),
        (
            "UBND thành phố Móng Cái và các huyện Hải Hà, Bình Liêu",
            ["UBND thành phố Móng Cái", "UBND huyện Hải Hà", "UBND huyện Bình Liêu"],
        ),
        (
            "UBND các huyện: Hải Hà, Bình Liêu; thị xã Quảng Yên",
            ["UBND huyện Hải Hà", "UBND huyện Bình Liêu", "UBND thị xã Quảng Yên"],
        ),
    ],
)
def test_a_name_is_read_whole(text: str, expected: list[str]) -> None:
    assert names(text) == (expected, "")


def test_two_who_lead_together_are_both_leads() -> None:
    row = duty("1. Nội dung\na) Sở Du lịch và Sở Công Thương đồng chủ trì, tổ chức hội chợ.", "II.1.a")
    assert row.lead == ("Sở Du lịch", "Sở Công Thương")


def test_an_order_in_the_middle_of_a_paragraph_charges_whom_it_names() -> None:
    reading = vanban.read(
        "I. NỘI DUNG\n1. Mở trang tin bằng tiếng Anh; giao Sở Ngoại vụ quản lý, vận hành.\n2. Khác.\n"
    )
    assert [row.lead for row in reading.assignments] == [("Sở Ngoại vụ",)]


def test_giao_ban_is_a_meeting_and_orders_nobody() -> None:
    reading = vanban.read("I. NỘI DUNG\n1. Cung cấp thông tin tại giao ban báo chí hằng tháng.\n2. Khác.\n")
    assert reading.assignments == ()


def test_the_tasks_of_its_branch_are_no_order_to_the_branch() -> None:
    row = duty("1. Sở Y tế\na) Theo chức năng, nhiệm vụ của ngành, xây dựng tài liệu.\nb) Khác.", "II.1.a")
    assert row.lead == ("Sở Y tế",)


def test_a_second_limit_after_an_aside_belongs_to_the_first() -> None:
    row = duty("1. Sở Y tế\na) Báo cáo chậm nhất ngày 05/6/2024 (6 tháng) và ngày 05/12/2024.\nb) Khác.", "II.1.a")
    assert row.due_all == ("2024-06-05", "2024-12-05")


def test_the_head_of_a_party_plan_has_its_number_without_a_colon() -> None:
    reading = vanban.read(
        "TỈNH ỦY BẾN TRE\t\tĐẢNG CỘNG SẢN VIỆT NAM\nBAN TUYÊN GIÁO\n*\n"
        "Số 17-KH/BTGTU\t\tBến Tre, ngày 20 tháng 02 năm 2024\nKẾ HOẠCH\nThông tin đối ngoại năm 2024\n-----\n" + HEAD
    )
    assert (reading.metadata.number, reading.metadata.date) == ("17-KH/BTGTU", "2024-02-20")
    assert reading.metadata.place == "Bến Tre"


def test_a_department_is_named_with_the_province_that_stands_over_it() -> None:
    reading = vanban.read(
        "UBND TỈNH BÌNH ĐỊNH\nSỞ NGOẠI VỤ\nSố: 9/KH-SNgV\nBình Định, ngày 26 tháng 01 năm 2024\nKẾ HOẠCH\n"
        "Thông tin đối ngoại năm 2024\n" + HEAD
    )
    assert reading.metadata.issuer == "Sở Ngoại vụ tỉnh Bình Định"


def test_a_signer_may_have_a_name_that_is_also_a_word_of_the_foot() -> None:
    reading = vanban.read(
        HEAD + "1. Sở Y tế: Chủ trì.\nNơi nhận:\n- Lưu: VT.\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nLê Lưu Quang\n"
    )
    assert reading.metadata.signer == "Lê Lưu Quang"


LONG = "Tăng cường thông tin, tuyên truyền về tiềm năng, thế mạnh và các cơ hội hợp tác, đầu tư của tỉnh"


def test_a_running_head_that_comes_back_at_each_page_is_no_text() -> None:
    page = "\n\nTrang {}/9\nKế hoạch thông tin đối ngoại - UBND tỉnh\n\n"
    body = f"1. Sở Y tế\na) {LONG}" + page.format(2) + f"đến bạn bè.\nb) {LONG}" + page.format(3) + "đến bạn bè."
    for path in ("II.1.a", "II.1.b"):
        assert duty(body, path).text == f"{LONG} đến bạn bè."


@pytest.mark.parametrize(
    "said",
    [
        " (Chủ trì: Sở Du lịch; phối hợp: Sở Y tế; thời gian: Quý II/2024).",
        ".\nCơ quan chủ trì: Sở Du lịch. Cơ quan phối hợp: Sở Y tế. Thời gian: Quý II/2024.",
    ],
)
def test_attributes_on_one_line_are_told_apart(said: str) -> None:
    reading = vanban.read(f"I. NỘI DUNG\n1. Truyền thông\na) Tổ chức hội chợ{said}\n2. Khác\na) Việc khác.\n")
    (row,) = reading.assignments
    assert (row.path, row.lead, row.coordinating) == ("I.1.a", ("Sở Du lịch",), ("Sở Y tế",))
    assert row.deadline == "Quý II/2024"


def test_a_long_list_of_agencies_before_a_colon_is_a_heading() -> None:
    title = "Các sở: Văn hóa và Thể thao, Công Thương, Nông nghiệp và Phát triển nông thôn, Giao thông vận tải:"
    reading = plan(f"1. {title}\na) Xây dựng kế hoạch.\nb) Báo cáo.")
    assert next(unit for unit in reading.units if unit.path == "II.1").heading
    assert [row.path for row in reading.assignments] == ["II.1.a", "II.1.b"]


def test_an_agency_alone_on_its_line_is_a_heading_though_no_empty_line_follows() -> None:
    wrapped = f"{LONG}\nđến bạn bè."
    reading = plan(
        f"1. Sở Ngoại vụ\na) {wrapped}\nb) {wrapped}\n2. Trung tâm Công nghệ thông tin và Truyền thông\n{wrapped}"
    )
    row = reading.assignments[-1]
    assert (row.path, row.lead) == ("II.2", ("Trung tâm Công nghệ thông tin và Truyền thông",))


def test_a_second_day_without_a_year_is_a_limit_too() -> None:
    row = duty("1. Sở Y tế\na) Báo cáo trước ngày 15/6 và 15/11 hằng năm.\nb) Khác.", "II.1.a")
    assert row.due_all == ("--06-15", "--11-15")


def test_the_place_is_read_from_its_own_column() -> None:
    reading = vanban.read(
        "TỈNH ỦY BẾN TRE          ĐẢNG CỘNG SẢN VIỆT NAM\n"
        "BAN CHỈ ĐẠO THÔNG TIN ĐỐI NGOẠI          Bến Tre, ngày 20 tháng 02 năm 2024\n*\nSố 17-KH/BCĐ\n"
        "KẾ HOẠCH\nThông tin đối ngoại năm 2024\n-----\n" + HEAD
    )
    assert reading.metadata.place == "Bến Tre"


def test_a_unit_that_names_its_own_lead_is_not_reached_by_later_lines() -> None:
    reading = vanban.read(
        "I. NỘI DUNG\n1. Truyền thông\na) Mở chuyên mục.\nb) Giao Sở Y tế chủ trì tập huấn.\nc) In ấn phẩm.\n"
        "Đơn vị chủ trì: Sở Du lịch.\n2. Khác\na) Việc khác.\n"
    )
    leads = {row.path: row.lead for row in reading.assignments}
    assert leads == {"I.1.a": ("Sở Du lịch",), "I.1.b": ("Sở Y tế",), "I.1.c": ("Sở Du lịch",)}


def test_executors_named_in_a_later_sentence_of_the_unit_are_read() -> None:
    reading = vanban.read("I. NỘI DUNG\n1. Gặp mặt. Đơn vị thực hiện: Sở Y tế; thời gian: Quý I/2024.\n2. Khác.\n")
    assert [(row.path, row.lead, row.deadline) for row in reading.assignments] == [("I.1", ("Sở Y tế",), "Quý I/2024")]


def test_several_prefaces_may_come_before_who_is_charged() -> None:
    row = duty("1. Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, các đơn vị báo cáo UBND tỉnh.", "II.1")
    assert row.lead == ("các đơn vị",)


def test_heads_of_bodies_joined_with_a_semicolon_are_charged_together() -> None:
    row = duty("1. Thủ trưởng các sở, ban, ngành; Chủ tịch UBND các huyện chịu trách nhiệm thực hiện.", "II.1")
    assert row.lead == ("Thủ trưởng các sở, ban, ngành", "Chủ tịch UBND các huyện")


def test_what_stands_under_the_last_title_is_its_body() -> None:
    row = duty("1. Sở Y tế\na) Chủ trì.\n2. Chế độ báo cáo\nCác cơ quan gửi báo cáo trước ngày 01/12/2024.", "II.2")
    assert (row.lead, row.unmarked) == (("các cơ quan",), False)


@pytest.mark.parametrize(
    ("foot", "signer"),
    [
        ("- Lưu: VT. Nguyễn Văn An\n", "Nguyễn Văn An"),
        ("- Lưu: VT.\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nVừ A Bằng\n", "Vừ A Bằng"),
        ("- Lưu: VT.\nCHỦ TỊCH\n\nY Thịnh H'Mok\n", "Y Thịnh H'Mok"),
    ],
)
def test_signers_are_found_beside_recipients_and_with_names_of_one_letter(foot: str, signer: str) -> None:
    reading = vanban.read(HEAD + "1. Sở Y tế: Chủ trì.\nNơi nhận: TM. ỦY BAN NHÂN DÂN\n- Sở Y tế;\n" + foot)
    assert (reading.metadata.signer, reading.recipients) == (signer, ("Sở Y tế", "Lưu: VT"))


def test_in_a_text_typed_without_marks_only_marks_are_put_back() -> None:
    text = (
        "ke hoach cong tac thong tin doi ngoai tren dia ban huyen\n"
        "Uy ban nhan dan huyen xay dung ke hoach thuc hien cong tac thong tin doi ngoai nhu sau:\n"
        "I. NHIEM VU\n1. Tuyen truyen ve cong tac bao ve bien gioi, chu quyen lanh tho quoc gia.\n"
        "2. Trung tam Chinh tri huyen phoi hop voi cac xa, thi tran tuyen truyen cho nhan dan.\n"
    )
    assert vanban.read(text).text.splitlines()[4] == (
        "2. Trung tâm Chính trị huyện phối hợp với các xã, thị trấn tuyên truyền cho nhân dân."
    )


def test_money_given_to_agencies_is_no_duty() -> None:
    reading = vanban.read(
        "I. NỘI DUNG\n1. Truyền thông.\nII. KINH PHÍ THỰC HIỆN\nTừ nguồn đã giao cho các đơn vị thực hiện năm 2024.\n"
    )
    assert reading.assignments == ()


def test_a_heading_that_says_who_leads_and_with_whom_gives_both_to_its_dashes() -> None:
    reading = plan(
        "1. Giao Sở Du lịch chủ trì, phối hợp với Sở Ngoại vụ và UBND các quận, huyện:\n"
        "- Biên tập tài liệu.\n- Phối hợp với Sở Y tế mở lớp tập huấn."
    )
    assert [unit.heading for unit in reading.units if unit.path == "II.1"] == [True]
    assert [(row.path, row.lead, row.coordinating) for row in reading.assignments] == [
        ("II.1.-1", ("Sở Du lịch",), ("Sở Ngoại vụ", "UBND các quận, huyện")),
        ("II.1.-2", ("Sở Du lịch",), ("Sở Ngoại vụ", "UBND các quận, huyện", "Sở Y tế")),
    ]


def test_a_dash_that_names_its_own_subject_does_not_inherit_the_partners_of_its_heading() -> None:
    row = duty(
        "1. Sở Du lịch chủ trì, phối hợp với Sở Ngoại vụ:\n- Biên tập.\n- Công an tỉnh chủ trì bảo đảm an ninh.",
        "II.1.-2",
    )
    assert (row.lead, row.coordinating) == (("Công an tỉnh",), ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("UBND các huyện biên giới: Mường Lát, Quan Sơn", ["UBND huyện Mường Lát", "UBND huyện Quan Sơn"]),
        ("UBND 05 huyện biên giới", ["UBND 05 huyện biên giới"]),
        ("Phòng Quản lý xuất nhập cảnh - Công an tỉnh", ["Phòng Quản lý xuất nhập cảnh - Công an tỉnh"]),
        ("Sở Ngoại vụ - Cơ quan thường trực", ["Sở Ngoại vụ"]),
        ("Cục Báo chí, Vụ Kế hoạch, Tài chính", ["Cục Báo chí", "Vụ Kế hoạch, Tài chính"]),
        ("Cảng vụ Hàng hải Quy Nhơn, Cục Thuế tỉnh", ["Cảng vụ Hàng hải Quy Nhơn", "Cục Thuế tỉnh"]),
    ],
)
def test_places_under_a_narrowed_level_and_divisions_of_a_body(text: str, expected: list[str]) -> None:
    assert names(text)[0] == expected


def test_a_regular_date_is_a_limit_though_dinh_ky_ends_like_the_verb_to_sign() -> None:
    row = duty("1. Sở Y tế: Tổng hợp, định kỳ trước ngày 20 tháng 12 hằng năm báo cáo UBND tỉnh.", "II.1")
    assert (row.deadline, row.due) == ("trước ngày 20 tháng 12 hằng năm", "--12-20")
    assert duty("1. Sở Y tế: Rà soát văn bản ký trước ngày 20/12/2024.", "II.1").deadline is None


def test_agencies_that_fill_their_line_are_a_heading_where_a_verb_opens_the_next() -> None:
    lines = "\n".join(
        [
            "1. Sở Y tế tiếp tục tuyên truyền sâu rộng trong cán bộ và nhân dân về chủ",
            "quyền biên giới quốc gia, các hiệp định, hiệp ước về biên giới đã ký kết với",
            "các nước láng giềng; tăng cường quản lý các hoạt động thông tin tại khu vực",
            "cửa khẩu, nhất là những nơi có đông khách xuất cảnh, nhập cảnh qua lại hằng",
            "ngày.",
            "2. Đề nghị Ban Tuyên giáo Tỉnh ủy, Hội Nông dân tỉnh, Hội Cựu chiến binh tỉnh",
            "Chỉ đạo, định hướng công tác tuyên truyền.",
        ]
    )
    assert duty(lines, "II.2").lead == ("Ban Tuyên giáo Tỉnh ủy", "Hội Nông dân tỉnh", "Hội Cựu chiến binh tỉnh")


def test_what_a_task_yields_is_not_charged_by_the_lines_that_follow() -> None:
    reading = vanban.read(
        "I. NHIỆM VỤ\n1. Về hợp tác\na) Nội dung: Tổ chức Tuần Việt Nam.\nb) Sản phẩm: Bộ ấn phẩm.\n"
        "c) Đơn vị chủ trì: Cục Điện ảnh.\nd) Thời gian: Tháng 5/2024.\n"
    )
    assert [(row.path, row.lead) for row in reading.assignments] == [("I.1.a", ("Cục Điện ảnh",))]


def test_the_issuer_stands_beside_the_national_name_where_no_number_does() -> None:
    reading = vanban.read(
        "BỘ VĂN HÓA, THỂ THAO VÀ DU LỊCH     CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "                                        Độc lập - Tự do - Hạnh phúc\n\n"
        "                 KẾ HOẠCH\n   Quảng bá hình ảnh Việt Nam\n\n" + HEAD
    )
    assert reading.metadata.issuer == "Bộ Văn hóa, Thể thao và Du lịch"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "lực lượng Công an, Hải quan và Kiểm dịch",
            ["lực lượng Công an", "lực lượng Hải quan", "lực lượng Kiểm dịch"],
        ),
        ("lực lượng Biên phòng, Công an tỉnh", ["lực lượng Biên phòng", "Công an tỉnh"]),
        ("Tổng Công ty Hàng không Việt Nam - Chi nhánh miền Trung", None),
        ("Cảng Hàng không quốc tế Phù Cát, Sở Y tế", ["Cảng Hàng không quốc tế Phù Cát", "Sở Y tế"]),
        ("Trạm Kiểm soát liên hợp cửa khẩu", None),
        ("Hiệp hội Doanh nghiệp Hàn Quốc tại Huế", None),
    ],
)
def test_forces_named_together_branches_and_bodies_of_transport(text: str, expected: list[str] | None) -> None:
    assert names(text) == (expected or [text], "")


@pytest.mark.parametrize("title", ["Quảng bá du lịch Cao Bằng", "Thúc đẩy chuyển đổi số"])
def test_a_title_may_end_in_a_name_or_word_that_elsewhere_runs_on(title: str) -> None:
    lines = "\n".join(
        [
            "1. Sở Y tế tiếp tục tuyên truyền sâu rộng trong cán bộ và nhân dân về chủ",
            "quyền biên giới quốc gia, các hiệp định, hiệp ước về biên giới đã ký kết với",
            "các nước láng giềng; tăng cường quản lý các hoạt động thông tin tại khu vực",
            "cửa khẩu, nhất là những nơi có đông khách xuất cảnh, nhập cảnh qua lại hằng",
            "ngày.",
            f"2. {title}",
            "Giao Sở Du lịch mở chuyên trang.",
        ]
    )
    reading = plan(lines)
    assert [unit.text for unit in reading.units if unit.path == "II.2"] == [title]
    assert [row.lead for row in reading.assignments if row.path == "II.2"] == [("Sở Du lịch",)]


def test_the_one_who_leads_may_be_named_after_the_product() -> None:
    row = duty("1. Sản xuất chuyên đề: Báo Hà Tĩnh chủ trì, phối hợp với Công an tỉnh thực hiện.", "II.1")
    assert (row.lead, row.coordinating) == (("Báo Hà Tĩnh",), ("Công an tỉnh",))


def test_an_aside_between_a_group_and_its_colon_hides_no_charge() -> None:
    assert duty("1. Các cơ quan báo chí của tỉnh (Báo, Đài): Mở chuyên trang.", "II.1").lead == (
        "các cơ quan báo chí của tỉnh",
    )


def test_working_together_may_be_said_with_a_second_verb() -> None:
    row = duty("1. Công an tỉnh\n- Phối hợp, trao đổi thông tin với Sở Y tế về tình hình.\n- Tuần tra.", "II.1.-1")
    assert row.coordinating == ("Sở Y tế",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("các cấp chính quyền, Sở Y tế", ["các cấp chính quyền", "Sở Y tế"]),
        ("Sở Ngoại vụ các tỉnh Điện Biên, Lào Cai và Sở Y tế", ["Sở Ngoại vụ các tỉnh Điện Biên, Lào Cai", "Sở Y tế"]),
    ],
)
def test_governments_at_every_level_and_bodies_of_several_places(text: str, expected: list[str]) -> None:
    assert names(text)[0] == expected


def test_what_a_report_says_was_done_is_no_duty_but_what_is_to_come_is() -> None:
    reading = vanban.read(
        "UBND TỈNH AN GIANG\nSố: 9/BC-UBND\nBÁO CÁO\nKết quả thông tin đối ngoại năm 2025\n"
        "I. KẾT QUẢ THỰC HIỆN NHIỆM VỤ\n1. Sở Y tế tổ chức 04 lớp tập huấn.\n"
        "II. NHIỆM VỤ NĂM 2026\n1. Sở Y tế tổ chức 05 lớp tập huấn.\n"
    )
    assert [row.path for row in reading.assignments] == ["II.1"]


@pytest.mark.parametrize("before", ["Thống nhất chủ đề của tuần lễ. ", "Đồng ý chủ trương; "])
def test_a_later_sentence_with_its_own_subject_charges_it(before: str) -> None:
    reading = vanban.read(f"1. {before}Sở Du lịch hoàn thiện bộ nhận diện trước ngày 20/8/2026.\n2. Khác.\n")
    assert [(row.lead, row.due) for row in reading.assignments] == [(("Sở Du lịch",), "2026-08-20")]
    assert [doubt.code for doubt in reading.assignments[0].doubts] == ["inside"]


class TestTasksThatAreCountedByName:
    PROGRAMME = (
        "II. NHIỆM VỤ CỤ THỂ\nNhiệm vụ 1: Xây dựng chuyên trang tiếng Lào.\n- Đơn vị chủ trì: Sở Ngoại vụ.\n"
        "- Thời gian: Quý II/2026.\n- Sản phẩm: 01 chuyên trang.\n"
        "Nhiệm vụ 2: Đón 02 đoàn phóng viên.\n- Đơn vị chủ trì: Sở Y tế.\nIII. KINH PHÍ\n"
    )

    def test_each_is_a_unit_with_the_lines_below_it(self):
        rows = vanban.read(self.PROGRAMME).assignments
        assert [(row.path, row.lead) for row in rows] == [("II.1", ("Sở Ngoại vụ",)), ("II.2", ("Sở Y tế",))]

    def test_what_a_task_yields_is_no_task(self):
        reading = vanban.read(self.PROGRAMME)
        assert "II.1.-3" in {unit.path for unit in reading.units}
        assert "II.1.-3" not in {row.path for row in reading.assignments}


class TestLetters:
    LETTER = (
        "Số: 45/SNgV-VP\nV/v cung cấp thông tin\nKính gửi: Các sở, ban, ngành.\n"
        "Thực hiện ý kiến của UBND tỉnh, Sở Ngoại vụ đề nghị các cơ quan, đơn vị:\n"
        "1. Cung cấp số liệu, hạn cuối 31/3/2026.\n2. Sở Y tế bố trí xe cứu thương.\n"
        "Sở Ngoại vụ trân trọng đề nghị các cơ quan, đơn vị quan tâm phối hợp./.\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n"
    )

    def test_whom_the_words_before_the_first_item_ask_do_all_that_names_nobody_else(self):
        rows = vanban.read(self.LETTER).assignments
        assert [(row.path, row.lead, row.requested) for row in rows] == [
            ("1", ("các cơ quan, đơn vị",), ("các cơ quan, đơn vị",)),
            ("2", ("Sở Y tế",), ("Sở Y tế",)),
        ]
        assert rows[0].deadline == "hạn cuối 31/3/2026"
