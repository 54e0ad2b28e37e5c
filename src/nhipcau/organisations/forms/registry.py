"""Forms of the directory: organisations, names, successions, groups, focal persons."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nhipcau.core.public import Actor
from nhipcau.design.public import Combobox, ComboboxMany, DateField

from ..actions.people import Person
from ..actions.registry import Contact, OrganisationDetails, SuccessionDetails
from ..choices import FocalRank, NameKind, OrganisationKind, SuccessionKind
from ..models import Group, Organisation
from ..queries.directory import DirectoryFilters

EVERYTHING = ("", _("Tất cả"))
STANDINGS = [("", _("Đang hoạt động")), ("ended", _("Đã kết thúc")), ("all", _("Tất cả, kể cả đã kết thúc"))]


class OrganisationChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One organisation of the actor's province, found by any of its names."""

    def __init__(self, actor: Actor, rows: QuerySet[Organisation] | None = None, **kwargs: Any) -> None:
        rows = Organisation.objects.visible_to(actor) if rows is None else rows
        kwargs.setdefault("widget", Combobox(notes=other_names(rows)))
        super().__init__(queryset=rows, **kwargs)

    def label_from_instance(self, obj: Organisation) -> str:
        return obj.name if obj.valid_to is None else _("%(name)s (đến %(day)s)") % {
            "name": obj.name,
            "day": obj.valid_to.strftime("%d/%m/%Y"),
        }  # fmt: skip


def other_names(rows: QuerySet[Organisation]) -> dict[str, str]:
    """The short name of each organisation, by its id: shown below it and searched with it."""
    return {str(pk): short for pk, short in rows.exclude(short_name="").values_list("pk", "short_name")}


