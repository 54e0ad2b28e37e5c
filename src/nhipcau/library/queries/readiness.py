"""What a text still lacks before it may be approved or published, each as one sentence."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from ..kinds import KINDS
from ..models import ContentPage, Segment
from .media.needs import media_obstacles
from .media.uses import media_on

# Kinds that are nothing without a text, and those that are nothing without a picture.
TOLD_IN_WORDS = frozenset({"article", "statement", "questions"})
SHOWN_BY_A_COVER = frozenset({"photo_set", "publication"})


def lacking_words(page: ContentPage) -> list[str]:
    """What the words still lack: enough for an agency to hand a text over; pictures are looked at later."""
    missing = []
    if not page.title.strip():
        missing.append(_("chưa có tiêu đề"))
    if not page.summary.strip():
        missing.append(_("chưa có tóm tắt"))
    if page.edition.item.kind in TOLD_IN_WORDS and not len(page.body):
        missing.append(_("chưa có nội dung"))
    for fact in KINDS[page.edition.item.kind].facts:
        stands_here = fact.translated or page.edition.is_original
        if fact.required and stands_here and not page.facts.get(fact.name):
            missing.append(_("chưa ghi “%(what)s”") % {"what": fact.label})
    return missing


def lacking(page: ContentPage, today: date) -> list[str]:
    """Sentences that say what is missing on a day; empty when the page may go out.

    Beside the words: a cover where the kind lives by one, and of every picture, recording and file on the page what
    it needs in the page's language (`media_obstacles`).
    """
    missing = lacking_words(page)
    if page.edition.item.kind in SHOWN_BY_A_COVER and not page.cover_id:
        missing.append(_("chưa chọn ảnh chính"))
    if not page.edition.is_original:
        missing += untranslated(page)
    shown = media_on(page)
    return missing + media_obstacles(
        [page.edition.language],
        today,
        pictures=shown.pictures,
        recordings=shown.recordings,
        attachments=shown.attachments,
    )


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
