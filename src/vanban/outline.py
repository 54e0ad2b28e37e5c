"""The outline: which paragraphs open with a marker, how they nest, what follows them unmarked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from vanban import data
from vanban.grammar.bodies import starts_with_verb
from vanban.grammar.letters import UPPER
from vanban.grammar.lexicon import Tokens
from vanban.grammar.markers import BULLETS, Marker, find_marker, letter_value, to_roman
from vanban.grammar.names import names_only
from vanban.paragraphs import Layout, Paragraph, attribute_label, attribute_role, breaks, ended
from vanban.repair.folding import fold
from vanban.repair.lines import Flow, Line

_TITLE_WORDS = 45
_INTRO_WORDS = 12
_OPENING_QUOTES = ("“", '"', "«")
_CLOSING_QUOTES = ("”", '"', "»")
_LONGEST_QUOTATION = 400  # lines
_ADDRESSED = re.compile(r"kinh gui|.{0,80}\bdien\s*:$")  # `Kính gửi:`, `CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH ĐIỆN:`
_FORMULA = re.compile(r"\W*(?:trên đây là|nơi nhận)", re.I)


@dataclass(slots=True, eq=False)
class Node:
    """A unit while it is being read: its paragraph, its place in the tree, the unmarked paragraphs after it."""

    paragraph: Paragraph
    marker: Marker
    parent: Node | None
    path: str = ""
    rank: int = 0
    text: Flow = field(init=False)
    body: list[Paragraph] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)
    heading: bool = False
    role: str | None = None

    def ancestors(self) -> Iterator[Node]:
        """Its parent, the parent's parent and so on."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent


@dataclass(slots=True)
class Part:
    """The document itself, the plan issued with it, or an annex: what stands before its first unit, its units in
    order, and the unmarked paragraphs that close it."""

    prefix: str
    front: list[Paragraph] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    closing: list[Paragraph] = field(default_factory=list)


def read_part(prefix: str, lines: list[Line], layout: Layout) -> Part:
    """Answer the outline of `lines`, which hold one part without its recipients and page numbers."""
    part = Part(prefix)
    tree = _Tree()
    for paragraph in _paragraphs(lines, layout, tree):
        paragraph.close()
        node = tree.placed.get(id(paragraph))
        if node is not None:
            node.text = paragraph.flow.cut(_marker_length(paragraph))
            part.nodes.append(node)
        elif part.nodes:
            part.nodes[-1].body.append(paragraph)
        else:
            part.front.append(paragraph)
    _split_closing(part)
    name_paths(part)
    for node in part.nodes:
        label = attribute_label(node.text.text)
        node.role = attribute_role(label) if label else None
    for node in part.nodes:
        node.heading = is_heading(node)
    return part


def _marker_length(paragraph: Paragraph) -> int:
    marker = find_marker(paragraph.text)
    return marker.end if marker else 0


def _paragraphs(lines: list[Line], layout: Layout, tree: _Tree) -> Iterator[Paragraph]:
    current: Paragraph | None = None
    blanks = 0
    quoted = _quoted(lines)
    for line in lines:
        text = line.text.strip()
        if not text:
            blanks += 1
            continue
        blank = blanks > 0
        # more than two blank lines, or a page number that has been taken out
        paged = blanks > 2 or (current is not None and line.number - current.lines[-1].number - 1 > blanks)
        label = attribute_label(text)
        marker = find_marker(text)
        itemized = marker is not None and line.number in quoted
        if itemized:
            marker = None  # of another document, whose new wording is quoted
        if marker is not None:
            marker = tree.accept(marker, text[marker.end :], current, layout, blank)
        if (
            current is None
            or marker is not None
            or itemized
            or label is not None
            or breaks(layout, current, line, blank, paged)
        ):
            if current is not None:
                yield current
            current = Paragraph([line], marker, label)
            if marker is not None:
                tree.place(marker, current, text)
        else:
            current.lines.append(line)
        blanks = 0
    if current is not None:
        yield current


def _quoted(lines: list[Line]) -> frozenset[int]:
    """The numbers of the lines inside a quotation of several paragraphs that opens with a marker (`“Điều 5. …`), as
    amending documents hold; without the line that opens it."""
    found: set[int] = set()
    opened: int | None = None
    for index, line in enumerate(lines):
        text = line.text.strip()
        closes = text.rstrip(" .;,").endswith(_CLOSING_QUOTES)
        if opened is None:
            if text[:1] in _OPENING_QUOTES and text and not closes and find_marker(text[1:].lstrip()) is not None:
                opened = index
        elif closes:
            found.update(each.number for each in lines[opened + 1 : index + 1])
            opened = None
        elif index - opened > _LONGEST_QUOTATION:
            opened = None
    return frozenset(found)


