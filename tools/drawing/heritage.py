"""Places of memory, old books, songs and feasts."""

from __future__ import annotations

from math import pi, sin

from .brush import CREAM, HONEY, INK, RIVER, SUN, Sheet, circle, group, line, mirror, mix, oval, path, poly, rect, smooth, stroke
from .made import dress, festival_flag, hall, hat, lantern, roof, sampan, shadow_on_water, tiers, trawler, walker
from .nature import birds, cloud, glitter, grass, hills, lotus, mountains, pad, palm, pine, tree, water, woods


def bell_tower(name: str) -> Sheet:
    """The bell tower of Đồng Lộc among pines, at the end of the day."""
    s = Sheet(name)
    s.sky("#3d7f83", "#9cc3ad", "#f5dca0", "#f0b06b", down_to=760)
    s.sun(1120, 560, 92, "#ffedbd", glow=5)
    cloud(s, 260, 200, 420, "#fbe8c0", 0.5)
    cloud(s, 1180, 180, 320, "#fbe8c0", 0.45)
    mountains(s, 680, 230, "#7ba79a", haze="#f3d79c", step=520)
    mountains(s, 720, 150, "#4d8a78", haze="#e7c989", step=420)
    s.mist(700, 110, "#fbe9bd", 0.65)
    woods(s, hills(s, 790, 110, "#2a6a56", haze="#4e8059", step=600), "#25634f", 22)
    hills(s, 900, 120, "#2d7a5b", haze="#1f5d49", step=900)
    s.add(path("M560 1067Q640 930 716 846L764 846Q790 930 900 1067Z", "#ead9ad"), path("M560 1067Q640 930 716 846L724 846Q670 940 610 1067Z", "#c9b27f", opacity=0.6))
    s.add(group(tiers(230, 660, 7, tile="#a4543c", wall="#f6e9cb"), x=740, y=856))
    for x, y, tall, flip in ((170, 1010, 640, False), (420, 960, 380, True), (1090, 960, 360, False), (1370, 1030, 600, True), (1540, 990, 430, False)):
        old = pine(s.rng, tall, mix("#1c5a45", "#3b8a5d", s.rng.random() * 0.6))
        s.add(group([mirror(old)] if flip else old, x=x, y=y))
    for i in range(10):
        x, y = 905 + i * 40 + (i % 2) * 14, 930 + (i % 3) * 26
        s.add(line([(x, y), (x, y - 30)], "#2f6a45", 3), *(circle(x + dx, y - 34 + dy, 8, "#fbf3df") for dx, dy in ((0, -6), (7, 0), (-7, 0), (0, 6))), circle(x, y - 34, 4, SUN))
    grass(s, 1078, "#174a3a", tall=70, count=170)
    birds(s, 880, 240, 5)
    return s


def poet_garden(name: str) -> Sheet:
    """The memorial garden of Nguyễn Du: gate, banyan, pond and moon."""
    s = Sheet(name)
    s.sky("#2e6d73", "#7fb3a5", "#dfe6bf", "#f6e7b5", down_to=700)
    s.sun(1220, 250, 78, "#fff7dc", glow=4, strength=0.6)
    cloud(s, 960, 320, 380, "#fbf6e0", 0.5)
    mountains(s, 610, 190, "#73a99b", haze="#eee6bb", step=560)
    s.mist(600, 120, "#f7efcb", 0.7)
    woods(s, hills(s, 660, 60, "#3b8265", haze="#3b8265"), "#347a5f", 24)
    s.add(rect(0, 655, 1600, 130, s.wash([(0, "#a9b672"), (1, "#7f9f5f")])))
    s.add(group(hall(620, 330, bays=7), x=830, y=742))
    s.add(group(hall(250, 200, bays=3), x=400, y=748), group(hall(250, 200, bays=3), x=1260, y=748))
    s.add(rect(0, 742, 1600, 46, "#d9caa0"), rect(0, 782, 1600, 12, "#9d8f6b"))
    s.add(group(walker(86, "#0e6f5b"), x=640, y=776), group(dress(96, "#f6efe0"), x=1010, y=778), group(dress(94, "#9a3f4a"), x=1046, y=778))
    water(s, 792, "#1d5f5c", "#8db9a0", light="#f3f6dd")
    s.add(group([shadow_on_water(hall(620, 330, bays=7), squash=0.42, opacity=0.2)], x=830, y=794))
    s.add(group(tree(s.rng, 900, "#2f7a55"), x=130, y=905), path("M0 872Q240 846 330 900Q400 960 300 1067H0Z", "#5d8450"), path("M0 872Q240 846 330 900Q250 880 0 896Z", "#8fae68"))
    grass(s, 910, "#4f7f4c", tall=46, count=60, right=330)
    for _leaf in range(22):
        y = s.rng.uniform(880, 1050)
        s.add(group(pad((y - 790) * 0.42, mix("#2f7d5d", HONEY, s.rng.uniform(0, 0.2))), x=s.rng.uniform(420, 1640), y=y))
    for x, y, size in ((620, 960, 80), (930, 1010, 108), (1270, 955, 84), (1480, 1030, 122)):
        s.add(group(lotus(size), x=x, y=y))
    return s


