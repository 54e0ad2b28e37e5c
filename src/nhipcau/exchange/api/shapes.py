"""What version 1 of the interface answers. Fields are added, never renamed or taken away, within a version."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from ninja import Field, Schema

from ..queries.records import Record


class ImageOut(Schema):
    id: int = Field(description="Names the file in packages.")
    url: str
    width: int
    height: int
    alt: str = Field(description="For readers who cannot see the picture.")
    caption: str
    credit: str = Field(description="To be printed with the picture.")
    licence: str = Field(description="Address of the licence; empty where reuse must be asked for.")


class FileOut(Schema):
    """A file that the item offers for download."""

    id: int
    url: str
    title: str
    media_type: str
    language: str
    size: int = Field(description="Bytes.")
    credit: str
    licence: str


class RecordingOut(Schema):
    """A video or sound recording of the item."""

    id: int
    url: str
    title: str
    media_type: str
    size: int = Field(description="Bytes.")
    seconds: float | None
    description: str
    transcript: str
    captions: dict[str, str] = Field(description="Addresses of WebVTT files by language.")
    credit: str
    licence: str


class ItemOut(Schema):
    """An item in one language, as its public page tells it."""

    id: str = Field(description="Stays the same whatever is corrected: province-item-language.")
    item: int = Field(description="The same in every language of the item.")
    language: str = Field(description="BCP 47.")
    kind: str
    url: str
    title: str
    summary: str
    html: str = Field(description="p, h2, h3, b, i, ul, ol, li, a, blockquote, sup and br only.")
    text: str
    category: str
    topics: list[str]
    supplier: str = Field(description="The agency that answers for the content.")
    facts: dict[str, Any]
    images: list[ImageOut]
    files: list[FileOut]
    recordings: list[RecordingOut]
    alternates: dict[str, str] = Field(description="Addresses by language.")
    starts_on: date | None
    ends_on: date | None
    latitude: float | None
    longitude: float | None
    published_at: datetime
    updated_at: datetime
    is_translation: bool
    behind_original: bool = Field(description="The original says something else since this was translated.")
    withheld: bool = Field(description="The text is kept back until it has caught up: html and text are empty.")


class PageOut(Schema):
    """A page of a list. `next` is empty on the last one."""

    total: int
    page: int
    per_page: int
    next: str
    items: list[dict[str, Any]] = Field(description="Items, with the fields that were asked for.")


class NamedOut(Schema):
    code: str
    name: str
    names: dict[str, str] = Field(description="By language; `name` is Vietnamese.")


class KindOut(NamedOut):
    schema_type: str = Field(description="The type of schema.org.")
    facts: list[str]


class LanguageOut(Schema):
    code: str
    tag: str
    own_name: str
    items: int


class CorrectionOut(Schema):
    """A correction of one of our pages; they are never taken back."""

    number: str
    at: datetime
    office: str
    what: str
    now: str
    source: str
    before_title: str
    url: str


FIELDS = tuple(ItemOut.model_fields)


def item_out(record: Record) -> dict[str, Any]:
    """A record as the interface gives it, every field of `ItemOut`."""
    return ItemOut.from_orm(record).model_dump(mode="json")
