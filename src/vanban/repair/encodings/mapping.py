"""From a text as extracted to the text as meant: each stretch in an old encoding is decoded, with the way back."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from vanban.model import FontRun
from vanban.repair.encodings.choice import Segment, choose, worth
from vanban.repair.encodings.decoding import decode
from vanban.repair.encodings.fonts import encoding_of_font
from vanban.repair.quality import encoding_signs
from vanban.repair.tones import is_possible

# Letters that no old encoding is read as: a text that holds them is Unicode already.
_UNICODE = re.compile("[ĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9]")
_VIQR = re.compile(r"[AEOaeo]\^|[OUou][+*]|[Aa]\(|[AEIOUYaeiouy^+(][`'~?.](?=\w)|[Dd]d", re.ASCII)
_ENOUGH_SIGNS = 3
_SHORT = 60
_VIQR_SHARE = 0.02
_WORD = re.compile(r"[^\W\d_]+")
# The letters with marks that the fonts of TCVN3 have no capitals for.
_CAPITALLESS = frozenset({"tcvn3"})


@dataclass(frozen=True, slots=True)
class Mapped:
    """`text` as meant, as many lines as the source; `places[i]` is where its character `i` stands in the source (one
    more for the end), None where nothing changed; `segments` are places in the source."""

    text: str
    places: tuple[int, ...] | None = None
    segments: tuple[Segment, ...] = field(default=())


def unmap(text: str, font: str | None = None) -> Mapped:
    """Answer `text` with what stands in an old encoding brought to Unicode. With a `font` of an old encoding the
    whole is read as that font says, unless it is Unicode already; else the likeliest encoding of each word decides.

        >>> unmap("Céng hßa x· héi chñ nghÜa ViÖt Nam").text
        'Cộng hòa xã hội chủ nghĩa Việt Nam'
        >>> unmap("céng hoµ", font=".VnTimeH").text
        'CỘNG HOÀ'
    """
    if font is not None:
        return unmap_runs(text, [FontRun(0, len(text), font)])
    return _assemble(text, [(segment, False) for segment in choose(text)]) if _suspicious(text) else Mapped(text)


def unmap_runs(text: str, runs: Iterable[FontRun], unicode: Iterable[tuple[int, int]] = ()) -> Mapped:
    """Answer `text` with its runs in fonts of old encodings brought to Unicode; what stands between them is judged
    by its words, but for the stretches (start, end) that are `unicode` for sure. Runs and stretches do not overlap."""
    known = [(run.start, run.end, *meant) for run in runs if (meant := encoding_of_font(run.name)) is not None]
    parts: list[tuple[Segment, bool]] = []
    at = 0
    for start, end, encoding, upper in sorted([*known, *((start, end, "", False) for start, end in unicode)]):
        parts.extend(_between(text, at, start))
        if encoding and not _is_unicode(text[start:end], encoding):
            parts.append((Segment(start, end, encoding), upper))
        at = end
    parts.extend(_between(text, at, len(text)))
    return _assemble(text, parts) if parts else Mapped(text)


def _between(text: str, start: int, end: int) -> list[tuple[Segment, bool]]:
    part = text[start:end]
    if not part or not _suspicious(part):
        return []
    return [(Segment(start + s.start, start + s.end, s.encoding, s.sure), False) for s in choose(part)]


def _is_unicode(part: str, encoding: str) -> bool:
    """Whether text set in an old font is Unicode all the same, as after a conversion that left the font."""
    if part.isascii():
        return False
    return _UNICODE.search(part) is not None or worth(part[:2000]) > worth(decode(part[:2000], encoding).text)


def _suspicious(text: str) -> bool:
    """Whether `text` may hold an old encoding at all; cheap, since nearly every text is clean."""
    if encoding_signs(text) >= min(_ENOUGH_SIGNS, 1 + len(text) // _SHORT):
        return True
    if len(text.encode("utf-8", "surrogatepass")) > 1.05 * len(text):
        return False
    return len(_VIQR.findall(text)) > max(_VIQR_SHARE * len(text), _ENOUGH_SIGNS)


def _assemble(text: str, parts: list[tuple[Segment, bool]]) -> Mapped:
    out: list[str] = []
    places: list[int] = []
    at = 0
    for segment, upper in parts:
        out.append(text[at : segment.start])
        places.extend(range(at, segment.start))
        decoded = decode(text[segment.start : segment.end], segment.encoding)
        meant = decoded.text
        if upper:
            meant = meant.upper()
        elif segment.encoding in _CAPITALLESS:
            meant = _raise_capitals(meant)
        out.append(meant)
        places.extend(segment.start + place for place in decoded.places[:-1])
        at = segment.end
    out.append(text[at:])
    places.extend(range(at, len(text) + 1))
    return Mapped("".join(out), tuple(places), tuple(segment for segment, _ in parts))


def _raise_capitals(text: str) -> str:
    """Answer `text` with its small marked letters as capitals inside words in capitals (`CộNG`), as typed in fonts
    that have no capitals for them; a word of one plain letter (`Vụ`) follows its neighbours."""
    return "\n".join(_raise_in_line(line) for line in text.split("\n"))


def _raise_in_line(line: str) -> str:
    words = list(_WORD.finditer(line))
    shouted = [_is_shouted(match.group()) for match in words]
    # an abbreviation beside a word says nothing of it
    titles = [loud and is_possible(match.group()) for loud, match in zip(shouted, words, strict=True)]
    chars = list(line)
    for at, match in enumerate(words):
        beside = [titles[near] for near in (at - 1, at + 1) if 0 <= near < len(words)]
        if shouted[at] or (shouted[at] is None and beside and all(beside)):
            chars[match.start() : match.end()] = match.group().upper()
    return "".join(chars)


def _is_shouted(word: str) -> bool | None:
    """Whether the plain letters of `word` are capitals; None where there are too few to say."""
    plain = [char for char in word if char.isascii()]
    if not plain or any(char.islower() for char in plain):
        return None if not plain and len(word) <= 2 else False
    return True if len(plain) > 1 or word[0] not in plain else None
