"""Wordings and layouts met in documents that no rule had seen: each stands for many of its kind."""
# ruff: noqa: E501  heads are as wide as a page

import pytest

import vanban


def duties(*lines: str) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    reading = vanban.read("\n".join(["KẾ HOẠCH", "Thông tin đối ngoại năm 2026", *lines]))
    return [(row.path, row.lead, row.coordinating) for row in reading.assignments]


class TestWhoIsCharged:
    @pytest.mark.parametrize(
        ("line", "lead", "partners"),
        [
            ("Sở Y tế cùng Công an tỉnh kiểm tra các điểm lưu trú.", ("Sở Y tế",), ("Công an tỉnh",)),
            ("Sở Tài chính chủ trì, cùng Sở Y tế rà soát danh mục dự án.", ("Sở Tài chính",), ("Sở Y tế",)),
            ("Sở Tài chính, Sở Y tế, theo chức năng, nhiệm vụ, rà soát số liệu.", ("Sở Tài chính", "Sở Y tế"), ()),
            ("Giao Sở Ngoại vụ là đầu mối theo dõi, tổng hợp.", ("Sở Ngoại vụ",), ()),
            ("Hội Nông dân tỉnh được đề nghị góp ý nội dung cẩm nang.", ("Hội Nông dân tỉnh",), ()),
            ("Riêng UBND đặc khu Phú Quý bố trí phương tiện.", ("UBND đặc khu Phú Quý",), ()),
            ("Mỗi năm một lần, Sở Ngoại vụ tổ chức tập huấn.", ("Sở Ngoại vụ",), ()),
            ("Thủ trưởng các sở, ban, ngành chịu trách nhiệm về số liệu.", ("Thủ trưởng các sở, ban, ngành",), ()),
            ("Trưởng các thôn Đồng Văn, Lũng Cú vận động người dân.", ("Trưởng các thôn Đồng Văn, Lũng Cú",), ()),
            ("Các đồn biên phòng, Hải đội 2 tuần tra ban đêm.", ("các đồn biên phòng", "Hải đội 2"), ()),
            ("Các đơn vị quản lý khu, điểm du lịch có trách nhiệm rà soát bảng hiệu.", ("các đơn vị quản lý khu, điểm du lịch",), ()),
            ("Các sở nêu tại điểm 4 Mục I chuẩn bị ý kiến.", ("các sở nêu tại điểm 4 Mục I",), ()),
            ("Ủy ban nhân dân xã, phường nơi phóng viên đến bố trí địa điểm.", ("Ủy ban nhân dân xã, phường nơi phóng viên đến",), ()),
            ("Sở Y tế cử bác sĩ trực; Sở Xây dựng kiểm tra biển báo.", ("Sở Y tế", "Sở Xây dựng"), ()),
            ("Giao Ban Tuyên giáo Tỉnh ủy chủ trì, phối hợp với Sở Y tế.", ("Ban Tuyên giáo Tỉnh ủy",), ("Sở Y tế",)),
            ("Giao Thông tấn xã Việt Nam tại Quảng Nam đưa tin.", ("Thông tấn xã Việt Nam tại Quảng Nam",), ()),
            ("Sở Ngoại vụ có văn bản mời đại diện các Đại sứ quán.", ("Sở Ngoại vụ",), ()),
            ("Sở Ngoại vụ chuẩn bị tài liệu giới thiệu tỉnh gồm:", ("Sở Ngoại vụ",), ()),
            ("UBND thành phố Hội An phối hợp với Bảo tàng Di sản Hội An.", ("UBND thành phố Hội An",), ("Bảo tàng Di sản Hội An",)),
            ("Hội đồng Chức sắc Chăm Bà-la-môn tỉnh vận động đồng bào.", ("Hội đồng Chức sắc Chăm Bà-la-môn tỉnh",), ()),
            ("Đề nghị Bộ Tư lệnh Vùng Cảnh sát biển 4, Sở Y tế cử người.", ("Bộ Tư lệnh Vùng Cảnh sát biển 4", "Sở Y tế"), ()),
            ("Sở Y tế phối hợp với Trung tâm Hướng dẫn báo chí nước ngoài đón đoàn.", ("Sở Y tế",), ("Trung tâm Hướng dẫn báo chí nước ngoài",)),
            ("Các cơ quan, đơn vị được phân công tại Phụ lục chủ động triển khai.", ("các cơ quan, đơn vị được phân công tại Phụ lục",), ()),
            ("Mở 02 lớp tập huấn. Sở Y tế chủ trì; Công an tỉnh (cơ quan thường trực), Sở Nội vụ phối hợp. Thời gian: quý III.", ("Sở Y tế",), ("Công an tỉnh", "Sở Nội vụ")),
            ("Giải bóng chuyền hữu nghị: Bộ Chỉ huy Quân sự tỉnh (Ban Chỉ huy Biên phòng) chủ trì tổ chức.", ("Bộ Chỉ huy Quân sự tỉnh",), ()),
            ("Tặng 200 radio cho hộ dân; phân công Sở Y tế lập danh sách.", ("Sở Y tế",), ()),
            ("Trung tâm Cung ứng dịch vụ sự nghiệp công xã duy trì truyền thanh.", ("Trung tâm Cung ứng dịch vụ sự nghiệp công xã",), ()),
            ("Nâng cấp trang tin. Văn phòng Sở phối hợp với Sở Y tế thực hiện.", ("Văn phòng Sở",), ("Sở Y tế",)),
            ("Ban Quản lý Khu kinh tế mở Chu Lai cung cấp tài liệu.", ("Ban Quản lý Khu kinh tế mở Chu Lai",), ()),
            ("Các cơ quan báo chí trực thuộc Bộ mở chuyên trang.", ("các cơ quan báo chí trực thuộc Bộ",), ()),
            ("Sở Ngoại vụ các tỉnh, thành phố trực thuộc Trung ương cử người.", ("Sở Ngoại vụ các tỉnh, thành phố trực thuộc Trung ương",), ()),
        ],
    )  # fmt: skip
    def test_a_sentence_says_who_does_it_and_with_whom(self, line, lead, partners):
        assert duties("II. TỔ CHỨC THỰC HIỆN", f"1. {line}", "2. Sở Nội vụ theo dõi.")[0] == ("II.1", lead, partners)

    @pytest.mark.parametrize("line", ["Giao ban với phía bạn 02 lần.", "Lực lượng: các đồn biên phòng, Hải đội 2."])
    def test_what_only_looks_like_an_order_or_a_subject_charges_nobody(self, line):
        assert duties("II. NỘI DUNG", f"1. {line}", "2. Phát 500 tờ gấp.") == []

    def test_a_group_of_tasks_is_nobody(self):
        found = duties(
            "II. NHÓM NHIỆM VỤ VỀ THỂ CHẾ", "1. Sửa đổi quy chế (Sở Tư pháp chủ trì).", "2. Ban hành quy định."
        )
        assert found == [("II.1", ("Sở Tư pháp",), ())]

    def test_the_rhythm_of_a_time_line_comes_before_that_of_the_task(self):
        reading = vanban.read(
            "II. NHIỆM VỤ\n1. Mỗi tuần cập nhật 05 tin, bài.\n- Đơn vị chủ trì: Sở Ngoại vụ.\n"
            "- Thời gian thực hiện: Thường xuyên trong năm.\n2. Khác."
        )
        assert reading.assignments[0].rhythm.kind == "ongoing"

    def test_under_a_party_committee_to_lead_is_what_it_does(self):
        found = duties(
            "III. TỔ CHỨC THỰC HIỆN", "1. Đảng ủy Ủy ban nhân dân tỉnh", "- Lãnh đạo Sở Ngoại vụ tăng cường họp báo."
        )
        assert found == [("III.1.-1", ("Đảng ủy Ủy ban nhân dân tỉnh",), ())]

    def test_a_request_before_a_list_governs_the_list_but_not_an_order_in_it(self):
        reading = vanban.read(
            "Kính gửi: Các sở, ban, ngành\nSở Ngoại vụ trân trọng đề nghị các cơ quan phối hợp như sau:\n"
            "1. Sở Y tế: Cung cấp số liệu.\n2. Giao Văn phòng Sở tổng hợp."
        )
        assert [row.mode for row in reading.assignments] == ["request", "assign"]

    def test_a_circular_charges_councils_of_a_level(self):
        reading = vanban.read(
            "THÔNG TƯ\nQuy định về dữ liệu\nĐiều 1. Danh mục\n"
            "1. Ủy ban nhân dân cấp tỉnh giao một cơ quan làm đầu mối.\n2. Dữ liệu gồm ảnh."
        )
        assert [(row.path, row.lead) for row in reading.assignments] == [("Đ1.K1", ("Ủy ban nhân dân cấp tỉnh",))]


