"""Which lines of a page are the document: those of the box where an official document begins and ends, or, where
neither shows, of the box that holds most of the running text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from vanban import data
from vanban.repair.folding import fold
from vanban.sources.html.stream import Boxes, PageLine
from vanban.sources.layout import Grid

_SOLID = 60
_SHORT = 80
# A box called a menu that holds this share of the page is none; a box of this share holds the document.
_MISNAMED, _LEAST, _MOST = 0.4, 0.3, 0.6
_HEAD_LINES, _FOOT_LINES, _AFTER = 16, 60, 4
_CLIMB = 60
_MOTTO = re.compile(r"\W*(?:CỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI|ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM)")
_CLOSING = re.compile(r"\W*(?:Nơi nhận\b|NƠI NHẬN\b|(?:TM|KT|TL|TUQ|Q)\.\s?\w|[-–]?\s*Lưu\s*:)|.*\./\.\s*$", re.DOTALL)
_ANNEX = re.compile(r"\W*(?:PHỤ LỤC|Phụ lục)\b.{0,30}$|\W*\(?(?:Ban hành )?[Kk]èm theo\b")
_OPENING = re.compile(r"CỘNG H[ÒO]|Ủ?Y BAN NHÂN DÂN|UBND|KẾ HOẠCH|QUYẾT ĐỊNH|TỈNH ỦY|[IVX]+\.\s", re.IGNORECASE)
_ENDING = re.compile(r"Nơi nhận|TM\.|KT\.|CHỦ TỊCH|\./\.|Lưu:", re.IGNORECASE)
_SECRECY = re.compile(r"\W*(?:(?:TUYỆT|TỐI)\s+)?MẬT\W*")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NAME_PARTS = re.compile(r"[\s_-]+")


def document(lines: Sequence[PageLine], boxes: Boxes) -> list[PageLine]:
    """Answer the lines of the document itself, in order."""
    page = _Weighed(lines, boxes)
    kept = [line for line in lines if not page.is_chrome(line.box)]
    main = [line for line in kept if line.main]
    if _weight(main) * 2 >= _weight(kept):
        kept = main or kept
    kept = _without_contents(kept)
    if len(kept) == len(lines) and not any(line.linked * 2 > len(line.text) or _is_button(line) for line in lines):
        return kept  # nothing but the document
    opening = next((at for at, line in enumerate(kept) if _opens(line)), None)
    if opening is None:
        return _trimmed(page.within(kept, page.fullest(kept)))
    ends = [at for at in range(opening + 1, len(kept)) if _CLOSING.match(kept[at].text) and kept[at].own]
    last = kept[ends[-1]].box if ends else page.fullest(kept)
    around = page.common(kept[opening].box, last)
    body = page.within(kept, around)
    if _weight(body) < _LEAST * _weight(kept):
        return _trimmed(page.within(kept, page.fullest(kept)))
    found = _cut(body, body.index(kept[opening]), page)
    inside = set(map(id, found))
    return [line for line in lines if id(line) in inside or _SECRECY.fullmatch(line.text)]


def _weight(lines: Iterable[PageLine]) -> int:
    """Answer how much running text `lines` hold; short ones may be labels."""
    return sum(line.own if line.own >= _SOLID else line.own // 4 for line in lines)


@dataclass(slots=True)
class _Weighed:
    """The boxes of a page with the weight of what they hold, and which of them stand around the document."""

    boxes: Boxes
    ends: list[int]
    around: list[bool]

    def __init__(self, lines: Sequence[PageLine], boxes: Boxes) -> None:
        self.boxes = boxes
        parents = boxes.parents
        weights = [0] * len(parents)
        marked = [False] * len(parents)
        self.ends = list(range(1, len(parents) + 1))
        for line in lines:
            weights[line.box] += _weight([line])
            if _MOTTO.match(line.text) or _CLOSING.match(line.text):
                marked[line.box] = True
        for box in range(len(parents) - 1, 0, -1):
            parent = parents[box]
            weights[parent] += weights[box]
            marked[parent] = marked[parent] or marked[box]
            self.ends[parent] = max(self.ends[parent], self.ends[box])
        most = _MISNAMED * weights[0]
        self.around = [False] * len(parents)
        for box in range(1, len(parents)):
            called = box in boxes.chrome or _is_called_chrome(boxes.names.get(box, ""))
            own = called and not marked[box] and (weights[box] < most or not weights[0])
            self.around[box] = own or self.around[parents[box]]

    def is_chrome(self, box: int) -> bool:
        """Whether `box` stands around the document, by what it or a box around it is called."""
        return self.around[box]

    def common(self, one: int, other: int) -> int:
        """Answer the smallest box that holds both."""
        while one != other:
            if one > other:
                one = self.boxes.parents[one]
            else:
                other = self.boxes.parents[other]
        return one

    def fullest(self, lines: Sequence[PageLine]) -> int:
        """Answer the smallest box that holds most of the running text of `lines`."""
        weights: dict[int, int] = {}
        for line in lines:
            weights[line.box] = weights.get(line.box, 0) + _weight([line])
        parents = self.boxes.parents
        held = [weights.get(box, 0) for box in range(len(parents))]
        for box in range(len(parents) - 1, 0, -1):
            held[parents[box]] += held[box]
        return max(box for box, weight in enumerate(held) if weight >= _MOST * held[0])

    def within(self, lines: Iterable[PageLine], box: int) -> list[PageLine]:
        """Answer the lines that stand in `box`."""
        return [line for line in lines if box <= line.box < self.ends[box]]

    def beside(self, lines: Sequence[PageLine], at: int, most: int) -> range:
        """Answer the places of the lines in the largest table around `lines[at]` that holds no more than `most`."""
        found = range(at, at + 1)
        box = lines[at].box
        for _ in range(_CLIMB):
            if box not in self.boxes.tables:
                box = max(self.boxes.parents[box], 0)
                continue
            first, last = at, at
            while first > 0 and box <= lines[first - 1].box < self.ends[box] and last - first < most:
                first -= 1
            while last + 1 < len(lines) and box <= lines[last + 1].box < self.ends[box] and last - first < most:
                last += 1
            if last - first >= most:
                break
            found = range(first, last + 1)
            box = max(self.boxes.parents[box], 0)
        return found


def _cut(lines: list[PageLine], opening: int, page: _Weighed) -> list[PageLine]:
    """The document out of the box that holds it: from its letterhead to the name under it, or the end of an annex."""
    first = opening
    if _MOTTO.match(lines[opening].text):
        first = page.beside(lines, opening, _HEAD_LINES).start
        while first and _is_letterhead(lines[first - 1]):
            first -= 1
    elif first:
        first = next(at for at, line in enumerate(lines) if at == opening or not _is_around(line))
    last = opening
    annex = False
    for at in range(opening + 1, len(lines)):
        line = lines[at]
        if _CLOSING.match(line.text) and line.own:
            last = max(last, page.beside(lines, at, _FOOT_LINES)[-1])
        elif _ANNEX.match(line.text) or (_MOTTO.match(line.text) and at > last):
            last, annex = at, True
        elif isinstance(line.block, Grid) and not line.linked:
            last = max(last, at)
    if last == opening:
        return _trimmed(lines)
    end = last + 1
    while end < len(lines) and not _is_around(lines[end]) and (annex or _is_name(lines, end, last)):
        end += 1
    return [line for line in lines[first:end] if not _is_button(line)]


def _is_name(lines: Sequence[PageLine], at: int, last: int) -> bool:
    return at - last <= _AFTER and lines[at].own < _SOLID


def _trimmed(lines: list[PageLine]) -> list[PageLine]:
    """`lines` without lists of links before and after, where nothing shows where the document begins and ends."""
    solid = [place for place, line in enumerate(lines) if line.own >= _SOLID]
    opening = (
        place
        for place, line in enumerate(lines)
        if line.own >= _SOLID or (line.own > line.linked and _OPENING.match(line.text))
    )
    first = next(opening, 0)
    last = max([*solid[-1:], *(p for p, line in enumerate(lines) if _ENDING.search(line.text))], default=len(lines))
    inside = (line for place, line in enumerate(lines) if first <= place <= last or line.linked * 2 < len(line.text))
    return [line for line in inside if not _is_button(line)]


def _without_contents(lines: list[PageLine]) -> list[PageLine]:
    """`lines` without the table of contents that a portal makes: several lines of links to places of the page."""
    found: list[PageLine] = []
    run: list[PageLine] = []
    for line in lines:
        if line.inner and line.inner * 10 >= len(line.text) * 9:
            run.append(line)
            continue
        if len(run) == 1:
            found.extend(run)
        run = []
        found.append(line)
    return found + (run if len(run) == 1 else [])


def _opens(line: PageLine) -> bool:
    """Whether an official document begins here: its motto, or its kind alone on a line."""
    if line.linked or len(line.text) > _SHORT:
        return False
    return _MOTTO.match(line.text) is not None or line.text.strip() in _kinds()


def _is_letterhead(line: PageLine) -> bool:
    text = line.text.strip()
    return not line.linked and len(text) < _SHORT and (text.isupper() or text.startswith("Số")) and "|" not in text


def _is_around(line: PageLine) -> bool:
    """Whether a line outside the document is surely none of it: links, buttons, counters."""
    folded = fold(line.text).strip()
    return (
        line.linked * 2 > len(line.text)
        or _is_button(line)
        or _made_of("buttons", "outside").fullmatch(folded) is not None
        or folded.startswith(tuple(map(fold, data.groups("portals.txt")["counters"])))
    )


def _is_button(line: PageLine) -> bool:
    text = line.text.strip()
    return 0 < len(text) < 200 and _made_of("buttons").fullmatch(fold(text)) is not None


@cache
def _made_of(*groups: str) -> re.Pattern[str]:
    words = sorted((fold(word) for group in groups for word in data.groups("portals.txt")[group]), key=len)
    one = "|".join(re.escape(word) for word in reversed(words))
    return re.compile(rf"[\W\d]*(?:(?:{one})(?:[\W\d]+|$))+")


@cache
def _kinds() -> frozenset[str]:
    return frozenset(kind.upper() for kind in data.lines("kinds.txt"))


@cache
def _chrome_names() -> frozenset[str]:
    return frozenset(data.groups("portals.txt")["names"])


def _is_called_chrome(names: str) -> bool:
    for name in names.split():
        parts = _NAME_PARTS.split(_CAMEL.sub("-", name).lower())
        if name.lower() in _chrome_names() or not _chrome_names().isdisjoint(parts):
            return True
    return False
