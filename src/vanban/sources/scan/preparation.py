"""From a picture of a page to one that recognition reads well: upright, straight, even in light, black on white.

Runs only in the process that opens pictures (`child`). What each step is worth is measured by
`benchmarks/scanning.py`; a step that does not help a clean page is not taken on a clean page.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import pi, radians, tan

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from vanban.sources.scan.cutting import Cut, cut

Grey = NDArray[np.uint8]

# Resolution, in dots an inch: what recognition likes, and between what bounds a page is left as it came.
WANTED_DPI, LEAST_DPI, MOST_DPI = 200, 140, 320
# A page larger than this on paper is a photograph of unknown scale: it is taken for A4.
PAPER_INCHES = 8.27
LARGEST_PAPER_INCHES = 17.0

LOOK_SIDE = 800  # longer side of the small copy on which turn, skew and light are measured
MOST_SKEW = 10.0
DARKER = 35  # than what is around it: ink
LONGEST_STROKE = 28  # dots of the small copy in a row: a line that is drawn
LEFT_AS_IT_IS = 1.0  # recognition follows lines this much askew better than pixels turned by us
UNEVEN = 0.08
NOISY = 10.0
COLOURED = 45  # difference of the channels past which a dot is coloured ink
MOST_COLOUR = 0.6  # a page whose ink is mostly coloured is printed in colour


@dataclass(frozen=True, slots=True)
class Prepared:
    """A page ready for recognition. `turned`: degrees clockwise by which it was turned; `skew`: degrees clockwise by
    which its lines still fell when upright; `straightened`: whether that was taken out of the picture as well; `size`:
    dots of the upright page across and down;
    `width`, `height`: of the paper upright, in points; `dpi`: of `picture`; `cut`: where `picture` is not the page as
    it stands but its columns and cells one below the other, how it was cut."""

    picture: Image.Image
    turned: int
    skew: float
    straightened: bool
    width: float
    height: float
    dpi: float
    size: tuple[int, int]
    cut: Cut | None = None


def prepare(picture: Image.Image, dpi: float | None, turn: int | None = None) -> Prepared:
    """Answer `picture` prepared; `dpi`: as the file says, None if it says nothing; `turn`: the turn to take (degrees
    clockwise) where a first try has failed, else lying lines are stood up by a quarter."""
    grey = without_colour(picture)
    dpi = _resolution(grey.width, grey.height, dpi)
    grey = _scaled(grey, dpi)
    width, height = (side * 72 / dpi for side in picture.size)
    dpi = dpi * grey.width / picture.width
    dots = _dots(grey)
    if turn is None:
        turn = 90 if _lies(dots) else 0
    if turn:
        grey = grey.transpose(_TURNS[turn])
        dots = _turned(dots, turn)
        if turn != 180:
            width, height = height, width
    skew = skew_of(dots)
    grey = _cleaned(_evened(grey))
    straightened = abs(skew) > LEFT_AS_IT_IS
    if straightened:
        grey = grey.rotate(skew, Image.Resampling.BICUBIC, fillcolor=255)
    pieces = cut(grey, 0.0 if straightened else skew, dpi)
    picture = grey if pieces is None else pieces.picture
    return Prepared(picture, turn, skew, straightened, width, height, dpi, grey.size, pieces)


_TURNS = {90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_90}


def _resolution(width: int, height: int, dpi: float | None) -> float:
    shorter = min(width, height)
    if dpi is None or dpi < 30 or shorter / dpi > LARGEST_PAPER_INCHES or shorter / dpi < 2:
        return shorter / PAPER_INCHES
    return dpi


def _scaled(grey: Image.Image, dpi: float) -> Image.Image:
    if LEAST_DPI <= dpi <= MOST_DPI:
        return grey
    factor = WANTED_DPI / dpi if dpi < LEAST_DPI else MOST_DPI / dpi
    size = max(1, round(grey.width * factor)), max(1, round(grey.height * factor))
    return grey.resize(size, Image.Resampling.BICUBIC if factor > 1 else Image.Resampling.BOX)


def without_colour(picture: Image.Image) -> Image.Image:
    """Answer a grey picture without the red of stamps and the blue of pens, which lie over the text.

    Coloured dots become paper in the measure of their colour; black under a stamp has none and stays. A page that is
    printed in colour is only made grey.
    """
    if picture.mode in ("1", "L", "LA", "I", "I;16", "F"):
        return picture.convert("L")
    colours = picture.convert("RGB")
    small = np.asarray(colours.resize((200, 280), Image.Resampling.NEAREST), dtype=np.int16)
    paper = np.percentile(small.reshape(-1, 3), 80, axis=0)
    chroma = _chroma(small * (255 / np.maximum(paper, 1)))
    dark = small.max(axis=2) < 0.6 * paper.max()
    inked = (chroma > COLOURED) | dark
    if not (chroma > COLOURED).any() or (chroma > COLOURED).sum() > MOST_COLOUR * max(int(inked.sum()), 1):
        return colours.convert("L")
    red, green, blue = (np.asarray(channel) for channel in colours.split())
    most = np.maximum(np.maximum(red, green), blue)
    least = np.minimum(np.minimum(red, green), blue)
    cast = int(paper.max() - paper.min())
    colour = (most - least).astype(np.int16) - cast
    lifted = most.astype(np.int16) + np.where(colour > COLOURED // 2, colour, 0)
    grey = np.where(colour > COLOURED // 2, lifted, np.asarray(colours.convert("L")))
    return Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8))


def _chroma(colours: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(colours.max(axis=2) - colours.min(axis=2))


def _dots(grey: Image.Image) -> NDArray[np.float64]:
    """Where ink is on a small copy: an array of (down, across), from its middle."""
    factor = max(1, round(max(grey.size) / LOOK_SIDE))
    small = grey.reduce(factor)
    around = small.filter(ImageFilter.BoxBlur(12))
    ink = np.asarray(small, dtype=np.int16) < np.asarray(around, dtype=np.int16) - DARKER
    # the edge of the sheet and of the glass is no text
    edge_down, edge_across = ink.shape[0] // 40 + 1, ink.shape[1] // 40 + 1
    ink[:edge_down], ink[-edge_down:], ink[:, :edge_across], ink[:, -edge_across:] = False, False, False, False
    # nor are the lines around the cells of a table, which run both ways
    ink &= ~(_long_runs(ink) | _long_runs(ink.T).T)
    dots = np.argwhere(ink).astype(np.float64)
    middle = np.array(ink.shape, dtype=np.float64) / 2
    return dots - middle


def _long_runs(ink: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Where the rows of a small copy are ink for longer than any letter."""
    if ink.shape[1] <= LONGEST_STROKE:
        return np.zeros_like(ink)
    sums = np.zeros((ink.shape[0], ink.shape[1] + 1), dtype=np.int32)
    np.cumsum(ink, axis=1, out=sums[:, 1:])
    full = sums[:, LONGEST_STROKE:] - sums[:, :-LONGEST_STROKE] == LONGEST_STROKE
    # a dot lies in a run if one begins there or up to a stroke's length before
    begun = np.zeros((ink.shape[0], ink.shape[1] + LONGEST_STROKE), dtype=np.int32)
    np.cumsum(full, axis=1, out=begun[:, LONGEST_STROKE : LONGEST_STROKE + full.shape[1]])
    begun[:, LONGEST_STROKE + full.shape[1] :] = begun[:, LONGEST_STROKE + full.shape[1] - 1, None]
    return np.asarray(begun[:, LONGEST_STROKE:] > begun[:, :-LONGEST_STROKE])