def mountain_pagoda(name: str) -> Sheet:
    """Hương Tích pagoda above the clouds."""
    s = Sheet(name, 1200, 1500)
    s.sky("#6fb0ab", "#b9d9c9", "#f3f0d2", "#fbe9b4", down_to=1200)
    s.sun(870, 330, 96, "#fffbe6", glow=5)
    mountains(s, 760, 470, "#8fbfb1", haze="#f1efd3", step=620)
    s.mist(740, 220, "#fbf8e6", 0.9)
    mountains(s, 960, 460, "#4f9683", haze="#e7eccd", step=520)
    s.mist(960, 230, "#fbf8e6", 0.95)
    cliff = [(-20, 1160), (60, 1120), (150, 1010), (260, 985), (390, 960), (640, 955), (760, 975), (860, 1060), (980, 1110), (1220, 1230), (1220, 1520), (-20, 1520)]
    s.add(path(smooth(cliff, closed=True), s.wash([(0, "#3d8468"), (1, "#123f36")], span=(950, 1500))))
    for _tree in range(220):
        x = s.rng.uniform(-20, 1220)
        y = 1010 + abs(x - 520) * 0.24 + s.rng.random() ** 0.7 * 420
        tone = mix("#2b7558", INK if s.rng.random() > 0.4 else HONEY, s.rng.uniform(0, 0.3))
        s.add(oval(x, y, s.rng.uniform(22, 46), s.rng.uniform(18, 36), tone))
    s.add(group(hall(430, 270, bays=5), x=500, y=985), group(tiers(96, 300, 5), x=800, y=1010), group(hall(190, 140, bays=3), x=235, y=1012))
    for i in range(34):
        t = i / 33
        x, wide = 500 + 170 * sin(t * 2.6) + 30 * t, 46 + 200 * t**1.6
        s.add(rect(x - wide / 2, 990 + 500 * t**1.25, wide, 6 + 15 * t, mix("#efe3bf", "#bda87a", i % 2 * 0.5)))
    for x, y, cloth in ((545, 1090, "#9a3f4a"), (622, 1165, "#f6efe0"), (650, 1178, RIVER), (655, 1300, "#c9743c")):
        s.add(group(walker(46 + (y - 1050) * 0.3, cloth), x=x, y=y))
    s.add(group(pine(s.rng, 820, "#1f6b4c"), x=1080, y=1510), group([mirror(pine(s.rng, 560, "#24704f"))], x=90, y=1500))
    for x, y, size in ((40, 880, 420), (700, 820, 460), (260, 700, 300)):
        cloud(s, x, y, size, "#fffdf2", 0.75)
    birds(s, 300, 460, 7)
    return s


def ca_tru(name: str) -> Sheet:
    """A ca trù evening: voice, lute and drum under lanterns."""
    s = Sheet(name, 1200, 1500)
    s.fill(s.wash([(0, "#2a1f1a"), (0.5, "#5a3426"), (1, "#38231b")]))
    s.add(circle(600, 560, 800, s.halo([(0, "#f7cf7d", 0.85), (0.5, "#d98a4a", 0.35), (1, "#2a1f1a", 0)])))
    s.add(circle(600, 560, 360, "#f3d492", opacity=0.9), circle(600, 560, 360, s.halo([(0, "#fff3cf", 0.9), (1, "#e5b765", 0.1)])))
    s.add(path("M300 700Q420 560 520 640T760 600T900 690A360 360 0 0 1 300 700Z", "#b88a4b", opacity=0.45), path("M270 720Q460 640 600 700T930 700A360 360 0 0 1 270 720Z", "#8d6a3e", opacity=0.5))
    for x in (90, 1110):
        s.add(rect(x - 44, 0, 88, 1190, "#4a2a20"), rect(x - 44, 0, 26, 1190, "#6b3d2b"), *(rect(x - 24, 230 + i * 130, 48, 96, "#e7b95c", opacity=0.18) for i in range(6)))
    s.add(rect(0, 0, 1200, 96, "#3a221a"), *(group(lantern(58, "#c2503a"), x=x, y=250 + dy) for x, dy in ((260, 0), (940, 0))), *(circle(x, 250, 210, s.halo([(0, SUN, 0.4), (1, SUN, 0)])) for x in (260, 940)))
    s.add(poly([(0, 1190), (1200, 1190), (1200, 1500), (0, 1500)], "#7a4a2f"), rect(0, 1190, 1200, 310, s.wash([(0, "#f3c777", 0.35), (1, "#1d120d", 0.5)])))
    s.add(poly([(150, 1220), (1050, 1220), (1180, 1460), (20, 1460)], "#a8523c"), poly([(185, 1240), (1015, 1240), (1120, 1438), (80, 1438)], "#c9743c"), poly([(205, 1252), (995, 1252), (1085, 1424), (115, 1424)], "#a8523c"))
    s.add(group(_sitting("#9a3040", "phach"), x=600, y=1330, scale=1.5), group(_sitting("#2f5f58", "lute", man=True), x=285, y=1310, scale=1.3), group(_sitting("#46506b", "drum", man=True), x=925, y=1310, scale=1.3))
    return s


