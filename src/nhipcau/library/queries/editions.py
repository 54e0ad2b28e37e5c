"""Where each language of an item stands: what it lacks, what is approved, what the world reads now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Count, Q

from ..models import ContentPage, Edition, Item, PendingCorrection, Publication
from .drafts import approval_for, digest_of, draft_of
from .readiness import lacking


@dataclass(frozen=True, slots=True)
class Standing:
    """One language of an item. `ready`: exactly this draft is approved, lacks nothing and is not what is published."""

    edition: Edition
    draft: ContentPage
    digest: str
    publication: Publication | None
    lacks: tuple[str, ...]
    approved: bool
    remarks: int
    correction: PendingCorrection | None

    @property
    def language(self) -> str:
        """Its code."""
        return self.edition.language

    @property
    def ready(self) -> bool:
        """Whether it may be published and would change what the world reads."""
        return self.approved and not self.lacks and not self.current

    @property
    def current(self) -> bool:
        """Whether the world reads exactly this draft."""
        return bool(self.publication and self.publication.digest == self.digest)


def standings(item: Item, today: date) -> list[Standing]:
    """Every language of an item, the original first, then as configured; a fixed number of queries for each."""
    open_remarks = Count("remarks", filter=Q(remarks__settled_at=None))
    rows = Edition.objects.filter(item=item).select_related("item__supplier", "assigned_to").annotate(open=open_remarks)
    world = {row.edition_id: row for row in Publication.objects.filter(item=item, ended_at=None).defer("content")}
    pending = {row.edition_id: row for row in PendingCorrection.objects.filter(edition__item=item)}
    places = {code: place for place, code in enumerate(settings.NHIPCAU_CONTENT_LANGUAGES)}
    ordered = sorted(rows, key=lambda row: (not row.is_original, places.get(row.language, 99), row.pk))
    return [_standing(row, world.get(row.pk), pending.get(row.pk), today) for row in ordered]


def standing_of(edition: Edition, today: date) -> Standing:
    """One language of an item."""
    world = Publication.objects.filter(edition=edition, ended_at=None).defer("content").first()
    return _standing(edition, world, PendingCorrection.objects.filter(edition=edition).first(), today)


def _standing(edition: Edition, world: Publication | None, pending: PendingCorrection | None, today: date) -> Standing:
    draft = draft_of(edition)
    return Standing(
        edition, draft, digest_of(draft), world, tuple(lacking(draft, today)), approval_for(draft) is not None,
        getattr(edition, "open", 0), pending,
    )  # fmt: skip
