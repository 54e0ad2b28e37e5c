"""Forms of the media library, for contributors and editors alike."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import StopUpload, TemporaryFileUploadHandler
from django.utils.translation import gettext_lazy as _

from nhipcau.core.public import Actor, language
from nhipcau.design.public import Combobox, DateField, Dropzone
from nhipcau.organisations.public import Organisation

from ..actions.media.given import PictureGiven, PictureTextGiven, RightsGiven
from ..choices import UPLOAD_MEDIA, Consent, Licence
from ..models import Picture
from ..queries.media.lists import PICTURE_STATES
from ..queries.media.shown import focal_share

PICTURES_ACCEPTED = ".jpg,.jpeg,.png,.webp,.avif,.tif,.tiff,.gif"
MOST_AT_ONCE = 40


class LimitedUploadHandler(TemporaryFileUploadHandler):
    """Stops an upload as soon as one of its files is larger than any that we take: the disk is not filled in vain."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.taken = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.taken += len(raw_data)
        if self.taken > settings.NHIPCAU_RECORDING_LIMIT_MB * 1024 * 1024:
            self.request.upload_too_large = True  # type: ignore[union-attr]
            raise StopUpload(connection_reset=False)
        super().receive_data_chunk(raw_data, start)


class ManyFiles(Dropzone):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files at once; answers a list."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:  # type: ignore[type-arg]
        given = data if isinstance(data, (list, tuple)) else [data] if data else []
        if len(given) > MOST_AT_ONCE:
            raise forms.ValidationError(_("Mỗi lần tải lên nhiều nhất %(most)s ảnh."), params={"most": MOST_AT_ONCE})
        if not given:
            raise forms.ValidationError(_("Xin chọn ít nhất một tệp."))
        return [super(ManyFilesField, self).clean(each, initial) for each in given]


LATER = {"expires_on", "credit", "consent_until", "taken_on", "place", "keep_position", "focal_x", "focal_y"}
DRAWN_APART = {"focal_x", "focal_y"}