class _Tree:
    """The open units, outermost first."""

    def __init__(self) -> None:
        self.open: list[Node] = []
        self.placed: dict[int, Node] = {}
        self._addressing = False

    def accept(
        self, marker: Marker, rest: str, current: Paragraph | None, layout: Layout, blank: bool
    ) -> Marker | None:
        """Answer the marker, its style settled, if a unit begins here; None where a sentence merely goes on."""
        marker = self._settle(marker)
        if marker.style in BULLETS and self._addresses(current):
            return None
        before = current.lines[-1].text.strip() if current else ""
        if marker.style == "bracketed" and not self._counts(marker, current, layout, blank):
            return None
        if marker.style == "roman" and before.rsplit(" ", 1)[-1].lower() == "quý":
            return None  # `quý` / `III/2026`
        if not before or ended(before):
            return marker if self.open or marker.style not in BULLETS or not _is_basis(rest) else None
        if marker.style in BULLETS:
            return marker if self._opens_item(marker, rest, before, current, layout, blank) else None
        follows = marker.value == 1 or any(_follows(node.marker, marker) for node in self.open)
        if rest[:1].islower():
            return marker if follows and (blank or marker.style == "letter") else None
        if layout.full and not blank and not layout.short(before, marker.label) and not follows:
            return None
        return marker if follows or (rest[:1].isupper() and not rest.isdigit()) else None

    def _counts(self, marker: Marker, current: Paragraph | None, layout: Layout, blank: bool) -> bool:
        """Whether `(1)` at the head of a line opens a unit: the first of its row, or next in a row of units; not one
        of several inside a sentence."""
        if current is None:
            return marker.value == 1
        before = current.lines[-1].text.strip()
        inside = any(f"({value})" in line.text for line in current.lines for value in (1, marker.value - 1))
        own = current.marker is not None and current.marker.style == "bracketed"
        if inside and not (own and sum(line.text.count("(1)") for line in current.lines) <= 1):
            return False
        follows = marker.value == 1 or any(_follows(node.marker, marker) for node in self.open)
        return follows and (blank or not layout.full or layout.short(before, f"({marker.label})") or ended(before))

    def _addresses(self, current: Paragraph | None) -> bool:
        """Whether the paragraph before belongs to the list of those whom a letter addresses (`Kính gửi:`)."""
        if self.open or current is None:
            return False
        listed = self._addressing and find_marker(current.lines[0].text.strip()) is not None
        self._addressing = listed or any(_ADDRESSED.match(fold(line.text).strip()) for line in current.lines)
        return self._addressing

    def _opens_item(
        self, marker: Marker, rest: str, before: str, current: Paragraph | None, layout: Layout, blank: bool
    ) -> bool:
        if rest[:1].islower() or (current is not None and _unclosed(current)):
            return False
        if marker.style != "dash" or not layout.full:
            return True
        if _ends_name(rest) and before.rsplit(" ", 1)[-1].istitle():
            return False
        if layout.short(before, "- " + rest.split(" ", 1)[0]) or (blank and layout.blanks):
            return True
        if current is not None and current.marker is not None and current.marker.style not in BULLETS:
            return len(current.lines) <= 3 and not before[-1:].isdigit()
        # `… Việt Nam` / `- Lào`: two names joined by a dash, not a new item
        return not before.rsplit(" ", 1)[-1][:1].isupper()

    def _settle(self, marker: Marker) -> Marker:
        """`i)` after `h)` is a letter, after nothing or after `ii)` a small roman numeral."""
        if marker.style == "small_roman" and len(marker.label) == 1:
            letters = [node.marker.value for node in self.open if node.marker.style == "letter"]
            if letters and letters[-1] >= letter_value("g"):
                return Marker("letter", marker.label, letter_value(marker.label), marker.end)
        return marker

    def place(self, marker: Marker, paragraph: Paragraph, text: str) -> Node:
        """Hang a new unit where it belongs and answer it."""
        depth = self._depth(marker)
        parent = self.open[depth - 1] if depth else None
        node = Node(paragraph, marker, parent)
        node.rank = max(marker.rank, parent.rank + 1) if parent else marker.rank
        del self.open[depth:]
        self.open.append(node)
        if parent is not None:
            parent.children.append(node)
        self.placed[id(paragraph)] = node
        return node

    def _depth(self, marker: Marker) -> int:
        styles = [node.marker.style for node in self.open]
        if (marker.style, marker.value) == ("letter", 1) and styles[-1:] == ["bracketed"] and "letter" not in styles:
            return len(self.open)
        for tolerance in (1, 3):
            for at in range(len(self.open) - 1, -1, -1):
                if _follows(self.open[at].marker, marker, tolerance):
                    return at
        top = self.open[-1] if self.open else None
        if top is not None and top.marker.style in BULLETS and (marker.value == 1 or marker.style in BULLETS):
            introduces = top.paragraph.lines[-1].text.rstrip().endswith(":")
            if marker.style in BULLETS or introduces:
                return len(self.open)
        depth = len(self.open)
        while depth and self.open[depth - 1].rank >= marker.rank:
            depth -= 1
        return depth


