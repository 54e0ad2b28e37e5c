"""Where in Wagtail's tree a province stands."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from wagtail.models import Page

from nhipcau.core.public import Actor


def province_roots(actor: Actor) -> QuerySet[Page]:
    """The shelves of the actor's province, one a language, in the order of the tree."""
    shelves: QuerySet[Page] = Page.objects.filter(shelf__province_id=actor.province_id)
    return shelves.order_by("path")


def is_shelf(page: Page) -> bool:
    """Whether a page is a shelf: the place of a language's pages, without words of its own."""
    return bool(page.cached_content_type.model == "shelf")


def pages_of(actor: Actor) -> Q:
    """The condition that holds for the pages of the actor's province, and for no other."""
    return pages_of_province(actor.province_id)


def pages_of_province(province_id: int) -> Q:
    """The condition that holds for the pages of a province, and for no other."""
    condition = Q(pk__in=[])
    for root in Page.objects.filter(shelf__province_id=province_id):
        condition |= Q(path__startswith=root.path)
    return condition


def all_mine(actor: Actor, page_ids: Iterable[int]) -> bool:
    """Whether every one of the pages is the actor's province's own, or stands above its shelves."""
    wanted = set(page_ids)
    above = {path for root in province_roots(actor) for path in _ancestors(root.path)}
    found = Page.objects.filter(pages_of(actor) | Q(path__in=above), pk__in=wanted).count()
    return bool(found == len(wanted))


def _ancestors(path: str) -> list[str]:
    return [path[:end] for end in range(Page.steplen, len(path), Page.steplen)]
