"""Whether a listed document is in force on a day, out of relations that a person has confirmed.

`validity_on` is the one definition, as SQL: lists filter, sort and count by it, exports write it. `ruling` answers
beside it which relation it rests on. What nobody has confirmed and nobody has read is unknown, not in force.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import (
    Case,
    CharField,
    DateField,
    Exists,
    F,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from ..choices import ENDS, FileState, RelationKind, RelationState, Validity
from ..models import Document, ListedDocument, Relation

_PARTS = (*ENDS, RelationKind.AMENDS, RelationKind.SUPPLEMENTS)


@dataclass(frozen=True, slots=True)
class Ruling:
    """Whether a document is in force, since when (None: not told), and by which relation (None: by its own date);
    `by_the_citing`: the document from which one looks brought it about itself."""

    state: Validity
    since: date | None = None
    relation: Relation | None = None
    by_the_citing: bool = False

    @property
    def gone(self) -> bool:
        """Whether somebody who rests on the document should look: all or part of it no longer holds."""
        return self.state in (Validity.EXPIRED, Validity.PARTLY) and not self.by_the_citing

    @property
    def by(self) -> ListedDocument | None:
        """The document that did it, where one is named."""
        return self.relation.source if self.relation else None


def with_validity(rows: QuerySet[ListedDocument], on: date) -> QuerySet[ListedDocument]:
    """The rows with `validity` on a day, `stored` (whether the document itself is here), `begins` (its first day in
    force, where known), and `confirmed`, the relations that it rests on."""
    stored = Exists(Document.objects.filter(listed=OuterRef("pk"), state=FileState.ACCEPTED))
    rows = rows.annotate(stored=stored, begins=_begins()).annotate(validity=_validity(on))
    return rows.prefetch_related(Prefetch("undergoes", _confirmed().select_related("source"), to_attr="confirmed"))


def ruling(row: ListedDocument, on: date) -> Ruling:
    """What the validity of a row from `with_validity` rests on."""
    state = Validity(row.validity)  # type: ignore[attr-defined]
    if state in (Validity.IN_FORCE, Validity.NOT_YET):
        started = [each for each in row.confirmed if each.kind == RelationKind.IN_FORCE]  # type: ignore[attr-defined]
        first = min(started, key=lambda each: each.since or date.min, default=None)
        return Ruling(state, row.begins, first)  # type: ignore[attr-defined]
    if state == Validity.UNKNOWN:
        return Ruling(state)
    wanted = [
        each
        for each in row.confirmed  # type: ignore[attr-defined]
        if _holds(each, on) and _ends(each) == (state == Validity.EXPIRED) and each.kind in _PARTS
    ]
    last = min(wanted, key=lambda each: (each.effective or date.max, each.pk))
    return Ruling(state, last.effective, last)


def rulings_on(ids: Iterable[int], on: date) -> dict[int, Ruling]:
    """The validity of some lines on a day; two queries."""
    rows = with_validity(ListedDocument.objects.filter(pk__in=list(ids)), on)
    return {row.pk: ruling(row, on) for row in rows}


def _confirmed() -> QuerySet[Relation]:
    day = Coalesce("since", "source__issued_on", output_field=DateField())
    rows: QuerySet[Relation] = Relation.objects.filter(state=RelationState.CONFIRMED)
    return rows.annotate(effective=day)


def _effects(on: date) -> QuerySet[Relation]:
    """Confirmed relations of the row outside that hold on the day; one without any day holds always."""
    return _confirmed().filter(target=OuterRef("pk")).filter(Q(effective=None) | Q(effective__lte=on))


def _begins() -> Case:
    """The first day in force: as confirmed, else the day of signing where the document itself was read and speaks of
    no other day."""
    own = Relation.objects.filter(target=OuterRef("pk"), kind=RelationKind.IN_FORCE)
    told = own.filter(state=RelationState.CONFIRMED).order_by(F("since").asc(nulls_first=True))
    waiting = Exists(own.filter(state=RelationState.PROPOSED))
    return Case(
        When(Exists(told), then=Subquery(told.values("since")[:1])),
        When(Q(stored=True) & ~waiting, then=F("issued_on")),
        output_field=DateField(),
    )


def _validity(on: date) -> Case:
    effects = _effects(on)
    started = Relation.objects.filter(
        target=OuterRef("pk"), kind=RelationKind.IN_FORCE, state=RelationState.CONFIRMED, since=None
    )
    return Case(
        When(Exists(effects.filter(kind__in=ENDS, whole=True)), then=Value(Validity.EXPIRED.value)),
        When(Exists(effects.filter(kind__in=_PARTS)), then=Value(Validity.PARTLY.value)),
        When(begins__gt=on, then=Value(Validity.NOT_YET.value)),
        When(Q(begins__isnull=False) | Exists(started), then=Value(Validity.IN_FORCE.value)),
        default=Value(Validity.UNKNOWN.value),
        output_field=CharField(),
    )


def _ends(relation: Relation) -> bool:
    return relation.whole and relation.kind in ENDS


def _holds(relation: Relation, on: date) -> bool:
    return relation.effective is None or relation.effective <= on  # type: ignore[attr-defined]
