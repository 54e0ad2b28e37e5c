"""What a person keeps for themselves: filters under a name, an address for their calendar program."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.http import QueryDict

from nhipcau.core.public import Actor, record, require

from ..choices import SEE_REGISTER
from ..models import CalendarFeed, SavedView


def save_view(actor: Actor, name: str, query: str) -> SavedView:
    """Keeps a filter of the register under a name; the same name again replaces it. The page number is left out."""
    require(actor, SEE_REGISTER)
    kept = QueryDict(query, mutable=True)
    kept.pop("trang", None)
    view, _made = SavedView.objects.update_or_create(
        user_id=actor.user_id,
        name=name.strip()[:80],
        defaults={"province_id": actor.province_id, "query": kept.urlencode()[:1000]},
    )
    return view


def forget_view(actor: Actor, name: str) -> None:
    """Forgets a filter of the person's own; harmless where there is none of that name."""
    SavedView.objects.filter(name=name, user_id=actor.user_id).delete()


def make_feed(actor: Actor, *, now: datetime) -> CalendarFeed:
    """Makes a calendar address for the person; an address made before stops working."""
    require(actor, SEE_REGISTER)
    with transaction.atomic():
        feed: CalendarFeed
        feed, made = CalendarFeed.objects.select_for_update().get_or_create(
            user_id=actor.user_id, defaults={"province_id": actor.province_id, "made_at": now}
        )
        if not made:
            feed.serial, feed.active, feed.made_at = feed.serial + 1, True, now
            feed.save(update_fields=["serial", "active", "made_at"])
        record(actor, "plans.make_feed", feed, "Tạo địa chỉ lịch riêng", at=now)
    return feed


def revoke_feed(actor: Actor, *, now: datetime) -> None:
    """Voids the person's calendar address; harmless where there is none."""
    with transaction.atomic():
        feed = CalendarFeed.objects.select_for_update().filter(user_id=actor.user_id, active=True).first()
        if feed:
            feed.active = False
            feed.save(update_fields=["active"])
            record(actor, "plans.revoke_feed", feed, "Hủy địa chỉ lịch riêng", at=now)
