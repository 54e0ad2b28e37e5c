"""What items are sorted by (a province's own regulation decides it), and what is known of them beside their words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.text import slugify

from nhipcau.core.public import Actor, ChangedMeanwhileError, fold, nfc, record, require
from nhipcau.organisations.public import Organisation
from nhipcau.plans.public import Duty

from ..choices import ARRANGE, EDIT, Stage
from ..errors import CodeTakenError
from ..models import Category, Edition, Item, Topic


@dataclass(frozen=True, slots=True)
class HeadingGiven:
    """A category or topic as somebody writes it down; `names` by language, `basis` is the regulation that sets it."""

    name: str
    names: Mapping[str, str] = field(default_factory=dict)
    order: int = 0
    basis: str = ""
    retired: bool = False


def add_heading(actor: Actor, kind: type[Category | Topic], given: HeadingGiven, *, now: datetime) -> Category | Topic:
    """Adds a category or topic; needs ARRANGE. CodeTakenError where one of that name is there."""
    require(actor, ARRANGE)
    with transaction.atomic():
        code = slugify(fold(given.name))[:60] or slugify(given.name, allow_unicode=True)[:60]
        rows = kind.objects.visible_to(actor)
        if not code or rows.filter(code=code).exists():
            raise CodeTakenError(given.name)
        made: Category | Topic = kind(province_id=actor.province_id, code=code)
        _put(made, given)
        record(actor, "library.add_heading", made, f"Thêm {kind._meta.verbose_name} “{made.name}”", at=now)
    return made


def change_heading(actor: Actor, heading: Category | Topic, given: HeadingGiven, *, now: datetime) -> None:
    """Renames, reorders or retires a category or topic; items that have it keep it. Needs ARRANGE."""
    require(actor, ARRANGE)
    with transaction.atomic():
        held = type(heading).objects.visible_to(actor).select_for_update(of=("self",)).get(pk=heading.pk)
        _put(held, given)
        record(actor, "library.change_heading", held, f"Sửa {held._meta.verbose_name} “{held.name}”", at=now)


def _put(row: Category | Topic, given: HeadingGiven) -> None:
    row.name, row.basis = nfc(given.name), nfc(given.basis)
    row.names = {language: nfc(name) for language, name in given.names.items() if name.strip()}
    row.order, row.retired = given.order, given.retired
    row.save()


@dataclass(frozen=True, slots=True)
class AboutGiven:
    """What is known of an item whatever its languages."""

    supplier: Organisation
    category: Category | None = None
    topics: Sequence[Topic] = ()
    duty: Duty | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    review_on: date | None = None
    latitude: Decimal | None = None
    longitude: Decimal | None = None


COLUMNS = (
    "supplier", "category", "duty", "valid_from", "valid_to", "review_on", "latitude", "longitude",
)  # fmt: skip


def stand_of(item: Item) -> str:
    """A mark of how an item's facts stand, which a form carries along."""
    columns = {each.name: each.attname for each in Item._meta.concrete_fields}
    told = [str(getattr(item, columns[name])) for name in COLUMNS]
    return "|".join([*told, *(str(pk) for pk in sorted(item.topics.values_list("pk", flat=True)))])


def change_about(actor: Actor, item: Item, given: AboutGiven, *, seen: str | None = None, now: datetime) -> Item:
    """Writes what is known of an item; needs EDIT. `seen` is the `stand_of` that the form showed.

    Readers see where it is: with another place an approved original is approved no longer. Raises
    ChangedMeanwhileError.
    """
    require(actor, EDIT)
    with transaction.atomic():
        held: Item = Item.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=item.pk)
        if seen is not None and stand_of(held) != seen:
            raise ChangedMeanwhileError(held)
        moved = (held.latitude, held.longitude) != (given.latitude, given.longitude)
        for name in COLUMNS:
            setattr(held, name, getattr(given, name))
        held.save()
        held.topics.set(given.topics)
        if moved:
            waiting = Edition.objects.filter(item=held, language=held.original)
            waiting.filter(stage__in=(Stage.APPROVED, Stage.AWAITING)).update(stage=Stage.EDITING, stage_at=now)
        record(actor, "library.change_about", held, f"Sửa thông tin chung của “{held.title}”", at=now)
    return held