def _unclosed(paragraph: Paragraph) -> bool:
    """Whether a bracket stands open at the end of a paragraph: what follows goes on inside it."""
    said = " ".join(line.text for line in paragraph.lines[-3:])
    return said.rfind("(") > said.rfind(")")


def _ends_name(rest: str) -> bool:
    """`Lào.`, `Lào; …`: one or two words, then a stop, are the end of a name rather than an item."""
    if re.match(rf"[{UPPER}]\w*(?: \w+)?[.,;)]", rest) is None:
        return False
    return not starts_with_verb(Tokens(rest[:40]), 0)


def _follows(earlier: Marker, later: Marker, tolerance: int = 1) -> bool:
    """Whether `later` can come next in the row that `earlier` stands in, up to `tolerance` on."""
    if earlier.style != later.style or earlier.label.count(".") != later.label.count("."):
        return False
    if later.style in BULLETS:
        return True
    return 0 < later.value - earlier.value <= tolerance


def _is_basis(text: str) -> bool:
    return fold(text).startswith(tuple(fold(opening) for opening in data.groups("frame.txt")["legal_basis"]))


def _split_closing(part: Part) -> None:
    """Unmarked paragraphs after the last unit that address everybody close the part; others continue the unit."""
    if not part.nodes:
        return
    openings = tuple(fold(opening) for opening in data.groups("frame.txt")["closing"])
    last = part.nodes[-1]
    body = last.body
    titled = last.marker.style not in BULLETS and not ended(last.text.text)
    for index, paragraph in enumerate(body):
        if index == 0 and titled and paragraph.label is None and not _FORMULA.match(paragraph.text):
            continue  # what stands under the last title is its body, whomever it addresses
        if paragraph.label is None and fold(paragraph.text).startswith(openings):
            part.closing = body[index:]
            del body[index:]
            return


def name_paths(part: Part) -> None:
    """Give every unit of a part its path: labels from the outermost down; a label that comes again gets `~2`."""
    taken: dict[str, int] = {}
    counts: dict[tuple[int, str], int] = {}
    for node in part.nodes:
        base = node.parent.path + "." if node.parent else part.prefix
        label = _label(node)
        if node.marker.style in BULLETS:
            key = (id(node.parent), label)
            counts[key] = counts.get(key, 0) + 1
            label += str(counts[key])
        path = base + label
        taken[path] = taken.get(path, 0) + 1
        node.path = path if taken[path] == 1 else f"{path}~{taken[path]}"


def _label(node: Node) -> str:
    marker = node.marker
    match marker.style:
        case "part":
            return "Ph." + to_roman(marker.value)
        case "chapter":
            return "Ch." + marker.label
        case "division":
            return "M" + marker.label
        case "subdivision":
            return "TM" + marker.label
        case "article":
            return "Đ" + marker.label
        case "decimal":
            return marker.label.rsplit(".", 1)[1]
        case "arabic" if node.parent is not None and node.parent.marker.style == "article":
            return "K" + marker.label
    return marker.label


def is_heading(node: Node) -> bool:
    """Whether the unit is a title for what follows it and states no aim or duty of its own."""
    text = node.text.text
    if node.role:
        return False
    children = [child for child in node.children if not child.role]
    followed = bool(children) or any(paragraph.label is None for paragraph in node.body)
    if _capitals(text) and node.marker.style not in BULLETS:
        return True
    if not followed or not text:
        return node.marker.style in {"part", "chapter", "division", "subdivision"}
    words = len(text.split())
    if text.endswith(":") and any(above.marker.style == "article" for above in node.ancestors()):
        return False  # a clause of law that opens its points, or the text it puts in, states a rule
    if text.endswith(":"):
        return words <= _INTRO_WORDS or names_only(text)
    if text.endswith((".", ";", "!", "…")):
        numbered = [child for child in children if child.marker.style not in BULLETS]
        return text.endswith(".") and bool(numbered) and words <= 2 * _TITLE_WORDS
    deep = any(child.marker.style not in BULLETS for child in children)
    return words <= (2 * _TITLE_WORDS if deep else _TITLE_WORDS)


def _capitals(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return len(letters) > 2 and sum(char.isupper() for char in letters) > 0.85 * len(letters)
