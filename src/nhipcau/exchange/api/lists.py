"""The lists that filters are taken from: kinds, categories, topics, languages; and the register of corrections."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import Count
from django.utils import translation
from ninja import Router

from nhipcau.core.public import Request, language
from nhipcau.library.public import KINDS, Category, Correction, Publication, Topic
from nhipcau.portal.public import address_of, province_of

from ..views.common import place_of
from .shapes import CorrectionOut, KindOut, LanguageOut, NamedOut

router = Router(tags=["lists"])
MOST = 500


@router.get("/kinds", response=list[KindOut], summary="What kinds of items there are")
def kinds(request: Request) -> list[dict[str, Any]]:
    told = []
    for code, kind in KINDS.items():
        names = {}
        for each in settings.NHIPCAU_INTERFACE_LANGUAGES:
            with translation.override(each):
                names[each] = str(kind.label)
        facts = [fact.name for fact in kind.facts]
        told.append({"code": code, "name": names["vi"], "names": names, "schema_type": kind.schema, "facts": facts})
    return told


@router.get("/categories", response=list[NamedOut], summary="The headings of the province's database")
def categories(request: Request) -> list[dict[str, Any]]:
    return [_named(each) for each in Category.objects.filter(province=province_of(request))]


@router.get("/topics", response=list[NamedOut], summary="What items are about")
def topics(request: Request) -> list[dict[str, Any]]:
    return [_named(each) for each in Topic.objects.filter(province=province_of(request))]


@router.get("/languages", response=list[LanguageOut], summary="Languages, with how many items are told in each")
def languages(request: Request) -> list[dict[str, Any]]:
    rows = Publication.objects.filter(province=province_of(request), ended_at=None).order_by()
    counts = dict(rows.values_list("language").annotate(Count("pk")))
    known = [language(code) for code in settings.NHIPCAU_CONTENT_LANGUAGES]
    return [
        {"code": each.code, "tag": each.tag, "own_name": each.own_name, "items": counts.get(each.code, 0)}
        for each in known
    ]


@router.get("/corrections", response=list[CorrectionOut], summary="Corrections of our own pages, the newest first")
def corrections(request: Request) -> list[dict[str, Any]]:
    place = place_of(request)
    rows = Correction.objects.filter(province=place.province).select_related("before", "after", "office")[:MOST]
    return [
        {
            "number": str(each), "at": each.at, "office": each.office.name, "what": each.what, "now": each.now,
            "source": each.source, "before_title": each.before.title, "url": place.url(address_of(each.after)),
        }
        for each in rows
    ]  # fmt: skip


def _named(row: Category | Topic) -> dict[str, Any]:
    return {"code": row.code, "name": row.name, "names": {"vi": row.name, **row.names}}
