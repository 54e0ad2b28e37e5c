"""Who may enter Wagtail's screens."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from nhipcau.core.public import Role, permission

# Agencies contribute and translators translate on plain pages of the library. For an administrator there is nothing
# here to administer: accounts, authorities and settings are ours.
ENTER = permission("backoffice.enter", _("vào trang biên tập"), roles=(Role.EDITOR, Role.APPROVER))
