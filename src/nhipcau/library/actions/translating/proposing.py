"""Proposals for passages that nobody has translated: from a machine, or from a file that says it is unsure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from nhipcau.core.public import Actor

from ...choices import Origin
from ...models import Edition, Segment
from ...queries.bodies import is_rich
from .counting import count
from .desk import desk
from .syncing import carry_media
from .writing import name_for, set_words


def propose(
    actor: Actor, edition: Edition, texts: Mapping[str, tuple[str, str]], *, origin: str = Origin.MACHINE, now: datetime
) -> int:
    """Puts proposals on the page, marked until somebody confirms them; answers how many.

    `texts` gives for a passage of the original what it said when it was asked for, and the proposal. Only passages that
    nobody has translated or left out get one, and only while the original still says the same. Needs TRANSLATE.
    """
    made = 0
    with transaction.atomic():
        held = desk(actor, edition, now=now)
        taken = {source for row in held.rows() for source in row.sources}
        for source, (asked, text) in texts.items():
            if source in taken or held.says.get(source) != asked:
                continue
            name = name_for(held, [source])
            words = held.cleaned(name, text, rich=is_rich(held.source, source))
            if not words:
                continue
            set_words(held, name, [source], words)
            held.note(name, [source], words, origin=origin, confirmed=False)
            made += 1
        if made:
            carry_media(held)
            held.save()
        count(held.edition)
    return made


def confirm(actor: Actor, edition: Edition, blocks: list[str], *, now: datetime) -> int:
    """Says of proposals that somebody has read them and agrees; answers how many. Needs TRANSLATE."""
    done = 0
    with transaction.atomic():
        held = desk(actor, edition, now=now)
        for row in Segment.objects.filter(edition=held.edition, block__in=blocks, confirmed=False):
            texts = list(row.source_texts)
            held.note(row.block, row.sources, held.text(row.block), texts=texts, origin=row.origin)
            done += 1
        count(held.edition)
    return done
