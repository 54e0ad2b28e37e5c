"""What the addresses of the portal are about, for the tests of routes and roles."""

from __future__ import annotations

from typing import Any

from nhipcau.core.public import Role
from nhipcau.library.tests.given import item, published, words


def make(place: Any, organisation: str) -> dict[str, Any]:
    """Values for URL parameters: an article of the organisation that the world reads."""
    for role in (Role.EDITOR, Role.APPROVER):
        place.person(role)
    held = item(place, code=organisation, words=words(f"Bài của {organisation}", slug=f"bai-{organisation}"))
    publication = published(place, held)[0]
    return {
        "portal:code": "vi",
        "portal:section": "bai-viet",
        "portal:slug": publication.slug,
        "portal:number": 1,
        "portal:year": 2026,
        "portal:attachment": 1,
    }


def posts(place: Any) -> dict[str, dict[str, Any]]:
    """Forms that would be accepted."""
    return {"portal:settings": {"stale": "notice", "vi__name": "Cổng thử"}}
