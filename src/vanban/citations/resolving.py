"""Which document each finding means: numbered ones by number, the others by what was named before them.

A `Resolver` answers for one unnumbered finding the document it means, among those known so far; a platform that
knows its records can pass its own and fall back on `nearest`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from vanban.citations.named import Named, find_named, same_kind
from vanban.citations.numbered import Cited, Mention, find_mentions
from vanban.citations.provisions import Parts, find_parts
from vanban.repair.folding import fold
from vanban.repair.lines import Flow

Id = tuple[str, str]
"""What tells documents apart: ("self", ""), ("number", `57-KL/TW`), ("name", folded name), ("unclear", words)."""

SELF: Id = ("self", "")


@dataclass(frozen=True, slots=True)
class Known:
    """A document known so far: its id and its printed kind."""

    id: Id
    kind: str | None


Resolver = Callable[[Named, Sequence[Known]], "Id | None"]


@dataclass(frozen=True, slots=True)
class Place:
    """One place in a flow that means a document: `flow.text[start:end]`, and the parts of it named there."""

    flow: Flow
    start: int
    end: int
    id: Id
    kind: str | None
    words: str
    parts: tuple[Parts, ...] = ()


@dataclass(slots=True)
class Referred:
    """One document that is not cited by number (or the document itself), and all its places in order."""

    id: Id
    kind: str | None
    name: str | None
    places: list[Place] = field(default_factory=list)


@dataclass(slots=True)
class References:
    """All that a document refers to; `places` holds every place of every document, in reading order."""

    cited: list[Cited]
    referred: list[Referred]
    places: list[Place]

    def of(self, number: str) -> list[Place]:
        """Answer the places of the document `number`."""
        return [place for place in self.places if place.id == ("number", number)]


# What may stand between parts and the document they belong to.
_OWNED = re.compile(
    r"\s*,?\s*(?:(?:của|tại|thuộc|trong)\s+)?(?:các\s+)?(?:[^\W\d_][^,;.:()]{1,90}?\s(?:được\s)?(?:ban\s+hành\s+)?kèm\s+theo\s+)?"
)
_OWNER_BEFORE = re.compile(r"[\s,(:]*(?:(?:quy\s+định\s+)?tại|ở|theo|gồm|các|về)?\s*(?:các\s+)?")
_FAR = 140
# How many documents back a pointing may reach: bounds the work where a paragraph is one long list.
_BACK, _HEAD = 200, 20
_OWN = r"\W*(?i:số)\s*:?\s*\d[^\s,;]*(?:\s?[-/]\s?[^\s,;]+)*"
_DAY = r"[\s.]*(?:[^\W\d_][^,;:]{0,40},\s+ngày\s[^;:]{0,40}?)?"
_OWN_NUMBER = re.compile(rf"(?:{_OWN}{_DAY})?{_OWN}")
_OWN_REST = re.compile(rf"{_DAY}(?:{_OWN})?")
_AMENDING = re.compile(r"(?i:sửa\s+đổi|bổ\s+sung|bãi\s+bỏ|thay\s+thế)")


def nearest(named: Named, before: Sequence[Known]) -> Id | None:
    """Answer what `named` most likely means: the last document before it of its kind (a pointing), or the last one
    whose number begins with the digits it gives. A `này` of the document's own kind is the document itself."""
    if named.how == "name":
        return ("name", fold(named.name or ""))
    if named.how == "number":
        digits, _, year = (named.name or "").partition("/")
        opening = re.compile(rf"0*{re.escape(digits.lstrip('0'))}/{year or '.*'}(?:[-/].*)?|0*{digits}-.*")
        like = (one for one in reversed(before) if one.id[0] == "number" and same_kind(one.kind, named.kind))
        return next((one.id for one in like if opening.fullmatch(one.id[1])), None)
    own = next((one for one in before if one.id == SELF and same_kind(one.kind, named.kind)), None)
    if named.how == "this" and own is not None:
        return SELF
    return next((one.id for one in reversed(before) if one.id != SELF and same_kind(one.kind, named.kind)), None)


def read_references(
    flows: Iterable[Flow],
    own_number: str | None,
    own_kinds: Iterable[str] = (),
    resolver: Resolver = nearest,
) -> References:
    """Answer all that `flows` (in document order) refer to. `own_kinds`: how the document calls itself (a decision and
    the plan issued with it are both `này`)."""
    found = References([], [], [])
    known = [Known(SELF, kind) for kind in own_kinds]
    cited: dict[str, Cited] = {}
    referred: dict[Id, Referred] = {}
    amended: Id | None = None
    for flow in flows:
        places = _places(flow, own_number, known, resolver, cited, referred)
        amended = _amended(flow, places) or amended
        places = _with_parts(flow, places, amended)
        for place in places:
            if place.id[0] != "number":
                name = place.words if place.id[0] == "name" else None
                referred.setdefault(place.id, Referred(place.id, place.kind, name)).places.append(place)
        found.places.extend(places)
    found.cited, found.referred = list(cited.values()), list(referred.values())
    return found


