"""`/api/`: what machines may read here, for the people who program them."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nhipcau.core.public import Request, anyone, language
from nhipcau.library.public import KINDS

from ..api.shapes import ItemOut
from .common import place_of


@anyone
@require_safe
def reference(request: Request) -> HttpResponse:
    context = {
        "place": place_of(request),
        "languages": [language(code) for code in settings.NHIPCAU_CONTENT_LANGUAGES],
        "kinds": KINDS.values(),
        "fields": ItemOut.model_fields.items(),
        "rate": settings.NHIPCAU_API_RATE,
    }
    return render(request, "exchange/reference.html", context)
