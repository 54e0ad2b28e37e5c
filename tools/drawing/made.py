"""What people made: roofs, gates, boats, bridges, cranes, flags, and people themselves as quiet shapes."""

from __future__ import annotations

from math import cos, pi, sin

from .brush import CLAY, CREAM, EARTH, FOREST, HONEY, INK, SUN, Point, circle, group, line, mirror, mix, oval, path, poly, rect, smooth, stroke


def roof(width: float, height: float, colour: str = CLAY, *, curl: float = 0.16, tiles: int = 26) -> list[str]:
    """A curved roof; (0, 0) is the middle of its eaves."""
    w, top, up = width / 2, width * 0.3, height * (1 + curl)
    d = f"M{-w:.1f} {-height * curl * 1.9:.1f}Q{-w * 0.72:.1f} {height * 0.05:.1f} {-w * 0.5:.1f} 0H{w * 0.5:.1f}Q{w * 0.72:.1f} {height * 0.05:.1f} {w:.1f} {-height * curl * 1.9:.1f}"
    d += f"Q{w * 0.72:.1f} {-height * 0.42:.1f} {top:.1f} {-height:.1f}H{-top:.1f}Q{-w * 0.72:.1f} {-height * 0.42:.1f} {-w:.1f} {-height * curl * 1.9:.1f}Z"
    parts = [path(d, colour)]
    for i in range(1, tiles):
        t = -1 + 2 * i / tiles
        parts.append(stroke(f"M{t * top:.1f} {-height * 0.96:.1f}Q{t * w * 0.66:.1f} {-height * 0.4:.1f} {t * w * 0.86:.1f} {-height * (0.04 + 0.2 * curl * abs(t) ** 4 * 4):.1f}", mix(colour, INK, 0.3), 1.4, opacity=0.5))
    parts.append(stroke(f"M{-top - up * 0.06:.1f} {-height * 1.06:.1f}Q{-top:.1f} {-height:.1f} {-top * 0.8:.1f} {-height:.1f}H{top * 0.8:.1f}Q{top:.1f} {-height:.1f} {top + up * 0.06:.1f} {-height * 1.06:.1f}", mix(colour, INK, 0.35), height * 0.08))
    parts.append(stroke(f"M{-w * 0.98:.1f} {-height * curl * 1.8:.1f}Q{-w * 0.72:.1f} {height * 0.03:.1f} {-w * 0.5:.1f} 0H{w * 0.5:.1f}Q{w * 0.72:.1f} {height * 0.03:.1f} {w * 0.98:.1f} {-height * curl * 1.8:.1f}", mix(colour, INK, 0.3), height * 0.05))
    return parts


def hall(width: float, height: float, *, wall: str = "#f2e3bf", wood: str = "#6b3f2a", tile: str = CLAY, bays: int = 5) -> list[str]:
    """A temple hall with columns; (0, 0) is the middle of its floor."""
    body, high = width * 0.8, height * 0.52
    parts = [rect(-body / 2, -high, body, high, wall), rect(-body / 2, -high, body, high * 0.12, wood)]
    for i in range(bays):
        bay = body / bays
        x = -body / 2 + i * bay
        parts.append(rect(x + bay * 0.2, -high * 0.78, bay * 0.6, high * 0.78, mix(wood, INK, 0.45)))
        parts += [line([(x + bay * k, -high * 0.78), (x + bay * k, 0)], mix(wood, HONEY, 0.25), 1.5) for k in (0.35, 0.5, 0.65)]
    parts += [rect(-body / 2 + i * body / bays - width * 0.011, -high, width * 0.022, high, wood) for i in range(bays + 1)]
    parts.append(rect(-width * 0.45, -height * 0.03, width * 0.9, height * 0.06, "#b8ad96"))
    return [*parts, group(roof(width, height * 0.5, tile), y=-high)]


