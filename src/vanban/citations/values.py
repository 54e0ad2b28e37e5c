"""The findings as values of a reading, with their evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from vanban.citations.numbered import Cited
from vanban.citations.provisions import locate
from vanban.citations.resolving import SELF, Place, References, Referred
from vanban.evidence import Evidence
from vanban.model import Citation, Provision, Reference, ReferenceHow

_HOW: dict[str, ReferenceHow] = {"self": "self", "name": "named", "unclear": "unclear"}


def citation_values(found: References, evidence: Evidence) -> tuple[Citation, ...]:
    """Answer the documents cited by number; further mentions become evidence."""
    places = _by_number(found.places)
    return tuple(_citation(index, one, places.get(one.number, []), evidence) for index, one in enumerate(found.cited))


def reference_values(found: References, units: Sequence[str], evidence: Evidence) -> tuple[Reference, ...]:
    """Answer the documents referred to otherwise; further places become evidence. `units`: the paths of this
    document's units, among which the parts of this document are looked up."""
    return tuple(_reference(index, one, units, evidence) for index, one in enumerate(found.referred))


def _by_number(places: Iterable[Place]) -> dict[str, list[Place]]:
    found: dict[str, list[Place]] = {}
    for place in places:
        if place.id[0] == "number":
            found.setdefault(place.id[1], []).append(place)
    return found


def _citation(index: int, cited: Cited, places: list[Place], evidence: Evidence) -> Citation:
    first = cited.mentions[0]
    for mention in cited.mentions[1:]:
        evidence.add(f"/citations/{index}", mention.flow, mention.start, mention.end)
    span = evidence.span(first.flow, first.start, first.end)
    return Citation(
        kind=cited.first("kind"),
        number=cited.number,
        date=cited.first("date"),
        issuer=cited.first("issuer"),
        start=span.start,
        end=span.end,
        provisions=_provisions(places, (), evidence),
    )


def _reference(index: int, one: Referred, units: Sequence[str], evidence: Evidence) -> Reference:
    first = one.places[0]
    for place in one.places[1:]:
        evidence.add(f"/references/{index}", place.flow, place.start, place.end)
    span = evidence.span(first.flow, first.start, first.end)
    return Reference(
        how=_HOW[one.id[0]],
        kind=next((place.kind for place in one.places if place.kind), None),
        name=one.name or (one.id[1] if one.id[0] == "unclear" else None),
        start=span.start,
        end=span.end,
        line=span.line,
        provisions=_provisions(one.places, units if one.id == SELF else (), evidence),
    )


def _provisions(places: Iterable[Place], units: Sequence[str], evidence: Evidence) -> tuple[Provision, ...]:
    found = []
    for place in places:
        for part in (part for parts in place.parts for part in parts.parts):
            span = evidence.span(place.flow, part.start, part.end)
            found.append(Provision(part.path, span.start, span.end, span.line, locate(part.path, units)))
    return tuple(found)
