"""Two texts side by side, clause by clause: kept, changed (with the words), new, dropped, moved.

Clauses are matched by their fingerprints, never by trying each against each: first those whose words are all the
same, then those that share rare runs of three words. Within a pair of clauses the words are aligned by those that
occur once on both sides (patience), so the work grows with the length of the texts.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from vanban.model import Reading, Unit
from vanban.repair.folding import spell

ChangeKind = Literal["kept", "changed", "new", "dropped", "moved"]
RunKind = Literal["kept", "removed", "added"]

_WIDTH = 3
# A run of words that stands in more clauses than this is a formula and tells none of them.
_COMMON = 12
_LIKE = 0.5
_SMALL = 120


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stand together in both texts, or in one of them only."""

    kind: RunKind
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One clause and what became of it; the path is None on the side where it does not stand. A moved clause may have
    changed words too."""

    kind: ChangeKind
    before_path: str | None
    after_path: str | None
    words: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """A unit with its unmarked paragraphs: its words as printed, and the keys by which they are compared."""

    path: str
    words: tuple[str, ...]
    keys: tuple[str, ...]


def compare(before: Reading, after: Reading) -> tuple[Change, ...]:
    """Answer what became of each clause of `before` in `after`, in the order of `after`; a dropped clause stands
    after the clause that it followed."""
    old, new = clauses(before), clauses(after)
    pairs = match(old, new)
    stay = _in_order(pairs)
    partner = {there: here for here, there in pairs}
    matched = set(partner.values())
    dropped = _dropped(old, matched, dict(pairs), stay)
    changes = [_gone(old[here]) for here in dropped.get(-1, ())]
    for there, clause in enumerate(new):
        here = partner.get(there)
        if here is None:
            changes.append(Change("new", None, clause.path, (Run("added", " ".join(clause.words)),)))
        else:
            changes.append(_change(old[here], clause, moved=(here, there) not in stay))
        changes += [_gone(old[gone]) for gone in dropped.get(there, ())]
    return tuple(changes)


def clauses(reading: Reading) -> list[Clause]:
    """Answer the units of `reading` as clauses."""
    return [_clause(unit) for unit in reading.units]


def clause(path: str, text: str) -> Clause:
    """Answer a clause for `match` out of any text, such as a duty that was put right by hand."""
    words = tuple(text.split())
    return Clause(path, words, tuple(_key(word) for word in words))


def match(old: Sequence[Clause], new: Sequence[Clause]) -> list[tuple[int, int]]:
    """Answer the pairs of indices of clauses that are one clause in both texts, in the order of `new`."""
    pairs = _same(old, new)
    here_taken, there_taken = {here for here, _ in pairs}, {there for _, there in pairs}
    likely = [
        (score + (0.1 if old[here].path == new[there].path else 0.0), -abs(here - there), here, there)
        for here, there, score in _likely(old, new, here_taken, there_taken)
    ]
    for _, _, here, there in sorted(likely, reverse=True):
        if here not in here_taken and there not in there_taken:
            here_taken.add(here)
            there_taken.add(there)
            pairs.append((here, there))
    return sorted(pairs, key=lambda pair: pair[1])


def shingles(keys: Sequence[str]) -> set[tuple[str, ...]]:
    """Answer the runs of three words of a clause (of all its words, if it is shorter)."""
    width = min(_WIDTH, len(keys))
    return {tuple(keys[at : at + width]) for at in range(len(keys) - width + 1)} if width else set()


def likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """Answer the share of words that two clauses have in common, from 0 to 1."""
    common = (Counter(one) & Counter(other)).total()
    return 2 * common / (len(one) + len(other)) if one or other else 1.0


def align(old: Sequence[str], new: Sequence[str]) -> tuple[Run, ...]:
    """Answer the words of two clauses as runs that were kept, removed and added."""
    runs: list[tuple[RunKind, list[str]]] = []
    for kind, words in _aligned(list(old), list(new)):
        if words and runs and runs[-1][0] == kind:
            runs[-1][1].extend(words)
        elif words:
            runs.append((kind, list(words)))
    return tuple(Run(kind, " ".join(words)) for kind, words in runs)


def _clause(unit: Unit) -> Clause:
    return clause(unit.path, " ".join((unit.text, *(body.text for body in unit.body))))


def _key(word: str) -> str:
    return spell(word.strip(".,;:!?()[]“”\"'…")) or word


def _same(old: Sequence[Clause], new: Sequence[Clause]) -> list[tuple[int, int]]:
    """Pairs of clauses with all the same words; of several alike, those on the same path, then the first left."""
    where: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for here, clause in enumerate(old):
        where[clause.keys].append(here)
    pairs: list[tuple[int, int]] = []
    used: set[int] = set()
    paths = {(clause.keys, clause.path): here for here, clause in enumerate(old)}
    late: list[int] = []
    for there, clause in enumerate(new):
        at = paths.get((clause.keys, clause.path))
        if at is None or at in used:
            late.append(there)
        else:
            used.add(at)
            pairs.append((at, there))
    rest = {keys: iter([here for here in places if here not in used]) for keys, places in where.items()}
    for there in late:
        free = next(rest.get(new[there].keys, iter(())), None)
        if free is not None:
            pairs.append((free, there))
    return pairs


def _likely(
    old: Sequence[Clause], new: Sequence[Clause], here_taken: set[int], there_taken: set[int]
) -> Iterator[tuple[int, int, float]]:
    """Pairs that share a rare run of words, or a path, and are alike enough."""
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    paths: dict[str, int] = {}
    for here, clause in enumerate(old):
        if here not in here_taken:
            paths[clause.path] = here
            for shingle in shingles(clause.keys):
                holders[shingle].append(here)
    for there, clause in enumerate(new):
        if there in there_taken:
            continue
        votes = Counter(
            here
            for shingle in shingles(clause.keys)
            if len(places := holders.get(shingle, ())) <= _COMMON
            for here in places
        )
        near = [here for here, _ in votes.most_common(_COMMON)]
        if clause.path in paths:
            near.append(paths[clause.path])
        for here in dict.fromkeys(near):
            score = likeness(old[here].keys, clause.keys)
            if score >= _LIKE:
                yield here, there, score


def _in_order(pairs: list[tuple[int, int]]) -> set[tuple[int, int]]:
    """The longest row of pairs whose order is the same in both texts: all others have moved."""
    return {pairs[at] for at in _rising([here for here, _ in pairs])}


def _rising(values: Sequence[int]) -> list[int]:
    """The places of a longest rising row in `values` (patience sorting: n log n)."""
    tops: list[int] = []
    ends: list[int] = []
    back: list[int] = []
    for at, value in enumerate(values):
        pile = bisect_left(tops, value)
        back.append(ends[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(value)
            ends.append(at)
        else:
            tops[pile], ends[pile] = value, at
    row: list[int] = []
    at = ends[-1] if ends else -1
    while at >= 0:
        row.append(at)
        at = back[at]
    return row[::-1]


def _dropped(
    old: Sequence[Clause], matched: set[int], pairs: dict[int, int], stay: set[tuple[int, int]]
) -> dict[int, list[int]]:
    """The clauses that are gone, by the index in the new text of the clause that they followed (-1: none)."""
    found: dict[int, list[int]] = defaultdict(list)
    last = -1
    for here in range(len(old)):
        if here not in matched:
            found[last].append(here)
        elif (here, pairs[here]) in stay:
            last = pairs[here]
    return found


def _gone(clause: Clause) -> Change:
    return Change("dropped", clause.path, None, (Run("removed", " ".join(clause.words)),))


def _change(old: Clause, new: Clause, moved: bool) -> Change:
    if old.keys == new.keys:
        words = (Run("kept", " ".join(new.words)),)
        return Change("moved" if moved else "kept", old.path, new.path, words)
    return Change("moved" if moved else "changed", old.path, new.path, align(old.words, new.words))


def _aligned(old: list[str], new: list[str]) -> Iterator[tuple[RunKind, Iterable[str]]]:
    """Runs of one stretch: its common ends, then between them the words that stand once on both sides."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    yield "kept", new[:start]
    yield from _middle(old[start : len(old) - end], new[start : len(new) - end])
    yield "kept", new[len(new) - end :]