def tiers(width: float, height: float, count: int, *, tile: str = CLAY, wall: str = "#f0e2c2") -> list[str]:
    """A tower of many roofs standing on (0, 0)."""
    parts = [rect(-width * 0.62, -height * 0.03, width * 1.24, height * 0.03, "#b8ad96")]
    step = height * 0.9 / count
    for i in range(count):
        w, y = width * (1 - i * 0.55 / count), -i * step - height * 0.03
        parts.append(rect(-w * 0.36, y - step, w * 0.72, step, wall))
        door = w * 0.2
        parts.append(path(f"M{-door / 2:.1f} {y:.1f}V{y - step * 0.5:.1f}A{door / 2:.1f} {door / 2:.1f} 0 0 1 {door / 2:.1f} {y - step * 0.5:.1f}V{y:.1f}Z", mix(wall, INK, 0.75)))
        parts.append(rect(w * 0.16, y - step, w * 0.2, step, mix(wall, INK, 0.5), opacity=0.28))
        parts.append(group(roof(w * 1.22, step * 0.42, tile, tiles=14), y=y - step * 0.82))
    top = -height * 0.93
    return [*parts, stroke(f"M0 {top:.1f}V{-height:.1f}", mix(tile, INK, 0.3), width * 0.05), circle(0, -height, width * 0.05, SUN)]


def house(width: float, *, wall: str = "#f5ead0", tile: str = CLAY) -> list[str]:
    """A village house from its long side."""
    h = width * 0.3
    parts = [rect(-width / 2, -h, width, h, wall), rect(width * 0.2, -h, width * 0.3, h, INK, opacity=0.1)]
    parts += [rect(-width * 0.38 + i * width * 0.27, -h * 0.78, width * 0.16, h * 0.78, "#6d5138") for i in range(3)]
    d = f"M{-width * 0.58:.1f} {-h * 0.92:.1f}L{-width * 0.42:.1f} {-h * 1.95:.1f}H{width * 0.42:.1f}L{width * 0.58:.1f} {-h * 0.92:.1f}Z"
    parts.append(path(d, tile))
    parts += [line([(x * width * 0.42, -h * 1.95), (x * width * 0.58, -h * 0.92)], mix(tile, INK, 0.25), 1.2, opacity=0.6) for x in (i / 9 - 1 for i in range(1, 18))]
    return [*parts, stroke(f"M{-width * 0.43:.1f} {-h * 1.97:.1f}H{width * 0.43:.1f}", mix(tile, INK, 0.3), h * 0.09)]


def hat(size: float, colour: str = "#f0dfb0") -> list[str]:
    """A conical hat, its rim's middle on (0, 0)."""
    return [
        path(f"M{-size:.1f} 0L0 {-size * 0.78:.1f}L{size:.1f} 0Q0 {size * 0.3:.1f} {-size:.1f} 0Z", colour),
        path(f"M0 {-size * 0.78:.1f}L{size:.1f} 0Q{size * 0.5:.1f} {size * 0.15:.1f} {size * 0.1:.1f} {size * 0.15:.1f}Z", mix(colour, EARTH, 0.35), opacity=0.7),
        *(stroke(f"M{-size * k:.1f} {-size * 0.78 * (1 - k):.1f}Q0 {-size * 0.78 * (1 - k) + size * 0.3 * k:.1f} {size * k:.1f} {-size * 0.78 * (1 - k):.1f}", mix(colour, EARTH, 0.4), 1, opacity=0.5) for k in (0.3, 0.5, 0.7, 0.88)),
    ]


