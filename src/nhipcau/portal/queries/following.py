"""How readers' programs follow the portal: the rooms that write feeds say where they are."""

from __future__ import annotations

from collections.abc import Callable

Address = Callable[[str, str], str]
_FEEDS: dict[str, Address] = {}
_CARDS: dict[str, Callable[[str], str]] = {}
EVERYTHING = "tat-ca"


def offer_feed(media_type: str, address: Address) -> None:
    """Has pages of the portal point at a feed; `address` answers for a language and the part of the portal that the
    page belongs to, with nothing where there is no such feed."""
    _FEEDS[media_type] = address


def feeds(code: str, section: str) -> list[tuple[str, str]]:
    """The feeds of a part of the portal in a language: their media types and addresses."""
    found = [(media_type, address(code, section)) for media_type, address in _FEEDS.items()]
    return [(media_type, address) for media_type, address in found if address]


def offer_card(media_type: str, address: Callable[[str], str]) -> None:
    """Has pages of items point at how another site shows them; `address` answers for the whole address of a page."""
    _CARDS[media_type] = address


def cards(url: str) -> list[tuple[str, str]]:
    """How another site shows a page of an item: media types and addresses."""
    return [(media_type, address(url)) for media_type, address in _CARDS.items()]
