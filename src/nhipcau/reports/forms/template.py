from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nhipcau.design.public import Combobox

from ..actions.templates import IndicatorGiven, QuestionGiven
from ..choices import Direction, QuestionKind, Totalling
from ..models import Indicator, Question, TemplateSection

LONGEST_LIST = 4000


class Lines(forms.CharField):
    """Several short texts, one a line."""

    widget = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=LONGEST_LIST, widget=forms.Textarea(attrs={"rows": 3}), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        return [line.strip() for line in super().clean(value).splitlines() if line.strip()]


class _SeenForm(forms.Form):
    """A form about a row that somebody else may change meanwhile."""

    seen = forms.CharField(required=False, max_length=32, widget=forms.HiddenInput)


class NameForm(_SeenForm):
    """What a template is called."""

    name = forms.CharField(label=_("Tên mẫu"), max_length=300)


class SectionForm(_SeenForm):
    """A part of a report."""

    heading = forms.CharField(label=_("Tên phần"), max_length=300)
    number = forms.CharField(label=_("Số thứ tự"), max_length=10, required=False, help_text=_("Ví dụ: I, II, III."))

    @staticmethod
    def given(section: TemplateSection) -> dict[str, Any]:
        """A section as the form's first values."""
        return {"heading": section.heading, "number": section.number}


class QuestionForm(_SeenForm):
    """One thing that a report asks for."""

    kind = forms.ChoiceField(label=_("Loại câu hỏi"), choices=QuestionKind.choices)
    indicator = forms.TypedChoiceField(
        label=_("Chỉ tiêu"), coerce=int, empty_value=None, required=False, widget=Combobox,
        help_text=_("Chỉ dùng cho câu hỏi loại Số liệu."),
    )  # fmt: skip
    words = forms.CharField(
        label=_("Câu hỏi"), max_length=500, required=False,
        help_text=_("Câu hỏi số liệu để trống thì lấy tên chỉ tiêu."),
    )  # fmt: skip
    help = forms.CharField(label=_("Hướng dẫn cho người viết"), max_length=500, required=False)
    required = forms.BooleanField(label=_("Phải trả lời mới gửi được báo cáo"), required=False)
    topics = Lines(
        label=_("Từ khóa của nhiệm vụ"),
        help_text=_("Mỗi từ khóa một dòng. Nhiệm vụ có từ khóa này được điền sẵn vào đây, không vào nhóm nhiệm vụ."),
    )

    def __init__(self, *args: Any, indicators: list[Indicator], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.indicators = {row.pk: row for row in indicators}
        pairs = [("", "—"), *((row.pk, str(row)) for row in indicators)]
        self.fields["indicator"].choices = pairs  # type: ignore[attr-defined]

    @staticmethod
    def given(question: Question) -> dict[str, Any]:
        """A question as the form's first values."""
        names = ("kind", "words", "help", "required", "topics")
        return {"indicator": question.indicator_id, **{name: getattr(question, name) for name in names}}

    def question(self) -> QuestionGiven:
        """What was described, for the action."""
        given = self.cleaned_data
        return QuestionGiven(
            QuestionKind(given["kind"]), given["words"], given["help"], given["required"],
            self.indicators.get(given["indicator"] or 0), given["topics"],
        )  # fmt: skip


class IndicatorForm(_SeenForm):
    """A figure that is asked for again and again."""

    name = forms.CharField(label=_("Tên chỉ tiêu"), max_length=300)
    unit = forms.CharField(label=_("Đơn vị tính"), max_length=60)
    decimals = forms.IntegerField(label=_("Số chữ số thập phân"), min_value=0, max_value=4, initial=0)
    direction = forms.ChoiceField(label=_("Chiều đánh giá"), choices=Direction.choices, initial=Direction.NEITHER)
    totalling = forms.ChoiceField(label=_("Cách tổng hợp"), choices=Totalling.choices, initial=Totalling.SUM)
    breakdown = Lines(label=_("Chia theo"), help_text=_("Mỗi phần một dòng; để trống nếu chỉ hỏi một số."))
    recorded_as = Lines(
        label=_("Tên thường ghi khi cập nhật nhiệm vụ"),
        help_text=_("Mỗi tên một dòng; số ghi dưới các tên này được điền sẵn vào báo cáo."),
    )

    @staticmethod
    def given(indicator: Indicator) -> dict[str, Any]:
        """An indicator as the form's first values."""
        names = ("name", "unit", "decimals", "direction", "totalling", "breakdown", "recorded_as")
        return {name: getattr(indicator, name) for name in names}

    def indicator(self) -> IndicatorGiven:
        """What was described, for the action."""
        given = self.cleaned_data
        return IndicatorGiven(
            given["name"], given["unit"], Direction(given["direction"]), Totalling(given["totalling"]),
            given["decimals"], given["breakdown"], given["recorded_as"],
        )  # fmt: skip
