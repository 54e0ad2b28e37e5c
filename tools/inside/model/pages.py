"""Pages of known text as a scanner and an engine see them: printed, damaged, read, and put beside the truth."""

from __future__ import annotations

import io
import os
import random
import subprocess
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from vanban.errors import VanbanError

DPI = 200
_WIDTH, _HEIGHT, _MARGIN = 1654, 2339, 200
_LINE = 1.55
FACES = ("Tinos-Regular", "Tinos-Regular", "Tinos-Regular", "Tinos-Bold", "Tinos-Italic")
FOLDER = "/usr/share/fonts/truetype/croscore"


@dataclass(frozen=True, slots=True)
class Place:
    """A word and where it stands on its page, in pixels."""

    text: str
    left: float
    right: float
    middle: float
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Damage:
    """How a page suffers: rotation in degrees, blur radius and noise in grey levels, shade from side to side, share
    of specks, quality of the JPEG."""

    rotation: float
    blur: float
    noise: float
    shade: float
    specks: float
    quality: int


LIGHT = Damage(0.8, 0.5, 8.0, 0.0, 0.0, 60)
HEAVY = Damage(0.8, 0.9, 18.0, 40.0, 0.0005, 35)


def print_page(words: list[str], points: int, face: str) -> tuple[Image.Image, list[Place], int]:
    """A page of `words` in running lines, where each word stands, and how many words found room."""
    font = ImageFont.truetype(f"{FOLDER}/{face}.ttf", points * DPI // 72)
    page = Image.new("L", (_WIDTH, _HEIGHT), 255)
    draw = ImageDraw.Draw(page)
    step, space = int(points * DPI / 72 * _LINE), font.getlength(" ")
    places: list[Place] = []
    x, y = float(_MARGIN), float(_MARGIN)
    for word in words:
        wide = font.getlength(word)
        if x + wide > _WIDTH - _MARGIN:
            x, y = float(_MARGIN), y + step
        if y + step > _HEIGHT - _MARGIN:
            break
        draw.text((x, y), word, font=font, fill=0)
        places.append(Place(word, x, x + wide, y + points * DPI / 72 * 0.6))
        x += wide + space
    return page, places, len(places)


def damage_page(page: Image.Image, how: Damage, chance: random.Random) -> Image.Image:
    """The page as a poor scanner sees it."""
    seen = page.rotate(chance.uniform(-how.rotation, how.rotation), Image.Resampling.BICUBIC, fillcolor=255)
    seen = seen.filter(ImageFilter.GaussianBlur(how.blur))
    grain = np.random.default_rng(chance.randrange(2**32))
    grey = np.asarray(seen, dtype=np.float32) + grain.normal(0.0, how.noise, (_HEIGHT, _WIDTH))
    if how.shade:
        grey -= np.linspace(0.0, how.shade, _WIDTH)[None, :]
    if how.specks:
        grey[grain.random((_HEIGHT, _WIDTH)) < how.specks] = 0.0
    packed = io.BytesIO()
    Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8)).save(packed, "JPEG", quality=how.quality)
    return Image.open(packed)


def read_page(page: Image.Image, language: str) -> list[Place]:
    """What the engine reads on a page, word by word."""
    packed = io.BytesIO()
    page.save(packed, "PNG")
    run = subprocess.run(
        ["tesseract", "-", "-", "-l", language, "--dpi", str(DPI), "--psm", "3", "tsv"],
        input=packed.getvalue(),
        capture_output=True,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        check=False,
    )
    if run.returncode:
        raise VanbanError(run.stderr.decode(errors="replace"))
    found = []
    for line in run.stdout.decode().split("\n")[1:]:
        cells = line.split("\t")
        if len(cells) == 12 and cells[0] == "5" and cells[11].strip():
            left, top, wide, high = map(float, cells[6:10])
            found.append(Place(cells[11], left, left + wide, top + high / 2, float(cells[10]) / 100))
    return found


def side_by_side(meant: list[Place], read: list[Place]) -> list[tuple[tuple[str, ...], tuple[Place, ...]]]:
    """Groups of printed words with the read words that stand on the same places, mostly one and one."""
    links: list[list[int]] = [[] for _ in meant]
    for number, place in enumerate(read):
        middle = (place.left + place.right) / 2
        near = [at for at, word in enumerate(meant) if abs(word.middle - place.middle) < 32]
        over = [
            at
            for at in near
            if min(meant[at].right, place.right) - max(meant[at].left, place.left)
            > 0.35 * min(meant[at].right - meant[at].left, place.right - place.left)
        ]
        for at in over or [at for at in near if meant[at].left <= middle <= meant[at].right]:
            links[at].append(number)
    groups: list[tuple[list[str], list[int]]] = []
    for word, numbers in zip(meant, links, strict=True):
        if groups and set(numbers) & set(groups[-1][1]):
            groups[-1][0].append(word.text)
            groups[-1][1].extend(number for number in numbers if number not in groups[-1][1])
        else:
            groups.append(([word.text], list(numbers)))
    return [(tuple(words), tuple(read[number] for number in sorted(numbers))) for words, numbers in groups]
