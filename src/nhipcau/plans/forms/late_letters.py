from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhipcau.core.public import Request
from nhipcau.design.public import Combobox, DateField
from nhipcau.organisations.public import Organisation, speaks_for
from nhipcau.paper.public import Authority

from ..queries.late_letters import USUAL_OFFICE, LetterHead

DAYS_TO_ANSWER = 7
AUTHORITIES = (Authority.FOR, Authority.BY_ORDER, Authority.BY_MANDATE)


class LetterHeadForm(forms.Form):
    """What stands around the words of a letter; it is kept in the address, nothing of it is stored."""

    ban_hanh = forms.ModelChoiceField(
        label=gettext_lazy("Cơ quan ban hành"), queryset=Organisation.objects.none(), widget=Combobox
    )
    ky_hieu = forms.CharField(
        label=gettext_lazy("Ký hiệu"), required=False, max_length=40, initial="",
        help_text=gettext_lazy("Phần sau số, ví dụ: SVHTTDL-QLBC. Số và ngày do văn thư ghi."),
    )  # fmt: skip
    chuc_vu = forms.CharField(label=gettext_lazy("Chức vụ người ký"), max_length=80)
    ky_thay = forms.ChoiceField(
        label=gettext_lazy("Thẩm quyền ký"), required=False,
        choices=[("", gettext_lazy("Người đứng đầu ký")), *((one.value, one.label) for one in AUTHORITIES)],
        help_text=gettext_lazy("Công văn của Ủy ban nhân dân do Chủ tịch, Phó Chủ tịch ký có thêm dòng TM."),
    )  # fmt: skip
    thay_ai = forms.CharField(
        label=gettext_lazy("Ký thay, thừa lệnh ai"), required=False, max_length=80,
        help_text=gettext_lazy("Chức vụ của người đứng đầu, ví dụ: Giám đốc, Chủ tịch."),
    )  # fmt: skip
    nguoi_ky = forms.CharField(label=gettext_lazy("Họ tên người ký"), required=False, max_length=80)
    luu = forms.CharField(label=gettext_lazy("Lưu"), required=False, max_length=40)
    tra_loi = DateField(label=gettext_lazy("Đề nghị báo cáo trước ngày"))

    def __init__(self, request: Request) -> None:
        defaults: dict[str, Any] = {
            "ban_hanh": speaks_for(request.actor, request.today) or "",
            "ky_hieu": "",
            "chuc_vu": USUAL_OFFICE,
            "ky_thay": "",
            "thay_ai": "",
            "nguoi_ky": "",
            "luu": "VT",
            "tra_loi": f"{request.today + timedelta(days=DAYS_TO_ANSWER):%d/%m/%Y}",
        }
        super().__init__({name: request.GET.get(name, value) for name, value in defaults.items()})
        field = self.fields["ban_hanh"]
        field.queryset = Organisation.objects.visible_to(request.actor).valid_on(request.today)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("ky_thay") and not given.get("thay_ai"):
            self.add_error("thay_ai", _("Xin ghi ký thay hoặc thừa lệnh ai."))
        return given

    def head(self) -> LetterHead | None:
        """What was chosen; None while the issuer or the day is missing."""
        if not self.is_valid():
            return None
        given = self.cleaned_data
        return LetterHead(
            given["ban_hanh"],
            given["ky_hieu"],
            given["chuc_vu"],
            given["nguoi_ky"],
            given["luu"] or "VT",
            given["tra_loi"],
            Authority(given["ky_thay"]) if given["ky_thay"] else None,
            given["thay_ai"],
        )
