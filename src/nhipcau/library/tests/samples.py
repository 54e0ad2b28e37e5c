"""One record for every address of this room (tests/architecture/test_routes_and_roles.py)."""

from __future__ import annotations

from typing import Any

from .samples_items import ITEM_POSTS, make_items
from .samples_media import MEDIA_POSTS, make_media
from .samples_translation import TRANSLATION_POSTS, make_translations


def make(place: Any, organisation: str) -> dict[str, Any]:
    """Values for URL parameters, made in a province and, where a record is an agency's own, for that agency."""
    return make_items(place, organisation) | make_media(place, organisation) | make_translations(place, organisation)


def posts(place: Any) -> dict[str, dict[str, Any]]:
    """Forms that would be accepted, so that a refusal is a refusal of the record and not of the form."""
    return {**ITEM_POSTS, **MEDIA_POSTS, **TRANSLATION_POSTS}
