"""What every change of a consolidated report begins and ends with."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Max

from nhipcau.core.public import Actor, ChangedMeanwhileError

from ...choices import PaperState
from ...errors import NotDraftingError
from ...models import Consolidation, PaperVersion
from ...queries.consolidating.versions import content_of


def locked(actor: Actor, paper: Consolidation, *, drafting: bool = True) -> Consolidation:
    """The report, locked for a change in the caller's transaction. Raises NotDraftingError past its drafting."""
    standing: Consolidation = Consolidation.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=paper.pk)
    if drafting and standing.state != PaperState.DRAFTING:
        raise NotDraftingError
    return standing


def unchanged(current: Any, revision: int) -> None:
    """Raises ChangedMeanwhileError where `current` is no longer what its reader saw."""
    if current.revision != revision:
        raise ChangedMeanwhileError(current)


def touched(paper: Consolidation) -> None:
    """Counts a change of the report."""
    paper.revision += 1
    paper.save(update_fields=["revision"])


def keep_version(actor: Actor, paper: Consolidation, occasion: str, now: datetime) -> PaperVersion:
    """Keeps how the report stands; part of a caller's transaction."""
    last = PaperVersion.objects.filter(paper=paper).aggregate(last=Max("number"))["last"] or 0
    made: PaperVersion = PaperVersion.objects.create(
        province_id=paper.province_id,
        paper=paper,
        number=last + 1,
        occasion=occasion[:200],
        content=content_of(paper),
        by_id=actor.user_id,
        at=now,
    )
    return made
