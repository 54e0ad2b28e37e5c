"""The row that an action changes: seen by the actor, locked, and as it was shown."""

from __future__ import annotations

from nhipcau.core.public import Actor, ChangedMeanwhileError

from ..errors import ClosedError
from ..models import Assignment


def locked(actor: Actor, assignment: Assignment, version: int) -> Assignment:
    """The assignment as it is now, locked until the caller's transaction ends.

    Raises Assignment.DoesNotExist where the actor may not see it, ChangedMeanwhileError where it is no longer the
    `version` that was shown, ClosedError where the duty was withdrawn or is another's.
    """
    rows = Assignment.objects.visible_to(actor).select_for_update(of=("self",)).select_related("organisation", "duty")
    now_standing: Assignment = rows.get(pk=assignment.pk)
    if now_standing.version != version:
        raise ChangedMeanwhileError(now_standing)
    if now_standing.withdrawn or now_standing.state == "not_ours":
        raise ClosedError
    return now_standing