class RightsForm(forms.Form):
    """Whose something is and how long it may be shown: the fields of models.rights.Rights."""

    supplier = forms.ModelChoiceField(
        label=_("Cơ quan cung cấp"), queryset=Organisation.objects.none(), widget=Combobox, required=False
    )
    author = forms.CharField(
        label=_("Tác giả"),
        max_length=160,
        required=False,
        help_text=_("Như khi in dưới ảnh: bút danh, tên hoặc cơ quan."),
    )
    licence = forms.ChoiceField(label=_("Giấy phép"), choices=Licence.choices, initial=Licence.PORTAL)
    consent = forms.ChoiceField(
        label=_("Sự đồng ý của người trong hình"), choices=Consent.choices, initial=Consent.UNKNOWN
    )
    consent_basis = forms.CharField(
        label=_("Căn cứ của sự đồng ý"), max_length=200, required=False,
        help_text=_("Số, ký hiệu văn bản và cơ quan lưu giữ; không ghi thông tin cá nhân."),
    )  # fmt: skip
    expires_on = DateField(
        label=_("Được dùng đến hết ngày"), required=False, help_text=_("Sau ngày này nội dung tự rời khỏi mọi trang.")
    )
    credit = forms.CharField(
        label=_("Ghi nguồn"), max_length=200, required=False, help_text=_("Để trống nếu chỉ cần ghi tên tác giả.")
    )
    consent_until = DateField(label=_("Sự đồng ý đến hết ngày"), required=False)

    def __init__(self, *args: Any, actor: Actor, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = Organisation.objects.visible_to(actor).valid_on(today)
        field = self.fields["supplier"]
        if not actor.has(*UPLOAD_MEDIA.roles):
            bodies = bodies.filter(pk__in=actor.organisations(*UPLOAD_MEDIA.within))
            field.required = True
            if len(own := list(bodies[:2])) == 1:
                field.initial = own[0].pk
        field.queryset = bodies  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("consent") == Consent.GIVEN and not cleaned.get("consent_basis"):
            self.add_error("consent_basis", _("Xin ghi số văn bản đồng ý và cơ quan lưu giữ."))
        return cleaned

    @property
    def first(self) -> list[forms.BoundField]:
        """The fields that everybody is asked for."""
        return [field for field in self.visible_fields() if field.name not in LATER]

    @property
    def later(self) -> list[forms.BoundField]:
        """Those that few need: folded away, unless one of them has something to say."""
        return [field for field in self.visible_fields() if field.name in LATER and field.name not in DRAWN_APART]

    @property
    def opens(self) -> bool:
        """Whether the folded fields are to be seen at once."""
        return any(field.errors or field.value() for field in self.later)

    def rights(self) -> RightsGiven:
        """What was said of the rights."""
        said = self.cleaned_data
        return RightsGiven(
            supplier_id=said["supplier"].pk if said["supplier"] else None,
            **{name: said[name] for name in RIGHTS_NAMES},
        )


RIGHTS_NAMES = ("author", "credit", "licence", "expires_on", "consent", "consent_basis", "consent_until")


def rights_initial(row: Any) -> dict[str, Any]:
    """The values of a record as a RightsForm begins with them."""
    return {"supplier": row.supplier_id, **{name: getattr(row, name) for name in RIGHTS_NAMES}}


class UploadPicturesForm(RightsForm):
    pictures = ManyFilesField(
        label=_("Ảnh"),
        help_text=_(
            "Chọn nhiều ảnh một lần. Nhận JPEG, PNG, WebP, AVIF, TIFF; máy đọc nội dung, không dựa vào tên tệp."
        ),
        widget=ManyFiles(attrs={"accept": PICTURES_ACCEPTED}),
    )
    field_order = ("pictures", "supplier", "author", "licence", "consent", "consent_basis")


class PictureForm(RightsForm):
    title = forms.CharField(label=_("Tên ảnh"), max_length=255)
    taken_on = DateField(label=_("Ngày chụp"), required=False)
    place = forms.CharField(label=_("Nơi chụp"), max_length=200, required=False)
    keep_position = forms.BooleanField(
        label=_("Giữ tọa độ chụp trong tệp công khai"), required=False,
        help_text=_("Bình thường tọa độ và thông tin máy ảnh được bỏ khỏi tệp công khai."),
    )  # fmt: skip
    focal_x = forms.FloatField(label=_("Từ mép trái (%)"), min_value=0, max_value=100, required=False)
    focal_y = forms.FloatField(label=_("Từ mép trên (%)"), min_value=0, max_value=100, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    field_order = ("title", "supplier", "author", "licence", "consent", "consent_basis")

    def given(self, texts: dict[str, PictureTextGiven]) -> PictureGiven:
        """What was said of the picture."""
        said = self.cleaned_data
        across, down = said["focal_x"], said["focal_y"]
        return PictureGiven(
            title=said["title"],
            rights=self.rights(),
            taken_on=said["taken_on"],
            place=said["place"],
            keep_position=said["keep_position"],
            focal=(across / 100, down / 100) if across is not None and down is not None else None,
            texts=texts,
        )


def picture_initial(picture: Picture, seen: str) -> dict[str, Any]:
    """The values of a picture as its form begins with them."""
    across, down = focal_share(picture)
    return {
        **rights_initial(picture),
        "title": picture.title,
        "taken_on": picture.taken_on,
        "place": picture.place,
        "keep_position": picture.keep_position,
        "focal_x": round(across * 100),
        "focal_y": round(down * 100),
        "seen": seen,
    }


class PictureWordsForm(forms.Form):
    """The words of a picture in one language."""

    mark_optional = False  # one may save without, but not publish
    alt = forms.CharField(
        label=_("Mô tả thay thế"), max_length=250, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Điều nhìn thấy trong ảnh, cho người không xem được ảnh."),
    )  # fmt: skip
    caption = forms.CharField(
        label=_("Chú thích"), max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Câu in dưới ảnh: ai hoặc cái gì, ở đâu, khi nào."),
    )  # fmt: skip

    def __init__(self, *args: Any, code: str, **kwargs: Any) -> None:
        kwargs["prefix"] = f"loi-{code}"
        super().__init__(*args, **kwargs)
        self.code, self.name = code, language(code).name
        for field in self.fields.values():
            field.widget.attrs["lang"] = language(code).tag

    def words(self) -> PictureTextGiven:
        """What was written."""
        return PictureTextGiven(self.cleaned_data["alt"], self.cleaned_data["caption"])


class NamedWordsForm(PictureWordsForm):
    """A picture that has just come: its name and its first words, in Vietnamese."""

    title = forms.CharField(label=_("Tên ảnh"), max_length=255)
    field_order = ("title", "alt", "caption")

    def __init__(self, *args: Any, picture: Picture, **kwargs: Any) -> None:
        super().__init__(*args, code=settings.LANGUAGE_CODE, **kwargs)
        self.picture, self.prefix = picture, f"anh-{picture.pk}"


def words_forms(data: Any, texts: Iterable[Any], languages: Iterable[str]) -> list[PictureWordsForm]:
    """A form for each language, filled with what is written already."""
    written = {text.language: {"alt": text.alt, "caption": text.caption} for text in texts}
    return [PictureWordsForm(data, code=code, initial=written.get(code)) for code in languages]


class PictureFilters(forms.Form):
    is_filter = True
    q = forms.CharField(
        label=_("Tìm theo tên, tác giả, chú thích"), required=False, widget=forms.TextInput(attrs={"type": "search"})
    )
    co_quan = forms.ModelChoiceField(
        label=_("Cơ quan cung cấp"), queryset=Organisation.objects.none(), required=False, empty_label=_("Tất cả")
    )
    tinh_trang = forms.ChoiceField(label=_("Tình trạng"), choices=[("", _("Tất cả")), *PICTURE_STATES], required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["co_quan"].queryset = Organisation.objects.visible_to(actor)  # type: ignore[attr-defined]
