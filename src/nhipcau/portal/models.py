from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nhipcau.core.public import VIETNAMESE, Owned, Province
from nhipcau.library.public import Item

from .choices import StalePolicy


class PortalSettings(Owned):
    """What a province says of itself on every page of its portal: who answers for it and how to reach them.

    `texts` hold the words by language: {"vi": {"name": …, "motto": …, …}}; a language without one of them shows the
    Vietnamese. Functions and offices are named, never persons.
    """

    WORDS = (
        "name", "motto", "governing_body", "responsible", "address", "hours", "spokesperson", "press_hours", "licence",
    )  # fmt: skip

    province = models.OneToOneField(Province, on_delete=models.PROTECT, related_name="+", verbose_name=_("tỉnh"))
    hosts = models.CharField(
        _("tên miền"), max_length=300, blank=True,
        help_text=_("Cách nhau bằng dấu phẩy. Để trống nếu hệ thống chỉ phục vụ một tỉnh."),
    )  # fmt: skip
    texts = models.JSONField(_("lời trên cổng theo ngôn ngữ"), default=dict, blank=True)
    phone = models.CharField(_("điện thoại"), max_length=60, blank=True)
    email = models.EmailField(_("thư điện tử"), blank=True)
    press_phone = models.CharField(_("điện thoại báo chí"), max_length=60, blank=True)
    press_email = models.EmailField(_("thư điện tử báo chí"), blank=True)
    lead_item = models.ForeignKey(
        Item, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("mục mở đầu trang chủ")
    )
    stale = models.CharField(
        _("bản dịch chưa kịp bản gốc"), max_length=10, choices=StalePolicy.choices, default=StalePolicy.NOTICE
    )

    class Meta:
        verbose_name = _("thông tin chung của cổng")

    def __str__(self) -> str:
        return str(self.province)

    def word(self, name: str, language: str) -> str:
        """One of WORDS in a language, or in Vietnamese where nobody has given it yet."""
        held: dict[str, Any] = self.texts or {}
        return str(held.get(language, {}).get(name) or held.get(VIETNAMESE, {}).get(name) or "")


class Generation(Owned):
    """Grows with everything that changes what a province's portal shows; each process asks for it twice a second.

    `recent` are the last changes, the newest last, each `[number, items, listed]`: the number from which it holds, the
    ids of the items that it was about (null: of everything), whether lists gained or lost one.
    """

    province = models.OneToOneField(Province, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveBigIntegerField(default=0)
    recent = models.JSONField(default=list)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.province_id} {self.number}"


class Readers(Owned):
    """How often an item was read and its files were taken, in a language on a day, from a country where one is known.

    There are no visitors in it: no address, no cookie, no time of day.
    """

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=12)
    day = models.DateField()
    country = models.CharField(max_length=2, blank=True, default="")
    views = models.PositiveBigIntegerField(default=0)
    downloads = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "language", "day", "country"], name="portal_readers_once"),
            models.CheckConstraint(condition=Q(views__gt=0) | Q(downloads__gt=0), name="portal_readers_of_something"),
        ]
        indexes = [models.Index(fields=["province", "day"], name="portal_readers_day")]

    def __str__(self) -> str:
        return f"{self.item_id} {self.language} {self.day}"
