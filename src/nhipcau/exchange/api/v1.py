"""The interface, version 1: its routers, its limit, and its addresses as the house's policy wants them."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.urls import URLPattern
from ninja import NinjaAPI
from ninja.throttling import AnonRateThrottle

from nhipcau.core.public import HouseError, Request

from ..views.common import open_to_all
from . import items, lists

DESCRIPTION = (
    "Official content of a Vietnamese province, as its public pages show it. For reading only, without a key. "
    "Answers carry an ETag: ask again with If-None-Match. Print the credit with every picture."
)

api = NinjaAPI(
    title="Nhịp Cầu",
    version="1",
    urls_namespace="api-v1",
    description=DESCRIPTION,
    docs_url=None,  # its pages load scripts from elsewhere; ours is views/reference.py
    throttle=[AnonRateThrottle(settings.NHIPCAU_API_RATE)],
)
api.add_router("", items.router)
api.add_router("", lists.router)


@api.exception_handler(HouseError)
def told(request: Request, error: HouseError) -> HttpResponse:
    return api.create_response(request, {"detail": str(error)}, status=error.status)


patterns = [
    URLPattern(each.pattern, open_to_all(each.callback), name=each.name)
    for each in api.urls[0]
    if isinstance(each, URLPattern)
]
