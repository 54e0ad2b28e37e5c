"""The colours of the house are legible: every pair that meets on a page reaches WCAG AA, by day and by night."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[1] / "static" / "design"
TEXT, SHAPE = 4.5, 3.0

INKS = ("ink", "ink-soft", "river", "quiet", "late", "attention-ink")
GROUNDS = ("paper", "surface", "sunk")
PAIRS = [
    *((ink, ground, TEXT) for ink in INKS for ground in GROUNDS),
    *((f"on-{tone}", ground, TEXT) for tone, ground in (("river", "river-solid"), ("river", "river-solid-hover"))),
    ("on-attention", "attention", TEXT),
    ("on-late", "late-solid", TEXT),
    ("on-header", "header", TEXT),
    ("on-header", "header-hover", TEXT),
    ("on-header-soft", "header", TEXT),
    *((ink, "river-wash", TEXT) for ink in ("ink", "ink-soft", "river")),
    *((ink, "attention-wash", TEXT) for ink in ("ink", "river", "attention-ink")),
    *((ink, "late-wash", TEXT) for ink in ("ink", "river", "late")),
    *((ink, "quiet-wash", TEXT) for ink in ("ink", "ink-soft")),
    ("ink", "mark", TEXT),
    *(("line-strong", ground, SHAPE) for ground in GROUNDS),
    *((shape, "surface", SHAPE) for shape in ("river", "river-solid", "late-solid")),
]


def colours(sheet: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+):\s*(#[0-9a-f]{6});", (STATIC / sheet).read_text(encoding="utf-8")))


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_gives_the_known_extremes():
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("sheet", ["tokens.css", "tokens-dark.css"])
@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_a_pair_of_colours_is_legible(sheet, ink, ground, least):
    palette = colours(sheet)
    assert contrast(palette[ink], palette[ground]) >= least


def test_day_and_night_name_the_same_colours():
    assert colours("tokens.css").keys() == colours("tokens-dark.css").keys()


def test_every_variable_that_a_style_uses_is_defined():
    sheets = {path: path.read_text(encoding="utf-8") for path in STATIC.rglob("*.css")}
    defined = {name for text in sheets.values() for name in re.findall(r"(--[a-z0-9-]+):", text)}
    used = {name for text in sheets.values() for name in re.findall(r"var\((--[a-z0-9-]+)", text)}
    assert used <= defined


def test_colours_are_written_in_the_tokens_and_nowhere_else_but_on_paper():
    for path in STATIC.rglob("*.css"):
        if path.name in {"tokens.css", "tokens-dark.css", "print.css"}:
            continue
        found = re.findall(r"#[0-9a-fA-F]{3,8}\b(?![^{]*\{)", path.read_text(encoding="utf-8"))
        assert set(found) <= {"#fff"}, path.name  # the white behind a QR code stays white at night