def _middle(old: list[str], new: list[str]) -> Iterator[tuple[RunKind, Iterable[str]]]:
    if not old or not new:
        yield "removed", old
        yield "added", new
    elif len(old) <= _SMALL and len(new) <= _SMALL:
        yield from _short(old, new)
    else:
        yield from _by_anchors(old, new)


def _short(old: list[str], new: list[str]) -> Iterator[tuple[RunKind, Iterable[str]]]:
    """A stretch short enough to be aligned word by word."""
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield "kept", new[c:d]
        else:
            yield "removed", old[a:b]
            yield "added", new[c:d]


def _by_anchors(old: list[str], new: list[str]) -> Iterator[tuple[RunKind, Iterable[str]]]:
    """A long stretch, cut at the words that stand once on both sides and in the same order."""
    once = {word for word, times in Counter(old).items() if times == 1}
    place = {word: at for at, word in enumerate(old) if word in once}
    many = Counter(new)
    both = [(place[word], at) for at, word in enumerate(new) if many[word] == 1 and word in place]
    anchors = [both[at] for at in _rising([here for here, _ in both])]
    a = b = 0
    for here, there in [*anchors, (len(old), len(new))]:
        left, right = old[a:here], new[b:there]
        if len(left) <= _SMALL and len(right) <= _SMALL:
            yield from _short(left, right)
        else:
            yield "removed", left
            yield "added", right
        if here < len(old):
            yield "kept", [new[there]]
        a, b = here + 1, there + 1
