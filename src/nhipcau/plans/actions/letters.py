"""Letters to all late agencies as PDF: asked for on a page, made in the background, kept for some days.

The making may be cut short and run again: a packet that is made is left as it is, and its file is written last.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction

from nhipcau.core.public import Actor, HouseError, actor_of, record, require
from nhipcau.organisations.public import Organisation
from nhipcau.paper.public import Authority, all_as_pdf

from ..choices import WRITE_LETTERS, PacketState
from ..errors import NothingLateError
from ..models import LetterPacket, Plan
from ..queries.late_letters import LetterHead, archived, late_agencies, late_letters
from ..tasks import make_letters

KEPT_FOR = timedelta(days=7)
Clock = Callable[[], datetime]


def ask_for_letters(actor: Actor, plan: Plan | None, head: LetterHead, *, now: datetime) -> LetterPacket:
    """Has the letters of all late agencies made as PDF. Raises NothingLateError where there is none to write."""
    require(actor, WRITE_LETTERS)
    agencies = [each for each in late_agencies(actor, plan, actor.on) if each.organisation.pk != head.issuer.pk]
    if not agencies:
        raise NothingLateError
    with transaction.atomic():
        made = LetterPacket.objects.create(
            province_id=actor.province_id, plan=plan, on=actor.on, head=_kept(head), letters=len(agencies),
            by_id=actor.user_id, at=now,
        )  # fmt: skip
        record(actor, "plans.ask_for_letters", made, f"Soạn {len(agencies)} công văn đôn đốc", at=now)
        make_letters.enqueue(made.pk)
    return made


def make(packet_id: int, *, clock: Clock) -> None:
    """Makes the file of a packet; what keeps it from being made is told on the page in one sentence."""
    packet = LetterPacket.objects.select_related("plan", "by", "province").filter(pk=packet_id).first()
    if packet is None or packet.state != PacketState.WAITING:
        return
    actor = actor_of(packet.by, packet.on)
    agencies = late_agencies(actor, packet.plan, packet.on)
    letters = late_letters(agencies, packet.plan, _head(packet), packet.province.name, packet.on)
    packet.state, packet.letters = PacketState.DONE, len(letters)
    try:
        content = archived(
            [agency for agency, _letter in letters], all_as_pdf([each for _agency, each in letters]), "pdf"
        )
        name = f"cong-van/{uuid.uuid4().hex}.zip"
        packet.stored_as = storages["documents"].save(name, ContentFile(content))
    except HouseError as problem:
        packet.state, packet.problem = PacketState.FAILED, str(problem)[:500]
    packet.made_at = clock()
    packet.save(update_fields=["state", "letters", "stored_as", "problem", "made_at"])


def forget_letters(on: date, clock: Clock) -> None:
    """Deletes packets and their files after KEPT_FOR (once a day, core/schedule.py): they can be made again."""
    for packet in LetterPacket.objects.filter(at__lt=clock() - KEPT_FOR):
        if packet.stored_as:
            storages["documents"].delete(packet.stored_as)
        packet.delete()


def _kept(head: LetterHead) -> dict[str, str | int]:
    return {
        "issuer": head.issuer.pk, "symbol": head.symbol, "office": head.office, "signer": head.signer,
        "archive": head.archive, "answer_by": head.answer_by.isoformat(),
        "authority": head.authority.value if head.authority else "", "head": head.head,
    }  # fmt: skip


def _head(packet: LetterPacket) -> LetterHead:
    held = packet.head
    return LetterHead(
        Organisation.objects.get(pk=held["issuer"], province_id=packet.province_id), held["symbol"], held["office"],
        held["signer"], held["archive"], date.fromisoformat(held["answer_by"]),
        Authority(held["authority"]) if held["authority"] else None, held["head"],
    )  # fmt: skip
