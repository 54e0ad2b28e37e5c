"""Telling every process that pages show something else now."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models.functions import Now

from nhipcau.library.public import Change, MediaChange, items_showing

from ..models import Generation

REMEMBERED = 64  # changes: a process that missed more of them makes every page anew
MOST_ITEMS = 50


def purge_published(change: Change) -> None:
    """Has the pages made anew that show what was published or withdrawn; in the transaction that does it."""
    before, after = ({(each.edition_id, each.category_id) for each in rows} for rows in (change.ended, change.began))
    purge(change.province_id, [change.item_id], listed=before != after)


def purge_media(change: MediaChange) -> None:
    """Has the pages made anew that show these media; in the transaction that changes them."""
    if items := items_showing(change.kind, change.ids):
        purge(change.province_id, items)


def purge(province_id: int, items: Iterable[int] | None = None, *, listed: bool = False) -> None:
    """Has every process make the pages anew that show these items, or the province's every page.

    `listed`: the items came into lists or left them. Whoever reads after the transaction gets the new pages within half
    a second.
    """
    about = None if items is None else sorted(set(items))
    if about is not None and len(about) > MOST_ITEMS:
        about = None
    with transaction.atomic():
        # Now(): one clock for every process, that of the database; who tells of a change does not say when it was.
        Generation.objects.get_or_create(province_id=province_id, defaults={"at": Now()})
        held = Generation.objects.select_for_update().get(province_id=province_id)
        recent = [*held.recent, [held.number + 1, about, listed]][-REMEMBERED:]
        rows = Generation.objects.filter(pk=held.pk)
        rows.update(number=held.number + 1, recent=recent, at=Now())
