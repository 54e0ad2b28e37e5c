"""Pictures: Wagtail's image model as ours, with its rights, its texts and the original beside it."""

from __future__ import annotations

import hashlib

from django.core.files.base import ContentFile, File
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, ImageQuerySet, get_upload_to
from wagtail.images.models import Image as WagtailImage
from wagtail.search import index

from nhipcau.core.public import Owned

from ..files import pictures
from .rights import MediaRows, Rights
from .stores import Judged, JudgedPictureField, masters, originals


class PictureRows(MediaRows, ImageQuerySet):
    """Wagtail's questions and ours."""


class Picture(Judged, Rights, AbstractImage):
    """A photograph or drawing that editors place on pages.

    `original` is what came, untouched and never public. `file` is made of it: upright, sRGB, without the camera's
    notes (with the position only where `keep_position` says so); Wagtail draws renditions from it.
    """

    file = JudgedPictureField(
        _("tệp ảnh"), upload_to=get_upload_to, storage=masters, width_field="width", height_field="height"
    )
    original = models.FileField(_("tệp gốc"), storage=originals, blank=True, editable=False, max_length=200)
    original_name = models.CharField(max_length=255, blank=True, editable=False)
    original_size = models.PositiveBigIntegerField(null=True, editable=False)
    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    taken_on = models.DateField(_("ngày chụp"), null=True, blank=True)
    place = models.CharField(_("nơi chụp"), max_length=200, blank=True)
    had_position = models.BooleanField(default=False, editable=False)
    keep_position = models.BooleanField(
        _("giữ tọa độ chụp trong tệp"), default=False,
        help_text=_("Máy ảnh và điện thoại ghi tọa độ vào tệp; hệ thống bỏ đi, trừ khi chọn mục này."),
    )  # fmt: skip

    objects = PictureRows.as_manager()

    search_fields = [*AbstractImage.search_fields, index.FilterField("province")]  # Wagtail's search asks for it too
    measured: tuple[int | None, int | None] = (None, None)

    admin_form_fields = (
        *(name for name in WagtailImage.admin_form_fields if name != "description"),
        "supplier", "author", "credit", "licence", "expires_on", "consent", "consent_basis", "consent_until",
        "taken_on", "place", "keep_position",
    )  # fmt: skip

    class Meta(AbstractImage.Meta, Rights.Meta):
        abstract = False
        verbose_name = _("ảnh")
        verbose_name_plural = _("ảnh")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["province", "sha256"], name="library_picture_same")]

    def judge(self, name: str, content: File[bytes]) -> tuple[str, File[bytes]]:
        """Judges what came, keeps it as the original and answers what renditions are to be drawn from.

        Raises an error of `errors.BadFileError` where it is no picture that we take.
        """
        content.seek(0)
        data = content.read()
        prepared = pictures.prepare(data, name, keep_position=self.keep_position)
        self.sha256 = hashlib.sha256(data).hexdigest()
        self.original_name, self.original_size = pictures.plain_name(name), len(data)
        self.had_position, self.taken_on = prepared.had_position, self.taken_on or prepared.taken_on
        self.original.save(f"{self.province_id}/{self.sha256}.{prepared.kind}", ContentFile(data), save=False)
        return self._made(prepared)

    def make_again(self) -> None:
        """Makes `file` anew from the original, after `keep_position` was changed. Does not save the row."""
        with self.original.open("rb") as kept:
            data = kept.read()
        name, made = self._made(pictures.prepare(data, self.original_name, keep_position=self.keep_position))
        self.file = self.file.storage.save(self.get_upload_to(name), made)

    def _made(self, prepared: pictures.Prepared) -> tuple[str, File[bytes]]:
        self.measured = self.width, self.height = prepared.width, prepared.height
        self.file_size = len(prepared.master)
        self.file_hash = hashlib.sha1(prepared.master, usedforsecurity=False).hexdigest()
        name = f"{self.sha256[:12]}-{pictures.slug(self.title)}.{prepared.ending}"
        return name, ContentFile(prepared.master, name=name)

    def get_upload_to(self, filename: str) -> str:
        """A name that cannot be guessed: renditions, which the world can reach, are called after it."""
        return f"{self.province_id}/{filename}"


class PictureRendition(AbstractRendition):
    """A picture at a size that a page asked for."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="picture_rendition_unique")
        ]
        indexes = [models.Index(fields=["file"], name="library_rendition_file")]  # by which it is asked for


class PictureText(Owned):
    """What a picture shows, in one language: for who cannot see it (`alt`) and for everybody (`caption`)."""

    picture = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="texts", verbose_name=_("ảnh"))
    language = models.CharField(_("ngôn ngữ"), max_length=12)
    alt = models.CharField(_("mô tả thay thế"), max_length=250, blank=True)
    caption = models.CharField(_("chú thích"), max_length=600, blank=True)

    class Meta:
        ordering = ["picture", "language"]
        constraints = [models.UniqueConstraint(fields=["picture", "language"], name="library_picture_text_once")]

    def __str__(self) -> str:
        return f"{self.picture_id} {self.language}"

    @property
    def complete(self) -> bool:
        """Whether a page of this language may be published with the picture."""
        return bool(self.alt and self.caption)
