"""One item as its page shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils.dateparse import parse_date

from nhipcau.core.public import Language, language
from nhipcau.library.public import (
    Correction,
    Fact,
    Kind,
    Publication,
    ShownPicture,
    Told,
    corrections_of,
    told,
    told_of,
)

from ..choices import KIT_KINDS
from .bodies import Block, Media, blocks, media_of
from .cards import Card, address_of, cards, listed
from .sites import Site

RELATED = 3
# Facts that stand elsewhere on the page than in the panel.
APART = {"starts_on", "ends_on"}


@dataclass(frozen=True, slots=True)
class ToldFact:
    """A fact of an item for people: `value` a date, number or words; `href` where it leads."""

    fact: Fact
    value: Any
    href: str = ""


@dataclass(frozen=True, slots=True)
class Other:
    """An item in another language."""

    language: Language
    url: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything on an item's page."""

    told: Told
    url: str
    blocks: list[Block]
    cover: ShownPicture | None
    media: Media
    facts: list[ToldFact]
    languages: list[Other]
    related: list[Card]
    corrections: list[Correction]
    has_kit: bool

    @property
    def publication(self) -> Publication:
        """What is read here."""
        return self.told.publication

    @property
    def kind(self) -> Kind:
        """What the item is."""
        return self.told.kind

    @property
    def category(self) -> str:
        """The heading that it stands under, in the language of the page; may be empty."""
        held = self.publication.category
        return held.name_in(self.publication.language) if held else ""

    @property
    def original_url(self) -> str:
        """Where the text in its first language is read; empty where that is not published."""
        return address_of(self.told.original) if self.told.original else ""

    @property
    def withheld(self) -> bool:
        """Whether the translation is behind and its text is kept back for that."""
        return not self.told.standing.shown

    @property
    def items(self) -> frozenset[int]:
        """The items that the page says something of: its own, those beside it and those that its text leads to."""
        beside = {each.publication.item_id for each in self.related}
        return frozenset({self.publication.item_id, *beside, *self.media.linked})


def shown(site: Site, code: str, slug: str, today: date) -> Shown | None:
    """The item at an address; None where nothing is published there. A constant number of queries."""
    found = told(site.province.pk, code, slug, settings.NHIPCAU_CONTENT_LANGUAGES, withhold=site.withholds)
    if found is None:
        return None
    publication = found.publication
    media = media_of([found.content], code, today)
    body = blocks(found.content["body"], media, found.standing.lag.stale)
    kin = Q(kind=publication.kind) | (Q(category=publication.category) if publication.category_id else Q())
    related = listed(site.province.pk, code).filter(kin).exclude(item_id=publication.item_id)[:RELATED]
    cover = media.pictures.get(publication.content.get("cover") or 0)
    return Shown(
        found, address_of(publication), body, cover, media, facts_of(found), others(found), cards(related, code, today),
        list(corrections_of(publication.item_id)),
        found.standing.shown and publication.kind in KIT_KINDS
        and any(each.download_url for each in media.pictures.values()),
    )  # fmt: skip


def earlier(publication: Publication, today: date) -> Shown:
    """An ended publication as it was read then, with the pictures that may still be shown."""
    found = told_of(publication, settings.NHIPCAU_CONTENT_LANGUAGES)
    media = media_of([publication.content], publication.language, today)
    body = blocks(publication.content["body"], media)
    cover = media.pictures.get(publication.content.get("cover") or 0)
    return Shown(
        found, address_of(publication), body, cover, media, facts_of(found), others(found), [],
        list(corrections_of(publication.item_id)), has_kit=False,
    )  # fmt: skip


def others(found: Told) -> list[Other]:
    """The languages in which the item is read, this one among them."""
    here = found.publication.language
    return [Other(language(each.language), address_of(each), each.language == here) for each in found.languages]


def facts_of(found: Told) -> list[ToldFact]:
    """The facts of an item that were given, in the order of its kind."""
    told_facts = [(fact, _value(fact, found.facts)) for fact in found.kind.facts if fact.name not in APART]
    return [ToldFact(fact, value, _href(fact, value)) for fact, value in told_facts if value not in (None, "")]


def _value(fact: Fact, held: Mapping[str, Any]) -> Any:
    value = held.get(fact.name)
    if value in (None, ""):
        return None
    if fact.type == "date":
        return parse_date(str(value))
    if fact.type == "choice":
        return dict(fact.choices).get(value, value)
    if fact.type in ("number", "money"):
        return _number(value)
    return value


def _number(value: Any) -> Any:
    try:
        number = float(str(value).replace(",", "."))
    except ValueError:
        return value
    return int(number) if number.is_integer() else number


def _href(fact: Fact, value: Any) -> str:
    if fact.type == "url" and str(value).startswith(("https://", "http://")):
        return str(value)
    if fact.type == "email":
        return f"mailto:{value}"
    if fact.type == "phone":
        return "tel:" + "".join(letter for letter in str(value) if letter.isdigit() or letter == "+")
    return ""
