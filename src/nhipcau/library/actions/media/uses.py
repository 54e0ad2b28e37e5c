"""Which publication shows which media: written with the publication, and never changed."""

from __future__ import annotations

from collections.abc import Iterable

from ...models import Attachment, ContentPage, MediaUse, Picture, Publication, Recording
from ...queries.media.uses import MediaIds, media_on
from .telling import tell_of


def note_uses(publication: Publication, page: ContentPage | MediaIds) -> MediaIds:
    """Notes what a publication shows, plays and offers; in the transaction that makes it. Answers what was noted.

    From then on the world may fetch those files, for as long as the publication is the present one.
    """
    ids = page if isinstance(page, MediaIds) else media_on(page)
    rows = [
        *(MediaUse(**_of(publication), picture_id=pk) for pk in _there(Picture, publication, ids.pictures)),
        *(MediaUse(**_of(publication), recording_id=pk) for pk in _there(Recording, publication, ids.recordings)),
        *(MediaUse(**_of(publication), attachment_id=pk) for pk in _there(Attachment, publication, ids.attachments)),
    ]
    MediaUse.objects.bulk_create(rows, ignore_conflicts=True)
    tell_of(Attachment.objects.filter(pk__in=ids.attachments))
    return ids


def _of(publication: Publication) -> dict[str, object]:
    return {"publication": publication, "province_id": publication.province_id}


def _there(
    model: type[Picture | Recording | Attachment], publication: Publication, ids: Iterable[int]
) -> Iterable[int]:
    """Those that are there and of the same province: a number in a text proves nothing."""
    rows = model.objects.filter(pk__in=list(ids), province_id=publication.province_id)
    return rows.order_by("pk").values_list("pk", flat=True)
