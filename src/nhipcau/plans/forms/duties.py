from __future__ import annotations

from typing import Any

from django import forms
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhipcau.design.public import Combobox, ComboboxMany, DateField

from ..actions.duties import Charge, NewDuty
from ..choices import DutyOrigin, Part
from ..queries.duty import Choices


class AddDutyForm(forms.Form):
    """A duty as a person writes it down, by hand or from a letter."""

    text = forms.CharField(
        label=gettext_lazy("Nội dung nhiệm vụ"),
        max_length=5000,
        help_text=gettext_lazy("Ghi đúng như văn bản giao."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    document = forms.TypedChoiceField(
        label=gettext_lazy("Theo văn bản"), required=False, coerce=int, empty_value=None, widget=Combobox
    )
    lead = forms.TypedMultipleChoiceField(label=gettext_lazy("Cơ quan chủ trì"), coerce=int, widget=ComboboxMany)
    coordinate = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Cơ quan phối hợp"), required=False, coerce=int, widget=ComboboxMany
    )
    due = DateField(label=gettext_lazy("Thời hạn"), required=False)
    before = forms.BooleanField(label=gettext_lazy("Văn bản ghi “trước ngày”"), required=False)
    topic = forms.CharField(label=gettext_lazy("Chủ đề"), required=False, max_length=80)

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = choices
        bodies = [(body.pk, body.name) for body in choices.organisations.values()]
        letters = [(letter.pk, str(letter)) for letter in choices.documents.values()]
        self.fields["document"].choices = [("", _("Không có văn bản, nhập tay")), *letters]  # type: ignore[attr-defined]
        self.fields["lead"].choices = self.fields["coordinate"].choices = bodies  # type: ignore[attr-defined]

    def new_duty(self) -> NewDuty:
        """The duty that was written down, for the action. A body that is only requested is asked, not charged."""
        given = self.cleaned_data
        document = self.known.documents.get(given["document"])
        due = given["due"]
        with translation.override("vi"):  # the wording that is kept, whatever language one works in
            said = _("trước ngày") if given["before"] else _("ngày")
        words = f"{said} {due:%d/%m/%Y}" if due else ""
        charges = [self._charge(pk, Part.LEAD) for pk in given["lead"]]
        charges += [self._charge(pk, Part.COORDINATE) for pk in given["coordinate"] if pk not in given["lead"]]
        return NewDuty(
            text=given["text"].strip(),
            charges=charges,
            origin=DutyOrigin.LETTER if document else DutyOrigin.BY_HAND,
            document=document,
            due=due,
            before=given["before"],
            deadline_text=words,
            topic=given["topic"].strip(),
        )

    def _charge(self, pk: int, part: Part) -> Charge:
        body = self.known.organisations[pk]
        return Charge(body, part, requested=body.only_requested)


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Lý do thu hồi"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
