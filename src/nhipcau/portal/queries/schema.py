"""What machines are told of a page: schema.org by kind. Only what people read on it is said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urljoin

from nhipcau.core.public import language
from nhipcau.library.public import Correction, Fact, ShownAttachment, ShownPicture, ShownRecording, Told

from .bodies import Media, opening, pictures_in
from .cards import address_of
from .finding import plain
from .sites import Site

CONTEXT = "https://schema.org"
Node = dict[str, Any]
# schema.org knows better types for these than for the whole kind.
FORMS = {"book": "Book", "magazine": "PublicationIssue", "map": "Map", "brochure": "CreativeWork"}
CREATIVE = {
    "article", "photo_set", "video", "audio", "publication", "fact_sheet", "data_set", "statement", "questions",
}  # fmt: skip


def schema_of(told: Told, media: Media, site: Site, base: str, corrections: Sequence[Correction] = ()) -> Node:
    """A published item as a schema.org node.

    `base` is the address of the host (`https://…/`), before which relative addresses are put.
    """
    publication = told.publication
    url = urljoin(base, address_of(publication))
    node: Node = {
        "@context": CONTEXT, "@type": _type(told), "@id": f"{url}#item", "url": url, "name": publication.title,
        "inLanguage": language(publication.language).tag,
    }  # fmt: skip
    described = publication.summary or opening(told.content)
    if described:
        node["description"] = described
    pictures = [picture_node(media.pictures[pk], base) for pk in pictures_in(told.content) if pk in media.pictures]
    if pictures:
        node["image"] = pictures if len(pictures) > 1 else pictures[0]
    if publication.latitude is not None and told.kind.code in PLACED:
        PLACED[told.kind.code](node, _geo(told))
    if told.kind.code in CREATIVE:
        _creative(node, told, site, base, corrections)
    else:
        node.pop("inLanguage") if told.kind.code != "event" else None
    for fact in told.kind.facts:
        value = told.facts.get(fact.name)
        if fact.schema and value not in (None, ""):
            _fact(node, fact, value, told)
    MORE.get(told.kind.code, _nothing)(node, told, media, base)
    return node


def breadcrumbs_node(steps: Sequence[tuple[str, str]], base: str) -> Node:
    """The way to a page: names with their addresses from the first page on."""
    return {
        "@context": CONTEXT,
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": {"@id": urljoin(base, url)}}
            for place, (name, url) in enumerate(steps, 1)
        ],
    }


def site_node(site: Site, code: str, base: str, home: str, search: str) -> Node:
    """The portal as a whole, on its first page."""
    words = site.words(code)
    return {
        "@context": CONTEXT,
        "@type": "WebSite",
        "url": urljoin(base, home),
        "name": words["name"],
        "inLanguage": language(code).tag,
        "publisher": publisher_node(site, code, base),
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{urljoin(base, search)}?q={{search_term_string}}"},
            "query-input": "required name=search_term_string",
        },
    }


def publisher_node(site: Site, code: str, base: str) -> Node:
    """Who answers for the portal."""
    words = site.words(code)
    node: Node = {"@type": "GovernmentOrganization", "name": words["governing_body"] or words["name"], "url": base}
    if site.settings.email:
        node["email"] = site.settings.email
    if site.settings.phone:
        node["telephone"] = site.settings.phone
    return node


def picture_node(picture: ShownPicture, base: str) -> Node:
    """A picture with its credit and licence."""
    node: Node = {
        "@type": "ImageObject", "contentUrl": urljoin(base, picture.images.src), "width": picture.images.width,
        "height": picture.images.height, "caption": picture.caption or picture.alt,
        "creditText": picture.rights.credit or picture.rights.author,
    }  # fmt: skip
    if picture.rights.author:
        node["creator"] = {"@type": "Organization", "name": picture.rights.author}
    if picture.rights.licence_url:
        node["license"] = picture.rights.licence_url
    return {name: value for name, value in node.items() if value}


def recording_node(recording: ShownRecording, base: str) -> Node:
    """A video or sound recording."""
    video = recording.kind == "video"
    node: Node = {
        "@type": "VideoObject" if video else "AudioObject", "name": recording.title,
        "description": recording.description, "contentUrl": urljoin(base, recording.url),
        "encodingFormat": recording.media_type, "duration": _duration(recording.duration_ms),
        "transcript": recording.transcript,
    }  # fmt: skip
    if recording.poster:
        node["thumbnailUrl"] = urljoin(base, recording.poster.images.src)
    return {name: value for name, value in node.items() if value}


def file_node(file: ShownAttachment, base: str, kind: str = "MediaObject") -> Node:
    """A file that can be taken."""
    return {
        "@type": kind, "name": file.title, "contentUrl": urljoin(base, file.url), "encodingFormat": file.media_type,
        "contentSize": str(file.size),
    }  # fmt: skip


def _type(told: Told) -> str:
    if told.kind.code == "publication":
        return FORMS.get(str(told.facts.get("form") or ""), "CreativeWork")
    return told.kind.schema


def _creative(node: Node, told: Told, site: Site, base: str, corrections: Sequence[Correction]) -> None:
    publication = told.publication
    node |= {
        "headline": publication.title[:110],
        "datePublished": publication.first_at.isoformat(),
        "dateModified": publication.at.isoformat(),
        "publisher": publisher_node(site, publication.language, base),
        "mainEntityOfPage": node["url"],
        "isAccessibleForFree": True,
        "sourceOrganization": {"@type": "GovernmentOrganization", "name": str(publication.item.supplier)},
    }
    others = [each for each in told.languages if each.pk != publication.pk]
    if told.original and told.original.pk != publication.pk:
        node["translationOfWork"] = {"@id": f"{urljoin(base, address_of(told.original))}#item"}
    elif others:
        node["workTranslation"] = [{"@id": f"{urljoin(base, address_of(each))}#item"} for each in others]
    if corrections:
        node["correction"] = [
            {"@type": "CorrectionComment", "text": each.now, "datePublished": each.at.isoformat()}
            for each in corrections
        ]


def _fact(node: Node, fact: Fact, value: Any, told: Told) -> None:
    property_ = fact.schema
    if fact.type == "choice":
        value = str(dict(fact.choices).get(value, value))
    if property_ in AGENTS:
        node[property_] = {"@type": AGENTS[property_], "name": value}
    elif property_ == "address":
        node[property_ if told.kind.code == "place" else "location"] = (
            {"@type": "PostalAddress", "streetAddress": value, "addressCountry": "VN"}
            if told.kind.code == "place"
            else {"@type": "Place", "name": value, "address": value}
        )
    elif property_ == "location":
        held = node.get("location") or {"@type": "Place"}
        node["location"] = {**held, "name": value, "address": value}
    elif property_ in HANDLED:
        HANDLED[property_](node, value, told)
    else:
        node[property_] = value


AGENTS = {
    "manufacturer": "Organization", "organizer": "Organization", "productionCompany": "Organization",
    "author": "Organization",
}  # fmt: skip


def _contact(node: Node, value: Any, told: Told) -> None:
    point = {"@type": "ContactPoint", "name": value, "contactType": "information"}
    if told.kind.code == "project":  # an organisation has one; of places and things people are told in words
        node["contactPoint"] = point


def _reach(name: str, *kinds: str) -> Callable[[Node, Any, Told], None]:
    def tell(node: Node, value: Any, told: Told) -> None:
        if told.kind.code in kinds:
            node[name] = value

    return tell


def _rank(node: Node, value: Any, told: Told) -> None:
    node["additionalProperty"] = {"@type": "PropertyValue", "name": "classification", "value": value}


def _performers(node: Node, value: Any, told: Told) -> None:
    node["contributor"] = {"@type": "PerformingGroup", "name": value}


def _site(node: Node, value: Any, told: Told) -> None:
    node["sameAs"] = value


def _fee(node: Node, value: Any, told: Told) -> None:
    node["isAccessibleForFree"] = str(value).strip() in ("0", "0.0")


def _hours(node: Node, value: Any, told: Told) -> None:
    # openingHours asks for a code; what is published is words.
    node["description"] = f"{node.get('description', '')} {value}".strip()


def _licence(node: Node, value: Any, told: Told) -> None:
    addresses = {
        "cc-by-4.0": "https://creativecommons.org/licenses/by/4.0/",
        "cc0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    }
    node["license"] = addresses.get(str(told.facts.get("licence")), value)


def _origin(node: Node, value: Any, told: Told) -> None:
    node["countryOfOrigin"] = {"@type": "Country", "name": "Viet Nam"}


def _publisher(node: Node, value: Any, told: Told) -> None:
    node["publisher"] = {"@type": "Organization", "name": value}


def _pages(node: Node, value: Any, told: Told) -> None:
    if node["@type"] == "Book":
        node["numberOfPages"] = value


def _isbn(node: Node, value: Any, told: Told) -> None:
    if node["@type"] == "Book":
        node["isbn"] = value


def _source(node: Node, value: Any, told: Told) -> None:
    node["isBasedOn"] = value if "://" in str(value) else {"@type": "CreativeWork", "name": value}


def _issued(node: Node, value: Any, told: Told) -> None:
    node["datePublished"] = value


HANDLED: dict[str, Callable[[Node, Any, Told], None]] = {
    "contactPoint": _contact, "telephone": _reach("telephone", "place", "project"),
    "email": _reach("email", "project"), "award": _rank, "byArtist": _performers, "url": _site,
    "publicAccess": _fee, "openingHours": _hours, "license": _licence, "countryOfOrigin": _origin,
    "publisher": _publisher, "pagination": _pages, "isbn": _isbn, "datePublished": _issued,
    "isBasedOn": _source,
}  # fmt: skip


def _geo(told: Told) -> Node:
    publication: Any = told.publication
    return {
        "@type": "GeoCoordinates", "latitude": float(publication.latitude), "longitude": float(publication.longitude),
    }  # fmt: skip


def _place_geo(node: Node, geo: Node) -> None:
    node["geo"] = geo


def _event_geo(node: Node, geo: Node) -> None:
    node["location"] = {"@type": "Place", "geo": geo}


PLACED: dict[str, Callable[[Node, Node], None]] = {
    "place": _place_geo, "event": _event_geo, "project": _event_geo,
}  # fmt: skip


def _nothing(node: Node, told: Told, media: Media, base: str) -> None:
    return None


def _event(node: Node, told: Told, media: Media, base: str) -> None:
    node["eventStatus"] = "https://schema.org/EventScheduled"
    node["eventAttendanceMode"] = "https://schema.org/OfflineEventAttendanceMode"
    node.setdefault("location", {"@type": "Place", "name": str(told.publication.item.supplier)})


def _questions(node: Node, told: Told, media: Media, base: str) -> None:
    node["mainEntity"] = [
        {
            "@type": "Question",
            "name": block["value"]["question"],
            "acceptedAnswer": {"@type": "Answer", "text": plain(block["value"]["answer"])},
        }
        for block in told.content["body"]
        if block["type"] == "question"
    ]


def _data(node: Node, told: Told, media: Media, base: str) -> None:
    node["distribution"] = [file_node(each, base, "DataDownload") for each in media.files.values()]
    node["creator"] = node["sourceOrganization"]


def _files(node: Node, told: Told, media: Media, base: str) -> None:
    if media.files:
        node["associatedMedia"] = [file_node(each, base) for each in media.files.values()]


def _recording(node: Node, told: Told, media: Media, base: str) -> None:
    first = next(iter(media.recordings.values()), None)
    if first is not None:
        played = recording_node(first, base)
        node |= {name: value for name, value in played.items() if name not in ("@type", "name", "description")}
        node["uploadDate"] = told.publication.first_at.isoformat()


MORE: dict[str, Callable[[Node, Told, Media, str], None]] = {
    "event": _event, "questions": _questions, "data_set": _data, "publication": _files, "fact_sheet": _files,
    "video": _recording, "audio": _recording,
}  # fmt: skip


def _duration(milliseconds: int | None) -> str:
    if not milliseconds:
        return ""
    minutes, seconds = divmod(round(milliseconds / 1000), 60)
    return f"PT{minutes}M{seconds}S"
