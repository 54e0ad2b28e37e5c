"""Forms of accounts: invitation, authority, handover, first password, one's own account."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import password_validators_help_text_html, validate_password
from django.utils.translation import gettext_lazy as _

from nhipcau.core.public import Actor, Role, User
from nhipcau.design.public import DateField, Dropzone

from ..actions.accounts import AccountDraft
from ..actions.people import Person
from ..choices import OF_AN_ORGANISATION, FocalRank
from ..models import Organisation
from ..queries.authority import AccountFilters
from .registry import EVERYTHING, OrganisationChoice

SHEET_LIMIT_MB = 2


class AccountFilterForm(forms.Form):
    q = forms.CharField(
        label=_("Tên hoặc thư điện tử"), required=False, widget=forms.TextInput(attrs={"type": "search"})
    )
    vai_tro = forms.ChoiceField(label=_("Vai trò"), required=False, choices=[EVERYTHING, *Role.choices])
    tinh_trang = forms.ChoiceField(
        label=_("Tình trạng"),
        required=False,
        choices=[
            EVERYTHING,
            ("active", _("Đang hoạt động")),
            ("invited", _("Đã mời, chưa đặt mật khẩu")),
            ("inactive", _("Ngừng hoạt động")),
        ],
    )

    def filters(self) -> AccountFilters:
        if not self.is_valid():
            return AccountFilters()
        given = self.cleaned_data
        return AccountFilters(words=given["q"], role=given["vai_tro"], standing=given["tinh_trang"])


class AuthorityForm(forms.Form):
    role = forms.ChoiceField(label=_("Vai trò"))
    organisation = forms.ModelChoiceField(label=_("Cơ quan"), queryset=Organisation.objects.none(), required=False)
    since = DateField(label=_("Từ ngày"))
    until = DateField(label=_("Đến hết ngày"), required=False, help_text=_("Để trống nếu chưa có ngày thôi."))

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Organisation.objects.visible_to(actor).valid_on(actor.on)
        self.fields["organisation"] = OrganisationChoice(
            actor, rows, label=_("Cơ quan"), required=False, help_text=_("Để trống: vai trò đối với toàn tỉnh.")
        )
        may = [role for role in Role if role != Role.ADMINISTRATOR or actor.has(Role.ADMINISTRATOR)]
        self.fields["role"].choices = [("", "—"), *((role.value, role.label) for role in may)]  # type: ignore[attr-defined]
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("role") in OF_AN_ORGANISATION and not given.get("organisation"):
            self.add_error("organisation", _("Vai trò này phải gắn với một cơ quan."))
        since, until = given.get("since"), given.get("until")
        if since and until and until < since:
            self.add_error("until", _("Ngày thôi phải sau ngày bắt đầu."))
        return given


class InviteForm(AuthorityForm):
    full_name = forms.CharField(label=_("Họ và tên"), max_length=120)
    email = forms.EmailField(label=_("Thư điện tử công vụ"), help_text=_("Dùng để đăng nhập và nhận liên kết."))
    phone = forms.CharField(label=_("Điện thoại"), max_length=30, required=False)
    field_order = ["full_name", "email", "phone", "role", "organisation", "since", "until"]

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].lower()
        if User.objects.filter(email__iexact=email).exists():
            raise forms.ValidationError(_("Địa chỉ này đã có tài khoản."))
        return email

    def draft(self) -> AccountDraft:
        return AccountDraft(**self.cleaned_data)


class SheetForm(forms.Form):
    sheet = forms.FileField(
        label=_("Bảng tính"),
        widget=Dropzone(attrs={"accept": ".xlsx,.csv"}),
        help_text=_("Tệp XLSX hoặc CSV theo mẫu, tối đa 2 MB và 500 dòng."),
    )

    def clean_sheet(self) -> Any:
        sheet = self.cleaned_data["sheet"]
        if sheet.size > SHEET_LIMIT_MB * 1024 * 1024:
            raise forms.ValidationError(_("Tệp lớn hơn 2 MB. Xin chia thành nhiều tệp nhỏ hơn."))
        return sheet


class HandoverForm(forms.Form):
    full_name = forms.CharField(label=_("Họ và tên người nhận"), max_length=120)
    email = forms.EmailField(
        label=_("Thư điện tử công vụ"),
        help_text=_("Người đã có tài khoản được giao thêm vai trò; người mới được mời."),
    )
    position = forms.CharField(label=_("Chức vụ"), max_length=120, required=False)
    phone = forms.CharField(label=_("Điện thoại công vụ"), max_length=30, required=False)
    since = DateField(label=_("Từ ngày"))

    def person(self) -> Person:
        given = self.cleaned_data
        return Person(given["full_name"], FocalRank.OFFICER, given["position"], given["phone"], given["email"])


class EndForm(forms.Form):
    last_day = DateField(label=_("Đến hết ngày"))


class FirstPasswordForm(forms.Form):
    password = forms.CharField(
        label=_("Mật khẩu mới"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=password_validators_help_text_html,
    )
    again = forms.CharField(
        label=_("Nhập lại mật khẩu"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, self.user)
        return password

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("password") and given["password"] != given.get("again"):
            self.add_error("again", _("Hai lần nhập không giống nhau."))
        return given


class OwnAccountForm(forms.ModelForm):  # type: ignore[type-arg]  # has no brackets when it runs
    class Meta:
        model = User
        fields = ["full_name", "phone"]
