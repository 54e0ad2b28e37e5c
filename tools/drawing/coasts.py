"""The sea, the harbour, the pass and the border."""

from __future__ import annotations

from math import sin

from .brush import EARTH, HONEY, INK, RIVER, SUN, Sheet, circle, group, line, mirror, mix, oval, path, poly, rect, smooth, stroke
from .made import crane, dress, flag, roof, ship, trawler, turbine, walker
from .nature import birds, cloud, glitter, grass, hills, mountains, palm, pine, ripples, water, woods


def bay(name: str) -> Sheet:
    """The bow of sand at Thiên Cầm, its islands and palms."""
    s = Sheet(name)
    s.sky("#5cb3c0", "#aadbd4", "#fdf3d3", down_to=470)
    s.sun(1180, 210, 62, "#fff7d6", glow=5)
    cloud(s, 300, 140, 420, opacity=0.85)
    cloud(s, 820, 220, 320, opacity=0.7)
    mountains(s, 440, 120, "#7cb8b2", haze="#e8f1dc", step=420)
    s.add(rect(0, 436, 1600, 640, s.wash([(0, "#8fd0cb"), (0.35, "#2f9aa3"), (1, "#147a86")])))
    ripples(s, 440, 800, "#ffffff", opacity=0.4)
    for x, wide, high in ((420, 330, 110), (700, 160, 58), (1310, 240, 84)):
        island = [(x - wide / 2, 452), (x - wide * 0.36, 452 - high * 0.55), (x - wide * 0.12, 452 - high), (x + wide * 0.1, 452 - high * 0.8), (x + wide * 0.3, 452 - high * 0.5), (x + wide / 2, 452)]
        s.add(path(smooth(island) + "Z", s.wash([(0, "#2f7f69"), (1, "#7fb3a0")])), stroke(f"M{x - wide * 0.5} 454h{wide}", "#f1e3b8", 5))
    shore = [(1640, 520), (1380, 560), (1050, 640), (700, 740), (380, 860), (160, 980), (-20, 1080)]
    for away, tone, opacity in ((-58, "#7ecdc5", 0.5), (-34, "#bfe7dc", 0.7), (-14, "#ffffff", 0.9)):
        wave = [(x, y + away + 8 * sin(x / 90)) for x, y in shore]
        s.add(path(smooth(wave) + "V1100H1640Z", tone, opacity=opacity))
    s.add(path(smooth(shore) + "V1100H1640Z", s.wash([(0, "#f7e8bd"), (1, "#e6cb8d")])), path(smooth([(x + 10, y + 16) for x, y in shore]) + "V1100H1640Z", "#f9eecb", opacity=0.55))
    for x, y, size, turn in ((950, 770, 70, -12), (1080, 748, 60, 8), (760, 866, 86, -4)):
        basket = [oval(6, 30, size * 1.05, size * 0.24, EARTH, opacity=0.3), path(f"M{-size} -6Q{-size * 0.9} {size * 0.5} 0 {size * 0.52}Q{size * 0.9} {size * 0.5} {size} -6Z", "#a07a42"), oval(0, -6, size, size * 0.3, "#6d5230"), oval(0, -2, size * 0.86, size * 0.22, "#8a6b3c"), *(stroke(f"M{-size * k:.0f} {size * 0.16:.0f}Q0 {size * 0.5 * k + 6:.0f} {size * k:.0f} {size * 0.16:.0f}", "#7d5f34", 2) for k in (0.92, 0.8))]
        s.add(group(basket, x=x, y=y, turn=turn))
    boat = trawler(92)
    s.add(group(boat, x=560, y=590), group(trawler(54, "#2f8f78"), x=1010, y=520))
    for x, y, tall, lean in ((1340, 1000, 620, -0.16), (1500, 1040, 740, -0.1), (1170, 930, 420, 0.12)):
        s.add(oval(x + 80, y + 6, 120, 14, "#b99a5b", opacity=0.4), group(palm(s.rng, tall, "#2a7d52", lean=lean), x=x, y=y))
    s.add(group(walker(96, "#d8694a"), x=640, y=990), group(dress(104, "#f6efe0"), x=700, y=996))
    birds(s, 860, 330, 6, "#ffffff", 18)
    return s


