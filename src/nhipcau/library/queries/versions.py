"""How a text stood at different moments, drafts and publications alike, and what changed in between."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from wagtail.models import Revision

from nhipcau.core.public import Run, nfc, runs

from ..blocks import WORDED
from ..kinds import KINDS
from ..models import ContentPage, Edition, Publication
from .drafts import draft_of
from .passages import PARTS

SHOWN = 60  # how many drafts a list of versions goes back


@dataclass(frozen=True, slots=True)
class Version:
    """A moment of a text: `code` names it in addresses, `r` and a draft's number or `p` and a publication's."""

    code: str
    published: bool
    number: int
    at: datetime
    who: str
    ended: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a text to compare: `name` as in queries/passages.py, `label` for people, `text` without mark-up."""

    name: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """A passage in two versions: its words, and what became of it."""

    kind: Literal["kept", "changed", "added", "dropped", "moved"]
    label: str
    words: tuple[Run, ...]


def versions(edition: Edition) -> list[Version]:
    """The drafts and publications of an edition, newest first; two queries."""
    page = ContentPage.objects.only("pk").get(edition=edition)
    drafts = Revision.objects.for_instance(page).select_related("user").order_by("-created_at", "-pk")[:SHOWN]
    kept = list(drafts)
    found = [
        Version(f"r{each.pk}", False, len(kept) - at, each.created_at, each.user.full_name if each.user else "")
        for at, each in enumerate(kept)
    ]
    rows = Publication.objects.filter(edition=edition).select_related("by").defer("content")
    for row in rows:
        ended = row.get_ended_display() if row.ended_at else ""
        who = row.by.full_name if row.by else ""
        found.append(Version(f"p{row.pk}", True, row.number, row.at, who, ended))
    return sorted(found, key=lambda each: (each.at, each.published), reverse=True)


def passages_at(edition: Edition, code: str) -> list[Passage] | None:
    """The passages of a version of an edition; None where there is no such version."""
    kind, number = code[:1], code[1:]
    if not number.isdecimal() or len(number) > 15:
        return None
    if kind == "p":
        row = Publication.objects.filter(edition=edition, pk=number).first()
        return passages_of(row.content, row.kind) if row else None
    page = ContentPage.objects.get(edition=edition)
    revision = Revision.objects.for_instance(page).filter(pk=number).first() if kind == "r" else None
    if revision is None:
        return None
    return passages_of_page(revision.as_object(), edition)


def passages_of_draft(edition: Edition) -> list[Passage]:
    """The passages of the newest draft."""
    return passages_of_page(draft_of(edition), edition)


def passages_of_page(page: ContentPage, edition: Edition) -> list[Passage]:
    """The passages of a page as it stands in memory."""
    content = {
        "title": page.title,
        "slug": page.slug,
        "summary": page.summary,
        "search_description": page.search_description,
        "facts": page.facts,
        "cover": page.cover_id,
        "body": list(page.body.raw_data),
    }
    return passages_of(content, edition.item.kind)


def passages_of(content: Mapping[str, Any], kind: str) -> list[Passage]:
    """The passages of a content (`drafts.content_of`), in reading order: also addresses, facts, pictures and files."""
    found = [
        Passage("title", _("Tiêu đề"), content["title"]),
        Passage("slug", _("Đường dẫn"), content["slug"]),
        Passage("summary", _("Tóm tắt"), content["summary"]),
        Passage("search_description", _("Mô tả cho máy tìm kiếm"), content["search_description"]),
    ]
    for fact in KINDS[kind].facts:
        found.append(Passage(f"fact:{fact.name}", str(fact.label), str(content["facts"].get(fact.name) or "")))
    if content.get("cover"):
        found.append(Passage("cover", _("Ảnh chính"), _("ảnh số %(number)s") % {"number": content["cover"]}))
    for block in content["body"]:
        found += _of_block(block)
    return [each for each in found if each.text]


def _of_block(block: Mapping[str, Any]) -> Iterator[Passage]:
    labels = {
        "heading": _("Tiêu đề mục"), "paragraph": _("Đoạn văn"), "quote": _("Trích dẫn"), "question": _("Hỏi và đáp"),
        "picture": _("Ảnh"), "gallery": _("Bộ ảnh"), "recording": _("Video, bản ghi âm"), "file": _("Tệp tải về"),
    }  # fmt: skip
    label, value, parts = labels.get(block["type"], block["type"]), block["value"], PARTS.get(block["type"])
    if parts:
        for part in parts:
            yield Passage(f"{block['id']}/{part}", label, plain(str(value.get(part) or "")))
    elif block["type"] in WORDED:
        yield Passage(block["id"], label, plain(str(value or "")))
    else:
        numbers = re.findall(r"\d+", str([each["value"] if isinstance(each, dict) else each for each in value])
                             if isinstance(value, list) else str(value))  # fmt: skip
        yield Passage(block["id"], label, _("số %(numbers)s") % {"numbers": ", ".join(numbers)} if numbers else "")


def plain(html: str) -> str:
    """The words of a paragraph, without mark-up; pieces of lists and lines keep apart."""
    return nfc(strip_tags(re.sub(r"<(/p|/li|br ?/?)>", r"<\1> ", html)).replace("&amp;", "&").replace("&nbsp;", " "))


def compared(before: Sequence[Passage], after: Sequence[Passage]) -> list[Row]:
    """Two versions passage by passage, told by their names, with the words that went and came."""
    old = {each.name: each for each in before}
    new = {each.name for each in after}
    shared_before = [each.name for each in before if each.name in new]
    shared_after = [each.name for each in after if each.name in old]
    stayed = {
        shared_before[block.a + at]
        for block in difflib.SequenceMatcher(None, shared_before, shared_after, autojunk=False).get_matching_blocks()
        for at in range(block.size)
    }
    rows = []
    for each in after:
        earlier = old.get(each.name)
        if earlier is None:
            rows.append(Row("added", each.label, (Run("added", each.text),)))
        elif earlier.text != each.text:
            rows.append(Row("changed", each.label, runs(earlier.text, each.text)))
        else:
            kind: Literal["kept", "moved"] = "kept" if each.name in stayed else "moved"
            rows.append(Row(kind, each.label, (Run("kept", each.text),)))
    gone = [each for each in before if each.name not in new]
    return rows + [Row("dropped", each.label, (Run("removed", each.text),)) for each in gone]
