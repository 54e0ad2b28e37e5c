"""Whether two passages tell of one thing. Cautious: two events joined by mistake mislead, two left apart do not."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Literal

from .facts import BODIES, FIRMS, FORMULA, KINDS, LINKS, PERSONS, Count, Day, Passage, row_of, words_of

Kind = Literal["same", "contradicts", "apart"]

_ANCHORED = 0.5  # share of the shorter passage's words, where a day, a title or a name is shared
_ANCHORED_WEAKLY = 0.7
_MET = 0.3  # where what was done or where, and when or how many of it, are both shared
_PARALLEL = 0.75  # share of all words, where nothing but the deed is told
_ALIKE = 0.7  # share of the words that stand in the same row, where one swapped for another tells two things apart
_MANY = 5  # a day alone is a strong anchor only beside so many telling words
_DIGIT = re.compile(r"\d")
_ROUGH = Decimal("0.1")
_DEED = 3  # words that say what was done, beside the names of where and with whom
_TOLD = 1  # words that say what was done, where nothing else but a name or a day holds two passages together
_HEAD = 2  # words by which a kind of body begins its name
_BEFORE = 5  # words before a name that may belong to it
_TELLING = 10  # a smaller number is shared by chance
_NEAR = 6  # days between two tellings of one day; what is done every week or month is further apart
_SHORT = 5  # letters of a name of one syllable that may be any word with a capital


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two passages are to each other.

    `same`: they tell of one thing, or of the same deed done by each. `contradicts`: they tell of one thing with
    different numbers or days; `differences` holds what the first and the second say, as printed. `apart`: neither.
    """

    kind: Kind
    share: float
    differences: tuple[tuple[str, str], ...] = ()


def compare(one: Passage, other: Passage, *, common: Set[str] = frozenset()) -> Likeness:
    """What `one` and `other` are to each other. `common` are names that tell nothing here (the province's own)."""
    shared = one.words & other.words
    shorter, union = min(len(one.words), len(other.words)), len(one.words | other.words)
    if not shorter:
        return Likeness("apart", 0.0)
    contained, overlap = len(shared) / shorter, len(shared) / union
    titles = _titles(one, other)
    if titles is not True and (
        _another(one, other, common) or _other_topic(one, other) or _sisters(one, other, common)
    ):
        return Likeness("apart", contained)
    names = {name for name in one.names & other.names if name not in common} | _within(one, other, common)
    proper = {name for name in names if " " in name or len(name) > _SHORT or not name.isalpha()}
    proper |= one.initials & other.initials - common
    days = one.days & other.days
    district = any(name not in common for _kind, name in one.places & other.places)
    weak = bool(proper or days or district or len(names) > 1) or (one.duty is not None and one.duty == other.duty)
    # What was done, not with whom or where: `Đại sứ quán Ấn` says no more than the name does.
    called = {word for name in proper for word in name.split()}
    phrases = any(called.isdisjoint(phrase) for phrase in one.phrases & other.phrases)
    counted = _same_count(one.counts, other.counts)
    times = any(kind == "lần" for kind, _ in one.instalments & other.instalments)
    weak = weak or bool(names and phrases)
    deed = phrases or (bool(proper) and len(shared - called - BODIES) >= _DEED)
    met = deed and bool(days or counted or times)
    # What a name stands with, as `dự án điện gió` before `Trà Cú`, tells where and not what.
    told = shared - BODIES - LINKS - _standing_with(names, one, other)
    strong = titles is True or _same_event(one, other)
    if not (strong or counted or (days and len(proper) > 1)) and len(told) < _TOLD:
        return _parallel(one, other, overlap, common)
    strong = strong or bool(days and len(shared) >= _MANY) or len(proper) > (1 if phrases else 2)
    least = _MET if met else _ANCHORED if strong else _ANCHORED_WEAKLY
    enough = contained >= least and len(shared) >= 3
    if titles is False or not (enough and (strong or weak or met)):
        return _parallel(one, other, overlap, common)
    mine, yours = one.names - common - names, other.names - common - names
    # Each names something of its own: two guests at one place, unless a day or an event holds them together.
    if mine and yours and not (titles or days or counted or len(proper) > 1 or _same_event(one, other)):
        return Likeness("apart", contained)
    if mine and yours and not names and not (phrases and days and counted):
        return Likeness("apart", contained)
    differences = _numbers(one.counts, other.counts) or _lone_numbers(one, other)
    if one.days and other.days and not days:
        placed = sum(" " in name for name in names) > 1
        near = bool(proper or (names and phrases)) and _between(one.days, other.days) <= _NEAR
        # Each with somebody of its own, and on another day.
        if titles is not True and (
            (mine and yours) or not ((strong or placed or near) and overlap >= _ANCHORED_WEAKLY)
        ):
            return Likeness("apart", contained)
        differences += ((_shown(one.days), _shown(other.days)),)
    elif _other_span(one, other):
        differences += ((_shown(one.days), _shown(other.days)),)
    if not differences and not (titles or _same_event(one, other)) and _swapped(one, other):
        return Likeness("apart", contained)
    return Likeness("contradicts" if differences else "same", contained, differences)


