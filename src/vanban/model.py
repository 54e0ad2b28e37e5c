"""Frozen values of a reading. Offsets count code points of `source_text`; lines and pages count from 1."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any, Literal

SCHEMA = "vanban/1"

Role = Literal["executor", "coordinator", "time"]
Mode = Literal["assign", "request", "mixed"]
RhythmKind = Literal["ongoing", "monthly", "quarterly", "yearly", "ad_hoc"]


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on what is taken in; a source past them is read in part, with a warning, or refused.

    `max_bytes`: bytes taken from a file; `max_chars`: characters of text kept; `max_pages`: pages of a
    paged source; `max_unpacked_bytes`: bytes a packed source (DOCX) may grow to; `max_parts`: files inside it;
    `max_ratio`: how many times larger than its packed form a part may be; `max_elements`: XML or HTML elements
    walked; `max_seconds`, `max_memory_bytes`: wall time and address space of the process that reads a PDF.
    """

    max_bytes: int = 64 * 1024 * 1024
    max_chars: int = 2_000_000
    max_pages: int = 2_000
    max_unpacked_bytes: int = 256 * 1024 * 1024
    max_parts: int = 5_000
    max_ratio: int = 200
    max_elements: int = 2_000_000
    max_seconds: float = 60.0
    max_memory_bytes: int = 1024 * 1024 * 1024


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
class Metadata:
    """What head and foot of the document say; None where they do not. `date` is ISO."""

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


@dataclass(frozen=True, slots=True)
class BodyParagraph:
    """An unmarked paragraph that continues the unit before it."""

    text: str
    start: int
    end: int
    line: int


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph that opens with a marker; `text` is whole, without the marker, its lines joined."""

    path: str
    heading: bool
    text: str
    role: Role | None
    body: tuple[BodyParagraph, ...]
    start: int
    end: int
    line: int
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A recurrence as printed (`thường xuyên`, `hằng quý`) and its kind."""

    text: str
    kind: RhythmKind


@dataclass(frozen=True, slots=True)
class Assignment:
    """One paragraph that charges somebody; names as printed, `due` the first printed date, never shifted."""

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


@dataclass(frozen=True, slots=True)
class Citation:
    """A document referred to by number, at its first mention; `kind` is the printed word."""

    kind: str | None
    number: str
    date: str | None
    issuer: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ReportDeadline:
    """A duty to report by a stated date: ISO, or `--MM-DD` for a yearly one."""

    who: str | None
    to: str | None
    date: str
    text: str


@dataclass(frozen=True, slots=True)
class Repair:
    """A change between `source_text` and `text`; `sure` is False where a person should look."""

    line: int
    original: str
    repaired: str
    rule: str
    sure: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything read from one source. `text` has as many lines as `source_text`."""

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
    schema: str = SCHEMA

    def as_dict(self) -> dict[str, Any]:
        """Answer the JSON object of the contract: plain dicts, lists, strings, numbers, booleans and None."""
        plain: dict[str, Any] = {"schema": self.schema}
        for item in fields(self):
            if item.name != "schema":
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
