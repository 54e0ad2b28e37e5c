"""Who may approve a text that somebody has just written."""

from __future__ import annotations

from django.conf import settings

from nhipcau.core.public import Actor
from nhipcau.organisations.public import people_in

from ..choices import APPROVE
from ..errors import OwnWordsError
from ..models import ContentPage


def own_words(actor: Actor, draft: ContentPage) -> OwnWordsError | None:
    """Why the actor may not approve a draft, and whom to ask instead; None where they may.

    Whoever last changed a text does not approve it. By NHIPCAU_FOUR_EYES this holds `where_possible`: in a province
    where somebody else may approve on that day; `always`, so that there may be nobody to ask; or is `off`.
    """
    rule = settings.NHIPCAU_FOUR_EYES
    written_by = draft.latest_revision.user_id if draft.latest_revision else None
    if rule == "off" or written_by != actor.user_id:
        return None
    people = people_in(actor.province_id, APPROVE.roles, actor.on)
    others = [each.full_name for each in people if each.pk != actor.user_id]
    return OwnWordsError(others) if others or rule == "always" else None
