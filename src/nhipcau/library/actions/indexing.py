"""Wagtail's own indexes, which only its editing screens read: each saved page is put into them once a transaction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from modelsearch.index import insert_or_update_object
from wagtail.models import ReferenceIndex

from ..models import ContentPage


@dataclass(frozen=True, slots=True)
class Later:
    """Asks for the indexing of a page once what saved it is done; equal to any other that asks for the same."""

    pk: int

    def __call__(self) -> None:
        from ..tasks import index_page

        index_page.enqueue(self.pk)


def follow_page(sender: type[ContentPage], instance: ContentPage, raw: bool = False, **_more: Any) -> None:
    """After a page was saved. Wagtail itself asks twice a save, in the middle of it; a publication saves twice."""
    wanted = Later(instance.pk)
    # What asked before in this transaction is undone no sooner than this: it stands around it or was done before it.
    asked = (each[1] for each in transaction.get_connection().run_on_commit)
    if not raw and wanted not in asked:
        transaction.on_commit(wanted)


def index_page(pk: int) -> None:
    """Puts a page into both indexes: of words, and of what refers to what. Nothing for a page that went away."""
    page = ContentPage.objects.filter(pk=pk).first()
    if page is None:
        return
    insert_or_update_object(page)
    with transaction.atomic():
        ReferenceIndex.create_or_update_for_object(page)
