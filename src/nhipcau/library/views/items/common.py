"""How a page of the library finds its record."""

from __future__ import annotations

from django.shortcuts import get_object_or_404
from django.urls import reverse

from nhipcau.core.public import Request

from ...models import Edition, Item


def item_of(request: Request, pk: int) -> Item:
    """The item that the visitor may see; else 404."""
    rows = Item.objects.visible_to(request.actor).select_related("supplier", "category")
    found: Item = get_object_or_404(rows, pk=pk)
    return found


def edition_of(request: Request, pk: int) -> Edition:
    """The language of an item that the visitor may see; else 404."""
    rows = Edition.objects.visible_to(request.actor).select_related("item__supplier", "assigned_to")
    found: Edition = get_object_or_404(rows, pk=pk)
    return found


def original_of(request: Request, pk: int) -> Edition:
    """The original of an item that the visitor may see; else 404."""
    item = item_of(request, pk)
    found: Edition = get_object_or_404(
        Edition.objects.select_related("item__supplier"), item=item, language=item.original
    )
    return found


def at_item(item_id: int) -> str:
    """Where an item is seen."""
    return reverse("library:item", args=[item_id])
