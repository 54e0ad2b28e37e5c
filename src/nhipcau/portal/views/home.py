from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from nhipcau.core.public import Request, anyone

from ..queries.home import home
from ..queries.schema import site_node
from .common import Visit, as_data, page, render


@anyone
@require_safe
def entrance(request: Request) -> HttpResponse:
    """Leads strangers to the portal in its first language; other languages are offered there."""
    return redirect("portal:home", settings.NHIPCAU_CONTENT_LANGUAGES[0])


@page
def home_page(request: Visit) -> HttpResponse:
    code = request.language.code
    shown = home(request.site, code, request.today)
    base = f"{request.scheme}://{request.get_host()}/"
    node = site_node(request.site, code, base, request.path, reverse("portal:search", args=[code]))
    return render(request, "portal/home.html", {"home": shown, "face": shown.lead_picture, "data": as_data([node])})
