"""How readers' programs follow the portal: the rooms that write feeds say where they are."""

from __future__ import annotations

from collections.abc import Callable

Address = Callable[[str, str], str]
_FEEDS: dict[str, Address] = {}
EVERYTHING = "tat-ca"


def offer_feed(media_type: str, address: Address) -> None:
    """Has pages of the portal point at a feed; `address` answers for a language and a section (or EVERYTHING)."""
    _FEEDS[media_type] = address


def feeds(code: str, section: str = EVERYTHING) -> list[tuple[str, str]]:
    """The feeds of a section in a language: their media types and addresses."""
    return [(media_type, address(code, section)) for media_type, address in _FEEDS.items()]
