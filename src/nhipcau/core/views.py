from __future__ import annotations

from django.core.paginator import Paginator
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from .forms import AuditFilter
from .navigation import home_for
from .policy import READ_AUDIT, anyone, needs, signed_in
from .queries import audit_trail
from .request import Request


@signed_in
@require_safe
def home(request: Request) -> HttpResponse:
    door = home_for(request.actor)
    return redirect(door.url_name) if door else render(request, "core/no_role.html")


@anyone
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})


@needs(READ_AUDIT)
@require_safe
def audit(request: Request) -> HttpResponse:
    form = AuditFilter(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    page = Paginator(audit_trail(request.actor, words=words), 50).get_page(request.GET.get("trang"))
    return render(request, "core/audit.html", {"page": page, "form": form})


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403_csrf.html", status=403)
