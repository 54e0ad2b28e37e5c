"""From lines to paragraphs: which line goes on, which begins anew, which is only a page number.

A plan's text comes with hard line ends, page numbers and stray blank lines, so the lines themselves are
measured first: how long a line is where a sentence runs on, and whether blank lines mean anything.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from vanban import data
from vanban.grammar.bodies import starts_with_verb
from vanban.grammar.lexicon import Tokens
from vanban.grammar.markers import BULLETS, Marker, find_marker
from vanban.grammar.names import names_only, parse_names
from vanban.repair.folding import fold
from vanban.repair.lines import Flow, Line, hyphenated, join_lines

_PAGE_NUMBER = re.compile(r"(?:[-–—_|]\s*)?(?:trang\s*)?(\d{1,3})(?:\s*/\s*\d{1,3})?(?:\s*[-–—_|])?", re.I)
_NUMBERED_HEAD = re.compile(r"\S\s+\|?\s*(?:trang|page)\s*\d{1,3}(?:\s*/\s*\d{1,3})?\s*$", re.I)
_ADDRESSES = data.groups("frame.txt")["addresses"]
# Signs after which a label stands inside a sentence: `10/2020; đơn vị thực hiện: …`.
_INSIDE = re.compile(r"\d[;,]|\d/\d")
_STRONG = (".", "!", "?", "…", "./", "./.")
_WEAK = (";", ":")
_CLOSERS = "”\"’')»"
_GOES_ON = frozenset(data.groups("words.txt")["goes_on"])


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together; `marker` if they open with one, `label` if with an attribute's name."""

    lines: list[Line]
    marker: Marker | None = None
    label: str | None = None
    flow: Flow = field(init=False)

    def close(self) -> None:
        """Join the lines once all have come."""
        self.flow = join_lines(self.lines)

    @property
    def text(self) -> str:
        """The joined text, marker included."""
        return self.flow.text


@dataclass(frozen=True, slots=True)
class Layout:
    """What the lines of a document look like: `full` is the width that a line and the word after it exceed
    where a sentence runs on (0: lines are not wrapped); `blanks` whether a blank line ends a paragraph; `indented`
    whether the first line of a paragraph is set in, and no other."""

    full: int
    blanks: bool
    indented: bool = False

    def short(self, line: str, after: str) -> bool:
        """Whether `line` stops before its edge although the first word of `after` had room."""
        return len(line) + 1 + len(after.split(" ", 1)[0]) < self.full


def page_numbers(lines: list[Line], page_starts: tuple[int, ...] = ()) -> frozenset[int]:
    """Answer the numbers of the lines that hold a page number, or a running head that comes back beside it."""
    found: list[int] = []
    last = 0
    for index, line in enumerate(lines):
        match = _PAGE_NUMBER.fullmatch(line.text.strip()) if len(line.text) < 160 else None
        if match is None or not last < int(match.group(1)) <= max(last, 9) + 20:
            continue
        named = "/" in line.text or line.text.strip()[:5].lower() == "trang"
        if _alone(lines, index, either=named) or _at_page_edge(lines, index, page_starts):
            found.append(index)
            last = int(match.group(1))
    found.extend(_running_heads(lines, found))
    return frozenset(lines[index].number for index in found)


def _running_heads(lines: list[Line], numbers: list[int]) -> list[int]:
    """Lines that say the same at two page ends or more: right beside a page number, or with one at their end."""
    beside = {
        index + step
        for index in numbers
        for step in (-1, 1)
        if 0 <= index + step < len(lines) and find_marker(lines[index + step].text.strip()) is None
    }
    numbered = {index for index, line in enumerate(lines) if len(line.text) < 160 and _NUMBERED_HEAD.search(line.text)}
    said: dict[str, list[int]] = {}
    for index in sorted(beside | numbered):
        if words := re.sub(r"\d+", "#", lines[index].text).strip():
            said.setdefault(words, []).append(index)
    return [index for places in said.values() if len(places) > 1 for index in places]


def _alone(lines: list[Line], index: int, either: bool = False) -> bool:
    """Whether the lines around are empty; `either`: one of them is enough."""
    before = index == 0 or not lines[index - 1].text.strip()
    after = index + 1 >= len(lines) or not lines[index + 1].text.strip()
    return (before or after) if either else (before and after)


def _at_page_edge(lines: list[Line], index: int, page_starts: tuple[int, ...]) -> bool:
    if not page_starts:
        return False
    start = lines[index].start
    if bisect_left(page_starts, start + 1) != bisect_left(page_starts, lines[max(index - 1, 0)].start + 1):
        return True
    following = next((line for line in lines[index + 1 : index + 6] if line.text.strip()), None)
    return following is None or bisect_left(page_starts, following.start + 1) != bisect_left(page_starts, start + 1)


