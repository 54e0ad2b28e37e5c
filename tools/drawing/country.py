"""Fruit, sweets, deer, villages, forests, and where people meet."""

from __future__ import annotations

from math import cos, pi, sin

from .brush import CREAM, FOREST, HONEY, INK, ORANGE, RIVER, SUN, Sheet, circle, group, line, mirror, mix, oval, path, poly, rect, smooth, stroke
from .made import deer, dress, house, lantern, walker
from .nature import bamboo, birds, cloud, glitter, grass, hills, lotus, mountains, palm, pine, tree, water, woods


def leaf(size: float, colour: str) -> list[str]:
    return [path(f"M0 0Q{size * 0.35:.0f} {-size * 0.36:.0f} {size:.0f} 0Q{size * 0.35:.0f} {size * 0.3:.0f} 0 0Z", colour), path(f"M0 0Q{size * 0.35:.0f} {size * 0.3:.0f} {size:.0f} 0Z", INK, opacity=0.12), stroke(f"M0 0L{size * 0.9:.0f} 0", mix(colour, CREAM, 0.45), 2.4)]


def globe(s: Sheet, size: float, light: str, colour: str, dark: str) -> list[str]:
    """A round fruit with light from the upper left."""
    skin = f"g{len(s.defs)}"
    s.defs.append(f'<radialGradient id="{skin}" cx="0.36" cy="0.3" r="0.8"><stop offset="0" stop-color="{light}"/><stop offset="0.5" stop-color="{colour}"/><stop offset="1" stop-color="{dark}"/></radialGradient>')
    pores = [circle(cos(a) * r * size, sin(a) * r * size, size * 0.012, dark, opacity=0.35) for a, r in ((s.rng.uniform(0, 2 * pi), s.rng.random() ** 0.5 * 0.92) for _pore in range(90))]
    return [circle(0, 0, size, f"url(#{skin})"), *pores, oval(-size * 0.34, -size * 0.42, size * 0.24, size * 0.13, "#ffffff", opacity=0.28, transform="rotate(-38)")]


def slice_of(size: float, rind: str, pith: str, flesh: str, parts: int) -> list[str]:
    """A fruit cut across."""
    found = [circle(0, 0, size, rind), circle(0, 0, size * 0.95, pith)]
    wide = 2 * pi / parts
    for i in range(parts):
        middle = i * wide
        a, b, r = middle - wide * 0.43, middle + wide * 0.43, size * 0.78
        d = f"M{cos(middle) * size * 0.1:.1f} {sin(middle) * size * 0.1:.1f}L{cos(a) * r:.1f} {sin(a) * r:.1f}A{r:.1f} {r:.1f} 0 0 1 {cos(b) * r:.1f} {sin(b) * r:.1f}Z"
        found.append(path(d, mix(flesh, CREAM, 0.1 * (i % 2)), stroke=flesh, stroke_width=size * 0.03, stroke_linejoin="round"))
        found += [stroke(f"M{cos(t) * r * 0.45:.1f} {sin(t) * r * 0.45:.1f}L{cos(t) * r * 0.85:.1f} {sin(t) * r * 0.85:.1f}", mix(flesh, "#ffffff", 0.45), size * 0.014) for t in (middle - wide * 0.2, middle, middle + wide * 0.2)]
    return found


