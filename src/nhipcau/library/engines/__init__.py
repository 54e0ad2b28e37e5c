"""Machine translation: what every engine offers, and which one the settings name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from django.conf import settings
from django.utils.translation import gettext as _

from ..errors import EngineError
from .libretranslate import LibreTranslate


class Engine(Protocol):
    """Something that proposes translations."""

    def translate(self, texts: Sequence[str], source: str, target: str, *, html: bool) -> list[str]:
        """One proposal for each text, in their order; `source` and `target` are language tags (`zh-Hans`).

        Raises EngineError where it does not answer in time, or answers nonsense.
        """


def engine() -> Engine:
    """The engine of the settings; EngineError where there is none."""
    if not settings.NHIPCAU_TRANSLATION_ENGINE:
        raise EngineError(_("Máy dịch đang tắt trong cấu hình."))
    return LibreTranslate(
        settings.NHIPCAU_TRANSLATION_ENGINE,
        settings.NHIPCAU_TRANSLATION_ENGINE_KEY,
        settings.NHIPCAU_TRANSLATION_ENGINE_SECONDS,
    )
