"""Wagtail's image and document models, ours from the first migration because they cannot be changed later."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage

from nhipcau.core.public import Province


class Picture(AbstractImage):
    """A photograph or drawing that editors place on pages."""

    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="+", verbose_name=_("tỉnh"))

    admin_form_fields = (*WagtailImage.admin_form_fields, "province")


class PictureRendition(AbstractRendition):
    """A picture at a size that a page asked for."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="picture_rendition_unique")
        ]


class Attachment(AbstractDocument):
    """A file that editors offer for download."""

    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="+", verbose_name=_("tỉnh"))

    admin_form_fields = (*WagtailDocument.admin_form_fields, "province")
