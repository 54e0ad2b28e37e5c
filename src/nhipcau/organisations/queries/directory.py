"""The directory of a province: organisations, groups and focal persons on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, IntegerField, OuterRef, Prefetch, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from nhipcau.core.public import Actor, fold, nfc

from ..choices import NameKind
from ..models import FocalPerson, Group, Membership, Organisation, OrganisationName, Succession


@dataclass(frozen=True, slots=True)
class DirectoryFilters:
    """What narrows the directory. `standing`: "" for those that exist on the day, "ended", or "all"."""

    words: str = ""
    kind: str = ""
    standing: str = ""
    group_id: int | None = None
    without_focal_person: bool = False


def directory(actor: Actor, filters: DirectoryFilters, on: date) -> QuerySet[Organisation]:
    """The province's organisations as the directory lists them, each with `focal_count` on the day.

    Words match any name the organisation ever had, with or without marks; all of the words must occur.
    """
    visible = Organisation.objects.visible_to(actor)
    rows: QuerySet[Organisation] = visible.valid_on(on) if filters.standing == "" else visible
    if filters.standing == "ended":
        rows = rows.filter(valid_to__lt=on)
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if filters.group_id:
        rows = rows.filter(pk__in=_member_ids(filters.group_id, on))
    if filters.words.strip():
        rows = rows.filter(_bears(filters.words))
    rows = rows.annotate(focal_count=Coalesce(_focal_count(on), Value(0)))
    if filters.without_focal_person:
        rows = rows.filter(focal_count=0)
    return rows.select_related("parent")


def kinds_count(actor: Actor, filters: DirectoryFilters, on: date) -> dict[str, int]:
    """How many organisations of each kind the directory would list if only the kind were changed."""
    whole = DirectoryFilters(filters.words, "", filters.standing, filters.group_id, filters.without_focal_person)
    rows = directory(actor, whole, on).order_by().values("kind").annotate(count=Count("pk"))
    return {row["kind"]: row["count"] for row in rows}


def organisations_for_choice(actor: Actor, words: str, on: date, limit: int = 20) -> list[Organisation]:
    """Organisations of the day to choose from while somebody types, best first.

    Ranks: the words as typed with their marks at the beginning of a name, within a name, then without marks.
    Three queries at most; no words answer the first `limit` of the directory.
    """
    rows = Organisation.objects.visible_to(actor).valid_on(on)
    typed, bare = nfc(words).casefold(), fold(nfc(words))
    if not bare:
        return list(rows[:limit])
    found = rows.filter(_bears(words)).prefetch_related("names")[: limit * 5]

    def rank(body: Organisation) -> tuple[int, int]:
        texts = [body.name, body.short_name, *(name.text for name in body.names.all())]
        return min(_closeness(text.casefold(), typed, bare) for text in texts if text), body.order

    return sorted(found, key=rank)[:limit]


def members(group: Group, on: date) -> QuerySet[Organisation]:
    """The organisations that a group means on a day, in directory order."""
    return Organisation.objects.filter(pk__in=_member_ids(group.pk, on), province_id=group.province_id).valid_on(on)


def members_of_all(province_id: int, group_ids: Iterable[int], on: date) -> dict[int, list[int]]:
    """Ids of the members of several groups on a day, in directory order, in one query."""
    wanted: dict[int, list[int]] = {group_id: [] for group_id in group_ids}
    rows = (
        Membership.objects.filter(province_id=province_id, group_id__in=wanted)
        .valid_on(on)
        .filter(organisation__in=Organisation.objects.filter(province_id=province_id).valid_on(on))
        .order_by("organisation__order", "organisation__sorted_as")
    )
    for group_id, organisation_id in rows.values_list("group_id", "organisation_id"):
        wanted[group_id].append(organisation_id)
    return wanted


def groups(actor: Actor, on: date) -> QuerySet[Group]:
    """The province's groups, each with `member_count` on the day and its other names."""
    counted = (
        Membership.objects.filter(group=OuterRef("pk"), organisation__in=Organisation.objects.valid_on(on))
        .valid_on(on).order_by().values("group").annotate(count=Count("pk")).values("count")
    )  # fmt: skip
    counting = Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))
    rows: QuerySet[Group] = Group.objects.visible_to(actor)
    return rows.annotate(member_count=counting).prefetch_related("names")


