from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhipcau.core.public import Actor
from nhipcau.design.public import Combobox, DateField

from ..choices import DONE_IN_TIME, DONE_LATE, GOING_ON, Directive, Part, Standing
from ..queries.register import NO_PLAN, NO_SECTION, Chosen, options

ANY = ("", gettext_lazy("Tất cả"))


class RegisterFilter(forms.Form):
    """The conditions of the register, as they stand in its address."""

    q = forms.CharField(
        label=gettext_lazy("Tìm trong nội dung"),
        required=False,
        max_length=200,
        widget=forms.TextInput(
            attrs={"type": "search", "placeholder": gettext_lazy("ví dụ: đối ngoại, 57-KL/TW, “cửa khẩu”")}
        ),
    )
    ke_hoach = forms.TypedChoiceField(
        label=gettext_lazy("Kế hoạch"), required=False, coerce=int, empty_value=None, widget=Combobox
    )
    muc = forms.TypedChoiceField(
        label=gettext_lazy("Mục"), required=False, coerce=int, empty_value=None, widget=Combobox
    )
    co_quan = forms.TypedChoiceField(
        label=gettext_lazy("Cơ quan"), required=False, coerce=int, empty_value=None, widget=Combobox
    )
    vai_tro = forms.ChoiceField(label=gettext_lazy("Vai trò"), required=False, choices=[ANY, *Part.choices])
    tinh_trang = forms.ChoiceField(
        label=gettext_lazy("Tình trạng"),
        required=False,
        choices=[
            ANY,
            (GOING_ON, gettext_lazy("Đang trong hạn")),
            *Standing.choices,
            (DONE_IN_TIME, gettext_lazy("Hoàn thành đúng hạn")),
            (DONE_LATE, gettext_lazy("Hoàn thành sau hạn")),
        ],
    )
    hinh_thuc = forms.ChoiceField(label=gettext_lazy("Hình thức"), required=False, choices=[ANY, *Directive.choices])
    tu_ngay = DateField(label=gettext_lazy("Hạn từ ngày"), required=False)
    den_ngay = DateField(label=gettext_lazy("Hạn đến ngày"), required=False)
    chu_de = forms.ChoiceField(label=gettext_lazy("Chủ đề"), required=False, widget=Combobox)
    nguon = forms.ChoiceField(label=gettext_lazy("Nguồn"), required=False)

    def __init__(self, data: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        plan = data.get("ke_hoach", "") if data else ""
        offered = options(actor, int(plan) if plan.isdecimal() and len(plan) < 10 else None)
        self._offer("ke_hoach", [*offered.plans, (NO_PLAN, _("Giao ngoài kế hoạch"))])
        self._offer("muc", [*offered.sections, (NO_SECTION, _("Giao ngoài các mục"))] if offered.sections else [])
        self._offer("co_quan", offered.organisations if len(offered.organisations) > 1 else [])
        self._offer("chu_de", offered.topics)
        self._offer("nguon", offered.origins)

    def _offer(self, name: str, pairs: list[Any]) -> None:
        if pairs:
            self.fields[name].choices = [ANY, *pairs]  # type: ignore[attr-defined]
            self.fields[name].widget.attrs["placeholder"] = ANY[1]
        else:
            del self.fields[name]

    def chosen(self) -> Chosen:
        """The conditions; one that cannot be read counts as not set."""
        self.full_clean()
        given = self.cleaned_data
        return Chosen(
            plan_id=given.get("ke_hoach"),
            section_id=given.get("muc"),
            organisation_id=given.get("co_quan"),
            part=given.get("vai_tro", ""),
            standing=given.get("tinh_trang", ""),
            due_from=given.get("tu_ngay"),
            due_to=given.get("den_ngay"),
            topic=given.get("chu_de", ""),
            origin=given.get("nguon", ""),
            words=given.get("q", ""),
            directive=given.get("hinh_thuc", ""),
        )


class SaveViewForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Tên khung nhìn"),
        max_length=80,
        widget=forms.TextInput(attrs={"placeholder": gettext_lazy("ví dụ: Quá hạn của các sở")}),
    )
    query = forms.CharField(required=False, max_length=1000, widget=forms.HiddenInput)
