"""`/oai`: libraries and archives harvest what we publish as Dublin Core (OAI-PMH 2.0, openarchives.org)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from lxml import etree

from nhipcau.core.public import Request, anyone

from ..queries.chosen import latest_of_each
from ..queries.harvest import OaiError, Question, page_of, question_of, sets
from ..queries.records import Place, Record, record_id, records
from .common import place_of

OAI = "http://www.openarchives.org/OAI/2.0/"
OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
DC = "http://purl.org/dc/elements/1.1/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
SCHEMA = f"{OAI} http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd"
DC_SCHEMA = f"{OAI_DC} http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
PREFIX = "oai_dc"
ALLOWED = {
    "Identify": set(),
    "ListMetadataFormats": {"identifier"},
    "ListSets": {"resumptionToken"},
    "ListIdentifiers": {"from", "until", "set", "metadataPrefix", "resumptionToken"},
    "ListRecords": {"from", "until", "set", "metadataPrefix", "resumptionToken"},
    "GetRecord": {"identifier", "metadataPrefix"},
}  # type: dict[str, set[str]]
Element = etree._Element


@csrf_exempt  # harvesters may ask by POST as well (protocol, 3.1.1.1); nothing is changed by it
@anyone
def oai(request: Request) -> HttpResponse:
    place = place_of(request)
    given = request.POST if request.method == "POST" else request.GET
    root = etree.Element(f"{{{OAI}}}OAI-PMH", nsmap={None: OAI, "xsi": XSI})  # type: ignore[dict-item]  # lxml's default namespace
    root.set(f"{{{XSI}}}schemaLocation", SCHEMA)
    _add(root, "responseDate", _stamp(timezone.now()))
    asked = _add(root, "request", place.url(request.path))
    try:
        verb, arguments = _arguments(given)
        answer = VERBS[verb](place, arguments)
    except OaiError as error:
        _add(root, "error", error.sentence).set("code", error.code)
    else:
        for name, value in {"verb": verb, **arguments}.items():
            asked.set(name, value)
        root.append(answer)
    written = etree.tostring(root, xml_declaration=True, encoding="utf-8")
    return HttpResponse(written, content_type="text/xml; charset=utf-8")


def _arguments(given: Any) -> tuple[str, dict[str, str]]:
    verbs = given.getlist("verb")
    if len(verbs) != 1 or verbs[0] not in VERBS:
        raise OaiError("badVerb", "The verb is missing, repeated or unknown.")
    names = set(given) - {"verb"}
    if names - ALLOWED[verbs[0]] or any(len(given.getlist(name)) > 1 for name in names):
        raise OaiError("badArgument", "An argument is unknown here or repeated.")
    return verbs[0], {name: given[name] for name in sorted(names)}


def _identify(place: Place, arguments: dict[str, str]) -> Element:
    first = latest_of_each(place.province).first()
    answer = _element("Identify")
    _add(answer, "repositoryName", f"Nhịp Cầu · {place.province.name}")
    _add(answer, "baseURL", place.url("/oai"))
    _add(answer, "protocolVersion", "2.0")
    _add(answer, "adminEmail", settings.DEFAULT_FROM_EMAIL)
    _add(answer, "earliestDatestamp", _stamp(first.stamp if first else datetime(2026, 1, 1, tzinfo=UTC)))
    _add(answer, "deletedRecord", "persistent")
    _add(answer, "granularity", "YYYY-MM-DDThh:mm:ssZ")
    return answer


def _formats(place: Place, arguments: dict[str, str]) -> Element:
    if identifier := arguments.get("identifier"):
        _one(place, identifier)
    answer = _element("ListMetadataFormats")
    each = _add(answer, "metadataFormat", "")
    _add(each, "metadataPrefix", PREFIX)
    _add(each, "schema", "http://www.openarchives.org/OAI/2.0/oai_dc.xsd")
    _add(each, "metadataNamespace", OAI_DC)
    return answer


def _sets(place: Place, arguments: dict[str, str]) -> Element:
    if "resumptionToken" in arguments:
        raise OaiError("badResumptionToken", "The list of sets is given whole.")
    answer = _element("ListSets")
    for spec, name in sets():
        each = _add(answer, "set", "")
        _add(each, "setSpec", spec)
        _add(each, "setName", name)
    return answer


def _listed(place: Place, arguments: dict[str, str], whole: bool) -> Element:
    question = _question(arguments)
    rows, further = page_of(place.province, question)
    if not rows:
        raise OaiError("noRecordsMatch", "Nothing was published or withdrawn in what was asked for.")
    answer = _element("ListRecords" if whole else "ListIdentifiers")
    if whole:
        answer.extend(_records(place, rows))
    else:
        answer.extend(_header(place, row) for row in rows)
    if further or question.stamp:
        _add(answer, "resumptionToken", further.token() if further else "")
    return answer


def _question(arguments: dict[str, str]) -> Question:
    if token := arguments.get("resumptionToken"):
        if len(arguments) > 1:
            raise OaiError("badArgument", "A resumption token stands alone.")
        return question_of(token)
    _require_prefix(arguments)
    return Question(PREFIX, arguments.get("from", ""), arguments.get("until", ""), arguments.get("set", ""))


def _require_prefix(arguments: dict[str, str]) -> None:
    if "metadataPrefix" not in arguments:
        raise OaiError("badArgument", "metadataPrefix is required.")
    if arguments["metadataPrefix"] != PREFIX:
        raise OaiError("cannotDisseminateFormat", "Records are given as oai_dc.")


def _identifiers(place: Place, arguments: dict[str, str]) -> Element:
    return _listed(place, arguments, whole=False)


def _all_records(place: Place, arguments: dict[str, str]) -> Element:
    return _listed(place, arguments, whole=True)


def _get(place: Place, arguments: dict[str, str]) -> Element:
    if "identifier" not in arguments:
        raise OaiError("badArgument", "identifier is required.")
    _require_prefix(arguments)
    answer = _element("GetRecord")
    answer.extend(_records(place, [_one(place, arguments["identifier"])]))
    return answer


def _one(place: Place, identifier: str) -> Any:
    start = re.escape(f"oai:{_host(place)}:{place.province.code}-")
    parts = re.fullmatch(rf"{start}(\d{{1,18}})-([a-z-]{{2,12}})", identifier)
    found = None
    if parts:
        found = latest_of_each(place.province).filter(item_id=int(parts[1]), language=parts[2]).first()
    if found is None:
        raise OaiError("idDoesNotExist", "No record of ours has this name.")
    return found


VERBS: dict[str, Callable[[Place, dict[str, str]], Element]] = {
    "Identify": _identify,
    "ListMetadataFormats": _formats,
    "ListSets": _sets,
    "ListIdentifiers": _identifiers,
    "ListRecords": _all_records,
    "GetRecord": _get,
}


def _records(place: Place, rows: list[Any]) -> Iterable[Element]:
    told = {each.id: each for each in records(place, [row for row in rows if row.ended_at is None])}
    for row in rows:
        answer = _element("record")
        answer.append(_header(place, row))
        if row.ended_at is None:
            _add(answer, "metadata", "").append(_dublin_core(told[record_id(place, row)]))
        yield answer


def _header(place: Place, row: Any) -> Element:
    header = _element("header")
    if row.ended_at is not None:
        header.set("status", "deleted")
    _add(header, "identifier", f"oai:{_host(place)}:{record_id(place, row)}")
    _add(header, "datestamp", _stamp(row.stamp))
    _add(header, "setSpec", f"kind:{row.kind}")
    _add(header, "setSpec", f"language:{row.language}")
    return header


def _dublin_core(record: Record) -> Element:
    root = etree.Element(f"{{{OAI_DC}}}dc", nsmap={"oai_dc": OAI_DC, "dc": DC, "xsi": XSI})
    root.set(f"{{{XSI}}}schemaLocation", DC_SCHEMA)
    told: list[tuple[str, str]] = [
        ("title", record.title),
        ("creator", str(record.facts.get("author") or record.supplier)),
        *(("subject", each) for each in (record.category, *record.topics) if each),
        ("description", record.summary),
        ("publisher", record.supplier),
        ("date", record.updated_at.date().isoformat()),
        ("type", record.kind),
        ("format", "text/html"),
        ("identifier", record.url),
        ("language", record.language),
        *(("relation", url) for code, url in record.alternates.items() if code != record.language),
    ]
    for name, value in told:
        etree.SubElement(root, f"{{{DC}}}{name}").text = value
    return root


def _host(place: Place) -> str:
    return place.base.split("://")[1].split(":")[0]


def _element(name: str) -> Element:
    return etree.Element(f"{{{OAI}}}{name}")


def _add(parent: Element, name: str, text: str) -> Element:
    child = etree.SubElement(parent, f"{{{OAI}}}{name}")
    child.text = text or None
    return child


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
