"""At the edge of the portal, before anything that knows of sessions: no cookie goes in or out, pages are given from
memory while they hold, readers are counted."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import date
from hashlib import blake2b
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from .counters import TALLY, country_of, is_robot
from .kept import RENEWAL, SHELF, WATCH, Page, Standing, standing, zipped
from .queries.sites import Site

# What pages of the portal ask for; any other parameter (of advertisers, of social networks) makes no page of its own.
KNOWN = ("q", "trang", "chu-de", "danh-muc", "loai", "thang", "linh-vuc", "von", "tinh-trang", "dang", "nam", "xep")
CACHED = "public, max-age=60, stale-while-revalidate=600"
GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))")


class PortalPages:
    """Pages below an address that begins with a language of content are the same for everybody who asks."""

    def __init__(self, get_response: Callable[[Any], HttpResponse]) -> None:
        self.get_response = get_response
        self.ours = re.compile(rf"/(?:{'|'.join(map(re.escape, settings.NHIPCAU_CONTENT_LANGUAGES))})/")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not self.ours.match(request.path_info):
            return self.get_response(request)
        site = WATCH.now().of(request.META.get("HTTP_HOST", ""))
        _without_cookies(request)
        request.site = site  # type: ignore[assignment]
        if site is None or request.method not in ("GET", "HEAD"):
            return _plain(self.get_response(request))
        day, key = timezone.localdate(), _key(request, site)
        page = SHELF.get(key)
        stands = standing(page, site, day, settings.NHIPCAU_PAGES_BEHIND, time.monotonic()) if page else Standing.OVER
        if stands is Standing.OVER:
            with SHELF.making(key):
                page, answer = self._found_or_made(request, key, day)
        elif stands is Standing.BEHIND:
            RENEWAL.ask(key, lambda: self._made(request, key, day, _site_of(request)))
        if page is not None:
            answer = _given(request, page)
        _count(request, answer, page, day)
        return answer

    def _found_or_made(self, request: HttpRequest, key: str, day: date) -> tuple[Page | None, HttpResponse]:
        """What another thread made meanwhile, or else the page made now."""
        site, page = _site_of(request), SHELF.get(key)
        if page is not None and standing(page, site, day, 0, 0) is Standing.GOOD:
            return page, HttpResponse()
        return self._made(request, key, day, site)

    def _made(self, request: HttpRequest, key: str, day: date, site: Site) -> tuple[Page | None, HttpResponse]:
        """The page made anew, and kept if it is one to keep; `site` was read before, so it never looks too young."""
        request.site = site  # type: ignore[assignment]
        answer = _plain(self.get_response(request))
        return _keep(request, key, day, answer, site), answer


def _site_of(request: HttpRequest) -> Site:
    site = WATCH.now().of(request.META.get("HTTP_HOST", ""))
    if site is None:
        raise Http404  # the last province went away meanwhile
    return site


def _without_cookies(request: HttpRequest) -> None:
    request.META.pop("HTTP_COOKIE", None)
    request.__dict__["COOKIES"] = {}  # before Django reads it from the header


def _plain(answer: HttpResponse) -> HttpResponse:
    answer.cookies.clear()
    answer.headers.pop("Vary", None)
    return answer


def _key(request: HttpRequest, site: Site) -> str:
    asked = ""
    if query := request.META.get("QUERY_STRING"):
        pairs = parse_qsl(query, max_num_fields=40) if len(query) < 2000 else []
        asked = urlencode(sorted((name, value) for name, value in pairs if name in KNOWN))
    return f"{request.get_host()} {request.scheme} {request.path_info}?{asked}"


def _keep(request: HttpRequest, key: str, day: date, answer: HttpResponse, site: Site) -> Page | None:
    """The answer as a page to keep; None for one that is made each time."""
    if answer.status_code != 200 or answer.streaming or not getattr(answer, "kept", False):
        return None
    body = answer.content
    etag = f'W/"{blake2b(body, digest_size=12).hexdigest()}"'
    headers = {name: value for name, value in answer.items() if name not in ("Content-Length", "Cache-Control")}
    headers |= {"Cache-Control": CACHED, "ETag": etag, "Vary": "Accept-Encoding"}
    modified = int(site.at.timestamp()) if site.at else None
    if modified:
        headers["Last-Modified"] = http_date(modified)
    items, read = getattr(answer, "shows", None), getattr(answer, "read", None)
    page = Page(body, zipped(body), headers, etag, site.province.pk, site.number, day, items, read, modified)
    if len(key) < 1000 and not getattr(answer, "passing", False):
        SHELF.put(key, page)
    return page


def _given(request: HttpRequest, page: Page) -> HttpResponse:
    meta = request.META
    packed = "HTTP_ACCEPT_ENCODING" in meta and GZIP.search(meta["HTTP_ACCEPT_ENCODING"])
    answer = HttpResponse(page.zipped if packed else page.body, headers=page.headers)
    if packed:
        answer.headers["Content-Encoding"] = "gzip"
    answer.headers["Content-Length"] = str(len(page.zipped if packed else page.body))
    if "HTTP_IF_NONE_MATCH" in meta or "HTTP_IF_MODIFIED_SINCE" in meta:
        return get_conditional_response(request, page.etag, page.modified, answer) or answer
    return answer


def _count(request: HttpRequest, answer: HttpResponse, page: Page | None, day: Any) -> None:
    read = page.read if page else getattr(answer, "taken", None)
    if read is None or request.method != "GET" or is_robot(request.META.get("HTTP_USER_AGENT", "")):
        return
    country = (
        country_of(request.META.get(settings.NHIPCAU_ADDRESS_HEADER, "")) if settings.NHIPCAU_COUNTRY_TABLE else ""
    )
    TALLY.add("view" if page else "download", read, day, country)
