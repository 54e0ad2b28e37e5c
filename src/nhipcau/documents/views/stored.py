from __future__ import annotations

from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST, require_safe

from nhipcau.core.public import HouseError, Request, allows, needs
from nhipcau.design.public import tell

from ..actions.reading import reader_version
from ..actions.storing import store_of
from ..actions.upload import declare_unclassified, read_again, receive
from ..choices import SEE, UPLOAD, FileState, ReadingState
from ..errors import NotFetchableError, TooLargeError
from ..forms.upload import QuarantineUploadHandler, UploadForm
from ..models import Document
from ..pictures import picture_of_page
from ..public import NEXT_STEPS
from ..queries.register import of_document, proposals
from ..queries.stored import documents_seen_by, last_job, may_fetch, reading_versions


@needs(SEE)
@require_safe
def documents(request: Request) -> HttpResponse:
    words = request.GET.get("q", "").strip()
    page = Paginator(documents_seen_by(request.actor, words), 25).get_page(request.GET.get("trang"))
    may_upload = allows(request.actor, UPLOAD)
    return render(
        request,
        "documents/list.html",
        {
            "page": page,
            "words": words,
            "may_upload": may_upload,
            "proposed": proposals(request.actor).count(),
        },
    )


@needs(UPLOAD)
@csrf_exempt  # the handler must be set before anything reads the body; csrf_protect checks right after
def upload(request: Request) -> HttpResponse:
    request.upload_handlers = [QuarantineUploadHandler(request)]
    return _upload(request)


@csrf_protect
def _upload(request: Request) -> HttpResponse:
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        if getattr(request, "upload_too_large", False):
            return _upload_again(request, TooLargeError())
        if form.is_valid():
            file = form.cleaned_data["file"]
            try:
                received = receive(request.actor, file, name=file.name, now=request.now)
            except HouseError as problem:
                return _upload_again(request, problem)
            if received.known:
                tell(request, _("Tệp này đã có trong hệ thống; đây là văn bản đã tải lên trước đó."))
            return redirect("documents:document", received.document.pk)
    return render(request, "documents/upload.html", {"form": form}, status=422 if form.errors else 200)


def _upload_again(request: Request, problem: HouseError) -> HttpResponse:
    return render(request, "documents/upload.html", {"form": UploadForm(), "problem": problem}, status=problem.status)


@needs(SEE)
@require_safe
def document(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(documents_seen_by(request.actor), pk=pk)
    return render(request, "documents/document.html", _page(request, found))


@needs(SEE)
@require_safe
def progress(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(documents_seen_by(request.actor), pk=pk)
    return render(request, "documents/_progress.html", _page(request, found))


def _page(request: Request, found: Document) -> dict[str, object]:
    job = last_job(found)
    running = bool(job and job.state in (ReadingState.WAITING, ReadingState.RUNNING))
    versions = reading_versions(found)
    steps = (
        [step(request.actor, found) for step in NEXT_STEPS] if found.state == FileState.ACCEPTED and versions else []
    )
    mine = found.uploaded_by_id == request.actor.user_id
    may_upload = allows(request.actor, UPLOAD)
    stale = bool(versions) and reader_version() not in versions
    retry = found.state == FileState.UNREADABLE or bool(job and job.state == ReadingState.FAILED)
    told = of_document(found, request.today)
    return {
        "document": found,
        "contents": found.contents.select_related("document"),
        "line": told[0] if told else None,
        "ruling": told[1] if told else None,
        "may_see_text": bool(versions),
        "job": job,
        "running": running,
        "steps": [step for step in steps if step],
        "may_fetch": may_fetch(request.actor, found),
        "may_declare": mine and may_upload and found.state == FileState.NEEDS_DECLARATION,
        "may_read_again": may_upload and not running and found.state != FileState.REFUSED and (stale or retry),
    }


@needs(SEE)
@require_safe
def original(request: Request, pk: int) -> FileResponse:
    found = get_object_or_404(documents_seen_by(request.actor), pk=pk)
    if not may_fetch(request.actor, found):
        raise NotFetchableError
    content = store_of(found).open(found.stored_as)
    response = FileResponse(content, as_attachment=True, filename=found.name, content_type="application/octet-stream")
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@needs(SEE)
@require_safe
def page_picture(request: Request, pk: int, number: int) -> HttpResponse:
    """A page of the paper, kept by the browser for a day, as bytes that were let in never change."""
    found = get_object_or_404(documents_seen_by(request.actor), pk=pk)
    if not may_fetch(request.actor, found):
        raise NotFetchableError
    response = HttpResponse(picture_of_page(found, number), content_type="image/webp")
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=86400"
    return response


@needs(UPLOAD)
@require_POST
def declare(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(Document.objects.visible_to(request.actor), pk=pk)
    declare_unclassified(request.actor, found, now=request.now)
    return redirect("documents:document", pk)


@needs(UPLOAD)
@require_POST
def reread(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(Document.objects.visible_to(request.actor), pk=pk)
    read_again(request.actor, found, now=request.now)
    return redirect("documents:document", pk)
