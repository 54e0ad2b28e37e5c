"""The passages of a page: the smallest pieces of words that are translated, compared and remembered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from nhipcau.core.public import nfc

from ..blocks import WORDED
from ..kinds import worded_facts
from ..models import ContentPage

FIELDS = ("title", "summary", "search_description")
PARTS = {"quote": ("text", "source"), "question": ("question", "answer")}


def passages(page: ContentPage) -> dict[str, str]:
    """Every passage of a page that holds words, by its name, in reading order.

    Names: `title`, `summary`, `search_description`, `fact:<name>`, the id of a block, or `<id>/<part>` for the parts of
    quotes and questions. Paragraphs are HTML of the allow-list, the others plain text.
    """
    found = {name: getattr(page, name) for name in FIELDS}
    found |= {
        f"fact:{fact.name}": str(page.facts.get(fact.name) or "") for fact in worded_facts(page.edition.item.kind)
    }
    for block in page.body.raw_data:
        if block["type"] in WORDED:
            found |= block_passages(block)
    return {name: nfc(text).strip() for name, text in found.items() if text and text.strip()}


def block_passages(block: Mapping[str, Any]) -> dict[str, str]:
    """The passages of one stored block (`{"type", "id", "value"}`)."""
    parts = PARTS.get(block["type"])
    if parts is None:
        return {block["id"]: block["value"] or ""}
    return {f"{block['id']}/{part}": block["value"].get(part) or "" for part in parts}


def hash_of(text: str) -> str:
    """The fingerprint of a passage; white space at its ends and normal form do not count."""
    return sha256(nfc(text).strip().encode()).hexdigest()


def hashes_of(page: ContentPage) -> dict[str, str]:
    """The fingerprints of a page's passages by name."""
    return {name: hash_of(text) for name, text in passages(page).items()}


def hash_of_sources(sources: Iterable[str], hashes: Mapping[str, str]) -> str:
    """One fingerprint for what the named passages say now; one that is gone counts as empty."""
    return sha256("\x1e".join(hashes.get(name, "") for name in sources).encode()).hexdigest()
