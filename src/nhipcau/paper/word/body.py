"""The words of a document: headings that count themselves, paragraphs, tables, bars."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..description import Bars, Block, Columns, Heading, Paragraph, Run, Table, Words, runs_of
from .measures import twips, width
from .styles import BARE, BODY, CELL_MARGIN, GRID, LABEL, SMALL_GRID, SMALL_MARGIN
from .xml import Element, Marks, cell, el, inline, paragraph, row, run, table

LETTERS = "abcdđeghiklmnopqrstuvxy"  # points go in the order of the Vietnamese alphabet (II.6.đ)
ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
TONES = ("A6A6A6", "D9D9D9", "F2F2F2", "404040")  # neighbours differ in grey; the last, what is wrong, is darkest
DARK = {"404040"}
COUNT_WIDTH, COLUMN_GAP = 11.0, 4.0  # mm
GRAIN = 60  # parts of the longest bar
SWATCH, KEY_ROOM = 5.0, 45.0  # mm: a tone among the keys, and what a key with its tone takes


@dataclass(frozen=True, slots=True)
class Look:
    """How the same blocks look in a document and on a sheet."""

    text: str = BODY
    heads: tuple[str, str, str] = ("Heading1", "Heading2", "Heading3")
    table_head: str = "BangDau"
    table_text: str = "BangChu"
    table_number: str = "BangSo"
    label: bool = True  # whether headings are counted
    grid: str = GRID
    indent: float = CELL_MARGIN  # of tables with lines, so that these stand at the margin
    size: float = 0


DOCUMENT = Look()
SHEET = Look(
    "TrangChu", ("TrangMuc", "TrangMuc", "TrangMuc"), "TrangChu", "TrangChu", "TrangSo", label=False, grid=SMALL_GRID,
    indent=SMALL_MARGIN,
)  # fmt: skip


def roman(number: int) -> str:
    """A number from 1 in Roman figures."""
    found = ""
    for value, figures in ROMAN:
        while number >= value:
            found, number = found + figures, number - value
    return found


class Labels:
    """Counts headings: a heading of a level starts the levels under it anew."""

    def __init__(self) -> None:
        self._at = [0, 0, 0]

    def of(self, heading: Heading) -> str:
        """The label of the next heading: `I.`, `1.`, `a)`; the one it was given, if any."""
        level = min(max(heading.level, 1), 3)
        self._at[level - 1] += 1
        self._at[level:] = [0] * (3 - level)
        count = self._at[level - 1]
        if heading.label:
            return heading.label
        return (f"{roman(count)}.", f"{count}.", f"{letter(count)})")[level - 1]


def letter(count: int) -> str:
    """The letter of the point with this number: a … y, then aa, ab …"""
    more, at = divmod(count - 1, len(LETTERS))
    return (LETTERS[more - 1] if more else "") + LETTERS[at]


def blocks(given: tuple[Block, ...], mm: float, marks: Marks, look: Look = DOCUMENT) -> list[Element]:
    """The elements of `given` on a column `mm` wide."""
    labels = Labels()
    found: list[Element] = []
    for block in given:
        found.extend(_block(block, mm, marks, look, labels))
    return found


def _block(block: Block, mm: float, marks: Marks, look: Look, labels: Labels) -> list[Element]:
    if isinstance(block, Heading):
        style = look.heads[min(max(block.level, 1), 3) - 1]
        label = [run(f"{labels.of(block)} ", style=LABEL)] if look.label else []
        return [paragraph(style, *label, *inline(block.text, marks))]
    if isinstance(block, Paragraph):
        mark = [run(f"{block.mark} ", style=LABEL, size=look.size)] if block.mark else []
        return [paragraph(look.text, *mark, *inline(block.text, marks, size=look.size))]
    if isinstance(block, Table):
        return _table(block, mm, marks, look)
    if isinstance(block, Bars):
        return _bars(block, mm, marks, look)
    return _columns(block, mm, marks, look)


def ended(given: tuple[Block, ...]) -> tuple[Block, ...]:
    """The body with `./.` after its last paragraph, as documents are closed; a body that ends in a table stays."""
    if not given or not isinstance(given[-1], Paragraph):
        return given
    runs = runs_of(given[-1].text)
    text = runs[-1].text.rstrip() if runs else ""
    if not text or text.endswith("./."):
        return given
    return (*given[:-1], replace(given[-1], text=(*runs[:-1], replace(runs[-1], text=f"{text.rstrip('.')}./."))))


def _table(block: Table, mm: float, marks: Marks, look: Look) -> list[Element]:
    shares = block.widths or (1,) * len(block.head)
    head = block.head
    if block.counted:
        shares, head = (sum(shares) * COUNT_WIDTH / (mm - COUNT_WIDTH), *shares), ("TT", *head)
    widths = [twips(mm * share / sum(shares)) for share in shares]
    size = block.size or look.size
    rows = [row(*(_head_cell(at, text, size, look) for at, text in zip(widths, head, strict=True)), head=True)]
    for place, texts in enumerate(block.rows, 1):
        bold = block.total and place == len(block.rows)
        fill = "F2F2F2" if bold else ""
        cells = []
        if block.counted:
            said = [] if bold else [run(str(place), style=LABEL, size=size)]
            cells.append(cell(widths[0], paragraph(look.table_text, *said, manner=(_centred(),)), fill=fill))
        for column, (at, words) in enumerate(zip(widths[block.counted :], texts, strict=True)):
            style = look.table_number if column in block.numeric else look.table_text
            inner = inline(_strong(words) if bold else words, marks, size=size)
            cells.append(cell(at, paragraph(style, *inner), fill=fill))
        rows.append(row(*cells))
    title = [paragraph("TenBang", run(block.caption))] if block.caption else [paragraph("SauBang")] * look.label
    return [*title, table(shares, mm, rows, look.grid, indent=look.indent), paragraph("SauBang")]


def _head_cell(at: int, text: str, size: float, look: Look) -> Element:
    said = run(text, bold=True, size=size)
    return cell(at, paragraph(look.table_head, said, manner=(_centred(),)), fill="F2F2F2", middle=True)


def _centred() -> Element:
    return el("jc", val="center")


def _strong(words: Words) -> tuple[Run, ...]:
    return tuple(replace(each, bold=True) for each in runs_of(words))


def _bars(block: Bars, mm: float, marks: Marks, look: Look) -> list[Element]:
    """Bars are cells of a fine grid: they print and print again, and every program draws them alike."""
    longest = max([block.full, *(sum(bar.parts) for bar in block.rows)], default=0) or 1
    label, bar, after = (mm * share / sum(block.widths) for share in block.widths)
    grain = bar / GRAIN
    shares = (label, *([grain] * GRAIN), after)
    size = look.size or 10
    rows = []
    for each in block.rows:
        cells = [cell(twips(label), paragraph("TrangSo", run(f"{each.label}\u00a0", size=size)))]
        used = 0
        for place, amount in enumerate(each.parts):
            span = max(round(GRAIN * amount / longest), 1 if amount else 0)
            span = min(span, GRAIN - used)
            if span:
                cells.append(_part(span, grain, amount, place, size))
                used += span
        if used < GRAIN:
            cells.append(cell(twips(grain * (GRAIN - used)), _empty(size), span=GRAIN - used))
        cells.append(cell(twips(after), paragraph("TrangChu", run(f"\u00a0{each.after}", size=size))))
        rows.append(row(*cells))
    return [table(shares, mm, rows, BARE), *_keys(block, mm, size), paragraph("SauBang")]


def _empty(size: float) -> Element:
    """An empty paragraph is as high as its mark."""
    mark = el("rPr", el("sz", val=round(size * 2)), el("szCs", val=round(size * 2)))
    return paragraph("TrangChu", manner=(mark,))


def _part(span: int, grain: float, amount: float, place: int, size: float) -> Element:
    tone = TONES[place % len(TONES)]
    room = span * grain
    text = f"{amount:g}" if width(f"{amount:g}", size, bold=True) + 0.5 < room else ""
    said = run(text, bold=True, size=size)
    if tone in DARK and len(said):
        said[0].append(el("color", val="FFFFFF")) if said[0].tag.endswith("rPr") else None
    held = paragraph("TrangChu", said, manner=(_centred(),))
    return cell(twips(room), held, span=span, fill=tone, apart=True)


def _keys(block: Bars, mm: float, size: float) -> list[Element]:
    """What each tone means, in rows. Tone and words are cells side by side: no end of a line comes between."""
    if not block.keys:
        return []
    abreast = max(int(mm // KEY_ROOM), 1)
    text = mm / abreast - SWATCH
    cells = []
    for place, key in enumerate(block.keys):
        said = paragraph("TrangChu", run(f"\u00a0{key}", size=size))
        cells += [
            cell(twips(SWATCH), _empty(size), fill=TONES[place % len(TONES)], apart=True),
            cell(twips(text), said),
        ]
    wide = 2 * abreast
    missing = -len(cells) % wide
    cells += [cell(twips((SWATCH, text)[at % 2]), _empty(size)) for at in range(missing)]
    rows = [row(*cells[at : at + wide]) for at in range(0, len(cells), wide)]
    return [paragraph("SauBang"), table((SWATCH, text) * abreast, mm, rows, BARE)]


def _columns(block: Columns, mm: float, marks: Marks, look: Look) -> list[Element]:
    shares = block.widths or (1,) * len(block.columns)
    room = mm - COLUMN_GAP * (len(shares) - 1)
    rooms = [room * share / sum(shares) for share in shares]
    widths = [each + COLUMN_GAP for each in rooms[:-1]] + rooms[-1:]
    look = replace(look, indent=0)
    cells = []
    for whole, room, given in zip(widths, rooms, block.columns, strict=True):
        inner = blocks(given, room, marks, look) or [paragraph("SauBang")]
        if inner[-1].tag.endswith("}tbl"):
            inner.append(paragraph("SauBang"))
        cells.append(cell(twips(whole), *inner))
    return [table(tuple(widths), mm, [el("tr", *cells)], BARE), paragraph("SauBang")]
