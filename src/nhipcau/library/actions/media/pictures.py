"""Bringing pictures in, describing them, exchanging their files."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.files.base import ContentFile, File
from django.db import transaction
from django.db.models.fields.files import FieldFile
from wagtail.images.rect import Rect

from nhipcau.core.public import Actor, ChangedMeanwhileError, nfc, record

from ...files.names import title_from
from ...models import Picture, PictureText
from .given import PictureGiven, PictureTextGiven, require_change, require_upload, stand_of
from .telling import tell_of

FOCAL_SHARE = 0.2  # how much of the shorter side around the focal point stays inside every cut


@dataclass(frozen=True, slots=True)
class Brought:
    """What came of an upload: the picture, and whether the same bytes were already in the library."""

    picture: Picture
    known: bool


def add_picture(actor: Actor, file: File[bytes], given: PictureGiven, *, name: str, now: datetime) -> Brought:
    """Takes a picture in; the same bytes again lead to the picture that they are.

    Without a title it is called after its file. Raises NotAllowedError, or an error of errors.BadFileError; then
    nothing is kept.
    """
    require_upload(actor, given.rights.supplier_id)
    file.seek(0)
    data = file.read()
    same = Picture.objects.visible_to(actor).filter(sha256=hashlib.sha256(data).hexdigest(), withdrawn_at=None).first()
    if same:
        return Brought(same, known=True)
    picture = Picture(
        province_id=actor.province_id, title=nfc(given.title) or title_from(name), uploaded_by_user_id=actor.user_id
    )
    _put(picture, given)
    picture.file = File(ContentFile(data), name=name)  # type: ignore[assignment]  # Wagtail has no types
    with transaction.atomic():
        picture.save()
        _put_texts(picture, given.texts)
        record(actor, "library.add_picture", picture, f"Tải ảnh lên: “{picture.title}”", at=now)
    return Brought(picture, known=False)


def describe_picture(
    actor: Actor, picture: Picture, given: PictureGiven, *, seen: str | None = None, now: datetime
) -> Picture:
    """Writes what is known of a picture, its rights and its words; `seen` is the `stand_of` that the form showed.

    Languages that `given.texts` does not name stay as they are. Raises NotAllowedError (of a picture that a page
    shows, for an agency) and ChangedMeanwhileError.
    """
    with transaction.atomic():
        held: Picture = Picture.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=picture.pk)
        require_change(actor, held)
        require_upload(actor, given.rights.supplier_id)
        if seen is not None and stand_of(held) != seen:
            raise ChangedMeanwhileError(held)
        again = held.keep_position != given.keep_position
        held.title = nfc(given.title) or held.title
        _put(held, given)
        held.retired_on = None if held.may_be_shown(now.date()) else held.retired_on
        if again:
            _delete_later(held.file)
            held.make_again()
        held.save()
        _put_texts(held, given.texts)
        record(actor, "library.describe_picture", held, f"Ghi thông tin của ảnh “{held.title}”", at=now)
        tell_of([held])
    return held


def replace_picture(actor: Actor, picture: Picture, file: File[bytes], *, name: str, now: datetime) -> Picture:
    """Puts another file in the place of a picture's; its words and rights stay, its cuts and focal point go.

    Raises NotAllowedError, or an error of errors.BadFileError; then the picture is as before.
    """
    with transaction.atomic():
        held: Picture = Picture.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=picture.pk)
        require_change(actor, held)
        original = held.original.name
        _delete_later(held.file)
        held.file = File(file, name=name)  # type: ignore[assignment]  # Wagtail has no types
        held.taken_on = None
        held.set_focal_point(None)
        held.save()
        held.renditions.all().delete()
        summary = f"Thay tệp của ảnh “{held.title}”"
        record(actor, "library.replace_picture", held, summary, at=now, data={"before": original})
        tell_of([held])
    return held


def _delete_later(file: FieldFile) -> None:
    """Deletes a stored file once nothing points at it any more."""
    store, name = file.storage, file.name
    transaction.on_commit(lambda: store.delete(name or ""))


def _put(picture: Picture, given: PictureGiven) -> None:
    given.rights.put_on(picture)
    picture.taken_on, picture.place = given.taken_on or picture.taken_on, nfc(given.place)
    picture.keep_position = given.keep_position
    if given.focal and picture.width:
        side = max(1, round(FOCAL_SHARE * min(picture.width, picture.height)))
        across, down = (min(max(share, 0.0), 1.0) for share in given.focal)
        picture.set_focal_point(
            Rect.from_point(round(across * picture.width), round(down * picture.height), side, side)
        )


def _put_texts(picture: Picture, texts: Mapping[str, PictureTextGiven]) -> None:
    for language, text in texts.items():
        alt, caption = nfc(text.alt), nfc(text.caption)
        if alt or caption or picture.texts.filter(language=language).exists():
            PictureText.objects.update_or_create(
                picture=picture,
                language=language,
                defaults={"province_id": picture.province_id, "alt": alt, "caption": caption},
            )