class TestNamesADocumentDefines:
    def test_short_names_in_brackets_are_names_from_then_on(self):
        reading = vanban.read(
            "QUY CHẾ\nPhối hợp\nSở Ngoại vụ (SNgV) và Công an thành phố (CATP) thống nhất:\nĐiều 1. Trao đổi\n"
            "1. SNgV cung cấp cho CATP danh sách đoàn.\n2. CATP chủ trì, phối hợp với SNgV kiểm tra."
        )
        assert [(row.lead, row.coordinating) for row in reading.assignments] == [
            (("SNgV",), ()),
            (("CATP",), ("SNgV",)),
        ]

    def test_a_defined_term_is_charged_like_an_agency(self):
        reading = vanban.read(
            "QUY CHẾ\nPhối hợp\nĐiều 1. Giải thích từ ngữ\n1. “Cơ quan giữ thông tin” là cơ quan quản lý lĩnh vực.\n"
            "Điều 2. Trả lời\n1. Cơ quan giữ thông tin trả lời bằng văn bản."
        )
        assert [(row.path, row.lead) for row in reading.assignments] == [("Đ2.K1", ("cơ quan giữ thông tin",))]


class TestLimits:
    @pytest.mark.parametrize(
        ("words", "limit"),
        [
            ("trong vòng 05 ngày làm việc kể từ ngày nhận được bản thảo", "trong vòng 05 ngày làm việc kể từ ngày nhận được bản thảo"),
            ("trong thời hạn không quá 03 ngày làm việc kể từ ngày tiếp nhận", "trong thời hạn không quá 03 ngày làm việc kể từ ngày tiếp nhận"),
            ("vào ngày 01 và ngày 15 hằng tháng", "ngày 01 và ngày 15 hằng tháng"),
            ("ngay sau khi có kết quả", "ngay sau khi có kết quả"),
            ("ngay trong ngày làm việc", "ngay trong ngày làm việc"),
            ("trong tuần thứ hai của tháng 10/2026", "trong tuần thứ hai của tháng 10/2026"),
        ],
    )  # fmt: skip
    def test_limits_that_count_from_an_event_or_come_again_are_read(self, words, limit):
        reading = vanban.read(f"II. TỔ CHỨC THỰC HIỆN\n1. Sở Ngoại vụ gửi danh sách {words}.\n2. Sở Y tế theo dõi.")
        assert reading.assignments[0].deadline == limit

    def test_a_report_has_the_day_of_its_own_clause(self):
        reading = vanban.read(
            "II. TỔ CHỨC THỰC HIỆN\n1. Các sở xây dựng kế hoạch trước ngày 01/6/2026; báo cáo kết quả về Sở Ngoại vụ "
            "trước ngày 30/11/2026.\n2. Sở Ngoại vụ hoàn thiện báo cáo bảo tồn trước ngày 15/11/2026."
        )
        assert [row.date for row in reading.report_deadlines] == ["2026-11-30"]

    def test_the_day_before_and_is_not_that_of_the_report_after_it(self):
        reading = vanban.read(
            "II. TỔ CHỨC THỰC HIỆN\n1. Các sở gửi kế hoạch về Sở Ngoại vụ trước ngày 30/4/2026 và báo cáo kết quả "
            "trước ngày 30/11/2026.\n2. Sở Y tế trực."
        )
        assert [row.date for row in reading.report_deadlines] == ["2026-11-30"]