def _swapped(one: Passage, other: Passage) -> bool:
    """Whether they are told in the same row of words but for a place where each has telling words of its own: two
    leaflets, one on `ca trù` and one on `dân ca ví, giặm`. By which verb a deed is told at the beginning is no such
    place."""
    mine, yours = row_of(one.text), row_of(other.text)
    rows = SequenceMatcher(None, mine, yours, autojunk=False)
    if rows.ratio() < _ALIKE:
        return False
    return any(
        tag == "replace" and at and begins
        and not (one.words - other.words).isdisjoint(mine[at:to])
        and not (other.words - one.words).isdisjoint(yours[begins:ends])
        for tag, at, to, begins, ends in rows.get_opcodes()
    )  # fmt: skip


def _another(one: Passage, other: Passage, common: Set[str]) -> bool:
    """Whether they tell of two instalments (quarters, months, the first and the second time) or of two districts."""
    for mine, yours in ((one.instalments, other.instalments), (one.places, other.places)):
        for kind in {kind for kind, _ in mine} & {kind for kind, _ in yours}:
            left, right = ({name for each, name in side if each == kind} - common for side in (mine, yours))
            if left and right and not left & right:
                return True
    return False


def _sisters(one: Passage, other: Passage, common: Set[str]) -> bool:
    """Whether each names another of a kind: two festivals, `Ngân hàng Thế giới` and `Ngân hàng Phát triển`."""
    if one.events and other.events:
        words = (words_of(" ".join(events)) for events in (one.events, other.events))
        if not frozenset.intersection(*words) - FORMULA:
            return True
    return any(
        mine.split()[:_HEAD] == yours.split()[:_HEAD] and not f"{mine} ".startswith(f"{yours} ")
        and not f"{yours} ".startswith(f"{mine} ")
        for mine in one.names - other.names - common
        for yours in other.names - one.names - common
    )  # fmt: skip


def _other_topic(one: Passage, other: Passage) -> bool:
    """Whether they tell of two courses or two conferences: each says what about, and no word of it is shared."""
    for kind in {kind for kind, _ in one.topics} & {kind for kind, _ in other.topics}:
        mine, yours = (frozenset[str]().union(*(about for each, about in side.topics if each == kind))
                       for side in (one, other))  # fmt: skip
        if not mine & yours:
            return True
    return False


def _standing_with(names: Set[str], one: Passage, other: Passage) -> set[str]:
    """The words of `names`, and those that stand before each of them in both passages, up to a preposition."""
    found = {word for name in names for word in name.split()}
    for name in (each for each in names if " " in each):
        before, earlier = _before(name, one.text), _before(name, other.text)
        for mine, yours in zip(before, earlier, strict=False):
            if mine != yours or mine in LINKS or mine in KINDS or not mine.isalpha():
                break
            found.add(mine)
    return found


def _before(name: str, text: str) -> tuple[str, ...]:
    """The words before `name` in `text`, the nearest first; none where it does not stand there as one."""
    row, parts = row_of(text), tuple(re.findall(r"[^\W\d_]+", name))
    for at in range(len(row) - len(parts) + 1):
        if row[at : at + len(parts)] == parts:
            return tuple(reversed(row[max(0, at - _BEFORE) : at]))
    return ()


def _same_count(mine: tuple[Count, ...], yours: tuple[Count, ...]) -> bool:
    """Whether both count the same: as many of one thing, as many people, or a number too odd to meet by chance."""
    return any(
        one.value == other.value >= _TELLING
        and (_same_thing(one, other) or {_unit(one), _unit(other)} <= PERSONS or len(str(one.value).rstrip("0")) > 2)
        for one in mine
        for other in yours
    )


def _between(mine: Set[Day], yours: Set[Day]) -> int:
    """Days between the nearest two, every month taken as one of 31: 31/2 may stand in a report."""
    return min(abs(31 * (one[0] - other[0]) + one[1] - other[1]) for one in mine for other in yours)


def _other_span(one: Passage, other: Passage) -> bool:
    """Whether each says how long it lasts, and they share the one end but not the other."""
    if len(one.spans) != 1 or len(other.spans) != 1:
        return False
    (first, last), (begins, ends) = next(iter(one.spans)), next(iter(other.spans))
    return (first == begins) != (last == ends)


