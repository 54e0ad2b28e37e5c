"""At the edge: who is asking, on what day, by what rule; and errors become words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from .errors import HouseError, NotAllowedError
from .policy import ANYONE, SIGNED_IN, actor_of, allows, rule_of
from .request import Request

Respond = Callable[[Any], HttpResponse]


def language(get_response: Respond) -> Respond:
    """Vietnamese first: another language only for who chose it, whatever their browser was installed in."""

    def handle(request: Request) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        with translation.override(chosen if chosen in settings.NHIPCAU_INTERFACE_LANGUAGES else settings.LANGUAGE_CODE):
            request.LANGUAGE_CODE = translation.get_language()
            response = get_response(request)
            response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
            patch_vary_headers(response, ("Cookie",))
        return response

    return handle


def actor(get_response: Respond) -> Respond:
    """Puts `now`, `today` and `actor` (None for a stranger) on the request: the only clock that views read."""

    def handle(request: Request) -> HttpResponse:
        request.now = timezone.now()
        request.today = timezone.localdate(request.now)
        request.actor = SimpleLazyObject(  # type: ignore[assignment]
            lambda: actor_of(request.user, request.today) if request.user.is_authenticated else None
        )
        return get_response(request)

    return handle


class PolicyMiddleware:
    """Refuses an address without a rule, sends strangers to sign in, and turns house errors into pages."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: Request, view: Callable[..., Any], args: Any, kwargs: Any) -> Any:
        rule = rule_of(view, request.resolver_match.url_name if request.resolver_match else None)
        if rule is None:
            raise LookupError(f"no rule for {request.path}: mark the view with needs/signed_in/anyone")
        if rule == ANYONE:
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if rule.permission and not allows(request.actor, rule.permission):
            return self.process_exception(request, NotAllowedError(rule.permission))
        if settings.NHIPCAU_MFA_REQUIRED and rule != SIGNED_IN and not _has_mfa(request):
            return _to_second_step(request)
        return None

    def process_exception(self, request: Request, error: Exception) -> HttpResponse | None:
        if not isinstance(error, HouseError):
            return None
        if request.headers.get("HX-Request"):
            return render(request, "core/error_notice.html", {"error": error}, status=error.status)
        return render(request, "core/error.html", {"error": error}, status=error.status)


def _to_second_step(request: Request) -> HttpResponse:
    """To the page where one sets it up, with a word on why: the same sentence once, however many pages were tried."""
    if not messages.get_messages(request):
        messages.info(request, _("Hệ thống này yêu cầu xác thực hai bước. Xin thiết lập một lần để tiếp tục."))
    return redirect(reverse("mfa_activate_totp"))


def _has_mfa(request: Request) -> bool:
    from allauth.mfa.utils import is_mfa_enabled

    return bool(is_mfa_enabled(request.user))
