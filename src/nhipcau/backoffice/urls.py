"""Wagtail's addresses: behind our door where we use them, closed where we do not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from allauth.account.views import logout
from django.urls import URLPattern, URLResolver
from wagtail.admin.urls import urlpatterns as wagtail_patterns

from nhipcau.core.public import signed_in

from . import views

# What is open, by namespace or name. All else that Wagtail has, now or after an upgrade, is closed.
OPEN = {
    "wagtailadmin_home",
    "wagtailadmin_explore_root",
    "wagtailadmin_explore",
    "wagtailadmin_explore_results",
    "wagtailadmin_api:pages:listing",
    "wagtailadmin_api:pages:detail",
    "wagtailadmin_api:pages:find",
    "wagtailadmin_pages:edit",
    "wagtailadmin_pages:preview_on_edit",
    "wagtailadmin_pages:view_draft",
    "wagtailadmin_pages:search",
    "wagtailadmin_pages:search_results",
    "wagtailadmin_pages:usage",
    "wagtailadmin_pages:revisions_index",
    "wagtailadmin_pages:revisions_view",
    "wagtailadmin_pages:revisions_revert",
    "wagtailadmin_pages:revisions_compare",
    "wagtailadmin_pages:history",
    "wagtailadmin_pages:history_results",
    "wagtailadmin_choose_page",
    "wagtailadmin_choose_page_child",
    "wagtailadmin_choose_page_search",
    "wagtailadmin_choose_page_chosen_multiple",
    "wagtailadmin_choose_page_external_link",
    "wagtailadmin_choose_page_email_link",
    "wagtailadmin_choose_page_phone_link",
    "wagtailadmin_choose_page_anchor_link",
    "wagtailadmin_reports:aging_pages",
    "wagtailadmin_reports:aging_pages_results",
    "wagtailadmin_account",
    "wagtailadmin_logout",
    "wagtailadmin_login",
    "wagtailadmin_dismissibles",
    "wagtailadmin_editing_sessions",
    "wagtailadmin_block_preview",
    "wagtailadmin_sprite",
    "wagtailadmin_javascript_catalog",
    "wagtailrecordings:choose",
    "wagtailrecordings:choose_results",
    "wagtailrecordings:chosen",
    "wagtailrecordings:chosen_multiple",
    "wagtailimages_chooser:choose",
    "wagtailimages_chooser:choose_results",
    "wagtailimages_chooser:chosen",
    "wagtailimages_chooser:chosen_multiple",
    "wagtailimages_chooser:create",
    "wagtaildocs_chooser:choose",
    "wagtaildocs_chooser:choose_results",
    "wagtaildocs_chooser:chosen",
    "wagtaildocs_chooser:chosen_multiple",
    "wagtaildocs_chooser:create",
}
INSTEAD = {
    "wagtailadmin_login": views.sign_in,
    "wagtailadmin_logout": signed_in(logout),
    "wagtailadmin_pages:edit": views.door(views.Edit.as_view(), "wagtailadmin_pages:edit"),
    "wagtailadmin_account": views.door(views.Appearance.as_view(), "wagtailadmin_account"),
}


def _is_open(name: str) -> bool:
    return name in OPEN or name.rpartition(":")[0] in OPEN


def _behind_the_door(patterns: list[Any], space: str = "") -> Iterator[URLPattern | URLResolver]:
    """The same patterns with other views; one without a name is left out, so that nothing can be caught unseen."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            pattern.url_patterns[:] = _behind_the_door(pattern.url_patterns, inner)
            yield pattern
        elif pattern.name:
            name = space + pattern.name
            view = INSTEAD.get(name) or (views.door(pattern.callback, name) if _is_open(name) else views.closed)
            yield URLPattern(pattern.pattern, view, pattern.default_args, pattern.name)


urlpatterns = list(_behind_the_door(wagtail_patterns))
