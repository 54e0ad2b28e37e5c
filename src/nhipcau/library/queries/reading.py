"""What the world reads: publications that have not ended. Nothing here knows a draft."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet

from ..kinds import Kind, neutral_facts
from ..models import Correction, Publication
from .stale import Lag, lag


@dataclass(frozen=True, slots=True)
class ReaderStanding:
    """What readers get of a publication: `lag` is what a translation owes to its published original; `shown` is False
    where its text is kept back for that."""

    publication: Publication
    lag: Lag
    shown: bool

    @property
    def content(self) -> dict[str, Any]:
        """The published content as readers get it: without a single block where the text is kept back."""
        held: dict[str, Any] = self.publication.content
        return held if self.shown else {**held, "body": []}


@dataclass(frozen=True, slots=True)
class Told:
    """An item as it is told in one language.

    `languages` are all publications of the item that the world reads, this one among them, in the order of the
    configured languages; `facts` are those of its kind by name; `standing` says what readers get of the text.
    """

    publication: Publication
    original: Publication | None
    languages: tuple[Publication, ...]
    facts: dict[str, Any]
    standing: ReaderStanding

    @property
    def kind(self) -> Kind:
        """What the item is."""
        return self.publication.item.about

    @property
    def content(self) -> dict[str, Any]:
        """The content as readers get it (see `ReaderStanding`)."""
        return self.standing.content


def current(province_id: int, language: str) -> QuerySet[Publication]:
    """The publications that the world reads in a language, newest first, without their bodies."""
    rows = Publication.objects.filter(province_id=province_id, language=language, ended_at=None)
    return rows.select_related("category").defer("content").order_by("-first_at", "-pk")


def told(
    province_id: int, language: str, slug: str, order: Sequence[str] = (), *, withhold: bool = False
) -> Told | None:
    """The item at an address, in two queries; None where nothing is published there (see `moved`).

    `order` is the order of the languages; `withhold` as in `standing_for_readers`.
    """
    rows = Publication.objects.select_related("item__supplier", "category", "approval")
    held = rows.filter(province_id=province_id, language=language, slug=slug, ended_at=None).first()
    return told_of(held, order, withhold=withhold) if held else None


def told_of(held: Publication, order: Sequence[str] = (), *, withhold: bool = False) -> Told:
    """A publication as `told` gives it, whether the world still reads it or not; one query."""
    others = Publication.objects.filter(item_id=held.item_id, ended_at=None).exclude(pk=held.pk)
    siblings = [held, *others] if held.ended_at is None else list(others)
    places = {code: place for place, code in enumerate(order)}
    siblings.sort(key=lambda each: places.get(each.language, len(places)))
    original = next((each for each in siblings if each.language == held.item.original), None)
    standing = standing_for_readers(held, original, withhold=withhold)
    return Told(held, original, tuple(siblings), facts_of(held, original), standing)


def facts_of(publication: Publication, original: Publication | None) -> dict[str, Any]:
    """The facts that were given, by name: those that say the same in every language are the original's."""
    facts = dict(publication.content["facts"])
    if original is not None:
        shared = original.content["facts"]
        facts |= {fact.name: shared[fact.name] for fact in neutral_facts(publication.kind) if fact.name in shared}
    return {name: value for name, value in facts.items() if value not in ("", None)}


def lag_of(publication: Publication, original: Publication | None) -> Lag:
    """What a published page owes to the published original; the original itself, and a page whose original is not
    published, owe nothing."""
    if original is None or original.pk == publication.pk:
        return Lag((), ())
    return lag(publication.content["segments"], original.content["hashes"])


def standing_for_readers(
    publication: Publication, original: Publication | None, *, withhold: bool = False
) -> ReaderStanding:
    """How a published page stands to the published original, and what readers get of it.

    `withhold`: the text of a translation that is behind is kept back; its title, summary and facts are still told.
    """
    owed = lag_of(publication, original)
    return ReaderStanding(publication, owed, not (owed and withhold))


def translations_behind(ids: Iterable[int]) -> set[int]:
    """Of publications that the world reads, those that are translations behind their original; two queries."""
    of_original = {"ended_at": None, "language": F("item__original")}
    rows = list(Publication.objects.filter(pk__in=list(ids)).exclude(language=F("item__original")))
    held = Publication.objects.filter(item_id__in={row.item_id for row in rows}, **of_original)
    originals = {row.item_id: row for row in held}
    return {row.pk for row in rows if lag_of(row, originals.get(row.item_id))}


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
