"""What goes out at a time of its own, and what goes away when its validity ends.

A planned publication is a row; the task that carries it out only looks at that row, so it may run twice, or its
worker be killed: the item goes out once. Should the task be lost altogether, the worker's daily round finds the row.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import override

from nhipcau.core.public import Actor, HouseError, actor_of, record, require

from ..choices import PUBLISH
from ..errors import NotApprovedError, NotReadyError, PlannedAlreadyError, TimePassedError
from ..models import Edition, Item, PlannedPublication
from ..queries.drafts import approval_for, draft_of
from ..queries.readiness import lacking
from .publishing import expire, publish

WAITING = {"done_at": None, "cancelled_at": None, "failure": ""}


def plan(actor: Actor, item: Item, languages: Sequence[str], at: datetime, *, now: datetime) -> PlannedPublication:
    """Has an item go out at a time in these languages, all at once; needs PUBLISH.

    What is approved now is what will go out: a change until then needs another approval, and without it the plan fails
    and says so. TimePassedError, PlannedAlreadyError, NotApprovedError or NotReadyError where it cannot be planned.
    """
    require(actor, PUBLISH)
    if at <= now:
        raise TimePassedError
    with transaction.atomic():
        held: Item = Item.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=item.pk)
        _check(actor, held, languages, at)
        if PlannedPublication.objects.filter(item=held, **WAITING).exists():
            raise PlannedAlreadyError
        try:
            with transaction.atomic():
                made = PlannedPublication.objects.create(
                    province_id=held.province_id, item=held, languages=list(languages), at=at, by_id=actor.user_id
                )
        except IntegrityError:
            raise PlannedAlreadyError from None
        told = f"Đặt lịch đăng “{held.title}” ({', '.join(languages)}) lúc {timezone.localtime(at):%H:%M %d/%m/%Y}"
        record(actor, "library.plan", held, told, at=now)
        transaction.on_commit(lambda: _ask_for(made))
    return made


def _check(actor: Actor, item: Item, languages: Sequence[str], at: datetime) -> None:
    editions = list(Edition.objects.visible_to(actor).filter(item=item, language__in=languages))
    if not editions or len(editions) < len(set(languages)):
        raise NotReadyError([item.title])
    for edition in editions:
        draft = draft_of(edition)
        if approval_for(draft) is None:
            raise NotApprovedError(draft.title, edition.language)
        if missing := lacking(draft, timezone.localdate(at)):
            raise NotReadyError(missing)


def _ask_for(planned: PlannedPublication) -> None:
    from ..tasks import publish_planned

    publish_planned.using(run_after=planned.at).enqueue(planned.pk)


def cancel(actor: Actor, planned: PlannedPublication, *, now: datetime) -> None:
    """Takes a plan back that was not carried out yet; needs PUBLISH. Twice is once."""
    require(actor, PUBLISH)
    with transaction.atomic():
        rows = PlannedPublication.objects.visible_to(actor).filter(pk=planned.pk, **WAITING)
        if rows.update(cancelled_at=now):
            record(actor, "library.cancel_plan", planned.item, f"Hủy lịch đăng “{planned.item.title}”", at=now)


def carry_out(planned_id: int, *, now: datetime) -> bool:
    """Publishes what was planned, if it still waits and its time has come; answers whether it went out.

    The publication and the mark that it was done are one transaction. What may not go out (changed after the approval,
    a picture whose rights have ended, somebody who may no longer publish) leaves its reason on the plan.
    """
    try:
        with transaction.atomic():
            rows = PlannedPublication.objects.select_for_update(of=("self",)).select_related("item", "by")
            held = rows.filter(pk=planned_id, at__lte=now, **WAITING).first()
            if held is None:
                return False
            actor = actor_of(held.by, timezone.localdate(now))
            publish(actor, held.item, held.languages, now=now)
            PlannedPublication.objects.filter(pk=held.pk).update(done_at=now)
    except HouseError as problem:
        _note_failure(planned_id, problem, now)
        return False
    return True


def _note_failure(planned_id: int, problem: HouseError, now: datetime) -> None:
    with override("vi"), transaction.atomic():
        if PlannedPublication.objects.filter(pk=planned_id, **WAITING).update(failure=str(problem)):
            held = PlannedPublication.objects.select_related("item").get(pk=planned_id)
            summary = f"Không đăng được theo lịch: “{held.item.title}”. {problem}"
            record(None, "library.plan_failed", held.item, summary, at=now, province_id=held.province_id)


def carry_out_due(on: date, clock: Callable[[], datetime]) -> int:
    """The daily round: carries out what is overdue because its task was lost; answers how many went out."""
    due = PlannedPublication.objects.filter(at__lte=clock(), **WAITING).order_by("at")
    return sum(carry_out(pk, now=clock()) for pk in due.values_list("pk", flat=True))


def end_expired(on: date, clock: Callable[[], datetime]) -> int:
    """The daily round: items whose last day of validity lies before `on` leave the world; answers how many did."""
    over = Item.objects.filter(valid_to__lt=on, publications__ended_at=None).distinct().order_by("pk")
    return sum(bool(expire(item, now=clock())) for item in over)


def set_review(actor: Actor, item: Item, on: date | None, *, now: datetime) -> None:
    """Sets the day on which somebody looks at a published item again; None for never. Needs PUBLISH."""
    require(actor, PUBLISH)
    with transaction.atomic():
        if Item.objects.visible_to(actor).filter(pk=item.pk).exclude(review_on=on).update(review_on=on):
            day = f"{on:%d/%m/%Y}" if on else "không đặt"
            record(actor, "library.review_on", item, f"Ngày xem lại “{item.title}”: {day}", at=now)
