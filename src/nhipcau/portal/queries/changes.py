"""What became of our own pages: begun, renewed, corrected, withdrawn; and the register of corrections."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from nhipcau.library.public import KINDS, Correction, Kind, Publication

from .cards import address_of


@dataclass(frozen=True, slots=True)
class Event:
    """One change: `what` is begun, renewed, corrected, withdrawn or expired."""

    at: datetime
    what: str
    title: str
    kind: Kind
    url: str
    because: str = ""


def events(province_id: int, code: str, most: int = 60) -> list[Event]:
    """The latest changes of what is read in a language, newest first; two queries."""
    rows = Publication.objects.filter(province_id=province_id, language=code).defer("content")
    began = rows.select_related("correction").order_by("-at", "-pk")[:most]
    ended = rows.filter(ended__in=["withdrawn", "expired"]).order_by("-ended_at")[:most]
    found = [_began(row) for row in began]
    found += [Event(row.ended_at, row.ended, row.title, KINDS[row.kind], "", row.ended_because) for row in ended]
    return sorted(found, key=lambda each: each.at, reverse=True)[:most]


def _began(row: Publication) -> Event:
    corrected = getattr(row, "correction", None)
    what = "corrected" if corrected else "begun" if row.number == 1 else "renewed"
    url = address_of(row) if row.ended_at is None else ""
    return Event(row.at, what, row.title, KINDS[row.kind], url, corrected.what if corrected else "")


def corrections(province_id: int) -> QuerySet[Correction]:
    """Every correction to the province's own pages, newest first."""
    rows = Correction.objects.filter(province_id=province_id).select_related("before", "after", "office")
    return rows.defer("before__content", "after__content").order_by("-year", "-number")


def correction(province_id: int, year: int, number: int) -> Correction | None:
    """One correction with the texts before and after."""
    rows = Correction.objects.select_related("before__item", "after__item", "office")
    return rows.filter(province_id=province_id, year=year, number=number).first()


def superseded(province_id: int, code: str, slug: str, number: int) -> Publication | None:
    """An earlier text of an item that is still read, or that was corrected; what was withdrawn is not shown again."""
    rows = Publication.objects.select_related("item__supplier", "category", "approval")
    own = Publication.objects.filter(province_id=province_id, language=code, slug=slug).values("edition_id")
    held = rows.filter(edition__in=own, number=number).first()
    if held is None or held.ended_at is None or held.ended not in ("superseded", "corrected"):
        return None
    withdrawn = not Publication.objects.filter(edition_id=held.edition_id, ended_at=None).exists()
    return None if withdrawn and held.ended != "corrected" else held
