"""Lists of media and their counts: one query for both, so that a number and the list that it opens agree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from nhipcau.core.public import VIETNAMESE, Actor, fold

from ...choices import Consent
from ...models import Attachment, MediaUse, Picture, PictureText, Recording

SOON = 30  # days ahead
# The states that a list is narrowed to, in the order of the tabs.
PICTURE_STATES = (
    ("thieu-loi", _("Thiếu mô tả, chú thích")),
    ("thieu-quyen", _("Chưa rõ nguồn, sự đồng ý")),
    ("sap-het-han", _("Sắp hết hạn")),
    ("het-han", _("Đã hết hạn, đã gỡ")),
    ("chua-dung", _("Chưa dùng ở trang nào")),
)


@dataclass(frozen=True, slots=True)
class ChosenMedia:
    """What a list is narrowed to; `state`: one of PICTURE_STATES, empty for all."""

    state: str = ""
    words: str = ""
    supplier_id: int | None = None


def pictures_for(actor: Actor, chosen: ChosenMedia, today: date) -> Any:
    """The pictures that the actor sees, newest first, without the covers of publications."""
    rows = Picture.objects.visible_to(actor).filter(covers=None).select_related("supplier")
    return _narrowed(_in_state(rows, chosen.state, today), chosen)


def recordings_for(actor: Actor, chosen: ChosenMedia, today: date) -> Any:
    """The recordings that the actor sees, newest first."""
    rows = Recording.objects.visible_to(actor).select_related("supplier").prefetch_related("texts")
    return _narrowed(_in_time(rows, chosen.state, today), chosen)


def attachments_for(actor: Actor, chosen: ChosenMedia, today: date) -> Any:
    """The files for download that the actor sees, newest first, without their text."""
    rows = Attachment.objects.visible_to(actor).select_related("supplier").defer("text")
    return _narrowed(_in_time(rows, chosen.state, today), chosen)


def picture_counts(actor: Actor, today: date) -> dict[str, int]:
    """How many pictures each state has; the number of the list that it opens."""
    return {state: pictures_for(actor, ChosenMedia(state), today).count() for state, _label in PICTURE_STATES}


def expiring(rows: Any, today: date, days: int = SOON) -> Any:
    """Those that may be shown on the day but no longer in so many days."""
    soon = today + timedelta(days=days)
    return rows.showable(today).filter(Q(expires_on__lte=soon) | Q(consent_until__lte=soon))


def _in_state(rows: Any, state: str, today: date) -> Any:
    if state == "thieu-loi":
        written = PictureText.objects.filter(picture=OuterRef("pk"), language=VIETNAMESE)
        found = rows.filter(~Exists(written.exclude(alt="").exclude(caption="")))
    elif state == "thieu-quyen":
        found = rows.filter(Q(author="", credit="") | Q(consent=Consent.UNKNOWN))
    elif state == "chua-dung":
        found = rows.filter(~Exists(MediaUse.objects.filter(picture=OuterRef("pk"))))
    else:
        found = _in_time(rows, state, today)
    return found


def _in_time(rows: Any, state: str, today: date) -> Any:
    if state == "sap-het-han":
        return expiring(rows, today)
    if state == "het-han":
        return rows.exclude(pk__in=rows.showable(today).values("pk"))
    return rows


def _narrowed(rows: Any, chosen: ChosenMedia) -> Any:
    if chosen.supplier_id:
        rows = rows.filter(supplier_id=chosen.supplier_id)
    return rows.filter(pk__in=_bearing(rows, chosen.words)) if fold(chosen.words).strip() else rows


def _bearing(rows: Any, words: str) -> list[int]:
    """Those whose name, author, place or words hold every word, with its marks or without."""
    wanted = fold(words).split()
    named = ["title", "author", "credit", "original_name", *(["place"] if rows.model is Picture else [])]
    found: dict[int, str] = {pk: " ".join(told) for pk, *told in rows.order_by().values_list("pk", *named)}
    if rows.model is Picture:
        texts: Iterable[tuple[int, str, str]] = PictureText.objects.filter(picture__in=list(found)).values_list(
            "picture_id", "alt", "caption"
        )
        for pk, alt, caption in texts:
            found[pk] += f" {alt} {caption}"
    return [pk for pk, told in found.items() if all(word in fold(told) for word in wanted)]
