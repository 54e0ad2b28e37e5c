"""What the pages of media share."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import QuerySet

from nhipcau.core.public import Request, allows

from ...choices import EDIT, UPLOAD_MEDIA, WITHDRAW_MEDIA
from ...models import Attachment, Picture, Recording
from ...queries.media.uses import used_now, uses_of

ON_A_PAGE = 24


def page_of(request: Request, rows: QuerySet[Any]) -> Any:
    return Paginator(rows, ON_A_PAGE).get_page(request.GET.get("trang"))


def about(request: Request, thing: Picture | Recording | Attachment, kind: str) -> dict[str, Any]:
    """Where something is used, and what the reader may do with it."""
    used = bool(used_now(thing._meta.model_name or "", [thing.pk]))
    uploads = allows(request.actor, UPLOAD_MEDIA, thing.supplier_id or 0)
    return {
        "kind": kind,
        "uses": uses_of(thing)[:20],
        "used_now": used,
        "may_change": uploads and (not used or allows(request.actor, EDIT)),
        "may_withdraw": allows(request.actor, WITHDRAW_MEDIA),
        "ended": bool(thing.last_day and thing.last_day < request.today),
    }


def languages() -> list[str]:
    """The languages of content, the original's first."""
    return list(settings.NHIPCAU_CONTENT_LANGUAGES)
