from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nhipcau.core.public import Actor
from nhipcau.design.public import Combobox

from ..models import Document
from ..queries.stored import comparable


class CompareForm(forms.Form):
    """Which two documents are set side by side."""

    truoc = forms.ModelChoiceField(label=_("Văn bản trước"), queryset=Document.objects.none(), widget=Combobox)
    sau = forms.ModelChoiceField(label=_("Văn bản sau"), queryset=Document.objects.none(), widget=Combobox)

    def __init__(self, data: Any, actor: Actor) -> None:
        super().__init__(data)
        for name in ("truoc", "sau"):
            field = self.fields[name]
            field.queryset = comparable(actor)  # type: ignore[attr-defined]
            field.label_from_instance = _called  # type: ignore[attr-defined]

    def sides(self) -> tuple[Document, Document] | None:
        """The two documents, None until both are chosen."""
        if not self.is_valid():
            return None
        return self.cleaned_data["truoc"], self.cleaned_data["sau"]


def _called(document: Document) -> str:
    return " · ".join(part for part in (document.number, document.title or document.name) if part)[:160]
