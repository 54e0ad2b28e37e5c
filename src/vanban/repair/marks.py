"""Marks for a text that lost them: a scan read as English, or Vietnamese typed bare.

Each word has candidates (syllables whose letters come near those that were read) and the likeliest row of
candidates is kept, by how often syllables follow each other. Numbers, symbols and abbreviations are never
touched; nothing here is sure, a person has to look.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise, zip_longest

from vanban import data
from vanban.repair.counts import pairs, syllables, total
from vanban.repair.folding import fold, spell

# Signs and digits that recognition puts for letters, or beside them; only inside words.
_LOOKALIKES = str.maketrans("60&94€¢1A", "ooooaeola", "’‘'?}“(),")
_TOKEN = re.compile(r"[^\s,;]+[,;]*")
_EDGES = "“”\"‘’'()[]{}.,;:!?…-–—/_*"
_NUMBERED = re.compile(r"\d{1,5}(?:/\d{4})?[/-]\D")
_ABBREVIATION = re.compile(r"(?<![^\W\d_])[A-Z]{2,6}(?![^\W\d_])")
_SIGNS = frozenset({"TM", "KT", "TL", "TUQ"})
_MARKER = re.compile(r"[a-zđ¢©]{1,2}[.)]")
_NOISY_DIGIT = re.compile(r"^[^\W\d_]{0,5}[0-9][^\W\d_]{0,5}$")
_MOST = 14
_EDIT = 4.5
_SWAP = 0.45
_MISREAD = 0.8
_NAMED_WEIGHT = 300
_NAMED_COUNT = 400
_PROPER = 2.5
_VOWELS = frozenset("aeiouy")
_UNSEEN = -13.0
_RARE = 30
_LONGEST = 12
# A text of so many words is bare and not misread if so large a share of them are syllables without their marks.
_ENOUGH = 40
_TYPED = 0.96


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a line: `core` is the part between its signs, `fixed` what it surely is (itself, if it must stay),
    `whole` if that stands for it letter for letter."""

    start: int
    end: int
    core: str
    fixed: str = ""
    whole: bool = False


def restore_line_words(lines: list[str]) -> list[list[tuple[Word, str]]]:
    """Answer for each line its words that change, with what stands for them. Rows of words run over line ends."""
    found: list[list[tuple[Word, str]]] = [[] for _ in lines]
    row: list[tuple[int, Word]] = []
    typed = _typed_bare(lines)
    for number, text in enumerate(lines):
        for word, stops in _words(text):
            if word is not None:
                row.append((number, word))
            if word is None or stops:
                _settle(row, found, typed)
                row = []
        if len(row) > 400:
            _settle(row, found, typed)
            row = []
    _settle(row, found, typed)
    return found


def _in_capitals(tokens: list[str]) -> list[bool]:
    """Answer which tokens stand among three or more in capitals: a title, not an abbreviation."""
    upper = [any(char.isalpha() for char in token) and token.upper() == token for token in tokens]
    runs = [False] * len(tokens)
    start = 0
    for at in range(len(tokens) + 1):
        if at == len(tokens) or not upper[at]:
            long = at - start >= 3 or (at - start == len(tokens) and at - start == 2)
            runs[start:at] = [long] * (at - start)
            start = at + 1
    return runs


def _words(text: str) -> Iterator[tuple[Word | None, bool]]:
    """Answer the words of a line in order (None for numbers and symbols), and whether a row ends after each."""
    tokens = list(_TOKEN.finditer(text))
    capitals = _in_capitals([token.group() for token in tokens])
    for match, following, capital in zip_longest(tokens, tokens[1:], capitals):
        token = match.group()
        core = token.strip(_EDGES)
        if _MARKER.fullmatch(token) and not text[: match.start()].strip():
            continue
        start = match.start() + (token.index(core) if core else 0)
        stops = token[-1] in ".;:" or (match.start() > 0 and token[0] in "(“")
        word = Word(start, start + len(core), core)
        if _may_change(core, capital):
            numbered = following is not None and _NUMBERED.match(following.group())
            yield (replace(word, fixed="số") if numbered and fold(core)[0] == "s" else word), stops
        elif (symbol := _symbol(core)) != core:
            yield replace(word, fixed=symbol, whole=True), stops
        else:
            yield (replace(word, fixed=core.lower()) if core.isalpha() else None), stops


def _symbol(core: str) -> str:
    """Answer an abbreviation or symbol with the `Đ` that its letters lost: `70/2017/QD-UBND`."""
    return _ABBREVIATION.sub(lambda match: _abbreviations().get(match.group(), match.group()), core)


