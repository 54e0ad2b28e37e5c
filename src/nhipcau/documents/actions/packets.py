"""A packet (ZIP, e-mail) is taken apart: each document in it is stored and read for itself."""

from __future__ import annotations

from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

import vanban
from nhipcau.core.public import Actor, HouseError, actor_of, record
from vanban.sources.container import Member, members

from ..choices import FileState
from ..models import Document, Packed
from .storing import local_copy, quarantine, quarantine_name
from .upload import safe_name, take_in

MOST = 300  # documents of one packet


def unpack(packet: Document, *, now: datetime) -> int:
    """Makes a document of each file in a packet, waiting to be read, and deletes the packet's own bytes; answers how
    many. What cannot be taken in is kept by name with the sentence that says why.

    Can be cut short and run again. Raises vanban.UnreadableSource where the packet itself cannot be opened.
    """
    actor = actor_of(packet.uploaded_by, timezone.localdate(now))
    with local_copy(packet) as path:
        content = path.read_bytes()
    standing = dict(packet.contents.values_list("place", "document_id"))
    for place, member in enumerate(members(content, vanban.Limits())):
        if place not in standing:
            _keep(packet, place, member, actor, now)
    with transaction.atomic():
        packet.state, packet.problem, packet.stored_as = FileState.UNPACKED, "", ""
        packet.save(update_fields=["state", "problem", "stored_as"])
        taken = packet.contents.filter(document__isnull=False).count()
        told = {"sha256": packet.sha256, "taken": taken, "left_out": packet.contents.count() - taken}
        record(
            None, "documents.unpack", packet, "Tách gói thành từng văn bản", at=now, province_id=packet.province_id,
            data=told,
        )  # fmt: skip
    quarantine().delete(quarantine_name(packet))
    return taken


def _keep(packet: Document, place: int, member: Member, actor: Actor, now: datetime) -> None:
    name = safe_name(f"{member.name}.txt" if member.letter else member.name)
    found: Document | None = None
    why = ""
    if place >= MOST:
        why = _("Gói có quá nhiều tệp nên tệp này chưa được lấy ra. Xin chia gói nhỏ hơn rồi tải lên.")
    elif not isinstance(member.data, bytes):
        why = member.data.message
    else:
        try:
            with transaction.atomic():
                found = take_in(actor, ContentFile(member.data), name=name, now=now).document
        except HouseError as problem:
            why = str(problem)
    Packed.objects.create(
        province_id=packet.province_id, packet=packet, place=place, name=name, document=found, why=why[:500]
    )
    if found and Document.objects.filter(pk=found.pk, state=FileState.REFUSED).exists():
        forget_names(found)  # it was judged before the packet knew of it


def forget_names(refused: Document) -> None:
    """Takes away what a refused document was called in its packets, and what these were called: it may tell of it."""
    Document.objects.filter(contents__document=refused).update(name="")
    Packed.objects.filter(document=refused).update(name="")
