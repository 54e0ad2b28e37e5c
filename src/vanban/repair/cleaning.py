"""One pass over the lines: composed letters, plain spaces, no invisible characters, lost letters found again."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from vanban import data
from vanban.model import Repair, Warning_
from vanban.repair.folding import fold
from vanban.repair.letters import LOST, find_letters
from vanban.repair.lines import Line
from vanban.repair.marks import restore_line_words

_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_INVISIBLE = "\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0e-\x1f\x7f"
_TOUCHED = re.compile(f"[{_SPACES}{_INVISIBLE}\ufffe]")
_SPACE = re.compile(f"[{_SPACES}]")
# A PDF writes the hyphen of a broken word as one of these.
_SOFT_HYPHENS = "\x02\ufffe"
_MARKED_SHARE = 0.45
_ENOUGH_WORDS = 30
# Restoring marks is slow; a longer text is read as it stands from there on.
_MARK_LINES = 4000
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The repaired lines, what was changed, what to warn of, and whether the text lost its Vietnamese marks."""

    lines: tuple[Line, ...]
    repairs: tuple[Repair, ...]
    warnings: tuple[Warning_, ...]
    markless: bool

    @property
    def text(self) -> str:
        """The repaired text, as many lines as the source."""
        return "\n".join(line.text for line in self.lines)


def clean(source: str) -> Cleaned:
    """Answer the repaired lines of `source`. Every change but of plain white space is a `Repair`."""
    lines: list[Line] = []
    repairs: list[Repair] = []
    start = 0
    for number, raw in enumerate(source.split("\n"), 1):
        line = _clean_line(number, raw, start, repairs)
        lines.append(line)
        start += len(raw) + 1
    warnings: list[Warning_] = []
    if LOST in source:
        lines = _restore_letters(lines, repairs, warnings)
    markless = _is_markless("\n".join(line.text for line in lines))
    if markless:
        lines = _restore_marks(lines, repairs)
        warnings.append(
            Warning_("no_marks", "Văn bản mất dấu tiếng Việt (nhận dạng kém); tên và ngày cần người xem lại.")
        )
    return Cleaned(tuple(lines), tuple(sorted(repairs, key=lambda r: r.line)), tuple(warnings), markless)


def _clean_line(number: int, raw: str, start: int, repairs: list[Repair]) -> Line:
    if not _TOUCHED.search(raw) and unicodedata.is_normalized("NFC", raw):
        return Line(number, raw, start)
    text = ""
    offsets: list[int] = []
    at = 0
    while at < len(raw):
        cluster = at + 1
        while cluster < len(raw) and unicodedata.combining(raw[cluster]):
            cluster += 1
        piece = raw[at:cluster]
        kept, rule = _clean_cluster(piece)
        if rule:
            repairs.append(Repair(number, piece, kept, rule, True))
        text += kept
        offsets.extend([at] * len(kept))
        at = cluster
    return Line(number, text, start, (*offsets, len(raw)))


def _clean_cluster(piece: str) -> tuple[str, str]:
    """Answer what stands for `piece` (a character with its combining marks) and the rule that changed it."""
    first = piece[0]
    if first in _SOFT_HYPHENS:
        return "-" + piece[1:], "hyphen"
    if _SPACE.match(first):
        return " " + piece[1:], "space"
    if _TOUCHED.match(first):
        return piece[1:], "invisible"
    composed = unicodedata.normalize("NFC", piece)
    return composed, "nfc" if composed != piece else ""


def _restore_letters(lines: list[Line], repairs: list[Repair], warnings: list[Warning_]) -> list[Line]:
    found = find_letters([line.text for line in lines])
    restored: list[Line] = []
    missing = 0
    for line in lines:
        text = line.text
        if LOST in text:
            chars = list(text)
            for match in re.finditer(rf"[\w{LOST}]*{LOST}[\w{LOST}]*", text):
                for at in range(match.start(), match.end()):
                    if text[at] == LOST:
                        chars[at] = found.letter(line.number - 1, at)
                word = "".join(chars[match.start() : match.end()])
                missing += word.count(LOST)
                if word != match.group():
                    repairs.append(Repair(line.number, match.group(), word, "lost-letter", found.sure))
            line = Line(line.number, "".join(chars), line.start, line.offsets)
        restored.append(line)
    if missing:
        warnings.append(
            Warning_("lost_letters", f"Còn {missing} chữ cái bị mất chưa khôi phục được; hãy xem lại bản gốc.")
        )
    return restored


def _restore_marks(lines: list[Line], repairs: list[Repair]) -> list[Line]:
    restored: list[Line] = []
    changed = restore_line_words([line.text for line in lines[:_MARK_LINES]])
    for line, words in zip(lines, changed, strict=False):
        text, at = "", 0
        offsets: list[int] = []
        for word, meant in words:
            kept = line.text[at : word.start]
            text += kept + meant
            offsets.extend(range(at, word.start))
            offsets.extend(min(word.start + step, word.end - 1) for step in range(len(meant)))
            repairs.append(Repair(line.number, word.core, meant, "marks", False))
            at = word.end
        text += line.text[at:]
        offsets.extend(range(at, len(line.text) + 1))
        places = tuple(line.source(column) - line.start for column in offsets)
        restored.append(Line(line.number, text, line.start, places) if words else line)
    return restored + lines[len(restored) :]


def _is_markless(text: str) -> bool:
    """Vietnamese prose has a mark on most of its words; a foreign text has few words of Vietnamese shape."""
    words = _WORD.findall(text[:200_000])
    if len(words) < _ENOUGH_WORDS:
        return False
    marked = sum(not word.isascii() for word in words)
    return marked < _MARKED_SHARE * len(words) and _looks_vietnamese(words)


def _looks_vietnamese(words: list[str]) -> bool:
    frame = frozenset(data.groups("words.txt")["frame"])
    return sum(fold(word) in frame for word in words) > len(words) // 12