def night_fleet(name: str) -> Sheet:
    """Squid boats, a row of lamps on the night sea."""
    s = Sheet(name)
    s.sky("#071f2c", "#103f4c", "#2b6a70", "#5f9287", down_to=560)
    for _star in range(260):
        s.add(circle(s.rng.uniform(0, 1600), s.rng.random() ** 1.5 * 520, s.rng.uniform(0.6, 2.2), "#fff7da", opacity=f"{s.rng.uniform(0.2, 0.95):.2f}"))
    s.add(path("M-20 420Q500 40 1640 160V60Q700 -60 -20 300Z", "#cfe6dc", opacity=0.07, filter=s.blur(30)))
    mountains(s, 552, 90, "#123f47", haze="#3f7a78", step=420)
    water(s, 548, "#06202c", "#4f8781", light="#a9d2c5")
    for i in range(11):
        x, y = 70 + i * 146 + s.rng.uniform(-36, 36), 566 + s.rng.uniform(0, 26)
        _lamp(s, x, y, 22)
    for x, y, size in ((430, 700, 92), (1160, 770, 138)):
        _lamp(s, x + size * 0.1, y - size * 0.5, size * 0.7)
        s.add(group(trawler(size, "#173b46", band="#b5573a"), x=x, y=y))
        s.add(*(circle(x - size * 0.5 + i * size * 0.22, y - size * 0.74, size * 0.05, "#fff9df") for i in range(7)))
    s.add(path("M-20 1067V960Q260 900 520 985Q760 1040 900 1067Z", "#04161e"))
    grass(s, 1000, "#04161e", tall=70, count=70, right=520)
    return s


def _lamp(s: Sheet, x: float, y: float, size: float) -> None:
    s.add(circle(x, y, size * 4.5, s.halo([(0, "#fff3b8", 0.85), (0.2, "#f8d77c", 0.4), (1, "#f8d77c", 0)])), circle(x, y, size * 0.22, "#fffbe6"))
    for k in range(26):
        down = (k / 26) ** 1.3 * size * 9
        long = s.rng.uniform(0.2, 0.9) * (size * 0.9 + down * 0.12)
        s.add(stroke(f"M{x - long / 2 + s.rng.uniform(-4, 4):.0f} {y + size * 0.5 + down:.0f}h{long:.0f}", "#fbe3a0", 2 + down * 0.012, opacity=f"{max(0.08, 0.75 - k / 32):.2f}"))


