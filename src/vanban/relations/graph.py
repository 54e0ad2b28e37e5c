"""The relations of many documents as one graph, whether a document is in force on a day, and the graph written out.

A document is known by its number; where one number was given in several years (`12/QĐ-UBND`), by number and year of
the date beside it. A number without a date means the one document of that number, or, if there are several, itself.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

from vanban.model import Reading, Relation
from vanban.relations.finding import stated

State = Literal["in_force", "amended", "replaced", "expired", "not_yet", "unknown"]


@dataclass(frozen=True, slots=True)
class Document:
    """A node: what is known of a document. `read`: it was read itself, not only cited."""

    key: str
    number: str
    kind: str | None = None
    date: str | None = None
    issuer: str | None = None
    title: str | None = None
    read: bool = False


@dataclass(frozen=True, slots=True)
class Validity:
    """Whether a document is in force: its state, since when (ISO, None if not told), and by which document."""

    state: State
    since: str | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Graph:
    """Documents by key and the relations between them; `source` and `target` of a relation are keys here."""

    documents: dict[str, Document] = field(default_factory=dict)
    relations: tuple[Relation, ...] = ()

    @classmethod
    def of(cls, readings: Iterable[Reading]) -> Graph:
        """Answer the graph of what `readings` state. A reading without a number only tells of others."""
        taken = list(readings)
        years: dict[str, set[str]] = defaultdict(set)
        for number, date in ((number, date) for one in taken for number, date in _dated(one)):
            years[number].add(date[:4])
        documents: dict[str, Document] = {}
        edges: dict[Relation, None] = {}
        for one in taken:
            own = dict(_dated(one))
            for document in _documents(one, years):
                documents[document.key] = _joined(documents.get(document.key), document)
            for relation in stated(one.relations, one.metadata.number):
                source, target = (_key(end, own, years) if end else None for end in (relation.source, relation.target))
                edges.setdefault(replace(relation, source=source, target=target))
        return cls(documents, tuple(edges))

    def key(self, number: str) -> str | None:
        """Answer the key of the one document of that number (or key), None if there is none or more than one."""
        if number in self.documents:
            return number
        fits = [one.key for one in self.documents.values() if one.number == number]
        return fits[0] if len(fits) == 1 else None

    def of_document(self, number: str) -> tuple[tuple[Relation, ...], tuple[Relation, ...]]:
        """Answer what a document does to others, and what others do to it."""
        key = self.key(number)
        out = tuple(one for one in self.relations if key is not None and one.source == key)
        into = tuple(one for one in self.relations if key is not None and one.target == key)
        return out, into

    def as_json(self) -> str:
        """Answer the graph as JSON: `documents` and `relations`, plain objects."""
        nodes = [
            {"key": d.key, "number": d.number, "kind": d.kind, "date": d.date, "issuer": d.issuer, "title": d.title}
            for d in self.documents.values()
        ]
        edges = [
            {
                "kind": r.kind, "source": r.source, "target": r.target, "name": r.name,
                "provisions": list(r.provisions), "since": r.since, "sure": r.sure, "text": r.text,
            }
            for r in self.relations
        ]  # fmt: skip
        return json.dumps({"documents": nodes, "relations": edges}, ensure_ascii=False, indent=1)

    def as_graphml(self) -> str:
        """Answer the graph as GraphML (kinds of relations as the attribute `kind` of edges)."""
        nodes = "".join(
            f"<node id={quoteattr(d.key)}><data key='kind'>{escape(d.kind or '')}</data></node>\n"
            for d in self.documents.values()
        )
        edges = "".join(
            f"<edge source={quoteattr(r.source)} target={quoteattr(r.target)}><data key='rel'>{r.kind}</data></edge>\n"
            for r in self.relations
            if r.source in self.documents and r.target in self.documents and r.source and r.target
        )
        return (
            "<?xml version='1.0' encoding='UTF-8'?>\n<graphml xmlns='http://graphml.graphdrawing.org/xmlns'>\n"
            "<key id='kind' for='node' attr.name='kind' attr.type='string'/>\n"
            "<key id='rel' for='edge' attr.name='kind' attr.type='string'/>\n"
            f"<graph edgedefault='directed'>\n{nodes}{edges}</graph>\n</graphml>\n"
        )


def validity(graph: Graph, number: str, on: str) -> Validity:
    """Answer whether the document `number` is in force on the ISO date `on`, as far as `graph` tells. What nobody
    has read and nobody changes is unknown, not in force."""
    key = graph.key(number)
    if key is None:
        return Validity("unknown")
    begins = None
    ended: list[Validity] = []
    for one in graph.of_document(key)[1]:
        since = one.since or _signed(graph, one.source)
        if one.kind == "in_force":
            begins = one.since
        elif (since is None or since <= on) and (state := _effect(one)) is not None:
            ended.append(Validity(state, since, one.source))
    for state in ("expired", "replaced", "amended"):
        for found in ended:
            if found.state == state:
                return found
    document = graph.documents[key]
    begins = begins or (document.date if document.read else None)
    if begins is None:
        return Validity("unknown")
    return Validity("in_force" if begins <= on else "not_yet", begins)


def _effect(one: Relation) -> State | None:
    if one.kind in ("expires", "repeals", "suspends", "replaces") and not one.provisions:
        return "replaced" if one.kind == "replaces" else "expired"
    changing = ("amends", "supplements", "repeals", "replaces", "suspends", "expires")
    return "amended" if one.kind in changing else None


def _signed(graph: Graph, key: str | None) -> str | None:
    document = graph.documents.get(key) if key else None
    return document.date if document else None


def _dated(reading: Reading) -> list[tuple[str, str]]:
    """The numbers with a date that a reading gives, its own among them."""
    own = reading.metadata
    pairs = [(one.number, one.date) for one in reading.citations] + [(own.number, own.date)]
    return [(number, date) for number, date in pairs if number and date]


def _key(number: str, dated: dict[str, str], years: dict[str, set[str]]) -> str:
    """The key of a number; its year is told only where the number alone would be more than one document."""
    if len(years.get(number, ())) < 2 or number not in dated:
        return number
    return f"{number} ({dated[number][:4]})"


def _documents(reading: Reading, years: dict[str, set[str]]) -> list[Document]:
    dated = dict(_dated(reading))
    own = reading.metadata
    found = [
        Document(_key(one.number, dated, years), one.number, one.kind, one.date, one.issuer)
        for one in reading.citations
    ]
    if own.number:
        key = _key(own.number, dated, years)
        found.append(Document(key, own.number, own.kind, own.date, own.issuer, own.title, read=True))
    return found


def _joined(one: Document | None, other: Document) -> Document:
    """What two readings know of one document; what it says of itself wins."""
    if one is None:
        return other
    first, second = (other, one) if other.read and not one.read else (one, other)
    return Document(
        first.key,
        first.number,
        first.kind or second.kind,
        first.date or second.date,
        first.issuer or second.issuer,
        first.title or second.title,
        first.read or second.read,
    )
