from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from nhipcau.core.public import Owned

from ..choices import FileState, ReadingState


class Document(Owned):
    """An official document as it was brought in: the original is always kept, unless it is secret.

    While `state` is not ACCEPTED the bytes are in the quarantine storage, outside media, search and backup.
    A refused document keeps its hash, uploader and time, and neither its name nor its bytes.
    """

    sha256 = models.CharField(max_length=64, db_index=True)
    name = models.CharField(_("tên tệp"), max_length=255, blank=True)
    media_type = models.CharField(_("loại tệp"), max_length=100, blank=True)
    size = models.PositiveBigIntegerField(_("dung lượng (byte)"))
    stored_as = models.CharField(max_length=255, blank=True)
    state = models.CharField(_("tình trạng"), max_length=20, choices=FileState.choices, default=FileState.QUARANTINED)
    problem = models.CharField(_("vướng mắc"), max_length=500, blank=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(_("tải lên lúc"))
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    declared_at = models.DateTimeField(_("cam kết lúc"), null=True)
    # What the header says, copied from the newest reading for lists and search; empty where it says nothing.
    kind = models.CharField(_("loại văn bản"), max_length=60, blank=True)
    number = models.CharField(_("số, ký hiệu"), max_length=80, blank=True)
    issued_on = models.DateField(_("ngày ban hành"), null=True, blank=True)
    issuer = models.CharField(_("cơ quan ban hành"), max_length=300, blank=True)
    title = models.CharField(_("trích yếu"), max_length=600, blank=True)
    listed = models.ForeignKey(
        "documents.ListedDocument", null=True, blank=True, on_delete=models.SET_NULL, related_name="files"
    )

    class Meta:
        ordering = ["-uploaded_at"]
        constraints = [models.UniqueConstraint(fields=["province", "sha256"], name="document_once_per_province")]

    def __str__(self) -> str:
        return self.title or self.name


class Packed(Owned):
    """A file that was found in a packet (ZIP, e-mail): the document that it became, or why it became none.

    A packet is only a wrapping: each document in it keeps its own bytes, and the packet's own are deleted.
    """

    packet = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="contents")
    place = models.PositiveIntegerField()
    name = models.CharField(_("tên tệp"), max_length=255, blank=True)
    document = models.ForeignKey(Document, null=True, on_delete=models.CASCADE, related_name="packets")
    why = models.CharField(_("lý do"), max_length=500, blank=True)

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["packet", "place"], name="packed_once")]

    def __str__(self) -> str:
        return self.name


class ReadingJob(Owned):
    """The work of reading a document: what the progress page shows."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="jobs")
    state = models.CharField(max_length=20, choices=ReadingState.choices, default=ReadingState.WAITING)
    step = models.CharField(_("bước"), max_length=80, blank=True)
    done = models.PositiveSmallIntegerField(_("phần trăm"), default=0)
    error = models.CharField(_("lỗi"), max_length=500, blank=True)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.document}: {self.get_state_display()}"


class Reading(Owned):
    """What one version of vanban read in one file. Never changed: corrections are rows over it."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="readings")
    file_sha256 = models.CharField(max_length=64)
    reader_version = models.CharField(max_length=40)
    schema = models.CharField(max_length=20)
    content = models.JSONField()  # the object of the reading's contract, whole
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["province", "file_sha256", "reader_version"], name="reading_once_per_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.document} · {self.reader_version}"
