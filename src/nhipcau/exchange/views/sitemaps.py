"""`/sitemap.xml` and a file for each language: every page with its addresses in the other languages."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps import views as sitemaps
from django.http import HttpResponse

from nhipcau.core.public import Request, language
from nhipcau.library.public import Publication, current
from nhipcau.portal.public import address_of, province_of

from .common import open_to_all


class Pages(Sitemap[Publication]):
    """The published pages of a province in one language."""

    limit = 5000

    def __init__(self, province_id: int, code: str, scheme: str) -> None:
        self.province_id, self.code, self.protocol = province_id, code, scheme

    def items(self) -> Any:
        return (
            current(self.province_id, self.code).select_related(None).only("slug", "language", "kind", "item_id", "at")
        )

    def location(self, item: Publication) -> str:
        return str(address_of(item))

    def lastmod(self, item: Publication) -> Any:
        return item.at

    def get_urls(self, page: int | str = 1, site: Any = None, protocol: str | None = None) -> list[dict[str, Any]]:
        urls: list[dict[str, Any]] = super().get_urls(page, site, protocol)
        others: dict[int, list[Publication]] = defaultdict(list)
        rows = Publication.objects.filter(item_id__in={url["item"].item_id for url in urls}, ended_at=None)
        for row in rows.only("slug", "language", "kind", "item_id").order_by("pk"):
            others[row.item_id].append(row)
        for url in urls:
            base = url["location"].removesuffix(address_of(url["item"]))
            url["alternates"] = [
                {"lang_code": language(each.language).tag, "location": f"{base}{address_of(each)}"}
                for each in others[url["item"].item_id]
            ]
        return urls


def _maps(request: Request) -> dict[str, type[Sitemap[Any]] | Sitemap[Any]]:
    province = province_of(request)
    scheme = request.scheme or "https"
    return {code: Pages(province.pk, code, scheme) for code in settings.NHIPCAU_CONTENT_LANGUAGES}


@open_to_all
def index(request: Request) -> HttpResponse:
    return sitemaps.index(request, sitemaps=_maps(request), sitemap_url_name="exchange:sitemap")


@open_to_all
def sitemap(request: Request, section: str) -> HttpResponse:
    return sitemaps.sitemap(request, sitemaps=_maps(request), section=section)


@open_to_all
def robots(request: Request) -> HttpResponse:
    place = f"{request.scheme}://{request.get_host()}"
    lines = ["User-agent: *", "Disallow: /tai-khoan/", "Disallow: /thu-vien/", f"Sitemap: {place}/sitemap.xml", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
