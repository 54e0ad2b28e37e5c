"""What every page of the portal does: speaks its language, knows its province, is the same for everybody."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import get_template
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nhipcau.core.public import Language, Request, anyone, language

from ..queries.addresses import site_of
from ..queries.following import feeds
from ..queries.sites import Site, interface_of, languages

More = ParamSpec("More")
IN_JSON = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


class Visit(Request):
    """A request to a page of the portal."""

    site: Site  # type: ignore[assignment]
    language: Language


def page(view: Callable[Concatenate[Any, More], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Marks a page of the portal: open to anyone, in the language of its address; what is missing says so in it."""

    @wraps(view)
    def shown(request: Visit, code: str, *args: More.args, **kwargs: More.kwargs) -> HttpResponseBase:
        request.language = language(code)
        with translation.override(interface_of(code)):
            try:
                request.site = site_of(request)
                return view(request, *args, **kwargs)
            except Http404:
                if getattr(request, "site", None) is None:
                    raise
                return render(request, "portal/missing.html", {"title": _("Không tìm thấy trang")}, status=404)

    return anyone(require_safe(shown))


def render(
    request: Visit, template: str, context: dict[str, Any], *, status: int = 200, kept: bool = True
) -> HttpResponse:
    """A page as everybody gets it: drawn without the request, so that nothing of a visitor can come into it."""
    code = request.language.code
    shared = {
        "site": request.site,
        "words": request.site.words(code),
        "page_language": request.language,
        "interface": interface_of(code),
        "base": f"{request.scheme}://{request.get_host()}/",
        "path": request.path,
        "today": request.today,
        "now": request.now,
        "demo": settings.NHIPCAU_DEMO,
        "section_name": "",
        "face": None,
    }
    shared["alternates"] = alternates(request)
    shared["feeds"] = feeds(code, context.get("section_name", ""))
    answer = HttpResponse(get_template(template).render({**shared, **context}), status=status)
    answer.headers["Content-Language"] = request.language.tag
    if status != 200:
        answer.headers["Cache-Control"] = "no-cache"
    answer.kept = kept  # type: ignore[attr-defined]
    return answer


def alternates(request: Visit) -> list[dict[str, Any]]:
    """The same page in every language of the portal; pages of items name those that there are instead."""
    match = request.resolver_match
    everywhere = match is not None and match.view_name in EVERYWHERE
    name, kwargs = (match.view_name, match.kwargs) if match and everywhere else ("portal:home", {})
    return [
        {
            "language": each,
            "url": reverse(name, kwargs={**kwargs, "code": each.code}),
            "is_here": each.code == request.language.code,
        }
        for each in languages()
    ]


EVERYWHERE = {
    "portal:home", "portal:search", "portal:map", "portal:calendar", "portal:changes", "portal:corrections",
    "portal:correction", "portal:press", "portal:investment", "portal:section",
}  # fmt: skip


def as_data(nodes: Sequence[dict[str, Any]]) -> SafeString:
    """Nodes as the content of a script element of data: nothing in it can end the element."""
    told = json.dumps(
        nodes[0] if len(nodes) == 1 else list(nodes), ensure_ascii=False, separators=(",", ":"), default=str
    )
    return mark_safe(told.translate(IN_JSON))  # noqa: S308  escaped by IN_JSON


def number_in(request: HttpRequest, name: str = "trang", most: int = 10_000) -> int:
    """A number of the address from 1 on."""
    asked = request.GET.get(name, "")
    return max(1, min(int(asked), most)) if asked.isascii() and asked.isdecimal() and len(asked) < 7 else 1
