"""Which of the documents that a reading cites no longer held on its day, or no longer hold now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from ..models import Document, ListedDocument, Mention, Reading
from .validity import Ruling, rulings_on


@dataclass(frozen=True, slots=True)
class Basis:
    """A document that a reading cites. `place` counts in its citations, `start:end` lie in its source; `basis`: it is
    a legal basis and not only spoken of; `then`: its validity on the day of the document that cites, `now`: today."""

    place: int
    listed: ListedDocument
    start: int
    end: int
    basis: bool
    then: Ruling
    now: Ruling

    @property
    def flagged(self) -> Ruling | None:
        """What a person should know: that it did not hold on the day, else that it has ceased to since."""
        return self.then if self.then.gone else self.now if self.now.gone else None


def bases_of(reading: Reading, on: date, today: date) -> list[Basis]:
    """The documents that a reading cites by number, in its order, with their validity on its day and today.

    What the document itself replaces or amends is no flaw of it and is not flagged. Six queries at most,
    whatever the number of documents.
    """
    rows = list(Mention.objects.filter(reading=reading, pointer__startswith="citations/").select_related("listed"))
    ids = {row.listed_id for row in rows}
    then, now = rulings_on(ids, on), rulings_on(ids, today)
    own = reading.document.listed_id
    return [
        Basis(
            int(row.pointer.rpartition("/")[2]), row.listed, row.start, row.end, row.basis,
            _beside(then[row.listed_id], own), _beside(now[row.listed_id], own),
        )
        for row in sorted(rows, key=lambda each: each.start)
    ]  # fmt: skip


def cited_documents(reading: Reading) -> QuerySet[Document]:
    """The stored documents that a reading cites."""
    return Document.objects.filter(province_id=reading.province_id, listed__mentions__reading=reading).distinct()


def _beside(found: Ruling, own: int | None) -> Ruling:
    """A ruling, unless the citing document itself brought it about."""
    mine = found.relation is not None and own is not None and found.relation.source_id == own
    return Ruling(found.state, found.since, found.relation, by_the_citing=True) if mine else found