def _sitting(cloth: str, plays: str, *, man: bool = False) -> list[str]:
    skin = "#dcab80"
    parts = [
        path("M-130 0Q-120 -70 -40 -84H40Q120 -70 130 0Q60 26 0 18Q-60 26 -130 0Z", cloth),
        path("M-58 -70Q-66 -200 -20 -226H20Q66 -200 58 -70Z", cloth), path("M0 -226L-16 -190L4 -70L30 -70L18 -196Z", mix(cloth, INK, 0.2)),
        rect(-12, -246, 24, 26, skin), oval(0, -272, 28, 35, skin), path("M-30 -270Q-34 -318 0 -318Q34 -318 30 -270Q20 -298 0 -298Q-20 -298 -30 -270Z", INK),
    ]
    if man:
        parts.append(path("M-33 -290Q0 -336 33 -290Q0 -304 -33 -290Z", "#20302e"))
    else:
        parts.append(stroke("M-32 -294Q0 -336 32 -294", "#3a1b22", 15))
    if plays == "phach":
        parts += [rect(-66, -8, 132, 18, "#7d5230"), rect(-58, -16, 116, 10, "#a8743f"), stroke("M-54 -190Q-110 -130 -40 -70", cloth, 26), stroke("M54 -190Q110 -130 40 -70", cloth, 26), circle(-38, -66, 12, skin), circle(38, -66, 12, skin), line([(-38, -66), (-8, -20)], "#e8c98c", 7), line([(38, -66), (12, -20)], "#e8c98c", 7)]
    elif plays == "lute":
        parts += [group([rect(-36, -50, 92, 112, "#8d5f35"), rect(-28, -42, 76, 96, "#b98a4f"), rect(0, -330, 18, 284, "#a8743f"), *(rect(-2, -320 + i * 26, 22, 5, CREAM) for i in range(10))], x=30, y=-60, turn=-52), stroke("M-54 -190Q-130 -150 -150 -190", cloth, 26), circle(-152, -192, 13, skin), stroke("M54 -190Q92 -120 44 -84", cloth, 26), circle(44, -82, 12, skin)]
    else:
        parts += [oval(-120, -20, 42, 14, "#e9d4a4"), path("M-162 -20Q-170 20 -158 44H-82Q-70 20 -78 -20Q-120 0 -162 -20Z", "#a4402f"), stroke("M-54 -190Q-120 -150 -112 -96", cloth, 26), circle(-112, -94, 12, skin), line([(-112, -94), (-128, -26)], "#e8c98c", 7), stroke("M54 -190Q96 -120 40 -70", cloth, 26), circle(40, -70, 12, skin)]
    return parts