def pomelos(name: str) -> Sheet:
    """Phúc Trạch pomelos on the bough, the garden behind."""
    s = Sheet(name)
    s.sky("#bfe0c6", "#e3efcf", "#f8f3cf", down_to=900)
    s.add(circle(420, 260, 700, s.halo([(0, "#fffbe0", 0.9), (1, "#fffbe0", 0)])))
    mountains(s, 640, 210, "#a4cdb4", haze="#f0f3d2", step=560)
    veil = s.blur(7)
    far = [oval(s.rng.uniform(0, 1600), 720 + s.rng.uniform(-70, 260), s.rng.uniform(50, 130), s.rng.uniform(40, 90), mix("#6fb37d", "#c9dd9a", s.rng.random())) for _tree in range(90)]
    far += [circle(s.rng.uniform(0, 1600), 700 + s.rng.uniform(-60, 240), s.rng.uniform(12, 26), "#dfe07f") for _fruit in range(60)]
    s.add(f'<g filter="{veil}">{"".join(far)}</g>')
    s.add(stroke("M1640 90C1300 70 1000 190 760 150S330 120 160 250", "#6b5a3a", 26), stroke("M1100 142Q1060 260 1080 330M680 146Q640 230 650 300M1360 100Q1400 210 1390 300", "#6b5a3a", 13))
    for x, y, size in ((1085, 520, 200), (645, 470, 178), (1395, 455, 165)):
        s.add(group(globe(s, size, "#f3f0a0", "#cfd35f", "#7d9a3c"), x=x, y=y), group([*(group(leaf(110, "#2f8a50"), turn=t) for t in (-160, -20, 200))], x=x, y=y - size + 4))
    for x, y, turn, size in ((200, 230, 150, 190), (330, 170, 110, 170), (420, 150, 60, 190), (520, 140, 200, 150), (820, 150, 80, 190), (900, 170, 20, 160), (980, 150, -60, 170), (1200, 110, 70, 200), (1260, 100, -40, 160), (1500, 90, 110, 220), (1560, 86, -30, 160), (760, 140, -70, 150), (1440, 92, 60, 170)):
        s.add(group(leaf(size, mix("#2b7f4b", HONEY, s.rng.uniform(0, 0.3))), x=x, y=y, turn=turn))
    s.add(oval(330, 965, 330, 46, "#5f8a4a", opacity=0.4), group(slice_of(200, "#c7cf5a", "#fbf7dd", "#f0b49a", 13), x=330, y=800))
    s.add(group([path("M0 0Q70 -130 200 -90Q170 20 0 0Z", "#f2b9a0"), path("M0 0Q70 -130 200 -90Q120 -80 0 0Z", "#f9dcc6"), *(stroke(f"M{30 + k * 24} {-16 - k * 9}q16 -22 30 -30", "#fbe9da", 5) for k in range(5))], x=560, y=960))
    grass(s, 1080, "#4f9a55", tall=60)
    return s


def orange_hills(name: str) -> Sheet:
    """Ripe orange trees on the slopes of Hương Sơn."""
    s = Sheet(name)
    s.sky("#8cc6bb", "#dcebcf", "#fdf0c6", down_to=520)
    s.sun(1240, 240, 66, "#fff5d0", glow=5)
    cloud(s, 300, 160, 420, opacity=0.75)
    mountains(s, 500, 270, "#82b8a8", haze="#f5efce", step=600)
    mountains(s, 530, 160, "#4f9580", haze="#e3e8c6", step=450)
    s.mist(520, 110, "#fbf6de", 0.8)
    for depth, (y, colour) in enumerate(((590, "#7fb36d"), (690, "#69a65f"), (820, "#559652"), (960, "#3f8548"))):
        crest = hills(s, y, 110, colour, haze=mix(colour, FOREST, 0.3), step=760)
        size = 26 + depth * 22
        for x, top in crest[:: max(2, 5 + depth * 2)]:
            _orange_tree(s, x + s.rng.uniform(-10, 10), top + size * 0.5, size)
            _orange_tree(s, x + s.rng.uniform(0, 60), top + size * 1.7, size * 1.08)
    s.add(group(walker(210, "#7a3b2e"), x=560, y=1010), group(walker(190, RIVER, load=True), x=1010, y=1000))
    s.add(group(_basket(s), x=330, y=1020, scale=1.1), group(_basket(s), x=760, y=1045, scale=0.95))
    return s


def _orange_tree(s: Sheet, x: float, y: float, size: float) -> None:
    parts = [oval(0, size * 0.06, size * 0.8, size * 0.14, FOREST, opacity=0.3), rect(-size * 0.07, -size * 0.6, size * 0.14, size * 0.6, "#5b452e")]
    for dx, dy, r, tone in ((-0.42, -0.8, 0.5, INK), (0.42, -0.8, 0.5, INK), (0, -0.85, 0.62, FOREST), (-0.2, -1.15, 0.5, HONEY), (0.26, -1.1, 0.44, HONEY)):
        parts.append(circle(dx * size, dy * size, r * size, mix("#2f8048", tone, 0.14)))
    for _fruit in range(11):
        a, far = s.rng.uniform(0, 2 * pi), s.rng.random() ** 0.5 * 0.72
        parts.append(circle(cos(a) * far * size, -size * 0.92 + sin(a) * far * size * 0.7, size * 0.095, mix(ORANGE, "#f7b64a", s.rng.random())))
    s.add(group(parts, x=x, y=y))


