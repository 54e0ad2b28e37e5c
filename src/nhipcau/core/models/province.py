from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..choices import DayOffRule


class Province(models.Model):
    """A province (or centrally-run city) that uses this installation; every owned row belongs to one."""

    code = models.SlugField(_("mã"), unique=True)
    name = models.CharField(_("tên"), max_length=120)  # with its kind: "tỉnh Hà Tĩnh", "thành phố Huế"
    name_en = models.CharField(_("tên tiếng Anh"), max_length=120, blank=True)
    # "trước ngày 15/11" read strictly: the last on-time day is 14/11 (domain.md §4; provinces differ).
    before_excludes_the_day = models.BooleanField(_("“trước ngày” không tính ngày đó"), default=True)
    # A last day that is off: by law the next working day (workdays/calendar.py); a province may count otherwise.
    deadline_on_day_off = models.CharField(
        _("hạn rơi vào ngày nghỉ"), max_length=10, choices=DayOffRule.choices, default=DayOffRule.NEXT
    )

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
