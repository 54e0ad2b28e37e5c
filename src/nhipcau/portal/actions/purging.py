"""Telling every process that pages show something else now."""

from __future__ import annotations

from typing import Protocol

from django.db import IntegrityError, transaction
from django.db.models import F
from django.db.models.functions import Now

from ..models import Generation


class Changed(Protocol):
    """Whatever happened to what a province's portal shows: a publication, a picture."""

    @property
    def province_id(self) -> int:
        """Whose portal it is."""
        ...


def purge_after(change: Changed) -> None:
    """Hears of a change, once it is done, and has every process make the province's pages anew."""
    purge(change.province_id)


def purge(province_id: int) -> None:
    """Has every process make the province's pages anew, within half a second."""
    # Now(): one clock for every process, that of the database; who tells of a change does not say when it was.
    rows = Generation.objects.filter(province_id=province_id)
    if rows.update(number=F("number") + 1, at=Now()):
        return
    try:
        with transaction.atomic():
            Generation.objects.create(province_id=province_id, number=1, at=Now())
    except IntegrityError:  # another process was first
        rows.update(number=F("number") + 1, at=Now())
