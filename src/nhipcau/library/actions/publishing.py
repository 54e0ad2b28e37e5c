"""From a draft to what the world reads: approving exactly a content, publishing it in its languages at once, ending it.

Whatever Wagtail's own screens and commands do ends here too (gate.py), and is refused unless the approval matches.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_date
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.actions.unpublish_page import UnpublishPageAction

from nhipcau.core.public import Actor, User, record, require

from ..choices import APPROVE, PUBLISH, EndReason, Stage
from ..errors import NotApprovedError, NotReadyError, WrongStageError
from ..models import Approval, ContentPage, Edition, Item, PendingCorrection, PlannedPublication, Publication
from ..queries.approvers import own_words
from ..queries.drafts import approval_for, content_of, digest_of, draft_of
from ..queries.readiness import lacking
from .correcting import correct
from .media.uses import note_uses


@dataclass(frozen=True, slots=True)
class Change:
    """What became of an item for the world: the publications that began and those that ended."""

    item_id: int
    province_id: int
    began: tuple[Publication, ...] = ()
    ended: tuple[Publication, ...] = ()


_LISTENERS: list[Callable[[Change], None]] = []
_WITHIN: list[Callable[[Change], None]] = []


def on_publication(listener: Callable[[Change], None], *, within: bool = False) -> None:
    """Has `listener` called whenever the world reads something else: once the transaction is done, or else `within`
    it, for what must happen with the publication or not at all."""
    (_WITHIN if within else _LISTENERS).append(listener)


def _tell(change: Change) -> None:
    for listener in _WITHIN:
        listener(change)
    for listener in _LISTENERS:
        transaction.on_commit(lambda told=listener: told(change))  # type: ignore[misc]


def approve(actor: Actor, edition: Edition, *, seen: str, note: str = "", now: datetime) -> Approval:
    """Approves the content that the approver had before them, told by its fingerprint `seen` (digest_of).

    Needs APPROVE. NotApprovedError where the draft has changed since, WrongStageError where nobody asked for approval,
    OwnWordsError where the approver wrote it and another may approve it, NotReadyError where something is missing.
    """
    require(actor, APPROVE)
    with transaction.atomic():
        held = _locked(actor, edition)
        if held.stage != Stage.AWAITING:
            raise WrongStageError(held.get_stage_display())
        draft = draft_of(held)
        if digest_of(draft) != seen:
            raise NotApprovedError(draft.title, held.language)
        if refused := own_words(actor, draft):
            raise refused
        if missing := lacking(draft, timezone.localdate(now)):
            raise NotReadyError(missing)
        approval = Approval.objects.create(
            province_id=held.province_id, edition=held, digest=seen, revision=draft.latest_revision_id, at=now,
            by_id=actor.user_id, note=note,
        )  # fmt: skip
        Edition.objects.filter(pk=held.pk).update(stage=Stage.APPROVED, stage_at=now, returned_because="")
        summary = f"Duyệt “{draft.title}” ({held.language})"
        record(actor, "library.approve", held.item, summary, at=now, data={"digest": seen})
    return approval


def publish(actor: Actor, item: Item, languages: Sequence[str], *, now: datetime) -> list[Publication]:
    """Publishes the approved drafts of an item in these languages: all of them or, if one may not go, none.

    Needs PUBLISH. NotApprovedError for a draft that is not exactly what was approved, NotReadyError for what has
    lapsed since. A language whose published content is already this one is left as it is.
    """
    require(actor, PUBLISH)
    with transaction.atomic():
        # The database decides who is first; the others wait and then see what was done.
        editions = list(
            Edition.objects.visible_to(actor).select_for_update(of=("self",)).select_related("item")
            .filter(item=item, language__in=languages).order_by("pk")
        )  # fmt: skip
        if not editions:
            raise NotReadyError([item.title])
        began, ended = [], []
        for edition in editions:
            new, old = _publish_one(edition, actor, now)
            began += [new] if new else []
            ended += [old] if new and old else []
        if began:
            told = ", ".join(each.language for each in began)
            record(actor, "library.publish", item, f"Đăng “{item.title}” ({told})", at=now)
            _tell(Change(item.pk, item.province_id, tuple(began), tuple(ended)))
    return began


def _publish_one(edition: Edition, actor: Actor, now: datetime) -> tuple[Publication | None, Publication | None]:
    draft = draft_of(edition)
    approval = approval_for(draft)
    if approval is None:
        raise NotApprovedError(draft.title, edition.language)
    if missing := lacking(draft, timezone.localdate(now)):
        raise NotReadyError(missing)
    old = Publication.objects.filter(edition=edition, ended_at=None).first()
    content = content_of(draft)
    if old and old.digest == approval.digest and old.content == content:
        return None, old
    pending = PendingCorrection.objects.filter(edition=edition).first()
    if old:
        _end(old, EndReason.CORRECTED if pending else EndReason.SUPERSEDED, "", now)
    new = _publication(edition, draft, content, approval, actor, now)
    note_uses(new, draft)
    if pending:
        correct(actor, pending, new, now=now)
    user = User.objects.get(pk=actor.user_id)
    PublishPageRevisionAction(draft.latest_revision, user=user).execute(skip_permission_checks=True)
    return new, old


def _publication(
    edition: Edition, draft: ContentPage, content: dict[str, Any], approval: Approval, actor: Actor, now: datetime
) -> Publication:
    item = edition.item
    last = Publication.objects.filter(edition=edition).order_by("-number").first()
    facts = original_facts(edition, draft)
    starts = parse_date(str(facts.get("starts_on") or facts.get("said_on") or "")) if item.about.facts else None
    return Publication.objects.create(
        province_id=edition.province_id, edition=edition, item=item, language=edition.language,
        number=last.number + 1 if last else 1, kind=item.kind, category=item.category, slug=draft.slug,
        title=draft.title[:300], summary=draft.summary, content=content, digest=approval.digest, starts_on=starts,
        ends_on=parse_date(str(facts.get("ends_on") or "")) or starts, latitude=item.latitude, longitude=item.longitude,
        approval=approval, first_at=last.first_at if last else now, at=now, by_id=actor.user_id,
    )  # fmt: skip


def original_facts(edition: Edition, draft: ContentPage) -> dict[str, Any]:
    """The facts that stand with the original, whatever language `draft` is in."""
    if edition.is_original:
        return dict(draft.facts)
    original = Edition.objects.filter(item=edition.item, language=edition.item.original).first()
    return dict(draft_of(original).facts) if original else {}


def withdraw(
    actor: Actor,
    item: Item,
    languages: Iterable[str],
    because: str,
    *,
    reason: str = EndReason.WITHDRAWN,
    now: datetime,
) -> list[Publication]:
    """Takes an item from the world in these languages; the text stays readable to those who work in the library.

    Needs PUBLISH; `because` is told in the audit trail and where the page was.
    """
    require(actor, PUBLISH)
    with transaction.atomic():
        rows = Publication.objects.visible_to(actor).select_for_update(of=("self",))
        ended = list(rows.filter(item=item, language__in=list(languages), ended_at=None))
        _withdraw(ended, reason, because, User.objects.get(pk=actor.user_id), now)
        if ended:
            # What somebody takes away is not brought back by a plan that was made before.
            waiting = PlannedPublication.objects.filter(item=item, done_at=None, cancelled_at=None)
            waiting.update(cancelled_at=now)
            told = ", ".join(each.language for each in ended)
            record(actor, "library.withdraw", item, f"Gỡ “{item.title}” ({told}): {because}", at=now)
    return ended


def expire(item: Item, *, now: datetime) -> list[Publication]:
    """Takes an item whose validity has ended from the world in every language; nobody's act, the calendar's."""
    with transaction.atomic():
        ended = list(Publication.objects.select_for_update(of=("self",)).filter(item=item, ended_at=None))
        _withdraw(ended, EndReason.EXPIRED, "", None, now)
        if ended:
            told = ", ".join(each.language for each in ended)
            summary = f"Hết thời hạn hiệu lực, thôi đăng “{item.title}” ({told})"
            record(None, "library.expire", item, summary, at=now, province_id=item.province_id)
    return ended


def _withdraw(ended: Sequence[Publication], reason: str, because: str, user: User | None, now: datetime) -> None:
    for each in ended:
        _end(each, reason, because, now)
        page = ContentPage.objects.get(edition_id=each.edition_id)
        UnpublishPageAction(page, user=user).execute(skip_permission_checks=True)
    if ended:
        _tell(Change(ended[0].item_id, ended[0].province_id, (), tuple(ended)))


def _end(publication: Publication, reason: str, because: str, now: datetime) -> None:
    Publication.objects.filter(pk=publication.pk).update(ended_at=now, ended=reason, ended_because=because)


def _locked(actor: Actor, edition: Edition) -> Edition:
    rows = Edition.objects.visible_to(actor).select_for_update(of=("self",)).select_related("item")
    held: Edition = rows.get(pk=edition.pk)
    return held
