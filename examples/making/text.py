"""The document as plain text: lines of a given width, page numbers, damage; and where each paragraph lies."""

import unicodedata
from dataclasses import dataclass, field

from making.source import UNITS, WRITTEN, Paragraph, Source, columns_of

MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
FOOT = ("recipient", "capacity", "signer")
HEAD = ("agency", "motto", "number", "place", "subject", "secrecy", "urgency")
LOST = "\ufffd"


@dataclass
class Sheet:
    """Lines as they are printed, and the lines and columns at which paragraphs begin and end."""

    width: int
    page: int
    folio: str
    indent: str
    hyphens: bool
    lines: list[str] = field(default_factory=list)
    spans: dict[int, tuple[int, int, int]] = field(default_factory=dict)
    broken: int = 0
    pages: int = 1
    used: int = 0

    def put(self, line: str) -> None:
        """Adds one line; a full page gets its number first."""
        if self.page and self.used >= self.page:
            self.pages += 1
            self.lines += ["", self.folio.replace("_", " ").format(self.pages), ""]
            self.used = 0
        self.lines.append(line)
        self.used += 1

    def paragraph(self, index: int, *texts: str) -> None:
        """Adds a paragraph, wrapped; several texts begin a line each. Notes its place under its index."""
        wrapped = [line for text in texts for line in wrap(text, self.width, self.indent, self.hyphens)]
        pages = self.pages
        self.put(wrapped[0])
        first, column = len(self.lines) - 1, len(wrapped[0]) - len(wrapped[0].lstrip())
        pages = self.pages if len(wrapped) > 1 else pages
        for line in wrapped[1:]:
            self.put(line)
        split = self.pages != pages and len(wrapped) > 1
        joined = any(line.endswith("-") and not line.endswith(" -") for line in wrapped[:-1])
        self.broken += split or joined
        self.spans[index] = (first, column, len(self.lines) - 1)


def wrap(text: str, width: int, indent: str, hyphens: bool) -> list[str]:
    """Lines of at most `width` characters, the first indented; with `hyphens` a word may part at its hyphen."""
    if not width:
        return [indent + text]
    lines, line = list[str](), indent
    for word in text.split(" "):
        space = "" if line.strip() == "" else " "
        if len(line) + len(space) + len(word) > width and line.strip():
            head, hyphen, tail = word.partition("-")
            if hyphens and hyphen and head and tail and len(line) + len(head) + 2 <= width:
                lines.append(f"{line} {head}-")
                line = tail
                continue
            lines.append(line)
            line = word
        else:
            line = f"{line}{space}{word}"
    return [*lines, line]


