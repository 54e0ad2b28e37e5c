"""Beginning a translation: a page of its own, with what the original shows and none of its words."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction

from nhipcau.core.public import Actor
from nhipcau.core.public import language as known

from ...errors import UnknownLanguageError
from ...models import Edition, Item
from ...queries.drafts import draft_of
from ..items import Words, add_edition
from .syncing import bring_along


def begin(actor: Actor, item: Item, language: str, *, now: datetime) -> Edition:
    """Begins a translation; if somebody was first, answers theirs. Needs TRANSLATE.

    The new page shows the original's title until it has its own, and its pictures and files; words are translated
    passage by passage. UnknownLanguageError for a language that the settings do not name.
    """
    if language not in settings.NHIPCAU_CONTENT_LANGUAGES:
        raise UnknownLanguageError(known(language).name)
    with transaction.atomic():
        held: Edition | None = Edition.objects.filter(item=item, language=language).select_related("item").first()
        if held:
            return held
        original = draft_of(Edition.objects.select_related("item").get(item=item, language=item.original))
        edition = add_edition(actor, item, language, Words(title=original.title), now=now)
        bring_along(actor, edition, now=now)
    return edition
