"""What every address of this room does alike: whose it is, when it changed, who may read it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.http import HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import condition, require_safe

from nhipcau.core.public import Request, anyone
from nhipcau.portal.public import site_of

from ..queries.chosen import last_change
from ..queries.records import Place

MAX_AGE = 60  # seconds
View = TypeVar("View", bound=Callable[..., Any])


def place_of(request: Request) -> Place:
    """This installation as the request reached it."""
    site = site_of(request)
    return Place(f"{request.scheme}://{request.get_host()}", site.province, request.today, site.withholds)


def etag(request: Request, *args: Any, **kwargs: Any) -> str:
    """One fingerprint of all that a province publishes: the last publication, every other change of what its portal
    shows (pictures, settings), and the day, with which rights of pictures end."""
    site = site_of(request)
    changed = last_change(site.province)
    return f'W/"{changed.timestamp() if changed else 0:.6f}-{site.number}-{request.today:%Y%m%d}"'


def open_to_all(view: View) -> Any:
    """Anybody's, from any page of the web, by GET and HEAD only, and not sent again while nothing has changed."""
    handled = require_safe(condition(etag_func=etag)(view))

    @anyone
    @wraps(view)
    def answer(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = handled(request, *args, **kwargs)
        patch_cache_control(response, public=True, max_age=MAX_AGE)
        response["Access-Control-Allow-Origin"] = "*"
        return response

    return answer