def sampan(size: float, colour: str = "#3b2f26", *, rower: bool = True, cloth: str = FOREST, awning: bool = False) -> list[str]:
    """A river boat with a rower; (0, 0) is the middle of its water line."""
    hull = f"M{-size:.1f} {-size * 0.2:.1f}Q{-size * 0.7:.1f} {size * 0.1:.1f} 0 {size * 0.1:.1f}Q{size * 0.75:.1f} {size * 0.1:.1f} {size:.1f} {-size * 0.26:.1f}Q{size * 0.6:.1f} {-size * 0.06:.1f} 0 {-size * 0.06:.1f}Q{-size * 0.6:.1f} {-size * 0.06:.1f} {-size:.1f} {-size * 0.2:.1f}Z"
    parts = []
    if awning:
        parts.append(path(f"M{-size * 0.42:.1f} {-size * 0.05:.1f}Q{-size * 0.42:.1f} {-size * 0.42:.1f} {-size * 0.02:.1f} {-size * 0.42:.1f}Q{size * 0.36:.1f} {-size * 0.42:.1f} {size * 0.36:.1f} {-size * 0.05:.1f}Z", "#8a6c42"))
        parts += [stroke(f"M{size * k:.1f} {-size * 0.05:.1f}Q{size * k * 1.02:.1f} {-size * 0.4:.1f} {size * k * 0.9:.1f} {-size * 0.41:.1f}", EARTH, 1.6) for k in (-0.34, -0.2, -0.05, 0.1, 0.24)]
    if rower:
        figure = [
            path(f"M{-size * 0.07:.1f} 0Q{-size * 0.1:.1f} {-size * 0.24:.1f} {-size * 0.01:.1f} {-size * 0.38:.1f}Q{size * 0.1:.1f} {-size * 0.26:.1f} {size * 0.08:.1f} 0Z", cloth),
            stroke(f"M0 {-size * 0.3:.1f}Q{size * 0.12:.1f} {-size * 0.24:.1f} {size * 0.22:.1f} {-size * 0.26:.1f}", cloth, size * 0.045),
            circle(size * 0.005, -size * 0.42, size * 0.045, "#d9a679"),
            group(hat(size * 0.15), y=-size * 0.435),
            stroke(f"M{size * 0.16:.1f} {-size * 0.44:.1f}L{size * 0.42:.1f} {size * 0.2:.1f}", "#57432f", size * 0.022),
        ]
        parts.append(group(figure, x=size * 0.5))
    return [*parts, path(hull, colour), stroke(f"M{-size * 0.94:.1f} {-size * 0.17:.1f}Q0 {-size * 0.02:.1f} {size * 0.94:.1f} {-size * 0.22:.1f}", mix(colour, HONEY, 0.4), 2)]


def shadow_on_water(parts: list[str], *, opacity: float = 0.22, squash: float = 0.55) -> str:
    return f'<g transform="scale(1 -{squash})" opacity="{opacity}">{"".join(parts)}</g>'


def trawler(size: float, colour: str = "#1f6f86", *, band: str = CLAY) -> list[str]:
    """A wooden fishing boat with its mast, pole and cabin."""
    s = size
    hull = f"M{-s:.1f} {-s * 0.3:.1f}Q{-s * 0.86:.1f} {s * 0.12:.1f} {-s * 0.6:.1f} {s * 0.14:.1f}H{s * 0.66:.1f}Q{s * 0.95:.1f} {s * 0.02:.1f} {s * 1.08:.1f} {-s * 0.46:.1f}Q{s * 0.7:.1f} {-s * 0.2:.1f} {s * 0.2:.1f} {-s * 0.2:.1f}H{-s * 0.6:.1f}Q{-s * 0.85:.1f} {-s * 0.22:.1f} {-s:.1f} {-s * 0.3:.1f}Z"
    return [
        rect(-s * 0.66, -s * 0.56, s * 0.5, s * 0.38, "#f3ead2"), rect(-s * 0.72, -s * 0.62, s * 0.62, s * 0.07, mix(colour, INK, 0.2)),
        *(rect(-s * 0.6 + i * s * 0.15, -s * 0.48, s * 0.1, s * 0.13, "#5e7f86") for i in range(3)),
        line([(s * 0.16, -s * 0.2), (s * 0.16, -s * 1.1)], EARTH, s * 0.03), line([(s * 0.16, -s * 1.05), (s * 1.0, -s * 0.44)], EARTH, 1.4), line([(s * 0.16, -s * 1.05), (-s * 0.66, -s * 0.6)], EARTH, 1.4),
        path(hull, colour), stroke(f"M{-s * 0.97:.1f} {-s * 0.24:.1f}Q{-s * 0.8:.1f} {-s * 0.12:.1f} {-s * 0.55:.1f} {-s * 0.12:.1f}H{s * 0.25:.1f}Q{s * 0.75:.1f} {-s * 0.14:.1f} {s * 1.03:.1f} {-s * 0.34:.1f}", band, s * 0.06),
        circle(s * 0.82, -s * 0.12, s * 0.055, "#ffffff"), circle(s * 0.83, -s * 0.12, s * 0.028, INK),
    ]


