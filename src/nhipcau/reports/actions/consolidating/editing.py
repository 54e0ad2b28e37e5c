"""Changing the words of a consolidated report; numbers keep their records, or ask for one."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from nhipcau.core.public import Actor, nfc, record, require

from ...choices import CONSOLIDATE, BlockKind, FindingKind
from ...errors import NothingSaidError, NotInTextError, ReasonMissingError
from ...models import Block, Consolidation, Looked, PaperVersion, Tally
from ...queries.consolidating.numbers import numbers_in
from .changing import keep_version, locked, touched, unchanged

FRAME_FIELDS = (
    "superior", "issuer", "symbol", "place", "addressees", "on_behalf", "in_place_of", "office", "signer", "recipients",
    "archive",
)  # fmt: skip


def change_words(actor: Actor, block: Block, text: str, *, revision: int, now: datetime) -> Block:
    """Gives a block other words. A number that one of its sources says keeps that source; others come up as findings.

    `revision` is what the person saw. Raises ChangedMeanwhileError (nothing is written), NothingSaidError for no
    words at all, NotDraftingError.
    """
    require(actor, CONSOLIDATE)
    words = nfc(text).strip()
    if not words:
        raise NothingSaidError
    with transaction.atomic():
        paper = locked(actor, block.paper)
        standing: Block = Block.objects.select_for_update().get(pk=block.pk, paper=paper)
        unchanged(standing, revision)
        standing.text = words
        _mark(actor, standing, now)
        _vouch_by_sources(standing)
        touched(paper)
    return standing


def _vouch_by_sources(block: Block) -> None:
    """Drops records of numbers that are gone, and links new ones to a source that says them."""
    numbers = set(numbers_in(block.text))
    gone = block.tallies.filter(indicator=None).exclude(printed__in=numbers)
    gone.delete()
    known = set(block.tallies.values_list("printed", flat=True))
    sources = list(block.sources.all())
    made = []
    for number in numbers - known:
        source = next((each for each in sources if number in numbers_in(each.said)), None)
        if source is not None:
            made.append(
                Tally(
                    province_id=block.province_id, paper_id=block.paper_id, block=block, printed=number,
                    as_of=block.paper.as_of, source=source,
                )
            )  # fmt: skip
    Tally.objects.bulk_create(made)


def _mark(actor: Actor, block: Block, now: datetime) -> None:
    block.edited_by_id, block.edited_at = actor.user_id, now
    block.revision += 1
    block.save()


def add_block(actor: Actor, paper: Consolidation, *, after: Block | None, text: str, now: datetime) -> Block:
    """Adds a passage of a person's own after a block (at the end for None). Raises what `change_words` raises."""
    require(actor, CONSOLIDATE)
    words = nfc(text).strip()
    if not words:
        raise NothingSaidError
    with transaction.atomic():
        standing = locked(actor, paper)
        last = standing.blocks.last()
        place = after.order if after is not None else last.order if last is not None else 0
        standing.blocks.filter(order__gt=place).update(order=F("order") + 1)
        block: Block = Block(
            province_id=standing.province_id, paper=standing, kind=BlockKind.PASSAGE, order=place + 1, text=words
        )
        _mark(actor, block, now)
        touched(standing)
    return block


def take_out(actor: Actor, block: Block, *, removed: bool, revision: int, now: datetime) -> Block:
    """Takes a block out of the report, or puts it back; its words and sources stay."""
    require(actor, CONSOLIDATE)
    with transaction.atomic():
        paper = locked(actor, block.paper)
        standing: Block = Block.objects.select_for_update().get(pk=block.pk, paper=paper)
        unchanged(standing, revision)
        standing.removed = removed
        _mark(actor, standing, now)
        touched(paper)
    return standing


def move(actor: Actor, block: Block, *, up: bool, now: datetime) -> None:
    """Moves a block past its neighbour; at the end it stays where it is."""
    require(actor, CONSOLIDATE)
    with transaction.atomic():
        paper = locked(actor, block.paper)
        standing = paper.blocks.get(pk=block.pk)
        near = Q(order__lt=standing.order) if up else Q(order__gt=standing.order)
        rows = paper.blocks.filter(near, removed=False)
        other = rows.last() if up else rows.first()
        if other is None:
            return
        standing.order, other.order = other.order, standing.order
        other.save(update_fields=["order"])
        _mark(actor, standing, now)
        touched(paper)


def vouch(actor: Actor, block: Block, number: str, note: str, *, now: datetime) -> Tally:
    """A person answers for a number that no report says, naming its basis (a document, a count of their own).

    Raises ReasonMissingError without a basis, NotInTextError where the number is gone.
    """
    require(actor, CONSOLIDATE)
    if not note.strip():
        raise ReasonMissingError
    with transaction.atomic():
        paper = locked(actor, block.paper)
        if number not in numbers_in(Block.objects.get(pk=block.pk, paper=paper).text):
            raise NotInTextError
        made: Tally = Tally.objects.create(
            province_id=paper.province_id, paper=paper, block_id=block.pk, printed=number, as_of=paper.as_of,
            note=nfc(note).strip()[:500], vouched_by_id=actor.user_id,
        )  # fmt: skip
        touched(paper)
        summary = f"Ghi căn cứ cho số {number} trong báo cáo tổng hợp"
        record(actor, "reports.vouch", paper, summary, at=now, data={"number": number, "note": made.note})
    return made


def look(actor: Actor, paper: Consolidation, kind: FindingKind, key: str, note: str, *, now: datetime) -> Looked:
    """Notes that a finding was looked at and what was decided. Raises ReasonMissingError without a decision."""
    require(actor, CONSOLIDATE)
    if not note.strip():
        raise ReasonMissingError
    with transaction.atomic():
        standing = locked(actor, paper)
        made, _new = Looked.objects.update_or_create(
            paper=standing,
            kind=kind,
            key=key[:80],
            defaults={
                "province_id": standing.province_id,
                "note": nfc(note).strip()[:500],
                "by_id": actor.user_id,
                "at": now,
            },
        )
        record(actor, "reports.look", standing, f"Đã xem: {kind.value} {key}", at=now, data={"note": made.note})
    return made


def set_frame(
    actor: Actor, paper: Consolidation, title: str, frame: dict[str, Any], *, revision: int, now: datetime
) -> Consolidation:
    """Changes title and frame: names of bodies, place, addressees, recipients, who signs in whose place.

    Raises ChangedMeanwhileError, NothingSaidError without a title, NotDraftingError.
    """
    require(actor, CONSOLIDATE)
    if not title.strip():
        raise NothingSaidError
    with transaction.atomic():
        standing = locked(actor, paper)
        unchanged(standing, revision)
        standing.title = nfc(title).strip()[:500]
        standing.frame = {**standing.frame, **{name: frame[name] for name in FRAME_FIELDS if name in frame}}
        standing.save(update_fields=["title", "frame"])
        touched(standing)
        record(actor, "reports.set_frame", standing, f"Sửa thể thức báo cáo: {standing.title}", at=now)
    return standing


def keep(actor: Actor, paper: Consolidation, occasion: str, *, now: datetime) -> PaperVersion:
    """Keeps a version to come back to or compare with. Raises ReasonMissingError without a name for it."""
    require(actor, CONSOLIDATE)
    if not occasion.strip():
        raise ReasonMissingError
    with transaction.atomic():
        return keep_version(actor, locked(actor, paper, drafting=False), nfc(occasion).strip(), now)
