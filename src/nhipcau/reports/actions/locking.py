"""The report that an action changes: seen by the actor, locked, and as it was shown."""

from __future__ import annotations

from nhipcau.core.public import Actor, ChangedMeanwhileError, NotAllowedError, allows

from ..choices import MANAGE, WRITE, Entry
from ..models import ReportVersion, Submission


def locked(actor: Actor, submission: Submission, seen: int | None = None) -> Submission:
    """The report as it is now, locked until the caller's transaction ends.

    Raises Submission.DoesNotExist where the actor may not see it, ChangedMeanwhileError where it is no longer at the
    revision `seen` (None: whatever it is).
    """
    rows = Submission.objects.visible_to(actor).select_for_update(of=("self",))
    standing: Submission = rows.select_related("organisation", "period", "obligation").get(pk=submission.pk)
    if seen is not None and standing.revision != seen:
        raise ChangedMeanwhileError(standing)
    return standing


def draft_of(submission: Submission) -> ReportVersion | None:
    """The version that is being written, if any."""
    return version_at(submission.draft_id)


def version_at(pk: int | None) -> ReportVersion | None:
    """A version by its id, with who sent it; None where there is none."""
    found: ReportVersion | None = ReportVersion.objects.filter(pk=pk or 0).select_related("sent_by").first()
    return found


def require_writer(actor: Actor, submission: Submission, draft: ReportVersion | None) -> None:
    """Raises NotAllowedError unless the actor writes for this organisation, or enters its paper for it."""
    if not may_write(actor, submission, draft):
        raise NotAllowedError(WRITE)


def may_write(actor: Actor, submission: Submission, draft: ReportVersion | None) -> bool:
    """Whether the actor may write this report: the agency's own people; the coordinator what came on paper."""
    if allows(actor, WRITE, submission.organisation_id):
        return True
    return draft is not None and draft.entry != Entry.ONLINE and allows(actor, MANAGE)
