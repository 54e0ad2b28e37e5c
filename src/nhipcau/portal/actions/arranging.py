"""Saving what a province says of itself on its portal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from nhipcau.core.public import Actor, record, require

from ..choices import ARRANGE_PORTAL
from ..models import PortalSettings
from .purging import purge


def save_settings(actor: Actor, given: Mapping[str, Any], *, now: datetime) -> PortalSettings:
    """Writes the settings of the actor's province and shows them at once; needs ARRANGE_PORTAL.

    `given`: values by name of a field of PortalSettings.
    """
    require(actor, ARRANGE_PORTAL)
    with transaction.atomic():
        held, _made = PortalSettings.objects.update_or_create(province_id=actor.province_id, defaults=dict(given))
        record(actor, "portal.arrange", held, "Sửa thông tin chung của cổng", at=now)
        purge(actor.province_id)
    return held
