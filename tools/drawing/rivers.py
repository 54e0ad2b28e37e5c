"""Rivers, lakes and fields."""

from __future__ import annotations

from .brush import CREAM, FOREST, HONEY, INK, RIVER, SUN, Sheet, circle, group, line, mirror, mix, oval, path, poly, rect, stroke
from .made import dress, hat, house, sampan, shadow_on_water, walker
from .nature import bamboo, birds, cloud, fields, glitter, grass, hills, lotus, mountains, pad, palm, pine, reeds, water, woods


def dawn_river(name: str, *, boat_near: bool = True) -> Sheet:
    """Daybreak on the La river; without the nearer boat it is the scene of the film, across which that boat moves."""
    s = Sheet(name)
    s.sky("#86c0b4", "#d7e6cf", "#fbeec4", "#f9d78c", down_to=640)
    s.sun(1090, 372, 62, "#fff3c9", glow=6)
    cloud(s, 300, 210, 330, opacity=0.55)
    cloud(s, 1180, 150, 260, opacity=0.4)
    mountains(s, 600, 250, "#8fc0b2", haze="#f6e6b6", step=520)
    s.mist(560, 120, "#fdf3d0", 0.6)
    mountains(s, 620, 190, "#4f9583", haze="#f3e3ae", step=380)
    s.mist(610, 90, "#fdf3d0", 0.75)
    crest = hills(s, 650, 90, "#2a7663", haze="#d9dfb0", step=460)
    woods(s, crest[: len(crest) // 2], "#1f6b58", 13, every=0.8)
    water(s, 634, "#1d6d60", "#f4d998", light="#fff5d6")
    glitter(s, 1090, 634, 1067, "#fff4cf")
    boat = sampan(120, cloth="#7a3b2e")
    if boat_near:
        s.add(group([shadow_on_water(boat), *boat], x=640, y=828))
    far = sampan(46, awning=True)
    s.add(group([shadow_on_water(far), *far], x=1225, y=702))
    s.add(group(bamboo(s.rng, 560, "#2f7a4c"), x=1560, y=960))
    reeds(s, 110, 1080, "#1c5a45", tall=330, count=30)
    grass(s, 1075, FOREST, tall=90)
    birds(s, 520, 330, 6)
    return s


def kego_lake(name: str) -> Sheet:
    """A lake between forests, with its islands."""
    s = Sheet(name)
    s.sky("#5fa9b0", "#a9d3cb", "#e9f1dc", down_to=520)
    cloud(s, 260, 170, 420, opacity=0.75)
    cloud(s, 980, 120, 360, opacity=0.6)
    mountains(s, 500, 270, "#5d9fa0", haze="#e3eedd", step=600)
    mountains(s, 520, 190, "#3a8577", haze="#d5e8d4", step=430)
    s.mist(510, 90, "#eef5e6", 0.8)
    for y, height, colour in ((540, 90, "#2c7a62"), (560, 60, "#1d6650")):
        woods(s, hills(s, y, height, colour, haze=colour, step=500), colour, 15)
    water(s, 556, "#0f5c5c", "#a8d5c8")
    s.add(rect(0, 556, 1600, 130, s.wash([(0, "#1d6650", 0.6), (1, "#1d6650", 0)])))
    for x, y, wide in ((420, 660, 190), (1180, 630, 240), (860, 610, 120), (1390, 780, 260)):
        _island(s, x, y, wide)
    boat = sampan(86, cloth="#9a4c36")
    s.add(group([shadow_on_water(boat), *boat], x=700, y=830))
    s.add(stroke("M786 828q180 8 420 -8", "#d8efe4", 2, opacity=0.6), stroke("M786 836q220 26 520 22", "#d8efe4", 2, opacity=0.4))
    s.add(group(pine(s.rng, 760, "#1f6b4c"), x=120, y=1090), group([mirror(pine(s.rng, 420, "#2a7a57"))], x=330, y=1085))
    grass(s, 1078, "#16503c", tall=80)
    birds(s, 900, 260, 5)
    return s


def _island(s: Sheet, x: float, y: float, wide: float) -> None:
    s.add(oval(x, y + 6, wide * 0.56, wide * 0.05, "#e9d9a8"))
    for squash, opacity in ((-0.5, 0.22), (1.0, 1.0)):
        crown = []
        for _tree in range(60):
            t = s.rng.uniform(-1, 1)
            r = wide * s.rng.uniform(0.045, 0.085)
            tone = mix("#1f6b50", HONEY if s.rng.random() > 0.5 else INK, s.rng.uniform(0, 0.22))
            crown.append(oval(t * wide * 0.48, -(1 - t * t) * wide * s.rng.uniform(0.04, 0.24), r, r * 0.9, tone))
        s.add(f'<g transform="translate({x} {y + (10 if squash < 0 else 0)}) scale(1 {squash})" opacity="{opacity}">{"".join(crown)}</g>')


def harvest(name: str) -> Sheet:
    """Ripe rice below the mountains."""
    s = Sheet(name)
    s.sky("#7fb9b4", "#cfe2cf", "#fdf0c8", down_to=480)
    s.sun(330, 300, 54, "#fff0bd", glow=6)
    cloud(s, 1050, 150, 380, opacity=0.6)
    mountains(s, 470, 260, "#77ada3", haze="#f7ecc6", step=560)
    mountains(s, 490, 170, "#4a917e", haze="#f1e8ba", step=420)
    s.mist(478, 80, "#fdf4d2", 0.8)
    woods(s, hills(s, 520, 44, "#2e7a5c", haze="#2e7a5c"), "#2a7558", 17)
    for x in (180, 420, 1190, 1420):
        s.add(group(house(96), x=x, y=528))
        s.add(group(palm(s.rng, 130, "#2d7a52"), x=x + 74, y=532), group(palm(s.rng, 104, "#3c8a5a", lean=-0.1), x=x - 70, y=530))
    fields(s, 520, ("#b7c774", "#d9c667", "#e5bd4d", "#efbd42", "#e6ab36", "#f0bb48"), rows=11)
    for x, y, tall, cloth in ((560, 742, 104, "#7a3b2e"), (680, 760, 112, RIVER), (1060, 800, 138, "#3c6f82"), (1190, 772, 118, "#8c4a5a")):
        s.add(oval(x, y, tall * 0.3, tall * 0.05, "#8a6a20", opacity=0.35), group(walker(tall, cloth), x=x, y=y))
    s.add(group(walker(190, "#0e6f5b", load=True), x=330, y=930))
    grass(s, 1080, "#c98f26", tall=140, count=220)
    birds(s, 760, 250, 6)
    return s


def flood_season(name: str) -> Sheet:
    """Rain over the low fields in autumn, lotus leaves, a bamboo bridge."""
    s = Sheet(name)
    s.sky("#5b8a91", "#93b7b3", "#cfdfd6", down_to=560)
    for x, y, size in ((200, 120, 620), (760, 190, 560), (1150, 90, 640)):
        cloud(s, x, y, size, "#e6efec", 0.5)
    mountains(s, 520, 210, "#6d9f9e", haze="#c9dbd4", step=560)
    mountains(s, 545, 130, "#4b8780", haze="#bcd2cb", step=430)
    woods(s, hills(s, 566, 34, "#2d6e60", haze="#2d6e60"), "#2f6f60", 14)
    water(s, 560, "#2f6c6c", "#b3cfc8", light="#eaf5f0")
    s.add(*_bamboo_bridge(s, 560, 1600, 720))
    s.add(group(walker(120, "#b5573a"), x=980, y=716), group(walker(104, "#f0e2c2"), x=1080, y=715))
    for _leaf in range(34):
        low = s.rng.uniform(800, 1050)
        wide = 30 + (low - 790) * 0.34
        s.add(group(pad(wide * s.rng.uniform(0.8, 1.15), mix("#2f7d5d", HONEY, s.rng.uniform(0, 0.2))), x=s.rng.uniform(-20, 1620), y=low))
    for x, y, size in ((300, 905, 96), (1240, 968, 130), (770, 1010, 120), (1010, 880, 70)):
        s.add(stroke(f"M{x} {y}V{y + 80}", "#2b6b4c", 6), group(lotus(size), x=x, y=y))
    boat = sampan(92, cloth="#2c5560")
    s.add(group([shadow_on_water(boat), *boat], x=350, y=745))
    for _drop in range(420):
        left, top, fall = s.rng.uniform(0, 1700), s.rng.uniform(-40, 1067), s.rng.uniform(18, 46)
        s.add(line([(left, top), (left - fall * 0.22, top + fall)], "#ffffff", 1.3, opacity=f"{s.rng.uniform(0.08, 0.3):.2f}"))
    return s


def _bamboo_bridge(s: Sheet, left: float, right: float, y: float) -> list[str]:
    parts = []
    for x in range(int(left), int(right) + 60, 60):
        parts.append(line([(x - 16, y + 60), (x + 10, y - 64)], "#5f4a2c", 6))
        parts.append(line([(x + 22, y + 60), (x - 6, y - 64)], "#6d5836", 6))
    parts += [line([(left - 30, y + 6), (right + 30, y - 2)], "#8a6f41", 9), line([(left - 30, y - 46), (right + 30, y - 52)], "#7a6239", 5)]
    return parts


def four_seasons(name: str) -> Sheet:
    """Green seedlings in spring, a buffalo, kites."""
    s = Sheet(name)
    s.sky("#9ad0c4", "#d9ecd8", "#f6f6de", down_to=520)
    cloud(s, 180, 180, 380, opacity=0.8)
    cloud(s, 1050, 240, 420, opacity=0.7)
    mountains(s, 500, 230, "#82b9ab", haze="#eef3da", step=580)
    s.mist(490, 100, "#f6f8e6", 0.8)
    hills(s, 540, 90, "#5ba384", haze="#d7e8c4", step=640)
    woods(s, hills(s, 552, 30, "#3f8d69", haze="#3f8d69"), "#3f8d69", 15)
    fields(s, 545, ("#a9cf8a", "#8fc07a", "#b4d48a", "#7fb872", "#98c97c", "#6cab68"), rows=12)
    for x, y, colour, turn in ((470, 210, "#d8694a", 12), (900, 130, SUN, -8), (1290, 300, RIVER, 18)):
        kite = [poly([(0, -54), (42, 0), (0, 62), (-42, 0)], colour), line([(0, -54), (0, 62)], CREAM, 2), line([(-42, 0), (42, 0)], CREAM, 2), stroke("M0 62q30 40 0 80t10 80", colour, 4)]
        s.add(group(kite, x=x, y=y, turn=turn), stroke(f"M{x} {y}Q{x - 60} {y + 300} {700 + (x - 900) * 0.12:.0f} 790", "#ffffff", 1.3, opacity=0.7))
    s.add(_buffalo(610, 850, 1.25))
    s.add(group(walker(128, "#3c7286"), x=900, y=846))
    s.add(group(bamboo(s.rng, 640, "#4f9a4c"), x=1500, y=1010), group(palm(s.rng, 520, "#2f8458"), x=110, y=1030))
    grass(s, 1080, "#4f9a55", tall=110)
    return s


def _buffalo(x: float, y: float, scale: float) -> str:
    hide, dark = "#5b5550", "#45403c"
    legs = [rect(at, -52, 20, 52, tone) for at, tone in ((-96, dark), (58, dark), (-76, hide), (80, hide))]
    body = "M-128 -96Q-120 -128 -60 -128Q0 -124 60 -130Q96 -136 118 -120L150 -112Q176 -92 186 -66Q186 -54 172 -54Q146 -62 128 -76Q112 -40 92 -40Q0 -22 -84 -38Q-134 -44 -128 -96Z"
    horns = [stroke("M124 -118Q108 -152 72 -150", "#2f2b28", 8), stroke("M138 -114Q150 -148 184 -144", "#2f2b28", 8)]
    face = [circle(148, -96, 4, INK), oval(180, -60, 5, 3, INK), oval(114, -104, 16, 7, dark), stroke("M-128 -92Q-146 -70 -140 -36", dark, 5)]
    parts = [oval(10, 2, 140, 11, "#2d5a34", opacity=0.3), *legs, path(body, hide), *horns, *face]
    rider = [path("M-26 -126Q-28 -176 0 -178Q24 -176 22 -126Z", "#d8694a"), stroke("M14 -164Q34 -150 44 -160", "#d8694a", 9), circle(0, -188, 11, "#d9a679"), group(hat(32), y=-192)]
    parts += rider
    return group(parts, x=x, y=y, scale=scale)


def folk_song(name: str) -> Sheet:
    """Singers of ví on two boats, under the moon."""
    s = Sheet(name)
    s.sky("#103a45", "#1f6468", "#6fa797", "#e7d9a4", down_to=640)
    for _star in range(90):
        s.add(circle(s.rng.uniform(0, 1600), s.rng.uniform(0, 340), s.rng.uniform(0.7, 2.1), "#fff7da", opacity=f"{s.rng.uniform(0.3, 0.9):.2f}"))
    s.sun(1130, 300, 105, "#fdf1c4", glow=4.2, strength=0.55)
    cloud(s, 760, 330, 420, "#d9e5cf", 0.28)
    mountains(s, 610, 200, "#3f8580", haze="#d9d3a4", step=520)
    mountains(s, 630, 120, "#1f5f5e", haze="#9dbb9d", step=400)
    woods(s, hills(s, 646, 40, "#12504d", haze="#12504d"), "#12504d", 13)
    water(s, 636, "#0c3c44", "#b9c69a", light="#f7efc8")
    glitter(s, 1130, 636, 1067, "#fdf1c4", spread=0.16)
    for x, y, size, turn in ((500, 846, 250, 1), (1130, 800, 190, -1)):
        boat = sampan(size, "#2b2420", rower=turn > 0, cloth="#27403a")
        singers = [group(dress(size * 0.62, cloth, arm=arm), x=size * at, y=-size * 0.03) for at, cloth, arm in ((-0.42, "#9a3f4a", "front"), (-0.14, "#6a4b7a", "up"), (0.14, "#2f7a68", "down"))]
        singers.append(group([group(hat(size * 0.16), turn=24)], x=-size * 0.02 if turn > 0 else 0, y=-size * 0.56))
        whole = [*singers, *boat]
        whole = whole if turn > 0 else [mirror(whole)]
        s.add(group([shadow_on_water(whole, opacity=0.3), *whole], x=x, y=y))
    for x, y in ((300, 960), (860, 930), (1390, 940), (700, 1010)):
        s.add(circle(x, y - 12, 60, s.halo([(0, SUN, 0.5), (1, SUN, 0)])), group([*lotus(30, "#e9b27a"), circle(0, -10, 6, "#fff3c4")], x=x, y=y))
    reeds(s, 1540, 1080, "#0b3236", tall=360, count=34)
    reeds(s, 40, 1080, "#0b3236", tall=260, count=22)
    return s


def lotus_pond(name: str) -> Sheet:
    """Lotus, standing tall."""
    s = Sheet(name, 1200, 1500)
    s.sky("#cfe6da", "#e6f1dc", "#fbf3d2", down_to=900)
    s.sun(860, 330, 150, "#fff6d8", glow=3.5, strength=0.8)
    for depth in range(4):
        tone = mix("#b9d9c6", "#1c6a52", depth / 3)
        for _leaf in range(7):
            x, y = s.rng.uniform(-60, 1260), 760 + depth * 190 + s.rng.uniform(-80, 80)
            size = 110 + depth * 62
            s.add(stroke(f"M{x:.0f} {y:.0f}Q{x + 20:.0f} {y + 300:.0f} {x + s.rng.uniform(-50, 50):.0f} 1540", mix(tone, INK, 0.2), 5 + depth * 2))
            s.add(group(pad(size, mix(tone, HONEY, s.rng.uniform(0, 0.12))), x=x, y=y, turn=s.rng.uniform(-16, 16)))
        for at in ((300, 640), (930, 720), (120, 880), (640, 560))[depth : depth + 1]:
            petal = mix("#f3d9d2", "#e58f8c", depth / 3)
            s.add(stroke(f"M{at[0]} {at[1]}Q{at[0] + 24} {at[1] + 400} {at[0] - 20} 1540", mix(tone, INK, 0.15), 7 + depth * 2), group(lotus(150 + depth * 55, petal), x=at[0], y=at[1]))
    s.add(stroke("M1020 980Q1000 1200 1040 1540", "#195d48", 10), path("M1020 980C950 920 960 800 1020 740C1080 800 1090 920 1020 980Z", "#e58f8c"), path("M1020 980C1000 920 1000 820 1020 740C1080 800 1090 920 1020 980Z", "#efb0a8"))
    return s


def bridge_at_sunset(name: str) -> Sheet:
    """The bridge over the mouth of the Lam."""
    s = Sheet(name)
    s.sky("#2f7078", "#88b3a4", "#f4d69a", "#efa766", down_to=680)
    s.sun(660, 590, 86, "#ffe9b0", glow=5)
    cloud(s, 900, 230, 460, "#fbe3b4", 0.5)
    cloud(s, 200, 160, 360, "#fbe3b4", 0.4)
    mountains(s, 660, 130, "#6d8f86", haze="#f2c98c", step=520)
    water(s, 652, "#14525a", "#f0b878", light="#ffe9bd")
    glitter(s, 660, 652, 1067, "#ffe7b0", spread=0.2)
    deck = "#f3ead2"
    for i, x in enumerate((180, 500, 820, 1140, 1460)):
        s.add(poly([(x - 20, 560), (x + 20, 560), (x + 30, 760), (x - 30, 760)], "#cdbf9d"), rect(x, 560, 20, 200, "#000000", opacity=0.12))
        s.add(oval(x, 762, 60, 9, "#8c8468"), rect(x - 24, 768, 48, 110, "#cdbf9d", opacity=0.2))
        if 0 < i < 4:
            for k in range(1, 8):
                for side in (-1, 1):
                    s.add(line([(x, 326 + k * 20), (x + side * k * 21, 556)], "#fff4d8", 2, opacity=0.9))
            s.add(poly([(x - 9, 566), (x - 7, 300), (x + 7, 300), (x + 9, 566)], deck), rect(x, 300, 8, 266, "#000000", opacity=0.14), circle(x, 296, 9, SUN))
    s.add(rect(-10, 552, 1620, 26, deck), rect(-10, 572, 1620, 8, "#a99a78"))
    for x in range(20, 1600, 64):
        s.add(line([(x, 552), (x, 520), (x + 12, 516)], "#6b6a58", 2.4))
    for x, colour in ((250, "#b5573a"), (690, RIVER), (980, SUN), (1330, "#3c7286")):
        s.add(rect(x, 538, 34, 14, colour, rx=4), rect(x + 6, 531, 19, 9, colour, rx=3))
    boat = sampan(110, cloth="#7a3b2e")
    s.add(group([shadow_on_water(boat), *boat], x=1090, y=905))
    reeds(s, 1570, 1090, "#0e3b3c", tall=330)
    grass(s, 1078, "#0f4140", tall=90)
    birds(s, 1120, 190, 7)
    return s

