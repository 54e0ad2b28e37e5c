from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy

from nhipcau.core.public import Actor, language
from nhipcau.design.public import Combobox, Dropzone
from nhipcau.organisations.public import Organisation

from ..choices import CellState
from ..kinds import KIND_CHOICES
from ..models import Edition, Item
from ..queries.matrix import PUBLISHED, Wanted

ANY = ("", gettext_lazy("Tất cả"))
STATES = [ANY, *CellState.choices, (PUBLISHED, gettext_lazy("Đang đăng"))]


class MatrixFilter(forms.Form):
    """The conditions of the table of translations, as they stand in its address."""

    tu = forms.CharField(
        label=gettext_lazy("Tên mục"), required=False, max_length=200, widget=forms.TextInput({"type": "search"})
    )
    ngon_ngu = forms.ChoiceField(label=gettext_lazy("Ngôn ngữ"), required=False)
    tinh_trang = forms.ChoiceField(label=gettext_lazy("Tình trạng"), required=False, choices=STATES)
    loai = forms.ChoiceField(label=gettext_lazy("Loại"), required=False, choices=[ANY, *KIND_CHOICES])
    co_quan = forms.TypedChoiceField(
        label=gettext_lazy("Cơ quan cung cấp"), required=False, coerce=int, empty_value=None, widget=Combobox
    )

    def __init__(self, data: Any, actor: Actor) -> None:
        super().__init__(data)
        used = Edition.objects.visible_to(actor).order_by().values_list("language", flat=True).distinct()
        codes = dict.fromkeys([*settings.NHIPCAU_CONTENT_LANGUAGES, *used])
        self._field("ngon_ngu").choices = [ANY, *((code, language(code).name) for code in codes)]
        suppliers = Item.objects.visible_to(actor).order_by().values("supplier_id")
        rows = Organisation.objects.filter(pk__in=suppliers).values_list("pk", "name")
        self._field("co_quan").choices = [ANY, *rows]
        self._field("co_quan").widget.attrs["placeholder"] = ANY[1]

    def _field(self, name: str) -> Any:
        return self.fields[name]

    def wanted(self) -> Wanted:
        """What is asked of the table; a condition that makes no sense asks for nothing."""
        self.is_valid()
        said = getattr(self, "cleaned_data", {})
        return Wanted(
            language=said.get("ngon_ngu", ""), state=said.get("tinh_trang", ""), kind=said.get("loai", ""),
            supplier=said.get("co_quan"), words=said.get("tu", ""),
        )  # fmt: skip


class PassageForm(forms.Form):
    """What a translator sends about one passage."""

    key = forms.CharField(max_length=120)
    block = forms.CharField(max_length=120, required=False)
    seen = forms.CharField(max_length=64, required=False)
    sources_seen = forms.CharField(max_length=64, required=False)
    following = forms.CharField(max_length=120, required=False)
    text = forms.CharField(required=False, strip=False, max_length=100_000)


class OwnPassageForm(forms.Form):
    """A passage that the original does not have."""

    after = forms.CharField(max_length=120, required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label=gettext_lazy("Loại đoạn"),
        choices=[("paragraph", gettext_lazy("Đoạn văn")), ("heading", gettext_lazy("Tiêu đề mục"))],
    )
    text = forms.CharField(
        label=gettext_lazy("Nội dung đoạn thêm"), max_length=100_000, widget=forms.Textarea({"rows": 3})
    )


class DeliveryForm(forms.Form):
    """A file of translations from outside."""

    file = forms.FileField(
        label=gettext_lazy("Tệp bản dịch"),
        widget=Dropzone(attrs={"accept": ".xlf,.xliff,.po,.zip"}),
        help_text=gettext_lazy("XLIFF (.xlf, .xliff), PO (.po), hoặc tệp nén .zip chứa các tệp đó; tối đa 10 MB."),
    )
