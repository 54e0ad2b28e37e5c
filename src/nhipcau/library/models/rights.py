"""Whose a picture, recording or file is, and how long it may be shown."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nhipcau.core.public import Actor, Province, Role
from nhipcau.organisations.public import Organisation

from ..choices import READ_LIBRARY, Consent, Licence


class MediaRows(models.QuerySet[Any]):
    """Reads go through `visible_to`; what the world is shown, through `showable`."""

    def visible_to(self, actor: Actor) -> Self:
        """Who works in the library sees the province's media; an agency sees those that it supplied."""
        rows = self.filter(province_id=actor.province_id)
        if actor.has(*READ_LIBRARY.roles):
            return rows
        return rows.filter(supplier_id__in=actor.organisations(Role.FOCAL_PERSON, Role.AGENCY_LEADER))

    def showable(self, today: date) -> Self:
        """Those that nobody has withdrawn and whose rights and consent last on the day."""
        return self.filter(
            Q(expires_on=None) | Q(expires_on__gte=today),
            Q(consent_until=None) | Q(consent_until__gte=today),
            withdrawn_at=None,
        )


class Rights(models.Model):
    """What every picture, recording and attachment says of its rights.

    Consent is told by its paper (number, office that keeps it); the paper itself and names of persons stay there.
    """

    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="+", verbose_name=_("tỉnh"))
    supplier = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("cơ quan cung cấp"),
    )  # fmt: skip
    author = models.CharField(
        _("tác giả"),
        max_length=160,
        blank=True,
        help_text=_("Như khi in dưới ảnh: bút danh, tên tác giả hoặc cơ quan."),
    )
    credit = models.CharField(
        _("ghi nguồn"), max_length=200, blank=True, help_text=_("Để trống nếu chỉ cần ghi tên tác giả.")
    )
    licence = models.CharField(_("giấy phép"), max_length=20, choices=Licence.choices, default=Licence.PORTAL)
    expires_on = models.DateField(
        _("được dùng đến hết ngày"), null=True, blank=True,
        help_text=_("Sau ngày này nội dung tự rời khỏi mọi trang. Để trống nếu không có thời hạn."),
    )  # fmt: skip
    consent = models.CharField(
        _("đồng ý của người trong hình"), max_length=12, choices=Consent.choices, default=Consent.UNKNOWN
    )
    consent_basis = models.CharField(
        _("căn cứ của sự đồng ý"), max_length=200, blank=True,
        help_text=_("Số, ký hiệu văn bản và cơ quan lưu giữ; không ghi thông tin của cá nhân."),
    )  # fmt: skip
    consent_until = models.DateField(_("đồng ý đến hết ngày"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("gỡ lúc"), null=True, blank=True, editable=False)
    withdrawn_because = models.CharField(_("lý do gỡ"), max_length=300, blank=True, editable=False)
    # Set when the world's copies were taken away after the last day, so that it is done once.
    retired_on = models.DateField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=~Q(consent=Consent.GIVEN) | ~Q(consent_basis=""), name="%(class)s_consent_has_its_basis"
            )
        ]

    @property
    def printed_credit(self) -> str:
        """The words that stand under it: the source as it wants to be named, or its author."""
        return self.credit or self.author

    @property
    def last_day(self) -> date | None:
        """The last day on which it may be shown; None where no end is known."""
        return min((day for day in (self.expires_on, self.consent_until) if day), default=None)

    def may_be_shown(self, today: date) -> bool:
        """Whether the world may see it on the day."""
        return self.withdrawn_at is None and (self.last_day is None or self.last_day >= today)
