"""From the lines as extracted to the lines as meant: old encodings brought to Unicode, composed letters, plain spaces,
no invisible characters, lost letters found again, words put together."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from vanban.model import Box, FontRun, Repair, Warning_
from vanban.repair.counts import syllables
from vanban.repair.encodings import Mapped, unmap_runs
from vanban.repair.letters import LOST, find_letters
from vanban.repair.lines import Edit, Line
from vanban.repair.marks import restore_line_words
from vanban.repair.missing import missing_letter, restore_missing
from vanban.repair.quality import judge
from vanban.repair.splitting import is_piece, is_split, join_pieces, part_words
from vanban.repair.tones import is_possible, place_tone

# A word is doubted below this confidence; a scan is poor where more words than this share are.
_DOUBT, _DOUBTFUL_SHARE = 0.85, 0.008
# Where more than this share are, words are doubted that the engine itself is sure of.
_POOR_SHARE = 0.03
_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_INVISIBLE = "\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0e-\x1f\x7f"
_TOUCHED = re.compile(f"[{_SPACES}{_INVISIBLE}\ufffe]")
_SPACE = re.compile(f"[{_SPACES}]")
# A PDF writes the hyphen of a broken word as one of these.
_SOFT_HYPHENS = "\x02\ufffe"
_MOST_MISSING = 4
_MARKED_SHARE = 0.45
_ENOUGH_WORDS = 30
_JUDGED = 200_000
# Restoring marks is slow; a longer text is read as it stands from there on.
_MARK_LINES = 4000
# Beyond so many odd words each line is looked at itself.
_MANY = 200
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


def clean(source: str, fonts: Iterable[FontRun] = (), boxes: Sequence[Box] = ()) -> Cleaned:
    """Answer the repaired lines of `source`. Every change but of plain white space is a `Repair`. `fonts`: where the
    source is set in fonts of an old encoding; `boxes`: its words as recognised, in order, with their confidence."""
    mapped = unmap_runs(source, fonts, _recognised(boxes))
    repairs = list(_of_encodings(source, mapped))
    lines: list[Line] = []
    start = 0
    for number, raw in enumerate(mapped.text.split("\n"), 1):
        lines.append(_from_source(_clean_line(number, raw, start, repairs), mapped.places))
        start += len(raw) + 1
    warnings: list[Warning_] = []
    if LOST in mapped.text:
        lines = _restore_letters(lines, repairs, warnings)
    if boxes:
        lines = _correct_recognised(lines, source, boxes, repairs)
        lines = _mend_markers(lines, repairs)
    lines = _mend_words(_restore_missing(lines, repairs), repairs)
    markless = _is_markless("\n".join(line.text for line in lines))
    if markless:
        lines = _restore_marks(lines, repairs)
        warnings.append(
            Warning_("no_marks", "Văn bản mất dấu tiếng Việt (nhận dạng kém); tên và ngày cần người xem lại.")
        )
    return Cleaned(tuple(lines), tuple(sorted(repairs, key=lambda r: r.line)), tuple(warnings), markless)


def _recognised(boxes: Sequence[Box]) -> Iterator[tuple[int, int]]:
    """Where each recognised page stands: an engine writes Unicode, whatever letters it makes of a speck."""
    for _, on_page in groupby((box for box in boxes if box.confidence is not None), key=lambda box: box.page):
        first, *rest = on_page
        yield first.start, (rest[-1] if rest else first).end


def _of_encodings(source: str, mapped: Mapped) -> Iterator[Repair]:
    """One repair for each stretch that was in an old encoding; it shows the first line of the stretch."""
    places = mapped.places or ()
    line = at = 0
    for segment in mapped.segments:
        line += source.count("\n", at, segment.start)
        at = segment.start
        end = source.find("\n", at, segment.end)
        end = segment.end if end < 0 else end
        meant = mapped.text[bisect_left(places, at) : bisect_left(places, end)]
        if meant != source[at:end]:
            yield Repair(line + 1, source[at:end], meant, segment.encoding, segment.sure)


def _from_source(line: Line, places: tuple[int, ...] | None) -> Line:
    """Answer `line` of a text that was mapped, with its letters led back to the source before the mapping."""
    if places is None:
        return line
    start = places[line.start]
    offsets = tuple(places[line.source(column)] - start for column in range(len(line.text) + 1))
    if offsets == tuple(range(len(offsets))):
        return Line(line.number, line.text, start)  # the encoding was another line's
    return Line(line.number, line.text, start, offsets)


def _restore_missing(lines: list[Line], repairs: list[Repair]) -> list[Line]:
    """Put back a letter that the text lost everywhere without a sign, one letter after another."""
    for _ in range(_MOST_MISSING):
        texts = [line.text for line in lines]
        letter = missing_letter(Counter(_WORD.findall("\n".join(texts))))
        if not letter:
            break
        edits: dict[int, list[Edit]] = {}
        for number, edit in restore_missing(texts, letter):
            edits.setdefault(number, []).append(edit)
        if not edits:
            break
        lines = [_edited(line, edits.get(number, ()), repairs) for number, line in enumerate(lines)]
    return lines


def _correct_recognised(lines: list[Line], source: str, boxes: Sequence[Box], repairs: list[Repair]) -> list[Line]:
    """Put right, by their sense, the words that recognition doubted; a person should look at each."""
    from vanban.repair.correction import ReadWord, correct_words
    from vanban.repair.references import mend_symbols
    from vanban.repair.specks import part_specks

    read = [box for box in boxes if box.confidence is not None]
    doubted = sum((box.confidence or 0.0) < _DOUBT for box in read) / max(len(read), 1)
    starts = [line.start for line in lines]
    places = [box.start for box in read]
    # a line that was changed before, by its encoding or a lost letter, is left as it is
    texts = [line.text if line.offsets is None else "" for line in lines]

    def sure(index: int, column: int) -> float:
        at = bisect_right(places, starts[index] + column) - 1
        return read[at].confidence or 0.0 if at >= 0 else 1.0

    edits: dict[int, list[Edit]] = {}
    for at, edit in mend_symbols(texts, sure):
        edits.setdefault(at, []).append(edit)
    words = [ReadWord(source[box.start : box.end], box.confidence or 0.0) for box in read]
    # on a good scan free correction breaks as many words as it mends
    for change in correct_words(words, careful=doubted < _DOUBTFUL_SHARE, poor=doubted > _POOR_SHARE):
        box = read[change.place]
        at = bisect_right(starts, box.start) - 1
        begin, end = box.start - starts[at], box.end - starts[at]
        if texts[at][begin:end] == source[box.start : box.end]:
            edits.setdefault(at, []).append(Edit(begin, end, change.text, "recognition", False))
    for at, text in enumerate(texts):
        edits.setdefault(at, []).extend(part_specks(text))
    return [_edited(line, _apart(edits.get(at, ())), repairs) for at, line in enumerate(lines)]


def _apart(edits: Iterable[Edit]) -> Iterator[Edit]:
    """The edits of a line in order, of two that meet the one that was found first."""
    kept: list[Edit] = []
    for edit in edits:
        if all(edit.end <= other.start or other.end <= edit.start for other in kept):
            kept.append(edit)
    yield from sorted(kept, key=lambda edit: edit.start)


def _mend_markers(lines: list[Line], repairs: list[Repair]) -> list[Line]:
    # it knows markers, whose grammar stands on this package
    from vanban.repair.numerals import mend_markers, mend_quarters

    misread = dict(mend_markers([line.text for line in lines]))
    lines = [_edited(line, [misread[at]] if at in misread else (), repairs) for at, line in enumerate(lines)]
    return [_edited(line, mend_quarters(line.text), repairs) for line in lines]


def _mend_words(lines: list[Line], repairs: list[Repair]) -> list[Line]:
    """Put tones where they belong, join the pieces of words, part words run together. Nearly every text has none of
    it, so the words of the whole are looked at first, each once."""
    words = _WORD.findall("\n".join(line.text for line in lines))
    known = syllables()
    distinct = set(words)
    odd = {word for word in distinct if word.lower() not in known}
    pieces = {word for word in distinct if is_piece(word)}
    toned = {word: placed for word in odd if not word.isascii() and (placed := place_tone(word)).lower() in known}
    if toned:
        lines = [_edited(line, _tones(line.text, toned), repairs) if _has(line, toned) else line for line in lines]
    if any((first in pieces or second in pieces) and is_split(first, second) for first, second in pairwise(words)):
        lines = [_edited(line, join_pieces(line.text), repairs) for line in lines]
    joined = {word for word in odd if len(word) > 3 and not word.isascii() and not is_possible(word)}
    if joined:
        lines = [_edited(line, part_words(line.text), repairs) if _has(line, joined) else line for line in lines]
    return lines


def _has(line: Line, words: Collection[str]) -> bool:
    return len(words) > _MANY or any(word in line.text for word in words)


def _tones(text: str, toned: dict[str, str]) -> Iterator[Edit]:
    for match in _WORD.finditer(text):
        if match.group() in toned:
            yield Edit(match.start(), match.end(), toned[match.group()], "tone-place", True)


def _edited(line: Line, found: Iterable[Edit], repairs: list[Repair]) -> Line:
    edits = list(found)
    for edit in edits:
        repairs.append(Repair(line.number, line.text[edit.start : edit.end], edit.meant, edit.rule, edit.sure))
    return line.edited(edits) if edits else line


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
    """Whether the marks of a text are lost: cheap to deny, since nearly every text has them."""
    part = text[:_JUDGED]
    words = _WORD.findall(part)
    if len(words) < _ENOUGH_WORDS or sum(not word.isascii() for word in words) >= _MARKED_SHARE * len(words):
        return False
    return judge(part).restorable
