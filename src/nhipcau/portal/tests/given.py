"""What tests of the portal need beside items."""

from __future__ import annotations

from typing import Any

from nhipcau.core.public import Role
from nhipcau.library.actions.media.given import PictureGiven, PictureTextGiven, RightsGiven
from nhipcau.library.actions.media.pictures import add_picture
from nhipcau.library.choices import Consent, Licence
from nhipcau.library.tests.given import THEN
from nhipcau.library.tests.media_samples import file, photo


def picture(place: Any) -> Any:
    """A small picture that others may use."""
    editor = place.actor(place.person(Role.EDITOR))
    rights = RightsGiven(author="Xưởng vẽ", licence=Licence.CC_BY, consent=Consent.NOT_NEEDED)
    texts = {
        "vi": PictureTextGiven("Bãi biển vắng", "Bãi biển buổi sớm"),
        "en": PictureTextGiven("An empty beach", "The beach in the morning"),
    }
    given = PictureGiven("Bãi biển", rights, texts=texts)
    return add_picture(editor, file(photo()), given, name="anh.jpg", now=THEN).picture
