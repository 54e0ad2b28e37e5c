"""A text on its way from whoever contributes it to whoever approves it; approving itself is in publishing.py."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nhipcau.core.public import Actor, ChangedMeanwhileError, record, require

from ..choices import APPROVE, CONTRIBUTE, EDIT, REMARK, TRANSLATE, Stage
from ..errors import NotReadyError, ReasonNeededError, WrongStageError
from ..models import Approval, Edition, PendingCorrection, Publication, Remark
from ..queries.drafts import digest_of, draft_of
from ..queries.readiness import lacking, lacking_words
from . import publishing

WITH_AGENCY = (Stage.DRAFT, Stage.RETURNED)
BEFORE_APPROVAL = (Stage.DRAFT, Stage.EDITING, Stage.TRANSLATING)


def submit(actor: Actor, edition: Edition, *, now: datetime) -> Edition:
    """Hands a text of an agency over to the editors; needs CONTRIBUTE for the supplier.

    NotReadyError where title, summary, text or a fact that its kind requires is missing. WrongStageError unless the
    text is with the agency.
    """
    with transaction.atomic():
        held = _locked(actor, edition, WITH_AGENCY)
        require(actor, CONTRIBUTE, held.item.supplier_id)
        if missing := lacking_words(draft_of(held)):
            raise NotReadyError(missing)
        return _step(actor, held, Stage.SUBMITTED, "submit", "Gửi biên tập", now)


def take_back(actor: Actor, edition: Edition, *, now: datetime) -> Edition:
    """Takes a text back that no editor has taken up yet; needs CONTRIBUTE for the supplier."""
    with transaction.atomic():
        held = _locked(actor, edition, (Stage.SUBMITTED,))
        require(actor, CONTRIBUTE, held.item.supplier_id)
        return _step(actor, held, Stage.DRAFT, "take_back", "Rút về để sửa", now)


def take_up(actor: Actor, edition: Edition, *, now: datetime) -> Edition:
    """Makes the actor the one who edits a text; needs EDIT. Somebody else's may be taken over: it is recorded."""
    require(actor, EDIT)
    with transaction.atomic():
        stages = (Stage.DRAFT, Stage.SUBMITTED, Stage.EDITING, Stage.RETURNED, Stage.APPROVED)
        held = _locked(actor, edition, stages)
        if held.stage != Stage.APPROVED:
            Edition.objects.filter(pk=held.pk).update(returned_because="")
            held.returned_because = ""
        stage = Stage.EDITING if held.is_original else Stage.TRANSLATING
        return _step(actor, held, stage, "take_up", "Nhận biên tập", now, to=actor.user_id)


def send_back(actor: Actor, edition: Edition, because: str, *, now: datetime) -> Edition:
    """Gives a text back with a reason: an editor to the agency, an approver to the editor or translator.

    Needs EDIT (from submitted, being edited or approved) or APPROVE (while approval is asked for). ReasonNeededError
    without a reason.
    """
    if not because.strip():
        raise ReasonNeededError
    with transaction.atomic():
        held = _locked(actor, edition, (Stage.SUBMITTED, Stage.EDITING, Stage.APPROVED, Stage.AWAITING))
        if held.stage == Stage.AWAITING:
            require(actor, APPROVE)
            stage, summary = _workplace(held), "Chưa duyệt, trả lại"
        else:
            require(actor, EDIT)
            if not held.is_original:
                raise WrongStageError(held.get_stage_display())
            stage, summary = Stage.RETURNED, "Trả lại cơ quan"
        Edition.objects.filter(pk=held.pk).update(returned_because=because.strip())
        held.returned_because = because.strip()
        return _step(actor, held, stage, "return", summary, now, because=because.strip())


def ask_approval(actor: Actor, edition: Edition, *, now: datetime) -> Edition:
    """Lays a text before the approvers; needs EDIT, for a translation TRANSLATE.

    NotReadyError with everything that is missing, also where a correction was announced and the draft still says what
    is published.
    """
    with transaction.atomic():
        held = _locked(actor, edition, BEFORE_APPROVAL)
        require(actor, EDIT if held.is_original else TRANSLATE)
        draft = draft_of(held)
        missing = lacking(draft, timezone.localdate(now))
        if PendingCorrection.objects.filter(edition=held).exists():
            same = Publication.objects.filter(edition=held, ended_at=None, digest=digest_of(draft)).exists()
            missing += [_("bản nháp vẫn giống bản đang đăng, chưa sửa chỗ cần đính chính")] if same else []
        if missing:
            raise NotReadyError(missing)
        Edition.objects.filter(pk=held.pk).update(returned_because="")
        return _step(actor, held, Stage.AWAITING, "ask_approval", "Trình duyệt", now)


