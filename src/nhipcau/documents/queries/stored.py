"""Questions about stored documents and their readings."""

from __future__ import annotations

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from nhipcau.core.public import Actor, allows

from ..choices import SEE, UPLOAD, FileState
from ..models import Document, Reading, ReadingJob


def documents_seen_by(actor: Actor, words: str = "") -> QuerySet[Document]:
    """The province's documents, newest first, narrowed by words in title, number or file name.

    Who may not see documents in general sees those that they brought in themselves. Each row has `job_state`, the
    state of its last reading.
    """
    rows: QuerySet[Document] = Document.objects.visible_to(actor)
    if not allows(actor, SEE):
        rows = rows.filter(uploaded_by_id=actor.user_id)
    for word in words.split():
        rows = rows.filter(Q(title__icontains=word) | Q(number__icontains=word) | Q(name__icontains=word))
    last = ReadingJob.objects.filter(document=OuterRef("pk")).order_by("-created_at", "-pk")
    return rows.select_related("uploaded_by").annotate(job_state=Subquery(last.values("state")[:1]))


def comparable(actor: Actor) -> QuerySet[Document]:
    """Documents whose content the actor may read and that have a reading, newest first."""
    rows = documents_seen_by(actor).filter(state=FileState.ACCEPTED, readings__isnull=False)
    return rows.distinct().order_by(F("issued_on").desc(nulls_last=True), "-uploaded_at")


def last_job(document: Document) -> ReadingJob | None:
    """The newest work of reading a document."""
    return document.jobs.order_by("-created_at", "-pk").first()


def newest_reading(document: Document) -> Reading | None:
    """The newest reading of a document, whole; None while it has none."""
    return document.readings.order_by("-created_at", "-pk").first()


def reading_versions(document: Document) -> list[str]:
    """Versions of the reader that have read the document, newest first, without loading what they read."""
    return list(document.readings.order_by("-created_at", "-pk").values_list("reader_version", flat=True))


def may_fetch(actor: Actor, document: Document) -> bool:
    """Whether the actor may fetch the original: its uploader always, others once it was let in; nobody if refused."""
    if document.state == FileState.REFUSED or not document.stored_as:
        return False
    if document.uploaded_by_id == actor.user_id and allows(actor, UPLOAD):
        return True
    return document.state == FileState.ACCEPTED and allows(actor, SEE)
