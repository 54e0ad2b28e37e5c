"""Translations and what came back of them, for the addresses of their pages."""

from __future__ import annotations

from typing import Any

from nhipcau.library.models import Delivery

from .given import THEN, item, translated, words


def make_translations(place: Any, code: str) -> dict[str, Any]:
    """By address, the number of a record that the address fits."""
    held = item(place, code=code, words=words(f"Mục để dịch của {code}"))
    made = translated(place, held, title=f"To translate {held.pk}")
    came = Delivery.objects.create(
        province=place.province, name="muc.xlf", form="xliff", units=[], at=THEN, by=place.person("translator")
    )
    pages = ("translation", "translation_passage", "translation_add", "translation_media", "translation_machine",
             "translation_wordings")  # fmt: skip
    return {
        **{f"library:{name}:pk": made.pk for name in pages},
        "library:delivery:pk": came.pk,
        "library:begin_translation:item_pk": held.pk,
        "library:begin_translation:code": "fr",
    }


TRANSLATION_POSTS: dict[str, dict[str, Any]] = {
    "library:translation_add": {"kind": "paragraph", "text": "Lời thêm"},
    "library:translation_passage": {"key": "goc-p1", "viec": "lay-lai", "source": "p1"},
}
