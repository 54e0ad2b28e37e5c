"""Whatever saved a page (the side-by-side page, Wagtail's editor, an import), the segments follow what it says now."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from wagtail.models import Revision

from ...choices import Origin, Stage
from ...models import ContentPage, Edition, Segment
from ...queries.bodies import counterpart, is_field, shown, source_of
from ...queries.drafts import approval_for, digest_of, draft_of
from ...queries.passages import hash_of, passages
from ..items import reopen
from .counting import count, count_all
from .desk import remember, source_print


def follow(sender: Any, instance: Revision, created: bool = True, raw: bool = False, **_told: Any) -> None:
    """Hears that a revision was saved (`post_save`). A text that says something else than what was approved, or lay
    before the approvers, is being worked on again. Words that changed on a translation's page were written by a person:
    they are noted with the sources that they had; the counts of the table follow."""
    if raw or instance.content_type.model_class() is not ContentPage:
        return
    page = instance.as_object()
    edition = Edition.objects.select_related("item").get(pk=page.edition_id)
    page.edition = edition
    with transaction.atomic():
        if _says_something_else(edition, page, instance, created=created):
            reopen(edition, instance.created_at)
        if edition.is_original:
            count_all(edition, page)
            return
        held = Edition.objects.select_related("item").filter(item=edition.item, language=edition.item.original).first()
        if held is None or not ContentPage.objects.filter(edition=held).exists():
            return
        original = draft_of(held)
        _follow_words(edition, page, original, instance)
        _follow_media(edition, page, original, instance)
        count(edition, original, page)


def _says_something_else(edition: Edition, page: ContentPage, saved: Revision, *, created: bool) -> bool:
    if edition.stage == Stage.APPROVED:
        return approval_for(page) is None
    if edition.stage != Stage.AWAITING or not created:  # saved into the same revision again: by whoever is writing
        return edition.stage == Stage.AWAITING
    before = page.revisions.exclude(pk=saved.pk).order_by("-created_at", "-pk").first()
    if before is None:
        return True
    former = before.as_object()
    former.edition = edition
    return digest_of(former) != digest_of(page)


def _follow_words(edition: Edition, page: ContentPage, original: ContentPage, saved: Revision) -> None:
    says, source = passages(page), passages(original)
    noted = {row.block: row for row in Segment.objects.filter(edition=edition).exclude(block="")}
    media = set(shown(list(page.body.raw_data))) | {"cover"}
    for name, text in says.items():
        row = noted.get(name)
        if row and row.made_hash == hash_of(text):
            continue
        if row is None:
            row = _new(edition, name, text, original, source)
        if row is not None:
            row.origin, row.confirmed, row.made_hash = Origin.HUMAN, True, hash_of(text)
            row.by_id, row.at = saved.user_id, saved.created_at
            row.save()
            remember(row, text, edition.language)
    gone = [row.pk for name, row in noted.items() if name not in says and name not in media and row.made_hash]
    Segment.objects.filter(pk__in=gone).delete()  # its words stay in memory


def _new(edition: Edition, name: str, text: str, original: ContentPage, source: dict[str, str]) -> Segment | None:
    """The note of words that nobody noted yet; none for what still shows the words of the original.

    A fact is never brought along: one that reads the same (a name, a number) was written so by a person.
    """
    made_from = source_of(edition.language, name, list(original.body.raw_data))
    if made_from not in source:
        made_from = ""
    if made_from and source[made_from] == text and not made_from.startswith("fact:"):
        return None
    sources = [made_from] if made_from else []
    return Segment(
        province_id=edition.province_id, edition=edition, block=name, sources=sources,
        source_texts=[source[each] for each in sources], source_hash=source_print(sources, source),
    )  # fmt: skip


def _follow_media(edition: Edition, page: ContentPage, original: ContentPage, saved: Revision) -> None:
    """A picture that somebody took off the translation's page is left out on purpose from then on."""
    mine, theirs = shown(list(page.body.raw_data)), shown(list(original.body.raw_data))
    for row in Segment.objects.filter(edition=edition, made_hash=""):  # without words of its own
        if not row.sources:
            continue
        if not row.block and row.sources[0] in theirs and counterpart(edition.language, row.sources[0]) in mine:
            row.delete()  # it was put back
        elif row.block and not is_field(row.block) and row.block != "cover" and row.block not in mine:
            if row.sources[0] not in theirs:
                row.delete()
                continue
            row.block, row.by_id, row.at = "", saved.user_id, saved.created_at
            row.save()
