"""Who answers at Wagtail's door (gate.py): an edge like a view, so the clock and the actor are made here."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from nhipcau.core.public import actor_of

from .actions.publishing import publish, withdraw
from .errors import NotApprovedError
from .models import ContentPage
from .queries.drafts import approval_for


class Keeper:
    """Lets through what was approved, by the library's own actions, and nothing else."""

    def check(self, page: ContentPage) -> None:
        """Raises NotApprovedError unless exactly this content was approved."""
        if approval_for(page) is None:
            raise NotApprovedError(page.title, page.edition.language)

    def publish(self, page: ContentPage, revision: Any, user: Any) -> None:
        """Publishes the newest draft in the user's name; what is older, or nobody's, is refused."""
        draft = revision.as_object()
        if user is None or revision.pk != page.latest_revision_id or approval_for(draft) is None:
            raise NotApprovedError(draft.title, page.edition.language)
        now = timezone.now()
        publish(actor_of(user, timezone.localdate(now)), page.edition.item, [page.edition.language], now=now)

    def withdraw(self, page: ContentPage, user: Any) -> None:
        """Takes the page from the world in the user's name."""
        if user is None:
            raise NotApprovedError(page.title, page.edition.language)
        now, item = timezone.now(), page.edition.item
        actor = actor_of(user, timezone.localdate(now))
        withdraw(actor, item, [page.edition.language], _("gỡ từ màn hình biên tập"), now=now)
