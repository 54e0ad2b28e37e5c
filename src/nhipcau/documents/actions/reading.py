"""Reading a document in the background, judging its secrecy, and letting it in or turning it away.

The work may be cut short at any point and run again: every step looks at what stands and does what is left, and
the job is closed last.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.core.files.storage import storages
from django.db import transaction
from django.utils.translation import gettext as _

import vanban
from nhipcau.core.public import record
from vanban import progress

from ..choices import FileState, ReadingState
from ..models import Document, Reading, ReadingJob
from ..pictures import content_of
from .listing import list_reading
from .packets import forget_names, unpack
from .storing import (
    PACKETS,
    forget_meanwhile,
    keep_meanwhile,
    kept_name,
    local_copy,
    put,
    quarantine,
    quarantine_name,
    read_before,
)

Clock = Callable[[], datetime]
# Pages that hold only a picture cannot be judged by what was read.
_UNSEEN = frozenset({"scan", "corrupt_page"})
_PICTURED = frozenset({"ocr", "unread", "broken"})


def reader_version() -> str:
    """The reader that would read a document now; part of what makes a reading one of a kind."""
    return vanban.__version__


def read(job_id: int, *, now: Clock) -> None:
    """Reads the job's document and settles what becomes of it. Does nothing for a job that is closed.

    `now` is asked again at each step: the work takes time. Errors of the source end in the job and the document as
    one sentence; the bytes then stay where their uploader can fetch them.
    """
    job = ReadingJob.objects.select_related("document", "province").get(pk=job_id)
    document = job.document
    if job.state in (ReadingState.DONE, ReadingState.FAILED):
        return
    if document.state == FileState.REFUSED:
        _erase(document)
        _close(job, now(), problem=document.problem)
        return
    if document.media_type in PACKETS:
        _unpack(job, now)
        return
    _step(job, _("Đọc nội dung"), 20)
    try:
        content = read_before(document, reader_version()) or _read(job)
    except vanban.UnreadableSource as problem:
        _unreadable(job, problem.message, now())
        return
    _step(job, _("Kiểm tra độ mật"), 70)
    mark = content["metadata"]["secrecy"]
    if mark and document.state == FileState.ACCEPTED:
        # A newer reader sees a mark in a document that already carries work: a person must decide what goes.
        _close(
            job, now(), problem=_("Bản đọc mới thấy dấu mật. Xin báo ngay cho quản trị hệ thống để xử lý văn bản này.")
        )
        return
    if mark:
        _refuse(document, str(mark), now())
        _close(job, now(), problem=document.problem)
        return
    if _cannot_be_judged(content) and document.declared_at is None and document.state != FileState.ACCEPTED:
        if not _codes(content) & _UNSEEN:  # pages that could not be recognised may be, another time
            keep_meanwhile(document, reader_version(), content)
        document.state = FileState.NEEDS_DECLARATION
        document.problem = _("Tệp có trang ảnh nên hệ thống không tự kiểm tra được dấu mật.")
        document.save(update_fields=["state", "problem"])
        _close(job, now())
        return
    _step(job, _("Lưu kết quả đọc"), 85)
    _accept(document)
    _keep(document, content, now())
    _close(job, now())


def _unpack(job: ReadingJob, now: Clock) -> None:
    """A packet is taken apart once; its documents have jobs of their own."""
    if job.document.state != FileState.UNPACKED:
        _step(job, _("Tách từng văn bản trong gói"), 40)
        try:
            unpack(job.document, now=now())
        except vanban.UnreadableSource as problem:
            _unreadable(job, problem.message, now())
            return
    _close(job, now())


def _accept(document: Document) -> None:
    """Moves a judged document from quarantine to the document store; harmless when it is there already."""
    waiting = quarantine_name(document)
    if document.state != FileState.ACCEPTED:
        name = kept_name(document)
        with quarantine().open(waiting) as content:
            document.stored_as = put(storages["documents"], name, content)
        document.state, document.problem = FileState.ACCEPTED, ""
        document.save(update_fields=["state", "stored_as", "problem"])
    quarantine().delete(waiting)
    forget_meanwhile(document)


def _read(job: ReadingJob) -> dict[str, Any]:
    """What the reader reads in the job's document, as it is kept; each page of a scan moves the progress on."""
    with local_copy(job.document) as path, progress.heard_by(lambda done, total: _page_step(job, done, total)):
        return content_of(vanban.read(path), path)


