"""`GET /api/v1/items` and `/items/{id}`: what is published, by page, with filters and only the fields wanted."""

from __future__ import annotations

import re
from typing import Annotated, Any
from urllib.parse import urlencode

from ninja import Field, Query, Router, Schema
from ninja.errors import HttpError
from pydantic import AwareDatetime

from nhipcau.core.public import Request
from nhipcau.library.public import Publication
from nhipcau.portal.public import PUBLISHED
from nhipcau.search.public import matching

from ..queries.chosen import Wanted, wanted
from ..queries.records import records
from ..views.common import place_of
from .shapes import FIELDS, ItemOut, PageOut, item_out

router = Router(tags=["items"])
MOST = 100
NOT_FOUND, UNPROCESSABLE = 404, 422


class Asked(Schema):
    """The filters of a list."""

    language: str = Field("", description="BCP 47, e.g. vi, en, zh-Hans; empty: every language.")
    kind: str = ""
    category: str = ""
    topic: str = ""
    supplier: str = ""
    changed_since: AwareDatetime | None = Field(None, description="ISO 8601 with a zone.")
    q: str = Field("", max_length=200, description="Words, with or without marks.")
    fields: str = Field("", description="Names with commas between them; empty: all.")
    page: Annotated[int, Field(ge=1, le=10_000)] = 1
    per_page: Annotated[int, Field(ge=1, le=MOST)] = 20


@router.get("/items", response=PageOut, summary="What is published, the last changed first")
def list_items(request: Request, asked: Query[Asked]) -> dict[str, Any]:
    place = place_of(request)
    names = _fields(asked.fields)
    code = asked.language.lower()  # the tag as addresses write it
    rows = wanted(
        place.province, Wanted(code, asked.kind, asked.category, asked.topic, asked.supplier, asked.changed_since)
    )
    if asked.q:
        rows = rows.filter(edition_id__in=matching(PUBLISHED, place.province.pk, asked.q))
    total, start = rows.count(), (asked.page - 1) * asked.per_page
    found = [item_out(each) for each in records(place, rows[start : start + asked.per_page])]
    further = start + asked.per_page < total
    return {
        "total": total,
        "page": asked.page,
        "per_page": asked.per_page,
        "next": _next(request, asked.page + 1) if further else "",
        "items": [{name: each[name] for name in names} for each in found],
    }


@router.get("/items/{item_id}", response=ItemOut, summary="One item in one language")
def one_item(request: Request, item_id: str) -> dict[str, Any]:
    place = place_of(request)
    parts = re.fullmatch(rf"{re.escape(place.province.code)}-(\d{{1,18}})-([a-z-]{{2,12}})", item_id)
    rows = Publication.objects.filter(province=place.province, ended_at=None)
    found = rows.filter(item_id=int(parts[1]), language=parts[2]).first() if parts else None
    if found is None:
        raise HttpError(NOT_FOUND, "Không có mục nào đang đăng mang mã này.")
    return item_out(records(place, [found])[0])


def _fields(asked: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(filter(None, asked.split(","))))
    if unknown := set(names) - set(FIELDS):
        raise HttpError(UNPROCESSABLE, f"Không có trường: {', '.join(sorted(unknown))}.")
    return names or FIELDS


def _next(request: Request, page: int) -> str:
    given = request.GET.copy()
    given["page"] = str(page)
    return request.build_absolute_uri(f"{request.path}?{urlencode(sorted(given.items()))}")