def woodblock(name: str) -> Sheet:
    """A printing block, ink, brush and the sheet just lifted from it."""
    s = Sheet(name)
    s.fill(s.wash([(0, "#7b5a3c"), (1, "#4b3524")]))
    for i in range(70):
        y = i * 16 + s.rng.uniform(-5, 5)
        s.add(stroke(f"M-20 {y:.0f}C400 {y + s.rng.uniform(-26, 26):.0f} 1000 {y + s.rng.uniform(-26, 26):.0f} 1640 {y + s.rng.uniform(-12, 12):.0f}", mix("#6a4a30", "#a07a50", s.rng.random()), s.rng.uniform(1, 4), opacity=0.35))
    s.add(circle(380, 180, 1100, s.halo([(0, "#ffe3a6", 0.42), (1, "#ffe3a6", 0)])))
    shadow = s.blur(22)
    sheet, block = [rect(0, 0, 560, 690, "#f6ecd0"), *_columns(s, 560, 690, "#3a2a20", carved=False)], [rect(0, 0, 640, 690, "#6e4428", rx=10), rect(0, 0, 640, 26, "#8d5d38", rx=10), rect(26, 40, 588, 624, "#5a3520"), *_columns(s, 640, 690, "#b98452", carved=True)]
    s.add(group([rect(16, 26, 640, 690, "#000000", opacity=0.5, filter=shadow), *block], x=120, y=180, turn=-5))
    s.add(group([rect(12, 22, 560, 690, "#000000", opacity=0.4, filter=shadow), *sheet], x=850, y=150, turn=4))
    s.add(group([oval(8, 14, 120, 84, "#000000", opacity=0.4, filter=shadow), oval(0, 0, 118, 80, "#2c2a2a"), oval(0, -6, 92, 58, "#121314"), oval(-20, -18, 40, 14, "#59666a", opacity=0.6)], x=800, y=960))
    brush = [rect(0, -9, 420, 18, "#c79a55", rx=8), rect(390, -13, 60, 26, "#7a2e24"), path("M450 -14Q520 -18 560 0Q520 18 450 14Z", "#1d1a19")]
    s.add(group([group([rect(0, -9, 560, 18, "#000000", opacity=0.35, filter=shadow)], x=6, y=16), *brush], x=1000, y=990, turn=-12))
    return s


def _columns(s: Sheet, width: float, height: float, ink: str, *, carved: bool) -> list[str]:
    """Columns of signs that are nobody's words: strokes set as script is set."""
    left, top, right, low = 50, 70, width - 50, height - 60
    parts = [f'<rect x="{left - 10}" y="{top - 14}" width="{right - left + 20}" height="{low - top + 24}" fill="none" stroke="{ink}" stroke-width="5"/>']
    columns, signs = 7, 9
    for c in range(columns):
        x = left + (right - left) * c / columns
        parts.append(line([(x + (right - left) / columns, top - 12), (x + (right - left) / columns, low + 8)], ink, 1.6))
        for r in range(signs):
            cell, y = (right - left) / columns * 0.7, top + (low - top) * r / signs
            for _mark in range(s.rng.randint(5, 8)):
                kind, u, v = s.rng.random(), s.rng.uniform(0.12, 0.88), s.rng.uniform(0.1, 0.9)
                at = (x + (right - left) / columns * 0.15 + u * cell, y + v * cell * 0.82)
                reach = cell * s.rng.uniform(0.2, 0.42)
                ends = ((reach, 0), (0, reach), (reach * 0.6, reach * 0.7), (-reach * 0.6, reach * 0.7))[int(kind * 4)]
                parts.append(line([(at[0] - ends[0] / 2, at[1] - ends[1] / 2), (at[0] + ends[0] / 2, at[1] + ends[1] / 2)], ink, 5 if carved else 4.2))
    return parts


