"""A sheet of vector drawing: gradients, ridges, washes. Everything random comes from the picture's own name."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, radians, sin
from random import Random

Point = tuple[float, float]
Stops = Sequence[tuple[float, str] | tuple[float, str, float]]

INK, FOREST, RIVER, JADE, MIST, PALE = "#16241f", "#0c4a3e", "#0e6f5b", "#4fa08a", "#9fcdbf", "#e2f1ec"
SUN, HONEY, CREAM, PAPER = "#f3bb3b", "#f8d98a", "#fdf3d8", "#fbf8ee"
CLAY, ORANGE, EARTH, NIGHT = "#b5573a", "#e8913a", "#6e5138", "#123b46"


class Sheet:
    """One picture in the making; coordinates are pixels of the finished picture."""

    def __init__(self, name: str, width: int = 1600, height: int = 1067) -> None:
        self.name, self.width, self.height = name, width, height
        self.rng = Random(name)
        self.defs: list[str] = []
        self.body: list[str] = []

    def add(self, *parts: str) -> None:
        self.body.extend(parts)

    def _define(self, markup: str) -> str:
        self.defs.append(markup.replace("ID", f"d{len(self.defs)}", 1))
        return f"url(#d{len(self.defs) - 1})"

    def wash(self, stops: Stops, angle: float = 90, *, span: tuple[float, float] | None = None) -> str:
        """A straight gradient; `span` fixes it to two heights of the sheet instead of the shape."""
        if span:
            place = f'gradientUnits="userSpaceOnUse" x1="0" x2="0" y1="{span[0]}" y2="{span[1]}"'
        else:
            x, y = cos(radians(angle)) / 2, sin(radians(angle)) / 2
            place = f'x1="{0.5 - x:.3f}" y1="{0.5 - y:.3f}" x2="{0.5 + x:.3f}" y2="{0.5 + y:.3f}"'
        return self._define(f'<linearGradient id="ID" {place}>{_stops(stops)}</linearGradient>')

    def halo(self, stops: Stops) -> str:
        return self._define(f'<radialGradient id="ID">{_stops(stops)}</radialGradient>')

    def blur(self, amount: float) -> str:
        box = 'x="-50%" y="-50%" width="200%" height="200%"'
        return self._define(f'<filter id="ID" {box}><feGaussianBlur stdDeviation="{amount}"/></filter>')

    def clip(self, markup: str) -> str:
        return self._define(f'<clipPath id="ID">{markup}</clipPath>')

    def fill(self, paint: str) -> None:
        self.add(rect(0, 0, self.width, self.height, paint))

    def sky(self, *colours: str, down_to: float | None = None) -> None:
        stops = [(i / (len(colours) - 1), colour) for i, colour in enumerate(colours)]
        self.fill(self.wash(stops, span=(0, down_to or self.height)))

    def sun(self, x: float, y: float, r: float, colour: str = HONEY, *, glow: float = 4, strength: float = 0.75) -> None:
        light = self.halo([(0, colour, strength), (0.35, colour, strength * 0.4), (1, colour, 0)])
        self.add(circle(x, y, r * glow, light), circle(x, y, r, colour))

    def mist(self, y: float, height: float, colour: str = "#ffffff", opacity: float = 0.5) -> None:
        veil = self.wash([(0, colour, 0), (0.5, colour, opacity), (1, colour, 0)])
        self.add(rect(0, y - height / 2, self.width, height, veil))

    def noise(self, step: float, octaves: int = 4, rough: float = 0.5, *, sharp: bool = False) -> list[float]:
        """Heights 0–1 along the width, one each 8 pixels; `step` is the distance of the largest waves."""
        count = self.width // 8 + 3
        total, weight, size = [0.0] * count, 0.0, 1.0
        for _octave in range(octaves):
            knots = [self.rng.random() for _knot in range(int(self.width / step) + 4)]
            shift = self.rng.random()
            for i in range(count):
                value = _between(knots, i * 8 / step + shift)
                total[i] += size * (1 - abs(2 * value - 1) if sharp else value)
            weight, size, step = weight + size, size * rough, max(step / 2.1, 16)
        return [value / weight for value in total]

    def ridge(self, y: float, height: float, step: float, *, sharp: bool = False, octaves: int = 4) -> list[Point]:
        """The line of a hill: `y` is its foot, `height` how far the highest peak may rise."""
        return [(i * 8 - 8, y - height * v) for i, v in enumerate(self.noise(step, octaves, sharp=sharp))]

    def ground(self, line: Sequence[Point], paint: str, *, bottom: float | None = None) -> None:
        low = self.height if bottom is None else bottom
        self.add(poly([(line[0][0], low), *line, (line[-1][0], low)], paint))


def _between(knots: list[float], at: float) -> float:
    i = int(at)
    t = at - i
    t = t * t * (3 - 2 * t)
    return knots[i % len(knots)] * (1 - t) + knots[(i + 1) % len(knots)] * t


def _stops(stops: Stops) -> str:
    return "".join(
        f'<stop offset="{stop[0]}" stop-color="{stop[1]}" stop-opacity="{stop[2] if len(stop) > 2 else 1}"/>'
        for stop in stops
    )


def mix(one: str, other: str, share: float) -> str:
    """`share` of the other colour in the one."""
    a, b = (tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5)) for colour in (one, other))
    return "#" + "".join(f"{round(x + (y - x) * share):02x}" for x, y in zip(a, b, strict=True))


def attributes(**given: object) -> str:
    return "".join(f' {name.replace("_", "-")}="{value}"' for name, value in given.items())


def rect(x: float, y: float, width: float, height: float, fill: str, **more: object) -> str:
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{fill}"{attributes(**more)}/>'


def circle(x: float, y: float, r: float, fill: str, **more: object) -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}" fill="{fill}"{attributes(**more)}/>'


def oval(x: float, y: float, rx: float, ry: float, fill: str, **more: object) -> str:
    return f'<ellipse cx="{x:.1f}" cy="{y:.1f}" rx="{rx:.1f}" ry="{ry:.1f}" fill="{fill}"{attributes(**more)}/>'


def poly(points: Sequence[Point], fill: str, **more: object) -> str:
    return f'<polygon points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in points)}" fill="{fill}"{attributes(**more)}/>'


def path(d: str, fill: str = "none", **more: object) -> str:
    return f'<path d="{d}" fill="{fill}"{attributes(**more)}/>'


def stroke(d: str, colour: str, width: float, **more: object) -> str:
    return path(d, "none", stroke=colour, stroke_width=width, stroke_linecap="round", stroke_linejoin="round", **more)


def line(points: Sequence[Point], colour: str, width: float, **more: object) -> str:
    return stroke("M" + " L".join(f"{x:.1f} {y:.1f}" for x, y in points), colour, width, **more)


def smooth(points: Sequence[Point], *, closed: bool = False) -> str:
    """A soft curve through the points (Catmull and Rom's, as cubic arcs)."""
    ring = [points[-1], *points, points[0], points[1]] if closed else [points[0], *points, points[-1]]
    d = f"M{ring[1][0]:.1f} {ring[1][1]:.1f}"
    for a, b, c, e in zip(ring, ring[1:], ring[2:], ring[3:], strict=False):
        one = (b[0] + (c[0] - a[0]) / 6, b[1] + (c[1] - a[1]) / 6)
        two = (c[0] - (e[0] - b[0]) / 6, c[1] - (e[1] - b[1]) / 6)
        d += f"C{one[0]:.1f} {one[1]:.1f} {two[0]:.1f} {two[1]:.1f} {c[0]:.1f} {c[1]:.1f}"
    return d + ("Z" if closed else "")


def group(parts: Sequence[str], *, x: float = 0, y: float = 0, scale: float = 1, turn: float = 0, **more: object) -> str:
    moved = f"translate({x:.1f} {y:.1f}) rotate({turn:.1f}) scale({scale:.3f})"
    return f'<g transform="{moved}"{attributes(**more)}>{"".join(parts)}</g>'


def mirror(parts: Sequence[str]) -> str:
    return f'<g transform="scale(-1 1)">{"".join(parts)}</g>'