def flag(size: float, country: str) -> list[str]:
    """A flag on its staff: `vi` or `lo`; (0, 0) is the foot of the staff."""
    tall, w = size * 2.6, size * 1.5
    parts = [line([(0, 0), (0, -tall)], "#d8d4c4", size * 0.06)]
    if country == "vi":
        star = [(w / 2 + sin(i * pi / 5) * size * (0.3 if i % 2 == 0 else 0.115), -tall + size / 2 - cos(i * pi / 5) * size * (0.3 if i % 2 == 0 else 0.115)) for i in range(10)]
        return [*parts, rect(0, -tall, w, size, "#da251d"), poly(star, "#ffdd00")]
    return [*parts, rect(0, -tall, w, size, "#ce1126"), rect(0, -tall + size / 4, w, size / 2, "#002868"), circle(w / 2, -tall + size / 2, size * 0.2, "#ffffff")]


def festival_flag(size: float) -> list[str]:
    """The square flag of five colours with a toothed edge."""
    colours = ("#2f8f78", "#b5573a", "#f3bb3b", "#3e6f9b", "#c8443a")
    teeth: list[Point] = []
    for i in range(12):
        teeth += [(size * (i / 12), -size * 2.4), (size * (i + 0.5) / 12, -size * 2.5)]
    parts = [line([(0, 0), (0, -size * 2.5)], EARTH, size * 0.05)]
    for i, colour in enumerate(colours):
        inset = size * i * 0.1
        parts.append(rect(inset, -size * 2.4 + inset, size - 2 * inset, size - 2 * inset, colour))
    parts.append(poly([*teeth, (size, -size * 2.4)], colours[0]))
    return parts


def crane(height: float, colour: str = "#d9793a") -> list[str]:
    """A ship-to-shore gantry crane; (0, 0) between its feet."""
    h, leg = height, height * 0.016
    parts = [line([(x, 0), (x * 0.9, -h * 0.62)], colour, leg * 2) for x in (-h * 0.16, h * 0.16)]
    parts += [line([(-h * 0.15, -h * 0.26), (h * 0.15, -h * 0.26)], colour, leg * 1.6), line([(-h * 0.16, 0), (h * 0.15, -h * 0.26)], colour, leg * 0.8), line([(h * 0.16, -h * 0.02), (-h * 0.15, -h * 0.26)], colour, leg * 0.8)]
    parts += [line([(-h * 0.34, -h * 0.62), (h * 0.66, -h * 0.62)], colour, leg * 2.6), line([(-h * 0.1, -h * 0.62), (-h * 0.02, -h * 0.96), (h * 0.14, -h * 0.62)], colour, leg * 1.8)]
    parts += [line([(-h * 0.02, -h * 0.95), (h * 0.6, -h * 0.63)], colour, leg * 0.7), line([(-h * 0.02, -h * 0.95), (-h * 0.32, -h * 0.63)], colour, leg * 0.7), line([(-h * 0.02, -h * 0.95), (h * 0.36, -h * 0.63)], colour, leg * 0.7)]
    parts += [rect(-h * 0.28, -h * 0.69, h * 0.14, h * 0.07, mix(colour, INK, 0.3)), rect(h * 0.38, -h * 0.61, h * 0.06, h * 0.04, INK), line([(h * 0.41, -h * 0.57), (h * 0.41, -h * 0.4)], INK, 1.5), rect(h * 0.36, -h * 0.41, h * 0.1, h * 0.05, "#2f8f78")]
    return parts


