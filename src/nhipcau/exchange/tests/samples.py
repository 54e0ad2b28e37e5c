"""One record for every address of this room (tests/architecture/test_routes_and_roles.py)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.core.files.base import ContentFile

from nhipcau.exchange.models import Package

THEN = datetime(2026, 10, 5, 1, 0, tzinfo=UTC)


def make(place: Any, organisation: str) -> dict[str, Any]:
    """Values for URL parameters, made in a province."""
    by = place.person("editor")
    package = Package.objects.create(
        province=place.province,
        receiver="khac",
        languages=["vi"],
        asked_at=THEN,
        asked_by=by,
        state="made",
        made_at=THEN,
    )
    package.file.save("thu.zip", ContentFile(b"PK"))
    return {
        "exchange:package_fetch:pk": package.pk,
        "exchange:package_send:pk": package.pk,
        "exchange:code": "vi",
        "exchange:section": "tat-ca",
        "exchange:sitemap:section": "vi",
        "api-v1:item_id": f"{place.province.code}-1-vi",
    }


def posts(place: Any) -> dict[str, dict[str, Any]]:
    """Forms that would be accepted, so that a refusal is a refusal of the record and not of the form."""
    return {"exchange:package_ask": {"receiver": "khac", "languages": ["vi"]}}
