"""Who is told when media change: the portal keeps pages, which then show something else."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ...models import Attachment, Picture, Recording


@dataclass(frozen=True, slots=True)
class MediaChange:
    """What changed for whoever shows it: words, rights, files, or that it may no longer be shown. `kind`: picture,
    recording or attachment."""

    province_id: int
    kind: str
    ids: frozenset[int]


_LISTENERS: list[Callable[[MediaChange], object]] = []


def on_media_change(listener: Callable[[MediaChange], object]) -> None:
    """Has `listener` called, in the transaction itself, whenever pictures, recordings or attachments are no longer
    what pages showed; called from an app's `ready`."""
    if listener not in _LISTENERS:
        _LISTENERS.append(listener)


def tell_of(things: Iterable[Picture | Recording | Attachment]) -> None:
    """Tells every listener of the things, province by province and kind by kind; in the transaction of the change."""
    found: dict[tuple[int, str], set[int]] = {}
    for thing in things:
        found.setdefault((thing.province_id, thing._meta.model_name or ""), set()).add(thing.pk)
    for (province_id, kind), ids in found.items():
        change = MediaChange(province_id, kind, frozenset(ids))
        for listener in _LISTENERS:
            listener(change)
