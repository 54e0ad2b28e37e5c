"""What a person may have meant: slips of typing, against the words that the index knows.

A guess is never made for a word typed with marks that is known with these marks: `đường` stays `đường`. A guess is
only made where it finds something that this reader may find, so that it betrays no word of unpublished records.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice, product

from django.db.models import Q
from rapidfuzz import process
from rapidfuzz.distance import OSA

from ..engines import Ask, Weighed, current_engine, needs_of
from ..models import Word
from ..text import Term, fold_word, is_dense
from ..text.slips import CONFUSED, toneless, tones, untelexed
from .ranking import Text, texts_of

LONGEST_GUESSED = 8  # words: more is a sentence, not a search
_EACH = 4  # guesses for a word
_TRIED = 10  # combinations of them
_LOOKED_AT = 40_000  # words of the vocabulary
_A_TONE = 0.5  # what another tone costs, in letters
_SHORT = 6  # letters; in longer words two may be wrong

Scope = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Guess:
    """Other words for one that was typed, and how far they are from it."""

    words: tuple[str, ...]
    distance: float


def correction(
    province_id: int, kind: str, scope: Scope, terms: tuple[Term, ...]
) -> tuple[str, tuple[Term, ...] | None]:
    """What may have been meant by terms that find nothing: words to show, and terms to search for instead.

    The words are empty where there is no guess. The terms are None where every word typed is a known one: then the
    guess is offered and not taken.
    """
    typed = [term.words[0] for term in terms]
    if not 0 < len(terms) <= LONGEST_GUESSED or any(len(term.words) > 1 or is_dense(term.words[0]) for term in terms):
        return "", None
    vocabulary = Word.objects.filter(province_id=province_id, kind=kind, size__gt=0)
    found = vocabulary.filter(Q(word__in=typed) | Q(folded__in=typed)).values_list("word", "folded")
    known = {form for pair in found for form in pair}
    unknown = [place for place, word in enumerate(typed) if word not in known]
    meant = tuple(untelexed(word) if place in unknown else word for place, word in enumerate(typed))
    tries = [meant] if meant != tuple(typed) else []
    if unknown:
        guesses = [
            _guesses(province_id, kind, word) if place in unknown else [Guess((word,), 0)]
            for place, word in enumerate(typed)
        ]
        best = _best(scope, [*(Guess(words, 0) for words in tries), *_together(guesses)])
    else:
        best = _best(scope, _one_changed(province_id, kind, typed))
    if best is None:
        return "", None
    words, entry = best
    shown = _as_written(words, entry)
    return " ".join(shown), tuple(Term((word,)) for word in words) if unknown else None


def _one_changed(province_id: int, kind: str, typed: list[str]) -> Iterable[Guess]:
    if len(typed) < 2:
        return
    for place, word in enumerate(typed):
        for guess in _guesses(province_id, kind, word)[:_EACH]:
            if 0 < guess.distance <= 1 and len(word) > 2:
                yield Guess((*typed[:place], *guess.words, *typed[place + 1 :]), guess.distance)


def _together(guesses: list[list[Guess]]) -> list[Guess]:
    if not all(guesses):
        return []
    combined = [
        Guess(tuple(word for guess in each for word in guess.words), sum(guess.distance for guess in each))
        for each in islice(product(*guesses), 256)
    ]
    return sorted(combined, key=lambda guess: guess.distance)[:_TRIED]


def _guesses(province_id: int, kind: str, word: str) -> list[Guess]:
    """Known words near to one, nearest and then commonest first, and the two words that it may be run together of."""
    folded = fold_word(word)
    marked = folded != word
    reach = 1 if len(folded) <= _SHORT else 2
    if len(folded) < 2 or any(letter.isdigit() for letter in folded):
        return []
    rows = (
        Word.objects.filter(province_id=province_id, kind=kind)
        .filter(size__range=(max(1, len(folded) - reach), len(folded) + reach))
        .order_by("-items")
        .values_list("word", "folded", "items")[:_LOOKED_AT]
    )
    forms: dict[str, dict[str, int]] = {}
    for form, bare, items in rows:
        forms.setdefault(bare, {})[form] = items
    near = process.extract_iter(folded, list(forms), scorer=OSA.distance, score_cutoff=reach)
    ranked: list[tuple[float, int, str]] = []
    for bare, distance, _place in near:
        if not marked:
            ranked.append((distance, -sum(forms[bare].values()), bare))
            continue
        for form, items in forms[bare].items():
            if form != word and (distance or _same_but_for_a_slip(form, word)):
                ranked.append((distance + (_A_TONE if tones(form) != tones(word) else 0), -items, form))
    guesses = [Guess((form,), distance) for distance, _items, form in sorted(ranked)[:_EACH]]
    return [*guesses, *_run_together(province_id, kind, word)]


def _same_but_for_a_slip(form: str, word: str) -> bool:
    """Whether words of the same plain letters differ in what people confuse: where the tone stands, hỏi for ngã."""
    return toneless(form) == toneless(word) and (tones(form) == tones(word) or {tones(form), tones(word)} == CONFUSED)


def _run_together(province_id: int, kind: str, word: str) -> list[Guess]:
    """`lehoi` as `le hoi`, where both are known."""
    halves = [(word[:cut], word[cut:]) for cut in range(2, len(word) - 1)]
    sought = {half for pair in halves for half in pair}
    if not halves or len(word) > 14:
        return []
    vocabulary = Word.objects.filter(province_id=province_id, kind=kind, size__gt=0)
    rows = vocabulary.filter(Q(word__in=sought) | Q(folded__in=sought)).values_list("word", "folded")
    known = {form for pair in rows for form in pair}
    return [Guess(pair, 1) for pair in halves if set(pair) <= known]


def _best(scope: Scope, guesses: Iterable[Guess]) -> tuple[tuple[str, ...], int] | None:
    """The guess whose words stand side by side somewhere, else the nearest that finds anything; with its record."""
    engine = current_engine()
    best: tuple[tuple[bool, float, int], tuple[str, ...], int] | None = None
    for guess in islice(guesses, _TRIED):
        terms = tuple(Term((word,)) for word in guess.words)
        found: list[Weighed] = engine.weighed(Ask(needs_of(terms), scope), 50, weigh=False)
        if not found:
            continue
        beside = engine.weighed(Ask(needs_of((Term(guess.words),)), scope), 50, weigh=False)
        entry = max(beside or found, key=lambda each: (each.weight, each.entry_id)).entry_id
        rank = (bool(beside), -guess.distance, len(beside) or len(found))
        if best is None or rank > best[0]:
            best = (rank, guess.words, entry)
    return best and best[1:]


def _as_written(words: tuple[str, ...], entry: int) -> list[str]:
    """Words typed without marks as a record that holds them writes them; side by side if they stand so there."""
    text = texts_of([entry])[entry]
    return _stretch(words, text) or [_one(word, text) for word in words]


def _stretch(words: tuple[str, ...], text: Text) -> list[str]:
    folded = tuple(fold_word(word) for word in words)
    for exact, bare in ((text.title, text.title_folded), (text.body, text.body_folded)):
        at = bare.find(f" {' '.join(folded)} ")
        if at >= 0:
            place = bare.count(" ", 0, at + 1) - 1
            stretch = exact.split()[place : place + len(words)]
            if all(typed in (bare_word, own) for typed, bare_word, own in zip(words, folded, stretch, strict=True)):
                return stretch
    return []


def _one(word: str, text: Text) -> str:
    if word != fold_word(word):
        return word
    exact, bare = text.title.split() + text.body.split(), text.title_folded.split() + text.body_folded.split()
    return exact[bare.index(word)] if word in bare else word