@cache
def _abbreviations() -> dict[str, str]:
    return {fold(meant).upper(): meant for meant in data.lines("abbreviations.txt")}


def _may_change(core: str, capitals: bool) -> bool:
    letters = [char for char in core if char.isalpha()]
    if not letters or (len(letters) > 2 and not core.islower() and not _VOWELS & set(fold(core))):
        return False
    if core in _SIGNS or len(core) > _LONGEST or "/" in core or "-" in core or re.fullmatch(r"[IVXLC]+", core):
        return False
    if any(char.isdigit() for char in core):
        return _NOISY_DIGIT.match(core) is not None
    return capitals or len(letters) == 1 or not core.isupper()


def _typed_bare(lines: list[str]) -> bool:
    """Whether the letters of a text without marks are right: then nothing but the marks may be put back."""
    words = [word for text in lines for word in re.findall(r"(?<!\S)[A-Za-z]{2,}(?=[\s,.;:)]|$)", text)]
    known = sum(fold(word) in _forms() for word in words)
    return len(words) >= _ENOUGH and known >= _TYPED * len(words)


def _settle(row: list[tuple[int, Word]], found: list[list[tuple[Word, str]]], typed: bool) -> None:
    if not row:
        return
    columns = [((word.fixed, 0.0),) if word.fixed else _candidates(word.core, typed) for _, word in row]
    for (number, word), chosen in zip(row, _best_row(columns), strict=True):
        restored = word.fixed if word.whole else _cased(chosen, word.core)
        if chosen and chosen != word.core.lower() and restored != word.core:
            found[number].append((word, restored))


def _cased(chosen: str, read: str) -> str:
    letters = [char for char in read if char.isalpha()]
    if len(letters) > 1 and sum(char.isupper() for char in letters) * 2 > len(letters):
        return chosen.upper()
    return chosen.capitalize() if letters and (letters[0].isupper()) else chosen


@cache
def _candidates(core: str, typed: bool) -> tuple[tuple[str, float], ...]:
    """Answer syllables near the word that was read, each with its cost; the word itself if there is none. `typed`:
    its letters are right, only the marks are missing."""
    read = fold("c" + core[1:] if core[0] == "¢" else core.translate(_LOOKALIKES))
    marked = not core.isascii()
    found: dict[str, float] = {}
    for form, cost in [(read, 0.0)] if typed else _near(read):
        for syllable in _forms().get(form, ()):
            bare = 0.4 if marked and syllable.isascii() else 0.0
            proper = _PROPER if core.istitle() and syllable in _proper() else 0.0
            score = cost + bare - proper - 0.25 * math.log(_counts().get(syllable, 1))
            found[syllable] = min(found.get(syllable, math.inf), score)
    ranked = sorted(found.items(), key=lambda item: item[1])[:_MOST]
    return tuple((word, cost + 0.25 * math.log(_counts().get(word, 1))) for word, cost in ranked) or (("", 0.0),)


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


def _best_row(columns: list[tuple[tuple[str, float], ...]]) -> list[str]:
    scores = [_alone(word) - cost for word, cost in columns[0]]
    back: list[list[int]] = []
    for before, column in pairwise(columns):
        links: list[int] = []
        fresh: list[float] = []
        for word, cost in column:
            options = [score + _after(earlier, word) for (earlier, _), score in zip(before, scores, strict=True)]
            best = max(range(len(options)), key=options.__getitem__)
            links.append(best)
            fresh.append(options[best] - cost)
        back.append(links)
        scores = fresh
    at = max(range(len(scores)), key=scores.__getitem__)
    chosen = [at]
    for links in reversed(back):
        at = links[at]
        chosen.append(at)
    chosen.reverse()
    return [column[place][0] for column, place in zip(columns, chosen, strict=True)]


def _alone(word: str) -> float:
    return math.log((_counts().get(word, 0) + 0.1) / total()) if word else _UNSEEN


@cache
def _after(before: str, word: str) -> float:
    """Log likelihood of `word` after `before`; names of the gazetteer count as often seen."""
    if not word:
        return _UNSEEN
    seen = pairs().get(before, {}).get(word, 0) + _NAMED_WEIGHT * _named().get((before, word), 0)
    own = _counts().get(word, 0) / total()
    return math.log(0.9 * seen / (_counts().get(before, 0) + 40) + 0.1 * own + 1e-9)


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
