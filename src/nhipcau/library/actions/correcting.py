"""Public corrections of our own pages: told beforehand, approved with the text, numbered when they are published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from nhipcau.core.public import Actor, ChangedMeanwhileError, Province, nfc, record, require
from nhipcau.organisations.public import Organisation

from ..choices import EDIT, Stage
from ..errors import NothingPublishedError, WrongStageError
from ..models import Correction, Edition, PendingCorrection, Publication

# While somebody has it before them for approval, or has approved it, the words of a correction stand still.
STILL = (Stage.AWAITING, Stage.APPROVED)


@dataclass(frozen=True, slots=True)
class CorrectionGiven:
    """What a correction says: which published words were wrong, what is right, by what source, and who speaks."""

    what: str
    now: str
    source: str
    office: Organisation


def announce(
    actor: Actor, edition: Edition, given: CorrectionGiven, *, seen: int | None = None, now: datetime
) -> PendingCorrection:
    """Says that the next publication of an edition corrects what was published before; what the world reads stays.

    Needs EDIT. An approved text goes back to being edited, as its approval did not know of
    the correction. NothingPublishedError where nothing was ever published, WrongStageError while it awaits approval,
    ChangedMeanwhileError if `seen`, the revision that the writer had before them, is not the newest.
    """
    require(actor, EDIT)
    with transaction.atomic():
        held: Edition = Edition.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=edition.pk)
        if not Publication.objects.filter(edition=held).exists():
            raise NothingPublishedError
        pending = PendingCorrection.objects.filter(edition=held).first()
        if held.stage == Stage.AWAITING or (pending and held.stage in STILL):
            raise WrongStageError(held.get_stage_display())
        if pending and seen is not None and pending.revision != seen:
            raise ChangedMeanwhileError(pending)
        if held.stage == Stage.APPROVED:
            back = Stage.EDITING if held.is_original else Stage.TRANSLATING
            Edition.objects.filter(pk=held.pk).update(stage=back, stage_at=now)
        row = pending or PendingCorrection(province_id=held.province_id, edition=held, revision=0)
        row.what, row.now, row.source = (text.strip() for text in (given.what, given.now, given.source))
        row.office, row.at, row.by_id, row.revision = given.office, now, actor.user_id, row.revision + 1
        row.save()
        summary = f"Soạn đính chính cho “{held.item.title}” ({held.language})"
        record(actor, "library.announce_correction", held.item, summary, at=now)
    return row


def drop(actor: Actor, edition: Edition, *, now: datetime) -> None:
    """Takes back a correction that was not published yet; one that was is there for good."""
    require(actor, EDIT)
    with transaction.atomic():
        held: Edition = Edition.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=edition.pk)
        if held.stage in STILL:
            raise WrongStageError(held.get_stage_display())
        if PendingCorrection.objects.filter(edition=held).delete()[0]:
            summary = f"Bỏ bản đính chính đang soạn của “{held.item.title}” ({held.language})"
            record(actor, "library.drop_correction", held.item, summary, at=now)


def correct(actor: Actor, pending: PendingCorrection, after: Publication, *, now: datetime) -> Correction:
    """Numbers what was announced, as `after` is published; in the caller's transaction.

    Numbers begin anew each year (of Vietnam) and have no gaps: the province's row is locked while one is given.
    """
    year = timezone.localtime(now).year
    Province.objects.select_for_update(no_key=True).get(pk=pending.province_id)
    rows = Correction.objects.filter(province_id=pending.province_id, year=year)
    last = rows.aggregate(last=Max("number"))["last"] or 0
    earlier = Publication.objects.filter(edition_id=pending.edition_id).exclude(pk=after.pk)
    before = earlier.latest("number")  # only what was published is ever announced as wrong
    made = Correction.objects.create(
        province_id=pending.province_id, number=last + 1, year=year, before=before, after=after, what=nfc(pending.what),
        now=nfc(pending.now), source=nfc(pending.source), office_id=pending.office_id, at=now, by_id=actor.user_id,
    )  # fmt: skip
    pending.delete()
    record(actor, "library.correct", after.item, f"Đính chính số {made} cho “{after.title}”", at=now)
    return made