def envoy_map(name: str) -> Sheet:
    """A handscroll with the road of an embassy along rivers and mountains."""
    s = Sheet(name)
    s.fill(s.wash([(0, "#1f4f47"), (1, "#123932")], 60))
    s.add(circle(500, 200, 1000, s.halo([(0, "#bfe0c8", 0.25), (1, "#bfe0c8", 0)])))
    s.add(rect(90, 250, 1430, 610, "#000000", opacity=0.5, filter=s.blur(26)))
    s.add(rect(70, 215, 1460, 620, "#c2a566"), rect(70, 245, 1460, 560, s.wash([(0, "#f5e7c0"), (0.5, "#f9efd2"), (1, "#ecd9a8")], 0)))
    river = [(60, 640), (240, 600), (400, 660), (560, 580), (720, 620), (900, 520), (1080, 560), (1260, 470), (1540, 500)]
    inside = s.clip(rect(70, 245, 1460, 560, "#fff"))
    s.add(f'<g clip-path="{inside}">', stroke(smooth(river), "#9cc0b0", 46), stroke(smooth(river), "#c7dccb", 34), *(stroke(smooth([(x, y + d) for x, y in river]), "#7fa898", 1.4, opacity=0.7) for d in (-8, 0, 8)), "</g>")
    peaks = []
    for _hill in range(58):
        x, y = s.rng.uniform(80, 1520), s.rng.choice((s.rng.uniform(330, 440), s.rng.uniform(720, 800)))
        tall = s.rng.uniform(40, 110)
        tone = mix("#5f8f7c", "#b99a5b", s.rng.random())
        peaks.append((y, path(f"M{x - tall * 0.8:.0f} {y:.0f}Q{x - tall * 0.25:.0f} {y - tall * 0.5:.0f} {x:.0f} {y - tall:.0f}Q{x + tall * 0.3:.0f} {y - tall * 0.4:.0f} {x + tall * 0.8:.0f} {y:.0f}Z", tone, opacity=0.55) + stroke(f"M{x - tall * 0.8:.0f} {y:.0f}Q{x - tall * 0.25:.0f} {y - tall * 0.5:.0f} {x:.0f} {y - tall:.0f}Q{x + tall * 0.3:.0f} {y - tall * 0.4:.0f} {x + tall * 0.8:.0f} {y:.0f}M{x:.0f} {y - tall:.0f}Q{x + tall * 0.05:.0f} {y - tall * 0.5:.0f} {x + tall * 0.2:.0f} {y - tall * 0.15:.0f}", "#3c5a4f", 1.8)))
    s.add(f'<g clip-path="{inside}">{"".join(markup for _y, markup in sorted(peaks))}</g>')
    road = [(120, 700), (300, 690), (440, 540), (620, 680), (780, 520), (960, 640), (1140, 470), (1320, 560), (1490, 400)]
    s.add(stroke(smooth(road), "#a4402f", 4, stroke_dasharray="3 14"))
    for i, (x, y) in enumerate(road):
        if i % 2:
            s.add(group([rect(-26, -18, 52, 18, "#f7edd0", stroke="#3c5a4f", stroke_width=1.6), group(roof(78, 22, "#a4604a", tiles=8), y=-18)], x=x, y=y))
        else:
            s.add(rect(x - 12, y - 12, 24, 24, "#f7edd0", stroke="#a4402f", stroke_width=2.4), circle(x, y, 5, "#a4402f"))
        for k in range(4):
            s.add(line([(x + 44, y - 40 + k * 13), (x + 44 + (k % 2) * 3, y - 32 + k * 13)], "#2f2a24", 4), line([(x + 38, y - 36 + k * 13), (x + 51, y - 36 + k * 13)], "#2f2a24", 2.6))
    boat = sampan(44, "#57432f", awning=True)
    s.add(group(boat, x=650, y=606), group(boat, x=1190, y=510))
    for x in (70, 1530):
        s.add(rect(x - 24, 180, 48, 690, s.wash([(0, "#6b3f2a"), (0.4, "#a86b45"), (1, "#4a2a1c")], 0), rx=8), rect(x - 15, 150, 30, 34, SUN, rx=6), rect(x - 15, 866, 30, 34, SUN, rx=6))
    return s


def healer(name: str) -> Sheet:
    """A herb garden below the mountains and the healer's house."""
    s = Sheet(name)
    s.sky("#8cc4b6", "#d3e6cf", "#fbf1cd", down_to=520)
    s.sun(420, 250, 60, "#fff3c9", glow=5)
    cloud(s, 980, 170, 380, opacity=0.7)
    mountains(s, 520, 330, "#7db3a3", haze="#f3f0d0", step=620)
    mountains(s, 550, 210, "#4a937c", haze="#e4eac8", step=440)
    s.mist(540, 110, "#fbf6de", 0.8)
    woods(s, hills(s, 600, 60, "#347f62", haze="#347f62"), "#2f7a5d", 22)
    s.add(rect(0, 596, 1600, 480, s.wash([(0, "#8fb06c"), (1, "#4f8a52")])))
    s.add(group(hall(520, 280, bays=5), x=1110, y=700), group(hall(200, 160, bays=3), x=760, y=680))
    s.add(path("M1090 700Q1000 850 640 1067H900Q1120 860 1140 700Z", "#ecdcae"))
    for row in range(5):
        for i in range(13 - row):
            x, y = -10 + i * (58 + row * 22) + row * 8, 740 + row * 66
            if x > 930 - row * 78 or y < 735:
                continue
            tone = ("#3f8f58", "#2f7a5d", "#6aa457", "#86a34e", "#4b9a74")[(row + i) % 5]
            size = 24 + row * 8
            s.add(*(group([path(f"M0 0Q{size * 0.5:.0f} {-size * 0.2:.0f} {size:.0f} 0Q{size * 0.5:.0f} {size * 0.2:.0f} 0 0", mix(tone, HONEY, k * 0.06))], x=x, y=y, turn=-160 + k * 28) for k in range(6)))
            if (row * 7 + i) % 4 == 0:
                s.add(circle(x, y - size * 0.9, size * 0.2, ("#d8694a", "#f3bb3b", "#b78ab5")[i % 3]))
    s.add(group(_herbalist(), x=1010, y=905, scale=1.5))
    s.add(group(tree(s.rng, 620, "#2f7d58"), x=1500, y=1020), group(palm(s.rng, 330, "#2f8458"), x=620, y=650))
    grass(s, 1080, "#2f7046", tall=70)
    return s