def _basket(s: Sheet) -> list[str]:
    heap = [circle(-70 + (i % 6) * 28 + (i // 6) * 13, -74 - (i // 6) * 21, 19, mix(ORANGE, "#f9c254", s.rng.random())) for i in range(15)]
    weave = [stroke(f"M{-96 + k * 6} {-66 + k * 22}Q0 {-46 + k * 22} {96 - k * 6} {-66 + k * 22}", "#8a6535", 4) for k in range(4)]
    return [oval(0, 8, 120, 16, FOREST, opacity=0.4), *heap, group(leaf(44, "#2f8a50"), x=-16, y=-104, turn=-40), path("M-104 -70Q0 -40 104 -70L78 8Q0 24 -78 8Z", "#b98d4f"), *weave]


def sweet(name: str) -> Sheet:
    """Cu đơ and a cup of green tea."""
    s = Sheet(name)
    s.fill(s.wash([(0, "#2f6b5c"), (1, "#173f38")]))
    s.add(circle(1150, 120, 1200, s.halo([(0, "#f6dfa3", 0.5), (1, "#f6dfa3", 0)])))
    for i in range(26):
        s.add(stroke(f"M-20 {620 + i * 19}H1640", mix("#7d5434", "#5d3c25", i % 2 * 0.6), 19), stroke(f"M-20 {629 + i * 19}H1640", "#3f2817", 1.4, opacity=0.5))
    s.add(rect(0, 610, 1600, 460, s.wash([(0, "#ffe6ad", 0.22), (1, "#000000", 0.28)])))
    soft = s.blur(16)
    s.add(oval(620, 900, 470, 90, "#000000", opacity=0.45, filter=soft), oval(620, 870, 440, 120, "#e4efe6"), oval(620, 862, 400, 102, "#c9ddd2"), oval(620, 858, 380, 94, "#edf4ee"))
    for x, y in ((560, 838), (690, 822), (610, 772), (640, 716)):
        s.add(group(_disc(s), x=x, y=y))
    s.add(group([*_disc(s, up=True)], x=900, y=700, turn=14))
    s.add(oval(1280, 960, 190, 40, "#000000", opacity=0.45, filter=soft), path("M1130 720Q1140 930 1220 950H1340Q1420 930 1430 720Z", s.wash([(0, "#f4f1e2"), (0.6, "#dfe5d8"), (1, "#b6c4b8")], 0)), oval(1280, 720, 150, 44, "#fbf8ec"), oval(1280, 724, 132, 36, "#9aa84a"), oval(1250, 718, 70, 14, "#c9cf7a", opacity=0.7), stroke("M1140 790Q1280 840 1420 790", "#2f6b8a", 5), *(group([path("M0 0Q14 -18 30 0Q14 14 0 0Z", "#2f6b8a")], x=1190 + i * 52, y=862 - abs(i - 1.5) * 6, turn=-20 + i * 14) for i in range(4)))
    for k, x in enumerate((1230, 1290, 1340)):
        s.add(stroke(f"M{x} 660C{x - 50} 590 {x + 50} 540 {x - 10} {450 - k * 30}", "#ffffff", 12, opacity=0.16, filter=s.blur(7)))
    for _nut in range(22):
        left, top = s.rng.choice((s.rng.uniform(120, 330), s.rng.uniform(930, 1120))), s.rng.uniform(920, 1030)
        s.add(group([oval(4, 8, 24, 9, "#000000", opacity=0.35), path("M-24 0Q-22 -16 -6 -11Q10 -18 24 -3Q24 14 6 10Q-10 16 -24 0Z", "#cf9a5c"), *(line([(-16 + k * 9, -6), (-14 + k * 9, 6)], "#a87440", 1.6) for k in range(4))], x=left, y=top, turn=s.rng.uniform(-60, 60)))
    s.add(group([path("M-110 10Q-120 -40 -60 -44Q-40 -86 0 -50Q50 -80 66 -36Q120 -30 104 14Q60 40 10 22Q-60 44 -110 10Z", "#d8b377"), *(stroke(f"M{-80 + k * 40} -20q16 12 30 2", "#b58d52", 3) for k in range(4))], x=230, y=800))
    return s


def _disc(s: Sheet, *, up: bool = False) -> list[str]:
    tall = 172 if up else 62
    nuts = [oval(cos(a) * r * 150, sin(a) * r * tall * 0.82, 17, 17 if up else 8, mix("#d9a463", "#8a4f2a", s.rng.random() * 0.6)) for a, r in ((s.rng.uniform(0, 2 * pi), s.rng.random() ** 0.5 * 0.9) for _nut in range(34))]
    rim = [oval(0, 20, 184, tall, "#c9a060"), oval(0, 10, 184, tall, "#6b3a1c"), oval(0, 0, 184, tall, "#f0d39a")]
    return [oval(6, 30, 190, tall, "#000000", opacity=0.22), *rim, oval(0, 0, 168, tall * 0.9, "#8a4a22"), oval(-30, -tall * 0.2, 110, tall * 0.4, "#c9803c", opacity=0.5), *nuts, *(oval(cos(i) * 120, sin(i * 1.7) * tall * 0.6, 5, 3, "#fbf3dc") for i in range(14))]


def velvet_deer(name: str) -> Sheet:
    """Sika deer on the hills of Hương Sơn in spring."""
    s = Sheet(name)
    s.sky("#a3d0bf", "#e3eed0", "#fdf3cf", down_to=560)
    s.sun(330, 250, 70, "#fffae0", glow=5)
    mountains(s, 540, 300, "#8fc0ae", haze="#f3f1d2", step=620)
    mountains(s, 580, 190, "#58a086", haze="#e4ebc9", step=460)
    s.mist(570, 130, "#fbf7e2", 0.85)
    woods(s, hills(s, 660, 80, "#458f68", haze="#458f68"), "#3d8762", 26)
    hills(s, 800, 120, "#8dbb69", haze="#5f9d55", step=900)
    for x, y, size in ((260, 780, 120), (1180, 770, 105)):
        s.add(group(deer(size), x=x, y=y))
    s.add(path("M-20 1100V900Q500 820 980 880T1640 860V1100Z", s.wash([(0, "#79b25f"), (1, "#3a7f46")])))
    s.add(oval(860, 968, 250, 22, FOREST, opacity=0.35), group(deer(410), x=860, y=965), oval(460, 980, 130, 14, FOREST, opacity=0.3), group([mirror(deer(260, "#c98a52"))], x=460, y=978))
    s.add(group(tree(s.rng, 640, "#2f7d55"), x=1500, y=1050), group(bamboo(s.rng, 520, "#4f9a4c"), x=70, y=1040))
    grass(s, 1080, "#3f8a48", tall=130, count=260)
    for _flower in range(46):
        left, top = s.rng.uniform(0, 1600), s.rng.uniform(930, 1050)
        s.add(circle(left, top, s.rng.uniform(4, 8), s.rng.choice(("#ffffff", SUN, "#f0b6ae"))))
    return s


def village_lane(name: str) -> Sheet:
    """A village lane between clipped green hedges."""
    s = Sheet(name)
    s.sky("#8fcac0", "#d9ecd4", "#fdf4d2", down_to=520)
    cloud(s, 220, 160, 380, opacity=0.85)
    cloud(s, 1100, 130, 420, opacity=0.75)
    mountains(s, 500, 190, "#8fc0b0", haze="#f1f2d6", step=560)
    woods(s, hills(s, 540, 50, "#4f9a72", haze="#4f9a72"), "#46926b", 24)
    s.add(rect(0, 530, 1600, 540, "#79b067"))
    s.add(poly([(775, 540), (825, 540), (1240, 1080), (360, 1080)], "#d9d3bd"), poly([(798, 540), (802, 540), (812, 1080), (788, 1080)], "#ffffff", opacity=0.7))
    for side in (-1, 1):
        for depth in range(7):
            t = (depth / 7) ** 1.5
            y, x = 560 + t * 420, 800 + side * (110 + t * 560)
            if depth in (1, 3, 5):
                s.add(group(house(150 + t * 420, tile=("#b5573a", "#a4543c", "#c06a45")[depth % 3]), x=x + side * (70 + t * 170), y=y + 10))
            s.add(group(palm(s.rng, 150 + t * 560, "#2d7f52", lean=0.05 * side), x=x + side * (20 - t * 60), y=y + 12))
        edge = [(800 + side * 32, 545), (800 + side * 470, 1080), (800 + side * 760, 1080), (800 + side * 60, 532)]
        s.add(poly(edge, s.wash([(0, "#4f9a58"), (1, "#2c7442")])))
        for k in range(44):
            t = (k / 44) ** 1.4
            x, y = 800 + side * (42 + t * 560), 540 + t * 520
            r = 9 + t * 46
            s.add(circle(x, y, r, mix("#3f8f50", HONEY if k % 3 else INK, 0.12)))
            if k % 3 == 0:
                s.add(*(circle(x + s.rng.uniform(-r, r), y - s.rng.uniform(0, r), 2 + t * 6, s.rng.choice(("#e58f8c", "#fbf3df", SUN))) for _flower in range(4)))
    s.add(group([*(f'<circle cx="{x}" cy="-34" r="32" fill="none" stroke="#27302d" stroke-width="5"/>' for x in (-56, 56)), line([(-56, -34), (-14, -84), (44, -84), (56, -34)], "#a4402f", 6), line([(-14, -84), (6, -34), (44, -84)], "#a4402f", 5), line([(44, -84), (40, -108), (58, -112)], "#27302d", 5), group(dress(150, "#f6efe0"), x=-12, y=-24), group([path("M-30 0L0 -24L30 0Q0 9 -30 0Z", "#f0dfb0")], x=-12, y=-168)], x=830, y=900))
    s.add(group(walker(104, RIVER), x=742, y=740), group(walker(70, "#d8694a"), x=776, y=742))
    return s


def rain_forest(name: str) -> Sheet:
    """Vũ Quang: a saola at the stream."""
    s = Sheet(name)
    s.sky("#9cc9b6", "#cfe4c8", "#eef1cd", down_to=1000)
    s.add(*(poly([(x, -20), (x + 90, -20), (x - 260, 1080), (x - 480, 1080)], "#fffbe0", opacity=0.16) for x in (620, 860, 1120, 1380)))
    for depth, tone in enumerate(("#a5cdb4", "#74b194", "#458f70", "#236a52")):
        for _trunk in range(9 - depth):
            x = s.rng.uniform(-60, 1660)
            wide = 16 + depth * 16
            s.add(path(f"M{x - wide:.0f} 1080Q{x - wide * 0.4:.0f} 700 {x - wide * 0.5:.0f} -20H{x + wide * 0.5:.0f}Q{x + wide * 0.4:.0f} 700 {x + wide:.0f} 1080Z", tone))
        for _leaf in range(50):
            s.add(oval(s.rng.uniform(-40, 1640), s.rng.random() ** 1.6 * (330 - depth * 60), s.rng.uniform(40, 110), s.rng.uniform(26, 60), mix(tone, HONEY if s.rng.random() > 0.5 else INK, s.rng.uniform(0, 0.14))))
        s.mist(820, 320, "#f3f6dc", 0.42)
    s.add(path("M-20 1080V830Q300 790 620 840Q900 880 1640 800V1080Z", s.wash([(0, "#2f7a58"), (1, "#123f34")])))
    s.add(path("M1640 905Q1200 900 900 960T380 1090H1640Z", s.wash([(0, "#a9d6c6"), (1, "#3f8f88")])), *(stroke(f"M{1000 + k * 60} {955 + k * 16}q90 -12 220 -6", "#ffffff", 3, opacity=0.5) for k in range(7)))
    s.add(group(_saola(), x=640, y=940, scale=1.9))
    for x, y in ((1000, 985), (1090, 970), (1260, 1010), (1430, 960)):
        s.add(oval(x, y, 62, 26, "#5f7a6d"), oval(x - 8, y - 8, 50, 16, "#8aa394"))
    for x, y, flip in ((110, 1060, False), (1500, 1080, True), (330, 1080, False), (1300, 1085, True)):
        fronds = [group([path("M0 0Q100 -60 220 10Q110 -20 0 0Z", mix("#2f8a50", HONEY, k * 0.05))], turn=-160 + k * 24) for k in range(7)]
        s.add(group([mirror(fronds)] if flip else fronds, x=x, y=y, scale=1.2))
    return s


def _saola() -> list[str]:
    coat, dark = "#7a5036", "#3f2c22"
    legs = [path(f"M{x} -62L{x + 3} 0H{x + 13}L{x + 17} -62Z", tone) for x, tone in ((-56, dark), (34, dark), (-70, coat), (48, coat))]
    return [
        oval(0, 2, 96, 9, INK, opacity=0.3), *legs, path("M-78 -112Q-20 -126 48 -116Q64 -120 78 -156L100 -146Q98 -96 66 -62Q0 -48 -66 -58Q-90 -72 -78 -112Z", coat), path("M-78 -112Q-92 -96 -88 -70", "none", stroke=dark, stroke_width=6),
        path("M74 -150Q78 -178 100 -174L142 -150Q142 -138 130 -138L98 -134Z", coat), stroke("M90 -172Q66 -214 34 -236", "#2b221c", 5), stroke("M97 -174Q78 -220 50 -246", "#2b221c", 5),
        line([(96, -160), (116, -154)], CREAM, 4), line([(102, -146), (128, -144)], CREAM, 3), path("M82 -166L66 -172L76 -156Z", dark), circle(107, -162, 3, INK), stroke("M-84 -62Q-60 -54 -58 -44", CREAM, 4, opacity=0.7),
    ]


def new_year_bowl(name: str) -> Sheet:
    """A silver bowl of frangipani for the Lao new year, threads of blessing beside it."""
    s = Sheet(name)
    s.sky("#0f5a56", "#2f8073", "#b9cf9f", "#f3dc9f", down_to=1067)
    s.add(circle(800, 420, 760, s.halo([(0, "#fff0bd", 0.75), (1, "#fff0bd", 0)])))
    for k in range(9):
        x = 90 + k * 178
        s.add(group(lantern(34 + (k % 3) * 8, ("#c2503a", SUN, "#d9793a")[k % 3]), x=x, y=110 + (k % 2) * 90))
        s.add(line([(x, -10), (x, 60 + (k % 2) * 90)], "#3a4a3c", 2))
    s.add(rect(0, 850, 1600, 220, s.wash([(0, "#8a4a2f"), (1, "#4f2a1c")])), *(stroke(f"M-20 {880 + i * 34}H1640", "#6b3824", 2, opacity=0.6) for i in range(6)))
    for i in range(14):
        s.add(poly([(i * 120 - 20, 850), (i * 120 + 40, 816), (i * 120 + 100, 850), (i * 120 + 40, 884)], ("#d9a531", "#a4402f", RIVER)[i % 3]))
    s.add(oval(800, 958, 330, 34, "#000000", opacity=0.4, filter=s.blur(14)))
    silver = s.wash([(0, "#7f9390"), (0.25, "#f3f7f4"), (0.45, "#b9c8c4"), (0.7, "#eef3f0"), (1, "#6d827f")], 0)
    s.add(path("M470 640Q480 850 700 890L690 950H910L900 890Q1120 850 1130 640Z", silver), oval(800, 640, 330, 70, "#dfe8e4"), oval(800, 646, 306, 58, "#3f8f88"), oval(800, 640, 300, 40, "#8fd0c4", opacity=0.6))
    s.add(*(path(f"M{520 + i * 62} {742 + abs(i - 4.5) * -3:.0f}q28 40 56 0q-28 -34 -56 0Z", "#93a7a3", opacity=0.6) for i in range(9)))
    for x, y, size, turn in ((610, 632, 74, -10), (760, 606, 86, 20), (930, 624, 80, -30), (1050, 648, 60, 10), (690, 676, 66, 40), (860, 682, 70, -20), (330, 940, 84, 10), (1290, 960, 92, -16), (1420, 920, 64, 20)):
        s.add(group(_frangipani(size), x=x, y=y, turn=turn))
    for _drop in range(90):
        a, far = s.rng.uniform(-pi, 0), s.rng.uniform(120, 560)
        left, top = 800 + cos(a) * far, 600 + sin(a) * far * 0.85
        s.add(path(f"M{left:.0f} {top:.0f}q-8 14 0 20q8 -6 0 -20Z", "#ffffff", opacity=f"{max(0.15, 0.8 - far / 700):.2f}"))
    for k in range(5):
        s.add(stroke(f"M{1190 + k * 8} 900Q{1330 + k * 6} {840 + k * 12} {1500 + k * 4} {905 + k * 12}", "#fdfaf0", 3))
    return s


def _frangipani(size: float) -> list[str]:
    found = []
    for i in range(5):
        d = f"M0 0C{-size * 0.42:.0f} {-size * 0.3:.0f} {-size * 0.3:.0f} {-size:.0f} {size * 0.08:.0f} {-size:.0f}C{size * 0.36:.0f} {-size * 0.8:.0f} {size * 0.22:.0f} {-size * 0.3:.0f} 0 0Z"
        found.append(group([path(d, "#fffdf5"), path(f"M0 0C{-size * 0.2:.0f} {-size * 0.2:.0f} {-size * 0.12:.0f} {-size * 0.5:.0f} {size * 0.04:.0f} {-size * 0.56:.0f}C{size * 0.14:.0f} {-size * 0.4:.0f} {size * 0.1:.0f} {-size * 0.2:.0f} 0 0Z", "#f8d46a"), stroke(f"M{-size * 0.2:.0f} {-size * 0.55:.0f}Q{-size * 0.16:.0f} {-size * 0.92:.0f} {size * 0.06:.0f} {-size * 0.98:.0f}", "#e6e2cf", 2)], turn=i * 72))
    return found


def fruit_works(name: str) -> Sheet:
    """A bright works among the orchards."""
    s = Sheet(name)
    s.sky("#8cc9c4", "#d8ecd9", "#fbf3d3", down_to=520)
    cloud(s, 200, 150, 420, opacity=0.85)
    cloud(s, 1060, 200, 380, opacity=0.7)
    mountains(s, 510, 230, "#86bbad", haze="#f0f1d5", step=600)
    woods(s, hills(s, 550, 50, "#4b9670", haze="#4b9670"), "#438e69", 22)
    s.add(rect(0, 545, 1600, 530, s.wash([(0, "#9cc27a"), (1, "#5a9a58")])))
    s.add(rect(360, 380, 860, 250, "#f4f6ee"), poly([(340, 384), (360, 320), (560, 320), (580, 384), (600, 320), (800, 320), (820, 384), (840, 320), (1040, 320), (1060, 384), (1080, 320), (1220, 320), (1240, 384)], "#0e6f5b"), rect(360, 404, 860, 18, SUN), rect(1000, 384, 220, 246, INK, opacity=0.05))
    s.add(*(rect(400 + i * 90, 450, 62, 52, "#9fcac9") for i in range(9)), *(rect(420 + i * 190, 540, 110, 90, "#6b7d76") for i in range(4)), rect(1240, 300, 70, 330, "#e4e9e0"), oval(1275, 300, 35, 14, "#f7f9f3"), rect(1330, 350, 70, 280, "#d6ded3"), oval(1365, 350, 35, 14, "#f7f9f3"))
    for x in range(380, 1220, 120):
        s.add(poly([(x, 318), (x + 84, 318), (x + 70, 292), (x + 14, 292)], "#2d4f63"), line([(x + 42, 292), (x + 42, 318)], "#7fa3b5", 1.5))
    s.add(path("M700 630H840Q900 820 1200 1080H560Q760 820 700 630Z", "#d6d0ba"))
    for depth in range(5):
        size, y = 34 + depth * 16, 690 + depth * 82
        for i in range(12):
            for side in (-1, 1):
                x = 770 + side * (150 + depth * 50 + i * (74 + depth * 24))
                if -80 < x < 1680:
                    _orange_tree(s, x, y, size)
    s.add(group([rect(-92, -86, 120, 66, "#f3ead2"), rect(-92, -62, 120, 14, RIVER), path("M34 -20V-70H62Q78 -70 86 -44L90 -20Z", SUN), path("M48 -46V-62H62Q70 -62 76 -46Z", "#5e8a90"), rect(-96, -24, 190, 9, "#3a4541"), *(circle(x, -10, 15, "#27302d") for x in (-60, 62))], x=800, y=770))
    return s


def lodges(name: str) -> Sheet:
    """Wooden lodges among pines by the lake."""
    s = Sheet(name)
    s.sky("#2f6f78", "#7fb5a8", "#f3dfa8", "#f1bd7c", down_to=560)
    s.sun(980, 500, 74, "#fff0c4", glow=5)
    cloud(s, 300, 170, 420, "#fbe8c0", 0.5)
    mountains(s, 555, 240, "#6f9f95", haze="#f0cf96", step=600)
    mountains(s, 570, 140, "#3f7f70", haze="#cdbb84", step=450)
    water(s, 560, "#15545a", "#eec58a", light="#fff1cf")
    glitter(s, 980, 560, 860, "#fff0c4", spread=0.25)
    s.add(path("M-20 1080V760Q260 690 620 800Q900 890 1640 880V1080Z", s.wash([(0, "#3d8360"), (1, "#123f36")])))
    for x, y, scale in ((300, 800, 1.25), (640, 880, 1.0), (1180, 935, 1.15)):
        lodge = [*(line([(dx, 0), (dx, 44)], "#4a3322", 9) for dx in (-120, -40, 40, 120)), rect(-150, -14, 300, 18, "#6b4a30"), rect(-110, -120, 220, 108, "#9a6a42"), *(line([(-110, -104 + k * 15), (110, -104 + k * 15)], "#7d5232", 2) for k in range(7)), rect(-86, -96, 70, 62, "#ffe6a3"), rect(10, -100, 60, 88, "#ffe6a3"), line([(-51, -96), (-51, -34)], "#7d5232", 3), path("M-160 -112L0 -224L160 -112L132 -104L0 -196L-132 -104Z", "#5d4630"), path("M-110 -120L0 -198L110 -120Z", "#b37f50"), line([(-150, -14), (-150, -50), (150, -50), (150, -14)], "#6b4a30", 5)]
        s.add(circle(x, y - 60, 190 * scale, s.halo([(0, "#ffe6a3", 0.45), (1, "#ffe6a3", 0)])), group(lodge, x=x, y=y, scale=scale))
    s.add(path("M730 900Q860 850 900 760L940 760Q920 880 830 930Z", "#8a6a42"), *(line([(760 + i * 18, 884 - i * 13), (800 + i * 16, 908 - i * 14)], "#6b4a30", 3) for i in range(9)))
    for x, y, tall, flip in ((60, 980, 620, False), (880, 1040, 330, True), (1500, 1020, 690, True)):
        old = pine(s.rng, tall, "#1f6048")
        s.add(group([mirror(old)] if flip else old, x=x, y=y))
    grass(s, 1080, "#123f36", tall=70)
    return s


def lotus_city(name: str) -> Sheet:
    """Thành Sen, the lotus city, over its lake."""
    s = Sheet(name)
    s.sky("#5fa9b0", "#b3d9cc", "#fbf0cc", down_to=560)
    s.sun(1180, 240, 70, "#fff6d4", glow=5)
    cloud(s, 260, 170, 420, opacity=0.8)
    mountains(s, 560, 150, "#8abdb0", haze="#f0f0d4", step=560)
    for row, (tone, low) in enumerate((("#a9cfc2", 640), ("#7fb5a6", 650))):
        for i in range(26):
            wide, tall = s.rng.uniform(40, 84), s.rng.uniform(60, 210 - row * 60)
            x = i * 64 - 20 + row * 30
            s.add(rect(x, low - tall, wide, tall, mix(tone, CREAM, s.rng.uniform(0, 0.25))))
            s.add(*(rect(x + 8 + c * 14, low - tall + 12 + r * 18, 7, 9, "#fdf3d0", opacity=0.7) for c in range(int(wide / 16)) for r in range(int(tall / 22))))
    for x, wide, tall, tone in ((420, 110, 300, "#f3efe0"), (900, 130, 340, "#e9f0e8"), (1240, 96, 260, "#f3e8cc")):
        s.add(rect(x, 650 - tall, wide, tall, tone), rect(x + wide * 0.7, 650 - tall, wide * 0.3, tall, INK, opacity=0.08), *(rect(x + 10, 650 - tall + 16 + r * 20, wide - 20, 8, "#7fb0b0", opacity=0.7) for r in range(int(tall / 22))), rect(x + wide * 0.4, 650 - tall - 30, 6, 30, "#8aa39a"))
    woods(s, hills(s, 668, 30, "#3a8a64", haze="#3a8a64"), "#3a8a64", 22)
    s.add(rect(0, 668, 1600, 26, "#e6dcbd"), *(line([(i * 40, 660), (i * 40, 684)], "#b9ad8c", 3) for i in range(41)), line([(0, 662), (1600, 662)], "#b9ad8c", 3))
    water(s, 694, "#176066", "#a3d0c2")
    for x, y, size, petal in ((300, 900, 120, "#e9a3a0"), (760, 980, 170, "#e58f8c"), (1230, 920, 138, "#eeb0aa"), (1010, 830, 70, "#f0bdb6"), (520, 820, 64, "#f0bdb6")):
        s.add(*(oval(x + dx, y + 14, size * 0.9, size * 0.24, mix("#2f7d5d", HONEY, 0.1)) for dx in (-size * 0.8, size * 0.75)), group(lotus(size, petal), x=x, y=y))
    birds(s, 640, 280, 6)
    return s


def press_table(name: str) -> Sheet:
    """Microphones before a curtain of river and mountain."""
    s = Sheet(name)
    s.sky("#0c4a3e", "#17685a", "#3f8f7a", down_to=760)
    mountains(s, 620, 300, "#2f8471", haze="#5fa890", step=600)
    mountains(s, 680, 200, "#1d6e5c", haze="#3d8f79", step=460)
    for k in range(5):
        s.add(stroke(smooth([(x, 690 + k * 22 + 14 * sin(x / 150 + k)) for x in range(-20, 1660, 60)]), HONEY if k == 2 else "#9fcdbf", 5, opacity=0.5))
    s.sun(1180, 260, 84, SUN, glow=3.4, strength=0.5)
    s.add(rect(0, 830, 1600, 240, s.wash([(0, "#8a5d3c"), (1, "#4f3322")])), rect(0, 830, 1600, 16, "#b5814f"))
    for i, (x, tall, tone) in enumerate(((540, 330, "#d9793a"), (670, 390, "#0e6f5b"), (800, 430, "#2b3330"), (930, 390, "#b5573a"), (1060, 330, "#3c7286"))):
        lean = (800 - x) * 0.06
        s.add(oval(x, 872, 46, 10, "#241812"), stroke(f"M{x} 870Q{x} {870 - tall * 0.6:.0f} {x + lean:.0f} {870 - tall:.0f}", "#2b3330", 9))
        head = [rect(-25, -96, 50, 110, "#3c4643", rx=25), *(line([(-23, -84 + k * 14), (23, -84 + k * 14)], "#6f7d78", 2) for k in range(6)), rect(-33, -8, 66, 46, tone, rx=6), circle(0, 15, 11, CREAM, opacity=0.9 if i % 2 else 0.6)]
        s.add(group(head, x=x + lean, y=870 - tall, turn=lean * 0.5))
    s.add(group([rect(-150, -8, 300, 196, "#fbf8ee"), *(rect(-120, 22 + k * 24, 240 - (k % 3) * 46, 8, "#9fb3aa") for k in range(6))], x=250, y=880, turn=-8), group([rect(-110, -10, 220, 150, "#20302c", rx=12), rect(-98, 2, 196, 118, "#9fcdbf"), path("M-98 120V76L-40 30L10 84L50 52L98 92V120Z", "#0e6f5b")], x=1340, y=890, turn=7))
    s.add(group([oval(0, 0, 42, 12, "#dfe8e4"), path("M-40 0L-32 84Q0 96 32 84L40 0Q0 14 -40 0Z", "#c9e0dc", opacity=0.75)], x=480, y=900))
    return s