class TestUnits:
    def test_a_subdivision_stands_between_division_and_article(self):
        reading = vanban.read(
            "THÔNG TƯ\nChương I\nDỮ LIỆU\nMục 1. CỦA BỘ\nTiểu mục 1. THƯỜNG XUYÊN\nĐiều 1. Tin\n1. Ảnh."
        )
        assert [unit.path for unit in reading.units][-2:] == ["Ch.I.M1.TM1.Đ1", "Ch.I.M1.TM1.Đ1.K1"]

    @pytest.mark.parametrize("signs", [("(1)", "(2)"), ("①", "②")])
    def test_numbers_in_brackets_or_circles_open_units_at_the_head_of_a_line(self, signs):
        reading = vanban.read(
            f"I. NHIỆM VỤ\n1. Thông tin\n{signs[0]} Sở Y tế báo cáo.\n{signs[1]} Sở Nội vụ tổng hợp.\n2. Khác."
        )
        assert [unit.path for unit in reading.units] == ["I", "I.1", "I.1.1", "I.1.2", "I.2"]

    def test_numbers_in_brackets_inside_a_sentence_open_none(self):
        reading = vanban.read("I. NHIỆM VỤ\n1. Xây dựng ba nhóm sản phẩm: (1) phim;\n(2) ảnh; (3) sách.\n2. Khác.")
        assert [unit.path for unit in reading.units] == ["I", "I.1", "I.2"]

    def test_a_list_behind_its_plan_is_an_annex_and_a_second_issued_text_has_paths_of_its_own(self):
        reading = vanban.read(
            "QUYẾT ĐỊNH\nBan hành hai quy chế\nĐiều 1. Ban hành kèm theo hai quy chế./.\nNơi nhận:\n- Lưu: VT.\n"
            "QUY CHẾ\nPhát ngôn\n(Ban hành kèm theo Quyết định số 5/QĐ-UBND)\nĐiều 1. Phạm vi\nQuy chế này về phát ngôn./.\n"
            "QUY CHẾ\nPhối hợp\n(Ban hành kèm theo Quyết định số 5/QĐ-UBND)\nĐiều 1. Phạm vi\nQuy chế này về phối hợp./.\n"
            "DANH MỤC CỬA KHẨU\n(Kèm theo Quy chế phối hợp)\n1. Cửa khẩu Tà Lùng.\n2. Cửa khẩu Trà Lĩnh."
        )
        assert [unit.path for unit in reading.units] == ["Đ1", "KT.Đ1", "KT2.Đ1", "PL1.1", "PL1.2"]


