"""Heads of every layout and kind: what is printed is read, what is not stays empty."""

import pytest

import vanban
from vanban.header.dateline import read_dateline, read_number
from vanban.header.frame import is_crown
from vanban.model import Metadata


def head(*lines: str) -> Metadata:
    return vanban.read("\n".join([*lines, "", "1. Thực hiện nhiệm vụ được giao."])).metadata


class TestLayouts:
    def test_two_columns_run_together_on_one_line(self):
        data = head(
            "ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "TỈNH CAO BẰNG Độc lập - Tự do - Hạnh phúc",
            "Số: 45/BC-UBND Cao Bằng, ngày 06 tháng 02 năm 2026",
            "BÁO CÁO",
            "Kết quả công tác quý I",
        )
        assert (data.issuer, data.number, data.date, data.place) == (
            "Ủy ban nhân dân tỉnh Cao Bằng", "45/BC-UBND", "2026-02-06", "Cao Bằng",
        )  # fmt: skip
        assert (data.kind, data.title) == ("Báo cáo", "Kết quả công tác quý I")

    def test_one_column_after_the_other(self):
        data = head(
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Cao Bằng, ngày 06 tháng 02 năm 2026",
            "ỦY BAN NHÂN DÂN", "TỈNH CAO BẰNG", "Số: 12/TTr-UBND", "TỜ TRÌNH", "Về việc bổ sung kinh phí",
        )  # fmt: skip
        assert (data.issuer, data.number, data.date) == ("Ủy ban nhân dân tỉnh Cao Bằng", "12/TTr-UBND", "2026-02-06")

    def test_a_frame_bent_by_recognition_is_still_known(self):
        data = head(
            "ỦY BAN NHÂN DÂN CQNG HOÀ XA HỘI CHU NGHĨA VIET NAM",
            "TỈNH CAO BẰNG Đọc lập - Tự do - Hạnh phuc",
            "S6: 7/CT-UBND Cao Bằng, ngày l2 tháng O3 năm 2026",
            "CHỈ THỊ",
            "Về việc phòng cháy",
        )
        assert (data.issuer, data.number, data.date) == ("Ủy ban nhân dân tỉnh Cao Bằng", "7/CT-UBND", "2026-03-12")

    def test_an_unreadable_day_is_no_day(self):
        assert (
            head("UBND TỈNH SƠN LA", "Số: 7/CT-UBND", "Sơn La, ngày 0§ tháng 3 năm 2026", "CHỈ THỊ", "X").date is None
        )

    def test_figures_left_blank_leave_the_symbol_and_the_year(self):
        data = head("UBND TỈNH SƠN LA", "Số:     /KH-UBND     Sơn La, ngày    tháng 3 năm 2026", "KẾ HOẠCH", "Y")
        assert (data.number, data.symbol, data.date, data.place, data.year) == (None, "KH-UBND", None, "Sơn La", 2026)


class TestBodies:
    @pytest.mark.parametrize(
        ("lines", "issuer", "superior"),
        [
            (["UBND TỈNH SƠN LA", "SỞ NGOẠI VỤ"], "Sở Ngoại vụ tỉnh Sơn La", "UBND TỈNH SƠN LA"),
            (["BỘ VĂN HÓA,", "THỂ THAO VÀ DU LỊCH"], "Bộ Văn hóa, Thể thao và Du lịch", None),
            (["TỈNH ỦY SƠN LA", "*"], "Tỉnh ủy Sơn La", None),
            (["ỦY BAN NHÂN DÂN", "XÃ MƯỜNG PHĂNG"], "Ủy ban nhân dân xã Mường Phăng", None),
        ],
    )
    def test_a_superior_body_stands_over_the_issuer(self, lines, issuer, superior):
        data = head(*lines, "Số: 3/KH-X", "Sơn La, ngày 01 tháng 3 năm 2026", "KẾ HOẠCH", "Y")
        assert (data.issuer, data.superior) == (issuer, superior)

    def test_a_ministry_belongs_to_no_province(self):
        data = head("BỘ NGOẠI GIAO", "Số: 3/QĐ-BNG", "Hà Nội, ngày 01 tháng 3 năm 2026", "QUYẾT ĐỊNH", "Về việc X")
        assert (data.place, data.province) == ("Hà Nội", None)

    def test_two_issuers_with_a_number_each_are_both_told(self):
        data = head(
            "SỞ Y TẾ - SỞ NGOẠI VỤ", "Số: 3/CTr-SYT", "Số: 8/CTr-SNgV", "Sơn La, ngày 01 tháng 3 năm 2026",
            "CHƯƠNG TRÌNH", "Phối hợp",
        )  # fmt: skip
        assert (data.issuer, data.number) == ("Sở Y tế", "3/CTr-SYT")
        assert (data.issuers, data.numbers) == (("Sở Y tế", "Sở Ngoại vụ"), ("3/CTr-SYT", "8/CTr-SNgV"))