def ship(length: float, *, hull: str = "#233f47", rows: int = 4, seed: int = 3) -> list[str]:
    """A container ship, its water line on 0."""
    s, shades = length, ("#0e6f5b", "#d9793a", "#e8b93f", "#3c7286", "#b5573a", "#dfe7e2")
    parts = []
    box_w, box_h = s * 0.052, s * 0.026
    for i in range(13):
        tall = rows - (1 if (i * seed) % 5 == 0 else 0) - (1 if i in (0, 12) else 0)
        for j in range(tall):
            shade = shades[(i * 5 + j * 3 + seed * i * j) % len(shades)]
            parts.append(rect(-s * 0.3 + i * box_w, -s * 0.1 - (j + 1) * box_h, box_w * 0.96, box_h * 0.92, shade))
    parts += [rect(-s * 0.42, -s * 0.26, s * 0.1, s * 0.17, "#f1ede0"), rect(-s * 0.435, -s * 0.27, s * 0.13, s * 0.02, "#d9793a"), *(rect(-s * 0.41, -s * 0.24 + i * s * 0.03, s * 0.08, s * 0.01, "#4a6a70") for i in range(4))]
    d = f"M{-s * 0.48:.1f} {-s * 0.1:.1f}H{s * 0.5:.1f}Q{s * 0.47:.1f} {-s * 0.02:.1f} {s * 0.43:.1f} 0H{-s * 0.45:.1f}Z"
    return [*parts, path(d, hull), rect(-s * 0.45, -s * 0.014, s * 0.885, s * 0.014, "#a2452f")]


def turbine(height: float, turn: float) -> list[str]:
    blade = path(f"M0 0Q{height * 0.03:.1f} {-height * 0.12:.1f} 0 {-height * 0.48:.1f}Q{-height * 0.012:.1f} {-height * 0.12:.1f} 0 0Z", "#ffffff")
    blades = [group([blade], y=-height, turn=turn + i * 120) for i in range(3)]
    return [poly([(-height * 0.014, 0), (height * 0.014, 0), (height * 0.007, -height), (-height * 0.007, -height)], "#f4f6f2"), *blades, circle(0, -height, height * 0.016, "#dfe6e0")]


def walker(height: float, cloth: str, *, trousers: str = INK, load: bool = False) -> list[str]:
    """Somebody in a conical hat, seen from afar; stands on (0, 0)."""
    h = height
    parts = [
        path(f"M{-h * 0.1:.1f} 0L{-h * 0.09:.1f} {-h * 0.45:.1f}H{h * 0.09:.1f}L{h * 0.12:.1f} 0H{h * 0.05:.1f}L0 {-h * 0.36:.1f}L{-h * 0.04:.1f} 0Z", trousers),
        path(f"M{-h * 0.12:.1f} {-h * 0.4:.1f}Q{-h * 0.13:.1f} {-h * 0.78:.1f} 0 {-h * 0.8:.1f}Q{h * 0.13:.1f} {-h * 0.78:.1f} {h * 0.12:.1f} {-h * 0.4:.1f}Z", cloth),
        circle(0, -h * 0.86, h * 0.065, "#d9a679"), group(hat(h * 0.2), y=-h * 0.88),
    ]
    if load:
        parts += [stroke(f"M{-h * 0.55:.1f} {-h * 0.7:.1f}Q0 {-h * 0.86:.1f} {h * 0.55:.1f} {-h * 0.7:.1f}", EARTH, h * 0.025)]
        for x in (-h * 0.53, h * 0.53):
            parts += [line([(x, -h * 0.7), (x - h * 0.1, -h * 0.3)], EARTH, 1), line([(x, -h * 0.7), (x + h * 0.1, -h * 0.3)], EARTH, 1), path(f"M{x - h * 0.15:.1f} {-h * 0.32:.1f}H{x + h * 0.15:.1f}L{x + h * 0.1:.1f} {-h * 0.16:.1f}H{x - h * 0.1:.1f}Z", "#b98d4f"), oval(x, -h * 0.33, h * 0.14, h * 0.06, SUN)]
    return parts