class TestHead:
    def test_a_letter_tells_whom_it_addresses(self):
        data = vanban.read(
            "UBND TỈNH SƠN LA\nSố: 7/UBND-VX\nV/v cung cấp tư liệu\nKính gửi:\n- Các sở: Y tế, Nội vụ;\n"
            "- Liên đoàn Lao động tỉnh - Chi nhánh Mộc Châu;\n- UBND các xã.\nThực hiện Kế hoạch, đề nghị:\n1. Sở Y tế gửi số liệu."
        ).metadata
        assert data.addressees == (
            "Các sở: Y tế, Nội vụ",
            "Liên đoàn Lao động tỉnh - Chi nhánh Mộc Châu",
            "UBND các xã",
        )

    def test_an_invitation_tells_when_and_where(self):
        data = vanban.read(
            "GIẤY MỜI\nHọp chuẩn bị Tuần lễ văn hóa\n1. Thành phần:\n- Lãnh đạo các sở: Ngoại vụ, Du lịch.\n"
            "2. Thời gian: 8 giờ 30 phút, ngày 14 tháng 9 năm 2026.\n3. Địa điểm: Phòng họp 3.1, số 12 Lê Lai."
        )
        assert data.metadata.meeting_time == "8 giờ 30 phút, ngày 14 tháng 9 năm 2026"
        assert (data.metadata.meeting_date, data.metadata.meeting_place) == (
            "2026-09-14",
            "Phòng họp 3.1, số 12 Lê Lai",
        )
        assert data.assignments == ()

    def test_a_centred_title_goes_on_though_its_next_line_opens_with_a_capital(self):
        data = vanban.read(
            f"{'THÔNG TƯ':^80}\n{'Quy định về cung cấp dữ liệu vào':^80}\n{'Cơ sở dữ liệu quốc gia về thông tin':^80}\n"
            "      Căn cứ Luật Báo chí;\n      Điều 1. Phạm vi\n      1. Một."
        ).metadata
        assert data.title == "Quy định về cung cấp dữ liệu vào Cơ sở dữ liệu quốc gia về thông tin"

    def test_a_recipient_that_runs_into_the_signature_is_parted_from_it(self):
        reading = vanban.read(
            "QUYẾT ĐỊNH\nVề việc kiện toàn\nĐiều 1. Kiện toàn Ban./.\nNơi nhận:                      KT. BỘ TRƯỞNG\n"
            "- Các tỉnh, thành phố;PHÓ TRƯỞNG BAN THƯỜNG TRỰC\n- Như Điều 1;Trịnh Bá Lâm\n- Lưu: VT."
        )
        assert reading.recipients == ("Các tỉnh, thành phố", "Như Điều 1", "Lưu: VT")
        assert reading.metadata.signer == "Trịnh Bá Lâm"

    def test_the_office_of_who_signs_may_go_on(self):
        data = vanban.read(
            "KẾ HOẠCH\nCao điểm\n1. Một./.\nNơi nhận:                     KT. CHỈ HUY TRƯỞNG\n"
            "- Như trên;                   PHÓ CHỈ HUY TRƯỞNG - THAM MƯU TRƯỞNG\n- Lưu: VT.                    Đại tá Phạm Hiếu"
        ).metadata
        assert data.sign_capacity == "KT. CHỈ HUY TRƯỞNG, PHÓ CHỈ HUY TRƯỞNG - THAM MƯU TRƯỞNG"

    def test_a_place_may_say_that_it_is_a_city(self):
        data = vanban.read(
            "SỞ NGOẠI VỤ\nSố: 1/KH-SNgV\nThành phố Hồ Chí Minh, ngày 12 tháng 6 năm 2026\nKẾ HOẠCH\nPhối hợp"
        ).metadata
        assert (data.place, data.date) == ("Thành phố Hồ Chí Minh", "2026-06-12")

    def test_who_submits_a_document_issues_it(self):
        reading = vanban.read(
            "QUYẾT ĐỊNH\nBan hành Quy chế\nXét đề nghị của Giám đốc Sở Ngoại vụ tại Tờ trình số 27/TTr-SNgV ngày 14/4/2026.\nĐiều 1. Ban hành."
        )
        assert [row.issuer for row in reading.citations] == ["Sở Ngoại vụ"]


