"""Letters that were written: a reader's own, and the coordinator's lists."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from nhipcau.core.public import Actor

from ..choices import RETURNED, SHOWN, UNSENT, DigestState
from ..models import Digest, Hold


def own_digests(actor: Actor) -> QuerySet[Digest]:
    """What was said to the reader, newest first, whatever became of the letter."""
    rows: QuerySet[Digest] = Digest.objects.visible_to(actor).filter(user_id=actor.user_id, state__in=SHOWN)
    return rows.order_by("-sent_at", "-pk")


def unread(actor: Actor) -> int:
    """How many of them the reader has not marked as read; one query, from an index."""
    return own_digests(actor).filter(read_at=None).order_by().count()


def sent_digests(actor: Actor) -> QuerySet[Digest]:
    """The province's letters that went out, newest first."""
    rows: QuerySet[Digest] = Digest.objects.visible_to(actor).filter(state__in=SHOWN).select_related("user", "run")
    return rows.order_by("-sent_at", "-pk")


def returned_digests(actor: Actor) -> QuerySet[Digest]:
    """The province's letters that did not arrive, newest first."""
    return sent_digests(actor).filter(state__in=RETURNED)


def unsent_digests(actor: Actor) -> QuerySet[Digest]:
    """The province's letters that are planned and have not gone out."""
    rows: QuerySet[Digest] = Digest.objects.visible_to(actor).filter(state__in=UNSENT).select_related("user", "run")
    return rows.order_by("pk")


def tab_counts(actor: Actor) -> dict[str, int]:
    """How many letters were sent, returned, and are held, and how many holds stand; two queries."""
    found = Digest.objects.visible_to(actor).aggregate(
        sent=Count("pk", filter=Q(state__in=SHOWN)),
        returned=Count("pk", filter=Q(state__in=RETURNED)),
        held=Count("pk", filter=Q(state=DigestState.HELD)),
    )
    return {**found, "holds": Hold.objects.visible_to(actor).filter(released_at=None).count()}
