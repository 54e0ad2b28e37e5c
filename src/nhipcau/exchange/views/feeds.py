"""What is new in a section and language, as RSS, Atom and JSON Feed: one description, three ways of writing it."""

from __future__ import annotations

import json
from datetime import datetime
from typing import IO, Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpResponse
from django.utils import translation
from django.utils.feedgenerator import Atom1Feed, Enclosure, Rss201rev2Feed, SyndicationFeed
from django.utils.translation import gettext as _

from nhipcau.core.public import Request, language
from nhipcau.library.public import BY_SECTION
from nhipcau.portal.public import EVERYTHING

from ..queries.chosen import Wanted, wanted
from ..queries.records import Record, Recorded, records
from .common import open_to_all, place_of

LENGTH = 30


class JsonFeed(SyndicationFeed):
    """JSON Feed, version 1.1 (jsonfeed.org)."""

    content_type = "application/feed+json; charset=utf-8"

    def write(self, outfile: IO[str], encoding: str) -> None:
        told = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.feed["title"],
            "home_page_url": self.feed["link"],
            "feed_url": self.feed["feed_url"],
            "description": self.feed["description"],
            "language": self.feed["language"],
            "items": [_json_item(item) for item in self.items],
        }
        outfile.write(json.dumps(told, ensure_ascii=False, indent=1))


def _json_item(item: dict[str, Any]) -> dict[str, Any]:
    told = {
        "id": item["unique_id"],
        "url": item["link"],
        "title": item["title"],
        "summary": item["description"],
        "content_html": item["content"],
        "date_published": item["pubdate"].isoformat(),
        "date_modified": item["updateddate"].isoformat(),
        "language": item["language"],
        "tags": list(item["categories"]),
    }
    if item["image"]:
        told["image"] = item["image"]
    if item["recordings"]:
        told["attachments"] = [_json_attachment(each) for each in item["recordings"]]
    return told


def _json_attachment(recording: Recorded) -> dict[str, Any]:
    told = {
        "url": recording.url, "mime_type": recording.media_type, "title": recording.title,
        "size_in_bytes": recording.size,
    }  # fmt: skip
    return told | ({"duration_in_seconds": recording.seconds} if recording.seconds else {})


FORMATS: dict[str, type[SyndicationFeed]] = {"rss": Rss201rev2Feed, "atom": Atom1Feed, "json": JsonFeed}


class SectionFeed(Feed[Record, Any]):
    """The newest publications of a section in one language."""

    def __init__(self, request: Request, code: str, section: str, form: str) -> None:
        if code not in settings.NHIPCAU_CONTENT_LANGUAGES or (section != EVERYTHING and section not in BY_SECTION):
            raise Http404
        self.place, self.code, self.kind = place_of(request), code, BY_SECTION.get(section)
        self.feed_type = FORMATS[form]
        self.language = language(code).tag
        self.path = request.path

    def title(self) -> str:
        about = self.kind.plural if self.kind else _("Tin, bài mới")
        return f"{about} · {self.place.province.name}"

    def description(self) -> str:
        return _("Thông tin chính thức của %(place)s") % {"place": self.place.province.name}

    def link(self) -> str:
        return f"/{self.code}/{self.kind.section}/" if self.kind else f"/{self.code}/"

    def feed_url(self) -> str:
        return self.place.url(self.path)

    def items(self) -> list[Record]:
        asked = Wanted(language=self.code, kind=self.kind.code if self.kind else "")
        return records(self.place, wanted(self.place.province, asked)[:LENGTH])

    def item_title(self, item: Record) -> str:
        return item.title

    def item_description(self, item: Record) -> str:
        return item.summary

    def item_link(self, item: Record) -> str:
        return item.url

    def item_guid(self, item: Record) -> str:
        return f"tag:{self.place.base.split('://')[1].split(':')[0]},2026:{item.id}"

    item_guid_is_permalink = False

    def item_pubdate(self, item: Record) -> datetime:
        return item.published_at

    def item_updateddate(self, item: Record) -> datetime:
        return item.updated_at

    def item_author_name(self, item: Record) -> str:
        return item.supplier

    def item_categories(self, item: Record) -> list[str]:
        return [each for each in (item.category, *item.topics) if each]

    def item_enclosures(self, item: Record) -> list[Enclosure]:
        """What is heard or seen comes along; else the first picture, whose size nobody has asked the store for."""
        heard = [Enclosure(each.url, str(each.size), each.media_type) for each in item.recordings]
        return (heard or [Enclosure(each.url, "0", "image/jpeg") for each in item.images])[:1]

    def item_extra_kwargs(self, item: Record) -> dict[str, Any]:
        image = item.images[0].url if item.images else ""
        return {"content": item.html, "language": item.language, "image": image, "recordings": item.recordings}


@open_to_all
def feed(request: Request, code: str, section: str, form: str) -> HttpResponse:
    with translation.override(code if code in settings.NHIPCAU_INTERFACE_LANGUAGES else "en"):
        response: HttpResponse = SectionFeed(request, code, section, form)(request)
    return response
