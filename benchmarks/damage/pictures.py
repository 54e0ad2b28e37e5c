"""Print and scan, made by program: pages of a document as a scanner or a telephone would hand them on.

    python -m benchmarks.damage.pictures SOURCE FOLDER [--state light|heavy] [--dpi 200] [--seed 1] [extras]

SOURCE is a text (UTF-8), set in 14 pt Tinos on A4, or a PDF, whose pages are drawn. The states are those of the trial
whose figures we compare with; every page is moved, soiled and packed by dice that only the seed and the page's number
throw, so that the same command makes the same bytes on every machine with the same libraries.

| state | turned by | blur | noise | light | specks | JPEG |
|---|---|---|---|---|---|---|
| clean | – | – | – | – | – | – |
| light | ≤ 0.8° | 0.5 px | σ 8 | even | – | 60 |
| heavy | ≤ 0.8° | 0.9 px | σ 18 | a quarter darker across the page | 1 in 5,000 pixels, 2–3 px wide | 35 |
| phone | ≤ 1.5°, leaning by 3 % | 0.7 px | σ 10 | a third gone in the shadow of a hand | – | 50 |

The trial had no `phone` and gave no figures for light and specks; ours are set so that the engine alone reads what it
read there.
Extras lie on top of a state: a red stamp over the text, a blue signature, a page fed sideways or upside down, the
shadow of a hand with the telephone.
"""

from __future__ import annotations

import argparse
import io
import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

FONT = "/usr/share/fonts/truetype/croscore/Tinos-Regular.ttf"
POINTS = 14
PAPER_MM = (210, 297)
MARGINS_MM = (30, 20, 20, 20)  # left, top, right, bottom
LEADING = 1.35
RED, BLUE = (205, 40, 50), (40, 60, 170)


@dataclass(frozen=True, slots=True)
class State:
    """What happens to a page between the printer and the file; the default is a page drawn straight from the screen.

    `degrees`: most that it is turned by either way; `blur`: radius in pixels; `noise`: standard deviation in grey
    levels; `light`: share of the light that is missing at the darkest edge; `specks`: how many a pixel;
    `jpeg`: quality, 0 for none; `turn`: quarter turns clockwise; `shadow`: share of the light that a shadow takes;
    `lean`: share of the page's width by which its far edge looks shorter.
    """

    degrees: float = 0.0
    blur: float = 0.0
    noise: float = 0.0
    light: float = 0.0
    specks: float = 0.0
    jpeg: int = 0
    stamp: bool = False
    signature: bool = False
    turn: int = 0
    shadow: float = 0.0
    lean: float = 0.0


