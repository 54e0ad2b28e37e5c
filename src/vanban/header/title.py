"""What a document is and what it is about: its kind, its title, the abstract of a letter, the enacting sentence."""

from __future__ import annotations

import re
from functools import cache

from vanban import data
from vanban.grammar.letters import UPPER
from vanban.header.dateline import read_dateline, read_number
from vanban.header.frame import is_capitals, is_crown, is_rule, pieces
from vanban.header.head import Head
from vanban.header.issuers import opens_body
from vanban.header.stamps import is_stamp, stamp_of, without_draft
from vanban.repair.folding import fold
from vanban.repair.lines import Flow, Line, join_lines

_ABSTRACT = re.compile(r"\W{0,2}V\s?[/l|]\s?[vy]\b\s*:?\s*(?:việc\s+)?", re.I)
_ABSTRACT_LINES = 6
_TITLE_LINES = 8
_LONGEST_TITLE_LINE = 160
_OFF_CENTRE = 1.5  # letters by which centred lines may stand beside one another
_ENACTS = (
    r"\b(?:ban hành|xây dựng)\s+(?P<kind>{kinds})\s+(?P<title>.{{3,600}}?)\s*[,;:]?\s*"
    r"(?:(?:cụ thể|chi tiết|gồm|với|bao gồm)\b[^.]{{0,60}}?\s)?(?:như sau|sau đây|sau\s*:)"
)


def abstract_mark(text: str) -> re.Match[str] | None:
    """Answer the `V/v` that opens `text`."""
    return _ABSTRACT.match(text)


@cache
def _kinds() -> dict[str, str]:
    return {fold(kind): kind for kind in data.lines("kinds.txt")}


@cache
def _closed_kinds() -> dict[str, str]:
    return {folded.replace(" ", ""): kind for folded, kind in _kinds().items()}


def kind_line(text: str) -> str | None:
    """Answer the kind if a line prints it alone and in capitals, its letters spaced or one of them bent."""
    stripped = without_draft(text.strip(" \t:*-–_.")).strip(" \t:*-–_.'|")
    if not 3 < len(stripped) < 60 or not is_capitals(stripped):
        return None
    closed = fold(stripped).replace(" ", "")
    known = _closed_kinds()
    if closed in known:
        return known[closed]
    if len(closed) < 7 or not closed.isalpha():
        return None
    bent = [kind for name, kind in known.items() if len(name) == len(closed) and _differ(name, closed) == 1]
    return bent[0] if len(bent) == 1 else None


def _differ(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))


def kind_opening(text: str) -> str | None:
    """`KẾ HOẠCH CÔNG TÁC …` on one line, all in capitals."""
    if text.upper() != text or len(text) < 8:
        return None
    folded = fold(text)
    return next((kind for name, kind in _kinds().items() if folded.startswith(name + " ")), None)


def read_title(rows: list[Line], after: int, head: Head) -> None:
    """Put kind and title: under the line of the kind, on it, or after `V/v`. `after`: the first row under the head."""
    for index, row in enumerate(rows):
        if kind_line(row.text) or fold(row.text.strip()).startswith("kinh gui"):
            break
        if _read_abstract(rows, index, head):
            return
    for index in range(after, len(rows)):
        if fold(rows[index].text.strip()).startswith("kinh gui"):
            break
        if _read_kind(rows, index, head):
            return
    if any(fold(row.text.strip()).startswith("kinh gui") for row in rows) and head.text("symbol"):
        row = next(row for row in rows if fold(row.text.strip()).startswith("kinh gui"))
        head.put("kind", "Công văn", join_lines([row]))


def _read_kind(rows: list[Line], index: int, head: Head) -> bool:
    text = " ".join(rows[index].text.split())
    kind = kind_line(text)
    if kind is not None:
        head.put("kind", kind, join_lines([rows[index]]))
        lines = _without_author(_title_lines(rows[index + 1 :]))
        if lines:
            flow = join_lines(lines)
            mark = _ABSTRACT.match(flow.text)
            start = mark.end() if mark else 0
            head.put("title", _titled(flow.text[start:]) if mark else flow.text, flow, start)
        return True
    kind = kind_opening(text)
    if kind is None:
        return False
    flow = join_lines(_title_lines(rows[index:], first=True))
    head.put("kind", kind, flow, 0, len(kind))
    start = len(flow.text) - len(flow.text[len(kind) :].lstrip(" :-–"))
    head.put("title", flow.text[start:], flow, start)
    return True


def _without_author(lines: list[Line]) -> list[Line]:
    """`CỦA BAN THƯỜNG VỤ TỈNH ỦY` between the kind and the title says who issues, not what it is about."""
    if len(lines) > 1 and is_capitals(lines[0].text) and not is_capitals(lines[1].text):
        return lines[1:] if fold(lines[0].text.strip()).startswith("cua ") else lines
    return lines


def _titled(words: str) -> str:
    words = words.strip()
    return words[:1].upper() + words[1:]


