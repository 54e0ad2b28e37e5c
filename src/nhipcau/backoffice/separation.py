"""What Wagtail would show of other provinces or offer beyond our own actions, and how it is kept back.

Wagtail has no setting for any of this, so its objects are changed in place when the application starts.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.urls import reverse
from wagtail.admin import wagtail_hooks
from wagtail.admin.admin_url_finder import register_admin_url_finder
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import ChecksSidePanel
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.admin.views.pages import edit, listing
from wagtail.admin.views.reports import aging_pages
from wagtail.documents import get_document_model
from wagtail.documents import wagtail_hooks as _document_hooks  # noqa: F401  # registers its own finder first
from wagtail.documents.permissions import permission_policy as document_policy
from wagtail.images import get_image_model
from wagtail.images import wagtail_hooks as _image_hooks  # noqa: F401  registers its own finder first
from wagtail.images.permissions import permission_policy as image_policy
from wagtail.images.views import chooser
from wagtail.models import PageLogEntry
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy

from nhipcau.core.public import Request

from .forms import OwnThingsForm
from .queries import is_shelf


class OfProvince(CollectionOwnershipPermissionPolicy):  # type: ignore[misc]  # Wagtail has no types
    """Pictures and files: those of the user's own province, whatever their collection."""

    def user_has_any_permission_for_instance(self, user: Any, actions: Any, instance: Any) -> bool:
        mine = instance.province_id == user.province_id
        return bool(mine and super().user_has_any_permission_for_instance(user, actions, instance))

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().instances_user_has_any_permission_for(user, actions)
        return rows.filter(province_id=user.province_id)


def _colleagues(request: Request) -> QuerySet[Any]:
    """Who has worked on a page, of the visitor's province."""
    worked = PageLogEntry.objects.order_by().values("user")
    return get_user_model().objects.filter(province_id=request.user.province_id, pk__in=worked)


def _no_tags(model: Any, count: int = 10) -> list[Any]:
    """Wagtail counts the tags of all provinces together; the search box finds pictures by their tags as well."""
    return []


class OnOurPages:
    """Where a chosen picture or file is described and changed: the library's own page."""

    def __init__(self, user: Any = None) -> None:
        self.user = user

    def get_edit_url(self, instance: Any) -> str:
        return reverse(f"library:{instance._meta.model_name}", args=[instance.pk])


def _never(button: Any, user: Any) -> bool:
    return False


def _words_only(button: Any, user: Any) -> bool:
    return not is_shelf(button.page) and bool(button.page.permissions_for_user(user).can_edit())


def keep_to_the_words() -> None:
    """On Wagtail's screens a page's words are written; it begins, is published and goes by the library's actions."""
    for button in (
        wagtail_hooks.PageListingAddChildPageButton,
        wagtail_hooks.PageListingMoveButton,
        wagtail_hooks.PageListingCopyButton,
        wagtail_hooks.PageListingDeleteButton,
        wagtail_hooks.PageListingUnpublishButton,
        wagtail_hooks.PageListingSortMenuOrderButton,
    ):
        button.is_shown = _never
    wagtail_hooks.PageListingEditButton.is_shown = _words_only
    bulk_action_registry.get_bulk_actions_for_model("wagtailcore", "page")
    bulk_action_registry.actions.clear()
    # It reads the preview through Wagtail's bar for editors, which our public pages do not carry.
    panels = edit.EditView.get_side_panels
    edit.EditView.get_side_panels = lambda view: MediaContainer(
        [panel for panel in panels(view) if not isinstance(panel, ChecksSidePanel)]
    )


def keep_provinces_apart() -> None:
    """Each province sees its own pages, pictures, files and people."""
    image_policy.__class__ = document_policy.__class__ = OfProvince
    apps.get_model("library.ContentPage").base_form_class = OwnThingsForm
    for shown in (listing.PageFilterSet, listing.GenericPageFilterSet):
        for pointless in ("site", "has_child_pages", "content_type"):  # one installation, shelves, one type of page
            shown.base_filters.pop(pointless, None)
        for people in ("owner", "edited_by"):
            shown.base_filters[people].queryset = _colleagues
    aging_pages.AgingPagesReportFilterSet.base_filters.pop("content_type")
    chooser.popular_tags_for_model = _no_tags
    for model in (get_image_model(), get_document_model()):
        register_admin_url_finder(model, OnOurPages)
