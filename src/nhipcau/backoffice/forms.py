"""The form of a page: it takes only what the page's own province has, whatever a request says was chosen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.documents import get_document_model
from wagtail.models import Page
from wagtail.rich_text import RichText

from .queries import pages_of_province

LINK = re.compile(r"<a\b[^>]*>")
KIND, NUMBER = re.compile(r'linktype="(\w+)"'), re.compile(r'\bid="(\d+)"')
STRANGE = _("Ảnh, tệp hoặc trang vừa chọn không có trong kho của tỉnh. Xin chọn lại.")


class OwnThingsForm(WagtailAdminPageForm):  # type: ignore[misc]  # Wagtail has no types
    """Choosers offer what the province has; a request can say another number."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        body, cover = cleaned.get("body"), cleaned.get("cover")
        province_id = self.instance.province_id
        if cover is not None and cover.province_id != province_id:
            self.add_error("cover", STRANGE)
        if body is not None and not _all_own(province_id, _things(body)):
            self.add_error(None, STRANGE)  # a StreamField shows errors of its blocks only
        return cleaned


def _things(blocks: Iterable[Any]) -> Iterator[Any]:
    """What stands in a text: pictures, files and rich texts."""
    for block in blocks:
        yield from _within(block.value)


def _within(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _within(inner)
    elif hasattr(value, "list_block"):
        for inner in value:
            yield from _within(inner)
    elif value is not None and not isinstance(value, str):
        yield value


def _all_own(province_id: int, things: Iterable[Any]) -> bool:
    pages: set[int] = set()
    documents: set[int] = set()
    for thing in things:
        if isinstance(thing, RichText):
            for kind, number in _links(thing.source):
                {"page": pages, "document": documents}.get(kind, set()).add(number)
        elif getattr(thing, "province_id", province_id) != province_id:
            return False
    own_pages = Page.objects.filter(pages_of_province(province_id), pk__in=pages).count() if pages else 0
    files = get_document_model().objects.filter(province_id=province_id, pk__in=documents)
    return own_pages == len(pages) and (not documents or files.count() == len(documents))


def _links(html: str) -> Iterator[tuple[str, int]]:
    for tag in LINK.findall(html):
        kind, number = KIND.search(tag), NUMBER.search(tag)
        if kind and number:
            yield kind.group(1), int(number.group(1))
