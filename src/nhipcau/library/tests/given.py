"""Items as tests need them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from nhipcau.core.public import Role
from nhipcau.library.actions.items import NewItem, Words, add_edition, create_item
from nhipcau.library.actions.publishing import approve, publish
from nhipcau.library.choices import Stage
from nhipcau.library.models import Edition, Item, Publication
from nhipcau.library.queries.drafts import digest_of, draft_of

THEN = datetime(2026, 10, 1, 2, 0, tzinfo=UTC)
BODY = (
    {"type": "heading", "value": "Đường vào Thiên Cầm", "id": "h1"},
    {"type": "paragraph", "value": "<p>Bãi biển dài ba ki-lô-mét, nước trong.</p>", "id": "p1"},
    {"type": "quote", "value": {"text": "Như tiếng đàn trời.", "source": "Lời người xưa"}, "id": "q1"},
)


def words(title: str = "Biển Thiên Cầm", **changed: Any) -> Words:
    """The words of an article with three blocks."""
    return Words(**{"title": title, "summary": "Bãi biển phía nam Hà Tĩnh.", "body": BODY, **changed})


def item(place: Any, kind: str = "article", code: str = "so-vhttdl", **changed: Any) -> Item:
    """An item with its Vietnamese draft, written by an editor for an agency."""
    said = changed.pop("words", None) or words()
    actor = place.actor(place.person(Role.EDITOR))
    return create_item(actor, NewItem(kind=kind, supplier=place.org[code], words=said, **changed), now=THEN)


def edition(of: Item, language: str = "vi") -> Edition:
    """One language of an item."""
    return Edition.objects.select_related("item").get(item=of, language=language)


def translated(place: Any, of: Item, language: str = "en", **changed: Any) -> Edition:
    """A further language of an item."""
    actor = place.actor(place.person(Role.TRANSLATOR))
    return add_edition(actor, of, language, words(**{"title": "Thien Cam beach", **changed}), now=THEN)


def approved(place: Any, held: Edition) -> Edition:
    """The same edition, with its draft approved as it is."""
    Edition.objects.filter(pk=held.pk).update(stage=Stage.AWAITING)
    approve(place.actor(place.person(Role.APPROVER)), held, seen=digest_of(draft_of(held)), now=THEN)
    held.refresh_from_db()
    return held


def published(place: Any, of: Item, *languages: str) -> list[Publication]:
    """What the world reads of an item once its drafts in these languages were approved and published."""
    for language in languages or ("vi",):
        approved(place, edition(of, language))
    return publish(place.actor(place.person(Role.EDITOR)), of, languages or ("vi",), now=THEN)
