"""Where files lie, and the one gate in front of them.

Only renditions are in a store that the world can reach; everything else is private and handed out by views that ask
who is there. Whatever road a file comes by (our forms, Wagtail's, a script), Django stores it through its field's
file: that is where its content is judged.
"""

from __future__ import annotations

from typing import Any

from django.core.files.base import File
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models.fields.files import FieldFile
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile


def originals() -> Storage:
    """Photographs as they came, untouched."""
    return storages["originals"]


def masters() -> Storage:
    """Photographs upright, in sRGB and without what a camera writes into them: what renditions are drawn from."""
    return storages["masters"]


def kept_files() -> Storage:
    """Recordings and attachments."""
    return storages["library"]


class JudgedFile(FieldFile):
    """A file that its record judges before it is stored (`judge`)."""

    def save(self, name: str, content: File[bytes], save: bool = True) -> None:
        record: Any = self.instance
        name, content = record.judge(name, content)
        super().save(name, content, save=save)
        record.taken_in = True

    save.alters_data = True  # type: ignore[attr-defined]


class JudgedPictureFile(JudgedFile, WagtailImageFieldFile):
    """The same for Wagtail's images. Nobody opens one to measure it before it was judged, which measures it."""

    def get_image_dimensions(self) -> tuple[int | None, int | None]:
        record: Any = self.instance
        measured: tuple[int | None, int | None] = record.measured
        return super().get_image_dimensions() if self._committed else measured


class JudgedFileField(models.FileField):
    attr_class = JudgedFile


class JudgedPictureField(WagtailImageField):
    attr_class = JudgedPictureFile


class Judged(models.Model):
    """A record with a judged `file`: it is judged before the other columns are written, which tell of it."""

    # Set when a file has come in, until somebody has asked for what follows (actions/media/drawing.py).
    taken_in = False

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        file = self.file  # type: ignore[attr-defined]
        if file and not file._committed:
            file.save(file.name, file.file, save=False)
        super().save(*args, **kwargs)
