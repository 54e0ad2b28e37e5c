"""Relations between documents, by the words that govern a mention: what stands before it (`thay thế Quyết định số …`),
after it (`… được sửa đổi, bổ sung bởi Nghị định số …`, `… hết hiệu lực kể từ ngày …`), or at the head of its paragraph
(`Căn cứ …`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby

from vanban import data
from vanban.citations import Place, References
from vanban.citations.resolving import SELF
from vanban.evidence import Evidence
from vanban.grammar.dates import find_dates
from vanban.model import Relation, RelationKind
from vanban.repair.lines import Flow

_REACH = 240
_CHANGING = frozenset({"amends", "supplements", "replaces", "repeals", "suspends"})
# What may stand between a changing word and the document it changes; anything else means other things are changed.
_BRIDGE = re.compile(
    r"(?:[\s,:;]+|(?i:cho|toàn\s+bộ|các|những|một\s+số|nội\s+dung|quy\s+định|phần|văn\s+bản|tại|của|trong|ở|sau|đây"
    r"|gồm|là|việc|về|và|bởi|theo|bằng|cụm\s+từ|tên|số|điểm|khoản|điều|mục|chương|phụ\s+lục)\b|\b[a-zđ]\b|\b\d+[a-zđ]?\b|\b[IVX]+\b)*"
)
_ISSUED_WITH = re.compile(r"[^.;]{3,160}?(?:ban\s+hành\s+)?kèm\s+theo\s*(?:các\s+)?")
_TITLED = re.compile(
    r"\s*(?:một\s+số\s+)?(?:điều|nội\s+dung|quy\s+định)?[^.;]{0,120}?\s(?:của|tại|trong|theo)\s*(?:các\s+)?"
)
_BASIS = re.compile(
    r"(?i:[-–+\s]*(?:căn\s+cứ|xét|theo\s+đề\s+nghị|trên\s+cơ\s+sở)\b)(?!\s+(?:vào\s+)?(?:tình|điều\s+kiện))"
)
_WHOSE = "Chưa rõ văn bản nào là chủ thể của quan hệ này."
_LIST = re.compile(r"[^.]{0,200}?(?:[,;]|\s(?:và|cùng|cùng\s+với))\s*(?:các\s+)?|\s*")
_CLAUSE = re.compile(r"[.;:](?=\s)|[“\"]")
_PASSIVE = re.compile(
    r"[^.;]{0,120}?\b(?:đã\s+)?(?:được|bị)\s+"
    r"(?P<verb>sửa\s+đổi,?\s+(?:và\s+)?bổ\s+sung|sửa\s+đổi|bổ\s+sung|thay\s+thế|bãi\s+bỏ)"
    r"(?P<by>[^.;]{0,60}?\s(?:bởi|bằng|tại|theo)\s+[^.;]{0,60})?"
)
_VERBS: tuple[tuple[str, RelationKind], ...] = (
    ("sửa", "amends"), ("bổ", "supplements"), ("thay", "replaces"), ("bãi", "repeals"),
)  # fmt: skip
_FORCE = re.compile(
    r"(?P<end>hết\s+hiệu\s+lực|chấm\s+dứt\s+hiệu\s+lực|ngừng\s+hiệu\s+lực)|(?P<begin>(?:có\s+hiệu\s+lực|được\s+áp\s+dụng))"
    r"(?!\s+(?:pháp\s+luật|của))"
)
_FROM = re.compile(
    r"(?:\s+thi\s+hành)?(?:\s*,)?\s*(?:(?:kể\s+)?từ\s+)?"
    r"(?:ngày\s+(?P<own>ký|ban\s+hành|(?:\w+\s+){1,4}này)|(?=ngày\s+\d))"
)
_UNTIL = re.compile(r"(?:\s+thi\s+hành)?\s+(?:đến|tới)\s+(?:hết\s+)?(?=ngày\s+\d)")


@dataclass(frozen=True, slots=True)
class _Found:
    """A relation before it gets its place in the source: ends are places or None for this document."""

    kind: RelationKind
    source: Place | None
    target: Place | None
    since: str | None
    flow: Flow
    start: int
    end: int
    doubt: str | None = None


def find_relations(found: References, own_date: str | None, evidence: Evidence) -> tuple[Relation, ...]:
    """Answer the relations that a document's words state, in reading order. `own_date`: when it was signed, for
    `có hiệu lực kể từ ngày ký`."""
    stated: list[_Found] = []
    for _, group in groupby(found.places, key=lambda place: id(place.flow)):
        stated += _in_paragraph(list(group), own_date)
    begun = next((one.since for one in stated if one.kind == "in_force" and one.target is None), None)
    values = (_value(one, begun, evidence) for one in stated)
    return tuple(dict.fromkeys(values))


def _in_paragraph(places: list[Place], own_date: str | None) -> Iterator[_Found]:
    flow = places[0].flow
    basis = _opens_with_basis(flow.text)
    before: _Found | None = None
    for index, place in enumerate(places):
        previous = places[index - 1] if index else None
        following = places[index + 1] if index + 1 < len(places) else None
        yield from _after(place, following, own_date)
        if place.id == SELF:
            before = None
            continue
        one = _governed(place, previous) or _listed(place, previous, before)
        if one is None and basis:
            one = _Found("based_on", None, place, None, flow, place.start, place.end)
        if one is not None:
            yield one
        before = one


def _governed(place: Place, previous: Place | None) -> _Found | None:
    """The relation whose words stand before `place`, in its clause and after the mention before it."""
    text = place.flow.text
    floor = max(previous.end if previous else 0, place.start - _REACH)
    for match in _CLAUSE.finditer(text, floor, place.start):
        if text[match.start()] != ":":
            floor = match.end()
    phrases = list(_governing().finditer(text, floor, place.start))
    for match in reversed(phrases):
        kind: RelationKind = match.lastgroup  # type: ignore[assignment]
        gap = text[match.end() : place.start]
        before = text[max(match.start() - 20, 0) : match.start()]
        # `… được sửa đổi bởi Nghị định số …` says what the latter does, not what is done to it (see `_after`)
        if not _reaches(kind, gap, before) or re.search(r"\b(?:được|bị)\s*$", before):
            continue
        start = match.start()
        if kind == "attached_to" and text[:start].strip(" ([-–"):
            # not this document came with the decision, but what the words before it speak of
            outer = _outer(phrases, match)
            if outer is None:
                return None
            start, kind = outer.start(), outer.lastgroup  # type: ignore[assignment]
        source, doubt = _source(text, previous, start)
        return _Found(kind, source, place, None, place.flow, start, place.end, doubt)
    return None


def _reaches(kind: RelationKind, gap: str, before: str) -> bool:
    """Whether a governing word reaches the mention over what stands between."""
    if kind in _CHANGING:
        titled = kind == "amends" and _TITLED.fullmatch(gap)
        return bool(_BRIDGE.fullmatch(gap) or _ISSUED_WITH.fullmatch(gap) or titled)
    if kind == "attached_to":
        return not gap.strip(" :,")
    if kind == "based_on":
        return len(gap) < 90
    # `hướng dẫn của Bộ …`, `thực hiện nhiệm vụ tại Kế hoạch số …`: a few words may name what is carried out.
    return len(gap) < 70 and not re.match(r"\s+của\b", gap)


def _outer(phrases: list[re.Match[str]], inner: re.Match[str]) -> re.Match[str] | None:
    """The governing word around `… ban hành kèm theo`: what is changed or carried out came with the decision."""
    earlier = [
        one for one in phrases if one.end() <= inner.start() and one.lastgroup not in ("attached_to", "based_on")
    ]
    return earlier[-1] if earlier else None


def _source(text: str, previous: Place | None, start: int) -> tuple[Place | None, str | None]:
    """Who does it: the document mentioned before in the same clause, whose title this is; else this document."""
    if previous is None or previous.id == SELF:
        return None, None
    between = text[previous.end : start]
    if _CLAUSE.search(between) or len(between) > _REACH:
        return None, None
    if re.search(r"\b(?:về|về\s+việc|ban\s+hành|quy\s+định|phê\s+duyệt|để|nhằm)\b", between) or not between.strip(" ,"):
        return previous, None
    if re.search(r"[,)]\s*$|\s(?:và|để)\s*$", between):
        return None, _WHOSE
    return previous, _WHOSE


def _listed(place: Place, previous: Place | None, before: _Found | None) -> _Found | None:
    """The relation of the mention before, where this one only goes on its list."""
    if previous is None or before is None or before.target is not previous:
        return None
    between = place.flow.text[previous.end : place.start]
    if len(between) > _REACH or not _LIST.fullmatch(between):
        return None
    # after `Nghị quyết A thực hiện Kết luận B, Công văn C` nobody can tell whether C goes with A or with B
    doubt = before.doubt or (_WHOSE if before.source is not None else None)
    return replace(before, target=place, start=place.start, end=place.end, doubt=doubt)


def _after(place: Place, following: Place | None, own_date: str | None) -> Iterator[_Found]:
    """What the words after a mention say of it: changed by another, in force, no longer in force."""
    text = place.flow.text
    stop = min(following.start if following else len(text), place.end + _REACH)
    passive = _PASSIVE.match(text, place.end, stop)
    if passive is not None and (following is None or passive["by"]):
        kind = next(kind for verb, kind in _VERBS if passive["verb"].startswith(verb))
        by = following if following is not None and following.start - passive.end() < 80 else None
        if by is not None and by.id != place.id:
            yield _Found(kind, None if by.id == SELF else by, place, None, place.flow, place.start, by.end)
    force = _FORCE.search(text, place.end, stop)
    if force is None:
        return
    target = None if place.id == SELF else place
    kind = "expires" if force["end"] else "in_force"
    until = _UNTIL.match(text, force.end())
    if until is not None:
        date, end = _date(text, until.end())
        kind = "expires"
    else:
        date, end = _since(text, force.end(), own_date)
    if date is not None or kind == "expires":
        yield _Found(kind, None, target, date, place.flow, place.start, max(end, force.end()))


def _since(text: str, at: int, own_date: str | None) -> tuple[str | None, int]:
    """The date after `có hiệu lực`, and where it ends; the day of signing where that is what is said."""
    match = _FROM.match(text, at)
    if match is None:
        return None, at
    if match["own"]:
        return (own_date if match["own"].split()[0] in ("ký", "ban") else None), match.end()
    return _date(text, match.end())


def _date(text: str, at: int) -> tuple[str | None, int]:
    date = next(iter(find_dates(text[at : at + 60])), None)
    return (date.iso, at + date.end) if date is not None and date.unit == "day" and date.year else (None, at)


def _opens_with_basis(text: str) -> bool:
    return _BASIS.match(text) is not None


@cache
def _governing() -> re.Pattern[str]:
    """All governing words, the longest first, each group named by its kind."""
    entries = sorted(
        ((words, kind) for kind, group in data.groups("relations.txt").items() for words in group),
        key=lambda entry: -len(entry[0]),
    )
    by_kind: dict[str, list[str]] = {}
    for words, kind in entries:
        by_kind.setdefault(kind, []).append(re.escape(words).replace(r"\ ", r"\s+"))
    groups = "|".join(rf"(?P<{kind}>{'|'.join(words)})" for kind, words in by_kind.items())
    return re.compile(rf"(?<!\w)(?:{groups})(?!\w)", re.I)


def _value(one: _Found, begun: str | None, evidence: Evidence) -> Relation:
    span = evidence.span(one.flow, one.start, one.end)
    target = one.target
    number = target.id[1] if target is not None and target.id[0] == "number" else None
    name = target.words or target.id[1] if target is not None and number is None and target.id != SELF else None
    parts = tuple(part.path for group in (target.parts if target else ()) for part in group.parts)
    mine = one.source is None and one.kind in _CHANGING
    return Relation(
        kind=one.kind,
        source=one.source.id[1] if one.source is not None else None,
        target=number,
        name=name,
        provisions=parts,
        since=one.since or (begun if mine else None),
        text=one.flow.text[one.start : one.end],
        start=span.start,
        end=span.end,
        line=span.line,
        sure=one.doubt is None,
        why_unsure=one.doubt,
    )


def stated(relations: Iterable[Relation], number: str | None) -> tuple[Relation, ...]:
    """Answer `relations` with `number` in place of this document itself."""
    return tuple(
        replace(
            one,
            source=one.source or (number if one.kind not in ("in_force", "expires") else None),
            target=one.target or (number if one.name is None else None),
        )
        for one in relations
    )
