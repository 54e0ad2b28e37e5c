from __future__ import annotations

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.utils.translation import gettext_lazy as _

from nhipcau.core.public import Owned

from .choices import PackageState, Receiver


def kept() -> Storage:
    """Where packages lie: never public."""
    return storages["documents"]


class Package(Owned):
    """A package of content for another system: what was asked for, what it holds, its fingerprint. A log."""

    receiver = models.CharField(_("nơi nhận"), max_length=20, choices=Receiver.choices)
    languages = models.JSONField(_("ngôn ngữ"))
    since = models.DateTimeField(_("thay đổi từ"), null=True, blank=True)
    with_media = models.BooleanField(_("kèm tệp ảnh"), default=True)
    state = models.CharField(_("trạng thái"), max_length=10, choices=PackageState.choices, default=PackageState.WAITING)
    asked_at = models.DateTimeField(_("yêu cầu lúc"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("lập xong lúc"), null=True)
    file = models.FileField(_("tệp"), storage=kept, upload_to="packages", blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(_("dung lượng"), default=0)
    items = models.PositiveIntegerField(_("số mục"), default=0)
    failure = models.TextField(_("chưa lập được vì"), blank=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_receiver_display()} {self.asked_at:%d/%m/%Y}"
