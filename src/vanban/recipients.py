"""The recipients: the lines under *Nơi nhận*, without dash, final sign and signature text."""

from __future__ import annotations

import re
from dataclasses import replace

from vanban.grammar.letters import LOWER, UPPER
from vanban.parts import is_recipients_line, is_signature_line
from vanban.repair.lines import Flow, Line, join_lines

_DASH = re.compile(r"^[-–—_•+*]+\s*")
# What the right column of the foot prints on the same line: `; PHÓ CHỦ TỊCH`, or far to the right.
_SIGNATURE_TAIL = re.compile(
    rf"(?:(?<=[;.:])\s+|(?<=;))(?=.*\b(?=\w{{3}})\w*[^\W\x00-\x7f])[{UPPER}]{{2,}}(?:[. ]+[{UPPER}]{{2,}})+[. ]*$"
    rf"|\s+(?:TM|KT|TL|TUQ)\.\s+[^{LOWER}]*$"
)
# A signer whom the extraction has put on the line of a recipient: `- Lưu: VT. Nguyễn Văn An`.
SIGNER_TAIL = re.compile(rf"(?:(?<=[;.])\s+|(?<=;))(?:[{UPPER}][{LOWER}]*\s+){{2,3}}[{UPPER}][{LOWER}]+$")
# A sign of capacity at the end of a cell: `- Như trên; KT. CHỦ TỊCH`.
SIGN_TAIL = re.compile(rf"(?:^|\s)(?P<sign>(?:TM|KT|TL|TUQ|Q|T/M|K/T|T/L)(?:\.|(?<=/[MTL]))\s?[^{LOWER}]{{4,}})$")
_COLUMN = re.compile(r"(?:\s{3,}|\t)(?=\S)")
_FAR = 24
_STRAY = re.compile(r"(?<=;)\s+\w$")


def read_recipients(foot: list[Line]) -> list[Flow]:
    """Answer the recipients in order, each with its place."""
    found: list[Flow] = []
    group: list[Line] = []
    opened = False
    for line in map(_left_column, foot):
        text = line.text.strip()
        if not opened:
            if is_recipients_line(text):
                opened = True
                found.extend(_inline(line))
            continue
        dashed = _DASH.match(text) is not None
        if dashed or not text or is_signature_line(text) or _ended(group):
            _flush(group, found)
            if dashed:
                group = [line]
            elif text and (is_signature_line(text) or _looks_like_name(text)):
                continue
            continue
        if group:
            group.append(line)
    _flush(group, found)
    return found


def _left_column(line: Line) -> Line:
    """The line without what stands far to the right: the signature's column."""
    indent = len(line.text) - len(line.text.lstrip())
    column = _COLUMN.search(line.text, indent)
    if column is None:
        return line if indent < _FAR else replace(line, text="", offsets=None)
    offsets = line.offsets[: column.start() + 1] if line.offsets else None
    return replace(line, text=line.text[: column.start()], offsets=offsets)


def _ended(group: list[Line]) -> bool:
    return bool(group) and group[-1].text.rstrip().endswith((";", "."))


def _flush(group: list[Line], found: list[Flow]) -> None:
    if group:
        flow = _trim(join_lines(group))
        if any(char.isalnum() for char in flow.text):
            found.append(flow)
        group.clear()


def _trim(flow: Flow) -> Flow:
    text = flow.text
    start = match.end() if (match := _DASH.match(text)) else 0
    for noise in (_SIGNATURE_TAIL, SIGNER_TAIL, _STRAY):
        if tail := noise.search(text, start):
            text = text[: tail.start()]
    return flow.cut(start, len(text.rstrip(" ;.,:")))


def _inline(line: Line) -> list[Flow]:
    """Recipients on the line of `Nơi nhận:` itself, apart by semicolons."""
    flow = join_lines([line])
    _, colon, rest = flow.text.partition(":")
    if not colon or not rest.strip() or is_signature_line(rest.strip()):
        return []
    start = len(flow.text) - len(rest)
    parts = []
    for piece in rest.split(";"):
        if any(char.isalnum() for char in piece):
            parts.append(_trim(flow.cut(start, start + len(piece))))
        start += len(piece) + 1
    return parts


def _looks_like_name(text: str) -> bool:
    words = text.split()
    return 2 <= len(words) <= 5 and all(word[:1].isupper() and word[1:].islower() for word in words)
