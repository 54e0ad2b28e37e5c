"""The door before every address of Wagtail's, and what we answer in its stead."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from wagtail.admin.views.account import AccountView, NotificationsSettingsPanel, ThemeSettingsPanel

from nhipcau.core.public import Request, needs

from .choices import ENTER
from .errors import TechnicalAccountError
from .permissions import equip
from .queries import all_mine, tags_of

View = Callable[..., HttpResponseBase]
# How Wagtail's addresses and forms name a page that something is done with.
PAGES_IN_ADDRESS = ("page_id", "parent_page_id", "page_to_move_id", "destination_id", "page_pk")
PAGES_IN_FORM = ("new_parent_page", "parent_page", "chooser", "page_id", "id", "position")


def door(view: View) -> View:
    """Lets in who may enter, tells Wagtail what they may do, and knows no page of another province."""

    @needs(ENTER)
    @wraps(view)
    def entered(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_superuser:
            raise TechnicalAccountError
        equip(request.user, request.actor)
        named = [kwargs[name] for name in PAGES_IN_ADDRESS if name in kwargs]
        if named and not all_mine(request.actor, [int(page) for page in named]):
            raise Http404
        return view(request, *args, **kwargs)

    return entered


@needs(ENTER)
def closed(request: Request, *args: object, **kwargs: object) -> HttpResponse:
    """Wagtail's screens that are not ours to use: accounts, groups, sites, workflows and the like."""
    raise Http404


@needs(ENTER)
def sign_in(request: Request) -> HttpResponse:
    """Who comes here is signed in: our own page did that."""
    return redirect("wagtailadmin_home")


def tags(request: Request, **kwargs: object) -> JsonResponse:
    """Wagtail would offer the tags of every province."""
    begun = request.GET.get("term", "").strip()
    return JsonResponse(tags_of(request.actor, begun) if begun else [], safe=False)


class Appearance(AccountView):  # type: ignore[misc]  # Wagtail has no types
    """Of Wagtail's account page, how these screens look; the rest of an account is kept on our own pages."""

    def get_panels(self) -> list[Any]:
        kept = (ThemeSettingsPanel, NotificationsSettingsPanel)
        return [panel for panel in super().get_panels() if isinstance(panel, kept)]