def withdraw_from_approval(actor: Actor, edition: Edition, *, now: datetime) -> Edition:
    """Takes a text back from the approvers, to go on with it; needs EDIT, for a translation TRANSLATE."""
    with transaction.atomic():
        held = _locked(actor, edition, (Stage.AWAITING,))
        require(actor, EDIT if held.is_original else TRANSLATE)
        return _step(actor, held, _workplace(held), "withdraw_from_approval", "Rút khỏi trình duyệt", now)


def approve_seen(
    actor: Actor, edition: Edition, *, seen: str, correction: int | None, note: str = "", now: datetime
) -> Approval:
    """`publishing.approve` of a text together with the correction that goes out with it.

    `correction` is the revision of the announced correction that the approver had before them, None for none:
    ChangedMeanwhileError if there is another one now.
    """
    with transaction.atomic():
        _locked(actor, edition, tuple(Stage))
        pending = PendingCorrection.objects.filter(edition=edition).first()
        if (pending.revision if pending else None) != correction:
            raise ChangedMeanwhileError(pending)
        return publishing.approve(actor, edition, seen=seen, note=note, now=now)


def revoke_approval(actor: Actor, edition: Edition, because: str, *, now: datetime) -> Edition:
    """Takes an approval back, so that the text needs another one; what the world reads stays. Needs APPROVE."""
    require(actor, APPROVE)
    if not because.strip():
        raise ReasonNeededError
    with transaction.atomic():
        held = _locked(actor, edition, (Stage.APPROVED,))
        Approval.objects.filter(edition=held, revoked_at=None).update(revoked_at=now)
        Edition.objects.filter(pk=held.pk).update(returned_because=because.strip())
        return _step(actor, held, _workplace(held), "revoke", "Thu hồi phê duyệt", now, because=because.strip())


def remark(actor: Actor, edition: Edition, text: str, *, block: str = "", now: datetime) -> Remark:
    """Says something about a draft, at a passage (`block`) or as a whole; needs REMARK, of an agency for its own."""
    with transaction.atomic():
        held = _locked(actor, edition, tuple(Stage))
        require(actor, REMARK, held.item.supplier_id)
        made = Remark.objects.create(
            province_id=held.province_id, edition=held, block=block[:80], text=text.strip()[:2000], at=now,
            by_id=actor.user_id,
        )  # fmt: skip
        record(actor, "library.remark", held.item, f"Góp ý về “{held.item.title}” ({held.language})", at=now)
    return made


def settle(actor: Actor, said: Remark, *, now: datetime) -> None:
    """Marks a remark as dealt with; whoever may make one may settle one. Twice is once."""
    with transaction.atomic():
        held = _locked(actor, said.edition, tuple(Stage))
        require(actor, REMARK, held.item.supplier_id)
        if Remark.objects.filter(pk=said.pk, settled_at=None).update(settled_at=now, settled_by_id=actor.user_id):
            record(actor, "library.settle", held.item, f"Đã xử lý một góp ý về “{held.item.title}”", at=now)


def _workplace(edition: Edition) -> Stage:
    return Stage.EDITING if edition.is_original else Stage.TRANSLATING


def _locked(actor: Actor, edition: Edition, stages: Collection[str]) -> Edition:
    rows = Edition.objects.visible_to(actor).select_for_update(of=("self",)).select_related("item")
    held: Edition = rows.get(pk=edition.pk)
    if held.stage not in stages:
        raise WrongStageError(held.get_stage_display())
    return held


def _step(
    actor: Actor, held: Edition, stage: Stage, act: str, summary: str, now: datetime, *, to: int | None = None,
    because: str = "",
) -> Edition:  # fmt: skip
    held.stage, held.stage_at = stage, now
    fields: dict[str, Any] = {"stage": stage, "stage_at": now}
    if to is not None:
        held.assigned_to_id = fields["assigned_to_id"] = to
    Edition.objects.filter(pk=held.pk).update(**fields)
    told = f"{summary} “{held.item.title}” ({held.language})" + (f": {because}" if because else "")
    record(actor, f"library.{act}", held.item, told, at=now)
    return held
