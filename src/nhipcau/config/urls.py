"""Every address of the house. Views that are not ours are given their rule here (see core/policy.py)."""

from allauth.account.urls import urlpatterns as account_patterns
from django.urls import URLPattern, include, path

from nhipcau.core.policy import ANYONE, DECLARED, SIGNED_IN, declare
from nhipcau.exchange.urls import interface
from nhipcau.library.views.media.handing import rendition
from nhipcau.organisations.views.accounts import closed

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

# Nobody signs up, keeps several addresses or confirms one: those pages keep their names, which the library
# looks up, and answer that there is nothing there.
accounts = [
    each if each.name in DECLARED else URLPattern(each.pattern, closed, name=each.name) for each in account_patterns
]

urlpatterns = [
    path("", include("nhipcau.exchange.urls")),
    path("", include(interface)),
    path("", include("nhipcau.core.urls")),
    path("", include("nhipcau.organisations.urls")),
    path("ngon-ngu/", include("django.conf.urls.i18n")),
    path("tai-khoan/", include(accounts)),
    path("tai-khoan/xac-thuc/", include("allauth.mfa.urls")),
    path("tai-khoan/phien/", include("allauth.usersessions.urls")),
    path("thiet-ke/", include("nhipcau.design.urls")),
    path("quan-tri/noi-dung/", include("nhipcau.backoffice.urls")),
    path("", include("nhipcau.notices.urls")),
    path("van-ban/", include("nhipcau.documents.urls")),
    path("", include("nhipcau.plans.urls")),
    path("", include("nhipcau.reports.urls")),
    path("thu-vien/", include("nhipcau.library.urls")),
    # Renditions of pictures; a web server or object store in front may hand them out before us.
    path("media/<path:name>", rendition, name="media"),
    path("", include("nhipcau.portal.urls")),
]
