"""Styles of an administrative document: sizes, weights and distances after Decree 30/2020, Annex I, part I."""

from __future__ import annotations

from dataclasses import dataclass

from docx.oxml.ns import qn
from docx.styles.styles import Styles

from .measures import twips
from .xml import Element, el

FONT = "Times New Roman"  # Annex I, part I, I.4; where it is missing Tinos stands in, which has the same widths
FIRST_LINE = 12.7  # mm; II.6.e: 1 cm or 1,27 cm


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style; `before` and `after` in points, `first` (first line's indent) and `left` in millimetres."""

    key: str
    name: str
    size: float
    bold: bool = False
    italic: bool = False
    align: str = "both"
    before: float = 0
    after: float = 0
    first: float = 0
    left: float = 0
    spacing: float = 1
    keep: bool = False
    level: int | None = None  # in the outline


BODY = "VanBan"
STYLES = (
    Style("QuocHieu", "Quốc hiệu", 12, bold=True, align="center"),
    Style("TieuNgu", "Tiêu ngữ", 13, bold=True, align="center"),
    Style("CoQuanChuQuan", "Cơ quan chủ quản", 12, align="center"),
    Style("CoQuanBanHanh", "Cơ quan ban hành", 12, bold=True, align="center"),
    Style("DuongKe", "Đường kẻ", 2, align="center", before=2),
    Style("SoKyHieu", "Số, ký hiệu", 13, align="center"),
    Style("DiaDanh", "Địa danh và thời gian", 13, italic=True, align="center"),
    Style("TrichYeuCongVan", "Trích yếu công văn", 12, align="center", before=6),
    Style("DuThao", "Dự thảo", 13, bold=True, align="center", before=6),
    Style("TenLoai", "Tên loại", 14, bold=True, align="center", before=18, keep=True),
    Style("TrichYeu", "Trích yếu", 14, bold=True, align="center", keep=True),
    Style("KinhGui", "Kính gửi", 14, align="center", before=12, after=6),
    Style("KinhGuiDong", "Kính gửi, từng dòng", 14, align="left", left=58),
    Style("CanCu", "Căn cứ", 14, italic=True, before=6, first=FIRST_LINE, spacing=1.1),
    Style(BODY, "Lời văn", 14, before=6, first=FIRST_LINE, spacing=1.1),
    Style("Heading1", "heading 1", 14, bold=True, before=9, first=FIRST_LINE, spacing=1.1, keep=True, level=0),
    Style("Heading2", "heading 2", 14, bold=True, before=6, first=FIRST_LINE, spacing=1.1, keep=True, level=1),
    Style("Heading3", "heading 3", 14, before=6, first=FIRST_LINE, spacing=1.1, keep=True, level=2),
    Style("TenBang", "Tên bảng", 13, bold=True, align="center", before=9, after=3, keep=True),
    Style("BangDau", "Bảng, dòng đầu", 12, bold=True, align="center", before=2, after=2),
    Style("BangChu", "Bảng, chữ", 12, align="left", before=2, after=2),
    Style("BangSo", "Bảng, số", 12, align="right", before=2, after=2),
    Style("SauBang", "Sau bảng", 6),
    Style("QuyenHan", "Quyền hạn, chức vụ", 14, bold=True, align="center", keep=True),
    Style("GhiChuKy", "Ghi chú ký", 13, italic=True, align="center", keep=True),
    Style("HoTen", "Họ tên người ký", 14, bold=True, align="center", before=66),
    Style("NoiNhanNhan", "Nơi nhận, nhan đề", 12, bold=True, italic=True, align="left"),
    Style("NoiNhan", "Nơi nhận", 11, align="left"),
    Style("PhuLuc", "Phụ lục", 14, bold=True, align="center", keep=True),
    Style("PhuLucTen", "Tên phụ lục", 14, bold=True, align="center", keep=True),
    Style("PhuLucKem", "Chỉ dẫn kèm theo phụ lục", 13, italic=True, align="center", after=6, keep=True),
    Style("SoTrang", "Số trang", 13, align="center"),
    Style("TrangTen", "Tên trang", 15, bold=True, align="center", keep=True),
    Style("TrangDong", "Dòng dưới tên trang", 11, align="center", keep=True),
    Style("TrangMuc", "Mục của trang", 11, bold=True, align="left", before=5, after=2, keep=True),
    Style("TrangChu", "Chữ của trang", 10, align="left"),
    Style("TrangSo", "Số của trang", 10, align="right"),
    Style("TrangChan", "Chân trang một tờ", 8.5, italic=True, align="left", before=4),
)
LABEL = "SoThuTu"  # character style of counted labels, so that they are told from figures
GRID, SMALL_GRID, BARE = "BangKe", "BangKeNho", "BangTrang"
CELL_MARGIN, SMALL_MARGIN = 1.9, 0.8


def set_styles(styles: Styles) -> None:
    """Puts the document's styles in place of those of the template."""
    root = styles.element
    known = {style.key for style in STYLES} | {LABEL, GRID, SMALL_GRID, BARE}
    for old in list(root.style_lst):
        if old.styleId in known:
            root.remove(old)
    _set_defaults(root)
    for style in STYLES:
        root.append(_paragraph_style(style))
    root.append(el("style", el("name", val="Số thứ tự"), type_="character", customStyle=1, styleId=LABEL))
    root.append(_table_style(GRID, "Bảng có kẻ", CELL_MARGIN, lines=True))
    root.append(_table_style(SMALL_GRID, "Bảng có kẻ, nhỏ", SMALL_MARGIN, lines=True))
    root.append(_table_style(BARE, "Bảng không kẻ", 0, lines=False))


def _set_defaults(root: Element) -> None:
    defaults = root.find(qn("w:docDefaults"))
    if defaults is not None:
        root.remove(defaults)
    manner = el("rPr", _fonts(), el("sz", val=28), el("szCs", val=28), el("lang", val="vi-VN", eastAsia="vi-VN"))
    spacing = el("spacing", before=0, after=0, line=240, lineRule="auto")
    root.insert(0, el("docDefaults", el("rPrDefault", manner), el("pPrDefault", el("pPr", spacing))))
    for style in root.findall(qn("w:style")):
        if style.get(qn("w:styleId")) == "Normal":
            for found in [*style.findall(qn("w:rPr")), *style.findall(qn("w:pPr"))]:
                style.remove(found)
            style.append(el("rPr", _fonts()))


def _fonts() -> Element:
    return el("rFonts", ascii=FONT, hAnsi=FONT, cs=FONT, eastAsia=FONT)


def _paragraph_style(style: Style) -> Element:
    manner = el("pPr")
    if style.keep:
        manner.append(el("keepNext"))
    manner.append(
        el(
            "spacing",
            before=round(style.before * 20),
            after=round(style.after * 20),
            line=round(style.spacing * 240),
            lineRule="auto",
        )
    )
    manner.append(el("ind", left=twips(style.left), firstLine=twips(style.first)))
    manner.append(el("jc", val=style.align))
    if style.level is not None:
        manner.append(el("outlineLvl", val=style.level))
    look = el("rPr", _fonts())
    look.extend([el("b", val=int(style.bold)), el("i", val=int(style.italic)), el("color", val="000000")])
    look.extend([el("sz", val=round(style.size * 2)), el("szCs", val=round(style.size * 2))])
    made = el("style", el("name", val=style.name), el("basedOn", val="Normal"), type_="paragraph", styleId=style.key)
    if style.level is None:
        made.set(qn("w:customStyle"), "1")
    made.extend([el("qFormat"), manner, look])
    return made


def _table_style(key: str, name: str, margin: float, *, lines: bool) -> Element:
    manner = el("tblPr")
    if lines:
        drawn = ("top", "left", "bottom", "right", "insideH", "insideV")
        manner.append(el("tblBorders", *(el(side, val="single", sz=4, space=0, color="000000") for side in drawn)))
    sides = ("top", "left", "bottom", "right")
    widths = (0, margin, 0, margin)
    manner.append(
        el("tblCellMar", *(el(side, w=twips(mm), type_="dxa") for side, mm in zip(sides, widths, strict=True)))
    )
    return el("style", el("name", val=name), manner, type_="table", customStyle=1, styleId=key)
