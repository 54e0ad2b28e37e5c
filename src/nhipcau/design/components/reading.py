"""Tables, facts, history, shares: things to read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ..choices import Tone
from .library import attributes, register
from .marks import icon as draw
from .pressing import PAGE, SORT
from .text import so, when


@register.simple_block_tag
def table(
    content: str,
    caption: Any,
    sticky: bool = True,
    keep: bool = False,
    show_caption: bool = False,
    extra: str = "",
    **attrs: Any,
) -> SafeString:
    """`{% table caption="Nhiệm vụ" %}<thead>…</thead><tbody>…</tbody>{% endtable %}`.

    `caption` is always read out, seen with `show_caption`. `sticky`: the head stays below the header while scrolling.
    On a phone rows become cards (give each `td` a `data-label`); `keep` leaves a table and scrolls it sideways.
    `extra`: classes of the page's own.
    """
    return format_html(
        '<div class="table-frame{}{}{}"{}><div class="table-scroll" data-scrolls="{}">'
        '<table class="table"><caption{}>{}</caption>{}</table></div></div>',
        " table-sticky" if sticky and not keep else "",
        " table-keep" if keep else "",
        f" {extra}" if extra else "",
        attributes(attrs),
        caption,
        "" if show_caption else SafeString(' class="visually-hidden"'),
        caption,
        content,
    )


@register.simple_tag(takes_context=True)
def th(context: Context, label: Any, sort: str = "", numeric: bool = False, extra: str = "") -> SafeString:
    """`{% th "Thời hạn" sort="deadline" %}`: a column head. Pressing it sorts by `?xep=deadline`, then `-deadline`."""
    classes = " ".join(part for part in ("number" if numeric else "", extra) if part)
    own = {"class": classes or None, "scope": "col"}
    if not sort:
        return format_html("<th{}>{}</th>", attributes(own), label)
    request = context.get("request")
    query = request.GET.copy() if request else None
    now = query.get(SORT, "") if query else ""
    following = f"-{sort}" if now == sort else sort
    if query is not None:
        query.pop(PAGE, None)
        query[SORT] = following
    own["aria-sort"] = {sort: "ascending", f"-{sort}": "descending"}.get(now)
    shape = draw({sort: "sort-up", f"-{sort}": "sort-down"}.get(now, "sort"), size="small")
    target = f"?{query.urlencode()}" if query is not None else f"?{SORT}={following}"
    return format_html('<th{}><a class="sort" href="{}">{}{}</a></th>', attributes(own), target, label, shape)


@register.simple_block_tag
def facts(content: str) -> SafeString:
    """`{% facts %}{% fact "Số, ký hiệu" plan.symbol %}{% endfacts %}`: names and what they are."""
    return format_html('<dl class="facts">{}</dl>', content)


@register.simple_tag
def fact(label: Any, value: Any = "", empty: Any = "") -> SafeString:
    """One row of `{% facts %}`. What the source does not give is said, never left blank."""
    shown = format_html('<span class="soft">{}</span>', empty or _("Không nêu")) if value in (None, "") else value
    return format_html("<dt>{}</dt><dd>{}</dd>", label, shown)


@register.simple_tag
def progress(value: float, total: float, label: Any, words: Any = "") -> SafeString:
    """`{% progress done all "Nhiệm vụ hoàn thành" %}`: a bar, and the two numbers in words."""
    figure = words or _("%(value)s trên %(total)s") % {"value": so(value), "total": so(total)}
    return format_html(
        '<label class="progress"><span class="progress-head"><span>{}</span><span class="number">{}</span></span>'
        '<progress value="{}" max="{}"></progress></label>',
        label,
        figure,
        value,
        total or 1,
    )


@register.simple_tag
def shares(label: Any, key: bool = True, **parts: Any) -> SafeString:
    """`{% shares "Sở Du lịch" done=12 doing=5 late=2 silent=1 %}`: one bar of several shares with its key in words.

    Parts: done, doing, late, attention, silent; drawn in that order. Needs no style attribute.
    """
    names = {
        "done": _("hoàn thành"),
        "doing": _("đang thực hiện"),
        "attention": _("cần chú ý"),
        "late": _("quá hạn"),
        "silent": _("chưa có phản hồi"),
    }
    counts = [(part, int(parts.get(part) or 0)) for part in names]
    total = sum(count for _part, count in counts) or 1
    words = ", ".join(f"{so(count)} {names[part]}" for part, count in counts if count) or _("chưa có nhiệm vụ")
    bars, at = [], 0.0
    for part, count in counts:
        width = 100 * count / total
        if count:
            bars.append((f"{at:.2f}", f"{width:.2f}", part))
        at += width
    drawn = format_html_join("", '<rect x="{}%" width="{}%" height="100%" class="share-{}"></rect>', bars)
    svg = format_html(
        '<svg class="shares" role="img" aria-label="{}: {}" preserveAspectRatio="none">'
        '<rect width="100%" height="100%" class="share-silent"></rect>{}</svg>',
        label,
        words,
        drawn,
    )
    if not key:
        return svg
    legend = format_html_join(
        "",
        '<li><svg aria-hidden="true"><rect width="100%" height="100%" class="share-{}"></rect></svg>{} {}</li>',
        ((part, so(count), names[part]) for part, count in counts if count),
    )
    return format_html('{}<ul class="shares-key" aria-hidden="true">{}</ul>', svg, legend)


@register.simple_block_tag
def timeline(content: str, label: Any = "") -> SafeString:
    """`{% timeline label="Lịch sử" %}{% event … %}{% endtimeline %}`: newest first."""
    return format_html('<ol class="timeline"{}>{}</ol>', attributes({"aria-label": label or None}), content)


@register.simple_tag(takes_context=True)
def event(
    context: Context, what: Any, at: datetime | None = None, who: Any = "", icon: str = "history",
    tone: str = "quiet", more: Any = "",
) -> SafeString:  # fmt: skip
    """`{% event "Xác nhận 12 nhiệm vụ" at=entry.at who=entry.actor icon="check" tone="river" more="…" %}`."""
    detail = format_html('<p class="timeline-more">{}</p>', more) if more else ""
    by = format_html("{} · ", who) if who else ""
    return format_html(
        '<li class="timeline-item"><span class="timeline-mark timeline-{}">{}</span>'
        '<p class="timeline-what">{}</p><p class="timeline-when">{}{}</p>{}</li>',
        Tone(tone).value,
        draw(icon),
        what,
        by,
        when(context, at),
        detail,
    )


@register.filter
def with_commas(names: Iterable[Any]) -> str:
    """`Sở A, Sở B`: a list as a sentence has it."""
    return ", ".join(str(name) for name in names)
