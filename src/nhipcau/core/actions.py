"""Changes that belong to no single room: the audit trail."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models, transaction

from .models import AuditEntry, AuditHead
from .policy import Actor
from .queries import link_hash


def record(
    actor: Actor | None,
    act: str,
    subject: models.Model,
    summary: str,
    *,
    at: datetime,
    province_id: int | None = None,
    data: dict[str, Any] | None = None,
) -> AuditEntry:
    """Appends one entry to a province's audit trail, in the caller's transaction.

    `act` is `app.act`; `subject` is the record acted upon; `summary` is one sentence, in Vietnamese
    whatever language the actor works in; `data` must be JSON and free of document text and secrets. `actor` is
    None for what the system did by itself: then `province_id` says whose trail it is. Appends of one province
    wait for each other (the head row is locked).
    """
    owner = province_id if actor is None else actor.province_id
    if owner is None:
        raise ValueError("an entry without an actor needs a province")
    with transaction.atomic():
        AuditHead.objects.get_or_create(province_id=owner)
        head = AuditHead.objects.select_for_update().get(province_id=owner)
        entry = AuditEntry(
            province_id=owner,
            sequence=head.sequence + 1,
            at=at,
            actor_id=actor.user_id if actor else None,
            actor_name=actor.name if actor else "",
            act=act,
            subject_type=subject._meta.label_lower,
            subject_id=str(subject.pk),
            summary=summary[:300],
            data=data or {},
            previous_hash=head.hash,
        )
        entry.hash = link_hash(entry)
        entry.save(force_insert=True)
        head.sequence, head.hash = entry.sequence, entry.hash
        head.save(update_fields=["sequence", "hash"])
    return entry
