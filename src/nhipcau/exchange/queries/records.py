"""Publications as machines are told of them: one neutral description that every format is written from."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from html import escape
from typing import Any

from django.db.models import QuerySet
from django.utils.html import strip_tags

from nhipcau.core.public import Province, language
from nhipcau.library.public import (
    KINDS,
    Item,
    Publication,
    ReaderStanding,
    ShownAttachment,
    ShownPicture,
    ShownRecording,
    facts_of,
    standing_for_readers,
)
from nhipcau.portal.public import Block, Media, address_of, blocks, media_of, pictures_in

HERE = re.compile(r'(<a\b[^>]*\bhref=")(?=/(?!/))')


@dataclass(frozen=True, slots=True)
class Place:
    """This installation as a machine sees it: where it is (`https://…`, no slash at the end), whose it is, the day,
    and whether texts of translations are kept back while they are behind their original (`Site.withholds`)."""

    base: str
    province: Province
    today: date
    withholds: bool

    def url(self, path: str) -> str:
        """The whole address of a path."""
        return path if "://" in path else f"{self.base}{path}"


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of an item with what must be printed beside it."""

    id: int
    url: str
    width: int
    height: int
    alt: str
    caption: str
    credit: str
    licence: str


@dataclass(frozen=True, slots=True)
class File:
    """A file that an item offers; `size` in bytes."""

    id: int
    url: str
    title: str
    media_type: str
    language: str
    size: int
    credit: str
    licence: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """A video or sound recording of an item: `seconds` long, with its captions (WebVTT) by language."""

    id: int
    url: str
    title: str
    media_type: str
    size: int
    seconds: float | None
    description: str
    transcript: str
    captions: Mapping[str, str]
    credit: str
    licence: str


@dataclass(frozen=True, slots=True)
class Record:
    """A publication with everything that readers see of it. Times carry their zone; `html` is of the allow-list.

    `withheld`: the text is kept back until the translation has caught up with its original, so there is none.
    """

    id: str
    item: int
    language: str
    kind: str
    url: str
    title: str
    summary: str
    html: str
    category: str
    topics: tuple[str, ...]
    supplier: str
    facts: Mapping[str, Any]
    images: tuple[Image, ...]
    files: tuple[File, ...]
    recordings: tuple[Recorded, ...]
    alternates: Mapping[str, str]
    starts_on: date | None
    ends_on: date | None
    latitude: float | None
    longitude: float | None
    published_at: datetime
    updated_at: datetime
    is_translation: bool
    behind_original: bool
    withheld: bool

    @property
    def text(self) -> str:
        """The words of `html` alone."""
        return " ".join(strip_tags(self.html.replace("</", " </")).split())


def record_id(place: Place, publication: Publication) -> str:
    """The name of an edition that stays the same whatever is corrected in it: `ha-tinh-12-en`."""
    return f"{place.province.code}-{publication.item_id}-{publication.language}"


def records(place: Place, publications: Iterable[Publication]) -> list[Record]:
    """The records of publications in their order, in a number of queries that does not grow with them.

    Publications come with their `content`; of items of which a picture's rights have ended, the picture is left out.
    """
    rows = list(publications)
    siblings = _siblings({row.item_id for row in rows})
    items = _items({row.item_id for row in rows})
    standings = [_standing(place, row, items[row.item_id], siblings[row.item_id]) for row in rows]
    media = _media(place, standings)
    return [
        _record(place, each, items[each.publication.item_id], siblings[each.publication.item_id],
                media[each.publication.language])
        for each in standings
    ]  # fmt: skip


def _siblings(items: set[int]) -> Mapping[int, list[Publication]]:
    found: dict[int, list[Publication]] = defaultdict(list)
    rows: QuerySet[Publication] = Publication.objects.filter(item_id__in=items, ended_at=None).order_by("pk")
    for row in rows:
        found[row.item_id].append(row)
    return found


def _items(items: set[int]) -> dict[int, Item]:
    return Item.objects.select_related("supplier", "category").prefetch_related("topics").in_bulk(list(items))


