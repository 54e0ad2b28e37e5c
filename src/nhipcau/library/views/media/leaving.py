"""Withdrawing, putting back, deleting: the same for every kind of media."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nhipcau.core.public import Request, needs
from nhipcau.design.public import tell

from ...actions.media.leaving import Media, delete_media, put_back_media, withdraw_media
from ...choices import UPLOAD_MEDIA, WITHDRAW_MEDIA
from ...models import Attachment, Picture, Recording

# The word in the address → the model, the page of one, the list.
PAGES: dict[str, tuple[type[Media], str, str]] = {
    "anh": (Picture, "library:picture", "library:pictures"),
    "video": (Recording, "library:recording", "library:recordings"),
    "tep": (Attachment, "library:attachment", "library:attachments"),
}


def _found(request: Request, kind: str, pk: int) -> tuple[Media, str, str]:
    if kind not in PAGES:
        raise Http404
    model, page, listed = PAGES[kind]
    return get_object_or_404(model.objects.visible_to(request.actor), pk=pk), page, listed


@needs(WITHDRAW_MEDIA)
@require_POST
def withdraw(request: Request, kind: str, pk: int) -> HttpResponse:
    thing, page, _listed = _found(request, kind, pk)
    withdraw_media(request.actor, thing, request.POST.get("because", ""), now=request.now)
    tell(
        request,
        _("Đã gỡ khỏi mọi trang. Tệp vẫn được giữ trong kho."),
        undo=reverse("library:put_back_media", args=[kind, pk]),
    )
    return redirect(page, pk)


@needs(WITHDRAW_MEDIA)
@require_POST
def put_back(request: Request, kind: str, pk: int) -> HttpResponse:
    thing, page, _listed = _found(request, kind, pk)
    put_back_media(request.actor, thing, now=request.now)
    tell(request, _("Đã đưa lại lên các trang."))
    return redirect(page, pk)


@needs(UPLOAD_MEDIA)
@require_POST
def delete(request: Request, kind: str, pk: int) -> HttpResponse:
    thing, _page, listed = _found(request, kind, pk)
    delete_media(request.actor, thing, now=request.now)
    tell(request, _("Đã xóa “%(title)s” khỏi kho.") % {"title": thing.title})
    return redirect(listed)
