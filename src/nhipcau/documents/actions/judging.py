"""A person decides what a relation between documents is worth, or records one with its source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from nhipcau.core.public import Actor, ChangedMeanwhileError, Province, record, require
from nhipcau.search.public import index

from ..choices import EFFECTS, JUDGE, RelationKind, RelationOrigin, RelationState
from ..errors import NoProofError, SameDocumentError
from ..models import ListedDocument, Relation
from ..queries.register import LISTED, index_rows
from .listing import Known, line_of

_DECISIONS = {
    RelationState.CONFIRMED: ("documents.confirm_relation", "Xác nhận quan hệ giữa hai văn bản"),
    RelationState.REFUSED: ("documents.refuse_relation", "Ghi nhận quan hệ đọc được là không đúng"),
    RelationState.PROPOSED: ("documents.reopen_relation", "Đưa quan hệ về chờ xác nhận"),
}


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a person records of a document by hand. `by`: the number of the document that did it, `by_date` its day;
    `provisions`: the parts that are meant, none for the whole; `proof`: where it is written."""

    kind: RelationKind
    proof: str
    since: date | None = None
    by: str = ""
    by_date: date | None = None
    provisions: tuple[str, ...] = ()


def decide(actor: Actor, relation: Relation, state: RelationState, *, now: datetime) -> Relation:
    """Confirms or refuses a relation that was read, or takes such a decision back; in the trail with its documents.

    Raises ChangedMeanwhileError where somebody decided meanwhile.
    """
    require(actor, JUDGE)
    with transaction.atomic():
        standing: Relation = Relation.objects.visible_to(actor).select_for_update().get(pk=relation.pk)
        if standing.state != relation.state or standing.kind not in EFFECTS:
            raise ChangedMeanwhileError(standing)
        reopened = state == RelationState.PROPOSED
        if reopened and standing.origin == RelationOrigin.BY_HAND:
            state = RelationState.REFUSED  # what a person recorded is no proposal of the machine's
        standing.state = state
        standing.decided_by_id, standing.decided_at = (None, None) if reopened else (actor.user_id, now)
        standing.save(update_fields=["state", "decided_by", "decided_at"])
        act, summary = _DECISIONS[state]
        record(actor, act, standing.target, summary, at=now, data=_told(standing))
    return standing


def record_by_hand(actor: Actor, target: ListedDocument, given: Recorded, *, now: datetime) -> Relation:
    """Records what a person knows of a document's validity, with where it is written; it counts at once.

    Raises NoProofError without a source, SameDocumentError where a document would act on itself.
    """
    require(actor, JUDGE)
    if not given.proof.strip():
        raise NoProofError
    with transaction.atomic():
        Province.objects.select_for_update().get(pk=actor.province_id)
        source = line_of(actor.province_id, Known(number=given.by, issued_on=given.by_date)) if given.by else None
        if source and source.pk == target.pk:
            raise SameDocumentError
        made = Relation.objects.create(
            province_id=actor.province_id,
            kind=given.kind,
            source=source,
            target=target,
            provisions=list(given.provisions),
            whole=not given.provisions,
            since=given.since,
            origin=RelationOrigin.BY_HAND,
            proof=given.proof.strip()[:500],
            state=RelationState.CONFIRMED,
            decided_by_id=actor.user_id,
            decided_at=now,
        )
        if source:
            index(LISTED, index_rows(ListedDocument.objects.filter(pk=source.pk)))
        record(actor, "documents.record_relation", target, "Ghi tay tình trạng hiệu lực", at=now, data=_told(made))
    return made


def _told(relation: Relation) -> dict[str, object]:
    return {
        "relation": relation.pk,
        "kind": relation.kind,
        "source": relation.source.number if relation.source else "",
        "target": relation.target.number,
        "since": relation.since.isoformat() if relation.since else "",
        "proof": relation.proof,
    }
