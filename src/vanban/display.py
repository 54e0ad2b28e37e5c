"""A reading for a person at a terminal: header, outline with who answers for what in the margin, warnings."""

from __future__ import annotations

import itertools
import textwrap
import unicodedata
from collections.abc import Iterator, Sequence

from vanban.grammar.markers import find_marker
from vanban.model import Assignment, Reading, Unit

NARROW = 72
_MARGIN_SHARE = 0.36
_MARGIN_MOST = 48
_INDENT = 2
_DEEPEST_INDENT = 12
_TEXT_LINES = 2
_ROLES = {"executor": "đơn vị thực hiện", "coordinator": "đơn vị phối hợp", "time": "thời gian thực hiện"}


def render(reading: Reading, *, width: int, full: bool = False) -> Iterator[str]:
    """Answer the lines to print, none wider than `width` (at least 40); `full` prints whole paragraphs.

    On a narrow screen what would stand in the margin stands under its paragraph.
    """
    width = max(width, 40)
    yield from _header(reading, width)
    yield ""
    yield from _outline(reading, width, full)
    yield from _foot(reading, width)


def _header(reading: Reading, width: int) -> Iterator[str]:
    about = reading.metadata
    name = " ".join(part for part in (about.kind or "Văn bản", about.number) if part)
    when = f", ngày {_day(about.date)}" if about.date else ""
    yield from _wrapped(name + when, width)
    if about.title:
        yield from _wrapped(about.title, width)
    by = " · ".join(part for part in (about.issuer, about.secrecy, about.urgency) if part)
    if by:
        yield from _wrapped(by, width)
    if about.signer:
        capacity = f" ({about.sign_capacity})" if about.sign_capacity else ""
        yield from _wrapped(f"Người ký: {about.signer}{capacity}", width)
    unsure = sum(not duty.sure for duty in reading.assignments)
    counts = f"{len(reading.units)} mục · {len(reading.assignments)} nhiệm vụ"
    yield counts + (f" · {unsure} cần xem" if unsure else "")


def _outline(reading: Reading, width: int, full: bool) -> Iterator[str]:
    duties: dict[str, list[Assignment]] = {}
    for duty in reading.assignments:
        duties.setdefault(duty.path, []).append(duty)
    margin = 0 if width < NARROW or not reading.assignments else min(int(width * _MARGIN_SHARE), _MARGIN_MOST)
    above: list[str] = []
    for unit in reading.units:
        while above and not unit.path.startswith(above[-1] + "."):
            above.pop()
        indent = min(len(above) * _INDENT, _DEEPEST_INDENT)
        above.append(unit.path)
        own = duties.pop(unit.path, [])
        marked = [duty for duty in own if not duty.unmarked]
        yield from _beside(_paragraph(reading, unit), _says(marked), indent, width, margin, full)
        for duty in own:
            if duty.unmarked:
                yield from _beside(("¶ ", duty.text), _says([duty]), indent, width, margin, full)


def _paragraph(reading: Reading, unit: Unit) -> tuple[str, str]:
    printed = reading.source_text[unit.start : unit.start + 60].lstrip()
    marker = find_marker(printed)
    sign = printed[: marker.end].strip() if marker else ""
    role = f" [{_ROLES[unit.role]}]" if unit.role else ""
    return (f"{sign} " if sign else ""), unit.text + role


def _says(duties: Sequence[Assignment]) -> list[str]:
    lines: list[str] = []
    for duty in duties:
        asked = set(duty.requested)
        lead = "; ".join(f"đề nghị {name}" if name in asked else name for name in duty.lead)
        beside = "; ".join(f"đề nghị {name}" if name in asked else name for name in duty.coordinating)
        parts = (
            ("chủ trì", lead),
            ("phối hợp", beside),
            ("hạn", duty.deadline),
            ("định kỳ", duty.rhythm.text if duty.rhythm else None),
            ("? cần xem", None if duty.sure else duty.why_unsure or "chưa chắc"),
        )
        lines += [f"{name}: {value}" for name, value in parts if value]
    return lines


def _beside(
    paragraph: tuple[str, str], notes: Sequence[str], indent: int, width: int, margin: int, full: bool
) -> Iterator[str]:
    sign, text = paragraph
    room = width - (margin + 3 if margin else 0)
    hang = indent + min(len(sign), 8)
    words = _wrapped(sign + text, room, first=indent, rest=hang)
    if not full and len(words) > _TEXT_LINES:
        words = [*words[: _TEXT_LINES - 1], _shortened(words[_TEXT_LINES - 1], room)]
    if not margin:
        yield from words
        for note in notes:
            yield from _wrapped(f"→ {note}", width, first=hang, rest=hang + 2)
        return
    said = [line for note in notes for line in _wrapped(note, margin, rest=2)]
    for left, right in itertools.zip_longest(words, said, fillvalue=""):
        yield f"{left}{' ' * (room - cells(left))} │ {right}".rstrip() if right else left


def _shortened(line: str, room: int) -> str:
    while cells(line) > room - 2 and " " in line.strip():
        line = line.rpartition(" ")[0]
    return line.rstrip() + " …"


def _foot(reading: Reading, width: int) -> Iterator[str]:
    sections = (
        ("Báo cáo", [_report(one.date, one.who, one.to) for one in reading.report_deadlines]),
        ("Nơi nhận", [f"- {name}" for name in reading.recipients]),
        ("Cần lưu ý", [_at(warning.line) + warning.message for warning in reading.warnings]),
    )
    for title, lines in sections:
        if lines:
            yield ""
            yield f"{title}:"
            for line in lines:
                yield from _wrapped(line, width, first=2, rest=4)


def _report(date: str, who: str | None, to: str | None) -> str:
    whom = f" → {to}" if to else ""
    return f"{_day(date)}: {who or 'chưa rõ cơ quan'}{whom}"


def _at(line: int | None) -> str:
    return "" if line is None else f"Dòng {line}: "


def _day(date: str | None) -> str:
    """`2024-11-15` as `15/11/2024`, the yearly `--12-10` as `10/12 hằng năm`."""
    if date is None:
        return ""
    year, _, rest = date.partition("-") if not date.startswith("--") else ("", "", date[2:])
    month, _, day = rest.partition("-")
    return f"{day}/{month}/{year}" if year else f"{day}/{month} hằng năm"


def cells(text: str) -> int:
    """How many columns of a terminal `text` takes: composed letters one, combining marks none, wide signs two."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text
    )


def _wrapped(text: str, width: int, *, first: int = 0, rest: int = 0) -> list[str]:
    clean = "".join(sign if sign.isprintable() else " " for sign in text)
    return textwrap.wrap(clean, width, initial_indent=" " * first, subsequent_indent=" " * rest, break_on_hyphens=False)