def _parallel(one: Passage, other: Passage, overlap: float, common: Set[str]) -> Likeness:
    """The same deed done by each, told in the same words: only where nothing is counted, dated or named apart."""
    names_apart = (one.names ^ other.names) - common
    told = _DIGIT.search(one.text + other.text) or one.days != other.days or names_apart or one.titles != other.titles
    return Likeness("same" if overlap >= _PARALLEL and not told else "apart", overlap)


def _titles(one: Passage, other: Passage) -> bool | None:
    """Whether both quote the same title; None where one of them quotes none."""
    if not one.titles or not other.titles:
        return None
    return any(len(left & right) >= 0.7 * min(len(left), len(right)) for left in one.titles for right in other.titles)


def _same_event(one: Passage, other: Passage) -> bool:
    """Whether both name the same festival, fair or contest; one may call it by a longer name."""
    return any(
        f"{longer} ".startswith(f"{shorter} ")
        for mine in one.events
        for yours in other.events
        for shorter, longer in (sorted((mine, yours), key=len),)
    )


def _within(one: Passage, other: Passage, common: Set[str]) -> set[str]:
    """Names of one that stand inside a longer name or a title of the other."""
    found = set()
    for left, right in ((one, other), (other, one)):
        quoted = [" ".join(sorted(title)) for title in right.titles]
        for name in left.names - common:
            parts = set(name.split())
            if any(f" {name} " in f" {longer} " for longer in right.names) or any(
                parts <= set(title.split()) for title in quoted
            ):
                found.add(name)
    return found


def _numbers(mine: tuple[Count, ...], yours: tuple[Count, ...]) -> tuple[tuple[str, str], ...]:
    """Counts of the same thing that cannot both be true. A thing counted twice on one side is a list, not a claim."""
    found = []
    for count in mine:
        rivals = [each for each in yours if _same_thing(count, each)]
        siblings = [each for each in mine if _same_thing(count, each)]
        if rivals and not any(_agree(left, right) for left in siblings for right in rivals):
            found.append((count.shown, rivals[0].shown))
    return tuple(found)


def _lone_numbers(one: Passage, other: Passage) -> tuple[tuple[str, str], ...]:
    """The one number of people that each side gives in the same unit, whatever words stand behind it; not where a
    name says whose they are, as `300 khách Lào`."""
    mine, yours = ([count for count in side.counts if count.unit in PERSONS] for side in (one, other))
    if len(mine) != 1 or len(yours) != 1 or mine[0].unit != yours[0].unit or _agree(mine[0], yours[0]):
        return ()
    called = {word for name in one.names ^ other.names for word in name.split()}
    if called & (mine[0].what | yours[0].what):
        return ()
    return ((mine[0].shown, yours[0].shown),)


def _same_thing(one: Count, other: Count) -> bool:
    units = {_unit(one), _unit(other)}
    if len(units) > 1:
        # `đoàn phóng viên (12 người)`: people are people, whatever they are called; so are firms.
        return ("người" in units and units <= PERSONS) or ("đơn vị" in units and units <= FIRMS)
    mine, yours = one.what - words_of(one.unit), other.what - words_of(other.unit)
    if mine - FORMULA and yours - FORMULA:
        mine, yours = mine - FORMULA, yours - FORMULA
    return not mine or not yours or len(mine & yours) >= 0.5 * min(len(mine), len(yours))


def _unit(count: Count) -> str:
    """What is counted, also where the reader of numbers knows no unit: `35 hãng lữ hành`, `60 em`."""
    if count.unit:
        return count.unit
    told = re.sub(r"^[^\d]*[\d.,]+\s", "", count.shown).casefold()
    return max((each for each in PERSONS | FIRMS if f"{told} ".startswith(f"{each} ")), key=len, default="")


def _agree(one: Count, other: Count) -> bool:
    low, high = _range(one)
    least, most = _range(other)
    return low <= most and least <= high


def _range(count: Count) -> tuple[Decimal, Decimal]:
    """The values that the wording allows: `khoảng 100`, `hơn 100`, `từ 10 đến 12`."""
    value, top = count.value, count.upper if count.upper is not None else count.value
    if count.bound == "about":
        return value * (1 - _ROUGH), top * (1 + _ROUGH)
    if count.bound in {"over", "least"}:
        return value, top * (1 + 2 * _ROUGH)
    if count.bound in {"most", "under"}:
        return value * (1 - 2 * _ROUGH), top
    return value, top


def _shown(days: Set[Day]) -> str:
    return ", ".join(f"{day}/{month}" for month, day in sorted(days))
