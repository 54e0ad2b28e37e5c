"""Publications as lists show them: a title, a line, a picture, the way there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet
from django.urls import reverse

from nhipcau.core.public import Language, language
from nhipcau.library.public import KINDS, Kind, Publication, Shape, ShownPicture, current, pictures_by_id


@dataclass(frozen=True, slots=True)
class Card:
    """A publication in a list. `other`: it is in another language than the page, which has none of its own yet.

    `facts` are those of the publication itself.
    """

    publication: Publication
    url: str
    kind: Kind
    language: Language
    other: bool
    picture: ShownPicture | None
    facts: dict[str, Any]

    @property
    def title(self) -> str:
        """The title as it was published."""
        return str(self.publication.title)

    @property
    def summary(self) -> str:
        """The summary as it was published; may be empty."""
        return str(self.publication.summary)


def address_of(publication: Publication) -> str:
    """Where a publication is read."""
    return reverse("portal:item", args=[publication.language, KINDS[publication.kind].section, publication.slug])


def listed(province_id: int, code: str, kinds: Iterable[str] = ()) -> QuerySet[Any]:
    """What the world reads in a language, newest first, with `cover` and `facts` and without bodies."""
    rows: QuerySet[Any] = current(province_id, code)
    if kinds:
        rows = rows.filter(kind__in=list(kinds))
    told: QuerySet[Any] = rows.annotate(cover=F("content__cover"), facts=F("content__facts"))
    return told


def elsewhere(province_id: int, code: str, kinds: Iterable[str]) -> QuerySet[Any]:
    """What the world reads of these kinds in other languages only: in the language in which it was written."""
    here = Publication.objects.filter(item_id=OuterRef("item_id"), language=code, ended_at=None)
    rows = Publication.objects.filter(province_id=province_id, kind__in=list(kinds), ended_at=None)
    rows = rows.filter(~Exists(here), language=F("item__original")).defer("content").order_by("-first_at", "-pk")
    told: QuerySet[Any] = rows.annotate(cover=F("content__cover"), facts=F("content__facts"))
    return told


def filled(
    rows: Sequence[Any] | QuerySet[Any], province_id: int, code: str, kinds: Iterable[str], most: int
) -> list[Any]:
    """The rows, and where they are fewer than `most`, what there is in other languages: no list stays empty for want
    of a translation."""
    held = list(rows)
    if len(held) >= most:
        return held[:most]
    return [*held, *elsewhere(province_id, code, kinds)[: most - len(held)]]


def covers(rows: Iterable[Any]) -> list[int]:
    """The ids of the pictures that lists show of publications."""
    return [row.cover for row in rows if row.cover]


def cards(rows: Iterable[Any], code: str, today: date, pictures: dict[int, ShownPicture] | None = None) -> list[Card]:
    """Cards of publications as `listed` gives them; three queries for their pictures unless those are given."""
    held = list(rows)
    if pictures is None:
        pictures = pictures_by_id(covers(held), code, today, shape=Shape.CARD)
    return [
        Card(
            row, address_of(row), KINDS[row.kind], language(row.language), row.language != code,
            pictures.get(row.cover or 0), row.facts or {},
        )
        for row in held
    ]  # fmt: skip
