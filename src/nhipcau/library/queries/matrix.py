"""The table of translations: items by languages, each cell in exactly one state, counted by the database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from nhipcau.core.public import Actor, Language
from nhipcau.core.public import language as known

from ..choices import CellState, Stage
from ..models import Edition, Item, Standing


@dataclass(frozen=True, slots=True)
class Cell:
    """One language of an item; `edition` is None where nobody began."""

    language: str
    state: CellState | None  # None: the original itself
    edition: Edition | None
    published: bool = False
    stale: int = 0
    missing: int = 0
    unconfirmed: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One item and its languages, in the order of the columns."""

    item: Item
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One language: how many items stand how, and how many the world reads. `listed`: whether the settings name it."""

    language: Language
    listed: bool
    counts: dict[str, int]
    published: int

    @property
    def is_translated_into(self) -> bool:
        """Whether any item is translated into it, or could be: not so for a language that all are written in."""
        return any(self.counts.values())


PUBLISHED = "published"  # asked for beside the states: the world reads it now


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of the table; empty fields ask for everything. `state` is a CellState or PUBLISHED."""

    language: str = ""
    state: str = ""
    kind: str = ""
    supplier: int | None = None
    words: str = ""


def state_of(stage: str, stage_at: datetime, published_at: datetime | None, owes: bool) -> CellState:
    """The state of a translation: the rule that the database's tally follows (models/tallies.py).

    What was never published is being worked on until it is approved. What the original has left behind is stale. In
    between stands what is written and not approved again, or approved and not yet published.
    """
    if published_at is None and stage != Stage.APPROVED:
        return CellState.IN_WORK
    if owes:
        return CellState.STALE
    if stage != Stage.APPROVED:
        return CellState.IN_WORK
    return CellState.CURRENT if published_at is not None and published_at >= stage_at else CellState.APPROVED


def translations(actor: Actor) -> QuerySet[Edition]:
    """The translations that the actor may see; the database keeps `cell` (a CellState) and `is_read` of each."""
    rows: QuerySet[Edition] = Edition.objects.visible_to(actor).exclude(cell="")
    return rows


def items_for(actor: Actor, wanted: Wanted, languages: Sequence[str]) -> QuerySet[Item]:
    """The items of the table, newest first; one query when it is read."""
    rows = Item.objects.visible_to(actor)
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.supplier:
        rows = rows.filter(supplier_id=wanted.supplier)
    if wanted.words:
        rows = rows.filter(title__icontains=wanted.words)
    if wanted.state == CellState.MISSING:
        asked = [wanted.language] if wanted.language else list(languages)
        lacks = [
            Q(~Q(original=code) & ~Exists(Edition.objects.filter(item=OuterRef("pk"), language=code))) for code in asked
        ]
        rows = rows.filter(reduce(or_, lacks)) if lacks else rows.none()
    elif wanted.state:
        asked_for = Q(is_read=True) if wanted.state == PUBLISHED else Q(("cell", wanted.state))
        held = translations(actor).filter(asked_for)
        if wanted.language:
            held = held.filter(language=wanted.language)
        rows = rows.filter(pk__in=held.order_by().values("item_id"))
    elif wanted.language:
        rows = rows.exclude(original=wanted.language)
    return rows.order_by("-created_at", "-pk")


def items_on(actor: Actor, pks: Iterable[int]) -> list[Item]:
    """The items of one page of `items_for`, in its order, with their suppliers: only these are read whole."""
    found = Item.objects.visible_to(actor).select_related("supplier").in_bulk(list(pks))
    return sorted(found.values(), key=lambda item: (item.created_at, item.pk), reverse=True)


def lines(actor: Actor, items: Iterable[Item], columns: Sequence[str]) -> list[Line]:
    """The cells of a page of items; three queries, whatever the number of items and languages."""
    shown = list(items)
    held = translations(actor).filter(item__in=[each.pk for each in shown]).order_by()
    held = held.prefetch_related(Prefetch("standing", Standing.objects.all()))
    cells: dict[tuple[int, str], Cell] = {}
    for edition in held:
        counted = getattr(edition, "standing", None)
        cells[edition.item_id, edition.language] = Cell(
            edition.language, CellState(edition.cell), edition, edition.is_read,
            *((counted.stale, counted.missing, counted.unconfirmed) if counted else ()),
        )  # fmt: skip
    return [Line(item, tuple(_cell(item, code, cells) for code in columns)) for item in shown]


def _cell(item: Item, code: str, cells: dict[tuple[int, str], Cell]) -> Cell:
    if code == item.original:
        return Cell(code, None, None)
    return cells.get((item.pk, code)) or Cell(code, CellState.MISSING, None)


def columns(actor: Actor, wanted: Wanted) -> list[Column]:
    """The languages with their counts over all items that the conditions leave (language and state set aside): the
    configured ones in their order, then those that are still in use. Three queries."""
    plain = Wanted(kind=wanted.kind, supplier=wanted.supplier, words=wanted.words)
    items = items_for(actor, plain, ()).order_by()
    originals = dict(items.values_list("original").annotate(n=Count("pk")))
    held = translations(actor)
    if (plain.kind, plain.supplier, plain.words) != ("", None, ""):
        held = held.filter(item__in=items.values("pk"))
    counted: dict[str, dict[str, int]] = {}
    published: dict[str, int] = {}
    tally = held.order_by().values("language", "cell").annotate(n=Count("pk"), read=Count("pk", filter=Q(is_read=True)))
    for row in tally:
        counted.setdefault(row["language"], {})[row["cell"]] = row["n"]
        published[row["language"]] = published.get(row["language"], 0) + row["read"]
    total = sum(originals.values())
    listed = list(settings.NHIPCAU_CONTENT_LANGUAGES)
    codes = [*listed, *sorted(set(counted) - set(listed))]
    return [
        Column(
            known(code), code in listed,
            _counts(counted.get(code, {}), total - originals.get(code, 0)), published.get(code, 0),
        )
        for code in codes
    ]  # fmt: skip


def _counts(found: dict[str, int], translatable: int) -> dict[str, int]:
    counts = {state.value: found.get(state.value, 0) for state in CellState}
    counts[CellState.MISSING.value] = translatable - sum(found.values())
    return counts
