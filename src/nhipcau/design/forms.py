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