STATES = {
    "clean": State(),
    "light": State(degrees=0.8, blur=0.5, noise=8, jpeg=60),
    "heavy": State(degrees=0.8, blur=0.9, noise=18, light=0.25, specks=1 / 5000, jpeg=35),
    "phone": State(degrees=1.5, lean=0.03, blur=0.7, noise=10, light=0.1, shadow=0.33, jpeg=50),
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A printed page and the lines of text that stand on it, in order."""

    picture: Image.Image
    lines: tuple[str, ...]


def print_text(text: str, dpi: int = 200) -> Iterator[Sheet]:
    """Answer the pages of a plain text, its lines wrapped as a word processor does; blank ones keep half a line."""
    font = ImageFont.truetype(FONT, round(POINTS * dpi / 72))
    left, top, right, bottom = (round(mm * dpi / 25.4) for mm in MARGINS_MM)
    width, height = (round(mm * dpi / 25.4) for mm in PAPER_MM)
    step = round(POINTS * dpi / 72 * LEADING)
    lines: list[str] = []
    picture, y = Image.new("L", (width, height), 255), top
    for line in text.split("\n"):
        if not line.strip():
            y += step // 2
            continue
        for row in _wrapped(line.strip(), font, width - left - right):
            if y + step > height - bottom:
                yield Sheet(picture, tuple(lines))
                picture, lines, y = Image.new("L", (width, height), 255), [], top
            ImageDraw.Draw(picture).text((left, y), row, font=font, fill=0)
            lines.append(row)
            y += step
    if lines:
        yield Sheet(picture, tuple(lines))


def _wrapped(line: str, font: ImageFont.FreeTypeFont, width: int) -> Iterator[str]:
    row = ""
    for word in line.split():
        longer = f"{row} {word}" if row else word
        if row and font.getlength(longer) > width:
            yield row
            row = word
        else:
            row = longer
    yield row


def print_pdf(data: bytes, dpi: int = 200) -> Iterator[Sheet]:
    """Answer the pages of a PDF with the lines of its text layer."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    for page in document:
        lines = page.get_textpage().get_text_bounded().replace("\x02", "-\n").splitlines()
        picture = page.render(scale=dpi / 72).to_pil().convert("RGB")
        yield Sheet(picture, tuple(line.strip() for line in lines if line.strip()))


def damaged(picture: Image.Image, state: State, seed: int) -> bytes:
    """Answer the file (PNG, or JPEG where the state says so) of a printed page that went through `state`."""
    dice = np.random.default_rng(seed)
    if state.stamp:
        picture = _stamped(picture, dice)
    if state.signature:
        picture = _signed(picture, dice)
    if state.degrees:
        angle = float(dice.uniform(-state.degrees, state.degrees))
        picture = picture.rotate(angle, Image.Resampling.BICUBIC, fillcolor=_white(picture))
    if state.lean:
        picture = _leaning(picture, state.lean)
    if state.blur:
        picture = picture.filter(ImageFilter.GaussianBlur(state.blur))
    if state.light or state.shadow or state.specks or state.noise:
        picture = _soiled(picture, state, dice)
    if state.turn:
        picture = picture.rotate(-90 * state.turn, expand=True)
    file = io.BytesIO()
    if state.jpeg:
        picture.save(file, "JPEG", quality=state.jpeg)
    else:
        picture.save(file, "PNG")
    return file.getvalue()


def _leaning(picture: Image.Image, share: float) -> Image.Image:
    """The page seen from its foot: its top edge looks shorter by `share` of the width."""
    width, height = picture.size
    inset = width * share / 2
    corners = (-inset, 0, 0, height, width, height, width + inset, 0)
    return picture.transform(
        picture.size, Image.Transform.QUAD, corners, Image.Resampling.BICUBIC, fillcolor=_white(picture)
    )


def _white(picture: Image.Image) -> int | tuple[int, int, int]:
    return 255 if picture.mode == "L" else (255, 255, 255)


def _soiled(picture: Image.Image, state: State, dice: np.random.Generator) -> Image.Image:
    grey = np.asarray(picture, dtype=np.float32)
    height, width = grey.shape[:2]
    factor = _light(height, width, state, dice)
    grey = grey * (factor if grey.ndim == 2 else factor[..., None])
    if state.specks:
        # half of the specks are dust on the glass, half are holes in the toner
        many = round(height * width * state.specks)
        rows, columns = dice.integers(0, height - 3, many), dice.integers(0, width - 3, many)
        shades = np.where(dice.random(many) < 0.5, 0.0, 255.0)
        for row, column, shade, size in zip(rows, columns, shades, dice.integers(2, 4, many), strict=True):
            grey[row : row + size, column : column + size] = shade
    if state.noise:
        noise = dice.normal(0.0, state.noise, (height, width)).astype(np.float32)
        grey = grey + (noise if grey.ndim == 2 else noise[..., None])
    return Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8))


def _light(height: int, width: int, state: State, dice: np.random.Generator) -> np.ndarray:
    """The share of the light that reaches each pixel."""
    down, across = np.mgrid[0 : 1 : height * 1j, 0 : 1 : width * 1j].astype(np.float32)
    factor = np.ones((height, width), dtype=np.float32)
    angle = float(dice.uniform(0, 2 * math.pi))
    if state.light:
        slope = (across - 0.5) * math.cos(angle) + (down - 0.5) * math.sin(angle)
        factor *= 1 - state.light * (slope - slope.min()) / (slope.max() - slope.min())
    if state.shadow:
        edge = across * math.cos(angle) + down * math.sin(angle) - float(dice.uniform(0.1, 0.4))
        factor *= 1 - state.shadow / (1 + np.exp(-edge * 25))
    return factor


