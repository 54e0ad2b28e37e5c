"""Files for download."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhipcau.core.public import HouseError, Request, allows, needs
from nhipcau.design.public import act, tell

from ...actions.media.files import add_attachment, describe_attachment
from ...actions.media.given import require_change, stand_of
from ...choices import READ_LIBRARY, UPLOAD_MEDIA
from ...forms.media_files import AttachmentForm, MediaFilters, UploadAttachmentForm, attachment_initial
from ...models import Attachment
from ...queries.media.lists import ChosenMedia, attachments_for
from ...queries.media.shown import sources
from ...queries.media.sizes import Shape
from .common import about, page_of


@needs(READ_LIBRARY)
@require_safe
def attachments(request: Request) -> HttpResponse:
    form = MediaFilters(request.GET or None)
    said = form.cleaned_data if form.is_valid() else {}
    rows = attachments_for(request.actor, ChosenMedia(said.get("tinh_trang", ""), said.get("q", "")), request.today)
    context = {"page": page_of(request, rows), "filters": form, "may_upload": allows(request.actor, UPLOAD_MEDIA)}
    return render(request, "library/media/attachments.html", context)


@needs(UPLOAD_MEDIA)
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: Request) -> HttpResponse:
    form = UploadAttachmentForm(request.POST or None, request.FILES or None, actor=request.actor, today=request.today)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            made = add_attachment(request.actor, file, form.given(), name=file.name, now=request.now)
        except HouseError as problem:
            form.add_error("file", str(problem))
        else:
            tell(request, _("Đã tải tệp lên. Tệp chưa công khai cho đến khi một trang dùng tệp được đăng."))
            return redirect("library:attachment", made.pk)
    return render(request, "library/media/upload_attachment.html", {"form": form}, status=422 if form.errors else 200)


def _found(request: Request, pk: int) -> Attachment:
    rows = Attachment.objects.visible_to(request.actor).select_related("supplier", "cover")
    found: Attachment = get_object_or_404(rows, pk=pk)
    return found


@needs(READ_LIBRARY)
@require_safe
def attachment(request: Request, pk: int) -> HttpResponse:
    found = _found(request, pk)
    initial = attachment_initial(found, stand_of(found))
    return _page(request, found, AttachmentForm(actor=request.actor, today=request.today, initial=initial))


@needs(UPLOAD_MEDIA)
@require_POST
def save(request: Request, pk: int) -> HttpResponse:
    found = _found(request, pk)
    require_change(request.actor, found)
    form = AttachmentForm(request.POST, actor=request.actor, today=request.today)
    return act(
        request,
        form,
        lambda: describe_attachment(
            request.actor, found, form.given(), seen=form.cleaned_data["seen"], now=request.now
        ),
        done=_("Đã lưu thông tin tệp."),
        then=reverse("library:attachment", args=[pk]),
        show=lambda form, status: _page(request, found, form, status),
    )


def _page(request: Request, found: Attachment, form: AttachmentForm, status: int = 200) -> HttpResponse:
    cover = sources(found.cover, shape=Shape.NATURAL) if found.cover else None
    context = {"attachment": found, "form": form, "cover": cover, **about(request, found, "tep")}
    return render(request, "library/media/attachment.html", context, status=status)
