"""The page around its content."""

from __future__ import annotations

from typing import Any

from django.template import Context
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from .library import register

PLACES_IN_A_ROW = 6


@register.simple_block_tag
def page_header(content: str, title: Any, lead: Any = "", kicker: Any = "", level: int = 1) -> SafeString:
    """`{% page_header title lead="…" kicker="…" %}main action{% endpage_header %}`.

    `title` says where I am, `lead` what is asked of me, the block holds the main action (may be empty).
    A page has one heading of level 1; a head within a page takes another.
    """
    above = format_html('<p class="page-header-kicker">{}</p>', kicker) if kicker else ""
    first = format_html('<p class="lead">{}</p>', lead) if lead else ""
    acts = format_html('<div class="page-header-actions">{}</div>', content) if content.strip() else ""
    return format_html(
        '<div class="page-header"><div class="page-header-text">{}<h{} class="page-title">{}</h{}>{}</div>{}</div>',
        above,
        level,
        title,
        level,
        first,
        acts,
    )


@register.simple_tag
def breadcrumbs(*steps: Any) -> SafeString:
    """`{% breadcrumbs "Kế hoạch" plans_url plan.title plan_url "Rà soát" %}`: label and address by turns.

    The last may be a label alone: the page itself.
    """
    parts = [
        (format_html('<a href="{}">{}</a>', steps[at + 1], label),)
        if at + 1 < len(steps)
        else (format_html('<span aria-current="page">{}</span>', label),)
        for at, label in enumerate(steps)
        if at % 2 == 0
    ]
    rows = format_html_join("", "<li>{}</li>", parts)
    return format_html('<nav class="breadcrumbs" aria-label="{}"><ol>{}</ol></nav>', _("Đường dẫn"), rows)


@register.simple_block_tag
def section(content: str, title: Any, id: str = "", note: Any = "") -> SafeString:
    """`{% section "Căn cứ" id="can-cu" %}…{% endsection %}`: a part of a page under its own heading."""
    where = format_html(' id="{}"', id) if id else ""
    aside = format_html('<p class="soft small">{}</p>', note) if note else ""
    return format_html(
        '<section class="section"{}><div class="section-head"><h2>{}</h2>{}</div>{}</section>',
        where,
        title,
        aside,
        content,
    )


@register.inclusion_tag("design/components/navigation.html", takes_context=True)
def navigation(context: Context) -> dict[str, Any]:
    """The main menu: the places the visitor may open, the one they are in marked."""
    return {"places": _places(context)}


@register.inclusion_tag("design/components/subnavigation.html", takes_context=True)
def subnavigation(context: Context) -> dict[str, Any]:
    """The places that belong together with the one that the visitor is in; nothing where it stands alone."""
    held = next((place for place in _places(context) if place["current"] and place["within"]), None)
    return {"held": held}


@register.simple_tag(takes_context=True)
def menu_in_two_rows(context: Context) -> bool:
    """Whether the menu holds more places than stand beside the name of the product."""
    return len(_places(context)) > PLACES_IN_A_ROW


def _places(context: Context) -> list[dict[str, Any]]:
    """The main menu with, in each place, itself and what belongs to it; a place whose own is closed stands alone."""
    path = getattr(context.get("request"), "path", "")
    doors = context.get("doors") or ()
    every = [
        {
            "label": door.label,
            "icon": door.icon,
            "url": reverse(door.url_name),
            "name": door.url_name,
            "of": door.within,
            "roots": [reverse(name) for name in (door.url_name, *door.also)],
        }
        for door in doors
    ]
    roots = {root: place["url"] for place in every for root in place["roots"] if path.startswith(root)}
    here = roots[max(roots, key=len)] if roots else None
    names = {place["name"] for place in every}
    for place in every:
        inner = [each for each in every if each["of"] == place["name"]]
        place["here"] = place["url"] == here
        place["within"] = [place, *inner] if inner else []
        place["current"] = here in {place["url"], *(each["url"] for each in inner)}
    return [place for place in every if place["of"] not in names]


@register.simple_tag
def province_name(province: Any) -> str:
    """The province with its kind, in the reader's language: `Tỉnh Hà Tĩnh`, `Hà Tĩnh Province`."""
    if province is None:
        return ""
    english = province.name_en if get_language() == "en" else ""
    return capfirst(english or province.name)


THEMES = ("light", "dark")


@register.simple_tag(takes_context=True)
def theme(context: Context) -> str:
    """`light` or `dark` when the reader chose one (cookie `theme`), else empty: as the device says."""
    request = context.get("request")
    chosen = request.COOKIES.get("theme", "") if request else ""
    return chosen if chosen in THEMES else ""
