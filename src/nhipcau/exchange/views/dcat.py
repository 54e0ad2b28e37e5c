"""`/dcat.ttl`, `/dcat.jsonld`, `/dcat.rdf`: the catalogue of data sets for data portals."""

from __future__ import annotations

from django.http import HttpResponse

from nhipcau.core.public import Request

from ..queries.catalogue import SERIALISED, catalogue
from .common import open_to_all, place_of


@open_to_all
def dcat(request: Request, form: str) -> HttpResponse:
    name, media_type = SERIALISED[form]
    written = catalogue(place_of(request)).serialize(format=name, encoding="utf-8")
    return HttpResponse(written, content_type=f"{media_type}; charset=utf-8")
