"""What machines are told is schema.org's vocabulary: each property belongs to the type that carries it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from nhipcau.core.public import Role
from nhipcau.library.public import KINDS, told
from nhipcau.library.tests.given import item, published, words
from nhipcau.portal.kept import WATCH
from nhipcau.portal.queries.bodies import media_of
from nhipcau.portal.queries.schema import breadcrumbs_node, schema_of, site_node

from .given import picture

pytestmark = pytest.mark.django_db

BASE = "https://hatinh.example/"
# From schema.org 28: what each type that we use has of its own, and what it is a kind of.
VOCABULARY: dict[str, tuple[str, set[str]]] = {
    "Thing": ("", {"name", "description", "url", "image", "sameAs", "identifier", "mainEntityOfPage"}),
    "CreativeWork": ("Thing", {
        "headline", "inLanguage", "datePublished", "dateModified", "dateCreated", "publisher", "isAccessibleForFree",
        "sourceOrganization", "translationOfWork", "workTranslation", "correction", "author", "creator", "contributor",
        "license", "isBasedOn", "genre", "associatedMedia", "mainEntity", "temporalCoverage", "creditText",
        "encodingFormat", "text", "productionCompany", "thumbnailUrl",
    }),
    "Article": ("CreativeWork", set()),
    "NewsArticle": ("Article", set()),
    "Report": ("Article", set()),
    "ImageGallery": ("CreativeWork", set()),
    "FAQPage": ("CreativeWork", set()),
    "WebSite": ("CreativeWork", {"potentialAction"}),
    "Book": ("CreativeWork", {"isbn", "numberOfPages"}),
    "Map": ("CreativeWork", set()),
    "PublicationIssue": ("CreativeWork", set()),
    "Dataset": ("CreativeWork", {"distribution"}),
    "MediaObject": ("CreativeWork", {"contentUrl", "contentSize", "duration", "uploadDate", "width", "height"}),
    "ImageObject": ("MediaObject", {"caption"}),
    "VideoObject": ("MediaObject", {"transcript", "caption"}),
    "AudioObject": ("MediaObject", {"transcript", "caption"}),
    "DataDownload": ("MediaObject", set()),
    "Place": ("Thing", {"geo", "address", "telephone", "isAccessibleForFree", "additionalProperty"}),
    "TouristAttraction": ("Place", set()),
    "Country": ("Place", set()),
    "Product": ("Thing", {"manufacturer", "countryOfOrigin", "additionalProperty"}),
    "Event": ("Thing", {
        "startDate", "endDate", "location", "organizer", "eventStatus", "eventAttendanceMode", "inLanguage",
    }),
    "Organization": ("Thing", {"telephone", "email", "contactPoint", "knowsAbout", "location", "address"}),
    "GovernmentOrganization": ("Organization", set()),
    "PerformingGroup": ("Organization", set()),
    "Project": ("Organization", set()),
    "Question": ("CreativeWork", {"acceptedAnswer"}),
    "Answer": ("CreativeWork", set()),
    "CorrectionComment": ("CreativeWork", set()),
    "PostalAddress": ("Thing", {"streetAddress", "addressCountry"}),
    "GeoCoordinates": ("Thing", {"latitude", "longitude"}),
    "PropertyValue": ("Thing", {"value"}),
    "ContactPoint": ("Thing", {"contactType"}),
    "BreadcrumbList": ("Thing", {"itemListElement"}),
    "ListItem": ("Thing", {"position", "item"}),
    "SearchAction": ("Thing", {"target", "query-input"}),
    "EntryPoint": ("Thing", {"urlTemplate"}),
}  # fmt: skip


def properties(kind: str) -> set[str]:
    above, own = VOCABULARY[kind]
    return own | (properties(above) if above else set())


def faults(node: Any, where: str = "") -> list[str]:
    """What a node says that its type cannot say."""
    if isinstance(node, list):
        return [fault for place, each in enumerate(node) for fault in faults(each, f"{where}[{place}]")]
    if not isinstance(node, dict):
        return []
    if set(node) == {"@id"}:
        return []
    kind = node["@type"]
    said = {name for name in node if not name.startswith("@")}
    found = [f"{where}/{kind}.{name}" for name in said - properties(kind)]
    return found + [fault for name in said for fault in faults(node[name], f"{where}/{kind}.{name}")]


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
    node = schema_of(found, media_of(found.publication.content, "vi", _on(ha_tinh)), WATCH.now().first, BASE)
    assert faults(node) == []
    assert node["name"] == "Tên"
    assert node["url"].startswith(BASE)


def test_an_event_says_where_and_when(ha_tinh):
    held = item(ha_tinh, "event", words=words("Hội", slug="hoi", facts=filled("event")), latitude=18, longitude=105)
    published(ha_tinh, held)
    WATCH.forget()
    found = told(ha_tinh.province.pk, "vi", "hoi")
    node = schema_of(found, media_of(found.publication.content, "vi", _on(ha_tinh)), WATCH.now().first, BASE)
    assert (node["startDate"], node["location"]["name"]) == ("2026-12-01", "một lời")
    assert node["location"]["geo"]["latitude"] == 18.0


def test_the_portal_and_the_way_to_a_page_keep_to_the_vocabulary(ha_tinh):
    WATCH.forget()
    site = WATCH.now().first
    assert faults(site_node(site, "vi", BASE, "/vi/", "/vi/tim/")) == []
    way = breadcrumbs_node([("Hà Tĩnh", "/vi/"), ("Bài viết", "/vi/bai-viet/")], BASE)
    assert faults(way) == []
    assert way["itemListElement"][1]["item"] == f"{BASE}vi/bai-viet/"
