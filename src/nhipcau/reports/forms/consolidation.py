from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nhipcau.design.public import DateField, Dropzone

_LISTS = ("addressees", "recipients")


class WordsForm(forms.Form):
    """The words of a passage; `revision` is the one that the person saw."""

    text = forms.CharField(label=_("Nội dung"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 5}))
    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class PassageForm(forms.Form):
    """A passage of one's own."""

    text = forms.CharField(label=_("Nội dung"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 4}))


class VouchForm(forms.Form):
    """The basis of a number that no report says."""

    number = forms.CharField(max_length=60, widget=forms.HiddenInput)
    note = forms.CharField(
        label=_("Căn cứ của số này"),
        max_length=500,
        help_text=_("Ví dụ: Báo cáo số 15/BC-UBND; số liệu Cục Thống kê; tự đếm từ danh sách kèm theo."),
    )


class LookForm(forms.Form):
    """What was decided on a finding."""

    kind = forms.CharField(max_length=16, widget=forms.HiddenInput)
    key = forms.CharField(max_length=80, widget=forms.HiddenInput)
    note = forms.CharField(label=_("Cách xử lý"), max_length=500)


class FrameForm(forms.Form):
    """What stands around the text, after Decree 30/2020; lists have one name a line."""

    title = forms.CharField(label=_("Trích yếu"), max_length=500)
    superior = forms.CharField(label=_("Cơ quan chủ quản trực tiếp"), max_length=200, required=False)
    issuer = forms.CharField(label=_("Cơ quan ban hành"), max_length=200)
    symbol = forms.CharField(label=_("Ký hiệu"), max_length=60, help_text=_("Phần sau số, ví dụ BC-UBND."))
    place = forms.CharField(label=_("Địa danh"), max_length=120)
    addressees = forms.CharField(
        label=_("Kính gửi"), required=False, max_length=2000, help_text=_("Mỗi nơi một dòng."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    on_behalf = forms.CharField(
        label=_("Thay mặt (TM.)"), max_length=200, required=False, help_text=_("Ví dụ: Ủy ban nhân dân.")
    )
    in_place_of = forms.CharField(
        label=_("Ký thay (KT.)"), max_length=200, required=False, help_text=_("Ví dụ: Chủ tịch. Bỏ trống nếu ký chính.")
    )
    office = forms.CharField(label=_("Chức vụ người ký"), max_length=200)
    signer = forms.CharField(label=_("Họ và tên người ký"), max_length=120, required=False)
    recipients = forms.CharField(
        label=_("Nơi nhận"), max_length=4000, help_text=_("Mỗi nơi một dòng; dòng “Lưu” được thêm tự động."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )  # fmt: skip
    archive = forms.CharField(label=_("Lưu"), max_length=60, help_text=_("Ví dụ: VT, KGVX."))
    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    @staticmethod
    def given(title: str, frame: dict[str, Any], revision: int) -> dict[str, Any]:
        """The frame as the form's first values."""
        lists = {name: "\n".join(frame.get(name, ())) for name in _LISTS}
        return {**frame, **lists, "title": title, "revision": revision}

    def frame(self) -> dict[str, Any]:
        """The frame as it is kept."""
        values = {name: value for name, value in self.cleaned_data.items() if name not in ("title", "revision")}
        for name in _LISTS:
            values[name] = [line.strip() for line in values[name].splitlines() if line.strip()]
        return values


class ReasonForm(forms.Form):
    """Why a report goes back."""

    reason = forms.CharField(label=_("Lý do trả lại"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class IssueForm(forms.Form):
    """Number, day and the signed copy."""

    number = forms.CharField(label=_("Số"), max_length=20, help_text=_("Theo sổ văn bản đi của văn thư."))
    on = DateField(label=_("Ngày ban hành"))
    signed = forms.FileField(
        label=_("Bản đã ký (quét hoặc ký số)"), required=False, widget=Dropzone, help_text=_("PDF; có thể gắn sau.")
    )


class SignedForm(forms.Form):
    """The signed copy, added later."""

    signed = forms.FileField(label=_("Bản đã ký (quét hoặc ký số)"), widget=Dropzone)


class VersionForm(forms.Form):
    """A name for the version that is kept."""

    occasion = forms.CharField(label=_("Tên bản lưu"), max_length=200)
