from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .actions import DecidedDays
from .choices import DayOffRule
from .models import Province

KINDS = [("off", _("Nghỉ")), ("on", _("Làm việc (bù cho ngày khác)"))]


class AuditFilter(forms.Form):
    """What the page of the audit trail can be narrowed to."""

    q = forms.CharField(label=_("Từ trong việc đã làm hoặc tên người"), required=False, widget=forms.SearchInput())


class DaysForm(forms.Form):
    """Days off, or days worked instead, with the decision that sets them. Days are written as everywhere."""

    kind = forms.ChoiceField(label=_("Những ngày này"), choices=KINDS, widget=forms.RadioSelect, initial="off")
    first = forms.DateField(label=_("Từ ngày"), input_formats=["%d/%m/%Y", "%Y-%m-%d"])
    last = forms.DateField(
        label=_("Đến hết ngày"),
        required=False,
        input_formats=["%d/%m/%Y", "%Y-%m-%d"],
        help_text=_("Để trống nếu chỉ có một ngày."),
    )
    name = forms.CharField(
        label=_("Lý do"), max_length=120, help_text=_("Ví dụ: Tết Nguyên đán; hoán đổi ngày làm việc.")
    )
    number = forms.CharField(label=_("Số, ký hiệu văn bản"), max_length=60)
    issued_on = forms.DateField(label=_("Ngày ban hành"), input_formats=["%d/%m/%Y", "%Y-%m-%d"])
    issuer = forms.CharField(label=_("Cơ quan ban hành"), max_length=200)
    settles = forms.BooleanField(label=_("Văn bản này ấn định lịch nghỉ của cả năm"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("first", "last", "issued_on"):
            self.fields[name].widget = _date_input()

    def days(self) -> DecidedDays:
        given = self.cleaned_data
        first: date = given["first"]
        return DecidedDays(
            number=given["number"],
            issued_on=given["issued_on"],
            issuer=given["issuer"],
            first=first,
            last=given["last"] or first,
            off=given["kind"] == "off",
            name=given["name"],
            settles_year=first.year if given["settles"] else None,
        )


def _date_input() -> forms.Widget:
    return forms.DateInput(
        format="%d/%m/%Y",
        attrs={"placeholder": _("ngày/tháng/năm"), "inputmode": "numeric", "autocomplete": "off"},
    )


class RulesForm(forms.ModelForm):  # type: ignore[type-arg]  # has no brackets when it runs
    """How the province reads deadlines."""

    class Meta:
        model = Province
        fields = ["before_excludes_the_day", "deadline_on_day_off"]
        labels = {"before_excludes_the_day": _("“Trước ngày 15/11” nghĩa là chậm nhất ngày 14/11.")}

    deadline_on_day_off = forms.ChoiceField(
        label=_("Hạn rơi vào ngày nghỉ thì"), choices=DayOffRule.choices, widget=forms.RadioSelect
    )
