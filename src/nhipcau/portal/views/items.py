from __future__ import annotations

from typing import Any
from urllib.parse import urljoin

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from nhipcau.library.public import BY_SECTION, Publication, attachments_by_id, former, moved, told

from ..queries import following
from ..queries.bodies import opening
from ..queries.cards import address_of, cards, listed
from ..queries.changes import superseded
from ..queries.item import Shown, earlier, shown
from ..queries.schema import breadcrumbs_node, schema_of
from ..queries.sites import languages
from .common import Visit, as_data, page, render


@page
def item_page(request: Visit, section: str, slug: str) -> HttpResponseBase:
    code = request.language.code
    found = shown(request.site, code, slug, request.today)
    if found is None:
        return _elsewhere(request, section, slug)
    if found.kind.section != section:
        return redirect(found.url, permanent=True)
    answer = render(request, "portal/item.html", {**_head(request, found), "shown": found})
    publication = found.publication
    answer.read = (publication.province_id, publication.item_id, code)  # type: ignore[attr-defined]
    answer.shows = found.items  # type: ignore[attr-defined]
    return answer


def _head(request: Visit, found: Shown) -> dict[str, Any]:
    base = f"{request.scheme}://{request.get_host()}/"
    code, publication = request.language.code, found.publication
    steps = [
        (request.site.words(code)["name"], reverse("portal:home", args=[code])),
        (str(found.kind.plural), reverse("portal:section", args=[code, found.kind.section])),
        (publication.title, found.url),
    ]
    item = schema_of(found.told, found.media, request.site, base, found.corrections)
    return {
        "data": as_data([item, breadcrumbs_node(steps, base)]),
        "canonical": found.url,
        "cards": following.cards(urljoin(base, found.url)),
        "title": publication.title,
        "face": found.cover,
        "alternates": [
            {"language": each.language, "url": each.url, "is_here": each.is_here} for each in found.languages
        ],
        "default_url": found.original_url or found.url,
        "described": publication.content.get("search_description")
        or publication.summary
        or opening(found.told.content),
    }


def _elsewhere(request: Visit, section: str, slug: str) -> HttpResponseBase:
    """An address where nothing is read: led on, explained, or offered in the languages that there are."""
    province_id, code = request.site.province.pk, request.language.code
    now = moved(province_id, code, slug)
    if now is not None and now.language == code:
        return redirect(address_of(now), permanent=True)
    gone = former(province_id, code, slug)
    if gone is not None and now is None:
        near = cards(listed(province_id, code, [gone.kind])[:3], code, request.today)
        context = {"title": gone.title, "gone": gone, "related": near}
        return render(request, "portal/gone.html", context, status=410)
    held = now or Publication.objects.filter(province_id=province_id, slug=slug, ended_at=None).first()
    if held is None:
        raise Http404
    editions = {each.language: each for each in Publication.objects.filter(item_id=held.item_id, ended_at=None)}
    if code in editions:
        return redirect(address_of(editions[code]), permanent=True)
    offered = [
        {"language": each, "url": address_of(editions[each.code]), "title": editions[each.code].title}
        for each in languages()
        if each.code in editions
    ]
    return render(request, "portal/untold.html", {"title": held.title, "offered": offered}, status=404)


@page
def earlier_text(request: Visit, section: str, slug: str, number: int) -> HttpResponseBase:
    held = superseded(request.site.province.pk, request.language.code, slug, number)
    if held is None or BY_SECTION[section].code != held.kind:
        raise Http404
    return render(request, "portal/earlier.html", {"shown": earlier(held, request.today), "alternates": []})


@page
def take_file(request: Visit, section: str, slug: str, attachment: int) -> HttpResponseBase:
    found = told(request.site.province.pk, request.language.code, slug, withhold=request.site.withholds)
    body = found.content["body"] if found else []
    offered = {int(block["value"]) for block in body if block["type"] == "file" and block["value"]}
    file = attachments_by_id({attachment} & offered, request.language.code, request.today).get(attachment)
    if found is None or file is None:
        raise Http404(_("Tệp này không còn được cung cấp."))
    answer = redirect(file.url)
    answer.headers["Cache-Control"] = "no-store"
    publication = found.publication
    answer.taken = (publication.province_id, publication.item_id, publication.language)  # type: ignore[attr-defined]
    return answer
