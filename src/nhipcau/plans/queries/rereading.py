"""What a newer reading of the same document says otherwise: proposed differences, never more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nhipcau.documents.public import Reading, newest_reading

from ..choices import ProposalState
from ..models import Plan, Proposal
from .likeness import Clause, pairs


@dataclass(frozen=True, slots=True)
class Difference:
    """A duty that the newer reading has (`row`), has otherwise (both), or no longer has (`proposal`)."""

    kind: str  # added, changed, dropped
    proposal: Proposal | None
    row: Mapping[str, Any] | None

    @property
    def old_text(self) -> str:
        """What the earlier reading said."""
        return str(self.proposal.as_read.get("text", self.proposal.text)) if self.proposal else ""

    @property
    def new_text(self) -> str:
        """What the newer reading says."""
        return str(self.row["text"]) if self.row else ""


def newer_reading(plan: Plan) -> Reading | None:
    """The newest reading of a plan's document, where it is not the one that the plan was opened from."""
    newest = newest_reading(plan.document)
    return newest if newest and newest.pk != plan.reading_id else None


def differences(plan: Plan, reading: Reading) -> list[Difference]:
    """How a newer reading differs from what the plan was opened from, in document order.

    Corrections that people made are not differences: what was read then is compared with what is read now.
    """
    proposals = {each.pk: each for each in plan.proposals.exclude(as_read={})}
    rows = dict(enumerate(reading.content["assignments"]))
    old = [
        Clause(pk, each.path, each.as_read["text"], _names(each.as_read), each.as_read["deadline"] or "")
        for pk, each in proposals.items()
    ]
    new = [Clause(at, row["path"], row["text"], _names(row), row["deadline"] or "") for at, row in rows.items()]
    found = []
    for pair in pairs(old, new):
        proposal, row = proposals.pop(pair.old.key), rows.pop(pair.new.key)
        if not pair.same:
            found.append(Difference("changed", proposal, row))
    found += [Difference("added", None, row) for row in rows.values()]
    found += [
        Difference("dropped", proposal, None)
        for proposal in proposals.values()
        if proposal.state != ProposalState.DROPPED
    ]
    return sorted(
        found, key=lambda each: each.row["start"] if each.row else each.proposal.order if each.proposal else 0
    )


def _names(row: Mapping[str, Any]) -> frozenset[str]:
    return frozenset(
        [*(f"lead {name}" for name in row["lead"]), *(f"coordinate {name}" for name in row["coordinating"])]
    )
