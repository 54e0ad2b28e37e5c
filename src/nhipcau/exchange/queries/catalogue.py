"""The province's data sets as a DCAT catalogue (W3C, Data Catalog Vocabulary, version 3)."""

from __future__ import annotations

from collections import defaultdict

from rdflib import DCAT, DCTERMS, FOAF, RDF, BNode, Graph, Literal, Namespace, URIRef
from rdflib.namespace import XSD

from .chosen import Wanted, wanted
from .records import File, Place, Record, records

LICENCES = {
    "cc-by-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "cc0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
}
FREQUENCY = Namespace("http://publications.europa.eu/resource/authority/frequency/")
MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
HOW_OFTEN = {"month": "MONTHLY", "quarter": "QUARTERLY", "year": "ANNUAL", "once": "NEVER"}
SERIALISED = {
    "ttl": ("turtle", "text/turtle"),
    "jsonld": ("json-ld", "application/ld+json"),
    "rdf": ("pretty-xml", "application/rdf+xml"),
}


def catalogue(place: Place) -> Graph:
    """A graph of the catalogue: its data sets in every language they are told in, their files, and our interface."""
    graph = Graph()
    graph.bind("dcat", DCAT)
    graph.bind("dcterms", DCTERMS)
    root = URIRef(place.url("/dcat.ttl#danh-muc"))
    graph.add((root, RDF.type, DCAT.Catalog))
    graph.add((root, DCTERMS.title, Literal(f"Dữ liệu mở · {place.province.name}", lang="vi")))
    graph.add((root, DCTERMS.publisher, _agent(graph, place.province.name)))
    told: dict[int, list[Record]] = defaultdict(list)
    for record in records(place, wanted(place.province, Wanted(kind="data_set"))):
        told[record.item].append(record)
    for item, editions in told.items():
        _data_set(graph, root, place, item, editions)
    _service(graph, root, place)
    return graph


def _data_set(graph: Graph, root: URIRef, place: Place, item: int, editions: list[Record]) -> None:
    node = URIRef(place.url(f"/dcat.ttl#{place.province.code}-{item}"))
    graph.add((root, DCAT.dataset, node))
    graph.add((node, RDF.type, DCAT.Dataset))
    graph.add((node, DCTERMS.identifier, Literal(f"{place.province.code}-{item}")))
    for record in editions:
        graph.add((node, DCTERMS.title, Literal(record.title, lang=record.language)))
        graph.add((node, DCTERMS.description, Literal(record.summary, lang=record.language)))
        graph.add((node, DCAT.landingPage, URIRef(record.url)))
        for word in (*record.topics, record.category):
            if word:
                graph.add((node, DCAT.keyword, Literal(word, lang=record.language)))
    first = editions[0]
    graph.add((node, DCTERMS.publisher, _agent(graph, first.supplier)))
    graph.add((node, DCTERMS.issued, Literal(min(each.published_at for each in editions), datatype=XSD.dateTime)))
    graph.add((node, DCTERMS.modified, Literal(max(each.updated_at for each in editions), datatype=XSD.dateTime)))
    if often := HOW_OFTEN.get(str(first.facts.get("frequency"))):
        graph.add((node, DCTERMS.accrualPeriodicity, FREQUENCY[often]))
    licence = LICENCES.get(str(first.facts.get("licence")))
    files: dict[int, File] = {file.id: file for record in editions for file in record.files}
    for pk, file in files.items():
        part = URIRef(f"{node}-tep-{pk}")
        graph.add((node, DCAT.distribution, part))
        graph.add((part, RDF.type, DCAT.Distribution))
        graph.add((part, DCTERMS.title, Literal(file.title)))
        graph.add((part, DCAT.downloadURL, URIRef(file.url)))
        graph.add((part, DCAT.accessURL, URIRef(first.url)))
        graph.add((part, DCAT.mediaType, URIRef(f"{MEDIA_TYPES}{file.media_type}")))
        graph.add((part, DCAT.byteSize, Literal(file.size, datatype=XSD.nonNegativeInteger)))
        if licence:
            graph.add((part, DCTERMS.license, URIRef(licence)))


def _service(graph: Graph, root: URIRef, place: Place) -> None:
    node = URIRef(place.url("/dcat.ttl#giao-dien"))
    graph.add((root, DCAT.service, node))
    graph.add((node, RDF.type, DCAT.DataService))
    graph.add((node, DCTERMS.title, Literal("Giao diện đọc nội dung công khai", lang="vi")))
    graph.add((node, DCAT.endpointURL, URIRef(place.url("/api/v1/"))))
    graph.add((node, DCAT.endpointDescription, URIRef(place.url("/api/v1/openapi.json"))))


def _agent(graph: Graph, name: str) -> BNode:
    agent = BNode()
    graph.add((agent, RDF.type, FOAF.Organization))
    graph.add((agent, FOAF.name, Literal(name, lang="vi")))
    return agent
