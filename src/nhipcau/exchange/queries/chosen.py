"""Which publications somebody asks for: one set of filters for lists, feeds and bulk files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from nhipcau.core.public import Province
from nhipcau.library.public import Publication


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for; an empty field asks for everything. Codes as the lists of the interface give them.

    A translation counts as changed when its original is: it may be behind since, and its text kept back.
    """

    language: str = ""
    kind: str = ""
    category: str = ""
    topic: str = ""
    supplier: str = ""
    changed_since: datetime | None = None


def wanted(province: Province, asked: Wanted) -> QuerySet[Publication]:
    """The publications that the world reads and that were asked for, newest first."""
    rows = Publication.objects.filter(province=province, ended_at=None)
    for column, value in (
        ("language", asked.language),
        ("kind", asked.kind),
        ("category__code", asked.category),
        ("item__topics__code", asked.topic),
        ("item__supplier__code", asked.supplier),
    ):
        rows = rows.filter(**{column: value}) if value else rows
    if asked.changed_since:
        originals = Publication.objects.filter(
            item=OuterRef("item"), language=OuterRef("item__original"), ended_at=None, at__gte=asked.changed_since
        )
        rows = rows.filter(Q(at__gte=asked.changed_since) | Exists(originals))
    return rows.order_by("-at", "-pk")


def in_batches(rows: QuerySet[Publication], size: int = 200) -> Iterator[list[Publication]]:
    """Rows in the order of their ids, so many at a time: memory does not grow with their number."""
    behind = 0
    while batch := list(rows.order_by("pk").filter(pk__gt=behind)[:size]):
        yield batch
        behind = batch[-1].pk


def last_change(province: Province) -> datetime | None:
    """When the world last got something else to read, or something less; None before the first publication."""
    rows = Publication.objects.filter(province=province)
    told = rows.aggregate(began=Max("at"), ended=Max("ended_at"))
    times = [each for each in told.values() if each]
    return max(times) if times else None


def latest_of_each(province: Province) -> QuerySet[Any]:
    """The last publication of every edition, whether it is read still or has ended, with `stamp`: when that came about.

    For harvesters, who must learn what went as well. The rows are in the order of their stamps.
    """
    newer = Publication.objects.filter(edition=OuterRef("edition"), number__gt=OuterRef("number"))
    rows = Publication.objects.filter(province=province).filter(~Exists(newer))
    stamped: QuerySet[Any] = rows.annotate(stamp=Coalesce("ended_at", "at")).order_by("stamp", "pk")
    return stamped


def after(rows: QuerySet[Any], stamp: datetime, pk: int) -> QuerySet[Any]:
    """Of rows in the order of their stamps, those behind a place."""
    return rows.filter(Q(stamp__gt=stamp) | Q(stamp=stamp, pk__gt=pk))
