from __future__ import annotations

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from PIL import Image
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from nhipcau.library.models import Attachment, Picture

pytestmark = pytest.mark.django_db


def drawing() -> ContentFile[bytes]:
    held = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(held, "PNG")
    return ContentFile(held.getvalue(), name="cau.png")


def test_wagtail_keeps_pictures_and_files_in_our_own_models():
    assert get_image_model() is Picture
    assert get_document_model() is Attachment


def test_a_picture_belongs_to_a_province_and_has_sizes(ha_tinh, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    picture = Picture.objects.create(title="Cầu", file=drawing(), province=ha_tinh.province)
    assert picture.get_rendition("width-20").width == 20


@pytest.mark.parametrize("model", [Picture, Attachment])
def test_nothing_is_kept_without_a_province(db, settings, tmp_path, model):
    settings.MEDIA_ROOT = tmp_path
    file = drawing() if model is Picture else ContentFile(b"nam,luot\n2025,10\n", name="khach.csv")
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(title="Không của tỉnh nào", file=file)
