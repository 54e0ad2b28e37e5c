"""How far what the province gave has travelled: readers by month, language, country and item."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import TruncMonth

from nhipcau.core.public import Actor, Language, language
from nhipcau.library.public import Item

from ..models import Readers

MOST = 100


@dataclass(frozen=True, slots=True)
class MonthOfReaders:
    """A month with its views by language, in the order of `Travelled.languages`, and its downloads."""

    month: date
    views: tuple[int, ...]
    downloads: int

    @property
    def total(self) -> int:
        """Views in all languages."""
        return sum(self.views)


@dataclass(frozen=True, slots=True)
class ItemRead:
    """An item with how often it was read and its files were taken."""

    item: Item
    views: int
    downloads: int
    languages: int


@dataclass(frozen=True, slots=True)
class Travelled:
    """What was read in a span of time. `countries` is empty where no table of countries is configured."""

    since: date
    until: date
    languages: list[Language]
    months: list[MonthOfReaders]
    items: list[ItemRead]
    countries: list[tuple[str, int]]
    views: int
    downloads: int


def readers_of(actor: Actor) -> QuerySet[Readers]:
    """The counts that the actor may see: of the items that they may see."""
    return Readers.objects.visible_to(actor).filter(item__in=Item.objects.visible_to(actor).order_by())


def travelled(actor: Actor, today: date, months: int = 12) -> Travelled:
    """What was read in the last months, this one among them; five queries."""
    since = _months_before(today.replace(day=1), months - 1)
    rows = readers_of(actor).filter(day__gte=since, day__lte=today)
    by_month = list(
        rows.annotate(month=TruncMonth("day")).values("month", "language").order_by("month")
        .annotate(v=Sum("views"), d=Sum("downloads"))
    )  # fmt: skip
    totals: dict[str, int] = {}
    for row in by_month:
        totals[row["language"]] = totals.get(row["language"], 0) + row["v"]
    codes = sorted(totals, key=lambda code: -totals[code])
    made = [_month(_months_before(today.replace(day=1), back), by_month, codes) for back in range(months - 1, -1, -1)]
    countries = rows.exclude(country="").values_list("country").annotate(v=Sum("views")).order_by("-v")[:20]
    return Travelled(
        since, today, [language(code) for code in codes], made, _items(rows), list(countries),
        sum(each.total for each in made), sum(each.downloads for each in made),
    )  # fmt: skip


def _items(rows: QuerySet[Readers]) -> list[ItemRead]:
    found = (
        rows.values("item").annotate(v=Sum("views"), d=Sum("downloads"), n=Count("language", distinct=True))
        .order_by("-v", "item")[:MOST]
    )  # fmt: skip
    counted = list(found)
    items = Item.objects.select_related("supplier").in_bulk([row["item"] for row in counted])
    return [ItemRead(items[row["item"]], row["v"], row["d"], row["n"]) for row in counted]


def _month(month: date, rows: list[Any], codes: list[str]) -> MonthOfReaders:
    held = {str(row["language"]): row for row in rows if row["month"] == month}
    views = tuple(int(str(held[code]["v"])) if code in held else 0 for code in codes)
    return MonthOfReaders(month, views, sum(int(str(row["d"])) for row in held.values()))


def _months_before(first: date, months: int) -> date:
    count = first.year * 12 + first.month - 1 - months
    return date(count // 12, count % 12 + 1, 1)
