"""What a person may have meant: slips of typing, against the words that the index knows.

A guess is never made for a word typed with marks that is known with these marks: `đường` stays `đường`. A guess is
only made where it finds something that this reader may find, so that it betrays no word of unpublished records.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice, product

from django.db.models import Q

from ..engines import Ask, Held, current_engine, needs_of
from ..models import Word
from ..text import Term, fold_word, is_dense
from ..text.slips import CONFUSED, toneless, tones, untelexed
from .ranking import Text, texts_of
from .vocabulary import vocabulary

LONGEST_GUESSED = 8  # words: more is a sentence, not a search
_EACH = 4  # guesses for a word
_TRIED = 10  # combinations of them
_COUNTED = 50  # records that a combination finds, at most
_DOUBTED = 3  # words of those typed, the rarest, where all of them are known
_A_TONE = 0.5  # what another tone costs, in letters
_SHORT = 6  # letters; in longer words two may be wrong

Scope = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Guess:
    """Other words for one that was typed, and how far they are from it."""

    words: tuple[str, ...]
    distance: float


def correction(
    province_id: int, kind: str, scope: Scope, terms: tuple[Term, ...], *, offer: bool = True
) -> tuple[str, tuple[Term, ...] | None]:
    """What may have been meant by terms that find nothing: words to show, and terms to search for instead.

    The words are empty where there is no guess. The terms are None where every word typed is a known one: then the
    guess is offered and not taken, and not even looked for unless `offer` is set.
    """
    typed = [term.words[0] for term in terms]
    if not 0 < len(terms) <= LONGEST_GUESSED or any(len(term.words) > 1 or is_dense(term.words[0]) for term in terms):
        return "", None
    known = _known(province_id, kind, typed)
    unknown = [place for place, word in enumerate(typed) if word not in known]
    meant = tuple(untelexed(word) if place in unknown else word for place, word in enumerate(typed))
    tries = [meant] if meant != tuple(typed) else []
    if unknown:
        guesses = [
            _guesses(province_id, kind, word) if place in unknown else [Guess((word,), 0)]
            for place, word in enumerate(typed)
        ]
        best = _best(kind, scope, [*(Guess(words, 0) for words in tries), *_together(guesses)])
    else:
        best = _best(kind, scope, _one_changed(province_id, kind, typed, known) if offer else [])
    if best is None:
        return "", None
    words, entry = best
    shown = _as_written(words, entry)
    return " ".join(shown), tuple(Term((word,)) for word in words) if unknown else None


def _known(province_id: int, kind: str, words: Iterable[str]) -> dict[str, int]:
    """Which of these words the index knows, as they are or as the bare letters of others, and in how many records."""
    rows = Word.objects.filter(province_id=province_id, kind=kind, size__gt=0)
    counts: Counter[str] = Counter()
    for word, folded, items in rows.filter(Q(word__in=words) | Q(folded__in=words)).values_list(
        "word", "folded", "items"
    ):
        counts.update(dict.fromkeys({word, folded}, items))
    return counts


def _one_changed(province_id: int, kind: str, typed: list[str], known: Mapping[str, int]) -> list[Guess]:
    if len(typed) < 2:
        return []
    doubted = sorted(range(len(typed)), key=lambda place: known[typed[place]])[:_DOUBTED]
    changed = [
        Guess((*typed[:place], *guess.words, *typed[place + 1 :]), guess.distance)
        for place in doubted
        if len(typed[place]) > 2
        for guess in _guesses(province_id, kind, typed[place])[:_EACH]
        if 0 < guess.distance <= 1
    ]
    return sorted(changed, key=lambda guess: guess.distance)


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
    words = vocabulary(province_id, kind)
    ranked: list[tuple[float, int, str]] = []
    for bare, distance in words.near(folded, reach):
        forms = words.forms[bare]
        if not marked:
            ranked.append((distance, -sum(forms.values()), bare))
            continue
        for form, items in forms.items():
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
    known = _known(province_id, kind, sought)
    return [Guess(pair, 1) for pair in halves if set(pair) <= known.keys()]


def _best(kind: str, scope: Scope, guesses: Iterable[Guess]) -> tuple[tuple[str, ...], int] | None:
    """The guess whose words stand side by side somewhere, else the nearest that finds anything; with its record.

    Guesses come nearest first: once one is found side by side, none that is farther can be better.
    """
    best: tuple[tuple[bool, float, int], tuple[str, ...], int] | None = None
    for guess in islice(guesses, _TRIED):
        if best and best[0][0] and -best[0][1] < guess.distance:
            break
        found = _some(kind, scope, (Term(guess.words),))
        beside = bool(found)
        if not found and len(guess.words) > 1 and not (best and best[0][0]):
            found = _some(kind, scope, tuple(Term((word,)) for word in guess.words))
        rank = (beside, -guess.distance, len(found))
        if found and (best is None or rank > best[0]):
            best = (rank, guess.words, max(each.entry_id for each in found))
    return best and best[1:]


def _some(kind: str, scope: Scope, terms: tuple[Term, ...]) -> list[Held]:
    return current_engine().holding(Ask(kind, needs_of(terms), scope), _COUNTED)


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
