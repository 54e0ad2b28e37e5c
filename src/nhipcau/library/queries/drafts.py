"""What is being worked on: the draft of an edition, its fingerprint, and whether exactly that was approved."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

from ..models import Approval, ContentPage, Edition, Segment
from .passages import hashes_of


def draft_of(edition: Edition) -> ContentPage:
    """The page of an edition with the words that were last saved, published or not."""
    page = ContentPage.objects.select_related("latest_revision").get(edition=edition)
    # What `get_latest_revision_as_object` does, without asking for the page and its revision anew.
    if page.has_unpublished_changes and page.latest_revision:
        draft: ContentPage = page.with_content_json(page.latest_revision.content)
        draft.latest_revision = page.latest_revision
    else:
        draft = page
    draft.edition = edition
    return draft


def saving_of(draft: ContentPage) -> str:
    """Which saving a draft is, to be asked again before the next: the number and time of its revision.

    The number alone does not tell: Wagtail's editor saves by itself into the revision that it began.
    """
    revision = draft.latest_revision
    return f"{revision.pk}-{revision.created_at.isoformat()}" if revision else ""


def content_of(page: ContentPage) -> dict[str, Any]:
    """Everything of a page that a reader sees or a machine is told, as JSON.

    `body` keeps the stored blocks, `passages` their words with fingerprints (of an original: what translations are
    measured against), `segments` what the passages of a translation were made from.
    """
    edition = page.edition
    segments = Segment.objects.filter(edition=edition).order_by("pk") if not edition.is_original else ()
    return {
        "title": page.title,
        "slug": page.slug,
        "summary": page.summary,
        "seo_title": page.seo_title,
        "search_description": page.search_description,
        "facts": page.facts,
        "cover": page.cover_id,
        "body": list(page.body.raw_data),
        "hashes": hashes_of(page),
        "segments": [
            {"block": each.block, "sources": each.sources, "hash": each.source_hash, "origin": each.origin}
            for each in segments
        ],
    }


def digest_of(page: ContentPage) -> str:
    """The fingerprint of a page's content: an approval holds for this and nothing else."""
    seen = content_of(page)
    for derived in ("hashes", "segments"):
        del seen[derived]
    item = page.edition.item
    if page.edition.is_original:
        seen["place"] = [str(item.latitude or ""), str(item.longitude or "")]
    seen["language"], seen["kind"] = page.edition.language, item.kind
    told = json.dumps(seen, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return sha256(told.encode()).hexdigest()


def approval_for(page: ContentPage) -> Approval | None:
    """The approval that covers exactly the page's content, if there is one."""
    held: Approval | None = (
        Approval.objects.filter(edition=page.edition, digest=digest_of(page), revoked_at=None).order_by("-pk").first()
    )
    return held
