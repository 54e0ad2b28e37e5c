"""Keeping the search index at what the world reads."""

from __future__ import annotations

from nhipcau.library.public import Change, Publication
from nhipcau.search.public import forget, index

from ..queries.finding import PUBLISHED, index_rows


def follow(change: Change) -> None:
    """Puts what began into the index and takes out what ended without a successor."""
    began = {each.edition_id for each in change.began}
    forget(PUBLISHED, {each.edition_id for each in change.ended} - began)
    index(PUBLISHED, index_rows(Publication.objects.filter(edition__in=began, ended_at=None).order_by("pk")))
