from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class AuditFilter(forms.Form):
    """What the page of the audit trail can be narrowed to."""

    q = forms.CharField(label=_("Từ trong việc đã làm hoặc tên người"), required=False, widget=forms.SearchInput())
