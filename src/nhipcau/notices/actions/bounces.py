"""Letters that came back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from email.message import Message

from django.db import transaction

from nhipcau.core.public import record

from ..choices import DigestState
from ..models import Digest
from ..queries.delivery_reports import Failure, failures


@dataclass(slots=True)
class Returned:
    """What a mailbox held: letters marked as returned, failures of letters that are not ours, other messages."""

    marked: int = 0
    unknown: int = 0
    other: int = 0


def take_in(messages: Iterable[Message], *, at: datetime) -> Returned:
    """Marks the letters that delivery reports say did not arrive. Reading the same reports again changes nothing."""
    found = Returned()
    for message in messages:
        told = failures(message)
        found.other += not told
        for failure in told:
            if _mark(failure, at):
                found.marked += 1
            else:
                found.unknown += 1
    return found


@transaction.atomic
def _mark(failure: Failure, at: datetime) -> bool:
    """Marks the letter that a failure is about: by its Message-ID, else the last one to that address."""
    rows = Digest.objects.select_for_update(of=("self",)).filter(state__in=[DigestState.SENT, DigestState.BOUNCED])
    digest = rows.filter(message_id=failure.message_id).first() if failure.message_id else None
    if digest is None and not failure.message_id:
        digest = rows.filter(user__email__iexact=failure.recipient).order_by("-sent_at").first()
    if digest is None:
        return False
    if digest.state == DigestState.SENT:
        digest.state, digest.problem = DigestState.BOUNCED, failure.reason
        digest.save(update_fields=["state", "problem"])
        summary = f"Thư nhắc việc ngày {digest.run.on:%d/%m/%Y} gửi {digest.user.full_name} bị trả lại"
        record(None, "notices.bounced", digest, summary, at=at, province_id=digest.province_id)
    return True