def _cannot_be_judged(content: dict[str, Any]) -> bool:
    """Whether a mark of secrecy could stand where nothing was read. Recognition takes coloured ink away, and the mark
    is a red stamp: a recognised page is as good as unseen."""
    stamped = any(page["method"] in _PICTURED for page in content.get("pages", ()))
    return bool(_codes(content) & _UNSEEN) or stamped or not any(letter.isalpha() for letter in content["source_text"])


def _codes(content: dict[str, Any]) -> set[str]:
    return {warning["code"] for warning in content["warnings"]}


def _keep(document: Document, content: dict[str, Any], now: datetime) -> None:
    """The reading as an immutable row, once per file and reader, and its header copied for lists and search."""
    metadata = content["metadata"]
    with transaction.atomic():
        reading, _made = Reading.objects.get_or_create(
            province_id=document.province_id,
            file_sha256=document.sha256,
            reader_version=reader_version(),
            defaults={"document": document, "schema": content["schema"], "content": content, "created_at": now},
        )
        document.kind = (metadata["kind"] or "")[:60]
        document.number = (metadata["number"] or "")[:80]
        document.issuer = (metadata["issuer"] or "")[:300]
        document.title = (metadata["title"] or "")[:600]
        document.issued_on = date.fromisoformat(metadata["date"]) if metadata["date"] else None
        document.save(update_fields=["kind", "number", "issuer", "title", "issued_on"])
        reading.document = document
        list_reading(reading)


def _refuse(document: Document, mark: str, now: datetime) -> None:
    """A secrecy mark: the bytes and the name go, the trail keeps hash, uploader and time."""
    document.state = FileState.REFUSED
    document.name = document.kind = document.number = document.issuer = document.title = ""
    document.issued_on = None
    document.problem = _(
        "Văn bản có dấu mật nên không được đưa vào hệ thống; tệp đã được xóa. "
        "Xin xử lý văn bản theo quy định về bảo vệ bí mật nhà nước."
    )
    with transaction.atomic():
        document.save()
        forget_names(document)
        record(
            None,
            "documents.refuse",
            document,
            _("Từ chối văn bản có dấu mật, đã xóa tệp"),
            at=now,
            province_id=document.province_id,
            data={"sha256": document.sha256, "uploaded_by": document.uploaded_by_id, "mark": mark},
        )
    _erase(document)


def _erase(document: Document) -> None:
    """Deletes the bytes of a refused document."""
    quarantine().delete(quarantine_name(document))
    forget_meanwhile(document)
    if document.stored_as:
        document.stored_as = ""
        document.save(update_fields=["stored_as"])


def _unreadable(job: ReadingJob, sentence: str, now: datetime) -> None:
    document = job.document
    if document.state != FileState.ACCEPTED:
        document.state, document.problem = FileState.UNREADABLE, sentence[:500]
        document.save(update_fields=["state", "problem"])
    _close(job, now, problem=sentence)


def _page_step(job: ReadingJob, done: int, total: int) -> None:
    """A page of a scan was recognised: most of the way from 20 to 70 percent."""
    _step(job, _("Nhận dạng trang %(done)s/%(total)s") % {"done": done, "total": total}, 20 + 50 * done // total)


def _step(job: ReadingJob, words: str, percent: int) -> None:
    job.state, job.step, job.done = ReadingState.RUNNING, words, percent
    job.save(update_fields=["state", "step", "done"])


def _close(job: ReadingJob, now: datetime, *, problem: str = "") -> None:
    job.state = ReadingState.FAILED if problem else ReadingState.DONE
    job.step, job.done, job.error, job.finished_at = "", 100, problem[:500], now
    job.save(update_fields=["state", "step", "done", "error", "finished_at"])
