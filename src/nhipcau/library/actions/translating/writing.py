"""What a translator does with one passage: write it, say that it still holds, leave it out, take that back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from nhipcau.core.public import Actor

from ...choices import Origin
from ...errors import PassageError
from ...models import Edition, Segment
from ...queries.bodies import block_id, is_field, is_rich, new_block, placed, type_of, with_text, without
from ...queries.standing import made_as
from .counting import count
from .desk import Desk, desk, remember, source_print
from .syncing import carry_media


def write(
    actor: Actor, edition: Edition, sources: Sequence[str], block: str, text: str, *, seen: str, sources_seen: str,
    now: datetime,
) -> str:  # fmt: skip
    """Saves what a translator wrote for passages of the original; answers the name of the passage.

    `block` is the passage that says it so far, empty where nothing does; `seen` is the fingerprint of what it said when
    the translator opened it (empty for nothing), `sources_seen` that of the sources (`desk.source_print`).
    ChangedMeanwhileError where either is something else by now: nothing is written. PassageError for no words at all.
    Needs TRANSLATE; other passages may be written by others at the same time.
    """
    with transaction.atomic():
        held = desk(actor, edition, now=now)
        held.expect(block, seen)
        held.expect_sources(sources, sources_seen)
        sources = alive(held, block, sources)
        name = block or name_for(held, sources)
        words = held.cleaned(name, text, rich=is_rich(held.raw, name) if block else is_rich(held.source, sources[0]))
        if not _says(words):
            raise PassageError(_("Chưa có chữ nào. Nếu không dịch đoạn này, xin chọn “Chủ ý không dịch”."))
        set_words(held, name, sources, words)
        held.note(name, sources, words)
        carry_media(held)
        held.save()
    return name


def keep(actor: Actor, edition: Edition, sources: Sequence[str], block: str, *, seen: str, sources_seen: str,
         now: datetime) -> None:  # fmt: skip
    """Says that a passage still holds for what the original says now; no word changes, and no new approval is needed.

    Confirms a proposal too. `seen` and `sources_seen` as in `write`. Needs TRANSLATE.
    """
    with transaction.atomic():
        held = desk(actor, edition, now=now)
        text = held.expect(block, seen)
        held.expect_sources(sources, sources_seen)
        if not text:
            raise PassageError(_("Đoạn này chưa có bản dịch để xác nhận."))
        row = Segment.objects.filter(edition=held.edition, block=block).first()
        origin = row.origin if row else Origin.HUMAN
        held.note(block, alive(held, block, sources), text, origin=origin)
        count(held.edition)


def leave_out(actor: Actor, edition: Edition, sources: Sequence[str], block: str, *, seen: str,
              now: datetime) -> None:  # fmt: skip
    """Leaves passages of the original out of the translation on purpose; what was written there is kept to be seen.

    PassageError for the title and the summary, which every page has. Needs TRANSLATE.
    """
    with transaction.atomic():
        held = desk(actor, edition, now=now)
        text = held.expect(block, seen)
        if {"title", "summary"} & set(sources):
            raise PassageError(_("Trang nào cũng cần tiêu đề và tóm tắt nên không bỏ được."))
        sources = alive(held, block, sources)
        if block:
            remove(held, block, text)
        if sources:
            held.cover(sources)
            _leave(held, sources)
        if text:
            carry_media(held)
            held.save()
        count(held.edition)


def take_back(actor: Actor, edition: Edition, sources: Sequence[str], *, now: datetime) -> None:
    """Has passages that were left out translated after all. Needs TRANSLATE."""
    with transaction.atomic():
        held = desk(actor, edition, now=now)
        held.cover(sources)
        count(held.edition)


def name_for(held: Desk, sources: Sequence[str]) -> str:
    """What the passage that is made from these sources is called on the translation's page."""
    if not sources or any(each not in held.says for each in sources):
        raise PassageError(_("Đoạn gốc không còn. Xin tải lại trang."))
    first = sources[0]
    if is_field(first):
        return first
    own, slash, part = first.partition("/")
    return f"{made_as(held.edition.language, own, [block['id'] for block in held.raw])}{slash}{part}"


def alive(held: Desk, block: str, sources: Sequence[str]) -> list[str]:
    """The sources of a passage that the original still has: those that were noted, or else those that are asked for."""
    row = Segment.objects.filter(edition=held.edition, block=block).first() if block else None
    return [each for each in (row.sources if row else sources) if each in held.says]


def set_words(held: Desk, name: str, sources: Sequence[str], words: str) -> None:
    """Puts words into the draft; a passage that has no block yet gets one where the original has it."""
    own, _slash, part = name.partition("/")
    if is_field(name):
        held.put(name, words)
    elif any(block["id"] == own for block in held.raw):
        held.raw = with_text(held.raw, name, words)
    else:
        source = block_id(sources[0])
        fresh = new_block(type_of(held.source, sources[0]), own, part, words)
        held.raw = placed(held.raw, fresh, source, held.source, held.made_of())


def remove(held: Desk, block: str, text: str) -> None:
    """Takes a passage off the draft and keeps its words in memory."""
    row = Segment.objects.filter(edition=held.edition, block=block).first()
    if row and row.confirmed:
        remember(row, text, held.edition.language)
    if is_field(block):
        held.put(block, "")
    else:
        held.raw = without(held.raw, block)
    if row:
        row.delete()


def _leave(held: Desk, sources: Sequence[str]) -> None:
    Segment.objects.create(
        province_id=held.edition.province_id, edition=held.edition, block="", sources=list(sources),
        source_texts=[held.says[each] for each in sources], source_hash=source_print(sources, held.says),
        by_id=held.actor.user_id, at=held.now,
    )  # fmt: skip


def _says(words: str) -> bool:
    return bool(strip_tags(words).replace("\xa0", " ").replace("&nbsp;", " ").strip())
