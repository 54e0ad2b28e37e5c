"""Publications as the search index holds them: one entry an edition, always that which the world reads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils.html import strip_tags

from nhipcau.search.public import Row

from ..models import Item, Publication

PUBLISHED = "publication"  # what publications are registered under; the id of an entry is that of the edition
BATCH = 500


def index_rows(publications: QuerySet[Publication]) -> Iterator[Row]:
    """The entries of publications that the world reads; memory does not grow with their number.

    Facets: kind, category, topic, supplier (codes), year of an event or of the first publication.
    """
    batch: list[Publication] = []
    for each in publications.select_related("category").iterator(chunk_size=BATCH):
        batch.append(each)
        if len(batch) == BATCH:
            yield from _rows(batch)
            batch = []
    yield from _rows(batch)


def _rows(batch: Iterable[Publication]) -> Iterator[Row]:
    rows = list(batch)
    topics: dict[int, list[str]] = defaultdict(list)
    through = Item.topics.through.objects.filter(item__in={row.item_id for row in rows}).order_by("topic__order")
    for item, code in through.values_list("item_id", "topic__code"):
        topics[item].append(code)
    suppliers = dict(Item.objects.filter(pk__in={row.item_id for row in rows}).values_list("pk", "supplier__code"))
    for row in rows:
        day = row.starts_on or row.first_at.date()
        yield Row(
            object_id=row.edition_id, province_id=row.province_id, language=row.language, title=row.title,
            text=f"{row.summary}\n{words_of_body(row.content)}", public=True, dated=day,
            facets={
                "kind": [row.kind], "category": [row.category.code] if row.category else [],
                "topic": topics[row.item_id], "supplier": [suppliers[row.item_id]], "year": [str(day.year)],
            },
        )  # fmt: skip


def words_of_body(content: dict[str, Any]) -> str:
    """The words of a published content without mark-up, a line for each passage; facts that are words among them."""
    said: list[str] = [str(value) for value in content["facts"].values() if isinstance(value, str)]
    for block in content["body"]:
        value = block["value"]
        said += [value] if isinstance(value, str) else []
        said += [each for each in value.values() if isinstance(each, str)] if isinstance(value, dict) else []
    return "\n".join(strip_tags(each.replace("<", " <")) for each in said)
