"""How media leave the pages: withdrawn by an editor, past their rights by the calendar, deleted while unused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError

from nhipcau.core.public import Actor, nfc, record, require

from ...choices import WITHDRAW_MEDIA
from ...errors import InUseError
from ...models import Attachment, Picture, Recording
from ...queries.media.uses import uses_of
from .given import require_change
from .telling import tell_of

Media = Picture | Recording | Attachment
KINDS: tuple[type[Media], ...] = (Picture, Recording, Attachment)


def withdraw_media(actor: Actor, thing: Media, because: str, *, now: datetime) -> Media:
    """Takes something from every page at once; the file is kept, and it can be put back."""
    require(actor, WITHDRAW_MEDIA)
    with transaction.atomic():
        held = _locked(actor, thing)
        held.withdrawn_at, held.withdrawn_because = now, nfc(because)[:300]
        _take_away(held, now.date())
        record(actor, "library.withdraw_media", held, f"Gỡ khỏi mọi trang: “{held.title}”. {because}".strip(), at=now)
        tell_of([held])
    return held


def put_back_media(actor: Actor, thing: Media, *, now: datetime) -> Media:
    """Puts something that was withdrawn back where it was shown."""
    require(actor, WITHDRAW_MEDIA)
    with transaction.atomic():
        held = _locked(actor, thing)
        held.withdrawn_at, held.withdrawn_because, held.retired_on = None, "", None
        held.save(update_fields=["withdrawn_at", "withdrawn_because", "retired_on"])
        record(actor, "library.put_back_media", held, f"Đưa lại lên trang: “{held.title}”", at=now)
        tell_of([held])
    return held


def delete_media(actor: Actor, thing: Media, *, now: datetime) -> None:
    """Deletes something that no publication, present or past, shows, with its files. Raises InUseError otherwise."""
    with transaction.atomic():
        held = _locked(actor, thing)
        require_change(actor, held)
        used = uses_of(held).count()
        if used:
            raise InUseError(used)
        record(actor, "library.delete_media", held, f"Xóa khỏi kho: “{held.title}”", at=now)
        files: list[Any] = [held.file, held.original] if isinstance(held, Picture) else [held.file]
        kept = [(file.storage, file.name) for file in files if file]
        try:
            held.delete()
        except ProtectedError as problem:  # a draft shows it
            raise InUseError(len(problem.protected_objects)) from problem
        for store, name in kept:
            transaction.on_commit(lambda store=store, name=name: store.delete(name))  # type: ignore[misc]


def retire(on: date, clock: Callable[[], datetime]) -> int:
    """Done every day: takes the world's copies of what may no longer be shown away, and tells whoever keeps pages.

    Answers how many. What was prolonged meanwhile is put back the same way. Run twice, it does nothing more.
    """
    changed: list[Media] = []
    for model in KINDS:
        for thing in model.objects.filter(retired_on=None).exclude(pk__in=model.objects.showable(on).values("pk")):
            with transaction.atomic():
                _take_away(thing, on)
                _record_end(thing, on, clock())
                tell_of([thing])
            changed.append(thing)
        back = list(model.objects.showable(on).exclude(retired_on=None))
        for _province, things in groupby(back, key=lambda each: each.province_id):
            shown = list(things)
            with transaction.atomic():
                model.objects.filter(pk__in=[each.pk for each in shown]).update(retired_on=None)
                tell_of(shown)
            changed += shown
    return len(changed)


def _record_end(thing: Media, on: date, at: datetime) -> None:
    if thing.last_day and thing.last_day < on:
        summary = f"Hết hạn sử dụng ngày {thing.last_day:%d/%m/%Y}, rời khỏi mọi trang: “{thing.title}”"
        record(None, "library.rights_ended", thing, summary, at=at, province_id=thing.province_id)


def _take_away(thing: Media, on: date) -> None:
    """The renditions lie where the world reaches them without asking: they go. The rest is asked for each time."""
    thing.retired_on = on
    thing.save(update_fields=["withdrawn_at", "withdrawn_because", "retired_on"])
    if isinstance(thing, Picture):
        thing.renditions.all().delete()


def _locked(actor: Actor, thing: Media) -> Media:
    found: Media = type(thing).objects.visible_to(actor).select_for_update(of=("self",)).get(pk=thing.pk)
    return found