def _places(
    flow: Flow,
    own_number: str | None,
    known: list[Known],
    resolver: Resolver,
    cited: dict[str, Cited],
    referred: dict[Id, Referred],
) -> list[Place]:
    """The places of one flow; what they make known is added to `known` and `cited` as they come."""
    mentions = find_mentions(flow)
    places: list[Place] = []
    for one in _apart(mentions, find_named(flow.text)):
        if isinstance(one, Mention):
            own = one.number == own_number or _is_own(one)
            meant: Id = SELF if own else ("number", one.number)
            if meant != SELF:
                cited.setdefault(one.number, Cited(one.number)).mentions.append(one)
            known.append(Known(meant, one.kind))
            places.append(Place(flow, one.start, one.end, meant, one.kind, one.number))
            continue
        answer = resolver(one, known[:_HEAD] + known[-_BACK:] if len(known) > _BACK + _HEAD else known)
        if answer is None:
            # Pointing at nothing that was named: only a printed `số` makes it a document for certain.
            if one.how != "number" or "số" not in flow.text[one.start : one.end]:
                continue
            answer = ("unclear", f"{one.kind} {one.name}")
        if answer[0] == "number" and answer[1] in cited:
            cited[answer[1]].mentions.append(Mention(flow, answer[1], one.start, one.end, one.kind, None, None))
        known.append(Known(answer, one.kind))
        places.append(Place(flow, one.start, one.end, answer, one.kind, one.name or ""))
    return places


def _is_own(mention: Mention) -> bool:
    """Whether a number is printed as a document's own: on a line of its own after `Số:`, with no kind before it. A
    joint document has one for each who issue it."""
    text = mention.flow.text
    return (
        mention.kind is None
        and _OWN_NUMBER.fullmatch(text, 0, mention.end) is not None
        and _OWN_REST.fullmatch(text, mention.end) is not None
    )


def _apart(mentions: list[Mention], named: list[Named]) -> list[Mention | Named]:
    """Both in order; what is named within a numbered mention is left out."""
    both: list[Mention | Named] = sorted([*mentions, *named], key=lambda item: (item.start, isinstance(item, Named)))
    ends = 0
    starts = [mention.start for mention in mentions]
    kept: list[Mention | Named] = []
    for one in both:
        if isinstance(one, Mention):
            ends = one.end
            kept.append(one)
        elif one.start >= ends:
            following = bisect_left(starts, one.start)
            if following == len(starts) or starts[following] >= one.end:
                kept.append(one)
    return kept


def _amended(flow: Flow, places: list[Place]) -> Id | None:
    """The document that this paragraph says is amended: parts named without a document after it are its parts."""
    amending = _AMENDING.search(flow.text)
    if amending is None:
        return None
    return next((place.id for place in places if place.id != SELF and place.start >= amending.end()), None)


def _with_parts(flow: Flow, places: list[Place], amended: Id | None) -> list[Place]:
    """Give the parts named in `flow` to the places they belong to; those of this document, or of the one that is
    being amended, get a place of their own."""
    owned: dict[int, list[Parts]] = {}
    own: list[Place] = []
    amending = _AMENDING.search(flow.text) if amended is not None else None
    starts = [place.start for place in places]
    for parts in find_parts(flow.text):
        following = bisect_right(starts, parts.start)
        if following and parts.start < places[following - 1].end:
            continue
        index = _owner(flow.text, parts, places, following)
        if index is not None:
            owned.setdefault(index, []).append(parts)
            continue
        changing = amending is not None and amending.end() <= parts.start
        meant = amended if changing and amended is not None else SELF
        own.append(Place(flow, parts.start, parts.end, meant, None, "", (parts,)))
    kept = [
        Place(place.flow, place.start, place.end, place.id, place.kind, place.words, tuple(owned.get(index, ())))
        for index, place in enumerate(places)
    ]
    return sorted([*kept, *own], key=lambda place: place.start)


def _owner(text: str, parts: Parts, places: list[Place], following: int) -> int | None:
    """The place that `parts` belong to: the document right after them (`khoản 2 Điều 5 Nghị định số …`; it is
    `places[following]`), else the one right before (`Nghị định số … tại khoản 2 Điều 5`)."""
    after = text[parts.end : places[following].start] if following < len(places) else None
    if after is not None and len(after) < _FAR and _OWNED.fullmatch(after):
        return following
    before = text[places[following - 1].end : parts.start] if following else None
    if before is not None and len(before) < _FAR and _OWNER_BEFORE.fullmatch(before):
        return following - 1
    return None
