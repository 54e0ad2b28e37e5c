"""Frozen values of a reading. Offsets count code points of `source_text`; lines and pages count from 1."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any, Literal

SCHEMA = "vanban/1"

Role = Literal["executor", "coordinator", "time"]
Mode = Literal["assign", "request", "mixed"]
RhythmKind = Literal["ongoing", "daily", "weekly", "monthly", "quarterly", "yearly", "ad_hoc"]


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on what is taken in; a source past them is read in part, with a warning, or refused.

    `max_bytes`: bytes taken from a file; `max_chars`: characters of text kept; `max_pages`: pages of a
    paged source; `max_unpacked_bytes`: bytes a packed source (DOCX) may grow to; `max_parts`: files inside it;
    `max_ratio`: how many times larger than its packed form a part may be; `max_elements`: XML or HTML elements
    walked; `max_depth`: containers inside containers (a ZIP in an e-mail is two); `max_seconds`, `max_memory_bytes`:
    wall time and address space of the process that reads a PDF or an old Word file.
    """

    max_bytes: int = 64 * 1024 * 1024
    max_chars: int = 2_000_000
    max_pages: int = 2_000
    max_unpacked_bytes: int = 256 * 1024 * 1024
    max_parts: int = 5_000
    max_ratio: int = 200
    max_elements: int = 2_000_000
    max_depth: int = 4
    max_seconds: float = 60.0
    max_memory_bytes: int = 1024 * 1024 * 1024
    max_page_seconds: float = 60.0
    max_scan_seconds: float = 3600.0
    max_scan_pages: int = 500
    max_dots: int = 64_000_000


@dataclass(frozen=True, slots=True)
class Warning_:  # noqa: N801  `Warning` is a builtin
    """Something a person should know about the source. `line` is None where it concerns the whole."""

    code: str
    message: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """A place: `source_text[start:end]`, beginning on `line` (of `page`, if the source has pages)."""

    start: int
    end: int
    line: int
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """Where a word of `source_text[start:end]` stands on its page, as shares of the page's width and height from its
    top left corner; `confidence` (0 to 1) is the recogniser's own, None where the word came from a text layer."""

    start: int
    end: int
    page: int
    left: float
    top: float
    right: float
    bottom: float
    confidence: float | None = None


PageMethod = Literal["layer", "ocr", "blank", "broken", "unread"]


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a paged source: `width` and `height` in points as it stands upright, how its text was got, and
    in a Vietnamese phrase why a text layer was not trusted (`why`). `turned`: degrees clockwise by which the picture
    was turned to stand upright; `skew`: degrees by which it was then straightened."""

    number: int
    start: int
    end: int
    width: float
    height: float
    method: PageMethod
    why: str | None = None
    turned: int = 0
    skew: float = 0.0


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table of data: `source_text[start:end]`; rows and columns count from 0, spans from 1.

    `breaks`: where in `source_text` each further paragraph or line of the cell begins, since in the row's line they
    are joined with a space.
    """

    start: int
    end: int
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    breaks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class FontRun:
    """`source_text[start:end]` is set in the font `name`, which says how its letters are encoded (`.VnTime`)."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table of data, which stands in `source_text[start:end]`, one line a row with tabs between its cells. A table
    that goes on over a page is one table; `heads`: how many rows at its top are its head."""

    start: int
    end: int
    rows: int
    columns: int
    cells: tuple[Cell, ...]
    heads: int = 1


