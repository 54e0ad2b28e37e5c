"""Translations that come back from outside: kept as they came, then taken in passage by passage."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from nhipcau.core.public import Actor, record, require

from ..choices import TRANSLATE, Origin
from ..errors import PassageError
from ..exchanging.bundles import packed, parse
from ..exchanging.po import write as write_po
from ..exchanging.xliff import write as write_xliff
from ..models import Delivery, Edition
from ..queries.exchanging import Finding, Outcome, findings, sheet_of
from ..queries.translating import Row
from .translating.counting import count
from .translating.desk import desk
from .translating.syncing import carry_media
from .translating.writing import name_for, set_words


def send(actor: Actor, editions: Iterable[Edition], form: str, *, now: datetime) -> tuple[str, bytes]:
    """The file for translators outside, `form` being `xliff` or `po`: its name and content, a ZIP for several.

    Needs TRANSLATE; the audit trail says what left.
    """
    require(actor, TRANSLATE)
    held = list(editions)
    sheets = [sheet_of(each) for each in held]
    ending = "po" if form == "po" else "xlf"
    files = [
        (f"muc-{sheet.item}-{sheet.language}.{ending}", write_po(sheet) if form == "po" else write_xliff([sheet]))
        for sheet in sheets
    ]
    for edition in held:
        summary = f"Xuất tệp cho người dịch ngoài: “{edition.item.title}” ({edition.language})"
        record(actor, "library.send_translation", edition.item, summary, at=now)
    return files[0] if len(files) == 1 else ("ban-dich.zip", packed(files))


def receive(actor: Actor, name: str, data: bytes, *, now: datetime) -> Delivery:
    """Keeps a file that came back, as it was read; nothing of a translation changes yet.

    Needs TRANSLATE. A sentence (errors.BadFileError) where it is no XLIFF, PO or ZIP of them.
    """
    require(actor, TRANSLATE)
    form, sheets = parse(data)
    made: Delivery = Delivery.objects.create(
        province_id=actor.province_id, name=name[:255], form=form, units=[each.as_json() for each in sheets], at=now,
        by_id=actor.user_id,
    )  # fmt: skip
    return made


def take(actor: Actor, delivery: Delivery, chosen: Collection[str], *, now: datetime) -> int:
    """Takes what a delivery brings into the translations; answers how many passages.

    New passages and those that nobody touched since the file left come in by themselves; one that somebody has edited
    only where it is `chosen` (Finding.key). What was there is kept among the earlier words. Needs TRANSLATE.
    PassageError where the delivery was taken already.
    """
    require(actor, TRANSLATE)
    with transaction.atomic():
        held = Delivery.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=delivery.pk)
        if held.taken_at is not None:
            raise PassageError(_("Tệp này đã được đưa vào rồi."))
        # The translations are held first, so that what was looked at is what is written.
        wanted = {each["item"] for each in held.units}
        list(
            Edition.objects.visible_to(actor).select_for_update(of=("self",)).filter(item_id__in=wanted).order_by("pk")
        )
        accepted = {Outcome.NEW, Outcome.CHANGED}
        by_edition: dict[Edition, list[tuple[Row, Finding]]] = {}
        for each in findings(actor, held):
            comes = each.outcome in accepted or (each.outcome == Outcome.CONFLICT and each.key in chosen)
            if comes and each.edition is not None and each.row is not None:
                by_edition.setdefault(each.edition, []).append((each.row, each))
        done = sum(_write(actor, edition, rows, now) for edition, rows in by_edition.items())
        Delivery.objects.filter(pk=held.pk).update(taken_at=now, taken=done)
        record(actor, "library.take_translations", held, f"Đưa vào {done} đoạn dịch từ tệp “{held.name}”", at=now)
    return done


def _write(actor: Actor, edition: Edition, rows: list[tuple[Row, Finding]], now: datetime) -> int:
    held = desk(actor, edition, now=now)
    for row, each in rows:
        names = list(each.unit.names)
        block = row.block or name_for(held, names)
        set_words(held, block, names, each.text)
        held.note(
            block, names, each.text, texts=each.texts,
            origin=Origin.MACHINE if each.unit.machine else Origin.IMPORTED, confirmed=each.unit.sure,
        )  # fmt: skip
    carry_media(held)
    held.save()
    count(held.edition)
    return len(rows)