def focal_persons(organisation: Organisation, on: date) -> QuerySet[FocalPerson]:
    """Whom to reach in an organisation on a day: the leader in charge first, then the officer."""
    return FocalPerson.objects.filter(organisation=organisation).valid_on(on).order_by("rank", "full_name")


def focal_register(actor: Actor, on: date, words: str = "", kind: str = "") -> QuerySet[Organisation]:
    """The register of focal persons: every organisation of the day with `current_focal`, its people on that day."""
    rows = Organisation.objects.visible_to(actor).valid_on(on)
    people = FocalPerson.objects.valid_on(on).order_by("rank", "full_name")
    if kind:
        rows = rows.filter(kind=kind)
    if words.strip():
        named = Exists(people.filter(organisation=OuterRef("pk"), full_name__icontains=nfc(words)))
        rows = rows.filter(_bears(words) | Q(named))
    return rows.prefetch_related(Prefetch("focal_persons", queryset=people, to_attr="current_focal"))


@dataclass(frozen=True, slots=True)
class Turn:
    """A turning point in an organisation's life, for its timeline: a name, a succession, a beginning or an end."""

    on: date
    what: str  # "began", "named", "received", "passed", "ended"
    name: OrganisationName | None = None
    succession: Succession | None = None


def life_of(organisation: Organisation) -> list[Turn]:
    """What happened to an organisation, newest first: names that began, work received and passed on, its end."""
    turns: list[Turn] = []
    if organisation.valid_from:
        turns.append(Turn(organisation.valid_from, "began"))
    if organisation.valid_to:
        turns.append(Turn(organisation.valid_to, "ended"))
    for name in organisation.names.filter(kind=NameKind.OFFICIAL, valid_from__isnull=False):
        turns.append(Turn(name.valid_from, "named", name=name))
    received = organisation.inheritances.select_related("predecessor")
    passed = organisation.successions.select_related("successor")
    turns += [Turn(row.on, "received", succession=row) for row in received]
    turns += [Turn(row.on, "passed", succession=row) for row in passed]
    return sorted(turns, key=lambda turn: turn.on, reverse=True)


def name_on(organisation: Organisation, on: date) -> str:
    """What the organisation was officially called on a day; its present name where nothing else is recorded."""
    dated = organisation.names.filter(kind=NameKind.OFFICIAL).exclude(valid_from=None, valid_to=None).valid_on(on)
    return next((name.text for name in dated), organisation.name)


def _closeness(text: str, typed: str, bare: str) -> int:
    folded = fold(text)
    tests = (text == typed, text.startswith(typed), typed in text, folded.startswith(bare), bare in folded)
    return next((place for place, passed in enumerate(tests) if passed), len(tests))


def _bears(words: str) -> Q:
    """Whether every word occurs, without marks, in the present names or in one other name."""
    own, other = Q(), Q(organisation=OuterRef("pk"))
    for word in fold(nfc(words)).split():
        own &= Q(folded__contains=word)
        other &= Q(folded__contains=word)
    return own | Q(Exists(OrganisationName.objects.filter(other)))


def _member_ids(group_id: int, on: date) -> QuerySet[Membership, dict[str, int]]:
    return Membership.objects.filter(group_id=group_id).valid_on(on).values("organisation_id")


def _focal_count(on: date) -> Subquery:
    counted = (
        FocalPerson.objects.filter(organisation=OuterRef("pk")).valid_on(on)
        .order_by().values("organisation").annotate(count=Count("pk")).values("count")
    )  # fmt: skip
    return Subquery(counted, output_field=IntegerField())