def _herbalist() -> list[str]:
    robe = "#4e6b62"
    return [
        oval(0, 2, 60, 8, INK, opacity=0.2), path("M-40 0Q-46 -120 -26 -160Q0 -176 26 -160Q46 -120 40 0Z", robe), path("M0 -166L-8 -100L6 0H20L12 -120Z", mix(robe, INK, 0.25)),
        stroke("M-26 -148Q-58 -110 -30 -88", robe, 19), stroke("M26 -148Q62 -120 44 -96", robe, 19), circle(-28, -88, 8, "#dcab80"), circle(44, -96, 8, "#dcab80"),
        path("M-58 -96H6L-4 -66H-48Z", "#a67a42"), *(circle(-48 + i * 13, -99, 9, tone) for i, tone in enumerate(("#3f8f58", "#86a34e", "#d8a23f", "#4b9a74"))),
        oval(0, -184, 19, 23, "#dcab80"), path("M-9 -170Q0 -128 10 -170Q0 -162 -9 -170Z", "#f1efe6"), path("M-22 -190Q0 -224 22 -190Q0 -200 -22 -190Z", "#1f2f2d"),
    ]


def open_book(name: str) -> Sheet:
    """The tale that opens like a landscape."""
    s = Sheet(name)
    s.sky("#123f47", "#2e7273", "#8bb6a0", "#e9dcae", down_to=1067)
    for _star in range(80):
        s.add(circle(s.rng.uniform(0, 1600), s.rng.uniform(0, 480), s.rng.uniform(0.8, 2.2), "#fff7da", opacity=f"{s.rng.uniform(0.3, 0.9):.2f}"))
    s.sun(800, 330, 150, "#fdf3cf", glow=3.6, strength=0.6)
    page = s.clip(path("M800 700C660 600 400 600 190 660V200H1410V660C1200 600 940 600 800 700Z", "#fff"))
    inner = Sheet(name + "-inner")
    inner.defs = s.defs
    mountains(inner, 640, 260, "#5b9a92", haze="#dfdcae", step=420)
    mountains(inner, 680, 180, "#2f7a70", haze="#a9c1a0", step=360)
    inner.add(group(pine(inner.rng, 330, "#1c5c4d"), x=380, y=680), group([mirror(pine(inner.rng, 260, "#216553"))], x=1230, y=670), group(hall(210, 150, bays=3), x=1040, y=652))
    veil = s.halo([(0, "#fff", 1), (0.72, "#fff", 1), (1, "#fff", 0)])
    s.defs.append(f'<mask id="fade">{oval(800, 540, 640, 300, veil)}</mask>')
    s.add(f'<g clip-path="{page}"><g mask="url(#fade)">{"".join(inner.body)}</g></g>')
    cloud(s, 250, 430, 340, "#f6efcf", 0.35)
    cloud(s, 1120, 350, 320, "#f6efcf", 0.35)
    s.add(oval(800, 985, 720, 60, INK, opacity=0.45, filter=s.blur(18)))
    for side in (1, -1):
        pages = [path(f"M0 {700 + d}C140 {600 + d} 400 {600 + d} 620 {668 + d}V{938 + d}C400 {872 + d} 140 {872 + d} 0 {968 + d}Z", tone) for d, tone in ((22, "#8a4a35"), (12, "#d8c594"), (6, "#e6d7ac"), (0, "#fbf3da"))]
        rows = [stroke(f"M{60 + (k % 2) * 26} {735 + k * 24 - 26}C180 {664 + k * 24 - 14} 380 {660 + k * 24 - 14} {560 - (k % 2) * 70} {702 + k * 24 - 14}", "#7d8a78", 4, opacity=0.55) for k in range(8)]
        leaf = [*pages, *rows, path("M0 700C30 672 60 656 90 646V906C50 920 20 940 0 968Z", "#000000", opacity=0.1)]
        s.add(group(leaf if side > 0 else [mirror(leaf)], x=800))
    for x, y, turn in ((520, 520, 20), (640, 440, -30), (990, 470, 50), (1120, 560, -10), (430, 400, 70)):
        s.add(group([path("M0 0Q14 -16 30 -4Q18 12 0 0Z", "#f0b6ae")], x=x, y=y, turn=turn))
    return s


