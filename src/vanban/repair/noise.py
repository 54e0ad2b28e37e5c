"""Words for a text that was read with the wrong language: a Vietnamese scan read as English.

Each word has candidates (syllables whose letters come near those that were read) and the likeliest row of
candidates is kept. Numbers, symbols and abbreviations are never touched; nothing here is sure, a person has to look.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise, zip_longest

from vanban import data
from vanban.repair.counts import syllables
from vanban.repair.folding import fold, spell
from vanban.repair.model import UNKNOWN, language
from vanban.repair.search import Column, best_row, certainty
from vanban.repair.words import SIGNS, Word, as_cased, in_capitals, symbol

# Signs and digits that recognition puts for letters, or beside them; only inside words.
_LOOKALIKES = str.maketrans("60&94€¢1A", "ooooaeola", "’‘'?}“(),")
_TOKEN = re.compile(r"[^\s,;]+[,;]*")
_EDGES = "“”\"‘’'()[]{}.,;:!?…-–—/_*"
_NUMBERED = re.compile(r"\d{1,5}(?:/\d{4})?[/-]\D")
_MARKER = re.compile(r"[a-zđ¢©]{1,2}[.)]")
_ITEM = re.compile(r"[a-zđ]\)[,;]?")
# Apostrophes that recognition puts before a word for a mark above it; Vietnamese has none.
_STRAY = frozenset("’‘'")
_NOISY_DIGIT = re.compile(r"^[^\W\d_]{0,5}[0-9][^\W\d_]{0,5}$")
_MOST = 14
_EDIT = 7.0
_SWAP = 0.45
_MISREAD = 1.2
_NAMED_COUNT = 400
_PROPER = 2.5
_VOWELS = frozenset("aeiouy")
_RARE = 30
_LONGEST = 12
_WHOLE = "whole"


def restore_line_words(lines: list[str]) -> list[list[tuple[Word, str]]]:
    """Answer for each line its words that change, with what stands for them. Rows of words run over line ends."""
    found: list[list[tuple[Word, str]]] = [[] for _ in lines]
    row: list[tuple[int, Word]] = []
    for number, text in enumerate(lines):
        for word, stops in _words(text):
            if word is not None:
                row.append((number, word))
            if word is None or stops:
                _settle(row, found)
                row = []
        if len(row) > 400:
            _settle(row, found)
            row = []
    _settle(row, found)
    return found


def _words(text: str) -> Iterator[tuple[Word | None, bool]]:
    """Answer the words of a line in order (None for numbers and symbols), and whether a row ends after each."""
    tokens = list(_TOKEN.finditer(text))
    capitals = in_capitals([token.group() for token in tokens])
    for match, following, capital in zip_longest(tokens, tokens[1:], capitals):
        token = match.group()
        core = token.strip(_EDGES)
        if _ITEM.fullmatch(token) or (_MARKER.fullmatch(token) and not text[: match.start()].strip()):
            continue
        start = match.start() + (token.index(core) if core else 0)
        stops = token[-1] in ".;:" or (match.start() > 0 and token[0] in "(“")
        end = start + len(core)
        if _STRAY.issuperset(text[match.start() : start]):
            start = match.start()
        word = Word(start, end, core)
        if _may_change(core, capital):
            numbered = following is not None and _NUMBERED.match(following.group())
            yield (replace(word, meant="số") if numbered and fold(core)[0] == "s" else word), stops
        elif (meant := symbol(core)) != core:
            yield replace(word, meant=meant, token=_WHOLE), stops
        else:
            yield (replace(word, meant=core.lower()) if core.isalpha() else None), stops


def _may_change(core: str, capitals: bool) -> bool:
    letters = [char for char in core if char.isalpha()]
    if not letters or (len(letters) > 2 and not core.islower() and not _VOWELS & set(fold(core))):
        return False
    if core in SIGNS or len(core) > _LONGEST or "/" in core or "-" in core or re.fullmatch(r"[IVXLC]+", core):
        return False
    if any(char.isdigit() for char in core):
        return _NOISY_DIGIT.match(core) is not None
    return capitals or len(letters) == 1 or not core.isupper()


def _settle(row: list[tuple[int, Word]], found: list[list[tuple[Word, str]]]) -> None:
    if not row:
        return
    model = language()
    columns = [_column(word) for _, word in row]
    chosen = best_row(model, columns)
    for place, ((number, word), meant) in enumerate(zip(row, chosen, strict=True)):
        restored = word.meant if word.token else as_cased(model.words[meant], word.core)
        if meant != UNKNOWN and model.words[meant] != word.core.lower() and restored != word.core:
            sure = 1.0 if word.token else certainty(model, columns, chosen, place)
            found[number].append((replace(word, probability=sure), restored))


def _column(word: Word) -> Column:
    model = language()
    if word.meant:
        return ((model.number(word.meant), 0.0),)
    near = _candidates(word.core)
    return tuple((model.ids[meant], cost) for meant, cost in near if meant in model.ids) or ((UNKNOWN, 0.0),)


@cache
def _candidates(core: str) -> tuple[tuple[str, float], ...]:
    """Answer syllables near the word that was read, each with its cost."""
    read = fold("c" + core[1:] if core[0] == "¢" else core.translate(_LOOKALIKES))
    marked = not core.isascii()
    found: dict[str, float] = {}
    learned = _learned().get(core.lower(), {})
    costs = dict(_near(read))
    costs.update((form, min(cost, costs.get(form, cost))) for form, cost in learned.items())
    for form, cost in costs.items():
        for syllable in _forms().get(form, ()):
            bare = 0.4 if marked and syllable.isascii() else 0.0
            proper = _PROPER if core.istitle() and syllable in _proper() else 0.0
            score = cost + bare - proper - 0.25 * math.log(_counts().get(syllable, 1))
            found[syllable] = min(found.get(syllable, math.inf), score)
    ranked = sorted(found.items(), key=lambda item: item[1])[:_MOST]
    return tuple((word, cost + 0.25 * math.log(_counts().get(word, 1))) for word, cost in ranked)


@cache
def _learned() -> dict[str, dict[str, float]]:
    """Answer the letters (without marks) that whole words were printed with, by what was read, with their costs."""
    lines = (line.partition("\t") for line in data.lines("misread.tsv"))
    pairs = ((read, (form.partition(":") for form in forms.split(" "))) for read, _, forms in lines)
    return {read: {letters: float(cost) for letters, _, cost in forms} for read, forms in pairs}


def _near(read: str) -> Iterator[tuple[str, float]]:
    seen: dict[str, float] = {}
    for variant, base in _variants(read):
        for key in (variant, *_deletes(variant)):
            for form in _index().get(key, ()):
                cost = base + _distance(variant, form) * _EDIT
                if cost <= 1.5 * _EDIT:
                    seen[form] = min(seen.get(form, math.inf), cost)
    yield from seen.items()


def _variants(read: str) -> Iterator[tuple[str, float]]:
    """The word as read, and with one or two of the commonest misreadings put right."""
    yield read, 0.0
    once = {read[: m.start()] + meant + read[m.end() :] for wrong, meant in _misread() for m in wrong.finditer(read)}
    for variant in once:
        yield variant, _MISREAD
    if len(once) < _MOST:
        twice = {
            v[: m.start()] + meant + v[m.end() :]
            for v in once
            for wrong, meant in _misread()
            for m in wrong.finditer(v)
        }
        for variant in twice - once:
            yield variant, 2 * _MISREAD


@cache
def _misread() -> tuple[tuple[re.Pattern[str], str], ...]:
    found = []
    for meant, wrong in data.groups("ocr.txt").items():
        for letters in wrong:
            # a misread `đ` only opens a word
            found.append((re.compile(("^" if meant == "d" else "") + re.escape(letters)), meant))
    return tuple(found)


def _deletes(word: str) -> set[str]:
    return {word[:at] + word[at + 1 :] for at in range(len(word))} if len(word) > 1 else set()


@cache
def _index() -> dict[str, tuple[str, ...]]:
    table: dict[str, list[str]] = {}
    for form in _forms():
        for key in {form, *_deletes(form)}:
            table.setdefault(key, []).append(form)
    return {key: tuple(forms) for key, forms in table.items()}


@cache
def _proper() -> frozenset[str]:
    """Answer the words of places, which a capital makes likelier."""
    places = (name for names in data.groups("provinces.txt").values() for name in names)
    return frozenset(word.lower() for name in places for word in name.split())


@cache
def _forms() -> dict[str, tuple[str, ...]]:
    """Answer the syllables of each folded form, without those that are next to never meant."""
    forms: dict[str, list[str]] = {}
    for syllable, count in _counts().items():
        if count >= _RARE:
            forms.setdefault(fold(syllable), []).append(syllable)
    most = {form: max(_counts()[word] for word in words) for form, words in forms.items()}
    return {form: tuple(w for w in words if _counts()[w] * 3000 > most[form]) for form, words in forms.items()}


def _distance(a: str, b: str) -> float:
    """Edits from `a` to `b`; a vowel for a vowel counts less, recognition mistakes those most."""
    before = [float(at) for at in range(len(b) + 1)]
    for i, left in enumerate(a, 1):
        row = [float(i)]
        for j, right in enumerate(b, 1):
            swap = 0.0 if left == right else _SWAP if left in _VOWELS and right in _VOWELS else 1.0
            row.append(min(before[j] + 1, row[j - 1] + 1, before[j - 1] + swap))
        before = row
    return before[-1]


@cache
def _counts() -> dict[str, int]:
    """Counts of syllables, those of the gazetteer's names counted often enough to be thought of."""
    counted = {word: count for word, count in syllables().items() if _VOWELS & set(fold(word))}
    for pair in _named():
        for word in pair:
            counted[word] = max(counted.get(word, 0), _NAMED_COUNT)
    return counted


@cache
def _named() -> Counter[tuple[str, str]]:
    """How often two syllables follow each other in the names that the data files hold."""
    counted: Counter[tuple[str, str]] = Counter()
    names = data.groups("org_names.txt")
    phrases = [f"{head} {name}" for head, bodies in names.items() for name in bodies]
    phrases += [f"{level} {name}" for level, places in data.groups("provinces.txt").items() for name in places]
    for file in ("groups.txt", "org_heads.txt", "attributes.txt", "frame.txt"):
        phrases += [phrase for values in data.groups(file).values() for phrase in values]
    phrases += data.lines("kinds.txt") + data.lines("issuers.txt") + data.lines("verbs.txt")
    for phrase in phrases:
        words = [spell(word) for word in re.findall(r"[^\W\d_]+", phrase)]
        counted.update(pairwise(words))
    return counted
