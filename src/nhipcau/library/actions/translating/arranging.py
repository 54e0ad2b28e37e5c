"""Passages that do not answer one to one: merged, split, added by the translator, taken away."""

from __future__ import annotations

import re
from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.core.public import Actor, nfc

from ...errors import PassageError
from ...models import Edition, Segment
from ...queries.bodies import is_field, new_block, type_of, with_text, without
from .counting import count
from .desk import Desk, desk, remember
from .syncing import carry_media
from .writing import remove

_PARAGRAPH = re.compile(r"<p>.*?</p>|<[uo]l>.*?</[uo]l>", re.DOTALL)
OWN = ("heading", "paragraph")


def merge(actor: Actor, edition: Edition, block: str, following: str, *, seen: str, now: datetime) -> None:
    """Has one passage of the translation stand for its sources and for the passage of the original that follows.

    `block` is the passage that stays; `following` the passage of the original. What was already written for that one is
    joined behind. PassageError unless the two stand side by side in the original and are of one type. Needs TRANSLATE.
    """
    with transaction.atomic():
        held = desk(actor, edition, now=now)
        text = held.expect(block, seen)
        row = Segment.objects.filter(edition=held.edition, block=block).first()
        if row is None or not text:
            raise PassageError(_("Xin dịch đoạn thứ nhất trước rồi mới gộp."))
        _require_neighbours(held, row.sources, following)
        texts = dict(zip(row.sources, row.source_texts, strict=True))
        other = next((each for each in held.rows() if each.block and following in each.sources), None)
        if other is not None and other.sources != [following]:
            raise PassageError(_("Đoạn sau đã được gộp với đoạn khác. Xin tách ra trước."))
        if other is not None:
            more = held.text(other.block)
            text = text + more if type_of(held.raw, block) == "paragraph" else f"{text} {more}"
            texts[following] = other.source_texts[0]
            confirmed = row.confirmed and other.confirmed
            remove(held, other.block, more)
        else:
            texts[following], confirmed = held.says[following], row.confirmed
        held.raw = with_text(held.raw, block, text)
        sources = [*row.sources, following]
        held.note(block, sources, text, texts=[texts[each] for each in sources], origin=row.origin, confirmed=confirmed)
        carry_media(held)
        held.save()
        count(held.edition)


def _require_neighbours(held: Desk, sources: list[str], following: str) -> None:
    order = [name for name in held.says if not is_field(name)]
    there = [order.index(each) for each in sources if each in order]
    plain = "/" not in following and all("/" not in each for each in sources)
    same = len({type_of(held.source, each) for each in (*sources, following)}) == 1
    if not (plain and same and there and following in order and order.index(following) == max(there) + 1):
        raise PassageError(_("Chỉ gộp được hai đoạn liền nhau và cùng loại của bản gốc."))


def split(actor: Actor, edition: Edition, block: str, *, seen: str, now: datetime) -> None:
    """Cuts a passage in two: between its paragraphs, and between its sources where it was merged.

    The first keeps the first paragraph and the first source, a passage behind it has the others; of a single source
    both are made from it. A merged passage of one paragraph gives up its other sources, to be translated again.
    PassageError where there is nothing to cut. Needs TRANSLATE.
    """
    with transaction.atomic():
        held = desk(actor, edition, now=now)
        text = held.expect(block, seen)
        row = Segment.objects.filter(edition=held.edition, block=block).first()
        pieces = _PARAGRAPH.findall(text)
        if row is None or (len(pieces) < 2 and len(row.sources) < 2):
            raise PassageError(_("Đoạn này chỉ có một đoạn văn và một đoạn gốc nên không tách được."))
        texts = dict(zip(row.sources, row.source_texts, strict=True))
        first, rest = row.sources[:1], row.sources[1:] or row.sources
        head = pieces[0] if len(pieces) > 1 and "".join(pieces) == text else text
        tail = text.removeprefix(head)
        held.raw = with_text(held.raw, block, head)
        facts = {"origin": row.origin, "confirmed": row.confirmed}
        if tail:
            own = str(uuid4())
            at = next(n for n, each in enumerate(held.raw) if each["id"] == block)
            held.raw.insert(at + 1, {"type": type_of(held.raw, block), "value": tail, "id": own})
            held.note(own, rest, tail, texts=[texts[each] for each in rest], **facts)
        elif row.confirmed:
            remember(row, text, held.edition.language)
        held.note(block, first, head, texts=[texts[each] for each in first], **facts)
        held.save()
        count(held.edition)


def add_own(actor: Actor, edition: Edition, after: str, kind: str, text: str, *, now: datetime) -> str:
    """Adds a passage that the original does not have, behind a block (empty: at the beginning); answers its name.

    `kind` is `heading` or `paragraph`. Needs TRANSLATE.
    """
    with transaction.atomic():
        held = desk(actor, edition, now=now)
        if kind not in OWN or not text.strip():
            raise PassageError(_("Đoạn thêm cần có chữ."))
        own = str(uuid4())
        words = held.cleaned(own, text, rich=kind == "paragraph")
        at = next((n + 1 for n, each in enumerate(held.raw) if each["id"] == after), 0)
        held.raw.insert(at, new_block(kind, own, "", nfc(words)))
        held.note(own, [], words)
        held.save()
    return own


def drop(actor: Actor, edition: Edition, block: str, *, seen: str, now: datetime) -> None:
    """Takes away a passage that the original does not have (any more); its words stay among the earlier ones.

    PassageError for a passage whose source is still there: that one is left out instead. Needs TRANSLATE.
    """
    with transaction.atomic():
        held = desk(actor, edition, now=now)
        text = held.expect(block, seen)
        row = Segment.objects.filter(edition=held.edition, block=block).first()
        if row is None or any(each in held.says for each in row.sources) or is_field(block):
            raise PassageError(_("Đoạn này còn đoạn gốc. Xin chọn “Chủ ý không dịch”."))
        remember(row, text, held.edition.language)
        held.raw = without(held.raw, block)
        row.delete()
        held.save()
        count(held.edition)
