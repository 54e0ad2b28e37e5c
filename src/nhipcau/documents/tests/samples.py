"""One record for every address of this room (tests/architecture/test_routes_and_roles.py)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile

from nhipcau.documents.choices import FileState
from nhipcau.documents.models import Document, ListedDocument, Reading, Relation

from .makers import picture_pdf

NOW = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)


def make(place: Any, organisation: str) -> dict[str, Any]:
    """A document that waits for its uploader's word, and one that was let in."""
    waiting = _document(place, f"cho-{organisation}", FileState.NEEDS_DECLARATION, "")
    stored = storages["documents"].save("mau.txt", ContentFile(b"Noi dung"))
    paper = storages["documents"].save("mau.pdf", ContentFile(picture_pdf()))
    kept = _document(place, f"nhan-{organisation}", FileState.ACCEPTED, stored)
    scanned = _document(place, f"quet-{organisation}", FileState.ACCEPTED, paper)
    return {
        **_of_the_register(place, kept, organisation),
        "documents:pk": waiting.pk,
        "documents:original:pk": kept.pk,
        "documents:page_picture:pk": scanned.pk,
        "documents:number": 1,
    }


def posts(place: Any) -> dict[str, dict[str, Any]]:
    """Forms that would be accepted."""
    return {
        "documents:upload": {"file": SimpleUploadedFile("ke-hoach.txt", b"")},
        "documents:record": {"kind": "repeals", "proof": "Công báo"},
    }


def _of_the_register(place: Any, document: Document, organisation: str) -> dict[str, Any]:
    """A line with a relation that nobody has judged, and a document with its text."""
    line = ListedDocument.objects.create(province=place.province, key=f"1/{organisation}", number=f"1/{organisation}")
    relation = Relation.objects.create(province=place.province, kind="repeals", target=line, state="proposed")
    Reading.objects.create(
        province=place.province, document=document, file_sha256=document.sha256, reader_version="1", schema="vanban/1",
        content={"source_text": "Nội dung"}, created_at=NOW,
    )  # fmt: skip
    return {
        "documents:line:pk": line.pk,
        "documents:record:pk": line.pk,
        "documents:judge:pk": relation.pk,
        "documents:judge:act": "xac-nhan",
        "documents:register_export:ending": "csv",
        "documents:text:pk": document.pk,
    }


def _document(place: Any, name: str, state: str, stored: str) -> Document:
    return Document.objects.create(
        province=place.province, sha256=f"{place.province.code}-{name}", name="mau.txt", size=8, state=state,
        stored_as=stored, uploaded_by=place.person("coordinator"), uploaded_at=NOW,
    )  # fmt: skip
