"""Markers that recognition misread at the start of a line (`H.` for `II.`, `©)` for `c)`, `o.2` for `5.2`), told by the
row they stand in: only a marker that may come next, and only where what was read could be it, is put in its place.

Numerals lose strokes most often, so a whole row of them is weighed at once: `I, I, II, IV` can only be `I` to `IV`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from vanban.grammar.letters import UPPER
from vanban.grammar.markers import find_marker, roman, to_roman
from vanban.repair.counts import syllables
from vanban.repair.lines import Edit

_HEAD = re.compile(r"\s*(?P<above>(?:Chương|CHƯƠNG|Phần|PHẦN|Mục|MỤC)\s+)?(?P<label>[^\s.,:;)_/-]{1,5})")
_STOP = re.compile(rf"\s?[.,:;_/-]{{1,2}}(?:\s|(?=[{UPPER}]))|(?=\t)|\s+(?=[{UPPER}])|\s*$")
_OPENING = re.compile(rf"\s*(?P<label>[^\s.,)]{{1,5}})(?P<stop>[.,)_])(?P<gap>\s*)(?=[{UPPER}]|\d+\s[{UPPER}])")
_DECIMAL = re.compile(rf"\s*(?P<first>[^\s.,)]{{1,2}})\.(?P<second>\d{{1,2}})(?=\s*[.)/\-–]\s*[{UPPER}]|\s+[{UPPER}])")
# Dots and dashes that the room between a marker and its words was read as: `1... Mục`, `b) _ Phối hợp`.
_DIRT = re.compile(rf"\s*(?:\d{{1,2}}[.)]|[a-zđ]\)|[IVX]{{1,4}}\.)(?P<dirt>[\s._·…]*[._·…])\s*(?=[{UPPER}])")
_BARE = re.compile(rf"\s*(?P<label>\S{{1,3}})[\s.]+(?=[{UPPER}][^\W\d_]*\s)")
# Each stroke that a numeral may be read as.
_STROKES = str.maketrans(
    {"H": "II", "1": "I", "l": "I", "|": "I", "!": "I", "T": "I", "Ï": "I", "Í": "I", "Ì": "I", "Ị": "I", "i": "I",
     "L": "I", "N": "IV", "Y": "V", "Ý": "V"}
)  # fmt: skip
# Alone in a cell it may be read as a small letter too.
_IN_CELL = {**_STROKES, **str.maketrans({"u": "II", "n": "II", "m": "III"})}
_ROW = "abcdđeghiklmnopqrstuvxy"
# A letter of the row stays a letter; anything else before a bracket was one.
_LETTERS = frozenset(_ROW + "fjwz")
# What a single digit before a stop may be read as; `I`, `l` and the capitals of sections are left alone.
_DIGITS = {"5": "sSo", "6": "óôbG", "8": "ñSB", "2": "zZ", "9": "gq", "3": "ä", "4": "ả", "7": "?"}
_SKIP, _AGAIN, _NO_MARKER, _DOUBT = 3.0, 3.5, 2.5, 2.6
_MOST_NUMERALS = 400
_NEAR = 60  # lines
_DOUBTED = frozenset("lLTiYN")  # rather another word, unless capitals follow
_TABLE = 9  # the row of the groups of a table
_QUARTER = re.compile(r"\b[Qq]uý\s+(?P<numeral>[IVHlL1|]{1,4})(?=\s*(?:/\s*(?:19|20)\d\d|năm\b|[,;.)]|và\b|hằng\b|$))")
_QUARTERS = {"I": "I", "II": "II", "III": "III", "IV": "IV"}


@dataclass(frozen=True, slots=True)
class _Numeral:
    """A word that may be a numeral: the line it opens and its place there; `label` what was read, `strokes` of it,
    `row` which row it may stand in, `clear` whether it can be nothing else, `stop` the point that it lacks, `doubt`
    what it costs to take it for a numeral."""

    line: int
    start: int
    end: int
    label: str
    strokes: str
    row: int
    clear: bool
    stop: str
    doubt: float


@dataclass(slots=True)
class _Rows:
    """The last marker of each open row."""

    arabic: int = 0
    decimal: int = 0
    letter: str = ""


def mend_markers(lines: Iterable[str]) -> Iterator[tuple[int, Edit]]:
    """Answer the index of each line whose marker was misread, with the change; never a sure one."""
    texts = list(lines)
    numerals, known = _numerals(texts)
    found: dict[int, Edit] = dict(numerals)
    rows = _Rows()
    for index, text in enumerate(texts):
        if index in known:
            rows = _Rows()
        elif (edit := _mended(texts, index, rows)) is not None:
            found[index] = edit
        elif (dirt := _DIRT.match(text)) is not None:
            found[index] = Edit(dirt.start("dirt"), dirt.end("dirt"), "", "marker", sure=False)
    yield from sorted(found.items())


def mend_quarters(text: str) -> Iterator[Edit]:
    """Answer the changes of quarters (`quý 11/2026`) in a line of a document that writes them with numerals."""
    for match in _QUARTER.finditer(text):
        read = match["numeral"]
        meant = _QUARTERS.get(read.translate(_STROKES), read)
        if meant != read:
            yield Edit(*match.span("numeral"), meant, "numeral", sure=False)


def _numerals(texts: Sequence[str]) -> tuple[dict[int, Edit], frozenset[int]]:
    """The numerals to change, and the lines that numerals open."""
    edits: dict[int, Edit] = {}
    known: set[int] = set()
    blocks: list[list[_Numeral]] = [[]]
    for index, text in enumerate(texts):
        if _opens_block(text) or (blocks[-1] and blocks[-1][-1].row == _TABLE and _leaves_table(text)):
            blocks.append([])
        one = _numeral(index, text)
        if one is not None and one.row == 0 and one.label.isdigit():
            one = _in_figures(one, texts)
        if one is not None and len(blocks[-1]) < _MOST_NUMERALS:
            blocks[-1].append(one)
    for block in blocks:
        for row in {one.row for one in block}:
            members = [one for one in block if one.row == row]
            if row == _TABLE and not any(one.clear or _begins_rows(texts, one) for one in members):
                continue  # groups that are counted in figures
            for one, value in zip(members, _weighed(members), strict=True):
                if value:
                    known.add(one.line)
                    meant = to_roman(value) + one.stop
                    if texts[one.line][one.start : one.end] != meant:
                        edits[one.line] = Edit(one.start, one.end, meant, "marker", sure=False)
    return edits, frozenset(known)


def _opens_block(text: str) -> bool:
    """Whether numerals begin anew under this line: a section with a capital letter, an annex."""
    return re.match(r"\s*(?:[A-HĐ]\s?[./]\s|PHỤ LỤC|Phụ lục\s+[IVX\d]+\s*$)", text) is not None


def _begins_rows(texts: Sequence[str], one: _Numeral) -> bool:
    """Whether the row under a group's title is a first one: a `1` over a `1` counts something else."""
    return one.line + 1 < len(texts) and re.match(r"1\.?\t", texts[one.line + 1]) is not None


