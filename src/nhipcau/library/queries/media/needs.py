"""What media still lack before a page that shows them may be published: all of it, a sentence each."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from nhipcau.core.public import language as language_of

from ...choices import Consent, RecordingKind
from ...models import Attachment, Picture, PictureText, Recording
from ...models.rights import Rights


@dataclass(frozen=True, slots=True)
class Missing:
    """A picture without its words in a language."""

    picture_id: int
    title: str
    language: str
    alt: bool
    caption: bool

    def __str__(self) -> str:
        lacks = {
            (True, True): _("mô tả thay thế và chú thích"),
            (True, False): _("mô tả thay thế"),
            (False, True): _("chú thích"),
        }[self.alt, self.caption]
        return _("ảnh “%(title)s” chưa có %(what)s %(language)s") % {
            "title": self.title,
            "what": lacks,
            "language": language_of(self.language).name.lower(),
        }


def missing_texts(picture_ids: Iterable[int], languages: Collection[str]) -> list[Missing]:
    """Which of the pictures have no alternative text or no caption in which of the languages; two queries."""
    pictures = dict(Picture.objects.filter(pk__in=set(picture_ids)).order_by("pk").values_list("pk", "title"))
    rows = PictureText.objects.filter(picture__in=pictures, language__in=languages)
    written = {(row.picture_id, row.language): row for row in rows}
    found = []
    for pk, title in pictures.items():
        for language in languages:
            text = written.get((pk, language))
            if text is None or not text.complete:
                found.append(
                    Missing(pk, title, language, alt=not (text and text.alt), caption=not (text and text.caption))
                )
    return found


def media_obstacles(
    languages: Collection[str],
    today: date,
    *,
    pictures: Iterable[int] = (),
    recordings: Iterable[int] = (),
    attachments: Iterable[int] = (),
) -> list[str]:
    """Everything that keeps pages in these languages with these media from being published, a sentence each.

    Pictures need their words, an author or source and a word on consent; recordings a description in the language,
    videos with sound captions, sound alone a transcript; nothing may be past its rights.
    """
    picture_ids, recording_ids = set(pictures), set(recordings)
    found = [str(each) for each in missing_texts(picture_ids, languages)]
    for picture in Picture.objects.filter(pk__in=picture_ids).order_by("pk"):
        found += _of_rights(picture, _("ảnh"), picture.title, today)
        if picture.consent == Consent.UNKNOWN:
            found.append(
                _("ảnh “%(title)s” chưa ghi có cần sự đồng ý của người trong hình hay không") % {"title": picture.title}
            )
    for recording in Recording.objects.filter(pk__in=recording_ids).prefetch_related("texts").order_by("pk"):
        word = _("video") if recording.kind == RecordingKind.VIDEO else _("bản ghi âm")
        found += _of_rights(recording, word, recording.title, today)
        found += _of_recording(recording, word, languages)
    for attachment in Attachment.objects.filter(pk__in=set(attachments)).order_by("pk"):
        found += _of_rights(attachment, _("tệp"), attachment.title, today)
    return found


def _of_rights(rights: Rights, what: str, title: str, today: date) -> list[str]:
    named = {"what": what, "title": title}
    found = []
    if not rights.printed_credit:
        found.append(_("%(what)s “%(title)s” chưa ghi tác giả hoặc nguồn") % named)
    if rights.withdrawn_at:
        found.append(_("%(what)s “%(title)s” đã bị gỡ") % named)
    elif rights.last_day and rights.last_day < today:
        found.append(
            _("%(what)s “%(title)s” đã hết hạn sử dụng từ %(day)s") % {**named, "day": f"{rights.last_day:%d/%m/%Y}"}
        )
    return found


def _of_recording(recording: Recording, word: str, languages: Collection[str]) -> list[str]:
    named = {"what": word, "title": recording.title}
    texts = {text.language: text for text in recording.texts.all()}
    found = [
        _("%(what)s “%(title)s” chưa có mô tả %(language)s") % {**named, "language": language_of(language).name.lower()}
        for language in languages
        if not (language in texts and texts[language].description)
    ]
    if recording.kind == RecordingKind.AUDIO and not any(text.transcript for text in texts.values()):
        found.append(_("%(what)s “%(title)s” chưa có lời ghi cho người không nghe được") % named)
    elif recording.kind == RecordingKind.VIDEO and recording.has_sound and not any(t.captions for t in texts.values()):
        found.append(_("%(what)s “%(title)s” có tiếng nhưng chưa có phụ đề") % named)
    return found
