"""The log of packages, asking for one, and fetching it."""

from __future__ import annotations

from datetime import datetime, time

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nhipcau.core.public import Request, needs

from ..actions.packages import ask_for_package, send_package
from ..choices import EXPORT, PackageState, Receiver
from ..connectors import CONNECTORS
from ..forms import PackageForm
from ..queries.packages import packages as made
from ..tasks import make


@needs(EXPORT)
@require_safe
def packages(request: Request) -> HttpResponse:
    return _page(request, PackageForm())


def _page(request: Request, form: PackageForm, status: int = 200) -> HttpResponse:
    page = Paginator(made(request.actor), 20).get_page(request.GET.get("trang"))
    waiting = any(each.state == PackageState.WAITING for each in page)
    context = {"form": form, "page": page, "waiting": waiting, "connected": set(CONNECTORS)}
    return render(request, "exchange/packages.html", context, status=status)


@needs(EXPORT)
@require_POST
def ask(request: Request) -> HttpResponse:
    form = PackageForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    given = form.cleaned_data
    day = given["since"]
    package = ask_for_package(
        request.actor,
        Receiver(given["receiver"]),
        given["languages"],
        since=timezone.make_aware(datetime.combine(day, time())) if day else None,
        with_media=given["with_media"],
        now=request.now,
    )
    make.enqueue(package.pk, f"{request.scheme}://{request.get_host()}")
    messages.success(request, _("Đang lập gói. Có thể rời trang này; gói xong sẽ hiện ở danh sách bên dưới."))
    return redirect("exchange:packages")


@needs(EXPORT)
@require_safe
def fetch(request: Request, pk: int) -> FileResponse:
    package = get_object_or_404(made(request.actor).filter(state=PackageState.MADE), pk=pk)
    name = f"{package.province.code}-{package.made_at:%Y%m%d}-{package.pk}.zip"
    return FileResponse(package.file.open("rb"), as_attachment=True, filename=name)


@needs(EXPORT)
@require_POST
def send(request: Request, pk: int) -> HttpResponse:
    package = get_object_or_404(made(request.actor).filter(state=PackageState.MADE), pk=pk)
    receipt = send_package(request.actor, package, now=request.now)
    messages.success(request, _("Đã gửi gói. Biên nhận của nơi nhận: %(receipt)s") % {"receipt": receipt})
    return redirect("exchange:packages")
