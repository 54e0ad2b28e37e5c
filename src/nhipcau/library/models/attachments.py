"""Files that are offered for download: publications, documents, data."""

from __future__ import annotations

import hashlib

from django.core.files.base import ContentFile, File
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, DocumentQuerySet
from wagtail.documents.models import Document as WagtailDocument
from wagtail.search import index

from ..choices import AttachmentKind
from ..files import documents, names
from .media import Picture
from .rights import MediaRows, Rights
from .stores import Judged, JudgedFileField, kept_files


class AttachmentRows(MediaRows, DocumentQuerySet):
    """Wagtail's questions and ours."""


class Attachment(Judged, Rights, AbstractDocument):
    """A file that editors offer for download: never public before a page that offers it is."""

    file = JudgedFileField(_("tệp"), upload_to="documents", storage=kept_files, max_length=200)
    kind = models.CharField(_("loại tệp"), max_length=12, choices=AttachmentKind.choices, editable=False, default="")
    original_name = models.CharField(max_length=255, blank=True, editable=False)
    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    language = models.CharField(_("ngôn ngữ của tệp"), max_length=12, blank=True)
    pages = models.PositiveIntegerField(_("số trang"), null=True, editable=False)
    text = models.TextField(editable=False, blank=True)  # what a search looks through
    cover = models.OneToOneField(
        Picture, on_delete=models.SET_NULL, null=True, blank=True, related_name="covers", editable=False,
        verbose_name=_("bìa"),
    )  # fmt: skip

    objects = AttachmentRows.as_manager()

    search_fields = [*AbstractDocument.search_fields, index.FilterField("province")]  # Wagtail's search asks for it too
    admin_form_fields = (
        *WagtailDocument.admin_form_fields,
        "language", "supplier", "author", "credit", "licence", "expires_on",
    )  # fmt: skip

    class Meta(AbstractDocument.Meta, Rights.Meta):
        abstract = False
        verbose_name = _("tệp tải về")
        verbose_name_plural = _("tệp tải về")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["province", "sha256"], name="library_attachment_same")]

    def judge(self, name: str, content: File[bytes]) -> tuple[str, File[bytes]]:
        """Judges what came and answers what is kept of it: the same bytes, or a drawing (SVG) that was cleaned.

        Raises an error of `errors.BadFileError` where it is nothing that we take.
        """
        content.seek(0)
        judged = documents.judge(content.read(), name)
        self.kind, self.original_name = judged.kind, names.plain_name(name)
        self.sha256 = hashlib.sha256(judged.data).hexdigest()
        self.file_size = len(judged.data)
        self.file_hash = hashlib.sha1(judged.data, usedforsecurity=False).hexdigest()
        return f"{self.province_id}/{self.sha256}.{judged.kind}", ContentFile(judged.data)

    @property
    def media_type(self) -> str:
        """What it is declared as when it is handed out: from its content, never from its name."""
        return documents.MEDIA_TYPES[AttachmentKind(self.kind)]

    @property
    def download_name(self) -> str:
        """What it is called on the reader's machine, with the ending that its content has."""
        return f"{names.slug(self.title, longest=80)}.{self.kind}"

    @property
    def url(self) -> str:
        """Where it is handed out."""
        return reverse("library:attachment_file", args=[self.pk, self.download_name])