def _read_abstract(rows: list[Line], index: int, head: Head) -> bool:
    """`V/v …` on its own line or in the left column, the words of several lines joined."""
    opening = next((piece for piece in pieces(rows[index]) if _ABSTRACT.match(piece.text)), None)
    if opening is None:
        return False
    lines = [_stretch(rows[index], opening.start, opening.end)]
    before = rows[index]
    for row in rows[index + 1 : index + _ABSTRACT_LINES]:
        stretches = pieces(row)
        if all(_other(piece.text) for piece in stretches):
            continue  # the right column, where it was read first
        left = next((piece for piece in stretches if piece.column == 0 and not _other(piece.text)), None)
        gap = row.number - before.number > 1
        if (
            left is None
            or fold(left.text).startswith(("kinh gui", "noi nhan"))
            or (gap and not left.text[:1].islower())
        ):
            break
        lines.append(_stretch(row, left.start, left.end))
        before = row
    flow = join_lines(lines)
    mark = _ABSTRACT.match(flow.text)
    start = mark.end() if mark else 0
    words = flow.text[start:].rstrip(" .;_-")
    dated = read_dateline(words)
    words = words[: dated.start].rstrip(" ,") if dated else words
    head.put("kind", "Công văn", flow, 0, max(start, 1))
    head.put("title", _titled(words), flow, start, start + len(words))
    return True


def _other(text: str) -> bool:
    return is_stamp(text) or read_number(text) is not None or read_dateline(text) is not None


def _stretch(line: Line, start: int, end: int) -> Line:
    """`line[start:end]` as a line that knows its place."""
    offsets = line.offsets[start : end + 1] if line.offsets else None
    if offsets is not None:
        return Line(line.number, line.text[start:end], line.start, offsets)
    return Line(line.number, line.text[start:end], line.start + start)


def _title_lines(rows: list[Line], first: bool = False) -> list[Line]:
    taken: list[Line] = []
    for line, below in zip(rows[:_TITLE_LINES], [*rows[1:], None], strict=False):
        text = line.text.strip()
        if is_rule(text) or (not taken and stamp_of(text)):
            if taken:
                break
            continue
        if _ends_title(text, line, taken, below, first=first):
            break
        taken.append(line)
    return taken


def _ends_title(text: str, line: Line, taken: list[Line], below: Line | None, *, first: bool) -> bool:
    if text.startswith(("(", "[")) or is_crown(text) or is_stamp(text):
        return not (taken and line.number - taken[-1].number == 1 and text.startswith("(") and "kèm theo" not in text)
    basis = tuple(data.groups("frame.txt")["legal_basis"])
    if taken:
        if read_dateline(text) is not None:
            return True
        capitals = is_capitals(text)
        all_capitals = capitals and is_capitals(taken[-1].text)
        gap = line.number - taken[-1].number > 1
        # nobody ends a title with a comma
        goes_on = text[0].islower() or all_capitals or fold(taken[-1].text).rstrip().endswith(("kem theo", ","))
        if (gap and not goes_on) or (not goes_on and text.lower().startswith(basis)):
            return True
        if not goes_on and _is_paragraph(line, taken, below):
            return True
        if capitals and opens_authority(text) and (gap or not all_capitals):
            return True
    return fold(text).startswith(("kinh gui", "can cu")) and not (first and not taken)


def _is_paragraph(line: Line, taken: list[Line], below: Line | None) -> bool:
    """Whether a line after a title begins the text: it stands far left of centred lines, or holds a paragraph."""
    indent, before = (len(each.text) - len(each.text.lstrip()) for each in (line, taken[-1]))
    middle, above = ((len(each.text.rstrip()) + at) / 2 for each, at in ((line, indent), (taken[-1], before)))
    runs_on = below is not None and below.number == line.number + 1 and not below.text[:1].isspace()
    if indent > 2 and abs(middle - above) <= _OFF_CENTRE and not runs_on:
        return False
    return len(line.text) > _LONGEST_TITLE_LINE or (
        before > indent + 1 and (not indent or len(line.text) > len(taken[-1].text.strip()))
    )


def opens_authority(text: str) -> bool:
    """Whether a line in capitals names who decides, as above the legal bases of a decision."""
    return opens_body(text) or text.startswith(tuple(data.groups("stamps.txt")["office"]))


def read_enacting(opening: list[Flow], head: Head) -> None:
    """Put what the enacting sentence says (`… ban hành Kế hoạch … như sau:`) where the head is silent."""
    kinds = "|".join(re.escape(kind) for kind in data.lines("kinds.txt"))
    enacts = re.compile(_ENACTS.replace("{kinds}", kinds).replace("{{", "{").replace("}}", "}"), re.S)
    for flow in reversed(opening):
        match = enacts.search(flow.text)
        if match is None:
            continue
        head.put("kind", match["kind"], flow, match.start("kind"), match.end("kind"))
        title = match["title"].strip(" ,;:")
        head.put("title", title[:1].upper() + title[1:], flow, match.start("title"), match.start("title") + len(title))
        before = flow.text[: match.start()]
        names = list(_issuers().finditer(before))
        if names:
            last = names[-1]
            head.put("issuer_as_written", last.group(), flow, last.start(), last.end())
            head.put("issuer", _full(last.group()), flow, last.start(), last.end())
        return


@cache
def _issuers() -> re.Pattern[str]:
    return re.compile(
        r"(?:UBND|[ỦU][yỷ] ban [Nn]hân dân|Uỷ ban [Nn]hân dân|HĐND|Hội đồng nhân dân)\s+"
        r"(?:tỉnh|thành phố|huyện|thị xã|quận|xã|phường|thị trấn|đặc khu)"
        rf"(?:\s+[{UPPER}]\w*(?:\s+(?:-\s+)?[{UPPER}]\w*){{0,3}})?"
    )


def _full(name: str) -> str:
    name = re.sub(r"^UBND\b", "Ủy ban nhân dân", name)
    name = re.sub(r"^HĐND\b", "Hội đồng nhân dân", name)
    return re.sub(r"^[ỦU][yỷ] ban [Nn]hân dân", "Ủy ban nhân dân", name)
