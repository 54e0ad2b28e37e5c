"""Wagtail's own forms for pictures and files: the same checks, the same words, the same rights."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from nhipcau.core.public import VIETNAMESE, HouseError, nfc
from nhipcau.organisations.public import Organisation

from ..actions.media.telling import tell_of
from ..choices import Consent, Licence
from ..files import documents, pictures
from ..models import PictureText


class JudgedImageField(WagtailImageField):  # type: ignore[misc]  # Wagtail has no types
    """A picture that is judged by its bytes; whatever its name ends in."""

    default_validators: list[Any] = []

    def to_python(self, data: Any) -> Any:
        file: Any = forms.FileField.to_python(self, data)
        if file is not None:
            _judged(lambda: pictures.prepare(_bytes(file), file.name or ""))
        return file


class JudgedDocumentField(forms.FileField):
    """A file for download that is judged by its bytes."""

    def to_python(self, data: Any) -> Any:
        file: Any = super().to_python(data)
        if file is not None:
            _judged(lambda: documents.judge(_bytes(file), file.name or ""))
        return file


def _bytes(file: Any) -> bytes:
    file.seek(0)
    data: bytes = file.read()
    file.seek(0)
    return data


def _judged(judge: Any) -> None:
    try:
        judge()
    except HouseError as problem:
        raise forms.ValidationError(str(problem), code="judged") from problem


class _RightsMixin:
    """What both forms share: the province is the editor's own, and what is left out means the careful thing."""

    careful = {"licence": Licence.PORTAL, "consent": Consent.UNKNOWN}
    judged: type[forms.FileField]

    def __init__(self, *args: Any, user: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)  # type: ignore[call-arg]
        held: Any = self
        if held.instance.province_id is None and user is not None:
            held.instance.province_id = user.province_id
        if "file" in held.fields:
            field = held.fields["file"]
            held.fields["file"] = self.judged(label=field.label, required=field.required, widget=field.widget)
        if "supplier" in held.fields:
            held.fields["supplier"].queryset = Organisation.objects.filter(
                province_id=held.instance.province_id, valid_to=None
            )
        for name in self.careful:
            if name in held.fields:  # several files at once are sent without them
                held.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}  # type: ignore[misc]
        held: Any = self
        for name, careful in self.careful.items():
            if name in held.fields and not cleaned.get(name):
                cleaned[name] = getattr(held.instance, name, "") or careful
        if cleaned.get("consent") == Consent.GIVEN and not cleaned.get("consent_basis"):
            held.add_error("consent_basis", _("Xin ghi số văn bản đồng ý và cơ quan lưu giữ."))
        return cleaned


class AdminPictureForm(_RightsMixin, BaseImageForm):  # type: ignore[misc]
    """Wagtail's form of a picture with its Vietnamese words; the other languages are on the picture's own page."""

    judged = JudgedImageField
    alt = forms.CharField(label=_("Mô tả thay thế (tiếng Việt)"), max_length=250, required=False)
    caption = forms.CharField(label=_("Chú thích (tiếng Việt)"), max_length=600, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        text = self._text()
        if text:
            self.initial.update(alt=text.alt, caption=text.caption)

    def save(self, commit: bool = True) -> Any:
        picture = super().save(commit=commit)
        if commit:  # the upload of several at once saves first and asks for words afterwards
            self._words()
        return picture

    def _words(self) -> None:
        alt, caption = nfc(self.cleaned_data.get("alt", "")), nfc(self.cleaned_data.get("caption", ""))
        if alt or caption or self._text():
            PictureText.objects.update_or_create(
                picture=self.instance,
                language=VIETNAMESE,
                defaults={"province_id": self.instance.province_id, "alt": alt, "caption": caption},
            )
        tell_of([self.instance])

    def _text(self) -> PictureText | None:
        return self.instance.texts.filter(language=VIETNAMESE).first() if self.instance.pk else None


class AdminAttachmentForm(_RightsMixin, BaseDocumentForm):  # type: ignore[misc]
    """Wagtail's form of a file for download."""

    judged = JudgedDocumentField
    careful = {"licence": Licence.PORTAL}
