"""From words with places to the lines of a page in the order in which a person reads them.

Tesseract finds lines well and their order badly where a page has two columns: head (agency beside national motto) and
foot (recipients beside signature). So lines are cut where they leap over a gap and put in order anew.
"""

from __future__ import annotations

import itertools
import re
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import cos, radians, sin

from vanban.sources.scan.engine import Word

LEAP = 2.2  # a gap between words, in heights of a letter, past which they belong to two columns
HANG = 0.22  # of the height of a word with a letter like g, what hangs below the line
INDENT = 1.2  # heights of a letter by which the first line of a paragraph stands in at least
DEEPEST = 8.0
WIDER = 1.25  # of the usual distance between lines, past which a blank line is kept
_HANGING = re.compile(r"[gpqyjQ,;()\[\]/_ạặậẹệịọộợụựỵẠẶẬẸỆỊỌỘỢỤỰỴ]")
_NOISE = re.compile(r"[^\w\-+–—•.:;,()“”\"/%]")


@dataclass(slots=True)
class Piece:
    """Words that stand on one line of one column."""

    words: list[Word]
    left: float = field(init=False)
    right: float = field(init=False)
    top: float = field(init=False)
    bottom: float = field(init=False)
    base: float = field(init=False)

    def __post_init__(self) -> None:
        self.left = min(word.left for word in self.words)
        self.right = max(word.right for word in self.words)
        self.top = statistics.median(word.top for word in self.words)
        self.bottom = statistics.median(word.bottom for word in self.words)
        standing = [word.bottom for word in self.words if not _HANGING.search(word.text)]
        self.base = statistics.median(standing) if standing else self.bottom - HANG * (self.bottom - self.top)

    @property
    def height(self) -> float:
        """From the marks above to the strokes below, of a usual word of the line."""
        return max(self.bottom - self.top, 1.0)

    def beside(self, other: Piece) -> bool:
        """Whether both stand on the same height of the page."""
        shared = min(self.bottom, other.bottom) - max(self.top, other.top)
        return shared > 0.5 * min(self.height, other.height)


def straight(words: Iterable[Word], skew: float) -> list[Word]:
    """Answer the words where they would stand if their lines, which fall by `skew` degrees, were level."""
    if not skew:
        return list(words)
    down, along = sin(radians(skew)), cos(radians(skew))
    levelled = []
    for word in words:
        x, y = (word.left + word.right) / 2, (word.top + word.bottom) / 2
        step_x = round(x * along + y * down - x)
        step_y = round(y * along - x * down - y)
        levelled.append(
            Word(
                word.text,
                word.left + step_x,
                word.top + step_y,
                word.right + step_x,
                word.bottom + step_y,
                word.confidence,
                word.line,
            )
        )
    return levelled


def in_order(words: Sequence[Word]) -> list[list[Piece]]:
    """Answer the lines of a page in reading order, in groups that a wider distance parts."""
    pieces = [piece for _, group in itertools.groupby(words, key=lambda word: word.line) for piece in _cut(list(group))]
    pieces = [piece for piece in pieces if not _is_dirt(piece, pieces)]
    ordered: list[Piece] = []
    for band in _bands(_joined(pieces)):
        ordered.extend(band)
    return _grouped(ordered)


def _cut(words: list[Word]) -> list[Piece]:
    """One line of Tesseract's as one piece, or as several where it leaps over a gap."""
    words.sort(key=lambda word: word.left)
    height = statistics.median(word.bottom - word.top for word in words)
    pieces: list[list[Word]] = [[]]
    reach = words[0].right
    for word in words:
        if word.left - reach > LEAP * height:
            pieces.append([])
        pieces[-1].append(word)
        reach = max(reach, word.right)
    return [Piece(piece) for piece in pieces]