class DirectoryForm(forms.Form):
    q = forms.CharField(label=_("Tên cơ quan"), required=False, widget=forms.TextInput(attrs={"type": "search"}))
    loai = forms.ChoiceField(label=_("Loại"), required=False)
    nhom = forms.ModelChoiceField(
        label=_("Nhóm"), queryset=Group.objects.none(), required=False, empty_label=EVERYTHING[1]
    )
    tinh_trang = forms.ChoiceField(label=_("Tình trạng"), required=False, choices=STANDINGS)
    thieu_dau_moi = forms.BooleanField(label=_("Chưa có cán bộ đầu mối"), required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["nhom"].queryset = Group.objects.visible_to(actor)  # type: ignore[attr-defined]
        self.fields["loai"].choices = [EVERYTHING, *OrganisationKind.choices]  # type: ignore[attr-defined]

    def show_counts(self, counts: dict[str, int]) -> None:
        """Says beside each kind how many the list would show."""
        kinds = [(kind.value, f"{kind.label} ({counts[kind.value]})") for kind in OrganisationKind if kind in counts]
        self.fields["loai"].choices = [EVERYTHING, *kinds]  # type: ignore[attr-defined]

    def filters(self) -> DirectoryFilters:
        if not self.is_valid():
            return DirectoryFilters()
        given = self.cleaned_data
        group = given["nhom"]
        return DirectoryFilters(
            given["q"], given["loai"], given["tinh_trang"], group and group.pk, given["thieu_dau_moi"]
        )


class DetailsForm(forms.ModelForm):  # type: ignore[type-arg]  # has no brackets when it runs
    """What is always true of an organisation; its name and days have forms of their own."""

    class Meta:
        model = Organisation
        fields = ["kind", "short_name", "name_en", "parent", "only_requested", "order"]
        help_texts = {
            "only_requested": _("Cơ quan Đảng, Mặt trận, cơ quan trung ương: không tính quá hạn."),
            "order": _("Số nhỏ đứng trước trong danh bạ."),
        }

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Organisation.objects.visible_to(actor).valid_on(actor.on)
        if self.instance.pk:
            rows = rows.exclude(pk=self.instance.pk)
        self.fields["parent"] = OrganisationChoice(actor, rows, label=_("Trực thuộc"), required=False)

    def details(self) -> OrganisationDetails:
        given = self.cleaned_data
        parent = given["parent"]
        return OrganisationDetails(
            given["kind"],
            given["name_en"],
            given["short_name"],
            parent and parent.pk,
            given["only_requested"],
            given["order"],
        )


class NewOrganisationForm(DetailsForm):
    name = forms.CharField(label=_("Tên đầy đủ"), max_length=200, help_text=_("Viết như trong quyết định thành lập."))
    since = DateField(label=_("Hoạt động từ ngày"), required=False)
    field_order = ["name", "kind", "short_name", "since", "parent", "only_requested", "name_en", "order"]


class ContactForm(forms.ModelForm):  # type: ignore[type-arg]  # has no brackets when it runs
    class Meta:
        model = Organisation
        fields = ["address", "phone", "email"]

    def contact(self) -> Contact:
        return Contact(**self.cleaned_data)


class RenameForm(forms.Form):
    name = forms.CharField(label=_("Tên mới"), max_length=200)
    on = DateField(label=_("Từ ngày"))
    source = forms.CharField(
        label=_("Căn cứ"), required=False, max_length=300, help_text=_("Số, ký hiệu văn bản đổi tên.")
    )


class EndForm(forms.Form):
    last_day = DateField(label=_("Hoạt động đến hết ngày"), required=False, help_text=_("Để trống nếu còn hoạt động."))


class SuccessionForm(forms.Form):
    successor = forms.ModelChoiceField(label=_("Cơ quan nhận việc"), queryset=Organisation.objects.none())
    on = DateField(label=_("Từ ngày"))
    kind = forms.ChoiceField(label=_("Cách thức"), choices=SuccessionKind.choices, widget=forms.RadioSelect)
    share = forms.CharField(label=_("Phần việc nhận"), required=False, max_length=300)
    takes_external_information = forms.BooleanField(
        label=_("Nhận công tác thông tin đối ngoại"),
        required=False,
        help_text=_("Nhiệm vụ cũ chuyển thẳng đến cơ quan này, không phải hỏi lại."),
    )
    source = forms.CharField(label=_("Căn cứ"), required=False, max_length=300)

    def __init__(self, *args: Any, actor: Actor, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Organisation.objects.visible_to(actor).exclude(pk=organisation.pk)
        self.fields["successor"] = OrganisationChoice(actor, rows, label=_("Cơ quan nhận việc"))

    def details(self) -> SuccessionDetails:
        return SuccessionDetails(**{name: value for name, value in self.cleaned_data.items() if name != "successor"})


class NameForm(forms.Form):
    text = forms.CharField(label=_("Cách gọi"), max_length=300)
    kind = forms.ChoiceField(
        label=_("Loại tên"),
        choices=[(kind.value, kind.label) for kind in (NameKind.ALIAS, NameKind.ABBREVIATION, NameKind.OFFICIAL)],
        widget=forms.RadioSelect,
        initial=NameKind.ALIAS,
    )
    since = DateField(label=_("Từ ngày"), required=False)
    until = DateField(label=_("Đến hết ngày"), required=False)


class GroupForm(forms.Form):
    name = forms.CharField(label=_("Tên nhóm"), max_length=300, help_text=_("Viết như trong kế hoạch."))


class GroupNameForm(forms.Form):
    text = forms.CharField(label=_("Cách viết khác"), max_length=300)


class DayForm(forms.Form):
    ngay = DateField(label=_("Thành viên vào ngày"), required=False)

    def day(self, today: date) -> date:
        return (self.cleaned_data["ngay"] if self.is_valid() else None) or today


class MembersForm(forms.Form):
    members = forms.ModelMultipleChoiceField(
        label=_("Thành viên"), queryset=Organisation.objects.none(), required=False
    )
    on = DateField(label=_("Từ ngày"), help_text=_("Cơ quan bị bỏ ra thôi là thành viên từ ngày này."))

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Organisation.objects.visible_to(actor)
        field = self.fields["members"]
        field.widget = ComboboxMany(notes=other_names(rows))
        field.queryset = rows  # type: ignore[attr-defined]


class PersonForm(forms.Form):
    rank = forms.ChoiceField(label=_("Vai trò"), choices=FocalRank.choices, widget=forms.RadioSelect)
    full_name = forms.CharField(label=_("Họ và tên"), max_length=120)
    position = forms.CharField(label=_("Chức vụ"), max_length=120, required=False)
    phone = forms.CharField(label=_("Điện thoại công vụ"), max_length=60, required=False)
    email = forms.EmailField(label=_("Thư điện tử công vụ"), required=False)
    since = DateField(label=_("Từ ngày"))

    def person(self) -> Person:
        given = self.cleaned_data
        return Person(given["full_name"], given["rank"], given["position"], given["phone"], given["email"])


class RegisterForm(forms.Form):
    q = forms.CharField(label=_("Cơ quan hoặc người"), required=False, widget=forms.TextInput(attrs={"type": "search"}))
    loai = forms.ChoiceField(label=_("Loại cơ quan"), required=False, choices=[EVERYTHING, *OrganisationKind.choices])