def _leaves_table(text: str) -> bool:
    """Whether a line is no row of a table, nor one that stands between its halves."""
    return "\t" not in text and len(text.strip()) > 4


def _numeral(index: int, text: str) -> _Numeral | None:
    head = _HEAD.match(text)
    if head is None:
        return None
    label, above = head["label"], head["above"]
    strokes = label.translate(_IN_CELL if "\t" in text else _STROKES)
    stop = _STOP.match(text, head.end())
    if not set(strokes) <= set("IVX") or stop is None:
        return None
    rest = text[stop.end() :].strip()
    capitals = _is_capitals(rest)
    sign = stop.group().strip()
    stopped = bool(sign) or text[head.end() : head.end() + 1] == "\t" or above is not None
    row = _row_of(above, text)
    if row == _TABLE:
        fits = text.count("\t") == 1 and stopped and not rest[:1].islower()
    elif above is not None:
        fits = not label.isdigit() and not rest[:1].islower()  # not `Mục 1`, `Chương I của …`
    else:
        fits = _may_open(label, rest, capitals=capitals, stopped=stopped)
    if not fits:
        return None
    clear = above is not None or (not label.isdigit() if row == _TABLE else roman(label) > 0 and stopped)
    doubt = _DOUBT if not capitals and label in _DOUBTED and row != _TABLE else 0.0
    end, point = head.end("label"), ""
    if not stopped:
        point = "."
    elif sign and sign[0] in ",_;":
        end, point = text.index(sign, end) + 1, "."
    return _Numeral(index, head.start("label"), end, label, strokes, row, clear, point, doubt)


