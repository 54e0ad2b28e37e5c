"""Values for addresses that belong to no room of their own (tests/architecture/test_routes_and_roles.py)."""

from __future__ import annotations

from typing import Any


def make(place: Any, organisation: str) -> dict[str, Any]:
    """Values for URL parameters of the account library: keys of links that nobody was sent."""
    return {":uidb36": "1", ":key": "khong-co"}
