"""What every address of this room does alike: whose it is, when it changed, who may read it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import condition, require_safe

from nhipcau.core.public import anyone
from nhipcau.core.request import Request
from nhipcau.portal.public import province_of

from ..queries.chosen import last_change
from ..queries.records import Place

MAX_AGE = 60  # seconds
View = TypeVar("View", bound=Callable[..., Any])


def place_of(request: Request) -> Place:
    """This installation as the request reached it."""
    return Place(f"{request.scheme}://{request.get_host()}", province_of(request), request.today)


def changed_at(request: HttpRequest, *args: Any, **kwargs: Any) -> datetime | None:
    """When the province's publications last changed: what caches compare."""
    return last_change(province_of(request))


def etag(request: HttpRequest, *args: Any, **kwargs: Any) -> str | None:
    """One fingerprint of all that is published: the very moment of the last change, and the address asked for."""
    changed = changed_at(request)
    return f'W/"{changed.timestamp():.6f}"' if changed else None


def open_to_all(view: View) -> Any:
    """Anybody's, from any page of the web, by GET and HEAD only, and not sent again while nothing has changed."""
    handled = require_safe(condition(etag_func=etag, last_modified_func=changed_at)(view))

    @anyone
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = handled(request, *args, **kwargs)
        patch_cache_control(response, public=True, max_age=MAX_AGE)
        response["Access-Control-Allow-Origin"] = "*"
        return response

    return answer
