from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhipcau.design.public import Combobox, ComboboxMany, DateField, Dropzone
from nhipcau.documents.public import Document
from nhipcau.organisations.public import Organisation
from nhipcau.plans.public import Plan, ProofGiven

from ..actions.matters import SubPlanGiven
from ..actions.opening import NewPeriod
from ..actions.writing import Paper
from ..choices import CommendationKind, Entry, ExceptionKind, Level, PeriodKind
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
    province_cut_off = DateField(label=gettext_lazy("Cơ quan đầu mối chốt số liệu đến hết ngày"), required=False)
    province_due = DateField(label=gettext_lazy("Hạn cơ quan đầu mối gửi UBND tỉnh"), required=False)
    ministry_cut_off = DateField(label=gettext_lazy("UBND tỉnh chốt số liệu đến hết ngày"), required=False)
    ministry_due = DateField(label=gettext_lazy("Hạn UBND tỉnh gửi Tỉnh ủy, bộ"), required=False)
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
            legs=self._legs(),
        )

    def _legs(self) -> dict[Level, tuple[date, date]]:
        """Cut-off and deadline of the levels above; without a cut-off of its own a level has that of the agencies."""
        given = self.cleaned_data
        return {
            level: (given[f"{level.value}_cut_off"] or given["cut_off"], given[f"{level.value}_due"])
            for level in (Level.PROVINCE, Level.MINISTRY)
            if given[f"{level.value}_due"]
        }


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


class CommendationForm(forms.Form):
    """A proposal to commend somebody, outside a report."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Đối tượng"), choices=CommendationKind.choices, widget=forms.RadioSelect,
        initial=CommendationKind.COLLECTIVE,
    )  # fmt: skip
    name = forms.CharField(label=gettext_lazy("Tên tập thể, cá nhân hoặc mô hình"), max_length=300)
    merit = forms.CharField(label=gettext_lazy("Thành tích"), max_length=5000, widget=forms.Textarea(attrs={"rows": 3}))
    form = forms.CharField(
        label=gettext_lazy("Hình thức đề nghị"), required=False, max_length=200,
        help_text=gettext_lazy("Ví dụ: Bằng khen của Chủ tịch UBND tỉnh."),
    )  # fmt: skip


class SubPlanForm(forms.Form):
    """An agency's own plan; `documents`: those of the register that it may be linked to, for who sees them."""

    number = forms.CharField(label=gettext_lazy("Số, ký hiệu kế hoạch của cơ quan"), max_length=80, required=False)
    issued_on = DateField(label=gettext_lazy("Ngày ban hành"), required=False)
    file = forms.FileField(
        label=gettext_lazy("Tệp kế hoạch"),
        required=False,
        help_text=gettext_lazy("PDF hoặc Word. Không gửi tài liệu mật."),
        widget=Dropzone(attrs={"accept": ".pdf,.docx"}),
    )
    document = forms.TypedChoiceField(
        label=gettext_lazy("Văn bản trong sổ văn bản"), coerce=int, empty_value=None, required=False, widget=Combobox,
        help_text=gettext_lazy("Kế hoạch đã tải lên sổ văn bản thì chọn ở đây; số và ngày được lấy theo văn bản."),
    )  # fmt: skip

    def __init__(self, *args: Any, documents: list[Document], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.documents = {row.pk: row for row in documents}
        if not documents:
            del self.fields["document"]
            return
        pairs = [(row.pk, " · ".join(filter(None, (row.number, row.title or row.name)))[:160]) for row in documents]
        self.fields["document"].choices = [("", "—"), *pairs]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        chosen = self.documents.get(given.get("document") or 0)
        if not given.get("number") and not (chosen and chosen.number):
            self.add_error("number", _("Xin ghi số, ký hiệu kế hoạch."))
        return given

    def plan(self) -> SubPlanGiven:
        """What was given, for the action."""
        given = self.cleaned_data
        file = ProofGiven(name=given["file"].name, content=given["file"]) if given["file"] else None
        return SubPlanGiven(given["number"], given["issued_on"], file, self.documents.get(given.get("document") or 0))


class RequestSubPlansForm(forms.Form):
    """From whom an own plan is wanted, and by when."""

    plan = forms.TypedChoiceField(label=gettext_lazy("Triển khai kế hoạch"), coerce=int, widget=Combobox)
    due = DateField(label=gettext_lazy("Hạn gửi"), required=False)

    def __init__(self, *args: Any, plans: list[Plan], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pairs = [(row.pk, row.number or row.title) for row in plans]
        self.fields["plan"].choices = [("", _("Chọn kế hoạch")), *pairs]  # type: ignore[attr-defined]
