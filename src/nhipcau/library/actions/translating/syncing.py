"""Pictures, galleries and files go along with the original: added, exchanged, moved and taken away as it does.

Words are never touched, and what somebody exchanged or left out in the translation stays as they wanted it.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from nhipcau.core.public import Actor

from ...choices import Origin
from ...models import Edition, Segment
from ...queries.bodies import moved, placed, shown, told
from ...queries.passages import hash_of_sources
from ...queries.standing import made_as
from .counting import count
from .desk import Desk, desk

WORDLESS = hash_of_sources(["—"], {})


def bring_along(actor: Actor, edition: Edition, *, now: datetime) -> bool:
    """Has a translation show what the original shows; answers whether anything changed. Needs TRANSLATE."""
    with transaction.atomic():
        held = desk(actor, edition, now=now)
        changed = carry_media(held)
        if changed:
            held.save()
        count(held.edition)
    return changed


def carry_media(held: Desk) -> bool:
    """Brings the draft on the desk along with the original; the caller saves. Answers whether the draft changed."""
    before, cover = list(held.raw), held.draft.cover_id
    _carry_cover(held)
    noted = {row.block: row for row in held.rows() if row.block}
    left_out = {name for row in held.rows() if not row.block for name in row.sources}
    theirs = shown(held.source)
    for own, row in noted.items():
        if own in shown(held.raw) and row.sources and row.sources[0] not in theirs:
            _take_away(held, row)
    for source, block in theirs.items():
        if source not in left_out:
            _carry(held, source, dict(block), noted)
    return before != held.raw or cover != held.draft.cover_id


def _carry(held: Desk, source: str, block: dict[str, object], noted: dict[str, Segment]) -> None:
    mine = shown(held.raw)
    own = made_as(held.edition.language, source, mine)
    value = block["value"]
    if own not in mine:
        held.raw = placed(held.raw, {**block, "id": own}, source, held.source, held.made_of())
        _note(held, own, source, told(value))
        return
    row = noted.get(own)
    if row is None:
        _note(held, own, source, told(mine[own]["value"]))
    elif row.source_texts == [told(mine[own]["value"])] and row.source_texts != [told(value)]:
        held.raw = [{**each, "value": value, "type": block["type"]} if each["id"] == own else each for each in held.raw]
        _note(held, own, source, told(value))
    held.raw = moved(held.raw, own, source, held.source, held.made_of())


def _take_away(held: Desk, row: Segment) -> None:
    """What the original no longer shows goes, unless somebody exchanged it: then it is the translation's own."""
    value = shown(held.raw)[row.block]["value"]
    if row.source_texts == [told(value)]:
        held.raw = [each for each in held.raw if each["id"] != row.block]
    row.delete()


def _carry_cover(held: Desk) -> None:
    now, mine = held.original.cover_id, held.draft.cover_id
    row = Segment.objects.filter(edition=held.edition, block="cover").first()
    if row is None:
        if mine in (None, now):
            held.draft.cover_id = now
            _note(held, "cover", "cover", str(now or ""))
    elif row.source_texts == [str(mine or "")] and mine != now:
        held.draft.cover_id = now
        _note(held, "cover", "cover", str(now or ""))


def _note(held: Desk, block: str, source: str, text: str) -> None:
    Segment.objects.update_or_create(
        edition=held.edition, block=block,
        defaults={
            "province_id": held.edition.province_id, "sources": [source], "source_texts": [text],
            "source_hash": WORDLESS, "origin": Origin.HUMAN, "confirmed": True, "by_id": held.actor.user_id,
            "at": held.now,
        },
    )  # fmt: skip
