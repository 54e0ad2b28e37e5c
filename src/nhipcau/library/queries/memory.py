"""Words that people once gave for the same source: the province's own, offered and never filled in by themselves."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from nhipcau.core.public import Actor

from ..models import Edition, Wording
from .passages import hash_of, hash_of_sources


def remembered(actor: Actor, language: str, texts: Iterable[str]) -> dict[str, list[Wording]]:
    """For each source text, what it was translated with before in this language: newest first, at most three.

    Of each passage the last words count: an editor that saves by itself notes sentences half written, too. One query,
    whatever the number of texts.
    """
    prints = {hash_of_sources([""], {"": hash_of(text)}): text for text in texts if text}
    rows = Wording.objects.visible_to(actor).filter(language=language, source_hash__in=prints)
    found: dict[str, list[Wording]] = {}
    places: set[tuple[int, str, str]] = set()
    for row in rows.order_by("-at", "-pk"):
        held = found.setdefault(prints[row.source_hash], [])
        if (place := (row.edition_id, row.block, row.source_hash)) in places:
            continue
        places.add(place)
        if len(held) < 3 and row.text_hash not in {each.text_hash for each in held}:
            held.append(row)
    return found


def earlier(edition: Edition) -> QuerySet[Wording]:
    """Everything that people wrote in a translation, newest first, whether it still stands there or not."""
    return Wording.objects.filter(edition=edition).select_related("by").order_by("-at", "-pk")
