from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .errors import LadderError
from .models import ReminderSettings
from .queries.ladder import Ladder


class DaysField(forms.CharField):
    """Numbers of days, separated by commas: 30, 7, 3, 1."""

    def clean(self, value: Any) -> tuple[int, ...]:
        pieces = [piece.strip() for piece in str(super().clean(value)).replace(";", ",").split(",") if piece.strip()]
        if not pieces or not all(piece.isdecimal() and 1 <= int(piece) <= 365 for piece in pieces):
            raise forms.ValidationError(str(LadderError()))
        return tuple(int(piece) for piece in pieces)

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(str(each) for each in value) if isinstance(value, list | tuple) else value


class LadderForm(forms.Form):
    before = DaysField(label=_("Nhắc trước hạn, số ngày"), help_text=_("Ví dụ: 30, 7, 3, 1."))
    after = DaysField(label=_("Nhắc sau hạn, số ngày"), help_text=_("Ví dụ: 1, 7, 30."))
    gap = forms.IntegerField(label=_("Hai thư cho một người cách nhau ít nhất, số ngày"), min_value=1, max_value=60)
    enquiry = forms.IntegerField(
        label=_("Việc được đề nghị: hỏi một lần, sau hạn số ngày"),
        min_value=1,
        max_value=365,
        help_text=_("Cơ quan được đề nghị không bị nhắc quá hạn; chỉ có một lần hỏi."),
    )
    by_mail = forms.BooleanField(
        label=_("Gửi cả bằng thư điện tử"), required=False, help_text=_("Nếu bỏ, người nhận chỉ thấy trong hệ thống.")
    )

    @staticmethod
    def standing(settings: ReminderSettings) -> dict[str, Any]:
        """What a province has set, as the form shows it."""
        return {name: getattr(settings, name) for name in ("before", "after", "gap", "enquiry", "by_mail")}

    def ladder(self) -> Ladder:
        given = self.cleaned_data
        return Ladder(given["before"], given["after"], given["gap"], given["enquiry"])


class HoldForm(forms.Form):
    """What is to be kept back: one person, one organisation, or (neither) the whole run."""

    user = forms.IntegerField(required=False)
    organisation = forms.IntegerField(required=False)
    reason = forms.CharField(label=_("Lý do"), required=False, max_length=200)
