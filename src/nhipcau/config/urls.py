"""Every address of the house. Views that are not ours are given their rule here (see core/policy.py)."""

from django.urls import include, path

from nhipcau.core.policy import ANYONE, SIGNED_IN, declare

# allauth's views carry no rule of ours; an address that is missing here is refused by PolicyMiddleware.
for _name in (
    "account_login", "account_logout", "account_inactive", "account_reset_password", "account_reset_password_done",
    "account_reset_password_from_key", "account_reset_password_from_key_done", "mfa_authenticate", "set_language",
):  # fmt: skip
    declare(_name, ANYONE)
for _name in (
    "account_change_password", "account_set_password", "account_reauthenticate", "mfa_reauthenticate", "mfa_index",
    "mfa_activate_totp", "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes", "usersessions_list",
):  # fmt: skip
    declare(_name, SIGNED_IN)

urlpatterns = [
    path("", include("nhipcau.core.urls")),
    path("ngon-ngu/", include("django.conf.urls.i18n")),
    path("tai-khoan/", include("allauth.account.urls")),
    path("tai-khoan/xac-thuc/", include("allauth.mfa.urls")),
    path("tai-khoan/phien/", include("allauth.usersessions.urls")),
    path("thiet-ke/", include("nhipcau.design.urls")),
    path("co-quan/", include("nhipcau.organisations.urls")),
    path("van-ban/", include("nhipcau.documents.urls")),
    path("ke-hoach/", include("nhipcau.plans.urls")),
]
