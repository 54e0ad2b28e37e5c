"""One record for every address of this room (tests/architecture/test_routes_and_roles.py)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile

from nhipcau.documents.choices import FileState
from nhipcau.documents.models import Document

NOW = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)


def make(place: Any, organisation: str) -> dict[str, Any]:
    """A document that waits for its uploader's word, and one that was let in."""
    waiting = _document(place, f"cho-{organisation}", FileState.NEEDS_DECLARATION, "")
    stored = storages["documents"].save("mau.txt", ContentFile(b"Noi dung"))
    kept = _document(place, f"nhan-{organisation}", FileState.ACCEPTED, stored)
    return {"documents:pk": waiting.pk, "documents:original:pk": kept.pk}


def posts(place: Any) -> dict[str, dict[str, Any]]:
    """Forms that would be accepted."""
    return {"documents:upload": {"file": SimpleUploadedFile("ke-hoach.txt", b"")}}


def _document(place: Any, name: str, state: str, stored: str) -> Document:
    return Document.objects.create(
        province=place.province, sha256=f"{place.province.code}-{name}", name="mau.txt", size=8, state=state,
        stored_as=stored, uploaded_by=place.person("coordinator"), uploaded_at=NOW,
    )  # fmt: skip
