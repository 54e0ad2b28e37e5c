"""What editors see of the portal's own settings."""

from __future__ import annotations

from nhipcau.core.public import Actor, Province

from ..models import PortalSettings


def settings_of(actor: Actor) -> PortalSettings:
    """The settings of the actor's province; a row that is not saved yet where there are none."""
    held = PortalSettings.objects.visible_to(actor).first()
    return held or PortalSettings(province=Province.objects.get(pk=actor.province_id))