def pass_gate(name: str) -> Sheet:
    """Hoành Sơn gate above the sea, evening."""
    s = Sheet(name)
    s.sky("#3d8088", "#97c1ac", "#f6dba0", "#f1b672", down_to=640)
    s.sun(1150, 520, 88, "#ffefc0", glow=5)
    cloud(s, 880, 190, 420, "#fbe8c0", 0.55)
    s.add(rect(0, 610, 1600, 460, s.wash([(0, "#f3c98a"), (0.35, "#5fa096"), (1, "#1d6468")])))
    ripples(s, 612, 1060, "#fff1cf")
    glitter(s, 1150, 612, 1060, "#fff1cf", spread=0.24)
    s.add(path(smooth([(860, 640), (1010, 604), (1120, 590), (1240, 612), (1380, 600), (1640, 622)]) + "V650H860Z", "#4d8a7c", opacity=0.8))
    for points, top, low in (([(-20, 300), (120, 260), (260, 330), (420, 400), (600, 520), (760, 640), (840, 700)], "#4f9180", "#2d6f60"), ([(-20, 520), (140, 470), (300, 540), (520, 640), (760, 760), (1000, 900), (1100, 960)], "#2f7a63", "#1b5a49")):
        s.add(path(smooth(points) + "V1100H-20Z", s.wash([(0, top), (1, low)])))
    for _tree in range(150):
        x = s.rng.uniform(-20, 900)
        y = 560 + x * 0.42 + s.rng.random() * 200
        s.add(oval(x, y, s.rng.uniform(18, 34), s.rng.uniform(14, 26), mix("#256c56", HONEY if s.rng.random() > 0.6 else INK, s.rng.uniform(0, 0.25))))
    s.add(path("M-20 1100V860Q300 760 640 800Q1000 850 1640 1000V1100Z", s.wash([(0, "#3a8460"), (1, "#123f36")])))
    s.add(path("M560 1100Q600 940 645 850H735Q800 960 900 1100Z", "#e8d6a6"))
    for i in range(11):
        y, wide = 862 + i * 22, 92 + i * 24
        s.add(rect(690 - wide / 2 + i * 3, y, wide, 7, "#b9a272"))
    stone = s.wash([(0, "#d9ceb2"), (1, "#a3967a")])
    s.add(rect(500, 560, 380, 296, stone), poly([(470, 856), (500, 560), (520, 560), (520, 856)], "#8f8468"), rect(482, 536, 416, 30, "#bfb393"), *(rect(486 + i * 60, 508, 38, 30, "#cfc4a5") for i in range(7)))
    for r in range(9):
        s.add(line([(500, 592 + r * 30), (880, 592 + r * 30)], "#8f8468", 1.6, opacity=0.6), *(line([(520 + c * 56 + (r % 2) * 28, 592 + r * 30), (520 + c * 56 + (r % 2) * 28, 622 + r * 30)], "#8f8468", 1.4, opacity=0.5) for c in range(7) if r < 8))
    s.add(path("M618 856V720A72 72 0 0 1 762 720V856Z", "#f3d39a"), path("M618 856V720A72 72 0 0 1 762 720V856H740V724A50 50 0 0 0 640 724V856Z", "#6f664f"), rect(600, 590, 180, 46, "#7a3b2e"), *(line([(626 + i * 44, 602), (626 + i * 44, 624)], SUN, 5) for i in range(4)), *(line([(614 + i * 44, 612), (638 + i * 44, 612)], SUN, 4) for i in range(4)))
    s.add(group(walker(92, "#9a3f4a"), x=700, y=905), group(walker(100, RIVER), x=762, y=950))
    s.add(group(pine(s.rng, 640, "#1f6048"), x=230, y=1060), group([mirror(pine(s.rng, 430, "#26694f"))], x=1010, y=960))
    grass(s, 1078, "#174a3a", tall=70)
    birds(s, 1080, 300, 7)
    return s


