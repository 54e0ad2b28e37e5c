"""Video and sound: the file, its captions and transcripts."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.core.files.base import File
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from nhipcau.core.public import Owned

from ..choices import RecordingKind
from ..files import names, recordings
from .media import Picture
from .rights import MediaRows, Rights
from .stores import Judged, JudgedFileField, kept_files


class Recording(Judged, Rights):
    """A video or a sound recording; never public before a page that shows it is."""

    title = models.CharField(_("tên"), max_length=255)
    kind = models.CharField(_("loại"), max_length=5, choices=RecordingKind.choices, editable=False)
    file = JudgedFileField(_("tệp"), upload_to="recordings", storage=kept_files, max_length=200)
    media_type = models.CharField(max_length=40, editable=False)
    original_name = models.CharField(max_length=255, blank=True, editable=False)
    size = models.PositiveBigIntegerField(editable=False)
    sha256 = models.CharField(max_length=64, editable=False)
    duration_ms = models.PositiveBigIntegerField(_("thời lượng"), null=True, editable=False)
    width = models.PositiveIntegerField(null=True, editable=False)
    height = models.PositiveIntegerField(null=True, editable=False)
    has_sound = models.BooleanField(_("có tiếng"), null=True, editable=False)
    poster = models.ForeignKey(
        Picture, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("ảnh đại diện")
    )
    created_at = models.DateTimeField(auto_now_add=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", editable=False
    )

    objects = MediaRows.as_manager()

    class Meta(Rights.Meta):
        abstract = False
        verbose_name = _("video, âm thanh")
        verbose_name_plural = _("video, âm thanh")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["province", "sha256"], name="library_recording_same")]

    def __str__(self) -> str:
        return self.title

    def judge(self, name: str, content: File[bytes]) -> tuple[str, File[bytes]]:
        """Judges what came and answers it with the name to keep it under; the place where a telephone filmed it is
        taken out. Raises an error of `errors.BadFileError` where it is nothing that we take."""
        judged = recordings.judge(content, name)
        self.kind, self.media_type = judged.kind, judged.media_type
        self.duration_ms, self.width, self.height = judged.duration_ms, judged.width, judged.height
        self.has_sound = judged.has_sound
        self.original_name, self.size = names.plain_name(name), judged.size
        digest = hashlib.sha256()
        for chunk in judged.content.chunks():
            digest.update(chunk)
        self.sha256 = digest.hexdigest()
        return f"{self.province_id}/{self.sha256}.{judged.ending}", judged.content

    @property
    def url(self) -> str:
        """Where it is handed out."""
        return reverse("library:recording_file", args=[self.pk, f"{names.slug(self.title)}{self._ending}"])

    @property
    def length(self) -> str:
        """How long it lasts, as people write it: 4:05, 1:02:30; empty where it is not known."""
        if self.duration_ms is None:
            return ""
        minutes, seconds = divmod(round(self.duration_ms / 1000), 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"

    @property
    def _ending(self) -> str:
        return f".{str(self.file.name).rpartition('.')[2]}"


class RecordingText(Owned):
    """A recording in one language: its description, what is said in it as captions (WebVTT) and as text to read."""

    recording = models.ForeignKey(Recording, on_delete=models.CASCADE, related_name="texts", verbose_name=_("bản ghi"))
    language = models.CharField(_("ngôn ngữ"), max_length=12)
    description = models.CharField(_("mô tả"), max_length=600, blank=True)
    captions = models.TextField(_("phụ đề"), blank=True)
    transcript = models.TextField(_("lời ghi"), blank=True)

    class Meta:
        ordering = ["recording", "language"]
        constraints = [models.UniqueConstraint(fields=["recording", "language"], name="library_recording_text_once")]

    def __str__(self) -> str:
        return f"{self.recording_id} {self.language}"


class MediaUse(Owned):
    """That a publication shows a picture, plays a recording or offers a file; written when it is made, never changed.

    Whether the world may fetch an attachment or recording, which pages an expired picture leaves and where something
    is used are all answered from these rows.
    """

    publication = models.ForeignKey("library.Publication", on_delete=models.CASCADE, related_name="media_uses")
    picture = models.ForeignKey(Picture, on_delete=models.PROTECT, null=True, related_name="uses")
    recording = models.ForeignKey(Recording, on_delete=models.PROTECT, null=True, related_name="uses")
    attachment = models.ForeignKey("library.Attachment", on_delete=models.PROTECT, null=True, related_name="uses")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(picture__isnull=False, recording=None, attachment=None)
                | Q(picture=None, recording__isnull=False, attachment=None)
                | Q(picture=None, recording=None, attachment__isnull=False),
                name="library_use_of_one_thing",
            ),
            *(
                models.UniqueConstraint(
                    fields=["publication", name], condition=Q(**{f"{name}__isnull": False}), name=f"library_use_{name}"
                )
                for name in ("picture", "recording", "attachment")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.publication_id}"
