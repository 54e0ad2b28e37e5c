"""How a page of the library finds its record, carries out an act and tells what came of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from nhipcau.core.public import HouseError, NotAllowedError, Request
from nhipcau.design.public import tell

from ...models import Edition, Item

Show = Callable[[Any, int], HttpResponse]


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


def acted(request: Request, do: Callable[[], Any], *, done: Any, then: str) -> HttpResponse:
    """Runs an act that has no form of its own; a refusal is told on the page one goes back to, nothing is lost."""
    try:
        do()
    except NotAllowedError:
        raise
    except HouseError as problem:
        tell(request, str(problem), level=messages.WARNING)
        return redirect(then)
    tell(request, done)
    return redirect(then)


def act(request: Request, form: Any, do: Callable[[], Any], *, done: Any, then: str, show: Show) -> HttpResponse:
    """Runs `do` where the form holds and goes to `then`; else shows the page again with every word in place."""
    if form.is_valid():
        try:
            do()
        except NotAllowedError:
            raise
        except HouseError as problem:
            form.add_error(None, str(problem))
            return show(form, problem.status)
        tell(request, done)
        return redirect(then)
    return show(form, 422)
