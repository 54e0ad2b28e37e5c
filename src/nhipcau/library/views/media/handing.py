"""Handing files out: renditions to everybody, the rest by who asks and what is published."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO

from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe
from wagtail.images.models import get_rendition_storage

from nhipcau.core.public import Request, anyone, needs

from ...choices import READ_LIBRARY, Licence
from ...errors import NotPublicError
from ...files.names import slug
from ...models import Attachment, Picture, PictureRendition, Recording, RecordingText
from ...queries.media.uses import is_public

# A drawing or page among our files shows nothing, runs nothing and fetches nothing in a browser.
ALONE = "default-src 'none'; sandbox"
FOR_GOOD = "public, max-age=31536000, immutable"  # names change with content
PIECE = 1 << 18
TYPES = {"jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "webp": "image/webp", "avif": "image/avif"}


@anyone
@require_safe
def rendition(request: Request, name: str) -> HttpResponseBase:
    """A picture at a size, where no web server or object store hands them out before us.

    The names cannot be guessed; what has been taken from the pages is shown to those alone who work in the library.
    """
    found = get_object_or_404(PictureRendition.objects.select_related("image"), file=name)
    shown = found.image.may_be_shown(request.today)
    if not shown and not _sees(request, Picture.objects.filter(pk=found.image_id)):
        raise NotPublicError
    ending = name.rpartition(".")[2]
    store = get_rendition_storage()
    if ending not in TYPES or not store.exists(name):
        raise Http404
    kept = FOR_GOOD if shown else "private, no-store"
    return _headed(FileResponse(store.open(name), content_type=TYPES[ending]), kept)


@anyone
@require_safe
def full_picture(request: Request, pk: int) -> HttpResponseBase:
    """A picture in full size, for those who want to print it; its licence allows that."""
    picture: Picture = get_object_or_404(Picture.objects.all(), pk=pk)
    open_to_all = Licence(picture.licence).allows_reuse and is_public(picture, request.today)
    if not open_to_all and not _sees(request, Picture.objects.filter(pk=pk)):
        raise NotPublicError
    return _master(picture, cached="public, max-age=3600" if open_to_all else "private, no-store")


@needs(READ_LIBRARY)
@require_safe
def master(request: Request, name: str) -> HttpResponseBase:
    """The same for who works in the library, by the name under which Wagtail knows the file."""
    return _master(get_object_or_404(Picture.objects.visible_to(request.actor), file=name), inline=True)


@needs(READ_LIBRARY)
@require_safe
def original(request: Request, pk: int) -> HttpResponseBase:
    """The file as it came, with everything that its camera wrote into it."""
    picture: Picture = get_object_or_404(Picture.objects.visible_to(request.actor), pk=pk)
    if not picture.original:
        raise Http404
    content = picture.original.open("rb")
    ending = str(picture.original.name).rpartition(".")[2]
    response = FileResponse(content, content_type="application/octet-stream")
    return _headed(response, "private, no-store", _named(f"{slug(picture.title)}-goc.{ending}"))


@anyone
@require_safe
def attachment_file(request: Request, pk: int, name: str) -> HttpResponseBase:
    """A file for download. A PDF opens in the reader's own viewer, the rest is saved; nothing runs on our address."""
    attachment: Attachment = get_object_or_404(Attachment.objects.defer("text"), pk=pk)
    shown = is_public(attachment, request.today)
    if not shown and not _sees(request, Attachment.objects.filter(pk=pk)):
        raise NotPublicError
    pdf = attachment.kind == "pdf"
    response = FileResponse(attachment.file.open("rb"), content_type=attachment.media_type)
    _headed(response, _cached(shown), _named(attachment.download_name, inline=pdf))
    if pdf:  # viewers of browsers do not open in a sandbox
        response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'"
    return response


@anyone
@require_safe
def recording_file(request: Request, pk: int, name: str) -> HttpResponseBase:
    """A recording, or the part of it that a player asks for."""
    recording = get_object_or_404(Recording, pk=pk)
    shown = is_public(recording, request.today)
    if not shown and not _sees(request, Recording.objects.filter(pk=pk)):
        raise NotPublicError
    response = _ranged(request, recording.file.open("rb"), recording.file.size, recording.media_type)
    return _headed(response, _cached(shown))


@anyone
@require_safe
def captions(request: Request, pk: int, language: str) -> HttpResponseBase:
    """The captions of a recording in one language."""
    text = get_object_or_404(RecordingText.objects.select_related("recording"), recording=pk, language=language)
    shown = is_public(text.recording, request.today)
    if not text.captions or (not shown and not _sees(request, Recording.objects.filter(pk=pk))):
        raise NotPublicError
    return _headed(HttpResponse(text.captions, content_type="text/vtt; charset=utf-8"), _cached(shown))


def _sees(request: Request, rows: QuerySet[Picture] | QuerySet[Recording] | QuerySet[Attachment]) -> bool:
    """Whether somebody who works in the library asks, for something of theirs."""
    return bool(request.user.is_authenticated and rows.visible_to(request.actor).exists())  # type: ignore[union-attr]


def _cached(shown: bool) -> str:
    return "public, max-age=3600" if shown else "private, no-store"


def _master(picture: Picture, *, cached: str = "private, no-store", inline: bool = False) -> HttpResponseBase:
    ending = picture.file.name.rpartition(".")[2]
    response = FileResponse(picture.file.open("rb"), content_type=TYPES.get(ending, "application/octet-stream"))
    return _headed(response, cached, _named(f"{slug(picture.title)}.{ending}", inline=inline))


def _named(name: str, *, inline: bool = False) -> str:
    return content_disposition_header(not inline, name) or "attachment"


def _headed(response: HttpResponseBase, cached: str, disposition: str = "") -> HttpResponseBase:
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = ALONE
    response["Cache-Control"] = cached
    if disposition:
        response["Content-Disposition"] = disposition
    return response


def _ranged(request: Request, content: IO[bytes], size: int, media_type: str) -> HttpResponseBase:
    """The whole, or the one range that was asked for; players of Apple take nothing else."""
    asked = re.fullmatch(r"bytes=(\d*)-(\d*)", request.headers.get("Range", ""))
    if not asked or not any(asked.groups()):
        whole = FileResponse(content, content_type=media_type)
        whole["Accept-Ranges"] = "bytes"
        return whole
    first, last = asked.groups()
    start = int(first) if first else max(0, size - int(last))
    end = min(int(last), size - 1) if first and last else size - 1
    if start > end:
        content.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    content.seek(start)
    part = StreamingHttpResponse(_pieces(content, end - start + 1), status=206, content_type=media_type)
    part["Accept-Ranges"], part["Content-Length"] = "bytes", str(end - start + 1)
    part["Content-Range"] = f"bytes {start}-{end}/{size}"
    return part


def _pieces(content: IO[bytes], left: int) -> Iterator[bytes]:
    with content:
        while left > 0 and (piece := content.read(min(PIECE, left))):
            left -= len(piece)
            yield piece
