"""Where Wagtail asks us what to show."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from wagtail import hooks

from nhipcau.core.public import Request

from .queries import pages_of


@hooks.register("construct_explorer_page_queryset")
def explorer_pages(parent_page: Any, pages: QuerySet[Any], request: Request) -> QuerySet[Any]:
    return pages.filter(pages_of(request.actor))


@hooks.register("construct_page_chooser_queryset")
def chooser_pages(pages: QuerySet[Any], request: Request) -> QuerySet[Any]:
    return pages.filter(pages_of(request.actor))
