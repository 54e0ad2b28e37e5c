"""What people say of media when they bring or describe them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from nhipcau.core.public import Actor, nfc, require

from ...choices import EDIT, UPLOAD_MEDIA, Consent, Licence
from ...models import Attachment, Picture, Recording
from ...models.rights import Rights
from ...queries.media.uses import used_now


@dataclass(frozen=True, slots=True)
class RightsGiven:
    """Whose something is and how it may be used; the fields of models.rights.Rights."""

    supplier_id: int | None = None
    author: str = ""
    credit: str = ""
    licence: str = Licence.PORTAL
    expires_on: date | None = None
    consent: str = Consent.UNKNOWN
    consent_basis: str = ""
    consent_until: date | None = None

    def put_on(self, row: Rights) -> None:
        """Writes the values on a row that is not saved yet."""
        for name, value in asdict(self).items():
            setattr(row, name, nfc(value) if isinstance(value, str) else value)


@dataclass(frozen=True, slots=True)
class PictureTextGiven:
    """The words of a picture in one language."""

    alt: str = ""
    caption: str = ""


@dataclass(frozen=True, slots=True)
class PictureGiven:
    """What is said of a picture. `focal`: the point that matters as shares of width and height; `texts` by language."""

    title: str = ""
    rights: RightsGiven = field(default_factory=RightsGiven)
    taken_on: date | None = None
    place: str = ""
    keep_position: bool = False
    focal: tuple[float, float] | None = None
    texts: Mapping[str, PictureTextGiven] = field(default_factory=dict)


def require_upload(actor: Actor, supplier_id: int | None) -> None:
    """Who works for the whole province may bring media of any agency, others those of their own alone."""
    require(actor, UPLOAD_MEDIA, supplier_id or 0)


def require_change(actor: Actor, thing: Picture | Recording | Attachment) -> None:
    """An agency changes what is its own until a page shows it; from then on editors do, since the world sees it."""
    require_upload(actor, thing.supplier_id)
    if used_now(thing._meta.model_name or "", [thing.pk]):
        require(actor, EDIT)


def stand_of(thing: Any) -> str:
    """A mark of how something and its words stand, which a form carries along: two people who edit at once do not
    overwrite each other."""
    fields = [field for field in thing._meta.concrete_fields if field.name not in ("file_hash", "file_size")]
    told: dict[str, Any] = {field.name: str(field.value_from_object(thing)) for field in fields}
    texts = getattr(thing, "texts", None)
    if texts is not None:
        told["texts"] = sorted(texts.order_by().values_list(*_columns(texts.model)))
    return hashlib.sha256(json.dumps(told, cls=DjangoJSONEncoder, sort_keys=True).encode()).hexdigest()[:16]


def _columns(model: Any) -> list[str]:
    return [field.name for field in model._meta.concrete_fields if field.name not in ("id", "province")]


def picture_given(picture: Picture) -> PictureGiven:
    """What is known of a picture, as something to change a part of (`dataclasses.replace`); without its texts."""
    rights = RightsGiven(
        **{name: getattr(picture, name) for name in RightsGiven.__dataclass_fields__ if name != "supplier_id"},
        supplier_id=picture.supplier_id,
    )
    return PictureGiven(picture.title, rights, picture.taken_on, picture.place, picture.keep_position)
