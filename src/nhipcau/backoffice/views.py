"""The door before every address of Wagtail's, and what we answer in its stead."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.decorators import csp_update
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin.views.account import AccountView, NotificationsSettingsPanel, ThemeSettingsPanel
from wagtail.admin.views.pages.edit import EditView

from nhipcau.core.public import ChangedMeanwhileError, Request, needs

from .choices import ENTER
from .errors import TechnicalAccountError
from .permissions import equip
from .queries import all_mine

View = Callable[..., HttpResponseBase]
# How Wagtail's addresses speak of a page that something is done with.
PAGES = ("page_id", "parent_page_id")


def door(view: View, name: str) -> View:
    """Lets in who may enter, tells Wagtail what they may do, and knows no page of another province."""

    @needs(ENTER)
    @csp_update({"style-src": ["'unsafe-inline'"]})  # Wagtail's rich text editor writes <style> elements
    @wraps(view)
    def entered(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_superuser:
            raise TechnicalAccountError
        if not all_mine(request.actor, _pages(request, name, args, kwargs)):
            raise Http404
        equip(request.user, request.actor)
        return view(request, *args, **kwargs)

    return entered


def _pages(request: Request, name: str, args: Any, kwargs: Any) -> list[int]:
    """The pages that a request is about."""
    if name == "wagtailadmin_pages:revisions_compare":  # the only address whose parameters have no names
        return [int(args[0])]
    if name == "wagtailadmin_choose_page_chosen_multiple":  # the only view that asks nobody before it answers
        return [int(each) for each in request.GET.getlist("id") if each.isdecimal()]
    return [int(kwargs[each]) for each in PAGES if each in kwargs]


@needs(ENTER)
def closed(request: Request, *args: object, **kwargs: object) -> HttpResponse:
    """Wagtail's screens that are not ours to use: accounts, groups, sites, workflows and the like."""
    raise Http404


@needs(ENTER)
def sign_in(request: Request) -> HttpResponse:
    """Who comes here is signed in: our own page did that."""
    return redirect("wagtailadmin_home")


class Edit(EditView):  # type: ignore[misc]  # Wagtail has no types
    """Wagtail asks whether somebody saved meanwhile only where it saves by itself; here whoever presses the button is
    asked too. Their words stay in the form, and saving again is then deliberate."""

    def form_valid(self, form: Any) -> HttpResponseBase:
        if not self.is_out_of_date:
            answer: HttpResponseBase = super().form_valid(form)
            return answer
        form.add_error(None, self._sentence())
        refused: HttpResponseBase = self.form_invalid(form)
        refused.status_code = ChangedMeanwhileError.status
        return refused

    def _sentence(self) -> str:
        newest = self.latest_revision
        who = newest.user.get_full_name() if newest.user else _("Hệ thống")
        return _(
            "%(who)s vừa lưu một bản mới hơn bản anh chị đang sửa nên chưa ghi gì; lời anh chị viết còn nguyên bên "
            "dưới. Xin xem bản mới ở Lịch sử trang; lưu lần nữa thì bản của anh chị thành bản mới nhất, bản kia vẫn "
            "còn trong lịch sử."
        ) % {"who": who}


class Appearance(AccountView):  # type: ignore[misc]  # Wagtail has no types
    """Of Wagtail's account page, how these screens look; the rest of an account is kept on our own pages."""

    def get_panels(self) -> list[Any]:
        kept = (ThemeSettingsPanel, NotificationsSettingsPanel)
        return [panel for panel in super().get_panels() if isinstance(panel, kept)]
