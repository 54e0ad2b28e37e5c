"""Where media are used, and by that what the world may fetch."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet

from ...models import Attachment, ContentPage, MediaUse, Picture, Recording


@dataclass(frozen=True, slots=True)
class MediaIds:
    """Ids of media, by what they are."""

    pictures: frozenset[int] = field(default_factory=frozenset)
    recordings: frozenset[int] = field(default_factory=frozenset)
    attachments: frozenset[int] = field(default_factory=frozenset)

    def __or__(self, other: MediaIds) -> MediaIds:
        return MediaIds(
            self.pictures | other.pictures, self.recordings | other.recordings, self.attachments | other.attachments
        )


def media_on(page: ContentPage) -> MediaIds:
    """What the words of a page show, play and offer: its cover, its blocks, and links inside of paragraphs."""
    found: dict[type, set[int]] = {Picture: set(), Recording: set(), Attachment: set()}
    if page.cover_id:
        found[Picture].add(page.cover_id)
    for model, pk, _model_path, _content_path in page.body.stream_block.extract_references(page.body):
        if model in found:
            found[model].add(int(pk))
    return MediaIds(frozenset(found[Picture]), frozenset(found[Recording]), frozenset(found[Attachment]))


def used_now(kind: str, ids: Iterable[int]) -> set[int]:
    """Those of the ids that a page shows which the world reads now; `kind`: picture, recording or attachment."""
    column = f"{kind}_id"
    rows = MediaUse.objects.filter(**{f"{column}__in": list(ids)}, publication__ended_at=None)
    return set(rows.values_list(column, flat=True))


def items_showing(kind: str, ids: Iterable[int]) -> set[int]:
    """The items whose pages, as the world reads them now, show one of these media: themselves, or as the face of a
    recording or of a file; `kind` as for `used_now`."""
    shows = Q(**{f"{kind}_id__in": list(ids)})
    if kind == "picture":
        shows |= Q(attachment__cover_id__in=list(ids)) | Q(recording__poster_id__in=list(ids))
    rows = MediaUse.objects.filter(shows, publication__ended_at=None)
    return set(rows.values_list("publication__item_id", flat=True))


def uses_of(thing: Picture | Recording | Attachment) -> QuerySet[MediaUse]:
    """The publications that show something, the present ones first."""
    rows = MediaUse.objects.filter(**{thing._meta.model_name or "": thing}).select_related("publication")
    return rows.order_by("publication__ended_at", "-publication__at")


def is_public(thing: Picture | Recording | Attachment, today: date) -> bool:
    """Whether the world may fetch the file: its rights last and a page that is read now shows it."""
    kind = thing._meta.model_name or ""
    return thing.may_be_shown(today) and bool(used_now(kind, [thing.pk]))