def harbour(name: str) -> Sheet:
    """Vũng Áng: deep water, cranes, ships and wind."""
    s = Sheet(name)
    s.sky("#4f9fae", "#a6d2cb", "#fbedc9", down_to=560)
    s.sun(260, 300, 64, "#fff4cf", glow=5)
    cloud(s, 700, 160, 460, opacity=0.8)
    cloud(s, 1250, 120, 300, opacity=0.6)
    mountains(s, 540, 260, "#7db2a8", haze="#f1ecd0", step=620)
    mountains(s, 560, 150, "#4a917f", haze="#d9e4c9", step=460)
    for i, x in enumerate((90, 250, 400, 560, 1320, 1470)):
        s.add(group(turbine(250 - (i % 3) * 34, 18 + i * 37), x=x, y=520 - (i % 2) * 22))
    s.mist(548, 80, "#fbf3d8", 0.7)
    s.add(rect(0, 560, 1600, 110, "#c9c2a9"), rect(0, 660, 1600, 20, "#8f8870"))
    shades = (RIVER, "#d9793a", "#e8b93f", "#3c7286", "#b5573a", "#e4e9e2")
    for i in range(34):
        for j in range(s.rng.randint(1, 4)):
            shade = shades[s.rng.randrange(6)]
            s.add(rect(20 + i * 47, 628 - j * 23, 45, 22, shade), *(line([(24 + i * 47 + k * 8, 630 - j * 23), (24 + i * 47 + k * 8, 648 - j * 23)], INK, 1, opacity=0.18) for k in range(5)))
    for x, tall in ((360, 470), (760, 520), (1160, 480)):
        s.add(group([mirror(crane(tall))], x=x, y=664))
    water(s, 680, "#0f5964", "#7cb9b4")
    whole = ship(900)
    s.add(group([f'<g transform="scale(1 -0.5)" opacity="0.18">{"".join(whole)}</g>', *whole], x=680, y=800), group([mirror(ship(520, hull="#7a3b2e", seed=2, rows=3))], x=1330, y=735))
    s.add(group([path("M-60 -16H64L50 16H-46Z", "#b5573a"), rect(-30, -44, 46, 28, "#f3ead2"), rect(-8, -66, 18, 22, "#d9793a")], x=250, y=930), stroke("M330 936q160 18 380 8", "#e6f3ee", 4, opacity=0.6), stroke("M322 944q200 40 520 30", "#e6f3ee", 3, opacity=0.4))
    birds(s, 900, 330, 7, "#ffffff", 20)
    return s


def depot(name: str) -> Sheet:
    """A logistics centre between road and railway."""
    s = Sheet(name)
    s.sky("#86c3bd", "#d5e8d4", "#fbf1cf", down_to=480)
    cloud(s, 250, 140, 400, opacity=0.8)
    cloud(s, 1080, 190, 380, opacity=0.7)
    mountains(s, 470, 230, "#82b6a9", haze="#eef0d6", step=600)
    woods(s, hills(s, 505, 50, "#3f8a6c", haze="#3f8a6c"), "#3a8467", 18)
    s.add(rect(0, 500, 1600, 570, s.wash([(0, "#cfcbb4"), (1, "#a9a78f")])))
    for x, wide, tone in ((90, 520, "#e9efe6"), (650, 430, "#dbe7df"), (1120, 460, "#e9efe6")):
        s.add(rect(x, 380, wide, 190, tone), path(f"M{x - 14} 384Q{x + wide / 2} 300 {x + wide + 14} 384Z", "#0e6f5b"), rect(x, 398, wide, 16, SUN), rect(x + wide * 0.72, 384, wide * 0.28, 186, INK, opacity=0.06))
        for i in range(int(wide / 74)):
            s.add(rect(x + 20 + i * 72, 486, 48, 84, "#6b7d76"), *(line([(x + 20 + i * 72, 498 + k * 13), (x + 68 + i * 72, 498 + k * 13)], "#8fa39b", 2) for k in range(6)))
    s.add(rect(0, 632, 1600, 120, "#5f6b66"), *(rect(20 + i * 120, 688, 64, 7, "#f3ead2") for i in range(14)))
    for x, tone in ((220, "#d9793a"), (760, RIVER), (1280, "#3c7286")):
        s.add(group(_lorry(tone), x=x, y=738))
    s.add(rect(0, 842, 1600, 16, "#7d7663"), rect(0, 884, 1600, 16, "#7d7663"), *(rect(i * 46, 836, 20, 72, "#8c7a5c") for i in range(36)), rect(0, 844, 1600, 7, "#d6d8cf"), rect(0, 886, 1600, 7, "#d6d8cf"))
    s.add(group(_engine(), x=1270, y=888), *(group([rect(-120, -118, 240, 84, tone), *(line([(-110 + k * 20, -112), (-110 + k * 20, -40)], INK, 1.5, opacity=0.2) for k in range(12)), rect(-126, -36, 252, 14, "#3a4541"), *(circle(dx, -12, 15, "#2b3330") for dx in (-84, -50, 50, 84))], x=x, y=888) for x, tone in ((960, "#e8b93f"), (690, "#b5573a"), (420, "#3c7286"), (150, RIVER))))
    grass(s, 1078, "#5d8f5c", tall=120, count=220)
    s.add(group(palm(s.rng, 360, "#2f8458"), x=80, y=640), group(palm(s.rng, 300, "#2f8458", lean=-0.1), x=1530, y=620))
    return s