def _original(item: Item, siblings: Sequence[Publication]) -> Publication | None:
    return next((each for each in siblings if each.language == item.original), None)


def _standing(place: Place, row: Publication, item: Item, siblings: Sequence[Publication]) -> ReaderStanding:
    return standing_for_readers(row, _original(item, siblings), withhold=place.withholds)


def _media(place: Place, standings: Iterable[ReaderStanding]) -> dict[str, Media]:
    contents: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for each in standings:
        contents[each.publication.language].append(each.content)
    return {code: media_of(held, code, place.today) for code, held in contents.items()}


def html_of(place: Place, body: Sequence[Block]) -> str:
    """The words of a text as HTML: headings, paragraphs, quotes and questions; media are told apart. Links lead to
    whole addresses."""
    return HERE.sub(rf"\g<1>{place.base}", "\n".join(filter(None, map(_html, body))))


def _html(block: Block) -> str:
    if block.kind == "heading":
        return f"<h2>{escape(block.text)}</h2>"
    if block.kind == "paragraph":
        return str(block.text)
    if block.kind == "quote":
        source = f"<footer>{escape(block.more)}</footer>" if block.more else ""
        return f"<blockquote><p>{escape(block.text)}</p>{source}</blockquote>"
    if block.kind == "question":
        return f"<h3>{escape(block.text)}</h3>\n{block.more}"
    return ""


def _record(
    place: Place, standing: ReaderStanding, item: Item, siblings: Sequence[Publication], media: Media
) -> Record:
    row, body = standing.publication, blocks(standing.content["body"], media)
    pictures = [media.pictures[pk] for pk in pictures_in(standing.content) if pk in media.pictures]
    category = item.category
    return Record(
        id=record_id(place, row),
        item=row.item_id,
        language=language(row.language).tag,
        kind=row.kind,
        url=place.url(address_of(row)),
        title=row.title,
        summary=row.summary,
        html=html_of(place, body),
        category=category.name_in(row.language) if category else "",
        topics=tuple(topic.name_in(row.language) for topic in item.topics.all()),
        supplier=item.supplier.name,
        facts=facts_of(row, _original(item, siblings)),
        images=tuple(_image(place, each) for each in pictures),
        files=tuple(_file(place, each.file) for each in body if each.file),
        recordings=tuple(_recorded(place, each.recording) for each in body if each.recording),
        alternates={language(each.language).tag: place.url(address_of(each)) for each in siblings},
        starts_on=row.starts_on if KINDS[row.kind].dated else None,
        ends_on=row.ends_on if KINDS[row.kind].dated else None,
        latitude=float(row.latitude) if row.latitude is not None else None,
        longitude=float(row.longitude) if row.longitude is not None else None,
        published_at=row.first_at,
        updated_at=row.at,
        is_translation=row.language != item.original,
        behind_original=bool(standing.lag),
        withheld=not standing.shown,
    )


def _image(place: Place, shown: ShownPicture) -> Image:
    return Image(
        id=shown.id, url=place.url(shown.images.src), width=shown.images.width, height=shown.images.height,
        alt=shown.alt, caption=shown.caption, credit=_credit(shown), licence=shown.rights.licence_url,
    )  # fmt: skip


def _file(place: Place, shown: ShownAttachment) -> File:
    return File(
        shown.id, place.url(shown.url), shown.title, shown.media_type,
        language(shown.language).tag if shown.language else "", shown.size, _credit(shown), shown.rights.licence_url,
    )  # fmt: skip


def _recorded(place: Place, shown: ShownRecording) -> Recorded:
    return Recorded(
        shown.id, place.url(shown.url), shown.title, shown.media_type, shown.size,
        shown.duration_ms / 1000 if shown.duration_ms else None, shown.description, shown.transcript,
        {language(each.language).tag: place.url(each.url) for each in shown.tracks}, _credit(shown),
        shown.rights.licence_url,
    )  # fmt: skip


def _credit(shown: ShownPicture | ShownAttachment | ShownRecording) -> str:
    return shown.rights.credit or shown.rights.author
