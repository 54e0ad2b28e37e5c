"""Bringing in and describing what is no picture: recordings with their captions, files for download."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.core.files.base import File
from django.db import transaction

from nhipcau.core.public import Actor, ChangedMeanwhileError, nfc, record

from ...errors import CaptionsError
from ...files import captions
from ...files.names import title_from
from ...models import Attachment, Recording, RecordingText
from .given import RightsGiven, require_change, require_upload, stand_of
from .telling import tell_of


@dataclass(frozen=True, slots=True)
class RecordingTextGiven:
    """A recording in one language. `captions`: WebVTT or SubRip as it was sent; None leaves them as they are, an empty
    text takes them away. Without a transcript, what the captions say is the first one."""

    description: str = ""
    transcript: str = ""
    captions: str | bytes | None = None


@dataclass(frozen=True, slots=True)
class RecordingGiven:
    """What is said of a recording; `texts` by language, `poster_id` a picture."""

    title: str = ""
    rights: RightsGiven = field(default_factory=RightsGiven)
    poster_id: int | None = None
    texts: Mapping[str, RecordingTextGiven] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AttachmentGiven:
    """What is said of a file for download; `language`: that of its content, where it has one."""

    title: str = ""
    rights: RightsGiven = field(default_factory=RightsGiven)
    language: str = ""


def add_recording(actor: Actor, file: File[bytes], given: RecordingGiven, *, name: str, now: datetime) -> Recording:
    """Takes a recording in. Raises NotAllowedError, CaptionsError or an error of errors.BadFileError."""
    require_upload(actor, given.rights.supplier_id)
    recording = Recording(
        province_id=actor.province_id, title=nfc(given.title) or title_from(name), uploaded_by_id=actor.user_id,
        poster_id=given.poster_id,
    )  # fmt: skip
    given.rights.put_on(recording)
    recording.file = File(file, name=name)
    with transaction.atomic():
        recording.save()
        _put_texts(recording, given.texts)
        record(actor, "library.add_recording", recording, f"Tải lên: “{recording.title}”", at=now)
    return recording


def describe_recording(
    actor: Actor, recording: Recording, given: RecordingGiven, *, seen: str | None = None, now: datetime
) -> Recording:
    """Writes what is known of a recording, its captions and transcripts. Raises NotAllowedError,
    ChangedMeanwhileError, or CaptionsError, which leaves everything as it was."""
    with transaction.atomic():
        held: Recording = Recording.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=recording.pk)
        require_change(actor, held)
        require_upload(actor, given.rights.supplier_id)
        if seen is not None and stand_of(held) != seen:
            raise ChangedMeanwhileError(held)
        held.title, held.poster_id = nfc(given.title) or held.title, given.poster_id
        given.rights.put_on(held)
        held.retired_on = None if held.may_be_shown(now.date()) else held.retired_on
        held.save()
        _put_texts(held, given.texts)
        record(actor, "library.describe_recording", held, f"Ghi thông tin của “{held.title}”", at=now)
        tell_of([held])
    return held


def add_attachment(actor: Actor, file: File[bytes], given: AttachmentGiven, *, name: str, now: datetime) -> Attachment:
    """Takes a file for download in; cover and text of a PDF follow in the background. Raises NotAllowedError or an
    error of errors.BadFileError."""
    require_upload(actor, given.rights.supplier_id)
    attachment = Attachment(
        province_id=actor.province_id, title=nfc(given.title) or title_from(name), language=given.language,
        uploaded_by_user_id=actor.user_id,
    )  # fmt: skip
    given.rights.put_on(attachment)
    attachment.file = File(file, name=name)
    with transaction.atomic():
        attachment.save()
        record(actor, "library.add_attachment", attachment, f"Tải tệp lên: “{attachment.title}”", at=now)
    return attachment


def describe_attachment(
    actor: Actor, attachment: Attachment, given: AttachmentGiven, *, seen: str | None = None, now: datetime
) -> Attachment:
    """Writes what is known of a file for download. Raises NotAllowedError and ChangedMeanwhileError."""
    with transaction.atomic():
        held: Attachment = Attachment.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=attachment.pk)
        require_change(actor, held)
        require_upload(actor, given.rights.supplier_id)
        if seen is not None and stand_of(held) != seen:
            raise ChangedMeanwhileError(held)
        held.title, held.language = nfc(given.title) or held.title, given.language
        given.rights.put_on(held)
        held.retired_on = None if held.may_be_shown(now.date()) else held.retired_on
        held.save()
        record(actor, "library.describe_attachment", held, f"Ghi thông tin của tệp “{held.title}”", at=now)
        tell_of([held])
    return held


def _put_texts(recording: Recording, texts: Mapping[str, RecordingTextGiven]) -> None:
    for language, given in texts.items():
        row = RecordingText.objects.filter(recording=recording, language=language).first() or RecordingText(
            province_id=recording.province_id, recording=recording, language=language
        )
        row.description, row.transcript = nfc(given.description), given.transcript.strip()
        if given.captions is not None:
            row.captions = captions.checked(given.captions) if given.captions else ""
            if row.captions:
                _check_length(recording, row.captions)
                row.transcript = row.transcript or captions.spoken(row.captions)
        if row.pk or row.description or row.transcript or row.captions:
            row.save()


def _check_length(recording: Recording, text: str) -> None:
    """Captions of another film are found by their length: those that go on after the end belong elsewhere."""
    spare = 2.0
    if recording.duration_ms and captions.last_second(text) > recording.duration_ms / 1000 + spare:
        raise CaptionsError.too_long()
