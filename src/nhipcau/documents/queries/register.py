"""The register of documents (sổ văn bản): which there are, which are in force on a day, what waits for a person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When

from nhipcau.core.public import Actor
from nhipcau.search.public import Row, matching, matching_ids

from ..choices import RelationState, Validity
from ..models import Document, ListedDocument, Mention, Relation
from .validity import Ruling, ruling, with_validity

LISTED = "listed_document"  # the kind under which lines are found by words
WAITING = "waiting"  # the filter for lines with a relation that nobody has judged
_BEST = 200


@dataclass(frozen=True, slots=True)
class Chosen:
    """What narrows the register. `standing` is a `Validity` or WAITING; `stored` is "1", "0" or empty."""

    words: str = ""
    kind: str = ""
    issuer: str = ""
    standing: str = ""
    stored: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many lines there are in each validity; `waiting` of them have a relation to judge."""

    total: int
    by: dict[str, int]
    waiting: int


def lines(actor: Actor, chosen: Chosen, on: date) -> QuerySet[ListedDocument]:
    """The lines that match, with their validity on a day, `cited` (by how many documents) and `waiting`.

    The best matches of the words come first, else the newest documents.
    """
    rows = _narrowed(actor, chosen, on).annotate(
        cited=Count("mentions__reading__document", distinct=True), waiting=_waiting()
    )
    best = matching_ids(LISTED, actor.province_id, chosen.words, _BEST) if chosen.words.strip() else []
    rank = Case(
        *(When(pk=pk, then=Value(place)) for place, pk in enumerate(best)),
        default=Value(_BEST),
        output_field=IntegerField(),
    )
    return rows.order_by(*([rank] if best else []), F("issued_on").desc(nulls_last=True), "key", "pk")


def counts(actor: Actor, chosen: Chosen, on: date) -> Counts:
    """How many lines stand how, whatever standing is chosen; one query."""
    rows = _narrowed(actor, Chosen(chosen.words, chosen.kind, chosen.issuer, "", chosen.stored), on)
    rows = rows.annotate(waits=_waiting()).prefetch_related(None).order_by()
    found = rows.aggregate(
        total=Count("pk"),
        waiting=Count("pk", filter=Q(waits=True)),
        **{each.value: Count("pk", filter=Q(validity=each.value)) for each in Validity},
    )
    return Counts(found["total"], {each.value: found[each.value] for each in Validity}, found["waiting"])


def line_on(actor: Actor, pk: int, on: date) -> ListedDocument | None:
    """One line with its validity on a day."""
    return with_validity(ListedDocument.objects.visible_to(actor).filter(pk=pk), on).first()


def of_document(document: Document, on: date) -> tuple[ListedDocument, Ruling] | None:
    """The line of a stored document and its validity on a day; None where the document has no line."""
    if document.listed_id is None:
        return None
    row = with_validity(ListedDocument.objects.filter(pk=document.listed_id), on).get()
    return row, ruling(row, on)


def relations_of(line: ListedDocument) -> QuerySet[Relation]:
    """What a document does to others and what others do to it, with the documents and readings that say so."""
    return _shown(Relation.objects.filter(Q(target=line) | Q(source=line)))


def proposals(actor: Actor) -> QuerySet[Relation]:
    """Relations that wait for a person: those that the machine is sure of first, by document."""
    rows = Relation.objects.visible_to(actor).filter(state=RelationState.PROPOSED)
    return _shown(rows).order_by("-sure", "reading__document", "pk")


def mentions_of(line: ListedDocument) -> QuerySet[Mention]:
    """Where a document is cited: one row for each document that cites it, by its newest reading."""
    newer = Mention.objects.filter(
        listed=OuterRef("listed"), reading__document=OuterRef("reading__document"), pk__gt=OuterRef("pk")
    )
    rows = Mention.objects.filter(listed=line).filter(~Exists(newer)).select_related("reading__document")
    return rows.defer("reading__content").order_by("-reading__document__issued_on", "pk")


def choices_of(actor: Actor) -> tuple[list[str], list[str]]:
    """The kinds of documents and the issuers that the register has, for its filters."""
    rows = ListedDocument.objects.visible_to(actor).order_by()
    kinds = rows.exclude(kind="").values_list("kind", flat=True).distinct()
    issuers = rows.exclude(issuer="").values_list("issuer", flat=True).distinct()
    return sorted(kinds), sorted(issuers)


def index_rows(rows: QuerySet[ListedDocument]) -> Iterator[Row]:
    """What the search index keeps of lines."""
    for row in rows.iterator():
        text = " ".join((row.number, row.kind, row.issuer, row.title, row.key if not row.number else ""))
        yield Row(row.pk, row.province_id, text)


def _narrowed(actor: Actor, chosen: Chosen, on: date) -> QuerySet[ListedDocument]:
    rows = with_validity(ListedDocument.objects.visible_to(actor), on)
    if chosen.words.strip():
        rows = rows.filter(pk__in=matching(LISTED, actor.province_id, chosen.words))
    if chosen.kind:
        rows = rows.filter(kind=chosen.kind)
    if chosen.issuer:
        rows = rows.filter(issuer=chosen.issuer)
    if chosen.stored:
        rows = rows.filter(Q(stored=chosen.stored == "1"))
    if chosen.standing == WAITING:
        return rows.filter(_waiting())
    return rows.filter(Q(validity=chosen.standing)) if chosen.standing else rows


def _waiting() -> Exists:
    open_ones = Relation.objects.filter(state=RelationState.PROPOSED)
    return Exists(open_ones.filter(Q(target=OuterRef("pk")) | Q(source=OuterRef("pk"))))


def _shown(rows: QuerySet[Relation]) -> QuerySet[Relation]:
    return rows.select_related("source", "target", "reading__document", "decided_by").defer("reading__content")
