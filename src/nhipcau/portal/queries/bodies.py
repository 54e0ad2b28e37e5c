"""The stored blocks of a text as a page shows them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import F
from django.utils.safestring import SafeString, mark_safe

from nhipcau.library.public import (
    Publication,
    ShownAttachment,
    ShownPicture,
    ShownRecording,
    attachments_by_id,
    picture_ids,
    pictures_by_id,
    recordings_by_id,
)

from .cards import address_of
from .finding import plain

LINK = re.compile(r"<a\b([^>]*)>")
ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a text: `kind` names its template; `text` is safe HTML of a paragraph, or plain words.

    `id` is the same in every edition of the text, so that it can be pointed at.
    """

    kind: str
    id: str
    text: Any = ""
    more: Any = ""
    pictures: tuple[ShownPicture, ...] = ()
    file: ShownAttachment | None = None
    recording: ShownRecording | None = None
    stale: bool = False


@dataclass(frozen=True, slots=True)
class Media:
    """What a text shows, by its id, as far as it may be shown today; `linked` are the items that it leads to."""

    pictures: Mapping[int, ShownPicture] = field(default_factory=dict)
    files: Mapping[int, ShownAttachment] = field(default_factory=dict)
    recordings: Mapping[int, ShownRecording] = field(default_factory=dict)
    pages: Mapping[int, str] = field(default_factory=dict)
    linked: frozenset[int] = frozenset()


@dataclass
class Wanted:
    """The ids that a text mentions."""

    pictures: set[int] = field(default_factory=set)
    files: set[int] = field(default_factory=set)
    recordings: set[int] = field(default_factory=set)
    pages: set[int] = field(default_factory=set)


def media_of(contents: Iterable[Mapping[str, Any]], code: str, today: date) -> Media:
    """Everything that published contents show; a number of queries that does not grow with them."""
    wanted = Wanted()
    for content in contents:
        wanted.pictures |= set(pictures_in(content))
        for block in content["body"]:
            _ask(block, wanted)
    return Media(
        pictures_by_id(wanted.pictures, code, today),
        attachments_by_id(wanted.files, code, today) if wanted.files else {},
        recordings_by_id(wanted.recordings, code, today) if wanted.recordings else {},
        *_addresses(wanted.pages),
    )


def pictures_in(content: Mapping[str, Any]) -> list[int]:
    """The pictures of a published content, each once, in the order in which they are seen."""
    cover = picture_ids("picture", content.get("cover"))
    return list(
        dict.fromkeys([*cover, *(pk for each in content["body"] for pk in picture_ids(each["type"], each["value"]))])
    )


def blocks(body: Sequence[Mapping[str, Any]], media: Media, stale: Sequence[str] = ()) -> list[Block]:
    """The blocks of a text that have something to show. `stale` names passages whose original says something else."""
    behind = {name.partition("/")[0] for name in stale}
    shown = []
    for block in body:
        made = _block(block, media, block["id"] in behind)
        if made is not None:
            shown.append(made)
    return shown


def opening(content: Mapping[str, Any]) -> str:
    """The first words of a text, for machines that want a line; empty where it has none."""
    first = next((block["value"] for block in content["body"] if block["type"] == "paragraph"), "")
    return plain(first)[:300]


def _ask(block: Mapping[str, Any], wanted: Wanted) -> None:
    kind, value = block["type"], block["value"]
    if kind == "file" and value:
        wanted.files.add(int(value))
    elif kind == "recording" and value:
        wanted.recordings.add(int(value))
    for html in (value,) if isinstance(value, str) else value.values() if isinstance(value, dict) else ():
        for link in LINK.findall(html) if isinstance(html, str) else ():
            told = dict(ATTRIBUTE.findall(link))
            if told.get("id", "").isdecimal():
                (wanted.files if told.get("linktype") == "document" else wanted.pages).add(int(told["id"]))


def _addresses(pages: set[int]) -> tuple[dict[int, str], frozenset[int]]:
    if not pages:
        return {}, frozenset()
    found = Publication.objects.filter(edition__page__pk__in=pages, ended_at=None).defer("content")
    rows: list[Any] = list(found.annotate(page=F("edition__page__pk")))
    return {row.page: address_of(row) for row in rows}, frozenset(row.item_id for row in rows)


def _block(block: Mapping[str, Any], media: Media, stale: bool) -> Block | None:
    kind, value, name = block["type"], block["value"], str(block["id"])
    if kind == "paragraph":
        return Block(kind, name, _linked(value, media), stale=stale)
    if kind == "heading":
        return Block(kind, name, value, stale=stale)
    if kind == "quote":
        return Block(kind, name, value["text"], value.get("source") or "", stale=stale)
    if kind == "question":
        return Block(kind, name, value["question"], _linked(value["answer"], media), stale=stale)
    if kind in ("picture", "gallery"):
        found = tuple(media.pictures[each] for each in picture_ids(kind, value) if each in media.pictures)
        return Block(kind, name, pictures=found) if found else None
    if kind == "file" and value and int(value) in media.files:
        return Block(kind, name, file=media.files[int(value)])
    if kind == "recording" and value and int(value) in media.recordings:
        return Block(kind, name, recording=media.recordings[int(value)])
    return None


def _linked(html: str, media: Media) -> SafeString:
    """A paragraph with the addresses of what it points at; it was cleaned when it was saved (library/blocks.py)."""

    def lead(match: re.Match[str]) -> str:
        told = dict(ATTRIBUTE.findall(match.group(1)))
        if "linktype" not in told:
            return match.group()
        number = int(told["id"]) if told.get("id", "").isdecimal() else 0
        file = media.files.get(number)
        address = (file.url if file else "") if told["linktype"] == "document" else media.pages.get(number, "")
        return f'<a href="{address}">' if address else "<a>"

    return mark_safe(LINK.sub(lead, html or ""))  # noqa: S308  cleaned before it was kept
