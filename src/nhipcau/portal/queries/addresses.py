"""From an address to what is there."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.urls import Resolver404, resolve

from nhipcau.core.public import Province
from nhipcau.library.public import KINDS, Publication

from .sites import Site, sites


def site_of(request: HttpRequest) -> Site:
    """The portal that a request came to: by its host, or the first. Http404 where there is no province yet."""
    held: Site | None = getattr(request, "site", None) or sites().of(request.get_host())
    if held is None:
        raise Http404
    return held


def province_of(request: HttpRequest) -> Province:
    """The province whose portal a request came to."""
    return site_of(request).province


def publication_at(province_id: int, path: str) -> Publication | None:
    """What the world reads at a path of the portal; None where no item is."""
    try:
        match = resolve(path)
    except Resolver404:
        return None
    if match.view_name != "portal:item":
        return None
    code, section, slug = match.kwargs["code"], match.kwargs["section"], match.kwargs["slug"]
    held = Publication.objects.select_related("item__supplier", "category").filter(
        province_id=province_id, language=code, slug=slug, ended_at=None
    ).first()  # fmt: skip
    return held if held and KINDS[held.kind].section == section else None
