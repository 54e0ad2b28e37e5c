"""What a letter says: numbers and their lists, in Vietnamese, as they stand on the day it is written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from nhipcau.core.public import User, actor_of
from nhipcau.organisations.public import Organisation

from ..mail import absolute
from ..models import Digest
from ..sources import EDITORIAL, SOURCES, WHOLE_PROVINCE, Item, Line
from .planning import Wanted

Content = list[dict[str, Any]]


def content_of(user: User, wanted: Iterable[Wanted], on: date) -> Content:
    """What there is to say to somebody on a day, an entry for each organisation and source; empty when all is done.

    Keys: `organisation`, `lines`, `items`, `asked`, `asked_items`, as plain values that JSON keeps.
    """
    actor = actor_of(user, on)
    reasons = list(wanted)
    names = dict(
        Organisation.objects.filter(pk__in={each.organisation_id for each in reasons}).values_list("pk", "name")
    )
    said = []
    with translation.override("vi"):
        names[WHOLE_PROVINCE] = _("Việc của cơ quan điều phối")
        names[EDITORIAL] = _("Việc của bộ phận biên tập")
        for each in reasons:
            part = SOURCES[each.source].part(actor, each.organisation_id, on, charged=each.charged, asked=each.asked)
            if part:
                said.append(
                    {
                        "organisation": names[each.organisation_id],
                        "lines": [_line(line) for line in part.lines],
                        "items": [_item(item) for item in part.items],
                        "asked": [_line(line) for line in part.asked],
                        "asked_items": [_item(item) for item in part.asked_items],
                    }
                )
    return said


def subject_of(content: Content, on: date) -> str:
    """The subject of a letter: how much of what, summed over organisations."""
    with translation.override("vi"):
        counted = _summed(content, "lines")
        if counted:
            numbers = ", ".join(f"{count} {label}" for label, count in counted.items())
            return _("Nhắc việc thông tin đối ngoại ngày %(day)s: %(numbers)s") % {
                "day": f"{on:%d/%m/%Y}",
                "numbers": numbers,
            }
        numbers = ", ".join(f"{count} {label}" for label, count in _summed(content, "asked").items())
        return _("Kính trao đổi về công tác thông tin đối ngoại: %(numbers)s") % {"numbers": numbers}


def letter_texts(digest: Digest) -> tuple[str, str]:
    """A letter's text and HTML, from what was written."""
    content = [
        {**part, **{key: [{**row, "url": absolute(row["path"])} for row in part[key]] for key in _LISTS}}
        for part in digest.content
    ]
    context = {
        "digest": digest,
        "content": content,
        "courteous": not any(part["lines"] for part in digest.content),
        "own_url": absolute(reverse("notices:mine")),
    }
    with translation.override("vi"):
        return (
            render_to_string("notices/mail/digest.txt", context).strip() + "\n",
            render_to_string("notices/mail/digest.html", context),
        )


_LISTS = ("lines", "items", "asked", "asked_items")


def _summed(content: Content, key: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for part in content:
        for line in part[key]:
            found[line["label"]] = found.get(line["label"], 0) + line["count"]
    return found


def _line(line: Line) -> dict[str, Any]:
    return {**asdict(line), "label": str(line.label)}


def _item(item: Item) -> dict[str, Any]:
    return {**asdict(item), "day": f"{item.day:%d/%m/%Y}" if item.day else ""}
