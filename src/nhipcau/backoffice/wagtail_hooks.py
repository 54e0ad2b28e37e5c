"""Where Wagtail asks us what to show."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.site_summary import PagesSummaryItem
from wagtail.models import Page

from nhipcau.core.public import Request

from .queries import is_shelf, pages_of

# Of Wagtail's help, what is on our own host.
HELP = {"keyboard-shortcuts-trigger"}
# What Wagtail would lead to and we have pages of our own for.
ELSEWHERE = {"images", "documents"}


@hooks.register("construct_explorer_page_queryset")
def explorer_pages(parent_page: Any, pages: QuerySet[Any], request: Request) -> QuerySet[Any]:
    return pages.filter(pages_of(request.actor))


@hooks.register("construct_page_chooser_queryset")
def chooser_pages(pages: QuerySet[Any], request: Request) -> QuerySet[Any]:
    return pages.filter(pages_of(request.actor))


@hooks.register("before_edit_page")
def shelves_are_only_looked_into(request: Request, page: Any) -> HttpResponse | None:
    return redirect("wagtailadmin_explore", page.pk) if is_shelf(page) else None


class OurPages(PagesSummaryItem):  # type: ignore[misc]  # Wagtail has no types
    """Wagtail counts every page below the first one that all shelves share."""

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        context = super().get_context_data(parent_context)
        ours = Page.objects.filter(pages_of(self.request.actor), shelf=None)
        return {**context, "total_pages": ours.count()}


@hooks.register("construct_homepage_summary_items", order=100)
def summary(request: Request, items: list[Any]) -> None:
    items[:] = [OurPages(request)]


@hooks.register("construct_help_menu")
def help_menu(request: Request, items: list[Any]) -> None:
    items[:] = [item for item in items if item.name in HELP]


@hooks.register("construct_main_menu")
@hooks.register("construct_search")
def without_what_is_elsewhere(request: Request, items: list[Any]) -> None:
    items[:] = [item for item in items if item.name not in ELSEWHERE]


@hooks.register("register_admin_menu_item")
def way_back() -> MenuItem:
    # Wagtail marks the entry whose address the current one begins with, as every address does with "/".
    return MenuItem(_("Về trang làm việc"), f"{reverse('core:home')}?", name="house", icon_name="home", order=1)


@hooks.register("register_admin_menu_item")
def pictures() -> MenuItem:
    return MenuItem(_("Kho ảnh"), reverse("library:pictures"), name="our-pictures", icon_name="image", order=300)


@hooks.register("register_admin_menu_item")
def files() -> MenuItem:
    return MenuItem(_("Kho tệp"), reverse("library:attachments"), name="our-files", icon_name="doc-full", order=400)


@hooks.register("insert_global_admin_css")
def style() -> str:
    sheets = (static("design/fonts.css"), static("backoffice/office.css"))
    return format_html('<link rel="stylesheet" href="{}"><link rel="stylesheet" href="{}">', *sheets)


@hooks.register("insert_global_admin_js")
def script() -> str:
    return format_html('<script src="{}"></script>', static("backoffice/office.js"))
