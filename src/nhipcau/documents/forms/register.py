from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nhipcau.core.public import Actor
from nhipcau.design.public import Combobox, DateField

from ..actions.judging import Recorded
from ..choices import RelationKind, Validity
from ..queries.register import WAITING, Chosen, choices_of

ANY = ("", _("Tất cả"))


class RegisterFilter(forms.Form):
    """The conditions of the register of documents, as they stand in its address."""

    q = forms.CharField(
        label=_("Tìm theo số, trích yếu, cơ quan"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("ví dụ: 72/2015/NĐ-CP, đối ngoại")}),
    )
    loai = forms.ChoiceField(label=_("Loại văn bản"), required=False)
    co_quan = forms.ChoiceField(label=_("Cơ quan ban hành"), required=False, widget=Combobox)
    tinh_trang = forms.ChoiceField(
        label=_("Hiệu lực"),
        required=False,
        choices=[ANY, *Validity.choices, (WAITING, _("Có quan hệ chờ xác nhận"))],
    )
    luu = forms.ChoiceField(
        label=_("Bản gốc"), required=False, choices=[ANY, ("1", _("Có trong hệ thống")), ("0", _("Chỉ được dẫn"))]
    )
    ngay = DateField(label=_("Hiệu lực tính vào ngày"), required=False)

    def __init__(self, data: Any, actor: Actor) -> None:
        super().__init__(data)
        kinds, issuers = choices_of(actor)
        for name, values in (("loai", kinds), ("co_quan", issuers)):
            self.fields[name].widget.attrs["placeholder"] = ANY[1]
            self.fields[name].choices = [ANY, *((each, each) for each in values)]  # type: ignore[attr-defined]

    def chosen(self) -> Chosen:
        """The conditions; one that cannot be read counts as not set."""
        self.full_clean()
        given = self.cleaned_data
        return Chosen(
            given.get("q", ""), given.get("loai", ""), given.get("co_quan", ""), given.get("tinh_trang", ""),
            given.get("luu", ""),
        )  # fmt: skip

    def day(self, today: date) -> date:
        """The day that validity is asked for."""
        self.full_clean()
        return self.cleaned_data.get("ngay") or today


class RecordForm(forms.Form):
    """What a person records of a document's validity."""

    WHOLE = (
        (RelationKind.REPLACES, _("Hết hiệu lực: được thay thế")),
        (RelationKind.REPEALS, _("Hết hiệu lực: bị bãi bỏ")),
        (RelationKind.EXPIRES, _("Hết hiệu lực: hết thời hạn")),
        (RelationKind.AMENDS, _("Hết hiệu lực một phần: được sửa đổi, bổ sung")),
        (RelationKind.IN_FORCE, _("Còn hiệu lực")),
    )
    kind = forms.ChoiceField(label=_("Tình trạng"), choices=WHOLE)
    since = DateField(label=_("Từ ngày"), required=False)
    by = forms.CharField(
        label=_("Do văn bản số"),
        max_length=80,
        required=False,
        help_text=_("Ví dụ: 09/2026/NĐ-CP. Để trống nếu không có."),
    )
    by_date = DateField(label=_("Ngày của văn bản đó"), required=False)
    provisions = forms.CharField(
        label=_("Phần có liên quan"),
        max_length=300,
        required=False,
        help_text=_("Điều, khoản cách nhau bằng dấu chấm phẩy. Để trống nếu là toàn bộ văn bản."),
    )
    proof = forms.CharField(
        label=_("Nguồn"), max_length=500, help_text=_("Văn bản, số Công báo hoặc địa chỉ trang đã tra cứu.")
    )

    def recorded(self) -> Recorded:
        """The values, as the action takes them."""
        given = self.cleaned_data
        parts = tuple(part for part in (each.strip() for each in re.split(r"[;\n]", given["provisions"])) if part)
        return Recorded(
            RelationKind(given["kind"]), given["proof"], given["since"], given["by"], given["by_date"], parts
        )
