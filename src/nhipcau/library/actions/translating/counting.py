"""Counting how translations stand to their originals, whenever one of the two was saved."""

from __future__ import annotations

from collections.abc import Mapping

from ...models import ContentPage, Edition, Segment, Standing
from ...queries.drafts import draft_of
from ...queries.standing import tallied


def count(edition: Edition, original: ContentPage | None = None, draft: ContentPage | None = None) -> Standing:
    """Counts what a translation owes to the original's newest draft and keeps the counts for the table."""
    item = edition.item
    if original is None:
        original = draft_of(Edition.objects.select_related("item").get(item=item, language=item.original))
    rows = list(Segment.objects.filter(edition=edition).order_by("pk"))
    counts: Mapping[str, int] = tallied(rows, original, draft or draft_of(edition))
    held, _made = Standing.objects.update_or_create(
        edition=edition, defaults={**counts, "province_id": edition.province_id}
    )
    return held


def count_all(original: Edition, page: ContentPage) -> None:
    """Counts every translation of an item whose original was saved."""
    for each in Edition.objects.select_related("item").filter(item=original.item).exclude(pk=original.pk):
        count(each, page)