def centred(text: str, width: int) -> str:
    """The text set to the middle of a line."""
    return " " * max(0, ((width or 80) - len(text)) // 2) + text


def beside(left: list[str], right: list[str], at: int) -> list[str]:
    """Two columns of lines as one, as text taken from a page shows them."""
    rows = max(len(left), len(right))
    left, right = [[*side, *[""] * (rows - len(side))] for side in (left, right)]
    return [f"{a:<{at}}{b}".rstrip() for a, b in zip(left, right, strict=True)]


def head_of(source: Source) -> tuple[list[str], list[str]]:
    """The left and the right column of the head."""
    left = [line.strip() for line in source.words("agency")[0].split("|")] if source.words("agency") else []
    right = [line.strip() for line in source.words("motto")[0].split("|")] if source.words("motto") else list(MOTTO)
    left += [f"Số: {number}" if number[:1].isdigit() else number for number in source.words("number")]
    below = [line.strip() for text in source.words("subject", "secrecy", "urgency") for line in text.split("|")]
    return left + below, right + source.words("place")


def recipients_of(source: Source) -> list[str]:
    """The list of recipients as printed, with dashes, semicolons and the last full stop."""
    listed = source.words("recipient")
    return ["Nơi nhận:", *(f"- {r}{'.' if r == listed[-1] else ';'}" for r in listed)] if listed else []


def print_head(sheet: Sheet, source: Source, how: str) -> None:
    """The head: side by side (`columns`) or one line after the other (`flat`); `none` leaves it out."""
    left, right = head_of(source)
    if how == "columns":
        sheet.lines += beside(left, right, max(map(len, left)) + 6)
    elif how == "flat":
        places = source.words("place")
        count = len(source.words("agency")[0].split("|"))
        sheet.lines += [*left[:count], *right[: len(right) - len(places)], *left[count:], *places]
    if how != "none":
        sheet.lines.append("")


def print_foot(sheet: Sheet, source: Source, how: str) -> None:
    """Recipients and signatures, beside one another or below."""
    blocks = source.signatures()
    signed = [[*block[:-1], "", "", block[-1]] if len(block) > 1 else block for block in blocks]
    if how == "columns" and len(signed) == 1:
        rows = beside(recipients_of(source), signed[0], 44)
    elif len(signed) > 1:
        rows = [*beside(signed[0], signed[1], 44), "", *recipients_of(source)]
    else:
        rows = [*recipients_of(source), *(centred(line, 70).rstrip() for block in signed for line in block)]
    sheet.lines += ["", *rows]


def print_row(sheet: Sheet, index: int, paragraph: Paragraph) -> None:
    """A row of a table on one line, its cells parted by tabs; a merged cell is empty below its first."""
    cells = ["" if cell == "^" else cell for cell in paragraph.cells] or [paragraph.marker, paragraph.text]
    sheet.put("\t".join(cell.replace(" // ", " ") for cell in cells if cell or paragraph.kind == "row"))
    sheet.spans[index] = (len(sheet.lines) - 1, 0, len(sheet.lines) - 1)


def print_paragraph(sheet: Sheet, index: int, paragraph: Paragraph) -> None:
    """One paragraph of the document between its head and its foot."""
    if paragraph.kind in WRITTEN and not paragraph.above:
        sheet.paragraph(index, paragraph.printed)
    elif paragraph.above:
        sheet.put(centred(paragraph.marker, sheet.width))
        first = len(sheet.lines) - 1
        column = len(sheet.lines[-1]) - len(paragraph.marker)
        sheet.put(centred(paragraph.text, sheet.width))
        sheet.spans[index] = (first, column, len(sheet.lines) - 1)
    elif paragraph.kind == "table":
        sheet.put("\t".join(columns_of(paragraph)))
        sheet.spans[index] = (len(sheet.lines) - 1, 0, len(sheet.lines) - 1)
    elif paragraph.kind in UNITS:
        print_row(sheet, index, paragraph)
    elif paragraph.kind in ("name", "title", "note", "part", "addressee"):
        lines = [line.strip() for line in paragraph.text.split("|")]
        first = len(sheet.lines)
        for line in lines:
            sheet.put(centred(line, sheet.width))
        column = len(sheet.lines[first]) - len(lines[0])
        sheet.spans[index] = (first, column, len(sheet.lines) - 1)


def make_text(source: Source) -> tuple[str, str, dict[int, dict[str, int]], int]:
    """The text as it is kept, the undamaged text, the places of the paragraphs, and how many are broken.

    Options (@txt): width (0: one line a paragraph), page (lines a page, 0: no pages), folio (the page number's
    line, _ for a space), indent, gap (an empty line after each paragraph), head, foot (columns, flat, none),
    hyphens, lost (letters that become U+FFFD), nfd (decomposed letters).
    """
    options = {"width": "0", "page": "0", "folio": "{}", "indent": "0", "head": "flat", "foot": "flat"}
    options |= source.options("txt")
    indent = " " * int(options["indent"])
    sheet = Sheet(int(options["width"]), int(options["page"]), options["folio"], indent, "hyphens" in options)
    print_head(sheet, source, options["head"])
    footed = False
    for i, paragraph in enumerate(source.paragraphs):
        if paragraph.kind in FOOT:
            if not footed:
                print_foot(sheet, source, options["foot"])
            footed = True
        elif paragraph.kind not in HEAD:
            if paragraph.kind == "part":
                sheet.put("")
            print_paragraph(sheet, i, paragraph)
            if "gap" in options and paragraph.kind not in ("name", "row", "table", "group"):
                sheet.put("")
    whole = [unicodedata.normalize("NFD" if "nfd" in options else "NFC", line) for line in sheet.lines]
    starts = [0]
    for line in whole:
        starts.append(starts[-1] + len(line) + 1)
    places = {
        i: {"start": starts[first] + column, "end": starts[last] + len(whole[last]), "line": first + 1}
        for i, (first, column, last) in sheet.spans.items()
    }
    restored = "\n".join(sheet.lines) + "\n"
    kept = "\n".join(whole) + "\n"
    for letter in options.get("lost", ""):
        kept = kept.replace(letter, LOST)
    return kept, restored, places, sheet.broken
