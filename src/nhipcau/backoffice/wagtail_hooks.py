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


def explorer_pages(parent_page: Any, pages: QuerySet[Any], request: Request) -> QuerySet[Any]:
    return pages.filter(pages_of(request.actor))


def chooser_pages(pages: QuerySet[Any], request: Request) -> QuerySet[Any]:
    return pages.filter(pages_of(request.actor))


def shelves_are_only_looked_into(request: Request, page: Any) -> HttpResponse | None:
    return redirect("wagtailadmin_explore", page.pk) if is_shelf(page) else None


class OurPages(PagesSummaryItem):  # type: ignore[misc]  # Wagtail has no types
    """Wagtail counts every page below the first one that all shelves share."""

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        context = super().get_context_data(parent_context)
        ours = Page.objects.filter(pages_of(self.request.actor), shelf=None)
        return {**context, "total_pages": ours.count()}


def summary(request: Request, items: list[Any]) -> None:
    items[:] = [OurPages(request)]


def help_menu(request: Request, items: list[Any]) -> None:
    items[:] = [item for item in items if item.name in HELP]


def without_what_is_elsewhere(request: Request, items: list[Any]) -> None:
    items[:] = [item for item in items if item.name not in ELSEWHERE]


def way_back() -> MenuItem:
    # Wagtail marks the entry whose address the current one begins with, as every address does with "/".
    return MenuItem(_("Về trang làm việc"), f"{reverse('core:home')}?", name="house", icon_name="home", order=1)


def pictures() -> MenuItem:
    return MenuItem(_("Kho ảnh"), reverse("library:pictures"), name="our-pictures", icon_name="image", order=300)


def files() -> MenuItem:
    return MenuItem(_("Kho tệp"), reverse("library:attachments"), name="our-files", icon_name="doc-full", order=400)


def style() -> str:
    sheets = (static("design/fonts.css"), static("backoffice/office.css"))
    return format_html('<link rel="stylesheet" href="{}"><link rel="stylesheet" href="{}">', *sheets)


def script() -> str:
    return format_html('<script src="{}"></script>', static("backoffice/office.js"))


for _hook, _answer in (
    ("construct_explorer_page_queryset", explorer_pages),
    ("construct_page_chooser_queryset", chooser_pages),
    ("before_edit_page", shelves_are_only_looked_into),
    ("construct_homepage_summary_items", summary),
    ("construct_help_menu", help_menu),
    ("construct_main_menu", without_what_is_elsewhere),
    ("construct_search", without_what_is_elsewhere),
    ("register_admin_menu_item", way_back),
    ("register_admin_menu_item", pictures),
    ("register_admin_menu_item", files),
    ("insert_global_admin_css", style),
    ("insert_global_admin_js", script),
):
    hooks.register(_hook, _answer, order=100)  # after Wagtail's own
