"""Documents for tests."""

from __future__ import annotations

from datetime import date

from ..choices import Authority, Kind
from ..description import (
    Annex,
    Bar,
    Bars,
    Columns,
    Document,
    Heading,
    OnePage,
    Paragraph,
    Run,
    Signature,
    Table,
    figure,
)

LONG = (
    "Các cơ quan, đơn vị đã chủ động cung cấp thông tin cho cơ quan báo chí, tổ chức đón các đoàn phóng viên nước "
    "ngoài, giới thiệu hình ảnh quê hương và con người trên nhiều nền tảng. "
)


def report() -> Document:
    """A report with everything: bases, all levels, a table with a sum, annexes upright and on their side."""
    table = Table(
        head=("Cơ quan", "Tin, bài", "Đoàn phóng viên"),
        rows=(
            ("Sở Ngoại vụ", (figure("1.204", 11),), (figure("7", 12),)),
            ("Sở Tài chính", (figure("96", 13),), (figure("0", 14),)),
            ("Tổng cộng", (figure("1.300", 15),), (figure("7", 16),)),
        ),
        widths=(5, 2, 2), numeric=frozenset({1, 2}), total=True, counted=True, caption="Bảng 1. Kết quả theo cơ quan",
    )  # fmt: skip
    return Document(
        kind=Kind.REPORT,
        superior="Ủy ban nhân dân tỉnh Hà Tĩnh",
        issuer="Sở Văn hóa, Thể thao và Du lịch",
        number="7",
        symbol="BC-SVHTTDL",
        place="Hà Tĩnh",
        on=date(2026, 2, 5),
        abstract="Kết quả thực hiện công tác thông tin đối ngoại năm 2025 và phương hướng, nhiệm vụ trọng tâm năm 2026",
        addressees=("Ủy ban nhân dân tỉnh", "Bộ Văn hóa, Thể thao và Du lịch"),
        bases=(
            "Căn cứ Nghị định số 72/2015/NĐ-CP ngày 07 tháng 9 năm 2015 của Chính phủ về quản lý hoạt động thông tin "
            "đối ngoại",
            "Thực hiện Kế hoạch số 17/KH-UBND ngày 15 tháng 01 năm 2025 của Ủy ban nhân dân tỉnh",
        ),
        body=(
            Heading("KẾT QUẢ THỰC HIỆN"),
            Heading("Công tác chỉ đạo", 2),
            Paragraph((Run("Toàn tỉnh đã ban hành "), figure("12", 21), Run(" văn bản, đạt "), figure("98,5", 22),
                       Run("% kế hoạch; tổ chức hội thảo <R&D> theo Công văn số 15/UBND-VX."))),
            Heading("Kết quả cụ thể", 2),
            *(Heading(f"Nhóm việc thứ {word}", 3) for word in ("nhất", "hai", "ba", "tư", "năm")),
            Paragraph(LONG * 3, mark="-"),
            table,
            Heading("PHƯƠNG HƯỚNG, NHIỆM VỤ"),
            *(Paragraph(LONG * 5) for _ in range(8)),
            Paragraph("Trên đây là kết quả thực hiện công tác thông tin đối ngoại, Sở kính báo cáo."),
        ),
        signatures=(Signature("Phó Giám đốc", "Nguyễn Thị Hồng Ánh", ((Authority.FOR, "Giám đốc"),)),),
        recipients=("UBND tỉnh", "Lãnh đạo Sở"),
        archive="VT, QLBC",
        copies=2,
        annexes=(
            Annex("Số liệu theo cơ quan", (Table(("Cơ quan", "Số liệu"), ((f"Cơ quan {LONG}", "x"),) * 40, (8, 1)),)),
            Annex("Danh mục đoàn phóng viên", (Paragraph(LONG),), landscape=True),
        ),
    )  # fmt: skip


def letter() -> Document:
    """A letter to one body whose number and day are still open."""
    return Document(
        kind=Kind.LETTER, superior="UBND tỉnh Hà Tĩnh", issuer="Sở Văn hóa, Thể thao và Du lịch",
        symbol="SVHTTDL-QLBC", place="Hà Tĩnh", year=2026, abstract="đôn đốc thực hiện nhiệm vụ thông tin đối ngoại",
        addressees=("Sở Tài chính",), body=(Paragraph(LONG),), recipients=("Lưu đơn vị",), archive="VT, QLBC",
        signatures=(Signature("Giám đốc", "Trần Văn Ơn"),), draft=True,
    )  # fmt: skip


def minutes() -> Document:
    """Minutes of a briefing with two signatures."""
    return Document(
        kind=Kind.MINUTES, issuer="Sở Văn hóa, Thể thao và Du lịch", symbol="BB-SVHTTDL", number="12", place="Hà Tĩnh",
        on=date(2026, 11, 10), abstract="Giao ban báo chí tháng 10 năm 2026", body=(Paragraph(LONG),),
        signatures=(Signature("Thư ký", "Lê Thị Đào", hint="(Ký, ghi rõ họ tên)"),
                    Signature("Chủ trì", "Phạm Quốc Ưng", hint="(Ký, ghi rõ họ tên)")),
        recipients=("Các thành viên dự họp",),
    )  # fmt: skip


def sheet(agencies: int = 45) -> OnePage:
    """A sheet in columns with bars and a table."""
    rows = tuple((f"Cơ quan số {number}", "12", "3") for number in range(agencies))
    half = (agencies + 1) // 2
    months = tuple(Bar(f"{month}/2026", (month, 2, 1), f"{month * 5}%") for month in range(1, 13))
    tables = tuple(
        (Table(("Cơ quan", "Tổng", "Chậm"), part, (5, 1, 1), frozenset({1, 2})),) for part in (rows[:half], rows[half:])
    )
    return OnePage(
        "Tình hình thực hiện nhiệm vụ",
        (Heading("Theo tháng"), Bars(months, ("đúng hạn", "chậm", "chưa xong")), Columns(tables)),
        lines=("Số liệu tính đến ngày 02/11/2026",),
        size=8,
    )
