"""The list of items, its counts, and what stands on an item's page: one truth for list, tabs and reminders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from nhipcau.core.public import Actor, AuditEntry, history_of
from nhipcau.organisations.public import Organisation
from nhipcau.search.public import matching

from ..choices import Stage
from ..models import (
    Category,
    ContentPage,
    Correction,
    Edition,
    Item,
    PlannedPublication,
    Publication,
    Topic,
)
from .passages import passages
from .versions import plain

DRAFT = "library.draft"  # the kind of record in the search index: the newest draft of an edition
SOON = 30  # days in which a review counts as near
# What a language can be asked for besides a stage.
PUBLISHED, UNPUBLISHED, MISSING = "published", "unpublished", "missing"
REVIEW_DUE, REVIEW_SOON, PLAN_FAILED = "review", "review_soon", "plan_failed"
SORTS = {"ten": "title", "lap": "created_at", "buoc": "stage_at", "xem_lai": "review_on"}


@dataclass(frozen=True, slots=True)
class Chosen:
    """The conditions of the list, as they stand in its address."""

    words: str = ""
    kind: str = ""
    category_id: int | None = None
    topic_id: int | None = None
    supplier_id: int | None = None
    stage: str = ""
    language: str = ""
    state: str = ""  # a stage, or PUBLISHED, UNPUBLISHED, MISSING, of `language`
    look: str = ""  # REVIEW_DUE, REVIEW_SOON, PLAN_FAILED


def items(actor: Actor, chosen: Chosen, today: date) -> QuerySet[Item]:
    """The items that the actor may see, narrowed, each with `stage` and `stage_at` of its original."""
    original = Edition.objects.filter(item=OuterRef("pk"), language=OuterRef("original"))
    rows = Item.objects.visible_to(actor).annotate(
        stage=Subquery(original.values("stage")[:1]),
        stage_at=Subquery(original.values("stage_at")[:1]),
        world=Exists(Publication.objects.filter(item=OuterRef("pk"), ended_at=None)),
    )
    if chosen.words:
        rows = rows.filter(
            pk__in=Edition.objects.filter(pk__in=matching(DRAFT, actor.province_id, chosen.words)).values("item")
        )
    same: Mapping[str, Any] = {
        "kind": chosen.kind, "category_id": chosen.category_id, "topics": chosen.topic_id,
        "supplier_id": chosen.supplier_id, "stage": chosen.stage,
    }  # fmt: skip
    rows = rows.filter(**{name: value for name, value in same.items() if value})
    if chosen.language and chosen.state:
        rows = _in_language(rows, chosen.language, chosen.state)
    if chosen.look:
        rows = rows.filter(_look(chosen.look, today))
    found: QuerySet[Item] = rows
    return found


def _in_language(rows: QuerySet[Item], language: str, state: str) -> QuerySet[Item]:
    here = Edition.objects.filter(item=OuterRef("pk"), language=language)
    world = Publication.objects.filter(item=OuterRef("pk"), language=language, ended_at=None)
    if state == MISSING:
        return rows.filter(~Exists(here))
    if state == PUBLISHED:
        return rows.filter(Exists(world))
    if state == UNPUBLISHED:
        return rows.filter(~Exists(world))
    return rows.filter(Exists(here.filter(stage=state)))


def _look(look: str, today: date) -> Q:
    if look == REVIEW_DUE:
        return Q(review_on__lte=today)
    if look == REVIEW_SOON:
        return Q(review_on__gt=today, review_on__lte=today + timedelta(days=SOON))
    failed = PlannedPublication.objects.filter(item=OuterRef("pk")).exclude(failure="")
    later = Publication.objects.filter(item=OuterRef("item"), at__gt=OuterRef("at"))
    again = PlannedPublication.objects.filter(item=OuterRef("item"), at__gt=OuterRef("at"))
    return Q(Exists(failed.filter(~Exists(later), ~Exists(again))))


def in_order(rows: QuerySet[Any], sort: str) -> QuerySet[Any]:
    """The rows as the reader asked: `ten`, `lap`, `buoc`, `xem_lai`, with `-` the other way; else the latest step."""
    column = SORTS.get(sort.removeprefix("-"))
    if column is None:
        return rows.order_by("-stage_at", "-pk")
    by = F(column)
    return rows.order_by(by.desc(nulls_last=True) if sort.startswith("-") else by.asc(nulls_last=True), "-pk")


def listed(rows: QuerySet[Item]) -> QuerySet[Item]:
    """The rows with what the list shows of them: supplier, category, languages and what the world reads."""
    return rows.select_related("supplier", "category").prefetch_related("editions")


def published_languages(item_ids: list[int]) -> dict[int, set[str]]:
    """By item, the languages in which the world reads it; one query."""
    found: dict[int, set[str]] = {}
    for pk, language in Publication.objects.filter(item__in=item_ids, ended_at=None).values_list("item_id", "language"):
        found.setdefault(pk, set()).add(language)
    return found


def counts(actor: Actor, chosen: Chosen, today: date) -> dict[str, int]:
    """How many items of the same conditions stand in each stage of their original, and what wants to be looked at.

    Each number is that of the list under its name; `""` is all of them. Two queries.
    """
    open_ = Chosen(
        words=chosen.words, kind=chosen.kind, category_id=chosen.category_id, topic_id=chosen.topic_id,
        supplier_id=chosen.supplier_id, language=chosen.language, state=chosen.state,
    )  # fmt: skip
    rows: QuerySet[Any] = items(actor, open_, today).order_by()
    found: dict[str, int] = {str(stage): 0 for stage in Stage}
    found |= {row["stage"]: row["n"] for row in rows.values("stage").annotate(n=Count("pk", distinct=True))}
    looks = {look: Count("pk", filter=_look(look, today), distinct=True) for look in (REVIEW_DUE, PLAN_FAILED)}
    return found | rows.aggregate(**looks) | {"": sum(found.values())}


@dataclass(frozen=True, slots=True)
class Options:
    """What the filters of the list offer: (id, name)."""

    categories: list[tuple[int, str]]
    topics: list[tuple[int, str]]
    suppliers: list[tuple[int, str]]


def options(actor: Actor) -> Options:
    """The categories, topics and suppliers that there are to choose from; three queries."""
    seen = Item.objects.visible_to(actor).order_by().values("supplier")
    return Options(
        [(row.pk, str(row)) for row in Category.objects.visible_to(actor)],
        [(row.pk, str(row)) for row in Topic.objects.visible_to(actor)],
        list(Organisation.objects.filter(pk__in=seen).order_by("order", "name").values_list("pk", "name")),
    )


def corrections(actor: Actor, item: Item) -> QuerySet[Correction]:
    """The public corrections to an item, newest first."""
    rows = Correction.objects.visible_to(actor).filter(before__item=item)
    return rows.select_related("before", "after", "office").order_by("-year", "-number")


def plan_of(item: Item) -> PlannedPublication | None:
    """The plan that waits for its time, or else the last one if it failed and nothing has gone out since."""
    last: PlannedPublication | None = item.planned.select_related("by").order_by("-pk").first()
    if last is None or last.done_at or last.cancelled_at:
        return None
    if last.failure and Publication.objects.filter(item=item, at__gt=last.at).exists():
        return None
    return last


def history(actor: Actor, item: Item) -> QuerySet[AuditEntry]:
    """What was done to an item, newest first."""
    return history_of(actor, "library.item", item.pk)


def search_text(draft: ContentPage, edition: Edition) -> str:
    """The words under which a draft is found in the work screens."""
    texts = [plain(text) for text in passages(draft).values()]
    return " ".join([edition.item.title, edition.item.supplier.name, *texts])
