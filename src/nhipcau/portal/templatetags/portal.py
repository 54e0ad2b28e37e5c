"""`{% load portal %}`: what pages of the portal need beside Django's own tags."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.template.defaultfilters import filesizeformat
from django.utils import formats, timezone
from django.utils.dates import MONTHS
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from nhipcau.library.public import ShownPicture

register = template.Library()
# How a day is written where the month has no name of its own in the language's habit of writing dates.
DAYS = {
    "vi": "{0.day:02d}/{0.month:02d}/{0.year}", "lo": "{0.day:02d}/{0.month:02d}/{0.year}",
    "zh-hans": "{0.year}年{0.month}月{0.day}日", "zh-hant": "{0.year}年{0.month}月{0.day}日",
    "ja": "{0.year}年{0.month}月{0.day}日", "ko": "{0.year}년 {0.month}월 {0.day}일",
}  # fmt: skip
MONTH = {
    "vi": "Tháng {0.month} năm {0.year}", "lo": "{0.month:02d}/{0.year}", "zh-hans": "{0.year}年{0.month}月",
    "zh-hant": "{0.year}年{0.month}月", "ja": "{0.year}年{0.month}月", "ko": "{0.year}년 {0.month}월",
}  # fmt: skip
LOCALES = {
    "vi": "vi_VN", "en": "en_GB", "zh-hans": "zh_CN", "zh-hant": "zh_TW", "lo": "lo_LA", "fr": "fr_FR", "ko": "ko_KR",
    "ja": "ja_JP", "km": "km_KH", "th": "th_TH", "ru": "ru_RU", "de": "de_DE", "es": "es_ES",
}  # fmt: skip
UNITS = {"tỷ đồng": gettext_lazy("tỷ đồng"), "sao": gettext_lazy("sao")}
PICTURE_SIZES = {
    "card": "(min-width: 64rem) 24rem, (min-width: 40rem) 46vw, 92vw",
    "large": "(min-width: 64rem) 48rem, 92vw",
    "text": "(min-width: 52rem) 46rem, 92vw",
    "whole": "100vw",
}


@register.filter
def unit(of: str) -> str:
    """The unit of a fact in words of the page."""
    return str(UNITS.get(of, of))


@register.filter
def day(value: date | datetime | None) -> str:
    """A day as the language of the page writes it."""
    if value is None:
        return ""
    at = timezone.localtime(value).date() if isinstance(value, datetime) else value
    code = get_language() or "vi"
    if code in DAYS:
        return DAYS[code].format(at)
    return f"{at.day} {MONTHS[at.month]} {at.year}"


@register.filter
def open_graph_locale(code: str) -> str:
    """A language as Open Graph names it, with the country that it stands for; empty where it has no such name."""
    return LOCALES.get(code, "")


@register.filter
def month_name(value: date) -> str:
    """A month with its year."""
    code = get_language() or "vi"
    return MONTH[code].format(value) if code in MONTH else f"{MONTHS[value.month]} {value.year}".capitalize()


@register.filter
def moment(value: datetime | None) -> str:
    """A time of day with its day."""
    return f"{timezone.localtime(value):%H:%M} · {day(value)}" if value else ""


@register.filter
def iso(value: date | datetime | None) -> str:
    """For `<time datetime>`."""
    return value.isoformat() if value else ""


@register.filter
def grouped(value: float | Decimal | None) -> str:
    """A number as the language writes it; a whole one without the zeros of its column."""
    if value is not None and value == int(value):
        value = int(value)
    return str(formats.number_format(value, use_l10n=True, force_grouping=True)) if value is not None else ""


@register.filter
def bytes_in_words(value: int) -> str:
    """A size of a file."""
    return str(filesizeformat(value))


@register.filter
def span(starts: date | None, ends: date | None) -> str:
    """One day, or from a day to another."""
    if not starts or not ends or starts == ends:
        return day(starts or ends)
    return f"{day(starts)} – {day(ends)}"


@register.simple_tag
def picture(shown: ShownPicture | None, sizes: str = "card", first: bool = False, alt: bool = True) -> SafeString:
    """`{% picture card.picture sizes="large" %}`: every size and format, with width and height, so that nothing moves.

    `first`: it is seen at once; the others wait until they are near. `alt=False`: words beside it say the same.
    """
    if shown is None:
        return format_html('<span class="no-picture" aria-hidden="true">{}</span>', "")
    told = PICTURE_SIZES.get(sizes, sizes)
    images = shown.images
    sources = format_html_join(
        "",
        '<source type="{}" srcset="{}" sizes="{}">',
        ((each.media_type, each.srcset, told) for each in images.sources),
    )
    foreign = shown.text_language if alt and shown.alt else ""
    return format_html(
        '<picture>{}<img src="{}" srcset="{}" sizes="{}" width="{}" height="{}" alt="{}"{}'
        ' class="fx-{} fy-{}"{}></picture>',
        sources, images.src, images.srcset, told, images.width, images.height, shown.alt if alt else "",
        format_html(' lang="{}"', foreign) if foreign else "", round(shown.focal[0] * 10), round(shown.focal[1] * 10),
        SafeString(' fetchpriority="high"') if first else SafeString(' loading="lazy" decoding="async"'),
    )  # fmt: skip


@register.inclusion_tag("portal/parts/card.html")
def card(card: Any, kind: bool = False, level: int = 3) -> dict[str, Any]:
    """`{% card each %}`: a publication in a list; `kind` names what it is."""
    return {"card": card, "named": kind, "level": level}


@register.inclusion_tag("portal/parts/credit.html")
def credit(shown: ShownPicture, caption: bool = True) -> dict[str, Any]:
    """`{% credit picture %}`: caption, author and licence below a picture."""
    return {"picture": shown, "caption": caption}


@register.simple_tag
def first_of_page(number: int) -> str:
    """The address of a page of a list: the first has none."""
    return f"?trang={number}" if number > 1 else "?"


@register.filter
def weekday_letters(_nothing: Any = None) -> list[str]:
    """The days of the week as a calendar heads them, from Monday on."""
    return [_("T2"), _("T3"), _("T4"), _("T5"), _("T6"), _("T7"), _("CN")]


@register.filter
def unlocalized(value: float) -> str:
    """A number for drawings: with a point, whatever the language."""
    return f"{value:g}"