def _lorry(tone: str) -> list[str]:
    return [oval(0, 4, 150, 9, INK, opacity=0.25), rect(-140, -96, 200, 78, tone), *(line([(-130 + k * 19, -90), (-130 + k * 19, -24)], INK, 1.4, opacity=0.2) for k in range(10)), path("M66 -18V-78H104Q122 -78 130 -46L134 -18Z", "#f3ead2"), path("M88 -48V-70H102Q112 -70 118 -48Z", "#5e8a90"), rect(-144, -22, 280, 10, "#3a4541"), *(circle(x, -8, 16, "#27302d") for x in (-104, -68, 100)), *(circle(x, -8, 6, "#aab4af") for x in (-104, -68, 100))]


def _engine() -> list[str]:
    return [path("M-150 -34V-104H60Q110 -104 132 -70L146 -34Z", "#a4402f"), rect(-150, -66, 290, 12, SUN), path("M62 -96H78Q100 -94 112 -72H62Z", "#bfe0dc"), rect(-126, -94, 150, 18, "#7a2e24"), rect(-156, -36, 310, 16, "#3a4541"), *(circle(x, -12, 17, "#2b3330") for x in (-110, -70, 60, 100))]


def border_gate(name: str) -> Sheet:
    """The road over the mountains to the gate at Cầu Treo."""
    s = Sheet(name)
    s.sky("#6fb0b2", "#bcdccb", "#faf0cf", down_to=560)
    s.sun(420, 230, 60, "#fff6d6", glow=5)
    mountains(s, 560, 420, "#8bbcb0", haze="#f3efd3", step=640)
    mountains(s, 640, 330, "#4f9481", haze="#dde8cb", step=480)
    s.mist(600, 130, "#fbf6e0", 0.85)
    crest = mountains(s, 760, 240, "#2c765f", haze="#3d8767", step=520)
    woods(s, crest, "#2a7159", 20, every=0.6)
    s.add(rect(0, 740, 1600, 330, s.wash([(0, "#3d8767"), (1, "#1b5646")])))
    s.add(path("M735 745H865L1280 1080H320Z", "#7d857c"), path("M797 745H803L822 1080H778Z", "#f3ead2", opacity=0.85), stroke("M735 745L320 1080", "#f3ead2", 5), stroke("M865 745L1280 1080", "#f3ead2", 5))
    for y, wide in ((300, 300), (356, 210)):
        cloud(s, 1130, y - 120, wide, opacity=0.6)
    s.add(rect(430, 590, 96, 180, "#efe3c2"), rect(1074, 590, 96, 180, "#efe3c2"), rect(500, 590, 26, 180, "#cdbf9d"), rect(1074, 590, 26, 180, "#cdbf9d"), rect(404, 560, 792, 52, "#f3e8ca"), rect(404, 598, 792, 14, "#0e6f5b"))
    s.add(*(rect(x, 612, 18, 140, "#d8ccaa") for x in (650, 932)), rect(610, 706, 66, 60, "#f3ead2"), rect(924, 706, 66, 60, "#f3ead2"), rect(618, 714, 50, 24, "#5e8a90"), rect(932, 714, 50, 24, "#5e8a90"))
    s.add(group(roof(900, 130, "#a4543c", curl=0.12, tiles=44), x=800, y=560), group(roof(420, 84, "#a4543c", curl=0.14, tiles=22), x=800, y=440))
    s.add(group(flag(62, "vi"), x=346, y=772), group(flag(62, "lo"), x=1200, y=772))
    s.add(group([poly([(0, 0), (170, -8), (170, 0), (0, 8)], "#f3ead2"), *(poly([(20 + i * 40, -1 - i * 2), (40 + i * 40, -2 - i * 2), (40 + i * 40, 7 - i * 2), (20 + i * 40, 7 - i * 2)], "#c8443a") for i in range(4))], x=690, y=742, turn=-24))
    s.add(group([rect(-60, -92, 120, 70, "#0e6f5b", rx=8), rect(-50, -84, 100, 30, "#bfe0dc"), rect(-62, -26, 124, 12, "#27302d"), circle(-38, -10, 13, "#1d2422"), circle(38, -10, 13, "#1d2422"), rect(-50, -46, 18, 10, SUN), rect(32, -46, 18, 10, SUN)], x=884, y=868, scale=1.25))
    for x, y, tall, flip in ((90, 1020, 600, False), (1500, 1000, 640, True), (250, 900, 300, False), (1360, 880, 300, True)):
        old = pine(s.rng, tall, "#1f6048")
        s.add(group([mirror(old)] if flip else old, x=x, y=y))
    grass(s, 1080, "#174a3a", tall=60)
    return s


