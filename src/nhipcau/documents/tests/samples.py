"""One record for every address of this room (tests/architecture/test_routes_and_roles.py)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from nhipcau.documents.choices import FileState
from nhipcau.documents.models import Document

NOW = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)


def make(place: Any, organisation: str) -> dict[str, Any]:
    """A document that waits for its uploader's word."""
    document = Document.objects.create(
        province=place.province,
        sha256=f"{place.province.code}-{organisation}",
        name="ke-hoach.pdf",
        size=1,
        state=FileState.NEEDS_DECLARATION,
        uploaded_by=place.person("coordinator"),
        uploaded_at=NOW,
    )
    return {"documents:pk": document.pk, "documents:original:pk": document.pk}


def posts(place: Any) -> dict[str, dict[str, Any]]:
    """Forms that would be accepted."""
    return {"documents:upload": {"file": SimpleUploadedFile("ke-hoach.txt", b"")}}
