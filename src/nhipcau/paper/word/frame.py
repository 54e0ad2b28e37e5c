"""What stands around the words of a document: its head, the signature and the recipients.

References are to Decree 30/2020/NĐ-CP, Annex I, part I.
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from ..choices import Kind
from ..description import Annex, Document, Signature
from .measures import lines, twips, width
from .styles import BARE, STYLES
from .xml import Element, cell, el, paragraph, row, run, table

NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
TEXT_WIDTH = 165.0  # mm: 210 less the margins of 30 and 15
LEFT, RIGHT = 73.0, 92.0
ROOM_FOR_NUMBER = "\u00a0" * 9
ROOM_FOR_DAY = "\u00a0" * 6
SHORT_RULE = 0.42  # II.2.b, II.5.c: between a third and a half of the line
LATE_MONTHS = 3  # II.4: days under 10 and the months 1 and 2 are written with a zero
_SIZES = {style.key: style for style in STYLES}


def head(document: Document) -> list[Element]:
    """The first rows of the page in two columns, without lines: II.1 to II.4, for a letter also its abstract."""
    left = [*_said("CoQuanChuQuan", document.superior), *_said("CoQuanBanHanh", document.issuer)]
    left.append(_rule(document.issuer, "CoQuanBanHanh", LEFT, SHORT_RULE))
    right = [paragraph("QuocHieu", run(NATION)), paragraph("TieuNgu", run(MOTTO)), _rule(MOTTO, "TieuNgu", RIGHT, 1)]
    rows = [_two(left, right), _two([_number(document)], [paragraph("DiaDanh", run(dateline(document)))])]
    under = []
    if document.kind == Kind.LETTER and document.abstract:
        under.append(_balanced("TrichYeuCongVan", f"V/v {document.abstract}", LEFT))
    if document.draft:
        under.append(paragraph("DuThao", run("DỰ THẢO")))
    if under:
        rows.append(_two(under, [paragraph("DiaDanh")]))
    found = [table((LEFT, RIGHT), TEXT_WIDTH, rows, BARE)]
    return [*found, *_title(document), *_addressees(document)]


def _said(style: str, text: str) -> list[Element]:
    return [_balanced(style, text.upper(), LEFT)] if text else []


def _broken(style: str, text: str, room: float) -> tuple[float, list[str]]:
    """The width in which a centred text breaks best in as few lines as it needs, and those lines: about as long as one
    another, rather after a comma or before `và`, never between `năm` and its figures."""
    look = _SIZES[style]

    def wide(words: str) -> float:
        return width(words, look.size, bold=look.bold)

    wanted = len(lines(text, look.size, room, bold=look.bold))
    best = (float("inf"), room, [text])
    narrow = room
    while wanted > 1 and narrow > room / 3:
        found = lines(text, look.size, narrow, bold=look.bold)
        if len(found) > wanted:
            break
        lengths = [wide(line) for line in found]
        cost = (max(lengths) - min(lengths)) / room / 2
        for upper, lower in pairwise(found):
            cost -= 0.25 * (upper.endswith(",") or lower.casefold().startswith("và "))
            cost += 5 * lower[0].isdigit()
        # In the middle between what the lines need and what would let a further word in, it breaks so everywhere.
        beyond = min([room, *(wide(f"{upper} {lower.split()[0]}") for upper, lower in pairwise(found))])
        best = min(best, (cost, (max(lengths) + beyond) / 2, found), key=lambda each: each[0])
        narrow -= 0.5
    return best[1], best[2]


def _balanced(style: str, text: str, room: float) -> Element:
    """A centred text in a column that is narrowed until it breaks well; its words stay one text."""
    narrow, broken = _broken(style, text, room)
    side = twips((room - narrow) / 2) if len(broken) > 1 else 0
    manner = (el("ind", left=side, right=side, firstLine=0),) if side else ()
    return paragraph(style, run(text), manner=manner)


def _two(left: list[Element], right: list[Element]) -> Element:
    return row(cell(twips(LEFT), *left), cell(twips(RIGHT), *right))


def _rule(text: str, style: str, room: float, share: float) -> Element:
    """A line under `text`, `share` as long as its longest line in `room` millimetres, in the middle."""
    look = _SIZES[style]
    broken = _broken(style, text.upper() if style == "CoQuanBanHanh" else text, room)[1]
    longest = max((width(line, look.size, bold=look.bold) for line in broken), default=0.0)
    side = twips(max((room - longest * share) / 2, 0))
    border = el("pBdr", el("top", val="single", sz=6, space=1, color="000000"))
    return paragraph("DuongKe", manner=(border, el("ind", left=side, right=side, firstLine=0)))


def _number(document: Document) -> Element:
    return paragraph("SoKyHieu", run(f"Số: {number(document)}"))


def number(document: Document) -> str:
    """Number and symbol as printed (II.3): numbers under 10 with a zero, room where there is none yet."""
    figures = document.number.strip()
    if figures.isascii() and figures.isdigit():
        figures = figures.zfill(2)
    return f"{figures or ROOM_FOR_NUMBER}/{document.symbol}" if document.symbol else figures or ROOM_FOR_NUMBER


def dateline(document: Document) -> str:
    """Place and date as printed (II.4), with room for day and month where they are still open."""
    place = f"{document.place}, " if document.place else ""
    if document.on:
        return f"{place}{in_words(document.on)}"
    year = document.year or ROOM_FOR_DAY
    return f"{place}ngày{ROOM_FOR_DAY}tháng{ROOM_FOR_DAY}năm {year}"


def in_words(day: date) -> str:
    """`ngày 05 tháng 02 năm 2026`."""
    month = f"{day.month:02}" if day.month < LATE_MONTHS else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def _title(document: Document) -> list[Element]:
    """II.5: the kind and what it is about, with a line under it. A letter has its own under the number."""
    if document.kind == Kind.LETTER:
        return []
    kind = paragraph("TenLoai", run(str(KIND_NAMES[document.kind]).upper()))
    abstract = [_balanced("TrichYeu", document.abstract, TEXT_WIDTH)] if document.abstract else []
    return [kind, *abstract, _rule(document.abstract or "BÁO CÁO", "TrichYeu", TEXT_WIDTH, SHORT_RULE)]


KIND_NAMES = {
    Kind.REPORT: "Báo cáo",
    Kind.LETTER: "Công văn",
    Kind.MINUTES: "Biên bản",
    Kind.NOTICE: "Thông báo",
    Kind.SUBMISSION: "Tờ trình",
    Kind.PLAN: "Kế hoạch",
}


def _addressees(document: Document) -> list[Element]:
    """II.9.d: one on the line of `Kính gửi:`, several each on a line under the colon."""
    to = document.addressees
    if not to:
        return []
    if len(to) == 1:
        return [paragraph("KinhGui", run(f"Kính gửi: {_bare(to[0])}"))]
    indent = _SIZES["KinhGuiDong"].left - width("Kính gửi:", 14)
    apart = el("spacing", before=240, after=0, line=240, lineRule="auto")
    opening = paragraph("KinhGuiDong", run("Kính gửi:"), manner=(apart, el("ind", left=twips(indent), firstLine=0)))
    ends = [";"] * (len(to) - 1) + ["."]
    rest = [
        paragraph("KinhGuiDong", run(f"- {_bare(each)}{end}"), manner=_hanging(58, "- ", 14))
        for each, end in zip(to, ends, strict=True)
    ]
    return [opening, *rest]


def _hanging(left: float, mark: str, size: float) -> tuple[Element]:
    """Further lines of an item begin under its words."""
    hang = width(mark, size)
    return (el("ind", left=twips(left + hang), hanging=twips(hang)),)


def _bare(text: str) -> str:
    return text.strip().lstrip("-–").strip().rstrip(";.").strip()


def foot(document: Document) -> list[Element]:
    """Recipients at the left, signature at the right (II.7, II.9); minutes have their signatures side by side."""
    to = _recipients(document)
    signed = [_signature(each) for each in document.signatures]
    if not to and not signed:
        return []
    gap = paragraph("SauBang")
    if len(signed) < 2:
        right = signed[0] if signed else [paragraph("QuyenHan")]
        return [gap, table((LEFT, RIGHT), TEXT_WIDTH, [_two(to or [paragraph("NoiNhan")], right)], BARE)]
    pairs = [signed[at : at + 2] for at in range(0, len(signed), 2)]
    half = TEXT_WIDTH / 2
    rows = [
        row(*(cell(twips(half), *part) for part in (*pair, [paragraph("QuyenHan")])[:2]))  # an odd one stands left
        for pair in pairs
    ]
    found = [gap, table((half, half), TEXT_WIDTH, rows, BARE)]
    return [*found, paragraph("SauBang"), *to]


def _recipients(document: Document) -> list[Element]:
    if not (document.recipients or document.archive):
        return []
    to = [_bare(each) for each in document.recipients]
    if document.addressees:
        to.insert(0, "Như trên")
    rows = [f"- {each};" for each in to]
    if document.archive:
        copies = f", {document.copies:02}b" if document.copies else ""
        rows.append(f"- Lưu: {document.archive.strip().rstrip('.')}{copies}.")
    elif rows:
        rows[-1] = f"{rows[-1][:-1]}."
    return [paragraph("NoiNhanNhan", run("Nơi nhận:")), *(paragraph("NoiNhan", run(each)) for each in rows)]


def _signature(signature: Signature) -> list[Element]:
    said = [f"{authority.value} {of.upper()}" for authority, of in signature.places]
    found = [paragraph("QuyenHan", run(each)) for each in (*said, signature.office.upper()) if each]
    if signature.hint:
        found.append(paragraph("GhiChuKy", run(signature.hint)))
    return [*found, paragraph("HoTen", run(signature.name))]


def annex_head(document: Document, annex: Annex, label: str) -> list[Element]:
    """III.1: the word and number of an annex, its title, and with which document it came."""
    of = "" if not document.issuer else f" của {document.issuer}"
    day = in_words(document.on) if document.on else f"ngày{ROOM_FOR_DAY}tháng{ROOM_FOR_DAY}năm {document.year or ''}"
    kept = f"(Kèm theo {KIND_NAMES[document.kind]} số {number(document)} {day.rstrip()}{of})"
    return [
        paragraph("PhuLuc", run(f"Phụ lục {label}".strip())),
        _balanced("PhuLucTen", annex.title.upper(), TEXT_WIDTH),
        paragraph("PhuLucKem", run(kept)),
    ]