@dataclass(frozen=True, slots=True)
class Metadata:
    """What head and foot of the document say; None where they do not. `date` is ISO.

    `symbol`: what follows the figures in the number, also where they are left blank; `superior`: the body printed
    above the issuer; `issuers`, `numbers`, `signers`: all of them where several issue together, else empty;
    `draft`, `copy`: such a mark as printed; `addressees`: those under *Kính gửi*, as printed; `meeting_time`,
    `meeting_place`: when and where an invitation asks to come, as printed, and `meeting_date` its day.
    """

    kind: str | None = None
    number: str | None = None
    date: str | None = None
    place: str | None = None
    issuer: str | None = None
    issuer_as_written: str | None = None
    province: str | None = None
    title: str | None = None
    year: int | None = None
    signer: str | None = None
    sign_capacity: str | None = None
    secrecy: str | None = None
    urgency: str | None = None
    symbol: str | None = None
    superior: str | None = None
    issuers: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    signers: tuple[str, ...] = ()
    draft: str | None = None
    copy: str | None = None
    addressees: tuple[str, ...] = ()
    meeting_time: str | None = None
    meeting_date: str | None = None
    meeting_place: str | None = None


@dataclass(frozen=True, slots=True)
class BodyParagraph:
    """An unmarked paragraph that continues the unit before it."""

    text: str
    start: int
    end: int
    line: int


@dataclass(frozen=True, slots=True)
class RowCell:
    """A cell of a unit that stands in a row of a table: the head of its column as printed, what the column holds
    (`lead`, `time`, `product` … or None), and its words, also where they stand in a merged cell above."""

    head: str
    role: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph that opens with a marker; `text` is whole, without the marker, its lines joined. Of a row of
    a table `text` is its task's cell, and `cells` are the others; `source_text[start:end]` is the whole row."""

    path: str
    heading: bool
    text: str
    role: Role | None
    body: tuple[BodyParagraph, ...]
    start: int
    end: int
    line: int
    page: int | None = None
    cells: tuple[RowCell, ...] = ()


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A recurrence as printed (`thường xuyên`, `hằng quý`) and its kind."""

    text: str
    kind: RhythmKind


@dataclass(frozen=True, slots=True)
class Quantity:
    """How much of what a duty asks for: `text` as printed (`02 lớp/năm`), its number and what that counts
    (`lớp/năm`)."""

    value: int | float
    unit: str
    text: str


@dataclass(frozen=True, slots=True)
class AssignmentDoubt:
    """Why a field of an assignment may be wrong: a code that does not change (listed in `vanban.doubts`) and the
    field, as a pointer below the assignment (`lead/0`, `deadline`); empty where it concerns all of it."""

    code: str
    field: str


@dataclass(frozen=True, slots=True)
class Assignment:
    """One paragraph that charges somebody; names as printed, `due` the first printed date, never shifted.

    `products`: what it is to yield; `quantities`: how much; `places`: communes, gates, provinces and countries that
    are named as where; `programmes`: programmes called by name. All are words of the text; a column of products
    gives its cell whole. `doubts` says by code what `why_unsure` says in words, and also lighter doubts.
    """

    path: str
    text: str
    lead: tuple[str, ...]
    coordinating: tuple[str, ...]
    requested: tuple[str, ...]
    mode: Mode
    deadline: str | None
    due: str | None
    due_all: tuple[str, ...]
    before: bool
    rhythm: Rhythm | None
    unmarked: bool
    sure: bool
    why_unsure: str | None
    start: int
    end: int
    line: int
    products: tuple[str, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    places: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    doubts: tuple[AssignmentDoubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Provision:
    """A part of a document that is referred to, as the paths of units go (`Đ5.K2.a`), where it is named, and where it
    is a part of this very document, the path of the `unit` it means."""

    path: str
    start: int
    end: int
    line: int
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """A document referred to by number, at its first mention; `kind` is the printed word. `provisions`: the parts of
    it that are named, at any mention."""

    kind: str | None
    number: str
    date: str | None
    issuer: str | None
    start: int
    end: int
    provisions: tuple[Provision, ...] = ()


ReferenceHow = Literal["self", "named", "unclear"]


@dataclass(frozen=True, slots=True)
class Reference:
    """A document referred to without its symbol, at its first mention: this one itself (`self`: `Kế hoạch này`, or
    parts of it), one called by name (`named`: `Luật Báo chí`), one whose number is not told in full (`unclear`)."""

    how: ReferenceHow
    kind: str | None
    name: str | None
    start: int
    end: int
    line: int
    provisions: tuple[Provision, ...] = ()


RelationKind = Literal[
    "amends", "supplements", "replaces", "repeals", "suspends", "guides", "implements", "attached_to", "based_on",
    "in_force", "expires",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Relation:
    """What a document does to another by the words of this one. `source`, `target`: numbers, None for this document
    itself; `name`: the target's name where it has no number (a law); `provisions`: the parts of the target that are
    meant, none for the whole; `since`: ISO date from which it holds, where one is told. `in_force` and `expires`
    speak of the target alone. `text` is `source_text[start:end]` repaired."""

    kind: RelationKind
    source: str | None
    target: str | None
    name: str | None
    provisions: tuple[str, ...]
    since: str | None
    text: str
    start: int
    end: int
    line: int
    sure: bool = True
    why_unsure: str | None = None


@dataclass(frozen=True, slots=True)
class ReportDeadline:
    """A duty to report by a stated date: ISO, or `--MM-DD` for a yearly one."""

    who: str | None
    to: str | None
    date: str
    text: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the document with what it counts, at the unit `path`.

    `value`: the number, or the low end of a range up to `upper`; `whole`: what it is a part of (`120/168 xã`);
    `bound`: `about`, `over`, `least`, `most` or `under`; `unit`: the word it is counted in; `what`: the counted words,
    for a share or money the words it is of; `percent`: whether it is a share; `change`: `tăng` or `giảm`; `period`:
    the time it speaks of or is compared with, as printed.
    """

    path: str
    text: str
    value: int | float
    unit: str | None
    what: str | None
    percent: bool
    change: str | None
    period: str | None
    start: int
    end: int
    line: int
    upper: int | float | None = None
    whole: int | float | None = None
    bound: str | None = None


