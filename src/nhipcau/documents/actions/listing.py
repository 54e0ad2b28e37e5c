"""The register of documents follows what is read: each stored and each cited document has its line, each relation
that a document states stands there as a proposal."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from nhipcau.core.public import Province, fold, nfc
from nhipcau.search.public import index

from ..choices import EFFECTS, RelationKind, RelationState
from ..models import Document, ListedDocument, Mention, Reading, Relation
from ..queries.register import LISTED, index_rows

_BASIS = frozenset({RelationKind.BASED_ON, RelationKind.IMPLEMENTS})


@dataclass(frozen=True, slots=True)
class Known:
    """What somebody says of a document: its own header, or another's citation of it. A name stands for a number."""

    number: str = ""
    name: str = ""
    kind: str = ""
    issuer: str = ""
    issued_on: date | None = None
    title: str = ""

    @property
    def key(self) -> str:
        """What its line is found by."""
        return number_key(self.number) if self.number else fold(nfc(self.name))[:200]


@dataclass(slots=True)
class _Listing:
    """The lines that one reading has touched."""

    province_id: int
    by_number: dict[str, ListedDocument] = field(default_factory=dict)
    touched: dict[int, ListedDocument] = field(default_factory=dict)

    def line(self, known: Known) -> ListedDocument:
        found = line_of(self.province_id, known)
        self.touched[found.pk] = found
        self.by_number.setdefault(known.key, found)
        return found

    def of_number(self, number: str) -> ListedDocument:
        return self.by_number.get(number_key(number)) or self.line(Known(number=number[:80]))


def list_reading(reading: Reading) -> ListedDocument | None:
    """Brings the register up to date with a reading: its document's line, the lines of what it cites, its proposals.

    Proposals of earlier readings of the document give way; what a person has decided stays and is not proposed again.
    Can be run again with the same result. Answers the document's own line, None where it cannot be told by number.
    """
    document = reading.document
    with transaction.atomic():
        Province.objects.select_for_update().get(pk=reading.province_id)  # one reading is listed at a time
        listing = _Listing(reading.province_id)
        own = _own_line(listing, document)
        bases = {
            number_key(row["target"])
            for row in reading.content.get("relations", ())
            if row["source"] is None and row["target"] and row["kind"] in _BASIS
        }
        Mention.objects.filter(reading=reading).delete()
        Mention.objects.bulk_create(_mentions(reading, listing, bases))
        Relation.objects.filter(
            reading__document=document, state__in=[RelationState.PROPOSED, RelationState.STATED]
        ).delete()
        if own:
            _propose(reading, listing, own)
        index(LISTED, index_rows(ListedDocument.objects.filter(pk__in=listing.touched)))
    return own


def line_of(province_id: int, known: Known) -> ListedDocument:
    """The line of a document in a province's register, made where there is none; what was empty in it is filled.

    A number alone means the one document of that number; with a date, the one of that date. Names of issuers tell
    two apart only where both are given and neither holds the other.
    """
    fits = [
        each
        for each in ListedDocument.objects.filter(province_id=province_id, key=known.key)
        if (each.issued_on == known.issued_on or None in (each.issued_on, known.issued_on))
        and _one_issuer(each.issuer, known.issuer)
    ]
    exact = [each for each in fits if each.issued_on == known.issued_on]
    found = exact[0] if exact else fits[0] if len(fits) == 1 else None
    if found is None:
        return ListedDocument.objects.create(
            province_id=province_id,
            key=known.key,
            number=known.number,
            kind=known.kind,
            issuer=known.issuer,
            issued_on=known.issued_on,
            title=known.title or known.name,
        )
    return _filled(found, known)


def number_key(number: str) -> str:
    """A document number in the form in which its spellings are one: capitals, no spaces, no zeros in front."""
    return re.sub(r"^0+(?=\d)", "", re.sub(r"\s+", "", nfc(number)).upper())[:200]


def _filled(line: ListedDocument, known: Known) -> ListedDocument:
    """The longer name of an issuer says more; a title or date is only ever added."""
    changed = [name for name in ("kind", "issued_on", "title") if not getattr(line, name) and getattr(known, name)]
    if len(known.issuer) > len(line.issuer):
        changed.append("issuer")
    for name in changed:
        setattr(line, name, getattr(known, name))
    if changed:
        line.save(update_fields=changed)
    return line


def _own_line(listing: _Listing, document: Document) -> ListedDocument | None:
    known = Known(document.number, document.title, document.kind, document.issuer, document.issued_on, document.title)
    line = listing.line(known) if known.key else None
    if document.listed_id != (line.pk if line else None):
        document.listed = line
        document.save(update_fields=["listed"])
    return line


def _mentions(reading: Reading, listing: _Listing, bases: set[str]) -> list[Mention]:
    content = reading.content
    found = []
    for place, row in enumerate(content.get("citations", ())):
        known = Known(
            number=row["number"][:80],
            kind=(row["kind"] or "")[:60],
            issuer=(row["issuer"] or "")[:300],
            issued_on=_day(row["date"]),
        )
        found.append(_mention(reading, listing.line(known), f"citations/{place}", row, known.key in bases))
    for place, row in enumerate(content.get("references", ())):
        if row["how"] == "named" and row["name"]:
            known = Known(name=row["name"][:200], kind=(row["kind"] or "")[:60])
            found.append(_mention(reading, listing.line(known), f"references/{place}", row, basis=False))
    return found


def _mention(reading: Reading, line: ListedDocument, pointer: str, row: Mapping[str, Any], basis: bool) -> Mention:
    return Mention(
        province_id=reading.province_id,
        reading=reading,
        listed=line,
        pointer=pointer,
        start=row["start"],
        end=row["end"],
        basis=basis,
    )


def _propose(reading: Reading, listing: _Listing, own: ListedDocument) -> None:
    """A row for each relation that nobody has judged and no other document has stated in the same way."""
    decided = {_identity(each) for each in Relation.objects.filter(target__in=listing.touched).iterator()}
    made = []
    for row in reading.content.get("relations", ()):
        each = _relation(reading, listing, own, row)
        if each and _identity(each) not in decided and each.source_id != each.target_id:
            decided.add(_identity(each))
            made.append(each)
    Relation.objects.bulk_create(made)


def _relation(reading: Reading, listing: _Listing, own: ListedDocument, row: Mapping[str, Any]) -> Relation | None:
    if row["target"]:
        target = listing.of_number(row["target"])
    elif row["name"]:
        target = listing.line(Known(name=row["name"][:200]))
    else:
        target = own
    of_itself = row["kind"] == RelationKind.IN_FORCE or (row["kind"] == RelationKind.EXPIRES and target.pk == own.pk)
    source = listing.of_number(row["source"]) if row["source"] else None if of_itself else own
    return Relation(
        province_id=reading.province_id,
        kind=row["kind"],
        source=source,
        target=target,
        provisions=list(row["provisions"]),
        whole=not row["provisions"],
        since=_day(row["since"]),
        text=row["text"],
        sure=row["sure"],
        why_unsure=(row["why_unsure"] or "")[:400],
        reading=reading,
        start=row["start"],
        end=row["end"],
        state=RelationState.PROPOSED if row["kind"] in EFFECTS else RelationState.STATED,
    )


def _identity(row: Relation) -> tuple[object, ...]:
    return row.kind, row.source_id, row.target_id, tuple(row.provisions), row.since


def _one_issuer(one: str, other: str) -> bool:
    if not one or not other:
        return True
    first, second = (re.sub(r"\bubnd\b", "uy ban nhan dan", fold(nfc(each))) for each in (one, other))
    return first in second or second in first


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