class TestMarks:
    def test_a_party_head_with_its_asterisk_is_a_head(self):
        data = head(
            "TỈNH ỦY SƠN LA              ĐẢNG CỘNG SẢN VIỆT NAM",
            "*                           Sơn La, ngày 21 tháng 4 năm 2026",
            "Số 48-KH/TU",
            "KẾ HOẠCH",
            "thực hiện Chỉ thị",
        )
        assert (data.number, data.date, data.issuer) == ("48-KH/TU", "2026-04-21", "Tỉnh ủy Sơn La")

    def test_a_draft_is_told(self):
        data = head("UBND TỈNH SƠN LA", "DỰ THẢO LẦN 2", "Số:    /KH-UBND", "KẾ HOẠCH", "Y")
        assert (data.draft, data.issuer) == ("DỰ THẢO LẦN 2", "Ủy ban nhân dân tỉnh Sơn La")

    def test_what_an_electronic_signature_prints_is_told_of_and_not_read(self):
        reading = vanban.read(
            "Người ký: ỦY BAN NHÂN DÂN TỈNH LÀO CAI\nEmail: ubnd@example.vn\nThời gian ký: 05.03.2026 15:20:11\n"
            "UBND TỈNH SƠN LA\nSố: 3/KH-UBND\nSơn La, ngày 01 tháng 3 năm 2026\nKẾ HOẠCH\nY\n1. Làm việc."
        )
        assert (reading.metadata.province, reading.metadata.date) == ("Sơn La", "2026-03-01")
        assert "electronic_signature" in {warning.code for warning in reading.warnings}


def test_a_date_in_a_sentence_is_no_dateline():
    assert read_dateline("hội nghị tổ chức tại Sơn La, ngày 01 tháng 3 năm 2026") is None


def test_a_place_beside_a_frame_is_no_frame():
    assert not is_crown("Lạng Sơn, ngày 11 tháng 02 năm 2026")
    assert is_crown("ĐẢNG CỘNG SẢN VIỆT NAM")


def test_a_number_is_read_only_after_its_label_or_alone():
    found = read_number("Số: 12/2026/QĐ-UBND")
    assert found is not None
    assert (found.number, found.symbol) == ("12/2026/QĐ-UBND", "QĐ-UBND")
    assert read_number("Thực hiện Kế hoạch số 12/KH-UBND") is None


class TestRecognisedColumns:
    FRAME = ("ỦY BAN NHÂN DÂN", "TỈNH CAO BẰNG", "CỘNG HÒA XÃ HỘI CHỦ", "NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")

    def test_a_motto_that_a_narrow_column_breaks_is_no_issuer(self):
        data = head(*self.FRAME, "Số: 7/KH-UBND", "Cao Bằng, ngày 12 tháng 3 năm 2026", "KẾ HOẠCH", "Quảng bá năm 2026")
        assert data.issuer == "Ủy ban nhân dân tỉnh Cao Bằng"

    @pytest.mark.parametrize("cut", [("tháng 3 năm", "2026"), ("tháng 3", "năm 2026")])
    def test_a_date_whose_year_stands_below_is_whole(self, cut):
        reading = vanban.read(
            "\n".join(
                [*self.FRAME, f"Số: 7/KH-UBND Cao Bằng, ngày 12 {cut[0]}", cut[1], "KẾ HOẠCH", "Quảng bá", "1. Làm."]
            )
        )
        assert (reading.metadata.date, reading.metadata.place) == ("2026-03-12", "Cao Bằng")
        assert reading.metadata.title == "Quảng bá"
        (span,) = reading.evidence["/metadata/date"]
        assert " ".join(reading.source_text[span.start : span.end].split()).endswith(" ".join(cut))

    def test_an_abstract_goes_on_after_the_column_beside_it(self):
        data = head(
            "SỞ NGOẠI VỤ", "Số: 42/SNgV-VP", "V/v góp ý dự thảo Đề án", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc", "Cao Bằng, ngày 06 tháng 7 năm 2026", "quảng bá hình ảnh của tỉnh",
            "Kính gửi: Các sở, ban, ngành", "Sở Ngoại vụ đề nghị như sau:",
        )  # fmt: skip
        assert data.title == "Góp ý dự thảo Đề án quảng bá hình ảnh của tỉnh"

    @pytest.mark.parametrize(
        ("foot", "capacity"),
        [
            (("Nơi nhận: CHỦ TỊCH", "- Như trên;", "Nguyễn Văn An"), "CHỦ TỊCH"),
            (
                ("Nơi nhận:", "- Như trên;", "", "TM. ỦY BAN NHÂN", "DÂN", "CHỦ TỊCH", "Nguyễn Văn An"),
                "TM. ỦY BAN NHÂN DÂN, CHỦ TỊCH",
            ),
        ],
    )
    def test_the_capacity_is_read_beside_the_recipients_and_over_two_lines(self, foot, capacity):
        text = "\n".join(["KẾ HOẠCH", "Quảng bá năm 2026", "", "1. Thực hiện nhiệm vụ được giao./.", "", *foot])
        assert vanban.read(text).metadata.sign_capacity == capacity