def dress(height: float, cloth: str, *, inner: str = CREAM, arm: str = "down") -> list[str]:
    """A woman in a long dress, standing on (0, 0)."""
    h = height
    parts = [
        path(f"M{-h * 0.08:.1f} {-h * 0.5:.1f}L{-h * 0.14:.1f} 0H{h * 0.12:.1f}L{h * 0.08:.1f} {-h * 0.5:.1f}Z", inner),
        path(f"M{-h * 0.085:.1f} {-h * 0.8:.1f}Q0 {-h * 0.85:.1f} {h * 0.085:.1f} {-h * 0.8:.1f}Q{h * 0.055:.1f} {-h * 0.66:.1f} {h * 0.075:.1f} {-h * 0.55:.1f}Q{h * 0.13:.1f} {-h * 0.3:.1f} {h * 0.1:.1f} {-h * 0.07:.1f}L{-h * 0.02:.1f} {-h * 0.05:.1f}L{-h * 0.03:.1f} {-h * 0.4:.1f}L{-h * 0.1:.1f} {-h * 0.06:.1f}Q{-h * 0.15:.1f} {-h * 0.3:.1f} {-h * 0.075:.1f} {-h * 0.55:.1f}Q{-h * 0.055:.1f} {-h * 0.66:.1f} {-h * 0.085:.1f} {-h * 0.8:.1f}Z", cloth),
        rect(-h * 0.022, -h * 0.86, h * 0.044, h * 0.06, "#d9a679"), oval(0, -h * 0.9, h * 0.05, h * 0.062, "#e0b088"),
        path(f"M{-h * 0.056:.1f} {-h * 0.88:.1f}Q{-h * 0.06:.1f} {-h * 0.98:.1f} 0 {-h * 0.98:.1f}Q{h * 0.06:.1f} {-h * 0.98:.1f} {h * 0.056:.1f} {-h * 0.88:.1f}Q{h * 0.03:.1f} {-h * 0.94:.1f} 0 {-h * 0.94:.1f}Q{-h * 0.03:.1f} {-h * 0.94:.1f} {-h * 0.056:.1f} {-h * 0.88:.1f}Z", INK),
    ]
    bent = {"down": [(0.075, 0.78), (0.12, 0.6), (0.1, 0.46)], "up": [(0.075, 0.78), (0.18, 0.66), (0.24, 0.84)], "front": [(0.075, 0.78), (0.14, 0.62), (0.03, 0.58)]}[arm]
    other = [(-0.075, 0.78), (-0.13, 0.62), (-0.05, 0.52)]
    for bend in (bent, other):
        parts.append(stroke(smooth([(x * h, -y * h) for x, y in bend]), mix(cloth, INK, 0.12), h * 0.045))
    return parts


def fan(size: float, colour: str) -> list[str]:
    """A folding fan open to the right of (0, 0)."""
    ribs = [line([(0, 0), (cos(a) * size, -sin(a) * size)], mix(colour, EARTH, 0.5), 1.4) for a in (i * pi / 9 for i in range(10))]
    return [path(f"M{size:.1f} 0A{size:.1f} {size:.1f} 0 0 0 {-size:.1f} 0L{-size * 0.3:.1f} 0A{size * 0.3:.1f} {size * 0.3:.1f} 0 0 1 {size * 0.3:.1f} 0Z", colour), *ribs]


def lantern(size: float, colour: str = "#c8443a") -> list[str]:
    return [
        line([(0, -size * 1.6), (0, -size)], EARTH, 2), oval(0, 0, size * 0.8, size, colour),
        *(stroke(f"M0 {-size:.1f}Q{k * size:.1f} 0 0 {size:.1f}", mix(colour, SUN, 0.5), 1.6, opacity=0.7) for k in (-1.0, -0.5, 0, 0.5, 1.0)),
        rect(-size * 0.3, -size * 1.08, size * 0.6, size * 0.14, SUN), rect(-size * 0.3, size * 0.95, size * 0.6, size * 0.14, SUN),
        *(line([(x * size, size * 1.08), (x * size, size * 1.6)], SUN, 1.6) for x in (-0.16, 0, 0.16)),
    ]