def fish_market(name: str) -> Sheet:
    """Boats come home at daybreak, baskets wait on the sand."""
    s = Sheet(name)
    s.sky("#5f97a3", "#b9cdb7", "#f7d79a", "#f2b673", down_to=560)
    s.sun(560, 500, 76, "#fff0c2", glow=5.5)
    cloud(s, 980, 180, 460, "#fbe3b4", 0.55)
    mountains(s, 545, 120, "#7f9d92", haze="#f2c98c", step=460)
    water(s, 540, "#2c7078", "#f3c88c", light="#fff1cf")
    glitter(s, 560, 540, 800, "#fff1cf", spread=0.3)
    for x, y, size, hull, flip in ((980, 690, 150, "#1f6f86", True), (1330, 740, 190, "#0e6f5b", True), (250, 660, 110, "#b5573a", False), (700, 610, 64, "#1f6f86", True)):
        boat = trawler(size, hull)
        s.add(group([mirror(boat)] if flip else boat, x=x, y=y))
    s.add(path("M-20 860Q400 770 860 800T1640 780V1100H-20Z", "#fff6dc", opacity=0.8), path("M-20 876Q400 786 860 816T1640 796V1100H-20Z", s.wash([(0, "#dcb877"), (1, "#b98b4f")])))
    for x, y, tall, cloth, load in ((200, 960, 210, "#7a3b2e", True), (450, 930, 170, RIVER, False), (560, 945, 176, "#9a3f4a", False), (900, 940, 180, "#3c6f82", False), (1150, 990, 220, "#c9743c", True), (1420, 960, 190, "#46506b", False)):
        s.add(oval(x, y + 2, tall * 0.3, tall * 0.05, EARTH, opacity=0.4), group(walker(tall, cloth, load=load), x=x, y=y))
    for x, y in ((500, 1000), (640, 1010), (780, 985), (980, 1020), (340, 1020), (1290, 1030)):
        fish = [group([oval(0, 0, 26, 8, "#cfdcd9"), path("M22 0L40 -9V9Z", "#b4c6c4"), circle(-16, -1, 2, INK), stroke("M-8 -4q14 -3 24 2", "#8fa6a6", 2)], x=s.rng.uniform(-30, 30), y=-38 - i * 6, turn=s.rng.uniform(-40, 40)) for i in range(5)]
        s.add(group([oval(0, 2, 76, 12, EARTH, opacity=0.4), oval(0, -32, 68, 18, "#5f4827"), *fish, path("M-70 -34L-52 2Q0 14 52 2L70 -34Q0 -12 -70 -34Z", "#a67a42"), stroke("M-64 -22Q0 0 64 -22", "#7d5a30", 3), stroke("M-58 -10Q0 12 58 -10", "#7d5a30", 3)], x=x, y=y))
    birds(s, 760, 250, 8, "#ffffff", 22)
    return s


