"""What the world reads: publications that have not ended. Nothing here knows a draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from ..kinds import Kind, neutral_facts
from ..models import Correction, Publication
from .stale import Lag, lag


@dataclass(frozen=True, slots=True)
class Told:
    """An item as it is told in one language.

    `languages` are all publications of the item that the world reads, this one among them, in the order of the
    configured languages; `facts` are those of its kind by name; `lag` is what a translation owes to the original.
    """

    publication: Publication
    original: Publication | None
    languages: tuple[Publication, ...]
    facts: dict[str, Any]
    lag: Lag

    @property
    def kind(self) -> Kind:
        """What the item is."""
        return self.publication.item.about


def current(province_id: int, language: str) -> QuerySet[Publication]:
    """The publications that the world reads in a language, newest first, without their bodies."""
    rows = Publication.objects.filter(province_id=province_id, language=language, ended_at=None)
    return rows.select_related("category").defer("content").order_by("-first_at", "-pk")


def told(province_id: int, language: str, slug: str, order: Sequence[str] = ()) -> Told | None:
    """The item at an address, in two queries; None where nothing is published there (see `moved`).

    `order` is the order of the languages.
    """
    rows = Publication.objects.select_related("item__supplier", "category", "approval")
    held = rows.filter(province_id=province_id, language=language, slug=slug, ended_at=None).first()
    return told_of(held, order) if held else None


def told_of(held: Publication, order: Sequence[str] = ()) -> Told:
    """A publication as `told` gives it, whether the world still reads it or not; one query."""
    others = Publication.objects.filter(item_id=held.item_id, ended_at=None).exclude(pk=held.pk)
    siblings = [held, *others] if held.ended_at is None else list(others)
    places = {code: place for place, code in enumerate(order)}
    siblings.sort(key=lambda each: places.get(each.language, len(places)))
    original = next((each for each in siblings if each.language == held.item.original), None)
    facts = dict(held.content["facts"])
    if original and original is not held:
        mine = {fact.name for fact in neutral_facts(held.kind)}
        facts |= {name: value for name, value in original.content["facts"].items() if name in mine}
    behind = Lag((), ())
    if original and original is not held:
        behind = lag(held.content["segments"], original.content["hashes"])
    return Told(held, original, tuple(siblings), facts, behind)


def moved(province_id: int, language: str, slug: str) -> Publication | None:
    """What the world reads now of the item that had this address once, in this language or else in any other."""
    former = Publication.objects.filter(province_id=province_id, language=language, slug=slug).order_by("-pk").first()
    if former is None:
        return None
    now = {each.language: each for each in Publication.objects.filter(item_id=former.item_id, ended_at=None)}
    return now.get(language) or next(iter(now.values()), None)


def former(province_id: int, language: str, slug: str) -> Publication | None:
    """The last publication at an address that has ended: for a page that says why there is nothing any more."""
    rows = Publication.objects.filter(province_id=province_id, language=language, slug=slug).exclude(ended_at=None)
    return rows.select_related("item__supplier").order_by("-pk").first()


def corrections_of(item_id: int) -> QuerySet[Correction]:
    """The corrections to an item's pages, newest first, with the texts before and after."""
    rows = Correction.objects.filter(before__item_id=item_id).select_related("before", "after", "office")
    return rows.order_by("-year", "-number")