def _in_figures(one: _Numeral, texts: Sequence[str]) -> _Numeral | None:
    """`1. MỤC TIÊU` for `I. MỤC TIÊU`: not if a `2.` follows, as in a row of figures; sooner if a `1.` does."""
    after = (re.match(r"\s*(\d{1,2})\.\s*[^\W\d_]", text) for text in texts[one.line + 1 : one.line + _NEAR])
    following = next((match.group(1) for match in after if match), "")
    if following == str(int(one.label) + 1):
        return None
    return replace(one, doubt=0.3 if following == "1" else _DOUBT)


def _row_of(above: str | None, text: str) -> int:
    if above is not None:
        return 1 + "cpm".index(above[0].lower())
    return _TABLE if "\t" in text else 0


def _may_open(label: str, rest: str, *, capitals: bool, stopped: bool) -> bool:
    """Whether what was read may be a numeral before these words, for all its letters say."""
    if not rest or rest[0].islower() or not (rest[0].isalpha() or rest[0] in '“"('):
        return False
    if label == "TL" or (label.isdigit() and not capitals):
        return False  # `TL. CHỦ TỊCH`, `1. Sở Ngoại vụ`
    if not stopped and (not capitals or len(label) > 3):
        return False
    return any(char in "IVXHL1l|" for char in label)


