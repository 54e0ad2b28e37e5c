"""The sketch map of the province: a drawing to find one's way by, never a statement of borders."""

from __future__ import annotations

from .brush import CREAM, FOREST, HONEY, INK, RIVER, SUN, Point, Sheet, circle, group, line, mix, oval, path, poly, rect, smooth, stroke
from .made import ship, trawler
from .nature import spiral

LEFT, RIGHT, TOP, LOW = 104.98, 106.72, 18.86, 17.80
TYPE = "BVNvietnamese, BVNlatin, sans-serif"
OUTLINE: tuple[Point, ...] = (
    (105.757, 18.765), (105.80, 18.69), (105.83, 18.63), (105.885, 18.55), (105.925, 18.47), (105.965, 18.40), (106.02, 18.33), (106.075, 18.28), (106.12, 18.245), (106.20, 18.205),
    (106.29, 18.19), (106.34, 18.15), (106.41, 18.125), (106.45, 18.08), (106.50, 18.01), (106.48, 17.955), (106.42, 17.925), (106.30, 17.915), (106.20, 17.93), (106.10, 17.975),
    (106.00, 17.955), (105.90, 17.92), (105.78, 17.905), (105.70, 17.93), (105.64, 18.00), (105.60, 18.10), (105.52, 18.17), (105.42, 18.18), (105.30, 18.25), (105.19, 18.31),
    (105.155, 18.39), (105.10, 18.44), (105.13, 18.55), (105.20, 18.62), (105.30, 18.63), (105.40, 18.60), (105.50, 18.585), (105.57, 18.60), (105.62, 18.64), (105.67, 18.665), (105.71, 18.70),
)  # fmt: skip
PLACES: tuple[tuple[str, float, float, str, int, int], ...] = (
    ("Thành Sen", 105.905, 18.343, "city", 18, 8), ("Tiên Điền", 105.766, 18.662, "book", 20, 2), ("Chùa Hương Tích", 105.718, 18.519, "temple", 24, 8), ("Đồng Lộc", 105.712, 18.392, "tower", -22, 8),
    ("Thiên Cầm", 106.104, 18.275, "sea", 20, -10), ("Hồ Kẻ Gỗ", 105.925, 18.205, "lake", 22, 12), ("Vũng Áng", 106.395, 18.115, "port", 24, -8), ("Đèo Ngang", 106.455, 17.955, "gate", -20, 4),
    ("Cầu Treo", 105.157, 18.389, "gate", 20, 34), ("Phố Châu", 105.425, 18.515, "temple", 16, -16), ("Vũ Quang", 105.45, 18.29, "forest", 20, 8), ("Phúc Trạch", 105.76, 18.03, "fruit", -22, 8),
)  # fmt: skip


def at(longitude: float, latitude: float) -> Point:
    return (longitude - LEFT) / (RIGHT - LEFT) * 1600, (TOP - latitude) / (TOP - LOW) * 1067


def words(x: float, y: float, text: str, size: float, colour: str = INK, **more: str) -> str:
    anchor = more.pop("anchor", "start")
    halo = f'stroke="{more.pop("halo", CREAM)}" stroke-width="5" paint-order="stroke" stroke-linejoin="round"'
    given = "".join(f' {key.replace("_", "-")}="{value}"' for key, value in more.items())
    return f'<text x="{x:.0f}" y="{y:.0f}" font-family="{TYPE}" font-size="{size}" font-weight="600" fill="{colour}" text-anchor="{anchor}" {halo}{given}>{text}</text>'


