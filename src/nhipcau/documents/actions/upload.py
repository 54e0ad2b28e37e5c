"""Bringing a document in: the door, where size and content are judged before anything is kept."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath, PureWindowsPath

from django.conf import settings
from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from nhipcau.core.public import Actor, record, require

from ..choices import UPLOAD, FileState
from ..errors import (
    EmptyFileError,
    NothingToDeclareError,
    RefusedBeforeError,
    TooLargeError,
)
from ..models import Document, ReadingJob
from ..tasks import read_document
from .kinds import kind_of
from .storing import put, quarantine, quarantine_name


@dataclass(frozen=True, slots=True)
class Received:
    """What came of an upload: the document, and whether the same bytes were already known in the province."""

    document: Document
    known: bool


def receive(actor: Actor, upload: File[bytes], *, name: str, now: datetime) -> Received:
    """Takes a file into quarantine and queues its reading; the same bytes again lead to the document they are.

    `name` is what the sender calls the file and is never used as a path. Raises EmptyFileError, TooLargeError,
    WrongKindError, NameBeliesContentError, MacroError or RefusedBeforeError; then nothing is kept.
    """
    require(actor, UPLOAD)
    return take_in(actor, upload, name=name, now=now)


def take_in(actor: Actor, upload: File[bytes], *, name: str, now: datetime) -> Received:
    """What `receive` does, for a file whose sender was already let in with the packet that holds it."""
    sha256, size = _measure(upload)
    known = Document.objects.visible_to(actor).filter(sha256=sha256).first()
    if known:
        return _known(known)
    name = safe_name(name)
    document = Document(
        province_id=actor.province_id,
        sha256=sha256,
        name=name,
        media_type=kind_of(name, upload),
        size=size,
        uploaded_by_id=actor.user_id,
        uploaded_at=now,
    )
    document.stored_as = put(quarantine(), quarantine_name(document), upload)
    try:
        with transaction.atomic():
            document.save(force_insert=True)
            record(
                actor, "documents.upload", document, "Tải văn bản lên", at=now, data={"sha256": sha256, "size": size}
            )
            start_reading(document, now=now)
    except IntegrityError:
        # Somebody brought the same bytes in at the same moment: theirs is the document.
        if document.stored_as != quarantine_name(document):
            quarantine().delete(document.stored_as)
        return _known(Document.objects.visible_to(actor).get(sha256=sha256))
    return Received(document, known=False)


def start_reading(document: Document, *, now: datetime) -> ReadingJob:
    """Queues the reading of a document, in the caller's transaction.

    The default queue is a table of the same database, so that job and task come into being together or not at all.
    """
    job = ReadingJob.objects.create(province_id=document.province_id, document=document, created_at=now)
    read_document.enqueue(job.pk)
    return job


def read_again(actor: Actor, document: Document, *, now: datetime) -> ReadingJob:
    """Queues another reading of a document that is kept: after a newer reader came, or a reading that failed."""
    require(actor, UPLOAD)
    if document.state == FileState.REFUSED:
        raise RefusedBeforeError
    with transaction.atomic():
        record(actor, "documents.read_again", document, "Yêu cầu đọc lại văn bản", at=now)
        return start_reading(document, now=now)


def declare_unclassified(actor: Actor, document: Document, *, now: datetime) -> Document:
    """The uploader of a scan that no program could judge answers for it: it holds no state secret. It is read again,
    this time to be kept.

    Raises NothingToDeclareError for anybody else, or where nothing waits for a declaration.
    """
    require(actor, UPLOAD)
    if document.state != FileState.NEEDS_DECLARATION or document.uploaded_by_id != actor.user_id:
        raise NothingToDeclareError
    with transaction.atomic():
        document.declared_by_id, document.declared_at = actor.user_id, now
        document.save(update_fields=["declared_by", "declared_at"])
        record(
            actor,
            "documents.declare",
            document,
            "Cam kết văn bản không mật",
            at=now,
            data={"sha256": document.sha256},
        )
        start_reading(document, now=now)
    document.refresh_from_db()
    return document


def safe_name(name: str) -> str:
    """The last part of a name as a sender gives it, without control characters, in NFC, at most 255 characters."""
    last = PurePosixPath(PureWindowsPath(unicodedata.normalize("NFC", name)).name).name
    kept = "".join(letter for letter in last if unicodedata.category(letter)[0] != "C").strip(" .")
    stem, ending = os.path.splitext(kept)
    return stem[: 255 - len(ending)] + ending if kept else _("văn bản")


def _known(document: Document) -> Received:
    if document.state == FileState.REFUSED:
        raise RefusedBeforeError
    return Received(document, known=True)


def _measure(upload: File[bytes]) -> tuple[str, int]:
    """Hash and size, read once as a stream; stops at the limit."""
    limit = settings.NHIPCAU_UPLOAD_LIMIT_MB * 1024 * 1024
    digest, size = hashlib.sha256(), 0
    for chunk in upload.chunks():
        size += len(chunk)
        if size > limit:
            raise TooLargeError
        digest.update(chunk)
    if not size:
        raise EmptyFileError
    upload.seek(0)
    return digest.hexdigest(), size
