"""How forms of the house are drawn, and the controls that HTML does not have."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _


class FormRenderer(TemplatesSetting):
    """Draws `{{ form }}` and `{{ field.as_field_group }}` with the templates of the house."""

    form_template_name = "design/forms/form.html"
    field_template_name = "design/forms/field.html"
    formset_template_name = "design/forms/formset.html"


class DateInput(forms.DateInput):
    """A date typed as dd/mm/yyyy whatever the browser's language, with the browser's calendar beside it."""

    template_name = "design/forms/date.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        usual = {"placeholder": _("ngày/tháng/năm"), "inputmode": "numeric", "autocomplete": "off"}
        super().__init__(attrs={**usual, **(attrs or {})}, format="%d/%m/%Y")


class DateField(forms.DateField):
    """A day as people write it: 15/11/2026, 15-11-2026, 15.11.26."""

    widget = DateInput

    def __init__(self, **kwargs: Any) -> None:
        formats = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%y", "%d-%m-%y", "%d.%m.%y", "%Y-%m-%d"]
        kwargs.setdefault("input_formats", formats)
        super().__init__(**kwargs)
        self.error_messages["invalid"] = _("Ngày chưa đúng. Hãy viết ngày/tháng/năm, ví dụ 15/11/2026.")


class _SearchableOptions:
    """Options that are also found by other words: `notes[value]` is shown below the name and searched with it."""

    notes: Mapping[str, str] = {}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)  # type: ignore[misc]
        note = self.notes.get(str(value))
        if note:
            option["attrs"]["data-note"] = note
        return option


class Combobox(_SearchableOptions, forms.Select):
    """A select in which one can type, with marks or without; stays a plain select without script."""

    def __init__(self, attrs: dict[str, Any] | None = None, choices: Any = (), notes: Mapping[str, str] | None = None):
        super().__init__(attrs={"data-combobox": "", **(attrs or {})}, choices=choices)
        self.notes = notes or {}


class ComboboxMany(_SearchableOptions, forms.SelectMultiple):
    """The same for several values: each chosen one becomes a chip."""

    def __init__(self, attrs: dict[str, Any] | None = None, choices: Any = (), notes: Mapping[str, str] | None = None):
        super().__init__(attrs={"data-combobox": "", **(attrs or {})}, choices=choices)
        self.notes = notes or {}


class Dropzone(forms.ClearableFileInput):
    """A file input on which a file can be dropped; the name of the chosen file is shown."""

    template_name = "design/forms/dropzone.html"


# Shown in the style guide only.
AGENCIES = [
    ("svhttdl", "Sở Văn hóa, Thể thao và Du lịch"),
    ("sngv", "Sở Ngoại vụ"),
    ("sct", "Sở Công Thương"),
    ("bptv", "Báo và Phát thanh, Truyền hình tỉnh"),
    ("xvinhloc", "UBND xã Vĩnh Lộc"),
]
NOTES = {"svhttdl": "Sở VHTTDL; tiếp nhận từ Sở Thông tin và Truyền thông (2025)", "sngv": "Sở NgV"}


class SampleForm(forms.Form):
    name = forms.CharField(label="Tên nhiệm vụ", help_text="Viết như trong văn bản; có thể sửa sau.", max_length=200)
    lead = forms.ChoiceField(
        label="Cơ quan chủ trì", choices=[("", ""), *AGENCIES], widget=Combobox(notes=NOTES),
        help_text="Gõ tên hoặc tên viết tắt, có dấu hoặc không dấu.",
    )  # fmt: skip
    with_whom = forms.MultipleChoiceField(
        label="Cơ quan phối hợp",
        choices=AGENCIES,
        required=False,
        initial=["sngv", "sct"],
        widget=ComboboxMany(notes=NOTES),
    )
    deadline = DateField(label="Thời hạn", required=False)
    mode = forms.ChoiceField(
        label="Hình thức giao",
        choices=[("giao", "Giao"), ("de_nghi", "Đề nghị")],
        initial="giao",
        widget=forms.RadioSelect,
    )
    quarter = forms.ChoiceField(label="Kỳ báo cáo", choices=[("1", "Quý I"), ("2", "Quý II")], required=False)
    done = forms.CharField(label="Kết quả thực hiện", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    proof = forms.FileField(label="Minh chứng", required=False, widget=Dropzone)
    sure = forms.BooleanField(label="Tôi đã đối chiếu với văn bản gốc", help_text="Cần có trước khi gửi.")


class SampleFilters(forms.Form):
    q = forms.CharField(label="Từ cần tìm", required=False, widget=forms.TextInput(attrs={"type": "search"}))
    agency = forms.ChoiceField(label="Cơ quan", choices=[("", "Tất cả"), *AGENCIES], required=False)
    state = forms.ChoiceField(
        label="Trạng thái", choices=[("", "Tất cả"), ("overdue", "Quá hạn"), ("done", "Hoàn thành")], required=False
    )
    until = DateField(label="Hạn đến ngày", required=False)
