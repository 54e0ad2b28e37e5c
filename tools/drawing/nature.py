"""Mountains, water, fields, trees and light."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, pi, radians, sin
from random import Random

from .brush import CREAM, FOREST, HONEY, INK, Point, Sheet, circle, group, line, mix, oval, path, poly, rect, smooth, stroke


def mountains(
    sheet: Sheet, y: float, height: float, colour: str, *, haze: str, step: float = 420, foot: float | None = None
) -> list[Point]:
    """A range in the distance with a lit and a shaded side, its feet in the haze."""
    low = foot if foot is not None else y + 40
    crest = sheet.ridge(y, height, step, sharp=True, octaves=5)
    top = min(point[1] for point in crest)
    sheet.ground(crest, sheet.wash([(0, colour), (1, mix(colour, haze, 0.85))], span=(top, low)), bottom=low + 2)
    dark = sheet.wash([(0, mix(colour, INK, 0.35), 0.34), (1, colour, 0)], span=(top, low))
    for i in range(4, len(crest) - 4):
        if crest[i][1] == min(point[1] for point in crest[i - 4 : i + 5]) and crest[i][1] < y - height * 0.35:
            sheet.add(poly(_shade(sheet.rng, crest, i, low), dark))
    return crest


def _shade(rng: Random, crest: Sequence[Point], peak: int, low: float) -> list[Point]:
    end = peak
    while end < len(crest) - 1 and crest[end + 1][1] >= crest[end][1] - 1.5:
        end += 1
    x, y = crest[peak]
    edge: list[Point] = [(x, y)]
    while y < low:
        y += rng.uniform(14, 40)
        x += rng.uniform(-26, 20)
        edge.append((x, min(y, low)))
    return [*edge, *reversed(crest[peak : end + 1])]


def hills(sheet: Sheet, y: float, height: float, colour: str, *, haze: str, step: float = 520) -> list[Point]:
    crest = sheet.ridge(y, height, step, octaves=3)
    top = min(point[1] for point in crest)
    sheet.ground(crest, sheet.wash([(0, colour), (1, mix(colour, haze, 0.6))], span=(top, y + height)))
    return crest


def woods(sheet: Sheet, crest: Sequence[Point], colour: str, size: float, *, every: float = 1.0) -> None:
    """Round tree-tops along a crest."""
    for x, y in crest:
        if sheet.rng.random() < every:
            r = size * sheet.rng.uniform(0.5, 1.1)
            shade = mix(colour, INK if sheet.rng.random() < 0.5 else HONEY, sheet.rng.uniform(0, 0.13))
            sheet.add(oval(x + sheet.rng.uniform(-4, 4), y + r * 0.25, r, r * sheet.rng.uniform(0.8, 1.15), shade))


def water(sheet: Sheet, y: float, near: str, far: str, *, bottom: float | None = None, light: str = "#ffffff") -> None:
    low = bottom or sheet.height
    sheet.add(rect(0, y, sheet.width, low - y, sheet.wash([(0, far), (1, near)])))
    ripples(sheet, y, low, light)


def ripples(sheet: Sheet, y: float, low: float, light: str, *, count: int = 120, opacity: float = 0.34) -> None:
    rng = sheet.rng
    for _ripple in range(count):
        depth = rng.random() ** 1.6
        at, long = y + 4 + (low - y) * depth, (24 + 190 * depth) * rng.uniform(0.3, 1.2)
        x = rng.uniform(-60, sheet.width)
        bend = rng.uniform(-1, 1) * (1 + 4 * depth)
        d = f"M{x:.0f} {at:.1f}q{long / 2:.0f} {bend:.1f} {long:.0f} 0"
        sheet.add(stroke(d, light, 1 + 2.4 * depth, opacity=f"{opacity * rng.uniform(0.25, 1):.2f}"))


def glitter(sheet: Sheet, x: float, y: float, low: float, colour: str = CREAM, *, spread: float = 0.2) -> None:
    """The road of light under a sun or moon."""
    rng = sheet.rng
    for i in range(130):
        depth = (i / 130) ** 1.5
        at = y + 3 + (low - y) * depth
        wide = 26 + (low - y) * spread * depth
        long = rng.uniform(0.15, 0.9) * (18 + 85 * depth)
        middle = x + rng.gauss(0, 0.42) * wide
        d = f"M{middle - long / 2:.0f} {at:.1f}h{long:.0f}"
        sheet.add(stroke(d, colour, 1.2 + 3.6 * depth, opacity=f"{rng.uniform(0.25, 0.85):.2f}"))


def cloud(sheet: Sheet, x: float, y: float, size: float, colour: str = "#ffffff", opacity: float = 0.7) -> None:
    """Long flat bars with round ends, as on lacquer."""
    parts = []
    for i in range(sheet.rng.randint(3, 4)):
        long = size * sheet.rng.uniform(0.5, 1.0)
        thick = size * 0.075
        parts.append(rect(sheet.rng.uniform(-0.4, 0.25) * size, -i * thick * 0.92, long, thick, colour, rx=thick / 2))
    sheet.add(group(parts, x=x, y=y, opacity=opacity))


def birds(sheet: Sheet, x: float, y: float, count: int, colour: str = INK, size: float = 16) -> None:
    for i in range(count):
        s = size * sheet.rng.uniform(0.6, 1.1)
        at = (x + i * size * 2.4 + sheet.rng.uniform(-12, 12), y + abs(i - count // 3) * size * 0.9)
        d = f"M{-s:.1f} {-s * 0.3:.1f}Q{-s * 0.4:.1f} {-s * 0.55:.1f} 0 0Q{s * 0.4:.1f} {-s * 0.55:.1f} {s:.1f} {-s * 0.3:.1f}"
        sheet.add(group([stroke(d, colour, s * 0.16)], x=at[0], y=at[1], opacity=0.75))


def fields(sheet: Sheet, y: float, colours: Sequence[str], *, bottom: float | None = None, rows: int = 9) -> None:
    """Paddies towards the reader: strips that widen, each with its rows of seedlings."""
    low = bottom or sheet.height
    edges = [y + (low - y) * (i / len(colours)) ** 1.55 for i in range(len(colours) + 1)]
    for i, colour in enumerate(colours):
        deep = edges[i + 1] - edges[i]
        wave = [(x, top + edges[i]) for x, top in _wave(sheet, deep * 0.35)]
        sheet.ground(wave, sheet.wash([(0, mix(colour, CREAM, 0.22)), (1, colour)], span=(edges[i], edges[i] + deep)))
        dark, bright = mix(colour, FOREST, 0.32), mix(colour, CREAM, 0.45)
        for row in range(1, rows):
            lower = deep * (row / rows) ** 1.15
            dash = f"{2 + deep * 0.03:.1f} {3 + deep * 0.045:.1f}"
            shifted = [(x, top + lower) for x, top in wave]
            tone = dark if row % 2 else bright
            sheet.add(line(shifted[::3], tone, 1 + deep * 0.018, opacity=0.45, stroke_dasharray=dash))
        sheet.add(line(wave[::2], mix(colour, "#ffffff", 0.55), 1.5 + deep * 0.02, opacity=0.7))


def _wave(sheet: Sheet, height: float) -> list[Point]:
    return [(i * 8 - 8, -height * (v - 0.5)) for i, v in enumerate(sheet.noise(760, 2))]


def palm(rng: Random, height: float, colour: str, *, lean: float = 0.12, trunk: str = "#5d4a35") -> list[str]:
    """A coconut or areca palm standing on (0, 0)."""
    top = (height * lean, -height)
    bend = f"M0 0Q{-height * lean * 0.4:.1f} {-height * 0.55:.1f} {top[0]:.1f} {top[1]:.1f}"
    parts = [stroke(bend, trunk, height * 0.032)]
    for i in range(11):
        angle = radians(-190 + i * 20 + rng.uniform(-7, 7))
        long = height * rng.uniform(0.3, 0.42)
        end = (top[0] + cos(angle) * long, top[1] + sin(angle) * long * 0.7 + long * 0.34)
        over = (top[0] + cos(angle) * long * 0.55, top[1] + sin(angle) * long * 0.8 - long * 0.18)
        under = (over[0], over[1] + long * 0.24)
        d = f"M{top[0]:.1f} {top[1]:.1f}Q{over[0]:.1f} {over[1]:.1f} {end[0]:.1f} {end[1]:.1f}"
        d += f"Q{under[0]:.1f} {under[1]:.1f} {top[0]:.1f} {top[1]:.1f}Z"
        parts.append(path(d, mix(colour, HONEY, rng.uniform(0, 0.22))))
    return parts


def pine(rng: Random, height: float, colour: str, *, trunk: str = "#4a3b2c") -> list[str]:
    """An old pine with its needles in flat clouds."""
    parts = [stroke(f"M0 0C{height * 0.1:.0f} {-height * 0.3:.0f} {-height * 0.12:.0f} {-height * 0.6:.0f} 0 {-height * 0.96:.0f}", trunk, height * 0.045)]
    for i in range(7):
        rise = 0.36 + i * 0.1
        side = (-1) ** i * (1.05 - rise) * rng.uniform(0.34, 0.5)
        x, y, rx = height * side, -height * rise, height * (0.27 - rise * 0.12)
        parts.append(stroke(f"M0 {y + height * 0.07:.0f}Q{x * 0.5:.0f} {y + height * 0.02:.0f} {x:.0f} {y:.0f}", trunk, height * 0.014))
        for k in range(4):
            shade = mix(colour, HONEY if k > 1 else INK, rng.uniform(0, 0.16))
            dx, r = rng.uniform(-0.6, 0.6) * rx, rx * rng.uniform(0.5, 0.8)
            parts.append(oval(x + dx, y - k * rx * 0.09, r, r * 0.34, shade))
    return parts


def tree(rng: Random, height: float, colour: str, *, trunk: str = "#54412f") -> list[str]:
    """A broad old tree: banyan, tamarind."""
    parts = []
    for side in (-0.26, -0.08, 0.1, 0.28):
        d = f"M{side * height * 0.16:.0f} 0Q{side * height * 0.1:.0f} {-height * 0.35:.0f} {side * height:.0f} {-height * 0.6:.0f}"
        parts.append(stroke(d, trunk, height * 0.05))
    for layer, shade in enumerate((mix(colour, INK, 0.28), colour, mix(colour, HONEY, 0.2))):
        for _leaf in range(26):
            angle, far = rng.uniform(0, 2 * pi), rng.random() ** 0.6
            x = cos(angle) * far * height * (0.46 - layer * 0.06)
            y = -height * (0.68 + layer * 0.05) + sin(angle) * far * height * (0.25 - layer * 0.05)
            parts.append(circle(x, y, height * rng.uniform(0.05, 0.1), shade))
    return parts


def bamboo(rng: Random, height: float, colour: str) -> list[str]:
    parts = []
    for _stalk in range(9):
        lean = rng.uniform(-0.34, 0.34)
        tall = height * rng.uniform(0.7, 1.05)
        x = rng.uniform(-0.08, 0.08) * height
        tip = (x + lean * tall, -tall * (1 - abs(lean) * 0.35))
        d = f"M{x:.0f} 0Q{x + lean * tall * 0.2:.0f} {-tall * 0.7:.0f} {tip[0]:.0f} {tip[1]:.0f}"
        parts.append(stroke(d, mix(colour, HONEY, rng.uniform(0, 0.3)), height * 0.012))
        for _leaf in range(16):
            t = rng.uniform(0.45, 1)
            at = (x + (tip[0] - x) * t**1.8, tip[1] * t)
            turn = rng.uniform(15, 165)
            long = height * rng.uniform(0.05, 0.11)
            leaf = path(f"M0 0Q{long / 2:.1f} {-long * 0.14:.1f} {long:.1f} 0Q{long / 2:.1f} {long * 0.14:.1f} 0 0", mix(colour, INK if turn > 90 else HONEY, rng.uniform(0, 0.25)))
            parts.append(group([leaf], x=at[0], y=at[1], turn=turn))
    return parts


def grass(sheet: Sheet, y: float, colour: str, *, tall: float = 70, count: int = 130, left: float = 0, right: float | None = None) -> None:
    """Blades in the foreground, out of which the reader looks."""
    rng = sheet.rng
    for _blade in range(count):
        x = rng.uniform(left, right or sheet.width)
        high, lean = tall * rng.uniform(0.4, 1.15), rng.uniform(-0.5, 0.5) * tall
        d = f"M{x - 3:.0f} {y:.0f}Q{x:.0f} {y - high * 0.6:.0f} {x + lean:.0f} {y - high:.0f}Q{x + 4:.0f} {y - high * 0.5:.0f} {x + 4:.0f} {y:.0f}Z"
        sheet.add(path(d, mix(colour, HONEY, rng.uniform(0, 0.25))))


def reeds(sheet: Sheet, x: float, y: float, colour: str, *, count: int = 26, tall: float = 240, spread: float = 150) -> None:
    rng = sheet.rng
    for _reed in range(count):
        at, high, lean = x + rng.gauss(0, 0.5) * spread, tall * rng.uniform(0.5, 1.1), rng.uniform(-0.3, 0.3) * tall
        sheet.add(stroke(f"M{at:.0f} {y:.0f}Q{at:.0f} {y - high * 0.6:.0f} {at + lean:.0f} {y - high:.0f}", colour, 3.2))
        if rng.random() < 0.5:
            sheet.add(group([oval(0, 0, 5, 22, mix(colour, HONEY, 0.35))], x=at + lean, y=y - high, turn=lean * 0.2))


def lotus(size: float, petal: str = "#e9a3a0", *, heart: str = HONEY) -> list[str]:
    """An open flower looking up, its foot on (0, 0)."""
    parts = []
    for ring, (count, long, wide, lift) in enumerate(((7, 1.0, 0.3, 76), (6, 0.95, 0.3, 52), (4, 0.86, 0.3, 26))):
        for i in range(count):
            turn = -lift + i * 2 * lift / (count - 1)
            tall, half = size * long, size * wide
            d = f"M0 0C{-half:.1f} {-tall * 0.35:.1f} {-half * 0.7:.1f} {-tall * 0.8:.1f} 0 {-tall:.1f}C{half * 0.7:.1f} {-tall * 0.8:.1f} {half:.1f} {-tall * 0.35:.1f} 0 0Z"
            tone = mix(petal, "#ffffff", 0.12 + 0.2 * ring + 0.1 * (i % 2))
            parts.append(group([path(d, tone), stroke(f"M0 {-tall * 0.15:.1f}V{-tall * 0.8:.1f}", mix(petal, CREAM, 0.2), 1, opacity=0.5)], turn=turn))
    parts.append(oval(0, -size * 0.12, size * 0.2, size * 0.1, heart, opacity=0.0))
    return parts


def pad(size: float, colour: str) -> list[str]:
    """A lotus leaf on the water."""
    veins = [stroke(f"M0 0L{cos(a) * size * 0.9:.1f} {sin(a) * size * 0.3:.1f}", mix(colour, CREAM, 0.4), 1.4, opacity=0.6) for a in (i * pi / 6 for i in range(12))]
    return [oval(0, 0, size, size * 0.34, colour), oval(0, -size * 0.03, size * 0.97, size * 0.31, mix(colour, CREAM, 0.12)), *veins]


def spiral(points: int, radius: float) -> str:
    turns = [(cos(i / 5) * radius * i / points, sin(i / 5) * radius * i / points) for i in range(points)]
    return smooth(turns)