class TestKindsSeldomSeen:
    def test_those_whom_a_telegram_addresses_are_no_units(self):
        reading = vanban.read(
            "CÔNG ĐIỆN\nVề việc ứng phó mưa lũ\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH ĐIỆN:\n- Giám đốc Sở Y tế;\n- Chủ tịch UBND các xã.\n"
            "Chủ tịch UBND tỉnh yêu cầu:\n1. Sở Y tế bố trí thuốc.\n2. Công an tỉnh hỗ trợ phương tiện."
        )
        assert [unit.path for unit in reading.units] == ["1", "2"]
        assert reading.metadata.addressees == ("Giám đốc Sở Y tế", "Chủ tịch UBND các xã")

    def test_members_of_a_committee_are_not_charged_but_the_committee_is(self):
        found = duties(
            "Điều 1. Kiện toàn Ban Chỉ đạo gồm các ông, bà có tên sau:", "1. Giám đốc Sở Y tế: Trưởng ban.",
            "2. Đại diện Công an tỉnh: Thành viên.", "Điều 2. Nhiệm vụ của Ban Chỉ đạo", "1. Họp định kỳ 6 tháng một lần.",
        )  # fmt: skip
        assert found == [("Đ2.K1", ("Ban Chỉ đạo",), ())]

    def test_a_heading_may_say_that_its_agency_leads(self):
        found = duties(
            "1. Đảng ủy Ủy ban nhân dân thành phố lãnh đạo:", "1.1. Xây dựng Đề án.", "1.2. Bố trí ngân sách."
        )
        assert [lead for _, lead, _ in found] == [("Đảng ủy Ủy ban nhân dân thành phố",)] * 2

    def test_the_party_committee_of_a_body_has_its_name_behind_its_own(self):
        found = duties(
            "II. TỔ CHỨC THỰC HIỆN",
            "1. Đảng ủy Công an tỉnh phối hợp với Đảng ủy Bộ Tư lệnh Vùng 1 Hải quân tuần tra.",
            "2. Khác.",
        )
        assert found[0] == ("II.1", ("Đảng ủy Công an tỉnh",), ("Đảng ủy Bộ Tư lệnh Vùng 1 Hải quân",))

    def test_the_unions_name_beside_the_issuer_is_no_issuer(self):
        data = vanban.read(
            "TỈNH ĐOÀN NGHỆ AN               ĐOÀN TNCS HỒ CHÍ MINH\n      ***\nSố: 245-KH/TĐTN-TG        Nghệ An, ngày 19 tháng 3 năm 2026\n"
            "KẾ HOẠCH\nGiao lưu thanh niên biên giới năm 2026"
        ).metadata
        assert (data.issuer_as_written, data.province) == ("TỈNH ĐOÀN NGHỆ AN", "Nghệ An")


