from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nhipcau.core.public import Request, signed_in
from nhipcau.design.public import tell

from ..actions.keeping import mark_read
from ..queries.digests import own_digests, unread

PER_PAGE = 10


@signed_in
@require_safe
def mine(request: Request) -> HttpResponse:
    page = Paginator(own_digests(request.actor).select_related("run"), PER_PAGE).get_page(request.GET.get("trang"))
    return render(request, "notices/mine.html", {"page": page, "unread": unread(request.actor)})


@signed_in
@require_POST
def read(request: Request) -> HttpResponse:
    asked = request.POST.get("pk", "")
    mark_read(request.actor, now=request.now, digest_id=int(asked) if asked.isdecimal() and len(asked) < 18 else None)
    tell(request, _("Đã đánh dấu là đã xem."))
    return redirect("notices:mine")
