"""What a person says of a task of a superior document beside a plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from nhipcau.core.public import Actor, record, require
from nhipcau.documents.public import Document

from ..choices import REVIEW, CoverageVerdict
from ..errors import NoSuchPlaceError, ReasonMissingError
from ..models import CoverageMark, Plan


@dataclass(frozen=True, slots=True)
class Verdict:
    """A verdict on the task at `path`, whose words are `text`: the plan has it at `plan_path`, or it does not concern
    the plan for a `reason`."""

    path: str
    text: str
    kind: CoverageVerdict
    plan_path: str = ""
    reason: str = ""


def mark_task(actor: Actor, plan: Plan, superior: Document, given: Verdict, *, now: datetime) -> CoverageMark:
    """Keeps a verdict in place of an earlier one.

    Raises NoSuchPlaceError where the plan has no such paragraph, ReasonMissingError without a reason.
    """
    require(actor, REVIEW)
    covered = given.kind == CoverageVerdict.COVERED
    known = {row["path"] for row in plan.reading.content["units"]}
    if covered and given.plan_path not in known:
        raise NoSuchPlaceError
    if not covered and not given.reason.strip():
        raise ReasonMissingError
    with transaction.atomic():
        mark: CoverageMark
        mark, _made = CoverageMark.objects.update_or_create(
            plan=plan,
            superior=superior,
            path=given.path[:120],
            defaults={
                "province_id": plan.province_id,
                "text": given.text,
                "verdict": given.kind,
                "plan_path": given.plan_path[:120] if covered else "",
                "reason": given.reason.strip()[:500],
                "by_id": actor.user_id,
                "at": now,
            },
        )
        told = {"superior": superior.pk, "path": mark.path, "verdict": mark.verdict, "plan_path": mark.plan_path}
        record(actor, "plans.mark_coverage", plan, "Đối chiếu nhiệm vụ với văn bản cấp trên", at=now, data=told)
    return mark


def unmark_task(actor: Actor, plan: Plan, superior: Document, path: str, *, now: datetime) -> None:
    """Takes a verdict back: the task stands again as the machine finds it. Harmless where there is none."""
    require(actor, REVIEW)
    with transaction.atomic():
        gone, _each = CoverageMark.objects.filter(plan=plan, superior=superior, path=path).delete()
        if gone:
            told = {"superior": superior.pk, "path": path}
            record(actor, "plans.unmark_coverage", plan, "Rút kết luận đối chiếu", at=now, data=told)
