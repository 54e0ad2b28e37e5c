"""Publications as machines are told of them: one neutral description that every format is written from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from html import escape
from typing import Any

from django.db.models import QuerySet
from django.utils.html import strip_tags

from nhipcau.core.public import Province, language
from nhipcau.library.public import KINDS, Item, Publication, ShownPicture, lag, neutral_facts, pictures_by_id
from nhipcau.portal.public import address_of


@dataclass(frozen=True, slots=True)
class Place:
    """This installation as a machine sees it: where it is (`https://…`, no slash at the end), whose it is, the day."""

    base: str
    province: Province
    today: date

    def url(self, path: str) -> str:
        """The whole address of a path."""
        return path if "://" in path else f"{self.base}{path}"


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of an item with what must be printed beside it."""

    url: str
    width: int
    height: int
    alt: str
    caption: str
    credit: str
    licence: str


@dataclass(frozen=True, slots=True)
class Record:
    """A publication with everything that readers see of it. Times carry their zone; `html` is of the allow-list."""

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
    alternates: Mapping[str, str]
    starts_on: date | None
    ends_on: date | None
    latitude: float | None
    longitude: float | None
    published_at: datetime
    updated_at: datetime
    is_translation: bool
    behind_original: bool

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
    pictures = _pictures(place, rows)
    return [_record(place, row, items[row.item_id], siblings[row.item_id], pictures[row.language]) for row in rows]


def _siblings(items: set[int]) -> Mapping[int, list[Publication]]:
    found: dict[int, list[Publication]] = defaultdict(list)
    rows: QuerySet[Publication] = Publication.objects.filter(item_id__in=items, ended_at=None).order_by("pk")
    for row in rows:
        found[row.item_id].append(row)
    return found


def _items(items: set[int]) -> dict[int, Item]:
    return Item.objects.select_related("supplier", "category").prefetch_related("topics").in_bulk(list(items))


def _pictures(place: Place, rows: Sequence[Publication]) -> dict[str, dict[int, ShownPicture]]:
    wanted: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        wanted[row.language] |= set(picture_ids(row.content))
    return {code: pictures_by_id(ids, code, place.today) for code, ids in wanted.items()}


def picture_ids(content: Mapping[str, Any]) -> list[int]:
    """The pictures of a published content in the order in which they are seen."""
    found = [content["cover"]] if content.get("cover") else []
    for block in content["body"]:
        if block["type"] == "picture" and block["value"]:
            found.append(block["value"])
        elif block["type"] == "gallery":
            found += [each["value"] if isinstance(each, dict) else each for each in block["value"]]
    return [int(each) for each in dict.fromkeys(found) if each]


def html_of(body: Sequence[Mapping[str, Any]]) -> str:
    """The words of a stored body as HTML: headings, paragraphs, quotes and questions; pictures are told apart."""
    return "\n".join(filter(None, (_html(block["type"], block["value"]) for block in body)))


def _html(kind: str, value: Any) -> str:
    if kind == "heading":
        return f"<h2>{escape(value)}</h2>"
    if kind == "paragraph":
        return str(value)
    if kind == "quote":
        source = f"<footer>{escape(value['source'])}</footer>" if value.get("source") else ""
        return f"<blockquote><p>{escape(value['text'])}</p>{source}</blockquote>"
    if kind == "question":
        return f"<h3>{escape(value['question'])}</h3>\n{value['answer']}"
    return ""


def _record(
    place: Place, row: Publication, item: Item, siblings: Sequence[Publication], pictures: Mapping[int, ShownPicture]
) -> Record:
    original = next((each for each in siblings if each.language == item.original), None)
    shown = [pictures[pk] for pk in picture_ids(row.content) if pk in pictures]
    category = item.category
    return Record(
        id=record_id(place, row),
        item=row.item_id,
        language=language(row.language).tag,
        kind=row.kind,
        url=place.url(address_of(row)),
        title=row.title,
        summary=row.summary,
        html=html_of(row.content["body"]),
        category=category.name_in(row.language) if category else "",
        topics=tuple(topic.name_in(row.language) for topic in item.topics.all()),
        supplier=item.supplier.name,
        facts=_facts(row, original),
        images=tuple(_image(place, each) for each in shown),
        alternates={language(each.language).tag: place.url(address_of(each)) for each in siblings},
        starts_on=row.starts_on if KINDS[row.kind].dated else None,
        ends_on=row.ends_on if KINDS[row.kind].dated else None,
        latitude=float(row.latitude) if row.latitude is not None else None,
        longitude=float(row.longitude) if row.longitude is not None else None,
        published_at=row.first_at,
        updated_at=row.at,
        is_translation=row.language != item.original,
        behind_original=_behind(row, original),
    )


def _behind(row: Publication, original: Publication | None) -> bool:
    if original is None or original.pk == row.pk:
        return False
    return bool(lag(row.content["segments"], original.content["hashes"]))


def _facts(row: Publication, original: Publication | None) -> dict[str, Any]:
    own = dict(row.content["facts"])
    if original is not None:
        shared = original.content["facts"]
        own |= {fact.name: shared[fact.name] for fact in neutral_facts(row.kind) if fact.name in shared}
    return {name: value for name, value in own.items() if value not in ("", None)}


def _image(place: Place, shown: ShownPicture) -> Image:
    return Image(
        url=place.url(shown.images.src), width=shown.images.width, height=shown.images.height, alt=shown.alt,
        caption=shown.caption, credit=shown.rights.credit or shown.rights.author, licence=shown.rights.licence_url,
    )  # fmt: skip
