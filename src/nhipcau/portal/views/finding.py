from __future__ import annotations

from unicodedata import category

from django.http import HttpResponseBase, JsonResponse
from django.utils.translation import gettext as _

from ..queries.finding import NARROWED_BY, answer, suggestions
from .common import Visit, number_in, page, render

LONGEST = 200


@page
def search_page(request: Visit) -> HttpResponseBase:
    words = request.GET.get("q", "").strip()[:LONGEST]
    chosen = {name: [value for value in request.GET.getlist(name) if value][:10] for name in NARROWED_BY}
    code, narrowed = request.language.code, any(chosen.values())
    found = None
    if words or narrowed:
        found = answer(request.site, code, words, chosen, number_in(request, most=200), request.today)
    context = {
        "title": _("Tìm kiếm"), "asked": words, "answer": found, "chosen": chosen, "narrowed": narrowed,
        "robots": "noindex", "section_name": "tim",
    }  # fmt: skip
    return render(request, "portal/search.html", context, kept=found is None)


@page
def suggestions_as_typed(request: Visit) -> HttpResponseBase:
    typed = request.GET.get("q", "").strip()[:LONGEST]
    # One sign of Chinese, Lao or Japanese says more than one letter.
    whole_syllable = category(typed[:1] or " ") == "Lo"
    enough = len(typed) > 1 or whole_syllable
    offered = suggestions(request.site.province.pk, request.language.code, typed) if enough else []
    return JsonResponse({"suggestions": offered}, headers={"Cache-Control": "public, max-age=60"})
