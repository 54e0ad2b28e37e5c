from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from nhipcau.core.public import language
from nhipcau.design.public import DateField

from .choices import Receiver


class PackageForm(forms.Form):
    """What a package shall hold."""

    receiver = forms.ChoiceField(label=_("Nơi nhận"), choices=Receiver.choices)
    languages = forms.MultipleChoiceField(label=_("Ngôn ngữ"), widget=forms.CheckboxSelectMultiple)
    since = DateField(label=_("Chỉ nội dung đăng hoặc sửa từ ngày"), required=False)
    with_media = forms.BooleanField(label=_("Kèm tệp ảnh, video, âm thanh, tài liệu"), required=False, initial=True)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        known = [(code, language(code).name) for code in settings.NHIPCAU_CONTENT_LANGUAGES]
        self.fields["languages"].choices = known  # type: ignore[attr-defined]
        self.fields["languages"].initial = [code for code, _name in known]