def procession(name: str) -> Sheet:
    """The spring procession to the healer's temple."""
    s = Sheet(name)
    s.sky("#8cc6b7", "#d8e9cf", "#fcefc6", down_to=560)
    cloud(s, 200, 150, 420, opacity=0.8)
    cloud(s, 1100, 210, 380, opacity=0.7)
    mountains(s, 560, 280, "#7db3a3", haze="#f3f0d0", step=600)
    mountains(s, 590, 180, "#4a937c", haze="#e4eac8", step=430)
    s.mist(585, 100, "#fbf6de", 0.8)
    woods(s, hills(s, 650, 70, "#347f62", haze="#347f62"), "#2f7a5d", 24)
    s.add(rect(0, 640, 1600, 430, s.wash([(0, "#b9bd7a"), (0.3, "#e3d3a0"), (1, "#cdb67c")])))
    s.add(group(hall(560, 320, bays=5, tile="#a4543c"), x=1240, y=730), group(tree(s.rng, 560, "#2f7d58"), x=110, y=760))
    for x in range(60, 1600, 170):
        s.add(group(festival_flag(62 + (x % 3) * 6), x=x, y=752 + (x % 2) * 10))
    palanquin = [rect(-90, -190, 180, 100, "#a4402f"), rect(-78, -178, 156, 76, SUN, opacity=0.5), group(roof(280, 86, "#c9743c", tiles=14), y=-188), line([(-190, -84), (190, -84)], "#6b3f2a", 12), rect(-96, -96, 192, 16, SUN), *(circle(-70 + i * 35, -140, 12, "#f8d98a") for i in range(5))]
    cloths = ("#a4402f", "#d9a531", RIVER, "#46506b", "#9a3f4a", "#3f8d7a")
    for i in range(9):
        x = 130 + i * 112
        s.add(group(_bearer(cloths[i % 6], banner=i % 3 == 0), x=x, y=905 + (i % 2) * 14))
    s.add(group(palanquin, x=1185, y=890), *(group(_bearer("#a4402f"), x=x, y=912) for x in (1020, 1080, 1290, 1350)))
    for x in (1460, 1530):
        s.add(group([line([(0, 0), (0, -260)], "#6b3f2a", 7), path("M-84 -236Q0 -320 84 -236Q0 -262 -84 -236Z", SUN), *(line([(k * 24, -248 + abs(k) * 3), (k * 24, -206)], "#c9743c", 4) for k in range(-3, 4))], x=x, y=910), group(dress(170, "#9a3f4a"), x=x + 26, y=914))
    grass(s, 1080, "#8f9a4e", tall=60, count=180)
    return s


def _bearer(cloth: str, *, banner: bool = False) -> list[str]:
    parts = [
        oval(0, 2, 30, 6, INK, opacity=0.2), path("M-20 0L-16 -80H16L20 0H6L0 -60L-6 0Z", "#f3ead2"),
        path("M-26 -54Q-28 -138 0 -144Q28 -138 26 -54Z", cloth), rect(-26, -92, 52, 9, SUN), rect(-6, -156, 12, 16, "#dcab80"), oval(0, -168, 14, 17, "#dcab80"),
        path("M-19 -174Q0 -204 19 -174Q0 -182 -19 -174Z", mix(cloth, INK, 0.3)), stroke("M20 -128Q40 -106 28 -92", cloth, 12),
    ]
    if banner:
        parts += [line([(34, 0), (34, -290)], "#6b3f2a", 5), path("M34 -290H92L78 -240L92 -150Q64 -170 34 -150Z", "#d8694a"), path("M42 -280H80L69 -240L80 -166Q62 -180 42 -166Z", SUN)]
    return parts


def sea_rite(name: str) -> Sheet:
    """Decorated boats put out to sea at the fishermen's festival."""
    s = Sheet(name)
    s.sky("#58a9b3", "#a9d6cc", "#f8efcb", down_to=560)
    s.sun(800, 330, 84, "#fff2c2", glow=5)
    cloud(s, 170, 150, 400, opacity=0.8)
    cloud(s, 1130, 120, 420, opacity=0.8)
    mountains(s, 545, 130, "#6aa79d", haze="#dfe9cf", step=420)
    water(s, 540, "#0f6470", "#a6d3c8")
    glitter(s, 800, 540, 1067, "#fff2c2", spread=0.22)
    for x, y, size, hull in ((290, 650, 84, "#2b7a8d"), (1290, 640, 78, "#2f8f78"), (760, 620, 60, "#b5573a"), (1010, 650, 70, "#2b7a8d"), (520, 632, 58, "#2f8f78")):
        s.add(_dressed(trawler(size, hull), size, x, y))
    for x, y, size, hull in ((420, 830, 210, "#0e6f5b"), (1130, 880, 250, "#1f6f86")):
        s.add(_dressed(trawler(size, hull), size, x, y))
    for x, y in ((700, 760), (150, 930), (860, 985), (1480, 760)):
        s.add(group([oval(0, 8, 62, 12, "#083a44", opacity=0.4), path("M-56 -22Q-50 22 0 24Q50 22 56 -22Q0 -8 -56 -22Z", "#8a6b3c"), oval(0, -22, 56, 13, "#5f4827"), path("M-18 -22Q-20 -66 0 -68Q20 -66 18 -22Z", "#d8694a"), circle(0, -76, 10, "#dcab80"), group(hat(28), y=-80)], x=x, y=y))
    birds(s, 620, 180, 8, "#ffffff", 20)
    return s


