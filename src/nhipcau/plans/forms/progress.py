from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhipcau.core.public import nfc
from nhipcau.design.public import Combobox, DateField, Dropzone

from ..actions.progress import FigureGiven, Report
from ..actions.proofs import ProofGiven
from ..choices import AssignmentState

_FIGURE = re.compile(r"^(?P<label>.+?)\s*[:=]\s*(?P<value>-?[\d.,\s]*\d)\s*(?P<unit>[^\d]*)$")
_SAID = (
    (AssignmentState.IN_PROGRESS, gettext_lazy("Đang thực hiện")),
    (AssignmentState.REPORTED, gettext_lazy("Đã hoàn thành")),
    (AssignmentState.DIFFICULTY, gettext_lazy("Có khó khăn, vướng mắc")),
    (AssignmentState.NOT_STARTED, gettext_lazy("Chưa bắt đầu")),
)
MOST_FIGURES = 20


class Versioned(forms.Form):
    """A form that remembers which version of the assignment its reader saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def show_version(self, version: int) -> None:
        """After somebody else's change: what is sent next answers to the state shown now."""
        self.data = {**{name: self.data.get(name) for name in self.data}, self.add_prefix("version"): str(version)}


class ReportForm(Versioned):
    """What an agency says about its duty: six fields, of which what is needed depends on the state."""

    mark_optional = False

    state = forms.ChoiceField(label=gettext_lazy("Tình trạng"), choices=_SAID, widget=forms.RadioSelect)
    text = forms.CharField(
        label=gettext_lazy("Đã làm được gì"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    difficulty = forms.CharField(
        label=gettext_lazy("Khó khăn, vướng mắc, kiến nghị"),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    figures = forms.CharField(
        label=gettext_lazy("Số liệu"),
        required=False,
        max_length=3000,
        help_text=gettext_lazy("Mỗi dòng một số liệu, ví dụ: Tin, bài đã đăng: 12 bài"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    proof = forms.FileField(
        label=gettext_lazy("Tệp minh chứng"),
        required=False,
        help_text=gettext_lazy("PDF, ảnh, Word, Excel hoặc PowerPoint. Không gửi tài liệu mật."),
        widget=Dropzone(attrs={"accept": ".pdf,.jpg,.jpeg,.png,.docx,.xlsx,.pptx"}),
    )
    link = forms.URLField(
        label=gettext_lazy("Đường dẫn minh chứng"), required=False, max_length=1000, assume_scheme="https"
    )

    def clean_figures(self) -> list[FigureGiven]:
        lines = [nfc(line) for line in self.cleaned_data["figures"].splitlines() if line.strip()]
        if len(lines) > MOST_FIGURES:
            raise ValidationError(_("Nhiều nhất %(most)d số liệu trong một lần báo cáo.") % {"most": MOST_FIGURES})
        return [_figure(line) for line in lines]

    def report(self) -> Report:
        """What was said, for the action."""
        given = self.cleaned_data
        proofs = []
        if given["proof"]:
            proofs.append(ProofGiven(name=given["proof"].name, content=given["proof"]))
        if given["link"]:
            proofs.append(ProofGiven(name=given["link"], link=given["link"]))
        return Report(
            AssignmentState(given["state"]), given["text"], given["difficulty"], given["figures"], tuple(proofs)
        )


def _figure(line: str) -> FigureGiven:
    found = _FIGURE.match(line)
    value = _number(found["value"]) if found else None
    if found is None or value is None:
        raise ValidationError(
            _("Chưa hiểu số liệu “%(line)s”. Xin viết: tên số liệu, dấu hai chấm, con số, đơn vị.")
            % {"line": line[:80]}
        )
    return FigureGiven(found["label"][:200], value, found["unit"].strip()[:60])


def _number(written: str) -> Decimal | None:
    """1.234,5 and 1234,5 and 1 234 as Vietnamese writes them; None for what is no number of at most 16 digits."""
    bare = written.replace(" ", "")
    if not re.fullmatch(r"-?(\d{1,3}(\.\d{3})+|\d+)(,\d{1,2})?", bare):
        return None
    try:
        value = Decimal(bare.replace(".", "").replace(",", "."))
    except InvalidOperation:
        return None
    return value if abs(value) < Decimal(10) ** 16 else None


class MoreTimeForm(Versioned):
    until = DateField(label=gettext_lazy("Xin gia hạn đến ngày"))
    reason = forms.CharField(label=gettext_lazy("Lý do"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))


class NotOursForm(Versioned):
    reason = forms.CharField(
        label=gettext_lazy("Lý do, và cơ quan nên đảm nhận (nếu biết)"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class AcceptForm(Versioned):
    remark = forms.CharField(label=gettext_lazy("Ý kiến"), required=False, max_length=2000, widget=forms.HiddenInput)


class ReturnForm(Versioned):
    remark = forms.CharField(
        label=gettext_lazy("Cần bổ sung gì"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class ReassignForm(Versioned):
    """To whom a duty goes, and why. `bodies` are (id, name) pairs."""

    to = forms.TypedChoiceField(label=gettext_lazy("Chuyển cho cơ quan"), coerce=int, widget=Combobox)
    reason = forms.CharField(label=gettext_lazy("Lý do"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, bodies: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [("", _("Chọn cơ quan")), *bodies]  # type: ignore[attr-defined]


class DecideForm(forms.Form):
    """The coordinator's answer to an ask; where a duty may go elsewhere, also to whom."""

    agreed = forms.TypedChoiceField(
        label=gettext_lazy("Trả lời"),
        choices=[("1", gettext_lazy("Đồng ý")), ("0", gettext_lazy("Không đồng ý"))],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    to = forms.TypedChoiceField(
        label=gettext_lazy("Chuyển cho cơ quan"), coerce=int, empty_value=None, required=False, widget=Combobox
    )
    answer = forms.CharField(
        label=gettext_lazy("Ý kiến"),
        required=False,
        max_length=2000,
        help_text=gettext_lazy("Cần ghi khi không đồng ý."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, bodies: list[tuple[int, str]] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if bodies is None:
            del self.fields["to"]
        else:
            self.fields["to"].choices = [("", _("Chưa xác định, sẽ giao sau")), *bodies]  # type: ignore[attr-defined]
