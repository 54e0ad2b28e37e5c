"""Wagtail's controls in our words and without inline script, so that the content security policy need not allow any.

Where Wagtail writes `<script>start("id", {…})</script>`, the same is written as data; static/backoffice/office.js
reads it. The templates of dates and repeated panels are in templates/wagtailadmin/.
"""

from __future__ import annotations

from typing import Any

from django.utils.html import json_script
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import (
    AnchorLinkChooserForm,
    EmailLinkChooserForm,
    ExternalLinkChooserForm,
    PhoneLinkChooserForm,
)
from wagtail.admin.views.pages.search import SearchView
from wagtail.admin.widgets.chooser import BaseChooser
from wagtail.models import Page


def start(name: str, *arguments: Any) -> SafeString:
    """Data that makes office.js call the function, or make the object, of that name."""
    return mark_safe(json_script([name, *arguments]).replace("<script", "<script data-start", 1))  # noqa: S308  json_script escapes


def render_chooser(
    chooser: Any, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
) -> str:
    """In place of BaseChooser.render."""
    given = attrs or {}
    data = chooser.get_value_data(value)
    options = chooser.get_js_init_options(given["id"], name, data)
    drawn: SafeString = chooser.render_html(name, data, given)
    return drawn + start(chooser.js_constructor, given["id"], options)


def without_inline_script() -> None:
    """Wagtail's own choosers, and those made from them."""
    BaseChooser.render = render_chooser


def name_the_nameless() -> None:
    """Fields that Wagtail gives no label: Django would make one of the English name."""
    for form in (ExternalLinkChooserForm, AnchorLinkChooserForm, EmailLinkChooserForm, PhoneLinkChooserForm):
        form.base_fields["link_text"].label = _("Chữ hiện trên liên kết")
    AnchorLinkChooserForm.base_fields["url"].label = _("Tên vị trí trong trang")
    EmailLinkChooserForm.base_fields["email_address"].label = _("Địa chỉ thư điện tử")
    EmailLinkChooserForm.base_fields["subject"].label = _("Tiêu đề thư")
    EmailLinkChooserForm.base_fields["body"].label = _("Nội dung thư")
    PhoneLinkChooserForm.base_fields["phone_number"].label = _("Số điện thoại")
    # Its head counts “3 None” otherwise.
    SearchView.verbose_name, SearchView.verbose_name_plural = Page._meta.verbose_name, Page._meta.verbose_name_plural
