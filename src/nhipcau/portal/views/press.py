from __future__ import annotations

from django.http import Http404, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import gettext as _

from ..actions.kits import kit
from ..queries.item import shown
from ..queries.press import press_room
from .common import Visit, page, render


@page
def press_page(request: Visit) -> HttpResponseBase:
    room = press_room(request.site, request.language.code, request.today)
    context = {"title": _("Báo chí"), "room": room, "section_name": "bao-chi"}
    return render(request, "portal/press.html", context)


@page
def press_kit(request: Visit, section: str, slug: str) -> HttpResponseBase:
    found = shown(request.site, request.language.code, slug, request.today)
    if found is None or found.kind.section != section or not found.has_kit:
        raise Http404
    base = f"{request.scheme}://{request.get_host()}/"
    name = f"{request.site.province.code}-{slug[:60]}-{request.language.code}.zip"
    answer = StreamingHttpResponse(kit(found, base, request.now), content_type="application/zip")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    publication = found.publication
    answer.taken = (publication.province_id, publication.item_id, publication.language)  # type: ignore[attr-defined]
    return answer
