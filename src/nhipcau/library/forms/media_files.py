"""Forms of recordings and of files for download."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from nhipcau.core.public import language
from nhipcau.design.public import Combobox, Dropzone

from ..actions.media.files import AttachmentGiven, RecordingGiven, RecordingTextGiven
from ..errors import CaptionsError
from ..files import captions
from ..models import Attachment, Picture, Recording
from .media import RightsForm, rights_initial

_IN_TIME = [("", _("Tất cả")), ("sap-het-han", _("Sắp hết hạn")), ("het-han", _("Đã hết hạn, đã gỡ"))]


class MediaFilters(forms.Form):
    is_filter = True
    q = forms.CharField(
        label=_("Tìm theo tên, tác giả"), required=False, widget=forms.TextInput(attrs={"type": "search"})
    )
    tinh_trang = forms.ChoiceField(label=_("Tình trạng"), choices=_IN_TIME, required=False)


class UploadRecordingForm(RightsForm):
    file = forms.FileField(
        label=_("Video hoặc âm thanh"),
        help_text=_("Nhận MP4 (H.264, AAC), WebM, MP3, M4A, Ogg, WAV, FLAC. Tọa độ quay được bỏ khỏi tệp."),
        widget=Dropzone(attrs={"accept": "video/*,audio/*"}),
    )
    title = forms.CharField(label=_("Tên"), max_length=255)
    field_order = ("file", "title", "supplier", "author", "licence", "consent", "consent_basis")

    def given(self) -> RecordingGiven:
        """What was said of the recording."""
        return RecordingGiven(title=self.cleaned_data["title"], rights=self.rights())


class RecordingForm(RightsForm):
    title = forms.CharField(label=_("Tên"), max_length=255)
    poster: Any = forms.ModelChoiceField(
        label=_("Ảnh đại diện"), queryset=Picture.objects.none(), required=False, widget=Combobox,
        help_text=_("Hiện trước khi phát; chọn trong kho ảnh."),
    )  # fmt: skip
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    field_order = ("title", "poster", "supplier", "author", "licence", "consent", "consent_basis")

    def __init__(self, *args: Any, actor: Any, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        field: Any = self.fields["poster"]
        field.queryset = Picture.objects.visible_to(actor).filter(withdrawn_at=None, covers=None).order_by("-pk")

    def given(self, texts: dict[str, RecordingTextGiven]) -> RecordingGiven:
        """What was said of the recording."""
        poster: Picture | None = self.cleaned_data["poster"]
        return RecordingGiven(self.cleaned_data["title"], self.rights(), poster.pk if poster else None, texts)


def recording_initial(recording: Recording, seen: str) -> dict[str, Any]:
    """The values of a recording as its form begins with them."""
    return {**rights_initial(recording), "title": recording.title, "poster": recording.poster_id, "seen": seen}


class RecordingWordsForm(forms.Form):
    """A recording in one language."""

    mark_optional = False  # one may save without, but not publish
    description = forms.CharField(
        label=_("Mô tả"), max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    captions = forms.FileField(
        label=_("Tệp phụ đề"), required=False, help_text=_("WebVTT (.vtt) hoặc SubRip (.srt), mã UTF-8."),
        widget=Dropzone(attrs={"accept": ".vtt,.srt"}),
    )  # fmt: skip
    drop = forms.BooleanField(label=_("Bỏ phụ đề đang có"), required=False)
    transcript = forms.CharField(
        label=_("Lời ghi"), required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Toàn bộ lời nói và âm thanh quan trọng. Để trống: lấy từ phụ đề."),
    )  # fmt: skip

    def __init__(self, *args: Any, code: str, has_captions: bool = False, **kwargs: Any) -> None:
        kwargs["prefix"] = f"loi-{code}"
        super().__init__(*args, **kwargs)
        self.code, self.name, self.has_captions = code, language(code).name, has_captions
        if not has_captions:
            del self.fields["drop"]

    def clean_captions(self) -> str | None:
        """The captions as WebVTT; None where no file came."""
        file = self.cleaned_data["captions"]
        if not file:
            return None
        try:
            return captions.checked(file.read(captions.LONGEST + 1))
        except CaptionsError as problem:
            raise forms.ValidationError(str(problem)) from problem

    def given(self) -> RecordingTextGiven:
        """What was written and sent."""
        said = self.cleaned_data
        sent = "" if said.get("drop") and said["captions"] is None else said["captions"]
        return RecordingTextGiven(said["description"], said["transcript"], sent)


def recording_words_forms(
    data: Any, files: Any, texts: Iterable[Any], codes: Iterable[str]
) -> list[RecordingWordsForm]:
    """A form for each language, filled with what is written already."""
    written = {text.language: text for text in texts}
    made = []
    for code in codes:
        text = written.get(code)
        initial = {"description": text.description, "transcript": text.transcript} if text else None
        made.append(
            RecordingWordsForm(data, files, code=code, has_captions=bool(text and text.captions), initial=initial)
        )
    return made


class UploadAttachmentForm(RightsForm):
    file = forms.FileField(
        label=_("Tệp"),
        help_text=_("Nhận PDF, Word .docx, bảng tính .xlsx, .ods, dữ liệu .csv, .json, .geojson và hình vẽ .svg."),
        widget=Dropzone(attrs={"accept": ".pdf,.docx,.xlsx,.ods,.csv,.json,.geojson,.svg"}),
    )
    title = forms.CharField(label=_("Tên"), max_length=255)
    language = forms.ChoiceField(label=_("Ngôn ngữ của tệp"), required=False)
    field_order = ("file", "title", "language", "supplier", "author", "licence")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(code, language(code).name) for code in settings.NHIPCAU_CONTENT_LANGUAGES]
        self.fields["language"].choices = [("", _("Không theo ngôn ngữ")), *names]  # type: ignore[attr-defined]
        for name in ("consent", "consent_basis", "consent_until"):
            del self.fields[name]

    def rights(self) -> Any:
        """What was said of the rights; nobody is seen in a file for download."""
        for name in ("consent", "consent_basis", "consent_until"):
            self.cleaned_data[name] = {"consent": "not_needed", "consent_basis": ""}.get(name)
        return super().rights()

    def given(self) -> AttachmentGiven:
        """What was said of the file."""
        return AttachmentGiven(self.cleaned_data["title"], self.rights(), self.cleaned_data["language"])


class AttachmentForm(UploadAttachmentForm):
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["file"]


def attachment_initial(attachment: Attachment, seen: str) -> dict[str, Any]:
    """The values of an attachment as its form begins with them."""
    return {
        **rights_initial(attachment),
        "title": attachment.title,
        "language": attachment.language,
        "seen": seen,
    }