@dataclass(frozen=True, slots=True)
class Repair:
    """A change between `source_text` and `text`; `sure` is False where a person should look."""

    line: int
    original: str
    repaired: str
    rule: str
    sure: bool


@dataclass(frozen=True, slots=True)
class Doubt:
    """A field that a person should look at: its JSON pointer, how sure it is (0 to 1), and in Vietnamese why."""

    pointer: str
    confidence: float
    why: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything read from one source. `text` has as many lines as `source_text`.

    `confidence`: how sure each field is, by its JSON pointer; `doubts`: the fields to look at, least sure first.
    """

    source_text: str
    text: str
    metadata: Metadata
    units: tuple[Unit, ...]
    assignments: tuple[Assignment, ...]
    citations: tuple[Citation, ...]
    report_deadlines: tuple[ReportDeadline, ...]
    recipients: tuple[str, ...]
    repairs: tuple[Repair, ...]
    warnings: tuple[Warning_, ...]
    evidence: dict[str, tuple[Span, ...]] = field(default_factory=dict)
    pages: tuple[Page, ...] = ()
    tables: tuple[Table, ...] = ()
    boxes: tuple[Box, ...] = ()
    figures: tuple[Figure, ...] = ()
    references: tuple[Reference, ...] = ()
    relations: tuple[Relation, ...] = ()
    confidence: dict[str, float] = field(default_factory=dict)
    doubts: tuple[Doubt, ...] = ()
    schema: str = SCHEMA

    def as_dict(self, *, boxes: bool = False) -> dict[str, Any]:
        """Answer the JSON object of the contract: plain dicts, lists, strings, numbers, booleans and None.

        `boxes`: with the place of every word on its page, which is longer than all the rest.
        """
        plain: dict[str, Any] = {"schema": self.schema}
        for item in fields(self):
            if item.name != "schema" and (boxes or item.name != "boxes"):
                plain[item.name] = _plain(getattr(self, item.name))
        return plain


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {item.name: _plain(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, (tuple, list)):
        return [_plain(part) for part in value]
    return value