def _dressed(boat: list[str], size: float, x: float, y: float) -> str:
    colours = ("#da3b2d", SUN, "#2f8f78", "#ffffff", "#3c7286")
    pennants = []
    for i in range(14):
        t = i / 13
        at = (size * (-0.66 + 1.68 * t), -size * (1.05 - 0.46 * abs(t - 0.48) * 2 + 0.06 * sin(t * pi * 2)))
        pennants.append(poly([at, (at[0] + size * 0.09, at[1] + size * 0.01), (at[0] + size * 0.04, at[1] + size * 0.14)], colours[i % 5]))
    top = group([*festival_flag(size * 0.2)], x=size * 0.16, y=-size * 0.95)
    return group([shadow_on_water(boat, squash=0.4, opacity=0.25), *boat, top, *pennants], x=x, y=y)


def bronze_bell(name: str) -> Sheet:
    """A great bell at dusk."""
    s = Sheet(name)
    s.sky("#1d4d55", "#4f8a84", "#e3c68a", "#eaa766", down_to=900)
    s.sun(1180, 640, 100, "#ffe9b5", glow=5)
    mountains(s, 820, 180, "#5f8f83", haze="#e5bd7e", step=520)
    mountains(s, 900, 160, "#2f6d60", haze="#a89a6a", step=460)
    woods(s, hills(s, 1010, 90, "#174e43", haze="#123f37"), "#164a40", 26)
    for i in range(1, 6):
        s.add(f'<circle cx="600" cy="520" r="{330 + i * 120}" fill="none" stroke="#fff1c9" stroke-width="3" opacity="{0.34 - i * 0.05:.2f}"/>')
    s.add(rect(0, 0, 1600, 120, "#2c1d16"), rect(0, 104, 1600, 16, "#5a3a28"), rect(150, 0, 80, 1067, "#35231a"), rect(150, 0, 22, 1067, "#5a3a28"), rect(970, 0, 80, 1067, "#35231a"), rect(970, 0, 22, 1067, "#5a3a28"))
    bronze = s.wash([(0, "#3f4a33"), (0.3, "#b08a4a"), (0.42, "#e7c983"), (0.6, "#8d6b38"), (1, "#33321f")], 0)
    s.add(stroke("M600 120V190", "#2c1d16", 26), stroke("M540 240Q540 168 600 168T660 240", "#5d4a28", 26))
    s.add(path("M600 210C470 210 440 300 428 470C420 640 410 720 366 800H834C790 720 780 640 772 470C760 300 730 210 600 210Z", bronze))
    for y, a, b in ((330, 446, 754), (350, 442, 758), (560, 423, 777), (580, 421, 779), (740, 396, 804)):
        s.add(stroke(f"M{a} {y}Q600 {y + 26} {b} {y}", "#33321f", 5, opacity=0.7), stroke(f"M{a} {y + 6}Q600 {y + 32} {b} {y + 6}", "#f3dc9c", 2, opacity=0.6))
    s.add(*(circle(470 + c * 62 + (r % 2) * 8, 392 + r * 46 + 10 * sin(c), 9, "#e7c983", opacity=0.8) for c in range(5) for r in range(3)))
    s.add(oval(600, 800, 234, 30, "#26261a"), circle(600, 664, 40, "#a07c42"), circle(600, 664, 40, s.halo([(0, "#f3dc9c", 0.8), (1, "#f3dc9c", 0)])))
    s.add(rect(880, 640, 640, 44, s.wash([(0, "#8a5d3a"), (1, "#4a2d1c")]), rx=20), *(line([(x, 120), (x + 20, 644)], "#2c1d16", 6) for x in (1010, 1330)))
    birds(s, 1240, 300, 6)
    return s


