"""What follows an upload in the background: renditions are drawn, a publication's first page and text taken out."""

from __future__ import annotations

from typing import Any

from django.core.files.base import ContentFile, File
from django.db import transaction

from ...errors import DamagedFileError
from ...files import publications
from ...models import Attachment, Picture, PictureText
from ...queries.media.sizes import DRAWN_AT_ONCE, all_specs
from ...tasks import draw_picture, read_publication


def draw(picture_id: int) -> int:
    """Draws the sizes that pages ask for, each once; answers how many there are. Harmless when repeated."""
    picture = Picture.objects.filter(pk=picture_id).first()
    return len(picture.get_renditions(*all_specs(*DRAWN_AT_ONCE))) if picture else 0


def read_attachment(attachment_id: int) -> None:
    """Takes pages, text and cover out of a PDF. What cannot be read is offered without."""
    attachment = Attachment.objects.filter(pk=attachment_id, kind="pdf").first()
    if attachment is None:
        return
    with attachment.file.open("rb") as kept:
        data = kept.read()
    try:
        read = publications.read(data)
    except DamagedFileError:
        return
    with transaction.atomic():
        held = Attachment.objects.select_for_update(of=("self",)).get(pk=attachment_id)
        before = held.cover
        held.cover = _cover(held, read.cover)
        held.pages, held.text = read.pages, read.text
        held.save(update_fields=["cover", "pages", "text"])
        if before:
            before.delete()


def _cover(attachment: Attachment, drawn: bytes) -> Picture:
    title = f"Bìa: {attachment.title}"[:255]
    picture = Picture(province_id=attachment.province_id, title=title, supplier_id=attachment.supplier_id)
    for name in ("author", "credit", "licence", "expires_on"):
        setattr(picture, name, getattr(attachment, name))
    picture.consent = "not_needed"
    picture.file = File(ContentFile(drawn), name="bia.png")  # type: ignore[assignment]  # Wagtail has no types
    picture.save()
    PictureText.objects.create(
        province_id=attachment.province_id, picture=picture, language="vi", alt=title[:250], caption=attachment.title
    )
    return picture


def follow(sender: Any, instance: Picture | Attachment, **_more: Any) -> None:
    """Asks for the work after a file was taken in, by whichever road (a listener of post_save)."""
    if not instance.taken_in:
        return
    instance.taken_in = False
    if isinstance(instance, Picture):
        draw_picture.enqueue(instance.pk)
    elif instance.kind == "pdf":
        read_publication.enqueue(instance.pk)
