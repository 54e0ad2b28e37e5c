"""What a text still lacks before it may be approved or published, each as one sentence."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ..kinds import KINDS
from ..models import ContentPage, Segment


def lacking(page: ContentPage) -> list[str]:
    """Sentences that say what is missing; empty when the page may go out."""
    missing = []
    if not page.title.strip():
        missing.append(_("chưa có tiêu đề"))
    if not page.summary.strip():
        missing.append(_("chưa có tóm tắt"))
    for fact in KINDS[page.edition.item.kind].facts:
        stands_here = fact.translated or page.edition.is_original
        if fact.required and stands_here and not page.facts.get(fact.name):
            missing.append(_("chưa ghi “%(what)s”") % {"what": fact.label})
    if not page.edition.is_original:
        missing += untranslated(page)
    return missing


def untranslated(page: ContentPage) -> list[str]:
    """What keeps a translation from approval: unconfirmed proposals, and a title that is not translated."""
    rows = Segment.objects.filter(edition=page.edition).exclude(block="")
    confirmed = dict(rows.values_list("block", "confirmed"))
    waiting = sum(not each for each in confirmed.values())
    told = []
    if waiting:
        told.append(_("còn %(count)s đoạn gợi ý chưa có người xác nhận") % {"count": waiting})
    if "title" not in confirmed:
        told.append(_("chưa dịch tiêu đề"))
    return told
