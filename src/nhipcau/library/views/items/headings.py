"""The categories and topics of the province, as its own regulation names them."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhipcau.core.public import Request, needs
from nhipcau.design.public import act

from ...actions.arranging import add_heading, change_heading
from ...choices import ARRANGE
from ...forms.items import HeadingForm
from ...models import Category, Topic

KINDS: dict[str, type[Category | Topic]] = {"danh-muc": Category, "chu-de": Topic}


@needs(ARRANGE)
@require_safe
def heading_list(request: Request) -> HttpResponse:
    return _list(request)


def _list(request: Request, status: int = 200, **forms: Any) -> HttpResponse:
    words = {
        "danh-muc": (_("Danh mục"), _("Thêm danh mục")),
        "chu-de": (_("Chủ đề"), _("Thêm chủ đề")),
    }
    parts = [
        {
            "kind": kind,
            "title": words[kind][0],
            "add": words[kind][1],
            "rows": model.objects.visible_to(request.actor).annotate(used=Count("items")),
            "form": forms.get(kind) or HeadingForm(prefix=kind),
        }
        for kind, model in KINDS.items()
    ]
    return render(request, "library/items/headings.html", {"parts": parts}, status=status)


@needs(ARRANGE)
@require_POST
def add(request: Request, kind: str) -> HttpResponse:
    form = HeadingForm(request.POST, prefix=kind)
    return act(
        request, form, lambda: add_heading(request.actor, KINDS[kind], form.given(), now=request.now),
        done=_("Đã thêm."), then=reverse("library:headings"),
        show=lambda bound, status: _list(request, status, **{kind: bound}),
    )  # fmt: skip


@needs(ARRANGE)
@require_http_methods(["GET", "HEAD", "POST"])
def heading(request: Request, kind: str, pk: int) -> HttpResponse:
    row = get_object_or_404(KINDS[kind].objects.visible_to(request.actor), pk=pk)

    def page(form: Any, status: int) -> HttpResponse:
        return render(request, "library/items/heading.html", {"row": row, "form": form}, status=status)

    if request.method != "POST":
        start = {name: getattr(row, name) for name in ("name", "basis", "order", "retired")}
        return page(HeadingForm(initial=start | {f"name-{code}": name for code, name in row.names.items()}), 200)
    form = HeadingForm(request.POST)
    return act(
        request, form, lambda: change_heading(request.actor, row, form.given(), now=request.now),
        done=_("Đã lưu."), then=reverse("library:headings"), show=page,
    )  # fmt: skip
