"""A draft, or a publication, as its reader will see it: blocks with their pictures and files, for work screens."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.formats import date_format, number_format

from ..blocks import clean_html, picture_ids
from ..kinds import KINDS
from .media.shown import (
    ShownAttachment,
    ShownPicture,
    ShownRecording,
    attachments_by_id,
    pictures_by_id,
    recordings_by_id,
)


@dataclass(frozen=True, slots=True)
class Block:
    """One block: `html` is of the allow-list, `text` and `more` are plain."""

    id: str
    type: str
    html: str = ""
    text: str = ""
    more: str = ""
    pictures: tuple[ShownPicture, ...] = ()
    attachment: ShownAttachment | None = None
    recording: ShownRecording | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A content in reading order."""

    language: str
    title: str
    summary: str
    slug: str
    cover: ShownPicture | None
    facts: tuple[tuple[Any, str], ...]
    blocks: tuple[Block, ...] = field(default=())


def shown(content: Mapping[str, Any], kind: str, language: str, today: date) -> Shown:
    """A content (drafts.content_of) as it will look; twelve queries at most, however long it is.

    Pictures whose rights have ended are not in it, as they will not be on the page.
    """
    body = list(content["body"])
    wanted = {pk for block in body for pk in picture_ids(block["type"], block["value"])} | {content.get("cover") or 0}
    pictures = pictures_by_id([pk for pk in wanted if pk], language, today)
    files = attachments_by_id([block["value"] for block in body if block["type"] == "file"], language, today)
    spoken = [block["value"] for block in body if block["type"] == "recording"]
    recordings = recordings_by_id(spoken, language, today) if spoken else {}
    return Shown(
        language,
        content["title"],
        content["summary"],
        content["slug"],
        pictures.get(content.get("cover") or 0),
        tuple(_facts(content["facts"], kind)),
        tuple(_block(block, pictures, files, recordings) for block in body),
    )


def _block(
    block: Mapping[str, Any],
    pictures: Mapping[int, ShownPicture],
    files: Mapping[int, ShownAttachment],
    recordings: Mapping[int, ShownRecording],
) -> Block:
    kind, value, id_ = block["type"], block["value"], str(block.get("id") or "")
    if kind == "paragraph":
        return Block(id_, kind, html=clean_html(value or ""))
    if kind == "quote":
        return Block(id_, kind, text=value.get("text") or "", more=value.get("source") or "")
    if kind == "question":
        return Block(id_, kind, text=value.get("question") or "", html=clean_html(value.get("answer") or ""))
    if kind in ("picture", "gallery"):
        return Block(id_, kind, pictures=tuple(pictures[pk] for pk in picture_ids(kind, value) if pk in pictures))
    if kind == "recording":
        return Block(id_, kind, recording=recordings.get(value))
    if kind == "file":
        return Block(id_, kind, attachment=files.get(value))
    return Block(id_, kind, text=str(value or ""))


def _facts(values: Mapping[str, Any], kind: str) -> Iterable[tuple[Any, str]]:
    for fact in KINDS[kind].facts:
        value = values.get(fact.name)
        if value in (None, ""):
            continue
        told = str(value)
        if fact.type == "choice":
            told = str(dict(fact.choices).get(told, told))
        elif fact.type == "date" and (day := parse_date(told)):
            told = date_format(day, "d/m/Y")
        elif fact.type in ("number", "money") and told.replace(".", "", 1).isdecimal():
            told = number_format(told, use_l10n=True, force_grouping=True)
        yield fact.label, f"{told} {fact.unit}".strip()
