"""Found words in a text: as safe HTML with <mark>, whole or as the few lines around them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from .terms import Term, other_numbers
from .words import Span, fold_word, is_dense, pairs, signs, spans

SNIPPET = 220  # characters
_LEAD = 60  # of them before the first found word, at most

Place = tuple[int, int]


def marked(cleaned: str, terms: Sequence[Term]) -> SafeString:
    """A whole text (one that went through `clean`) with the terms in it marked."""
    return _html(cleaned, places(cleaned, terms), 0, len(cleaned))


def marked_beginnings(cleaned: str, terms: Sequence[Term]) -> SafeString:
    """A title with what was typed of it marked; of the word that is being typed its beginning."""
    found = set(places(cleaned, terms))
    last = terms[-1]
    if len(last.words) == 1 and not is_dense(last.words[0]):
        for span in spans(cleaned):
            begun = span.word if last.marked else fold_word(span.word)
            if begun.startswith(last.words[0]) and len(begun) == span.end - span.start:
                found.add((span.start, span.start + len(last.words[0])))
    return _html(cleaned, _apart(found), 0, len(cleaned))


def snippet(cleaned: str, terms: Sequence[Term]) -> SafeString:
    """The stretch of a text in which the most terms stand, marked; its beginning where there are none."""
    found = places(cleaned, terms)
    start, end = _window(cleaned, found)
    text = _html(cleaned, found, start, end)
    opening = "… " if start else ""
    closing = " …" if end < len(cleaned) else ""
    return mark_safe(f"{opening}{text}{closing}")  # noqa: S308  escaped piece by piece


def places(cleaned: str, terms: Sequence[Term]) -> list[Place]:
    """Where the terms stand in a text, in order, none in another."""
    bare = cleaned.translate(_BARE)
    if _OTHER in bare or any(is_dense(word) for term in terms for word in term.words):
        return by_words(cleaned, terms)
    return _apart({place for term in terms for place in _in_letters(cleaned, bare, term)})


def by_words(cleaned: str, terms: Sequence[Term]) -> list[Place]:
    """The same in any script, word by word: several times slower."""
    found: set[Place] = set()
    words = list(spans(cleaned)) if terms else []
    for term in terms:
        if len(term.words) == 1 and is_dense(term.words[0]):
            found.update(_dense_places(words, term.words[0]))
        else:
            found.update(_places(words, term))
    return _apart(found)


class _Bare(dict[int, str]):
    """What a letter is without marks, for letters that stay one letter; what needs more care becomes `_OTHER`."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        bare = fold_word(letter)
        plain = len(bare) == 1 and not is_dense(letter) and not unicodedata.combining(letter)
        self[code] = bare if plain else _OTHER
        return self[code]


_OTHER = "\ufffd"
_BARE = _Bare()


def _in_letters(cleaned: str, bare: str, term: Term) -> Iterable[Place]:
    """Where a term stands in a text that has one bare letter for each of its own."""
    allowed = [_allowed(term, place) for place in range(len(term.words))]
    for found in _pattern(term).finditer(bare):
        start, end = found.span()
        words = [span.word for span in spans(cleaned[start:end])] if term.marked else []
        if all(word in exact for word, (exact, _folded) in zip(words, allowed, strict=False)):
            yield start, end


@lru_cache(1000)
def _pattern(term: Term) -> re.Pattern[str]:
    words = []
    for place in range(len(term.words)):
        _exact, folded = _allowed(term, place)
        words.append("|".join(map(re.escape, sorted(folded or {term.folded[place]}))))
    beside = r")[\W_]+(?:".join(words)
    return re.compile(rf"(?<![^\W_])(?:{beside})(?![^\W_])")


def _places(words: list[Span], term: Term) -> Iterable[Place]:
    length = len(term.words)
    if length == 1:
        exact, folded = _allowed(term, 0)
        yield from (
            (start, end) for start, end, word in words if word in exact or (folded and fold_word(word) in folded)
        )
        return
    allowed = [_allowed(term, place) for place in range(length)]
    for first in range(len(words) - length + 1):
        stretch = words[first : first + length]
        if all(_is_one_of(span.word, allowed[place]) for place, span in enumerate(stretch)):
            yield stretch[0].start, stretch[-1].end


def _allowed(term: Term, place: int) -> tuple[frozenset[str], frozenset[str]]:
    """The words, and the folded words, that a word of a text may be to be this word of a term."""
    word, folded = term.words[place], term.folded[place]
    if term.marked:
        return frozenset({word, folded}), frozenset()
    others = other_numbers(folded) if len(term.words) == 1 else ()
    return frozenset(), frozenset({folded, *others})


def _is_one_of(word: str, allowed: tuple[frozenset[str], frozenset[str]]) -> bool:
    return word in allowed[0] or (bool(allowed[1]) and fold_word(word) in allowed[1])


def _dense_places(words: list[Span], sought: str) -> list[Place]:
    dense = [span for span in words if is_dense(span.word)]
    whole = [place for span in dense for place in _within(span, sought)]
    if whole or len(signs(sought)) == 1:
        return whole
    return [place for span in dense for pair in pairs(sought)[:-1] for place in _within(span, pair)]


def _within(span: Span, sought: str) -> Iterable[Place]:
    each = signs(span.word)
    wanted = signs(sought)
    starts = [0]
    for sign in each:
        starts.append(starts[-1] + len(sign))
    for first in range(len(each) - len(wanted) + 1):
        if each[first : first + len(wanted)] == wanted:
            yield span.start + starts[first], span.start + starts[first + len(wanted)]


def _apart(found: set[Place]) -> list[Place]:
    apart: list[Place] = []
    for start, end in sorted(found):
        if apart and start < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart


def _window(text: str, found: list[Place]) -> Place:
    if len(text) <= SNIPPET:
        return 0, len(text)
    start = 0
    if found:
        best = max(found, key=lambda place: (_held(text, found, place[0]), -place[0]))
        start = max(0, best[0] - _LEAD)
    end = min(len(text), start + SNIPPET)
    return _at_a_word(text, start, found), _at_a_word(text, end, found)


def _held(text: str, found: list[Place], start: int) -> int:
    """How many different words are found in the window that would begin shortly before `start`."""
    stop = start - _LEAD + SNIPPET
    return len({text[one:two].lower() for one, two in found if start <= one and two <= stop})


def _at_a_word(text: str, cut: int, found: list[Place]) -> int:
    """`cut` moved forward to a space close by, out of any found word."""
    if cut in (0, len(text)):
        return cut
    cut = next((end for start, end in found if start < cut < end), cut)
    space = text.find(" ", cut, cut + 20)
    if space < 0 or any(start <= space < end for start, end in found):
        return cut
    return space if not any(cut <= start < space for start, _end in found) else cut


def _html(text: str, found: list[Place], start: int, end: int) -> SafeString:
    pieces: list[str] = []
    at = start
    for one, two in found:
        if one < at or two > end:
            continue
        pieces += [escape(text[at:one]), "<mark>", escape(text[one:two]), "</mark>"]
        at = two
    pieces.append(escape(text[at:end]))
    return mark_safe("".join(pieces).strip())  # noqa: S308  escaped piece by piece