def _turned(dots: NDArray[np.float64], turn: int) -> NDArray[np.float64]:
    down, across = dots[:, 0], dots[:, 1]
    match turn:
        case 90:
            return np.stack([across, -down], axis=1)
        case 180:
            return -dots
        case _:
            return np.stack([-across, down], axis=1)


def _sharpness(dots: NDArray[np.float64], degrees: float) -> float:
    """How much the rows of a page stand apart from the gaps between them if its lines fall by `degrees`."""
    rows = np.floor(dots[:, 0] - dots[:, 1] * tan(radians(degrees))).astype(np.int64)
    profile = np.bincount(rows - int(rows.min())).astype(np.float64)
    return float(np.square(np.diff(profile)).sum())


_COARSE = np.arange(-MOST_SKEW, MOST_SKEW + 0.1, 0.5)


def _coarse(dots: NDArray[np.float64]) -> list[float]:
    """How sharp the rows are at each half degree."""
    return [_sharpness(dots, float(degrees)) for degrees in _COARSE]


def _lies(dots: NDArray[np.float64]) -> bool:
    """Whether the lines of text run down the page: rows are sharper when read sideways."""
    if len(dots) < 200:
        return False
    some = dots[:: max(1, len(dots) // 20_000)]
    upright = max(_coarse(some))
    lying = max(_coarse(_turned(some, 90)))
    return lying > 1.3 * upright


def skew_of(dots: NDArray[np.float64]) -> float:
    """Answer by how many degrees the lines fall to the right, within ten, to a twentieth; 0 for a page without text."""
    if len(dots) < 200:
        return 0.0
    some = dots[:: max(1, len(dots) // 30_000)]
    best = _COARSE[int(np.argmax(_coarse(some)))]
    fine = np.arange(best - 0.5, best + 0.51, 0.05)
    found = float(max(fine, key=lambda degrees: _sharpness(some, float(degrees))))
    return 0.0 if abs(found) < 0.04 else round(found, 2)


def _evened(grey: Image.Image) -> Image.Image:
    """The picture as if its paper were equally bright everywhere; untouched if it nearly is."""
    factor = max(8, min(grey.size) // 100)
    paper = grey.reduce(factor).filter(ImageFilter.MaxFilter(5)).filter(ImageFilter.MedianFilter(5))
    paper = paper.filter(ImageFilter.GaussianBlur(2))
    shades = np.asarray(paper, dtype=np.float32)
    low, high = np.percentile(shades, (2, 98))
    if high < 1 or (high - low) / high < UNEVEN:
        return grey
    light = np.asarray(paper.resize(grey.size, Image.Resampling.BILINEAR), dtype=np.float32)
    even = np.asarray(grey, dtype=np.float32) * (245 / np.maximum(light, 20))
    return Image.fromarray(np.minimum(even, 255).astype(np.uint8))


def noise_of(grey: Image.Image) -> float:
    """Answer the standard deviation of the noise in grey levels, as the paper between the lines shows it.

    From the median difference of dots two apart: most of a page is paper, and JPEG smooths only closer ones.
    """
    lines = np.asarray(grey)
    rows = lines[:: max(1, lines.shape[0] // 400)].astype(np.int16)
    if rows.shape[1] < 8:
        return 0.0
    steps = np.abs(rows[:, 2:] - rows[:, :-2])
    paper = rows[:, 2:] < 250  # white that was cut off shows no noise
    known = steps[paper] if paper.mean() > 0.3 else steps
    return float(np.median(known)) / 0.6745 / 2**0.5


def _cleaned(grey: Image.Image) -> Image.Image:
    """A noisy picture without specks and grain; a clean one untouched, since every filter costs it thin strokes."""
    if noise_of(grey) < NOISY:
        return grey
    return without_specks(grey).filter(ImageFilter.GaussianBlur(0.7))


def without_specks(grey: Image.Image, size: int = 3, bright: int = 150) -> Image.Image:
    """Answer the picture without dark spots that fit into `size` dots and stand alone, paper all around them.

    The dots of *i* and *ạ* are larger at 200 dots an inch, or touch the ring.
    """
    shades = np.asarray(grey)
    height, width = shades.shape
    reach = size + 2
    if height <= reach or width <= reach:
        return grey
    rows, columns = height - reach + 1, width - reach + 1

    def window(down: int, across: int) -> Grey:
        return shades[down : down + rows, across : across + columns]

    ring = np.full((rows, columns), 255, dtype=np.uint8)
    inside = np.full((rows, columns), 255, dtype=np.uint8)
    for down in range(reach):
        for across in range(reach):
            edge = down in (0, reach - 1) or across in (0, reach - 1)
            target = ring if edge else inside
            np.minimum(target, window(down, across), out=target)
    out = shades.copy()
    for down, across in np.argwhere((ring > bright) & (inside <= bright)):
        out[down + 1 : down + 1 + size, across + 1 : across + 1 + size] = ring[down, across]
    return Image.fromarray(out)


def quarter(skew: float) -> float:
    """Degrees as radians."""
    return skew * pi / 180
