"""What people fill in for an item: few fields first, the facts of its kind once the kind is known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nhipcau.core.public import Actor
from nhipcau.core.public import language as language_of
from nhipcau.design.public import Combobox, ComboboxMany, DateField
from nhipcau.organisations.public import Organisation
from nhipcau.plans.public import Duty

from ..actions.arranging import AboutGiven, HeadingGiven
from ..choices import CONTRIBUTE, Stage
from ..kinds import KIND_CHOICES, KINDS, Fact
from ..models import Category, Item, Topic
from ..queries.items import MISSING, PLAN_FAILED, PUBLISHED, REVIEW_DUE, REVIEW_SOON, UNPUBLISHED, Chosen, options
from .media import ManyFiles

ANY = ("", gettext_lazy("Tất cả"))


def languages() -> list[tuple[str, str]]:
    """The languages of content by code, Vietnamese first as configured."""
    return [(code, language_of(code).name) for code in settings.NHIPCAU_CONTENT_LANGUAGES]


class ItemFilter(forms.Form):
    """The conditions of the list, as they stand in its address."""

    q = forms.CharField(
        label=gettext_lazy("Tìm trong nội dung"), required=False, max_length=200,
        widget=forms.TextInput(
            attrs={"type": "search", "placeholder": gettext_lazy("ví dụ: di sản, cửa khẩu, “Cầu Treo”")}
        ),
    )  # fmt: skip
    loai = forms.ChoiceField(label=gettext_lazy("Loại"), required=False, choices=[ANY, *KIND_CHOICES])
    danh_muc = forms.TypedChoiceField(
        label=gettext_lazy("Danh mục"), required=False, coerce=int, empty_value=None, widget=Combobox
    )
    chu_de = forms.TypedChoiceField(
        label=gettext_lazy("Chủ đề"), required=False, coerce=int, empty_value=None, widget=Combobox
    )
    co_quan = forms.TypedChoiceField(
        label=gettext_lazy("Cơ quan cung cấp"), required=False, coerce=int, empty_value=None, widget=Combobox
    )
    tieng = forms.ChoiceField(label=gettext_lazy("Ngôn ngữ"), required=False)
    ban = forms.ChoiceField(
        label=gettext_lazy("Bản ngôn ngữ đó"), required=False,
        choices=[
            ANY, (PUBLISHED, gettext_lazy("Đang đăng")), (UNPUBLISHED, gettext_lazy("Chưa đăng")),
            (MISSING, gettext_lazy("Chưa có")), *Stage.choices,
        ],
    )  # fmt: skip
    buoc = forms.ChoiceField(label=gettext_lazy("Bước của bản gốc"), required=False, choices=[ANY, *Stage.choices])
    xem = forms.ChoiceField(
        label=gettext_lazy("Cần xem"), required=False,
        choices=[
            ANY, (REVIEW_DUE, gettext_lazy("Đến ngày xem lại")), (REVIEW_SOON, gettext_lazy("Xem lại trong 30 ngày")),
            (PLAN_FAILED, gettext_lazy("Không đăng được theo lịch")),
        ],
    )  # fmt: skip

    def __init__(self, data: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        offered = options(actor)
        self.fields["tieng"].choices = [ANY, *languages()]  # type: ignore[attr-defined]
        self._offer("danh_muc", offered.categories)
        self._offer("chu_de", offered.topics)
        self._offer("co_quan", offered.suppliers if len(offered.suppliers) > 1 else [])

    def _offer(self, name: str, pairs: list[tuple[int, str]]) -> None:
        if pairs:
            self.fields[name].choices = [ANY, *pairs]  # type: ignore[attr-defined]
            self.fields[name].widget.attrs["placeholder"] = ANY[1]
        else:
            del self.fields[name]

    def chosen(self) -> Chosen:
        """The conditions; one that cannot be read counts as not set."""
        self.full_clean()
        given = self.cleaned_data
        language, state = given.get("tieng", ""), given.get("ban", "")
        return Chosen(
            words=given.get("q", ""), kind=given.get("loai", ""), category_id=given.get("danh_muc"),
            topic_id=given.get("chu_de"), supplier_id=given.get("co_quan"), stage=given.get("buoc", ""),
            language=(language or "vi") if state else language, state=state or (PUBLISHED if language else ""),
            look=given.get("xem", ""),
        )  # fmt: skip


class PicturesField(forms.FileField):
    """Several files at once; each is judged where it is taken in."""

    widget = ManyFiles(attrs={"multiple": True, "accept": "image/*"})

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        return [super(PicturesField, self).clean(each, initial) for each in data or ()]


class ContributionForm(forms.Form):
    """Six fields; the facts of the kind are in `facts`, a form of their own."""

    kind = forms.ChoiceField(label=gettext_lazy("Nội dung thuộc loại nào"), choices=[("", "—"), *KIND_CHOICES])
    title = forms.CharField(label=gettext_lazy("Tiêu đề"), max_length=255)
    summary = forms.CharField(
        label=gettext_lazy("Tóm tắt"), max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Hai, ba câu: điều người đọc cần biết trước hết."),
    )  # fmt: skip
    text = forms.CharField(
        label=gettext_lazy("Nội dung"), required=False, max_length=400_000,
        widget=forms.Textarea(attrs={"rows": 12, "data-rich-text": ""}),
        help_text=gettext_lazy("Có thể dán từ Word. Mỗi đoạn cách nhau một dòng trống."),
    )  # fmt: skip
    pictures = PicturesField(
        label=gettext_lazy("Ảnh"), required=False,
        help_text=gettext_lazy("Chọn được nhiều tệp. Chú thích, tác giả ghi ở bước sau."),
    )  # fmt: skip
    supplier = forms.ModelChoiceField(
        label=gettext_lazy("Cơ quan cung cấp"), queryset=Organisation.objects.none(), widget=Combobox
    )

    def __init__(self, data: Any = None, files: Any = None, *, actor: Actor, **kwargs: Any) -> None:
        super().__init__(data, files, **kwargs)
        bodies = suppliers(actor)
        self.fields["supplier"].queryset = bodies  # type: ignore[attr-defined]
        if len(bodies) == 1:
            self.fields["supplier"].initial = bodies[0].pk
            self.fields["supplier"].widget = forms.HiddenInput()
            self.only_supplier = bodies[0]


def bodies_today(actor: Actor) -> Any:
    """The agencies of the province that stand today."""
    return Organisation.objects.visible_to(actor).valid_on(actor.on)


def suppliers(actor: Actor) -> Any:
    """The agencies for which the actor may contribute, today."""
    rows = bodies_today(actor)
    if actor.has(*CONTRIBUTE.roles):
        return rows
    return rows.filter(pk__in=actor.organisations(*CONTRIBUTE.within))


class FactsForm(forms.Form):
    """The facts of a kind, as fields `fact-<name>`; `translated` leaves out those that stand with the original."""

    def __init__(self, data: Any = None, *, kind: str, translated: bool = False, **kwargs: Any) -> None:
        stored = {f"fact-{name}": value for name, value in (kwargs.pop("facts", None) or {}).items()}
        super().__init__(data, initial={**kwargs.pop("initial", {}), **stored}, **kwargs)
        for fact in KINDS[kind].facts if kind in KINDS else ():
            if fact.translated or not translated:
                self.fields[f"fact-{fact.name}"] = _field(fact)

    def facts(self) -> dict[str, Any]:
        """The values by name, as they are stored: days as ISO, numbers without grouping; no empty ones."""
        found = {}
        for name, value in self.cleaned_data.items():
            if value not in (None, ""):
                stored = value.isoformat() if hasattr(value, "isoformat") else value
                found[name.removeprefix("fact-")] = stored if isinstance(stored, str) else str(stored)
        return found


def _field(fact: Fact) -> forms.Field:
    label = f"{fact.label} ({fact.unit})" if fact.unit else fact.label
    common: dict[str, Any] = {"label": label, "required": False}
    if fact.type == "date":
        return DateField(**common)
    if fact.type == "choice":
        return forms.ChoiceField(choices=[("", "—"), *fact.choices], **common)
    if fact.type in ("number", "money"):
        return forms.DecimalField(localize=True, min_value=0, max_digits=18, decimal_places=3, **common)
    if fact.type == "url":
        return forms.URLField(assume_scheme="https", max_length=300, **common)
    if fact.type == "email":
        return forms.EmailField(max_length=200, **common)
    if fact.type == "long":
        return forms.CharField(max_length=4000, widget=forms.Textarea(attrs={"rows": 3}), **common)
    return forms.CharField(max_length=400, **common)


class ReasonForm(forms.Form):
    text = forms.CharField(label=gettext_lazy("Lý do"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, label: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if label:
            self.fields["text"].label = label


class RemarkForm(ReasonForm):
    block = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)


class ApprovalForm(forms.Form):
    """What the approver had before them travels with the form."""

    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)
    correction = forms.IntegerField(required=False, widget=forms.HiddenInput)
    note = forms.CharField(label=gettext_lazy("Ý kiến khi duyệt"), max_length=1000, required=False)


class PublishForm(forms.Form):
    """In which languages, now or at a time, and when somebody looks again."""

    languages = forms.MultipleChoiceField(label=gettext_lazy("Đăng cùng lúc bằng"), widget=forms.CheckboxSelectMultiple)
    when = forms.ChoiceField(
        label=gettext_lazy("Khi nào"), widget=forms.RadioSelect, initial="now",
        choices=[("now", gettext_lazy("Đăng ngay")), ("at", gettext_lazy("Hẹn giờ"))],
    )  # fmt: skip
    day = DateField(label=gettext_lazy("Ngày đăng"), required=False)
    hour = forms.TimeField(
        label=gettext_lazy("Giờ đăng"), required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"placeholder": gettext_lazy("giờ:phút"), "inputmode": "numeric"}),
        input_formats=["%H:%M", "%Hh%M", "%H.%M", "%Hh", "%H"],
    )  # fmt: skip
    review_on = DateField(
        label=gettext_lazy("Ngày xem lại"), required=False,
        help_text=gettext_lazy("Đến ngày này, hệ thống nhắc xem nội dung còn đúng không."),
    )  # fmt: skip

    def __init__(self, *args: Any, ready: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["languages"].choices = [  # type: ignore[attr-defined]
            (code, language_of(code).name) for code in ready
        ]
        self.fields["languages"].initial = ready

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("when") == "at":
            for name, sentence in (("day", _("Xin ghi ngày đăng.")), ("hour", _("Xin ghi giờ đăng, ví dụ 07:30."))):
                if given.get(name) is None and name not in self.errors:
                    self.add_error(name, sentence)
        return given


class ReviewForm(forms.Form):
    review_on = DateField(label=gettext_lazy("Ngày xem lại"), required=False)


class WithdrawForm(ReasonForm):
    languages = forms.MultipleChoiceField(label=gettext_lazy("Gỡ bản"), widget=forms.CheckboxSelectMultiple)
    field_order = ["languages", "text"]

    def __init__(self, *args: Any, published: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["languages"].choices = [  # type: ignore[attr-defined]
            (code, language_of(code).name) for code in published
        ]
        self.fields["languages"].initial = published


class CorrectionForm(forms.Form):
    """What a public correction says."""

    what = forms.CharField(
        label=gettext_lazy("Nội dung đã đăng sai"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Chép nguyên văn chỗ sai trên trang đang đăng."),
    )  # fmt: skip
    now = forms.CharField(
        label=gettext_lazy("Nội dung đúng"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    source = forms.CharField(
        label=gettext_lazy("Căn cứ"), max_length=600,
        help_text=gettext_lazy("Văn bản, số liệu hoặc nguồn công khai cho thấy nội dung đúng."),
    )  # fmt: skip
    office = forms.ModelChoiceField(
        label=gettext_lazy("Cơ quan đính chính"), queryset=Organisation.objects.none(), widget=Combobox
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = bodies_today(actor)  # type: ignore[attr-defined]


class AboutForm(forms.Form):
    """What is known of an item beside its words."""

    supplier = forms.ModelChoiceField(
        label=gettext_lazy("Cơ quan cung cấp"), queryset=Organisation.objects.none(), widget=Combobox
    )
    category = forms.ModelChoiceField(
        label=gettext_lazy("Danh mục"), queryset=Category.objects.none(), required=False, widget=Combobox
    )
    topics = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Chủ đề"), queryset=Topic.objects.none(), required=False, widget=ComboboxMany
    )
    duty = forms.ModelChoiceField(
        label=gettext_lazy("Nhiệm vụ mà mục này thực hiện"), queryset=Duty.objects.none(), required=False,
        widget=Combobox,
    )  # fmt: skip
    valid_from = DateField(label=gettext_lazy("Có giá trị từ"), required=False)
    valid_to = DateField(
        label=gettext_lazy("Có giá trị đến hết ngày"), required=False,
        help_text=gettext_lazy("Sau ngày này, mục tự thôi đăng."),
    )  # fmt: skip
    review_on = DateField(label=gettext_lazy("Ngày xem lại"), required=False)
    latitude = forms.DecimalField(
        label=gettext_lazy("Vĩ độ"), required=False, min_value=-90, max_value=90, max_digits=8, decimal_places=5
    )
    longitude = forms.DecimalField(
        label=gettext_lazy("Kinh độ"), required=False, min_value=-180, max_value=180, max_digits=8, decimal_places=5
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, actor: Actor, item: Item, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: Mapping[str, Any] = {
            "supplier": Organisation.objects.visible_to(actor).filter(
                Q(pk__in=bodies_today(actor).order_by().values("pk")) | Q(pk=item.supplier_id)
            ),
            "category": _usable(Category, actor, [item.category_id]),
            "topics": _usable(Topic, actor, list(item.topics.values_list("pk", flat=True))),
            "duty": Duty.objects.visible_to(actor),
        }
        for name, rows in offered.items():
            self.fields[name].queryset = rows  # type: ignore[attr-defined]
        self.fields["duty"].label_from_instance = lambda duty: duty.text[:120]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        first, last = given.get("valid_from"), given.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", _("Ngày hết giá trị phải sau ngày bắt đầu."))
        if (given.get("latitude") is None) != (given.get("longitude") is None):
            self.add_error("longitude", _("Xin ghi cả vĩ độ và kinh độ, hoặc để trống cả hai."))
        return given

    def given(self) -> AboutGiven:
        """The values as the action takes them."""
        return AboutGiven(**{name: value for name, value in self.cleaned_data.items() if name != "seen"})


def _usable(model: type[Category | Topic], actor: Actor, kept: list[int | None]) -> Any:
    rows = model.objects.visible_to(actor)
    return rows.filter(retired=False) | rows.filter(pk__in=[pk for pk in kept if pk])


class HeadingForm(forms.Form):
    """A category or topic with its names in the languages of content."""

    name = forms.CharField(label=gettext_lazy("Tên"), max_length=160)
    basis = forms.CharField(
        label=gettext_lazy("Căn cứ"), max_length=200, required=False,
        help_text=gettext_lazy("Văn bản của tỉnh quy định danh mục này."),
    )  # fmt: skip
    order = forms.IntegerField(label=gettext_lazy("Thứ tự"), min_value=0, max_value=999, required=False)
    retired = forms.BooleanField(label=gettext_lazy("Thôi dùng cho nội dung mới"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, name in languages():
            if code != "vi":
                label = _("Tên bằng %(language)s") % {"language": name.lower()}
                self.fields[f"name-{code}"] = forms.CharField(label=label, max_length=160, required=False)

    def given(self) -> HeadingGiven:
        """The values as the action takes them."""
        said = self.cleaned_data
        names = {name.removeprefix("name-"): value for name, value in said.items() if name.startswith("name-")}
        return HeadingGiven(said["name"], names, said["order"] or 0, said["basis"], said["retired"])
