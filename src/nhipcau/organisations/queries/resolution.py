"""From a name as a document prints it to the body that is meant: on a day, in a province."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from ..choices import NameKind, OrganisationKind
from ..models import Group, GroupName, Organisation, OrganisationName
from .naming import bare_key, key, likeness, may_be, place_keys, short_keys

_COMMITTEE = "ủy ban nhân dân "
_MANY = 5  # suggestions offered for a name that nobody bears
_ALIKE = 0.5


class ResolutionState(StrEnum):
    """What became of a written name."""

    RESOLVED = "resolved"
    GROUP = "group"
    AMBIGUOUS = "ambiguous"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Resolution:
    """Whom a written name means.

    RESOLVED gives `organisation_id`, GROUP gives `group_id`. AMBIGUOUS gives at least two of `candidates`
    (organisation ids) and `group_candidates`. UNKNOWN gives in `candidates` what looks alike, best first, possibly
    nothing. `in_time` is false where the name or its bearer did not exist on the day: it is still who is meant.
    """

    state: ResolutionState
    organisation_id: int | None = None
    group_id: int | None = None
    candidates: tuple[int, ...] = ()
    group_candidates: tuple[int, ...] = ()
    in_time: bool = True


@dataclass(frozen=True, slots=True)
class _Bearer:
    """One name of one organisation or group; `key` is the form in which it was entered in an index."""

    key: str
    organisation_id: int | None
    group_id: int | None
    in_time: bool
    learned: int = 0  # row number of a learned name: the later choice counts


@dataclass(slots=True)
class _Index:
    """Names by their keys: as printed, without marks, and in shorter forms."""

    full: dict[str, list[_Bearer]] = field(default_factory=lambda: defaultdict(list))
    short: dict[str, list[_Bearer]] = field(default_factory=lambda: defaultdict(list))
    bare_full: dict[str, list[_Bearer]] = field(default_factory=lambda: defaultdict(list))
    bare_short: dict[str, list[_Bearer]] = field(default_factory=lambda: defaultdict(list))


class Resolver:
    """Resolves the names of one province as they stood on a day (None: on any day).

    Reads every name once (four queries) when it is made and none afterwards: make one for a whole document.
    Exact marks win over missing ones; a name learned from a person's choice wins over everything; a text whose
    marks contradict a name is never resolved to it, only suggested.
    """

    def __init__(self, province_id: int, on: date | None) -> None:
        self._on = on
        self._places: tuple[str, ...] = ()
        self._index = _Index()
        self._known: dict[str, int] = {}
        self._load(province_id)

    def resolve(self, written: str) -> Resolution:
        """Whom `written` means. Never raises; an empty text is UNKNOWN."""
        for hits, in_time in self._tiers(written):
            found = _distinct([hit for hit in hits if hit.in_time is in_time])
            if found:
                return _answer(found, in_time)
        return Resolution(ResolutionState.UNKNOWN, candidates=self._alike(written))

    def resolve_all(self, written: Iterable[str]) -> dict[str, Resolution]:
        """Each of the names with whom it means; no query."""
        return {each: self.resolve(each) for each in written}

    def _tiers(self, written: str) -> Iterator[tuple[list[_Bearer], bool]]:
        """Bearers of the name, from the surest way of bearing it to the least sure, and whether in time."""
        whole = key(written)
        shorter = short_keys(written, self._places)
        exact = self._index.full.get(whole, [])
        learned = sorted((hit for hit in exact if hit.learned), key=lambda hit: -hit.learned)
        inside = [*self._index.short.get(whole, [])]
        for form in shorter:
            inside += self._index.full.get(form, []) + self._index.short.get(form, [])
        bare = self._unmarked(self._index.bare_full, whole)
        bare_inside = self._unmarked(self._index.bare_short, whole)
        for form in shorter:
            bare_inside += self._unmarked(self._index.bare_full, form) + self._unmarked(self._index.bare_short, form)
        yield [hit for hit in learned if hit.in_time][:1], True
        if not whole.isascii():
            yield from ((exact, True), (inside, True), (learned[:1], False), (exact, False))
        yield from ((bare, True), (bare_inside, True), (inside, False), (bare, False), (bare_inside, False))

    def _unmarked(self, index: dict[str, list[_Bearer]], form: str) -> list[_Bearer]:
        return [hit for hit in index.get(bare_key(form), []) if may_be(form, hit.key)]

    def _alike(self, written: str) -> tuple[int, ...]:
        bare = bare_key(written)
        best: dict[int, float] = {}
        for known, organisation_id in self._known.items():
            best[organisation_id] = max(best.get(organisation_id, 0.0), likeness(bare, known))
        close = sorted((pair for pair in best.items() if pair[1] >= _ALIKE), key=lambda pair: (-pair[1], pair[0]))
        return tuple(organisation_id for organisation_id, _ in close[:_MANY])

    def _load(self, province_id: int) -> None:
        organisations = list(Organisation.objects.filter(province_id=province_id).select_related("province"))
        names = list(OrganisationName.objects.filter(province_id=province_id))
        bodies = {each.pk: each for each in organisations}
        self._places = _places(organisations, names)
        by_row = {(name.organisation_id, name.text) for name in names}
        for body in organisations:
            for text in filter(None, (body.name, body.short_name)):
                if (body.pk, text) not in by_row:
                    self._add(text, organisation_id=body.pk, in_time=self._holds(body))
        for name in names:
            in_time = self._holds(name) and self._holds(bodies[name.organisation_id])
            learned = name.pk if name.kind == NameKind.LEARNED else 0
            self._add(name.text, organisation_id=name.organisation_id, in_time=in_time, learned=learned)
        for group in Group.objects.filter(province_id=province_id):
            self._add(group.name, group_id=group.pk)
        for other in GroupName.objects.filter(province_id=province_id):
            self._add(other.text, group_id=other.group_id, learned=other.pk if other.kind == NameKind.LEARNED else 0)

    def _holds(self, row: Organisation | OrganisationName) -> bool:
        return self._on is None or row.holds_on(self._on)

    def _add(
        self,
        text: str,
        *,
        organisation_id: int | None = None,
        group_id: int | None = None,
        in_time: bool = True,
        learned: int = 0,
    ) -> None:
        whole = key(text)
        self._index.full[whole].append(_Bearer(whole, organisation_id, group_id, in_time, learned))
        self._index.bare_full[bare_key(text)].append(_Bearer(whole, organisation_id, group_id, in_time))
        if organisation_id is not None:
            self._known[bare_key(text)] = organisation_id
        for form in short_keys(text, self._places):
            shorter = _Bearer(form, organisation_id, group_id, in_time)
            self._index.short[form].append(shorter)
            self._index.bare_short[bare_key(form)].append(shorter)


def resolve(province_id: int, written: str, on: date | None) -> Resolution:
    """Whom one written name means on a day; for many names make one `Resolver`."""
    return Resolver(province_id, on).resolve(written)


def _distinct(hits: list[_Bearer]) -> list[tuple[int | None, int | None]]:
    return list(dict.fromkeys((hit.organisation_id, hit.group_id) for hit in hits))


def _answer(found: list[tuple[int | None, int | None]], in_time: bool) -> Resolution:
    if len(found) == 1:
        organisation_id, group_id = found[0]
        state = ResolutionState.RESOLVED if organisation_id is not None else ResolutionState.GROUP
        return Resolution(state, organisation_id, group_id, in_time=in_time)
    return Resolution(
        ResolutionState.AMBIGUOUS,
        candidates=tuple(body for body, _ in found if body is not None),
        group_candidates=tuple(group for _, group in found if group is not None),
        in_time=in_time,
    )


def _places(organisations: list[Organisation], names: list[OrganisationName]) -> tuple[str, ...]:
    """How the province itself has been called: from its own name and those of its People's Committee."""
    committees = {body.pk for body in organisations if body.kind == OrganisationKind.COMMITTEE}
    texts = [body.name for body in organisations if body.pk in committees]
    texts += [name.text for name in names if name.organisation_id in committees]
    called = {key(text).removeprefix(_COMMITTEE) for text in texts if key(text).startswith(_COMMITTEE)}
    called |= {key(body.province.name) for body in organisations[:1]}
    return tuple(place for each in called - {"tỉnh", "thành phố"} for place in place_keys(each))
