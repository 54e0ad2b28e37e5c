"""Icons, states, badges, counts."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ..choices import STATES, State, Tone
from .library import attributes, register

SPRITE = Path(__file__).resolve().parents[1] / "static" / "design" / "icons.svg"


@cache
def icon_names() -> frozenset[str]:
    """The names of every icon in the sprite."""
    return frozenset(re.findall(r'<symbol id="([a-z-]+)"', SPRITE.read_text(encoding="utf-8")))


@register.simple_tag
def icon(name: str, label: str = "", size: str = "", extra: str = "") -> SafeString:
    """`{% icon "upload" %}`: decoration beside words. With `label` it speaks for itself. `size`: small, large."""
    if name not in icon_names():
        if settings.DEBUG:
            raise LookupError(f"no icon {name!r} in design/icons.svg")
        name = "circle"
    classes = " ".join(part for part in ("icon", f"icon-{size}" if size else "", extra) if part)
    return _drawn(_sprite(settings.STATIC_URL), name, classes, str(label))


@lru_cache(maxsize=4)
def _sprite(_static_url: str) -> str:
    """The address of the sprite: the same for every icon of every page that this process makes."""
    return static("design/icons.svg")


@lru_cache(maxsize=500)
def _drawn(sprite: str, name: str, classes: str, label: str) -> SafeString:
    """The same few icons stand in every row of a list: each is put together once."""
    spoken = {"role": "img", "aria-label": label} if label else {"aria-hidden": "true"}
    return format_html(
        '<svg class="{}"{}><use href="{}#{}"></use></svg>',
        classes,
        attributes({"focusable": "false", **spoken}),
        sprite,
        name,
    )


@register.simple_tag
def state(key: str, label: Any = "") -> SafeString:
    """`{% state "overdue" %}`: colour, word and shape. `label` says it in other words, e.g. `Quá hạn 3 ngày`."""
    found = STATES.get(str(key))
    if found is None:
        if settings.DEBUG:
            raise LookupError(f"no state {key!r} in nhipcau.design.choices.STATES")
        found = State(key, Tone.QUIET, "circle")
    return badge(label or found.label, tone=found.tone, icon_name=found.icon)


@register.simple_tag
def badge(label: Any, tone: str = "quiet", icon_name: str = "") -> SafeString:
    """`{% badge "Bản 2" tone="river" icon_name="history" %}`: a small mark that is not a state of the list."""
    return _badge(label if isinstance(label, SafeString) else str(label), Tone(tone).value, icon_name)


@lru_cache(maxsize=500, typed=True)
def _badge(label: str, tone: str, icon_name: str) -> SafeString:
    """The same few states stand in every row of a list: each is put together once.

    Kept by type too: what is safe and what must be escaped may read the same.
    """
    shape = icon(icon_name, size="small") if icon_name else ""
    return format_html('<span class="state state-{}">{}{}</span>', tone, shape, label)


@register.inclusion_tag("design/components/tile.html")
def count_tile(
    number: Any, label: Any, url: str = "", tone: str = "", icon: str = "", note: Any = ""
) -> dict[str, Any]:
    """`{% count_tile 12 "nhiệm vụ quá hạn" url tone="late" icon="late" %}`: a number that opens its records."""
    return {"number": number, "label": label, "url": url, "tone": tone, "icon": icon, "note": note}
