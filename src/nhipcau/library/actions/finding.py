"""Drafts are findable by their words in the work screens, whichever way they were saved: ours or Wagtail's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wagtail.models import Revision

from nhipcau.search.public import Row, index

from ..models import ContentPage, Edition
from ..queries.drafts import draft_of
from ..queries.items import DRAFT, search_text


def follow_draft(sender: type[Revision], instance: Revision, created: bool, **_more: Any) -> None:
    """After a draft was saved (signal of Wagtail's revisions): its words are found from now on."""
    if created and instance.content_type.model_class() is ContentPage:
        page = instance.as_object()
        edition = page.edition
        index(DRAFT, [Row(edition.pk, edition.province_id, search_text(page, edition))])


def draft_rows() -> Iterator[Row]:
    """What the index keeps, for building it anew."""
    for edition in Edition.objects.select_related("item__supplier").order_by("pk").iterator(chunk_size=200):
        yield Row(edition.pk, edition.province_id, search_text(draft_of(edition), edition))