def measure(lines: list[Line]) -> Layout:
    """Answer the layout of `lines` from the places where a sentence plainly runs over a line end."""
    sums: list[int] = []
    with_blank = transitions = blanks = flush = marked = set_in = 0
    previous, blank = "", False
    for line in lines:
        text = line.text.strip()
        if not text:
            blank = True
            continue
        if "\t" in text:  # a row of a table
            previous, blank = "", False
            continue
        if previous:
            transitions += 1
            blanks += blank
            if not ended(previous) and text[0].islower() and find_marker(text) is None:
                sums.append(len(previous) + 1 + len(text.split(" ", 1)[0]))
                with_blank += blank
                flush += not line.text[0].isspace()
        marker = find_marker(text)
        if marker is not None and marker.style not in BULLETS:  # recipients have dashes
            marked += 1
            set_in += line.text[:2].isspace()
        previous, blank = text, False
    if len(sums) < 3 or len(sums) * 8 < transitions:
        return Layout(0, True)
    running = len(sums)
    sums.sort()
    # lines of a title are short for another reason
    usual = sums[len(sums) // 2]
    sums = [length for length in sums if length * 4 > usual * 3]
    # the few blank lines of the head and of page ends say nothing about paragraphs
    indented = flush * 5 > running * 4 and set_in * 8 > marked * 7
    return Layout(sums[len(sums) // 12] - 1, blanks * 6 > transitions and with_blank * 6 < len(sums), indented)


def ended(text: str) -> bool:
    """Whether `text` ends like a sentence or a clause of a list."""
    return text.rstrip(_CLOSERS + " ").endswith(_STRONG + _WEAK)


def attribute_label(text: str) -> str | None:
    """Answer the label (folded) if `text` opens as an attribute line: `Đơn vị chủ trì: …`."""
    head, colon, _ = text.partition(":")
    if not colon or len(head) > 60:
        return None
    marker = re.match(r"[\W\d]*", head)
    if marker and _INSIDE.search(marker.group()):
        return None
    name = " ".join(re.sub(r"^[\W\d]+", "", fold(head)).split())
    return name if name in _roles() else None


def attribute_role(label: str) -> str:
    """Answer `executor`, `coordinator` or `time` for a label."""
    return _roles()[label]


def _roles() -> dict[str, str]:
    if not _ROLES:
        for role, names in data.groups("attributes.txt").items():
            _ROLES.update({fold(name): role for name in names})
    return _ROLES


_ROLES: dict[str, str] = {}


def breaks(layout: Layout, paragraph: Paragraph, line: Line, blank: bool, paged: bool = False) -> bool:
    """Whether the unmarked `line` begins a paragraph of its own after those of `paragraph`. `blank`: a blank line
    stands between; `paged`: so does the end of a page, which breaks sentences too."""
    before, text = paragraph.lines[-1].text.strip(), line.text.strip()
    if hyphenated(before) or not _opens(text):
        return False
    marker = paragraph.marker
    if marker is not None and len(paragraph.lines) == 1 and marker.end >= len(before):
        return False
    if _is_capitals(before) and _is_capitals(text) and marker is not None and not ended(before):
        return False
    last = before.rstrip(_CLOSERS + " ")
    if ended(before) and text.startswith(_ADDRESSES[0]):
        return True
    if not layout.full:
        named = marker is not None and len(paragraph.lines) == 1
        return ended(before) or not (_runs_on(last, text) or (named and _name_goes_on(before, text)))
    short = layout.short(before, text)
    if _set_in(layout, paragraph, line):
        numbered = marker is not None and marker.style not in BULLETS
        short = short or layout.indented
        return ended(before) or (numbered and short and len(paragraph.lines) <= 4 and not _runs_on(last, text))
    if last.endswith(_STRONG) or last.endswith(_WEAK):
        return short or (blank and (layout.blanks or text.startswith(_ADDRESSES)))
    if _is_capitals(before) and not _is_capitals(text):
        return True
    if _runs_on(last, text):
        return False
    titled = paragraph.marker is not None and paragraph.marker.style not in BULLETS and len(paragraph.lines) <= 4
    if (
        titled
        and (short or starts_with_verb(Tokens(text[:60]), 0))
        and marker is not None
        and len(paragraph.lines) == 1
        and names_only(before[marker.end :].strip())
        and not _name_goes_on(before, text)
    ):
        return True
    if layout.blanks:
        return (blank and (short or (titled and not paged))) or (titled and len(before) * 2 < layout.full)
    return short and (titled or paragraph.marker is None or len(before) * 3 < layout.full * 2)


def _name_goes_on(before: str, text: str) -> bool:
    """`UBND các huyện: Krông Nô, Đắk` + `Glong và …`: whether the last name of a line reaches into the next."""
    marker = find_marker(before)
    start = marker.end if marker else 0
    tokens = Tokens(f"{before} {text[:60]}")
    if starts_with_verb(tokens, tokens.index(len(before))) or not names_only(before[start:].strip()):
        return False
    return not _is_capitals(before) and parse_names(tokens, start, semicolons=True)[1] > len(before)


def _set_in(layout: Layout, paragraph: Paragraph, line: Line) -> bool:
    """Whether `line` is set in as first lines are: the line before is not, or it ended where only first lines are."""
    before = paragraph.lines[-1].text
    return line.text[:2].isspace() and (not before[:1].isspace() or layout.indented)


def _runs_on(last: str, text: str) -> bool:
    """Whether a line that ends `last` waits for what `text` goes on with: not after `Cao Bằng` or `chuyển đổi số`."""
    word = last.rsplit(" ", 1)[-1]
    if word == "số":
        return text[:1].isdigit()
    return last.endswith(",") or (word.lower() if last.isupper() else word) in _GOES_ON


def _opens(text: str) -> bool:
    """Whether `text` could begin a sentence."""
    first = text.lstrip("“\"'‘«([ ")[:1]
    return first.isupper() or (first.isdigit() and text[:1] not in "([")


def _is_capitals(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return len(letters) > 1 and sum(char.isupper() for char in letters) > 0.8 * len(letters)
