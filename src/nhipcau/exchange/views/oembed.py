"""oEmbed (oembed.com): how another site shows one of our pages as a card, from its address alone."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.http import HttpResponse, JsonResponse
from lxml import etree

from nhipcau.core.public import Request
from nhipcau.library.public import Publication
from nhipcau.portal.public import publication_at

from ..errors import UnknownAddressError
from ..queries.records import Place, Record, records
from .common import open_to_all, place_of

FORMS = ("json", "xml")
NOT_IMPLEMENTED = 501


@open_to_all
def oembed(request: Request) -> HttpResponse:
    form = request.GET.get("format", "json")
    if form not in FORMS:
        return HttpResponse(status=NOT_IMPLEMENTED)
    place = place_of(request)
    told = _card(place, _record(place, request.GET.get("url", "")))
    if form == "json":
        return JsonResponse(told, json_dumps_params={"ensure_ascii": False})
    root = etree.Element("oembed")
    for name, value in told.items():
        etree.SubElement(root, name).text = str(value)
    written = etree.tostring(root, xml_declaration=True, encoding="utf-8")
    return HttpResponse(written, content_type="text/xml; charset=utf-8")


def _record(place: Place, address: str) -> Record:
    asked = urlsplit(address)
    found: Publication | None = None
    if asked.netloc == urlsplit(place.base).netloc:
        found = publication_at(place.province.pk, asked.path)
    if found is None:
        raise UnknownAddressError
    return records(place, [found])[0]


def _card(place: Place, record: Record) -> dict[str, Any]:
    told: dict[str, Any] = {
        "version": "1.0",
        "type": "link",
        "title": record.title,
        "author_name": record.supplier,
        "provider_name": place.province.name,
        "provider_url": f"{place.base}/",
        "cache_age": 3600,
    }
    if record.images:
        image = record.images[0]
        told |= {"thumbnail_url": image.url, "thumbnail_width": image.width, "thumbnail_height": image.height}
    return told
