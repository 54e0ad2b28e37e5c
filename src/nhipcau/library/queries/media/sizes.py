"""The sizes in which pictures are drawn: few, so that each is drawn once and then only read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Shape(StrEnum):
    """How a picture is cut; cuts keep the focal point inside."""

    NATURAL = "natural"
    CARD = "card"  # 3:2
    BANNER = "banner"  # 21:9
    SOCIAL = "social"  # for those who link to us


@dataclass(frozen=True, slots=True)
class _Cut:
    widths: tuple[int, ...]
    ratio: float | None
    formats: tuple[str, ...] = ("avif", "webp", "jpeg")


_CUTS = {
    Shape.NATURAL: _Cut((480, 960, 1440, 2160), None),
    Shape.CARD: _Cut((480, 960), 3 / 2),
    Shape.BANNER: _Cut((960, 1440, 2160), 21 / 9),
    Shape.SOCIAL: _Cut((1200,), 1200 / 630, ("jpeg",)),
}
DRAWN_AT_ONCE = (Shape.NATURAL, Shape.CARD)
MEDIA_TYPES = {"avif": "image/avif", "webp": "image/webp", "jpeg": "image/jpeg"}


def specs(shape: Shape) -> dict[str, tuple[str, ...]]:
    """Wagtail's descriptions of the renditions of a shape, from narrow to wide, by format; the last format is the one
    that every browser knows."""
    cut = _CUTS[shape]
    return {each: tuple(f"{_size(width, cut.ratio)}|format-{each}" for width in cut.widths) for each in cut.formats}


def all_specs(*shapes: Shape) -> list[str]:
    """The same for several shapes, as one list."""
    return [spec for shape in shapes for each in specs(shape).values() for spec in each]


def _size(width: int, ratio: float | None) -> str:
    return f"fill-{width}x{round(width / ratio)}" if ratio else f"width-{width}"