def deer(size: float, coat: str = "#b5713d") -> list[str]:
    """A sika stag with antlers in velvet, standing on (0, 0), looking right."""
    s = size
    legs = [path(f"M{x * s:.1f} {-s * 0.5:.1f}L{(x + dx) * s:.1f} {-s * 0.25:.1f}L{(x + dx * 0.6) * s:.1f} 0H{(x + dx * 0.6 + 0.04) * s:.1f}L{(x + dx + 0.05) * s:.1f} {-s * 0.25:.1f}L{(x + 0.11) * s:.1f} {-s * 0.48:.1f}Z", shade) for x, dx, shade in ((-0.36, -0.03, mix(coat, INK, 0.3)), (0.16, 0.02, mix(coat, INK, 0.3)), (-0.44, 0.0, coat), (0.24, 0.0, coat))]
    body = f"M{-s * 0.48:.1f} {-s * 0.72:.1f}Q{-s * 0.2:.1f} {-s * 0.84:.1f} {s * 0.12:.1f} {-s * 0.76:.1f}Q{s * 0.28:.1f} {-s * 0.78:.1f} {s * 0.36:.1f} {-s * 1.04:.1f}L{s * 0.5:.1f} {-s * 1.02:.1f}Q{s * 0.5:.1f} {-s * 0.7:.1f} {s * 0.38:.1f} {-s * 0.5:.1f}Q{s * 0.1:.1f} {-s * 0.38:.1f} {-s * 0.36:.1f} {-s * 0.44:.1f}Q{-s * 0.54:.1f} {-s * 0.5:.1f} {-s * 0.48:.1f} {-s * 0.72:.1f}Z"
    head = f"M{s * 0.34:.1f} {-s * 1.0:.1f}Q{s * 0.34:.1f} {-s * 1.16:.1f} {s * 0.46:.1f} {-s * 1.16:.1f}Q{s * 0.56:.1f} {-s * 1.14:.1f} {s * 0.68:.1f} {-s * 1.03:.1f}Q{s * 0.7:.1f} {-s * 0.98:.1f} {s * 0.64:.1f} {-s * 0.97:.1f}Q{s * 0.52:.1f} {-s * 0.98:.1f} {s * 0.46:.1f} {-s * 0.92:.1f}Z"
    antler = [stroke(smooth([(x * s, y * s) for x, y in bend]), "#8a5a3a", s * wide) for wide, bend in ((0.05, ((0.42, -1.14), (0.36, -1.3), (0.4, -1.5), (0.5, -1.58))), (0.045, ((0.385, -1.3), (0.48, -1.36), (0.53, -1.42))), (0.045, ((0.5, -1.15), (0.58, -1.28), (0.66, -1.42), (0.78, -1.46))), (0.04, ((0.58, -1.28), (0.68, -1.3), (0.74, -1.34))))]
    spots = [oval(-s * 0.4 + (i % 7) * s * 0.085 + (i // 7) * s * 0.03, -s * 0.71 + (i // 7) * s * 0.08 - ((i % 7) % 2) * s * 0.02, s * 0.017, s * 0.013, CREAM, opacity=0.9) for i in range(21)]
    return [*legs, path(body, coat), path(f"M{-s * 0.4:.1f} {-s * 0.46:.1f}Q0 {-s * 0.36:.1f} {s * 0.36:.1f} {-s * 0.5:.1f}Q0 {-s * 0.46:.1f} {-s * 0.4:.1f} {-s * 0.46:.1f}Z", CREAM, opacity=0.7), *antler, path(f"M{s * 0.36:.1f} {-s * 1.12:.1f}Q{s * 0.22:.1f} {-s * 1.2:.1f} {s * 0.18:.1f} {-s * 1.14:.1f}Q{s * 0.26:.1f} {-s * 1.04:.1f} {s * 0.38:.1f} {-s * 1.06:.1f}Z", mix(coat, INK, 0.15)), path(head, coat), circle(s * 0.5, -s * 1.08, s * 0.018, INK), circle(s * 0.675, -s * 1.0, s * 0.016, INK), *spots, path(f"M{-s * 0.48:.1f} {-s * 0.7:.1f}Q{-s * 0.58:.1f} {-s * 0.66:.1f} {-s * 0.55:.1f} {-s * 0.56:.1f}Q{-s * 0.5:.1f} {-s * 0.6:.1f} {-s * 0.47:.1f} {-s * 0.62:.1f}Z", CREAM)]


def both_sides(parts: list[str], away: float) -> list[str]:
    return [group(parts, x=away), group([mirror(parts)], x=-away)]
