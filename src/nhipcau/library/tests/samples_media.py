"""A picture, a recording and a file for download, for the addresses of the media library."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from nhipcau.core.public import Role
from nhipcau.library.actions.media.files import (
    AttachmentGiven,
    RecordingGiven,
    RecordingTextGiven,
    add_attachment,
    add_recording,
)
from nhipcau.library.actions.media.given import PictureGiven, RightsGiven
from nhipcau.library.actions.media.pictures import add_picture

from . import media_samples as samples

THEN = datetime(2026, 10, 1, 2, 0, tzinfo=UTC)
OF_PICTURES = ("picture", "save_picture", "replace_picture", "picture_original", "picture_full")
OF_RECORDINGS = ("recording", "save_recording", "recording_file", "captions")
OF_ATTACHMENTS = ("attachment", "save_attachment", "attachment_file")
OF_ANY = ("withdraw_media", "put_back_media", "delete_media")


def make_media(place: Any, organisation: str) -> dict[str, Any]:
    """Values for URL parameters, of an agency's own media."""
    editor, rights = place.actor(place.person(Role.EDITOR)), RightsGiven(supplier_id=place.org[organisation].pk)
    size = (40 + len(organisation), 30)  # each agency its own picture
    said = PictureGiven(title="Cầu", rights=rights)
    picture = add_picture(editor, samples.file(samples.photo(size=size)), said, name="cau.jpg", now=THEN).picture
    words = RecordingTextGiven(captions="WEBVTT\n\n00:00.000 --> 00:00.900\nXin chào\n")
    heard = RecordingGiven("Lời", rights, texts={"vi": words})
    recording = add_recording(editor, samples.file(samples.sound()), heard, name="loi.wav", now=THEN)
    offered = AttachmentGiven("Số liệu", rights)
    attachment = add_attachment(editor, samples.file(samples.workbook()), offered, name="so.xlsx", now=THEN)
    values: dict[str, Any] = {
        "library:picture_master:name": picture.file.name,
        "library:recording_file:name": "loi.wav",
        "library:captions:language": "vi",
        "library:attachment_file:name": attachment.download_name,
        ":name": picture.renditions.first().file.name,
    }
    for names, pk in ((OF_PICTURES, picture.pk), (OF_RECORDINGS, recording.pk), (OF_ATTACHMENTS, attachment.pk)):
        values |= {f"library:{name}:pk": pk for name in names}
    for name in OF_ANY:
        values |= {f"library:{name}:kind": "anh", f"library:{name}:pk": picture.pk}
    return values


MEDIA_POSTS: dict[str, dict[str, Any]] = {
    "library:withdraw_media": {"because": "Nhầm"},
    "library:save_picture": {"title": "Cầu", "licence": "portal", "consent": "not_needed"},
    "library:save_recording": {"title": "Lời", "licence": "portal", "consent": "not_needed"},
    "library:save_attachment": {"title": "Số liệu", "licence": "portal"},
}
