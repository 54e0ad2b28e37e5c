"""Charts drawn on the server: no script, patterns besides colours, so that they read in grey print too.

A chart says nothing that a table beside it does not say: `role="img"` with a sentence, and the page's own table.
Lengths across are percentages and heights are pixels, so letters keep their size on a phone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from ..choices import Pattern
from .library import register
from .text import so

HEIGHT, TOP, FOOT = 200, 22, 22  # pixels: the whole drawing, room for the notes above, for the labels below
ROOM_FOR_FIGURE = 14
# What is drawn into a tile of eight pixels; `full` and `empty` need none.
_DRAWN = {
    Pattern.FULL: '<rect width="8" height="8" class="chart-ink"/>',
    Pattern.STRIPES: '<path d="M-2 2l4 -4M0 8l8 -8M6 10l4 -4" class="chart-line"/>',
    Pattern.DOTS: '<circle cx="2" cy="2" r="1.4" class="chart-ink"/><circle cx="6" cy="6" r="1.4" class="chart-ink"/>',
    Pattern.CROSS: '<path d="M0 0l8 8M8 0l-8 8" class="chart-line"/>',
    Pattern.EMPTY: "",
}


@dataclass(frozen=True, slots=True)
class ChartPart:
    """A part of every column: what it is called and the pattern that it is drawn in."""

    label: Any
    pattern: Pattern


@dataclass(frozen=True, slots=True)
class ChartColumn:
    """A column: its label, an amount for each part from below, and what is written above it."""

    label: str
    amounts: Sequence[int]
    note: str = ""


@register.simple_tag
def chart_patterns() -> SafeString:
    """`{% chart_patterns %}`: the patterns of all charts of a page; once, before the first of them."""
    tiles = format_html_join(
        "",
        '<pattern id="chart-{}" class="chart-{}" width="8" height="8" patternUnits="userSpaceOnUse">'
        '<rect width="8" height="8" class="chart-ground"/>{}</pattern>',
        ((pattern.value, pattern.value, SafeString(drawn)) for pattern, drawn in _DRAWN.items()),
    )
    return format_html('<svg class="chart-defs" aria-hidden="true" focusable="false"><defs>{}</defs></svg>', tiles)


@register.simple_tag
def chart_key(parts: Sequence[ChartPart]) -> SafeString:
    """`{% chart_key parts %}`: what each pattern means."""
    items = format_html_join(
        "",
        '<li><svg aria-hidden="true" focusable="false">{}</svg>{}</li>',
        ((_rect("0", "0", "100%", "100%", part.pattern), part.label) for part in parts),
    )
    return format_html('<ul class="chart-key">{}</ul>', items)


@register.simple_tag
def column_chart(columns: Sequence[ChartColumn], parts: Sequence[ChartPart], label: Any) -> SafeString:
    """`{% column_chart columns parts "…" %}`: columns side by side, each made of the same parts.

    `label` says in a sentence what is to be seen; the numbers themselves belong into a table of the page.
    """
    highest = max((sum(column.amounts) for column in columns), default=0) or 1
    step = 100 / max(len(columns), 1)
    drawn = [_column(column, parts, at * step, step, highest) for at, column in enumerate(columns)]
    ground = HEIGHT - FOOT
    return format_html(
        '<svg class="chart" role="img" aria-label="{}" height="{}" focusable="false">'
        '<line x1="0" x2="100%" y1="{}" y2="{}" class="chart-axis"/>{}</svg>',
        label, HEIGHT, ground, ground, format_html_join("", "{}", ((each,) for each in drawn)),
    )  # fmt: skip


def _column(column: ChartColumn, parts: Sequence[ChartPart], left: float, step: float, highest: int) -> SafeString:
    middle = f"{left + step / 2:.2f}%"
    bars = list(_bars(column, parts, left, step, highest))
    top = HEIGHT - FOOT - (HEIGHT - FOOT - TOP) * sum(column.amounts) / highest
    note = format_html('<text x="{}" y="{}" class="chart-note">{}</text>', middle, f"{top - 6:.0f}", column.note)
    name = format_html('<text x="{}" y="{}" class="chart-label">{}</text>', middle, HEIGHT - 6, column.label)
    return format_html(
        "{}{}{}", format_html_join("", "{}", ((bar,) for bar in bars)), note if column.note else "", name
    )


def _bars(
    column: ChartColumn, parts: Sequence[ChartPart], left: float, step: float, highest: int
) -> Iterator[SafeString]:
    room, foot = HEIGHT - FOOT - TOP, float(HEIGHT - FOOT)
    for amount, part in zip(column.amounts, parts, strict=True):
        tall = room * amount / highest
        if not amount:
            continue
        foot -= tall
        yield _rect(f"{left + step * 0.14:.2f}%", f"{foot:.1f}", f"{step * 0.72:.2f}%", f"{tall:.1f}", part.pattern)
        if tall >= ROOM_FOR_FIGURE:
            middle, line = f"{left + step / 2:.2f}%", f"{foot + tall / 2 + 4:.1f}"
            yield format_html('<text x="{}" y="{}" class="chart-figure">{}</text>', middle, line, so(amount))


@register.simple_tag
def chart_bar(amounts: Sequence[int], parts: Sequence[ChartPart], whole: int = 0) -> SafeString:
    """`{% chart_bar amounts parts whole=longest %}`: a bar in a row of a table that says its numbers; read to nobody.

    `whole`: the amount that fills the width; without it the bar is always full.
    """
    total = whole or sum(amounts) or 1
    drawn, at = [], 0.0
    for amount, part in zip(amounts, parts, strict=True):
        wide = 100 * amount / total
        if amount:
            drawn.append((_rect(f"{at:.2f}%", "0", f"{wide:.2f}%", "100%", part.pattern),))
        at += wide
    return format_html(
        '<svg class="chart-row" aria-hidden="true" focusable="false">{}</svg>', format_html_join("", "{}", drawn)
    )


def _rect(x: str, y: str, width: str, height: str, pattern: Pattern) -> SafeString:
    return format_html(
        '<rect x="{}" y="{}" width="{}" height="{}" fill="url(#chart-{})" class="chart-part"/>',
        x, y, width, height, pattern.value,
    )  # fmt: skip
