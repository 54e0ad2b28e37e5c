from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhipcau.core.public import Request
from nhipcau.design.public import Combobox, DateField
from nhipcau.organisations.public import Organisation, speaks_for

from ..queries.minutes import Meeting

MOST = 10_000


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class MinutesForm(forms.Form):
    """What a clerk says of a meeting; nothing of it is stored, the file is theirs."""

    ban_hanh = forms.ModelChoiceField(
        label=gettext_lazy("Cơ quan lập biên bản"), queryset=Organisation.objects.none(), widget=Combobox
    )
    ky_hieu = forms.CharField(
        label=gettext_lazy("Ký hiệu"), required=False, max_length=40,
        help_text=gettext_lazy("Phần sau số, ví dụ: BB-SVHTTDL. Số do văn thư ghi."),
    )  # fmt: skip
    ve_viec = forms.CharField(label=gettext_lazy("Về việc"), max_length=200)
    ngay = DateField(label=gettext_lazy("Ngày họp"))
    bat_dau = forms.CharField(label=gettext_lazy("Bắt đầu lúc"), max_length=20)
    ket_thuc = forms.CharField(label=gettext_lazy("Kết thúc lúc"), required=False, max_length=20)
    dia_diem = forms.CharField(label=gettext_lazy("Địa điểm"), max_length=200)
    chu_tri = forms.CharField(label=gettext_lazy("Người chủ trì"), max_length=120)
    thu_ky = forms.CharField(label=gettext_lazy("Thư ký"), max_length=120)
    du_hop = forms.CharField(
        label=gettext_lazy("Thành phần dự họp"), max_length=MOST, widget=_lines(4),
        help_text=gettext_lazy("Mỗi dòng một cơ quan hoặc một người."),
    )  # fmt: skip
    vang = forms.CharField(label=gettext_lazy("Vắng mặt"), required=False, max_length=MOST, widget=_lines(2))
    noi_dung = forms.CharField(
        label=gettext_lazy("Nội dung"), max_length=MOST, widget=_lines(10),
        help_text=gettext_lazy("Tình hình hôm nay đã được điền từ sổ nhiệm vụ; ghi thêm ý kiến tại cuộc họp."),
    )  # fmt: skip
    ket_luan = forms.CharField(
        label=gettext_lazy("Kết luận"), required=False, max_length=MOST, widget=_lines(5),
        help_text=gettext_lazy("Mỗi dòng một kết luận."),
    )  # fmt: skip

    def __init__(self, request: Request, told: list[str]) -> None:
        month = f"{request.today:%m/%Y}"
        initial = {
            "ban_hanh": speaks_for(request.actor, request.today) or "",
            "ve_viec": _("Giao ban công tác thông tin đối ngoại tháng %(month)s") % {"month": month},
            "ngay": request.today,
            "bat_dau": _("08 giờ 00"),
            "noi_dung": "\n".join(told),
        }
        super().__init__(request.POST or None, initial=initial)
        field = self.fields["ban_hanh"]
        field.queryset = Organisation.objects.visible_to(request.actor).valid_on(request.today)  # type: ignore[attr-defined]

    def meeting(self) -> Meeting:
        """What was said, once the form holds."""
        given = self.cleaned_data
        several = {name: [line.strip() for line in given[name].splitlines() if line.strip()]
                   for name in ("du_hop", "vang", "noi_dung", "ket_luan")}  # fmt: skip
        return Meeting(
            issuer=given["ban_hanh"], symbol=given["ky_hieu"], about=given["ve_viec"], on=given["ngay"],
            begun=given["bat_dau"], ended=given["ket_thuc"], place=given["dia_diem"], chair=given["chu_tri"],
            clerk=given["thu_ky"], present=several["du_hop"], absent=several["vang"], said=several["noi_dung"],
            concluded=several["ket_luan"],
        )  # fmt: skip