class TestSmallThingsThatDecide:
    def test_after_whole_names_an_unknown_word_says_what_they_do(self):
        found = duties(
            "1. Phòng Văn hóa - Xã hội hong khô hiện vật; phối hợp Công an xã canh gác.", "2. Công an xã của ta."
        )
        assert found == [("1", ("Phòng Văn hóa - Xã hội",), ("Công an xã",))]

    def test_a_marker_with_a_stroke_and_an_abbreviation_are_no_document_number(self):
        reading = vanban.read("KẾ HOẠCH\nQuảng bá\nI/ NHIỆM VỤ\n1/ Sở Y tế theo dõi.\n2/ UBND các xã tổ chức.")
        assert ([unit.path for unit in reading.units], reading.citations) == (["I", "I.1", "I.2"], ())

    def test_several_documents_named_in_small_letters_share_their_kind_and_issuer(self):
        reading = vanban.read(
            "QUYẾT ĐỊNH\nBãi bỏ\nĐiều 1. Bãi bỏ các quyết định: số 12/2019/QĐ-UBND ngày 18/4/2019 và số 40/2021/QĐ-UBND ngày "
            "22/11/2021 của Ủy ban nhân dân tỉnh."
        )
        assert [(row.kind, row.date, row.issuer) for row in reading.citations] == [
            ("Quyết định", "2019-04-18", "Ủy ban nhân dân tỉnh"), ("Quyết định", "2021-11-22", "Ủy ban nhân dân tỉnh"),
        ]  # fmt: skip

    def test_a_limit_may_be_counted_to_an_event(self):
        reading = vanban.read(
            "II. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế gửi danh sách chậm nhất 12 giờ sau khi sự kiện kết thúc.\n2. Khác."
        )
        assert reading.assignments[0].deadline == "chậm nhất 12 giờ sau khi sự kiện kết thúc"

    @pytest.mark.parametrize(
        ("words", "limit"),
        [
            ("tổ chức hội chợ, dự kiến tháng 11/2027", "tháng 11/2027"),
            ("tham mưu kế hoạch, trình UBND tỉnh ban hành trước ngày 31/01/2027", "trước ngày 31/01/2027"),
        ],
    )
    def test_what_is_foreseen_or_submitted_has_a_limit_too(self, words, limit):
        reading = vanban.read(f"II. TỔ CHỨC THỰC HIỆN\n1. Sở Ngoại vụ {words}.\n2. Sở Y tế theo dõi.")
        assert reading.assignments[0].deadline == limit

    def test_a_quarter_at_the_head_of_a_line_is_no_section(self):
        reading = vanban.read(
            "II- NHIỆM VỤ\n1- Tổ chức hội nghị, hoàn thành trong quý\nIII/2026 (Sở Y tế chủ trì).\n2- Sở Nội vụ theo dõi."
        )
        assert [unit.path for unit in reading.units] == ["II", "II.1", "II.2"]
        assert (reading.assignments[0].lead, reading.assignments[0].due) == (("Sở Y tế",), "2026-09-30")

    def test_a_house_without_a_name_of_its_own_belongs_to_the_name_before_it(self):
        found = duties(
            "1. Sở Y tế phối hợp với Trung tâm Quản lý Quảng trường và Bảo tàng giới thiệu hiện vật.", "2. Khác."
        )
        assert found == [("1", ("Sở Y tế",), ("Trung tâm Quản lý Quảng trường và Bảo tàng",))]


