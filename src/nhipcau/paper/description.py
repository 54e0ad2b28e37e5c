"""What a document says, frozen: the one description from which DOCX and PDF are made.

Texts are plain Vietnamese; what XML forbids is dropped, everything else is kept letter for letter. A `Words` is a
string, or runs of it where a part has its own manner or a source.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from .choices import Authority, Kind
from .errors import BadSourceError

_SOURCE = re.compile(r"[a-z]{1,10}:[0-9A-Za-z]{1,20}")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text. `source` names the record that it was taken from, as `kind:id` (`figure:812`).

    Raises BadSourceError if `source` is not letters, a colon, then at most 20 letters or digits.
    """

    text: str
    source: str = ""
    bold: bool = False
    italic: bool = False

    def __post_init__(self) -> None:
        if self.source and not _SOURCE.fullmatch(self.source):
            raise BadSourceError(self.source)


Words = str | tuple[Run, ...]


def runs_of(words: Words) -> tuple[Run, ...]:
    """The runs of a text."""
    return (Run(words),) if isinstance(words, str) else words


def plain(words: Words) -> str:
    """The letters of a text, without its manner and sources."""
    return "".join(run.text for run in runs_of(words))


def figure(text: str, record: int | str) -> Run:
    """A number that comes from the figure record with this id."""
    return Run(text, source=f"figure:{record}")


@dataclass(frozen=True, slots=True)
class Heading:
    """A title in the body: level 1 is `I.`, 2 is `1.`, 3 is `a)`. Its label is counted, unless one is given."""

    text: Words
    level: int = 1
    label: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `mark` (`-`, `+`) stands before it."""

    text: Words
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with lines. `widths` are shares of the width (equal where none); columns in `numeric` (from 0) are
    aligned right; `total`: the last row is a sum; `counted`: a column `TT` stands before them, which `head`, `rows`,
    `widths` and `numeric` do not name. The head is repeated on every page, rows are not cut by a page."""

    head: tuple[str, ...]
    rows: tuple[tuple[Words, ...], ...]
    widths: tuple[float, ...] = ()
    numeric: frozenset[int] = frozenset()
    total: bool = False
    counted: bool = False
    caption: str = ""
    size: float = 0  # points; 0: the size of the document's tables


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of `Bars`: `parts` are amounts from the left, `after` stands behind the bar."""

    label: str
    parts: tuple[float, ...]
    after: str = ""


@dataclass(frozen=True, slots=True)
class Bars:
    """Horizontal bars in tones of grey, told apart by tone and by the numbers inside; `keys` names the parts.

    All bars share one scale: the longest sum, or `full` where it is larger. `widths`: shares of label, bar, `after`.
    """

    rows: tuple[Bar, ...]
    keys: tuple[str, ...] = ()
    full: float = 0
    widths: tuple[float, float, float] = (3, 6, 1)


@dataclass(frozen=True, slots=True)
class Columns:
    """Blocks side by side, without lines; `widths` are shares (equal where none)."""

    columns: tuple[tuple[Block, ...], ...]
    widths: tuple[float, ...] = ()


Block = Heading | Paragraph | Table | Bars | Columns


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex: it begins on a page of its own; several are numbered I, II, III."""

    title: str
    blocks: tuple[Block, ...]
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: `office` of the person (`PHÓ GIÁM ĐỐC`), in whose place (`((KT, "GIÁM ĐỐC"),)`), and the name."""

    office: str
    name: str = ""
    places: tuple[tuple[Authority, str], ...] = ()
    hint: str = ""  # `(Ký, ghi rõ họ tên)`


@dataclass(frozen=True, slots=True)
class Document:
    """An administrative document after Decree 30/2020/NĐ-CP.

    What a clerk writes in later stays empty: `number` leaves room before the symbol, `on` leaves room for day and
    month (`year` is then printed where it is given). `symbol` has no number and no slash before it (`BC-SVHTTDL`).
    `recipients` hold neither *Như trên* (added where there are `addressees`) nor the archive line, which is made of
    `archive` (`VT, QLBC`) and `copies`.
    """

    kind: Kind
    issuer: str
    abstract: str
    body: tuple[Block, ...]
    superior: str = ""
    number: str = ""
    symbol: str = ""
    place: str = ""
    on: date | None = None
    year: int | None = None
    addressees: tuple[str, ...] = ()
    bases: tuple[Words, ...] = ()
    signatures: tuple[Signature, ...] = ()
    recipients: tuple[str, ...] = ()
    archive: str = "VT"
    copies: int | None = None
    annexes: tuple[Annex, ...] = ()
    draft: bool = False


@dataclass(frozen=True, slots=True)
class OnePage:
    """A sheet for a meeting or a desk: no national name, small margins; `size` in points must let it fit one A4."""

    title: str
    blocks: tuple[Block, ...]
    lines: tuple[Words, ...] = ()  # under the title, centred
    foot: str = ""
    size: float = 10
    landscape: bool = False
