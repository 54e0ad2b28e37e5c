"""Buttons, tabs, pagination, dialogs."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from .library import attributes, register
from .marks import icon as draw

PAGE = "trang"
SORT = "xep"


def _classes(kind: str, small: bool, extra: str) -> str:
    return " ".join(
        part for part in ("button", f"button-{kind}" if kind else "", "button-small" if small else "", extra) if part
    )


@register.simple_tag
def button(
    label: Any,
    kind: str = "",
    icon: str = "",
    small: bool = False,
    type: str = "submit",
    extra: str = "",
    **attrs: Any,
) -> SafeString:
    """`{% button "Xác nhận 12 nhiệm vụ" kind="primary" icon="check" name="act" value="confirm" hx_post=url %}`."""
    shape = draw(icon) if icon else ""
    return format_html(
        '<button type="{}" class="{}"{}>{}{}</button>',
        type,
        _classes(kind, small, extra),
        attributes(attrs),
        shape,
        label,
    )


@register.simple_tag
def link_button(
    label: Any, url: str, kind: str = "", icon: str = "", small: bool = False, extra: str = "", **attrs: Any
) -> SafeString:
    """`{% link_button "Tải văn bản lên" url kind="primary" icon="upload" %}`: a link that stands as an action."""
    shape = draw(icon) if icon else ""
    return format_html(
        '<a href="{}" class="{}"{}>{}{}</a>', url, _classes(kind, small, extra), attributes(attrs), shape, label
    )


@register.simple_tag
def icon_button(
    icon: str, label: Any, kind: str = "quiet", small: bool = True, type: str = "button", **attrs: Any
) -> SafeString:
    """`{% icon_button "split" "Tách nhiệm vụ" hx_post=url %}`: only an icon to see, `label` to hear and hover."""
    return format_html(
        '<button type="{}" class="{}" aria-label="{}" title="{}"{}>{}</button>',
        type,
        _classes(kind, small, "button-icon"),
        label,
        label,
        attributes(attrs),
        draw(icon),
    )


@register.simple_block_tag
def tabs(content: str, label: Any) -> SafeString:
    """`{% tabs label="Cách xem" %}{% tab … %}{% endtabs %}`: links, each view has its own address."""
    return format_html('<nav class="tabs" aria-label="{}"><ul>{}</ul></nav>', label, content)


@register.simple_tag
def tab(label: Any, url: str, count: Any = None, current: bool = False, tone: str = "", **attrs: Any) -> SafeString:
    """`{% tab "Cần xem" url count=9 current=True tone="attention" %}` inside `{% tabs %}`."""
    number = (
        format_html(' <span class="tab-count{}">{}</span>', f" tab-count-{tone}" if tone else "", count)
        if count is not None
        else ""
    )
    own = attributes({"aria-current": "page" if current else None, **attrs})
    return format_html('<li><a class="tab" href="{}"{}>{}{}</a></li>', url, own, label, number)


@register.inclusion_tag("design/components/pagination.html", takes_context=True)
def pagination(context: Context, page: Page[Any], noun: Any = "", **attrs: Any) -> dict[str, Any]:
    """`{% pagination page noun="nhiệm vụ" %}`: keeps the query string; the page number is `trang`."""
    return {
        "request": context.get("request"),
        "page": page,
        "noun": noun,
        "numbers": list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)),
        "gap": page.paginator.ELLIPSIS,
        "attrs": attributes(attrs),
    }


@register.simple_block_tag
def dialog(content: str, id: str, title: Any, wide: bool = False) -> SafeString:
    """`{% dialog "split-form" "Tách nhiệm vụ" %}…{% enddialog %}`; a button with `data_opens="split-form"` opens it."""
    close = format_html(
        '<form method="dialog">{}</form>', icon_button("close", _("Đóng"), type="submit", value="close")
    )
    return format_html(
        '<dialog class="dialog{}" id="{}" aria-labelledby="{}-title">'
        '<div class="dialog-head"><h2 id="{}-title">{}</h2>{}</div><div class="dialog-body">{}</div></dialog>',
        " dialog-wide" if wide else "",
        id,
        id,
        id,
        title,
        close,
        content,
    )


@register.simple_tag
def keys(*pairs: Any) -> SafeString:
    """`{% keys "↑↓" "chọn" "Enter" "sửa" %}`: what the keyboard does on this page, one line."""
    rows = format_html_join("", "<li><kbd>{}</kbd> {}</li>", zip(pairs[::2], pairs[1::2], strict=True))
    return format_html('<ul class="keys">{}</ul>', rows)
