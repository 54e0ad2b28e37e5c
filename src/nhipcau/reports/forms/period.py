from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhipcau.design.public import Combobox, ComboboxMany, DateField, Dropzone
from nhipcau.organisations.public import Organisation
from nhipcau.plans.public import Plan, ProofGiven

from ..actions.opening import NewPeriod
from ..actions.writing import Paper
from ..choices import Entry, ExceptionKind, Level, PeriodKind
from ..models import ReportTemplate


class PeriodForm(forms.Form):
    """A period to be opened; days are proposed from the kind and may be changed."""

    name = forms.CharField(label=gettext_lazy("Tên kỳ báo cáo"), max_length=300)
    kind = forms.ChoiceField(label=gettext_lazy("Loại báo cáo"), choices=PeriodKind.choices)
    template = forms.TypedChoiceField(label=gettext_lazy("Mẫu báo cáo"), coerce=int)
    plans = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Của kế hoạch"), coerce=int, required=False, widget=ComboboxMany
    )
    first_day = DateField(label=gettext_lazy("Số liệu từ ngày"))
    cut_off = DateField(label=gettext_lazy("Chốt số liệu đến hết ngày"))
    due = DateField(label=gettext_lazy("Hạn các cơ quan gửi"))
    lock_on = DateField(
        label=gettext_lazy("Ngày khóa"),
        help_text=gettext_lazy("Sau hạn gửi là gửi muộn; sau ngày khóa thì không nhận nữa, trừ ngoại lệ."),
    )
    province_due = DateField(label=gettext_lazy("Hạn cơ quan đầu mối gửi UBND tỉnh"), required=False)
    organisations = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Cơ quan phải báo cáo"),
        coerce=int,
        widget=ComboboxMany,
        help_text=gettext_lazy("Đề xuất sẵn các cơ quan có nhiệm vụ trong kế hoạch."),
    )
    note = forms.CharField(
        label=gettext_lazy("Yêu cầu thêm"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(
        self,
        *args: Any,
        templates: list[ReportTemplate],
        plans: list[Plan],
        bodies: list[Organisation],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.templates = {row.pk: row for row in templates}
        self.known_plans = {row.pk: row for row in plans}
        self.bodies = {row.pk: row for row in bodies}
        for name, pairs in (
            ("template", [(row.pk, row.name) for row in templates]),
            ("plans", [(row.pk, f"{row.number} · {row.title}" if row.number else row.title) for row in plans]),
            ("organisations", [(row.pk, row.name) for row in bodies]),
        ):
            self.fields[name].choices = pairs  # type: ignore[attr-defined]

    def new_period(self) -> NewPeriod:
        """What was asked for, for the action."""
        given = self.cleaned_data
        province_due: date | None = given["province_due"]
        return NewPeriod(
            name=given["name"],
            kind=PeriodKind(given["kind"]),
            template=self.templates[given["template"]],
            year=given["cut_off"].year,
            first_day=given["first_day"],
            cut_off=given["cut_off"],
            due=given["due"],
            lock_on=given["lock_on"],
            plans=[self.known_plans[pk] for pk in given["plans"]],
            organisations=[self.bodies[pk] for pk in given["organisations"]],
            note=given["note"],
            legs={Level.PROVINCE: (given["cut_off"], province_due)} if province_due else {},
        )


class ExceptionForm(forms.Form):
    """What is different for one organisation, and why."""

    kind = forms.ChoiceField(label=gettext_lazy("Ngoại lệ"), choices=ExceptionKind.choices, widget=forms.RadioSelect)
    until = DateField(label=gettext_lazy("Đến hết ngày"), required=False)
    reason = forms.CharField(label=gettext_lazy("Lý do"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class OnBehalfForm(forms.Form):
    """A report that came on paper or as a file."""

    entry = forms.ChoiceField(
        label=gettext_lazy("Báo cáo đến bằng"),
        choices=[(each.value, each.label) for each in (Entry.PAPER, Entry.FILE)],
        widget=forms.RadioSelect,
    )
    number = forms.CharField(label=gettext_lazy("Số, ký hiệu văn bản"), required=False, max_length=80)
    received_on = DateField(label=gettext_lazy("Ngày nhận"))
    proof = forms.FileField(
        label=gettext_lazy("Bản quét hoặc tệp của cơ quan"),
        help_text=gettext_lazy("PDF, ảnh hoặc Word. Không gửi tài liệu mật."),
        widget=Dropzone(attrs={"accept": ".pdf,.jpg,.jpeg,.png,.docx"}),
    )

    def paper(self) -> Paper:
        """What came, for the action."""
        given = self.cleaned_data
        proof = ProofGiven(name=given["proof"].name, content=given["proof"])
        return Paper(Entry(given["entry"]), given["received_on"], proof, given["number"])


class PreferenceForm(forms.Form):
    """How an agency works."""

    leader_approves = forms.BooleanField(
        label=gettext_lazy("Lãnh đạo cơ quan duyệt trên hệ thống trước khi báo cáo được gửi đi"), required=False
    )
    symbol = forms.CharField(
        label=gettext_lazy("Ký hiệu báo cáo"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("Phần sau số văn bản, ví dụ BC-SNgV."),
    )
    place = forms.CharField(label=gettext_lazy("Địa danh trên văn bản"), required=False, max_length=120)


class WordsForm(forms.Form):
    """One text that somebody else will read."""

    text = forms.CharField(label=gettext_lazy("Nội dung"), max_length=5000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, label: Any = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if label:
            self.fields["text"].label = label


class UnaskedForm(forms.Form):
    """A report that an agency begins by itself."""

    name = forms.CharField(
        label=gettext_lazy("Báo cáo về việc gì"),
        max_length=300,
        help_text=gettext_lazy("Viết như trích yếu, ví dụ: Báo cáo đột xuất về việc đoàn báo chí nước ngoài."),
    )


class DifficultyForm(forms.Form):
    """A difficulty, raised at any time."""

    text = forms.CharField(
        label=gettext_lazy("Khó khăn, vướng mắc"), max_length=5000, widget=forms.Textarea(attrs={"rows": 3})
    )
    proposal = forms.CharField(
        label=gettext_lazy("Đề xuất, kiến nghị"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class SubPlanForm(forms.Form):
    """An agency's own plan."""

    number = forms.CharField(label=gettext_lazy("Số, ký hiệu kế hoạch của cơ quan"), max_length=80)
    issued_on = DateField(label=gettext_lazy("Ngày ban hành"), required=False)
    file = forms.FileField(
        label=gettext_lazy("Tệp kế hoạch"),
        required=False,
        help_text=gettext_lazy("PDF hoặc Word. Không gửi tài liệu mật."),
        widget=Dropzone(attrs={"accept": ".pdf,.docx"}),
    )


class RequestSubPlansForm(forms.Form):
    """From whom an own plan is wanted, and by when."""

    plan = forms.TypedChoiceField(label=gettext_lazy("Triển khai kế hoạch"), coerce=int, widget=Combobox)
    due = DateField(label=gettext_lazy("Hạn gửi"), required=False)

    def __init__(self, *args: Any, plans: list[Plan], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pairs = [(row.pk, row.number or row.title) for row in plans]
        self.fields["plan"].choices = [("", _("Chọn kế hoạch")), *pairs]  # type: ignore[attr-defined]
