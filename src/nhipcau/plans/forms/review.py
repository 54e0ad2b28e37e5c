"""Forms of the review."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nhipcau.design.public import DateField

from ..actions.review import FIELDS
from ..choices import Mode, Rhythm
from ..errors import WrongValueError
from ..models import Plan


class FieldForm(forms.Form):
    """One field of a proposal, saved when it changes; `field` is the name of the control that changed."""

    text = forms.CharField(required=False, max_length=20_000)
    mode = forms.ChoiceField(required=False, choices=Mode.choices)
    rhythm = forms.ChoiceField(required=False, choices=Rhythm.choices)
    due = DateField(required=False)
    before = forms.BooleanField(required=False)
    due_left_open = forms.BooleanField(required=False)

    def __init__(self, *args: Any, field: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {name: each for name, each in self.fields.items() if name == field and name in FIELDS}

    def values_or_raise(self) -> dict[str, Any]:
        """The changed field with its value. Raises WrongValueError with the sentence of the field."""
        if not self.is_valid() or not self.fields:
            sentences = [str(sentence) for errors in self.errors.values() for sentence in errors]
            raise WrongValueError(sentences[0] if sentences else str(_("Không rõ ô nào được sửa.")))
        return dict(self.cleaned_data)


class OpenForm(forms.Form):
    replaces = forms.ModelChoiceField(
        label=_("Kế hoạch này thay thế hoặc sửa đổi"),
        queryset=Plan.objects.none(),
        required=False,
        empty_label=_("Không thay thế kế hoạch nào"),
        help_text=_("Chọn kế hoạch cũ để so sánh: chỉ những nhiệm vụ khác mới phải rà soát lại."),
    )

    def __init__(self, *args: Any, plans: QuerySet[Plan], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["replaces"].queryset = plans  # type: ignore[attr-defined]


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Lý do thu hồi"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Lý do được ghi vào nhật ký và hiện ở trang kế hoạch."),
    )
