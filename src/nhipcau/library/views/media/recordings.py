"""Video and sound."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhipcau.core.public import HouseError, Request, allows, needs
from nhipcau.design.public import tell

from ...actions.media.files import add_recording, describe_recording
from ...actions.media.given import require_change, stand_of
from ...choices import READ_LIBRARY, UPLOAD_MEDIA
from ...errors import FileTooLargeError
from ...forms.media import LimitedUploadHandler
from ...forms.media_files import (
    MediaFilters,
    RecordingForm,
    RecordingWordsForm,
    UploadRecordingForm,
    recording_initial,
    recording_words_forms,
)
from ...models import Recording
from ...queries.media.lists import ChosenMedia, recordings_for
from .common import about, languages, page_of


@needs(READ_LIBRARY)
@require_safe
def recordings(request: Request) -> HttpResponse:
    form = MediaFilters(request.GET or None)
    said = form.cleaned_data if form.is_valid() else {}
    rows = recordings_for(request.actor, ChosenMedia(said.get("tinh_trang", ""), said.get("q", "")), request.today)
    context = {"page": page_of(request, rows), "filters": form, "may_upload": allows(request.actor, UPLOAD_MEDIA)}
    return render(request, "library/media/recordings.html", context)


@needs(UPLOAD_MEDIA)
@csrf_exempt  # the handler must be set before anything reads the body; csrf_protect checks right after
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: Request) -> HttpResponse:
    request.upload_handlers = [LimitedUploadHandler(request)]
    return _upload(request)


@csrf_protect
def _upload(request: Request) -> HttpResponse:
    form = UploadRecordingForm(request.POST or None, request.FILES or None, actor=request.actor, today=request.today)
    if request.method == "POST":
        if getattr(request, "upload_too_large", False):
            form.errors.clear()
            form.add_error(None, str(FileTooLargeError.of_recordings()))
        elif form.is_valid():
            file = form.cleaned_data["file"]
            try:
                made = add_recording(request.actor, file, form.given(), name=file.name, now=request.now)
            except HouseError as problem:
                form.add_error("file", str(problem))
            else:
                _tell_of_sound(request, made)
                return redirect("library:recording", made.pk)
    return render(request, "library/media/upload_recording.html", {"form": form}, status=422 if form.errors else 200)


def _tell_of_sound(request: Request, made: Recording) -> None:
    if made.kind == "video" and not made.has_sound:
        messages.warning(
            request,
            _(
                "Video này không có tiếng. Nếu đúng là phim câm, xin viết mô tả những gì diễn ra; nếu không, xin xuất "
                "lại video kèm tiếng rồi tải lên."
            ),
        )
    else:
        tell(request, _("Đã tải lên. Xin ghi mô tả và phụ đề hoặc lời ghi."))


def _found(request: Request, pk: int) -> Recording:
    rows = Recording.objects.visible_to(request.actor).select_related("supplier", "poster").prefetch_related("texts")
    found: Recording = get_object_or_404(rows, pk=pk)
    return found


@needs(READ_LIBRARY)
@require_safe
def recording(request: Request, pk: int) -> HttpResponse:
    found = _found(request, pk)
    initial = recording_initial(found, stand_of(found))
    form = RecordingForm(actor=request.actor, today=request.today, initial=initial)
    return _page(request, found, form, recording_words_forms(None, None, found.texts.all(), languages()))


@needs(UPLOAD_MEDIA)
@require_POST
def save(request: Request, pk: int) -> HttpResponse:
    found = _found(request, pk)
    require_change(request.actor, found)
    form = RecordingForm(request.POST, actor=request.actor, today=request.today)
    words = recording_words_forms(request.POST, request.FILES, found.texts.all(), languages())
    if not all([form.is_valid(), *(each.is_valid() for each in words)]):
        return _page(request, found, form, words, status=422)
    given = form.given({each.code: each.given() for each in words})
    try:
        describe_recording(request.actor, found, given, seen=form.cleaned_data["seen"], now=request.now)
    except HouseError as problem:
        form.add_error(None, str(problem))
        return _page(request, found, form, words, status=problem.status)
    tell(request, _("Đã lưu."))
    return redirect("library:recording", found.pk)


def _page(
    request: Request, found: Recording, form: RecordingForm, words: list[RecordingWordsForm], status: int = 200
) -> HttpResponse:
    context = {"recording": found, "form": form, "words": words, **about(request, found, "video")}
    return render(request, "library/media/recording.html", context, status=status)
