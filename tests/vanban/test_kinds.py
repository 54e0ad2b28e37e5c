"""The shapes of kinds other than plans: letters, amending decisions, regulations."""
# ruff: noqa: E501  heads are as wide as a page

import vanban


def paths(*lines: str) -> list[str]:
    return [unit.path for unit in vanban.read("\n".join(lines)).units]


def test_those_whom_a_letter_addresses_are_no_units():
    found = paths(
        "UBND TỈNH SƠN LA", "Số: 7/UBND-VX", "V/v báo cáo kết quả", "Kính gửi:", "- Sở Ngoại vụ;", "- Công an tỉnh;",
        "- UBND các xã, phường.", "Ủy ban nhân dân tỉnh yêu cầu:", "1. Sở Ngoại vụ tổng hợp.", "2. Công an tỉnh phối hợp.",
    )  # fmt: skip
    assert found == ["1", "2"]


def test_the_quoted_wording_of_another_document_has_no_units_of_its_own():
    reading = vanban.read(
        "QUYẾT ĐỊNH\nVề việc sửa đổi Quy chế\nĐiều 1. Sửa đổi, bổ sung một số điều của Quy chế\n"
        "1. Sửa đổi Điều 9 như sau:\n“Điều 9. Kế hoạch hằng năm\n1. Các sở gửi đề xuất.\n2. Sở Ngoại vụ tổng hợp.”.\n"
        "2. Bãi bỏ Điều 10.\nĐiều 2. Quyết định này có hiệu lực từ ngày ký."
    )
    assert [unit.path for unit in reading.units] == ["Đ1", "Đ1.K1", "Đ1.K2", "Đ2"]
    assert [body.text for body in reading.units[1].body] == [
        "“Điều 9. Kế hoạch hằng năm", "1. Các sở gửi đề xuất.", "2. Sở Ngoại vụ tổng hợp.”.",
    ]  # fmt: skip
    assert not reading.units[1].heading


def test_a_division_stands_between_chapter_and_article():
    found = paths(
        "QUY CHẾ", "Chương I", "QUY ĐỊNH CHUNG", "Mục 1. PHẠM VI", "Điều 1. Phạm vi", "1. Quy chế này quy định:", "a) Một;",
    )  # fmt: skip
    assert found == ["Ch.I", "Ch.I.M1", "Ch.I.M1.Đ1", "Ch.I.M1.Đ1.K1", "Ch.I.M1.Đ1.K1.a"]


def test_a_joint_document_is_signed_by_two_before_its_recipients():
    data = vanban.read(
        "SỞ Y TẾ - SỞ NGOẠI VỤ\nSố: 3/CTr-SYT\nSố: 8/CTr-SNgV\nSơn La, ngày 01 tháng 3 năm 2026\nCHƯƠNG TRÌNH\nPhối hợp\n"
        "1. Hai bên phối hợp truyền thông./.\n\nSỞ Y TẾ             SỞ NGOẠI VỤ\nGIÁM ĐỐC            GIÁM ĐỐC\n\n"
        "Lò Văn Tâm          Thượng tá Cầm Thị Hoa\n\nNơi nhận:\n- UBND tỉnh;\n- Lưu: VT.\n"
    )
    assert (data.metadata.signer, data.metadata.sign_capacity) == ("Lò Văn Tâm", "GIÁM ĐỐC")
    assert data.metadata.signers == ("Lò Văn Tâm", "Cầm Thị Hoa")
    assert data.recipients == ("UBND tỉnh", "Lưu: VT")
