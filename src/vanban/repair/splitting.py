"""Words in two pieces (`qu ản lý`) and words run together (`đốingoại`).

Only where what stands there is no word and what it becomes surely is one: a piece that was never counted, a pair of
words that often follow each other. Names, abbreviations and whatever holds a digit stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vanban.repair.counts import syllables, together
from vanban.repair.lines import Edit
from vanban.repair.tones import is_possible

_WORD = re.compile(r"[^\W\d_]+")
_NEXT = re.compile(r"(?<![\w./-])([^\W\d_]+) ([^\W\d_]+)(?![\w/-])")
# A piece is counted less often than this, a whole word more often.
_PIECE = 60
_WHOLE = 60
_PAIR = 10
_SHORTEST, _LONGEST = 4, 14


def join_pieces(text: str) -> Iterator[Edit]:
    """Answer the words of a line that stand in two pieces, as edits that put them together."""
    at = 0
    while (match := _NEXT.search(text, at)) is not None:
        first, second = match.groups()
        if is_split(first, second):
            yield Edit(match.start(), match.end(), first + second, "split-word", True)
            at = match.end()
        else:
            at = match.start(2)


def is_piece(word: str) -> bool:
    """Whether `word` may be a piece of a word: it was hardly ever counted, or no syllable is spelled so."""
    return syllables().get(word.lower(), 0) < _PIECE or not is_possible(word)


def is_split(first: str, second: str) -> bool:
    """Whether two words beside each other are the pieces of one."""
    if not second.islower() or (first.isupper() and len(first) > 1):
        return False
    whole = (first + second).lower()
    seen = syllables()
    if seen.get(whole, 0) < _WHOLE or not is_possible(whole):
        return False
    rest = seen.get(second, 0) < _PIECE
    # a single letter may be a marker (`điểm b an toàn`), so what follows it must be no word
    return rest if len(first) == 1 else rest or not is_possible(first)


def part_words(text: str) -> Iterator[Edit]:
    """Answer the words of a line that are two words run together, as edits that part them."""
    for match in _WORD.finditer(text):
        word = match.group()
        if _SHORTEST <= len(word) <= _LONGEST and not word.isascii() and not is_possible(word):
            found = _parts(word)
            if found:
                yield Edit(match.start(), match.end(), found, "joined-words", True)


def _parts(word: str) -> str:
    """Answer `word` as two words, '' unless exactly one way to part it gives a pair that is often seen."""
    if not word[1:].islower():
        return ""
    lower = word.lower()
    found = [at for at in range(1, len(word)) if is_possible(lower[:at]) and together(lower[:at], lower[at:]) >= _PAIR]
    return f"{word[: found[0]]} {word[found[0] :]}" if len(found) == 1 else ""