def sketch_map(name: str) -> Sheet:
    """Hà Tĩnh between the mountains and the sea, with where to go."""
    s = Sheet(name)
    s.fill(s.wash([(0, "#bfe0d8"), (1, "#7fbdb9")], 20))
    for _wave in range(120):
        x, y = s.rng.uniform(0, 1600), s.rng.uniform(0, 1067)
        s.add(stroke(f"M{x:.0f} {y:.0f}q10 -8 20 0t20 0", "#ffffff", 2, opacity=0.4))
    land = [at(*point) for point in OUTLINE]
    coast = smooth(land[:15])
    around = path("M-20 -20H1000L" + coast[1:] + "L1500 900L1600 1100H-20Z", s.wash([(0, "#efe9d2"), (1, "#e3dcc0")]))
    s.add(around, path(smooth(land, closed=True), "#000000", opacity=0.22, filter=s.blur(16)))
    s.add(*(stroke(coast, "#ffffff", wide, opacity=0.22) for wide in (64, 42, 22)))
    s.add(path(smooth(land, closed=True), s.wash([(0, "#8dbb83"), (0.5, "#c3d79a"), (1, "#f1e6b8")], 20), stroke="#ffffff", stroke_width="5"))
    inside = s.clip(path(smooth(land, closed=True), "#fff"))
    _relief(s, inside)
    for river in (((105.10, 18.46), (105.30, 18.47), (105.42, 18.51), (105.58, 18.54), (105.64, 18.62), (105.70, 18.66), (105.757, 18.765)), ((105.72, 18.02), (105.70, 18.18), (105.62, 18.34), (105.58, 18.54)), ((105.925, 18.22), (105.93, 18.34), (105.93, 18.46)), ((106.20, 18.02), (106.20, 18.12), (106.13, 18.25))):
        s.add(stroke(smooth([at(*point) for point in river]), "#5aa7a8", 7), stroke(smooth([at(*point) for point in river]), "#bfe3de", 2.4))
    lake = at(105.925, 18.2)
    s.add(path(smooth([(lake[0] - 40, lake[1]), (lake[0] - 10, lake[1] - 24), (lake[0] + 34, lake[1] - 8), (lake[0] + 22, lake[1] + 22), (lake[0] - 20, lake[1] + 26)], closed=True), "#5aa7a8"))
    for road in (((105.69, 18.68), (105.72, 18.53), (105.79, 18.42), (105.905, 18.343), (106.02, 18.24), (106.30, 18.09), (106.455, 17.955)), ((105.72, 18.53), (105.55, 18.52), (105.425, 18.515), (105.30, 18.45), (105.157, 18.389)), ((105.905, 18.343), (106.104, 18.275)), ((105.79, 18.42), (105.712, 18.392), (105.70, 18.2), (105.76, 18.03))):
        s.add(stroke(smooth([at(*point) for point in road]), "#ffffff", 7, opacity=0.9), stroke(smooth([at(*point) for point in road]), "#c9803c", 3.4))
    for label, longitude, latitude, kind, dx, dy in PLACES:
        x, y = at(longitude, latitude)
        s.add(group(_mark(kind), x=x, y=y), words(x + dx, y + dy, label, 25 if kind == "city" else 21, anchor="start" if dx > 0 else "end"))
    s.add(words(1180, 300, "BIỂN ĐÔNG", 40, "#1f6f73", halo="#a3d3cc", letter_spacing="10", font_style="italic"), words(70, 930, "CHDCND LÀO", 26, "#8a8466", halo="#e9e2c8", letter_spacing="4"), words(330, 160, "NGHỆ AN", 26, "#8a8466", halo="#ebe5cd", letter_spacing="4"), words(880, 1030, "QUẢNG TRỊ", 26, "#8a8466", halo="#e5dec3", letter_spacing="4"))
    s.add(words(1560, 1040, "Sơ đồ minh họa, không dùng để xác định địa giới", 20, "#1f5e5c", anchor="end", halo="#8fc6c0"))
    s.add(group([circle(0, 0, 74, CREAM, opacity=0.9), poly([(0, -62), (13, 0), (0, 62), (-13, 0)], RIVER), poly([(-62, 0), (0, -13), (62, 0), (0, 13)], SUN), poly([(0, -62), (13, 0), (-13, 0)], "#b5573a"), circle(0, 0, 8, CREAM), words(0, -82, "B", 28, INK, anchor="middle")], x=1460, y=170))
    s.add(group(ship(210), x=1370, y=520), group(trawler(46), x=1010, y=240), group(trawler(36, "#2f8f78"), x=1400, y=700), stroke(spiral(60, 26), "#ffffff", 2, opacity=0))
    return s


def _relief(s: Sheet, inside: str) -> None:
    marks = []
    for _peak in range(230):
        longitude = s.rng.uniform(105.08, 106.5)
        latitude = s.rng.uniform(17.9, 18.66)
        high = 18.62 - (longitude - 105.1) * 0.55 - latitude
        if high < 0.02 and s.rng.random() > 0.03:
            continue
        x, y = at(longitude, latitude)
        tall = s.rng.uniform(12, 26) + max(0.0, high) * 34
        marks.append((y, path(f"M{x - tall:.0f} {y:.0f}L{x:.0f} {y - tall * 1.05:.0f}L{x + tall:.0f} {y:.0f}Z", mix("#5f9f78", HONEY, s.rng.uniform(0, 0.3))) + path(f"M{x:.0f} {y - tall * 1.05:.0f}L{x + tall:.0f} {y:.0f}H{x + tall * 0.1:.0f}L{x - tall * 0.14:.0f} {y - tall * 0.5:.0f}Z", FOREST, opacity=0.28)))
    s.add(f'<g clip-path="{inside}">{"".join(markup for _y, markup in sorted(marks))}</g>')


def _mark(kind: str) -> list[str]:
    signs = {
        "city": [poly([(0, -13), (4, -4), (13, -4), (6, 2), (9, 12), (0, 6), (-9, 12), (-6, 2), (-13, -4), (-4, -4)], SUN)],
        "book": [path("M0 -6Q-7 -10 -12 -7V6Q-7 4 0 8Q7 4 12 6V-7Q7 -10 0 -6Z", CREAM)],
        "temple": [path("M-13 -1Q-6 -2 0 -10Q6 -2 13 -1Z", CREAM), rect(-7, 0, 14, 8, CREAM)],
        "tower": [rect(-4, -12, 8, 21, CREAM), line([(-8, -5), (8, -5)], CREAM, 3), line([(-8, 2), (8, 2)], CREAM, 3)],
        "sea": [stroke("M-12 -3q6 -6 12 0t12 0M-12 5q6 -6 12 0t12 0", CREAM, 3)],
        "lake": [oval(0, 0, 11, 6, CREAM)],
        "port": [stroke("M0 -10V9M-10 1Q-8 10 0 10T10 1M-5 -6H5", CREAM, 3)],
        "gate": [stroke("M-8 9V-6H8V9M-12 -7H12", CREAM, 3.4)],
        "forest": [poly([(0, -12), (9, 3), (-9, 3)], CREAM), rect(-2, 3, 4, 7, CREAM)],
        "fruit": [circle(0, 1, 8, CREAM), stroke("M0 -7q4 -6 9 -4", CREAM, 3)],
    }
    tone = "#b5573a" if kind == "city" else RIVER
    return [circle(0, 2, 21, INK, opacity=0.2), circle(0, 0, 20, "#ffffff"), circle(0, 0, 17, tone), *signs[kind]]