def _stamped(picture: Image.Image, dice: np.random.Generator) -> Image.Image:
    """A round red seal that lies over the end of the text, as on a signature."""
    picture = picture.convert("RGB")
    width, height = picture.size
    size = round(width * 0.17)
    left = round(width * dice.uniform(0.45, 0.6))
    top = round(height * dice.uniform(0.55, 0.75))
    ink = Image.new("L", picture.size, 0)
    draw = ImageDraw.Draw(ink)
    thick = max(2, size // 60)
    for inset in (0, size // 5):
        draw.ellipse((left + inset, top + inset, left + size - inset, top + size - inset), outline=210, width=thick)
    font = ImageFont.truetype(FONT, size // 8)
    draw.text((left + size // 4, top + size // 2 - size // 14), "CON DẤU", font=font, fill=210)
    paper = Image.new("RGB", picture.size, RED)
    # ink on ink: where the text is, it stays dark
    return Image.composite(Image.fromarray(np.minimum(np.asarray(paper), np.asarray(picture))), picture, ink)


def _signed(picture: Image.Image, dice: np.random.Generator) -> Image.Image:
    """A blue line of a pen, drawn in loops over the text."""
    picture = picture.convert("RGB")
    width, height = picture.size
    left, middle = width * dice.uniform(0.45, 0.55), height * dice.uniform(0.6, 0.8)
    steps = np.linspace(0, 1, 400)
    across = left + width * (0.22 * steps + 0.02 * np.sin(steps * 40))
    down = middle + height * 0.025 * np.sin(steps * 33) * (1 - steps * 0.6)
    points = [(float(x), float(y)) for x, y in zip(across, down, strict=True)]
    ImageDraw.Draw(picture).line(points, fill=BLUE, width=max(2, width // 500), joint="curve")
    return picture


def scanned(sheets: Iterator[Sheet], state: State, seed: int) -> Iterator[tuple[bytes, tuple[str, ...]]]:
    """Answer, for each page, its file and the lines that stand on it; page n is thrown by `seed` and n alone."""
    for number, sheet in enumerate(sheets, 1):
        yield damaged(sheet.picture, state, seed * 100_003 + number), sheet.lines


def as_pdf(files: list[bytes], dpi: int) -> bytes:
    """Answer a PDF of pictures, one a page, as a scanner makes it."""
    pictures = [Image.open(io.BytesIO(file)) for file in files]
    out = io.BytesIO()
    pictures[0].save(out, "PDF", save_all=True, append_images=pictures[1:], resolution=dpi)
    return out.getvalue()


def main() -> None:
    """Write the pages of a document, numbered, and beside each the lines that it shows."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--state", choices=sorted(STATES), default="light")
    parser.add_argument("--dpi", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--stamp", action="store_true")
    parser.add_argument("--signature", action="store_true")
    parser.add_argument("--turn", type=int, default=0, choices=(0, 1, 2, 3))
    parser.add_argument("--shadow", type=float, default=0.0)
    chosen = parser.parse_args()
    state = replace(
        STATES[chosen.state],
        stamp=chosen.stamp,
        signature=chosen.signature,
        turn=chosen.turn,
        shadow=chosen.shadow,
    )
    data = chosen.source.read_bytes()
    sheets = print_pdf(data, chosen.dpi) if data.startswith(b"%PDF") else print_text(data.decode(), chosen.dpi)
    chosen.folder.mkdir(parents=True, exist_ok=True)
    for number, (file, lines) in enumerate(scanned(sheets, state, chosen.seed), 1):
        kind = "jpg" if state.jpeg else "png"
        (chosen.folder / f"{number:03}.{kind}").write_bytes(file)
        (chosen.folder / f"{number:03}.txt").write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