class TestThoseWhoIssueTogether:
    @pytest.mark.parametrize(
        ("left", "number", "issuers"),
        [
            ("SỞ Y TẾ -\nCÔNG AN\nTỈNH CAO BẰNG", "14/KHPH-SYT-CAT", ("Sở Y tế", "Công an tỉnh Cao Bằng")),
            ("SỞ Y TẾ -\nHỘI LUẬT GIA TỈNH CAO BẰNG", "9/KHPH-LN", ("Sở Y tế", "Hội Luật gia tỉnh Cao Bằng")),
            ("SỞ TƯ PHÁP - CÔNG AN TỈNH - HỘI LUẬT GIA TỈNH", "1/CTPH-STP-CAT-HLG", ("Sở Tư pháp", "Công an tỉnh", "Hội Luật gia tỉnh")),
        ],
    )  # fmt: skip
    def test_a_dash_or_their_initials_tell_them(self, left, number, issuers):
        data = vanban.read(
            f"{left}\nSố: {number}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nCao Bằng, ngày 15 tháng 4 năm 2026\nKẾ HOẠCH\nPhối hợp\nI. MỘT\n1. Hai."
        ).metadata
        assert (data.issuers, data.issuer) == (issuers, issuers[0])

    def test_the_office_of_who_signs_may_name_the_body(self):
        reading = vanban.read(
            "CHƯƠNG TRÌNH\nPhối hợp\n1. Một./.\nNơi nhận:                         GIÁM ĐỐC SỞ\n- Như trên;\n- Lưu: VT.                         Mùa A Vàng"
        )
        assert (reading.metadata.sign_capacity, reading.metadata.signer) == ("GIÁM ĐỐC SỞ", "Mùa A Vàng")


class TestParagraphs:
    def test_where_only_first_lines_are_set_in_one_begins_a_paragraph(self):
        lines = (
            "   1. Sở Ngoại vụ", "   a) Tuyên truyền về phân giới cắm mốc, quan hệ hữu nghị giữa nhân",
            "dân các bản hai bên biên giới; cung cấp tài liệu cho các cơ quan báo",
            "chí trong và ngoài tỉnh.", "   b) Quảng bá hình ảnh của tỉnh trong các hoạt động đối ngoại và xúc",
            "tiến đầu tư, thương mại.", "   2. Sở Ngoại vụ, Sở Tài chính, Ban Quản lý Khu kinh tế mở Chu Lai",
            "   Lồng ghép giới thiệu tiềm năng, thế mạnh của tỉnh trong các hoạt",
            "động của ngành.", "   3. Sở Y tế", "   Trực cấp cứu.",
        )  # fmt: skip
        units = vanban.read("\n".join(("KẾ HOẠCH", "Thông tin đối ngoại", "   II. TỔ CHỨC THỰC HIỆN", *lines))).units
        assert [(unit.path, unit.heading) for unit in units if unit.path in {"II.2", "II.3"}] == [
            ("II.2", True),
            ("II.3", True),
        ]

    def test_a_label_inside_a_sentence_begins_no_paragraph(self):
        reading = vanban.read(
            "II. NỘI DUNG\n1. Xây dựng phóng sự về lũ lịch sử tháng\n10/2020; đơn vị thực hiện: Sở Y tế.\n2. Khác."
        )
        assert [unit.path for unit in reading.units] == ["II", "II.1", "II.2"]
        assert reading.assignments[0].lead == ("Sở Y tế",)

    def test_a_list_of_places_goes_on_over_a_line_end(self):
        reading = vanban.read(
            "II. TỔ CHỨC THỰC HIỆN\n1. UBND các huyện: Krông Nô, Cư Jút, Đắk\nGlong phối hợp với Sở Y tế.\n2. Khác."
        )
        assert reading.assignments[0].lead == ("UBND huyện Krông Nô", "UBND huyện Cư Jút", "UBND huyện Đắk Glong")
        assert reading.units[1].heading is False

    def test_letters_after_the_file_copy_are_no_signature(self):
        reading = vanban.read("I. NHIỆM VỤ\n1. Sở Y tế trực.\n\nNơi nhận:\n- Như trên;\n- Lưu: VT. NVT.\n")
        assert reading.recipients[-1] == "Lưu: VT. NVT"

    def test_who_issues_a_directive_is_no_part_of_its_title(self):
        reading = vanban.read(
            "TỈNH ỦY BẾN TRE\nSố 27-CT/TU\n\nCHỈ THỊ\nCỦA BAN THƯỜNG VỤ TỈNH ỦY\nvề thông tin đối ngoại\n\n"
            "1- Sở Y tế trực.\n"
        )
        assert reading.metadata.title == "về thông tin đối ngoại"

    def test_a_signer_may_be_called_like_the_file_copy(self):
        reading = vanban.read("I. NHIỆM VỤ\n1. Sở Y tế trực.\n\nNơi nhận:\n- Lưu: VT.\n\nCHỦ TỊCH\n\nLưu Văn Bảnh\n")
        assert reading.metadata.signer == "Lưu Văn Bảnh"