def _is_capitals(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return len(letters) > 3 and sum(char.isupper() for char in letters) > 0.8 * len(letters)


def _weighed(row: Sequence[_Numeral]) -> list[int]:
    """The likeliest values of the numerals of a row, 0 for what is no numeral: each the next after the one before,
    rarely one further on or the first of a new row, and as like what was read as may be."""
    # state: the last value → (cost, the values so far)
    states: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for one in row:
        following: dict[int, tuple[float, tuple[int, ...]]] = {}

        def offer(
            last: int, cost: float, values: tuple[int, ...], into: dict[int, tuple[float, tuple[int, ...]]] = following
        ) -> None:
            if last not in into or cost < into[last][0]:
                into[last] = cost, values

        for last, (cost, values) in states.items():
            offer(last, cost + (_NO_MARKER + 2 if one.clear else _NO_MARKER), (*values, 0))
            for value in (last + 1, last + 2, last + 3):
                away = (value - last - 1) * _SKIP
                if value < 90:
                    offer(value, cost + away + one.doubt + _unlike(one.strokes, value), (*values, value))
            if last:
                offer(1, cost + _AGAIN + one.doubt + _unlike(one.strokes, 1), (*values, 1))
        states = following
    return list(min(states.values())[1])


@cache
def _unlike(strokes: str, value: int) -> float:
    """How far what was read lies from a numeral, in strokes; a stroke lost is likelier than one too many."""
    meant = to_roman(value)
    if strokes == meant:
        return 0.0
    before = [0.8 * count for count in range(len(meant) + 1)]
    for place, stroke in enumerate(strokes, 1):
        costs = [float(place)]
        for at, wanted in enumerate(meant, 1):
            costs.append(min(before[at - 1] + 2.0 * (stroke != wanted), costs[-1] + 0.8, before[at] + 1.0))
        before = costs
    return before[-1]


def _mended(texts: Sequence[str], index: int, rows: _Rows) -> Edit | None:
    """The change of a line's number or letter, None if it has none or it is whole."""
    text = texts[index]
    if (decimal := _DECIMAL.match(text)) is not None:
        return _decimal(decimal, rows)
    opening = _OPENING.match(text)
    if opening is None:
        return _bare(texts, index, rows)
    label, stop, gap = opening["label"], opening["stop"], opening["gap"]
    if stop == ")":
        meant = _in_brackets(label, rows, texts, index)
    elif (stop == "_" and label != str(rows.arabic + 1)) or (not gap and not label.isdigit()):
        return None
    else:
        meant = _before_stop(label, rows)
    start, end = opening.span("label")
    if stop in "_," and label.isdigit() and int(label) == rows.arabic and _begins(texts, index):
        return Edit(start, opening.end("stop"), label + ("." if gap else ". "), "marker", sure=False)
    return Edit(start, end, meant, "marker", sure=False) if meant and meant != label else None


def _decimal(decimal: re.Match[str], rows: _Rows) -> Edit | None:
    """`o.2` under `5.`: the first figure of a number is that of the unit above."""
    first, second = decimal["first"], int(decimal["second"])
    if first.isdigit() and int(first) in (rows.arabic, rows.arabic + 1):
        rows.decimal, rows.letter = second, ""
        return None
    if not rows.arabic or second != rows.decimal + 1 or (first.isdigit() and second > 1 and rows.decimal == 0):
        rows.decimal = second if first.isdigit() else rows.decimal
        return None
    rows.decimal, rows.letter = second, ""
    return Edit(*decimal.span("first"), str(rows.arabic), "marker", sure=False)


def _in_brackets(label: str, rows: _Rows, texts: Sequence[str], index: int) -> str:
    """`a)`, `b)` …: what is no letter must be the next one; the row tells `đ` from `d`."""
    following = _ROW[_ROW.index(rows.letter) + 1 : _ROW.index(rows.letter) + 2] if rows.letter else "a"
    if len(label) > 2 or not following:
        return ""
    if label in _LETTERS:
        if {label, following} == {"d", "đ"}:
            label = following
        rows.letter = label if label in _ROW else rows.letter
        return label
    if label.isdigit() and (rows.letter or rows.arabic == 0 or label != "4"):
        return ""  # `1)` is a row of its own; only `4)` is how an `a)` is read
    if following == "g" and _next_letter(texts, index) == "g":
        return "f"  # a row that does not leave it out
    rows.letter = following
    return following


def _next_letter(texts: Sequence[str], index: int) -> str:
    found = (re.match(r"\s*(\S)\)\s", text) for text in texts[index + 1 : index + 40])
    return next((match.group(1) for match in found if match), "")


def _before_stop(label: str, rows: _Rows) -> str:
    if label.isdigit():
        rows.arabic, rows.letter, rows.decimal = int(label), "", 0
        return ""
    wanted = str(rows.arabic + 1)
    if rows.arabic and len(label) == 1 and label in _DIGITS.get(wanted, ""):
        rows.arabic, rows.letter, rows.decimal = rows.arabic + 1, "", 0
        return wanted
    return ""


def _begins(texts: Sequence[str], index: int) -> bool:
    """Whether a paragraph may begin on a line: the one before is blank, or ends like one."""
    before = texts[index - 1].strip() if index else ""
    return not before or before.endswith((".", ";", ":", "/")) or before.isupper()


def _bare(texts: Sequence[str], index: int, rows: _Rows) -> Edit | None:
    """A short word that is none before a capital (`Ð Tổng hợp`): the marker that is missing between those before and
    after it."""
    found = _BARE.match(texts[index])
    if found is None or not _begins(texts, index) or not (rows.letter or rows.arabic):
        return None
    label = found["label"]
    if label.isdigit() or label.lower() in syllables() or label[0] in "-–—+*•“\"'(…" or find_marker(texts[index]):
        return None
    if len(label) > 1 and label.isalpha() and (label.isupper() or label.istitle()):
        return None  # `XH`, `Tp`: words of another kind
    following = next((text for text in texts[index + 1 : index + 30] if _row_marker(text)), "")
    after = _row_marker(following)
    letter = _ROW[_ROW.index(rows.letter) + 1 : _ROW.index(rows.letter) + 2] if rows.letter else ""
    beyond = _ROW[_ROW.index(letter) + 1 : _ROW.index(letter) + 2] if letter else ""
    number = str(rows.arabic + 1) if rows.arabic else ""
    if letter and (after in {beyond, number} or not after):
        rows.letter = letter
        meant = letter + ")"
    elif number and after in {str(rows.arabic + 2), "a"}:
        rows.arabic, rows.letter, rows.decimal = rows.arabic + 1, "", 0
        meant = number + "."
    else:
        return None
    return Edit(*found.span("label"), meant, "marker", sure=False)


def _row_marker(text: str) -> str:
    """The number or letter that opens a line."""
    match = re.match(r"\s*(?:(\d{1,2})[.]|([a-zđ])\))\s*\S", text)
    return (match.group(1) or match.group(2)) if match else ""