def _is_dirt(piece: Piece, pieces: Sequence[Piece]) -> bool:
    """Whether a piece is a speck, the edge of the sheet or a stroke of a pen: unsure, and nothing that is a word."""
    text = "".join(word.text for word in piece.words)
    sure = statistics.fmean(word.confidence for word in piece.words)
    if not any(char.isalnum() for char in text):
        return sure < 0.8 or len(text) < 3
    return sure < 0.35 and len(_NOISE.sub("", text)) < 4 and len(pieces) > 3


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Pieces of one line that recognition had put into different blocks, put together; the rest as they are."""
    pieces = sorted(pieces, key=lambda piece: (piece.base, piece.left))
    done: list[Piece] = []
    for piece in pieces:
        for place in range(len(done) - 1, max(len(done) - 6, -1), -1):
            other = done[place]
            gap = max(piece.left - other.right, other.left - piece.right)
            if piece.beside(other) and -0.5 * piece.height < gap < LEAP * min(piece.height, other.height):
                done[place] = Piece(sorted(other.words + piece.words, key=lambda word: word.left))
                break
        else:
            done.append(piece)
    return sorted(done, key=lambda piece: (piece.base, piece.left))


def _bands(pieces: list[Piece]) -> list[list[Piece]]:
    """Stretches of the page from top to bottom; of two columns side by side, first the left, then the right."""
    bands: list[list[Piece]] = []
    at = 0
    while at < len(pieces):
        right = next((other for other in pieces[at + 1 : at + 6] if _columns(pieces[at], other)), None)
        if right is None:
            bands.append([pieces[at]])
            at += 1
            continue
        first, second = sorted((pieces[at], right), key=lambda piece: piece.left)
        end, gutter = _reach(pieces, at, first.right, second.left)
        lefts = [piece for piece in pieces[at:end] if piece.left < gutter]
        rights = [piece for piece in pieces[at:end] if piece.left >= gutter]
        bands.extend((lefts, rights))
        at = end
    return bands


def _columns(one: Piece, other: Piece) -> bool:
    return one.beside(other) and (one.right < other.left or other.right < one.left)


def _reach(pieces: list[Piece], at: int, low: float, high: float) -> tuple[int, float]:
    """How far two columns go whose gutter lies between `low` and `high`: the end in `pieces`, and the gutter."""
    end = last = at + 1
    paired = max(pieces[at].bottom, pieces[min(at + 1, len(pieces) - 1)].bottom)
    for place in range(at, len(pieces)):
        piece = pieces[place]
        if piece.left < (low + high) / 2 < piece.right:
            narrower = (max(low, piece.right), high) if piece.right < high else (low, min(high, piece.left))
            if narrower[0] >= narrower[1] or place > at + 40:
                break
            low, high = narrower
        elif piece.right < high:
            low = max(low, piece.right)
        elif piece.left > low:
            high = min(high, piece.left)
        if low >= high:
            break
        if piece.left >= (low + high) / 2 or any(_columns(piece, other) for other in pieces[place + 1 : place + 6]):
            last = place + 1
            paired = max(paired, piece.bottom)
        end = place + 1
    # lines of the left column go on below the right one's last as long as they follow closely
    return _closely(pieces, last, end, (low + high) / 2), (low + high) / 2


def _closely(pieces: list[Piece], last: int, end: int, gutter: float) -> int:
    lefts = [piece for piece in pieces[:last] if piece.left < gutter]
    while last < end and lefts:
        step = pieces[last].base - lefts[-1].base
        if step > 2.2 * lefts[-1].height:
            break
        lefts.append(pieces[last])
        last += 1
    return last


def _grouped(pieces: list[Piece]) -> list[list[Piece]]:
    steps = [after.base - before.base for before, after in itertools.pairwise(pieces)]
    closer = sorted(step for step in steps if step > 1)
    usual = closer[len(closer) // 4] if closer else 0.0
    indented = _indented(pieces)
    groups: list[list[Piece]] = []
    for place, piece in enumerate(pieces):
        wide = place and (steps[place - 1] < 0 or (usual and steps[place - 1] > usual * WIDER + 0.5))
        if not place or wide or place in indented:
            groups.append([])
        groups[-1].append(piece)
    return groups


def _indented(pieces: Sequence[Piece]) -> frozenset[int]:
    """The lines that stand in where those above and below do not, on a page that shows its paragraphs so."""
    if len(pieces) < 4:
        return frozenset()
    height = statistics.median(piece.height for piece in pieces)
    margin = min(_common([piece.left for piece in pieces], height))
    edge = max(_common([piece.right for piece in pieces], height))
    found = set()
    for place, piece in enumerate(pieces[:-1]):
        deep = INDENT * height < piece.left - margin < DEEPEST * height
        full = edge - piece.right < 3 * height
        below = pieces[place + 1].left - margin < INDENT * height / 2
        if deep and full and below:
            found.add(place)
    return frozenset(found)


def _common(places: Sequence[float], height: float) -> list[float]:
    """The places at which a fifth of the lines begin or end; all where there are none such."""
    near = [sum(abs(other - place) < height / 2 for other in places) for place in places]
    return [place for place, count in zip(places, near, strict=True) if count * 5 >= len(places)] or list(places)
