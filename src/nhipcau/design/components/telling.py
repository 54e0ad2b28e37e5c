"""Notices, toasts, empty places: how the product answers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.template import Context
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString

from .library import register
from .marks import icon as draw

NOTICE_ICONS = {"quiet": "info", "river": "done", "attention": "warning", "late": "late"}


def _box(body: Any, kind: str, title: Any, icon: str, role: str) -> SafeString:
    head = format_html('<p class="notice-title">{}</p>', title) if title else ""
    return format_html(
        '<div class="notice notice-{}"{}>{}<div class="notice-body">{}{}</div></div>',
        kind,
        format_html(' role="{}"', role) if role else "",
        draw(icon or NOTICE_ICONS[kind]),
        head,
        body,
    )


@register.simple_tag
def notice(text: Any, kind: str = "quiet", title: Any = "", icon: str = "", role: str = "") -> SafeString:
    """`{% notice "Tệp này đã được tải lên." kind="attention" title="Đã có" %}`; kind: quiet, river, attention, late."""
    return _box(format_html("<p>{}</p>", text), kind, title, icon, role)


@register.simple_block_tag
def notice_box(content: str, kind: str = "quiet", title: Any = "", icon: str = "", role: str = "") -> SafeString:
    """`{% notice_box kind="river" title="…" %}…{% endnotice_box %}`: a notice that holds more than a sentence."""
    return _box(content, kind, title, icon, role)


@register.inclusion_tag("design/components/empty.html")
def empty_state(
    title: Any, text: Any = "", icon: str = "inbox", action_label: Any = "", action_url: str = "",
    action_icon: str = "",
) -> dict[str, Any]:  # fmt: skip
    """`{% empty_state "Chưa có kế hoạch nào" "Tải lên …" icon="plan" action_label="…" action_url=url %}`."""
    return {
        "title": title, "text": text, "icon": icon,
        "action_label": action_label, "action_url": action_url, "action_icon": action_icon,
    }  # fmt: skip


TOAST_TONES = {messages.WARNING: ("attention", "warning"), messages.ERROR: ("attention", "warning")}


@register.inclusion_tag("design/components/toasts.html", takes_context=True)
def toasts(context: Context) -> dict[str, Any]:
    """The messages of this request, some with a way to undo (`design.public.tell`)."""
    told = []
    for message in context.get("messages") or ():
        tone, shape = TOAST_TONES.get(message.level, ("river", "done"))
        undo = message.extra_tags.removeprefix("undo:") if (message.extra_tags or "").startswith("undo:") else ""
        if undo and not url_has_allowed_host_and_scheme(undo, allowed_hosts=None):
            undo = ""
        told.append({"text": message.message, "tone": tone, "icon": shape, "undo": undo})
    return {"told": told, "csrf_token": context.get("csrf_token")}
