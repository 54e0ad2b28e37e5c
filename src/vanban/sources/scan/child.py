"""The process that opens pictures and draws the pages of a PDF: a program run by path, good for one file.

Decoders of pictures are large native programs and a hostile file can make them eat memory or never return, so it
happens here, under limits of the operating system. On standard input: eight bytes with the length of the file, the
file, then one JSON request a line. On standard output: a line `{"pages"}` (or `{"error"}`, and the end); for each
request a line, followed by as many bytes as its `bytes` says.

Requests: `{"page", "turn"}` asks for a page prepared for recognition (a PGM file); `{"page", "turn", "width"}` for
its picture to look at (a PNG file). Pages count from 0.
"""

from __future__ import annotations

import io
import json
import struct
import sys
from dataclasses import astuple
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, Protocol

if __name__ == "__main__":
    # Run by path in an isolated interpreter: the packages that this file is part of must be found all the same, but
    # only as places. Their own imports are those of the whole reader, half a second that each document would wait.
    for _name, _place in zip(("vanban", "vanban.sources", "vanban.sources.scan"), (2, 1, 0), strict=True):
        sys.modules[_name] = ModuleType(_name)
        sys.modules[_name].__path__ = [str(Path(__file__).resolve().parents[_place])]

from vanban.sources.pdf_child import confine

if TYPE_CHECKING:
    from PIL import Image

    from vanban.sources.rules import RuledTable

DRAWN_DPI = 200  # of a page without a picture
LEAST_DPI, MOST_DPI = 150, 300


class Source(Protocol):
    """A file with pages that can be seen."""

    count: int

    def page(self, number: int, dpi: float | None = None) -> tuple[Image.Image, float | None]:
        """Answer the picture of a page, and its dots an inch if the file says so; `dpi`: as coarse as this will do."""


class TooManyDots(Exception):  # noqa: N818  an event of this program, not an error of its caller
    """A picture is larger than may be opened."""


class Pictures:
    """A PNG, JPEG, BMP, WebP, GIF or TIFF file; a TIFF has as many pages as it has pictures."""

    def __init__(self, data: bytes, pages: int, dots: int) -> None:
        from PIL import Image

        Image.MAX_IMAGE_PIXELS = None  # judged below, by our own limit
        self._file = Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "BMP", "WEBP", "GIF", "TIFF", "MPO"))
        self._dots = dots
        self.count = self._pages(pages) if self._file.format == "TIFF" else 1

    def _pages(self, most: int) -> int:
        """Walks the directories, which may go in a circle; never asks for their number, which walks them all."""
        count = 1
        while count <= most:
            try:
                self._file.seek(count)
            except (EOFError, OSError, ValueError, SyntaxError):
                break
            count += 1
        return count

    def page(self, number: int, dpi: float | None = None) -> tuple[Image.Image, float | None]:
        """The picture as it is stored, stood up as its camera says."""
        from PIL import ImageOps

        if self._file.format == "TIFF":
            self._file.seek(number)
        picture = self._file
        stated = picture.info.get("dpi", (None,))[0]
        if picture.format in ("JPEG", "MPO") and picture.width * picture.height > self._dots:
            # a JPEG can be opened at half, a quarter or an eighth of its size
            picture.draft(picture.mode, (picture.width // 4, picture.height // 4))
            stated = None
        if picture.width * picture.height > self._dots:
            raise TooManyDots
        picture.load()
        whole = ImageOps.exif_transpose(picture)
        if whole.mode in ("RGBA", "LA", "PA") or "transparency" in whole.info:
            from PIL import Image

            seen = whole.convert("RGBA")
            paper = Image.new("RGBA", seen.size, "white")
            whole = Image.alpha_composite(paper, seen).convert("RGB")
        elif whole.mode.startswith("I;16"):
            whole = whole.point(lambda shade: shade / 256).convert("L")
        return whole, float(stated) if stated else None


class Drawn:
    """A PDF, whose pages are drawn."""

    def __init__(self, data: bytes, pages: int, dots: int) -> None:
        import pypdfium2

        self._pdf = pypdfium2.PdfDocument(data)
        self._pdf.init_forms()
        self._dots = dots
        self.count = min(len(self._pdf), pages)

    def page(self, number: int, dpi: float | None = None) -> tuple[Image.Image, float | None]:
        """The page, drawn as finely as the picture on it was scanned."""
        page = self._pdf[number]
        width, height = page.get_size()
        dpi = dpi or self._fineness(page)
        most = (self._dots / max(width * height, 1)) ** 0.5
        scale = min(dpi / 72, most)
        if min(width, height) * scale < 1:
            raise TooManyDots
        picture = page.render(scale=scale).to_pil()
        page.close()
        return picture, scale * 72

    def _fineness(self, page: Any) -> float:
        from pypdfium2 import raw

        finest = 0.0
        for place, item in enumerate(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)):
            left, bottom, right, top = item.get_bounds()
            across, down = right - left, top - bottom
            columns, rows = item.get_px_size()
            if across * down > 0.3 * page.get_width() * page.get_height():
                finest = max(finest, (columns * rows / (across * down)) ** 0.5 * 72)
            if place > 100:
                break
        return min(max(finest, LEAST_DPI), MOST_DPI) if finest else DRAWN_DPI


def say(body: bytes = b"", **words: Any) -> None:
    """One line to the parent and what belongs to it."""
    if body:
        words["bytes"] = len(body)
    sys.stdout.buffer.write(json.dumps(words).encode() + b"\n" + body)
    sys.stdout.buffer.flush()


def prepared(source: Source, number: int, turn: int | None) -> None:
    """Answer a page ready for recognition."""
    from vanban.sources.scan.preparation import prepare

    picture, dpi = source.page(number)
    page = prepare(picture, dpi, turn)
    file = io.BytesIO()
    page.picture.save(file, "PPM")
    say(
        file.getvalue(),
        turned=page.turned,
        skew=page.skew,
        straightened=page.straightened,
        width=page.width,
        height=page.height,
        dpi=page.dpi,
        dots=page.size,
        pieces=[] if page.cut is None else [astuple(piece) for piece in page.cut.pieces],
        moved=[] if page.cut is None else page.cut.moved,
        tables=[] if page.cut is None else [_grid(table) for table in page.cut.tables],
    )


def _grid(table: RuledTable) -> list[tuple[int, int, int, int]]:
    """The places of a table's cells: row, column, rows and columns covered."""
    return [(cell.row, cell.column, cell.row_span, cell.column_span) for cell in table.cells]


def shown(source: Source, number: int, turn: int, width: int) -> None:
    """Answer the picture of a page to look at, `width` dots wide."""
    from PIL import Image

    picture, _ = source.page(number)
    if picture.mode not in ("L", "RGB"):
        picture = picture.convert("RGB")
    if turn:
        picture = picture.rotate(-turn, expand=True)
    height = max(1, round(picture.height * width / picture.width))
    file = io.BytesIO()
    picture.resize((width, height), Image.Resampling.LANCZOS).save(file, "PNG")
    say(file.getvalue())


def main() -> None:
    """Serve requests until standard input ends; arguments: kind, seconds, bytes of memory, pages, dots."""
    kind, seconds, memory, pages, dots = sys.argv[1], float(sys.argv[2]), *map(int, sys.argv[3:6])
    confine(seconds, memory)
    stdin = sys.stdin.buffer
    (size,) = struct.unpack(">Q", stdin.read(8))
    data = stdin.read(size)
    try:
        source: Source = Drawn(data, pages, dots) if kind == "pdf" else Pictures(data, pages, dots)
    except ImportError:
        say(error="missing_reader")
        return
    except (OSError, ValueError, SyntaxError, RuntimeError):  # what decoders raise at a broken file
        say(error="corrupt")
        return
    say(pages=source.count)
    for line in stdin:
        asked = json.loads(line)
        try:
            if "width" in asked:
                shown(source, asked["page"], asked.get("turn") or 0, asked["width"])
            else:
                prepared(source, asked["page"], asked.get("turn"))
        except TooManyDots:
            say(error="too_large")
        except ImportError:
            say(error="missing_reader")
        except (OSError, ValueError, SyntaxError, RuntimeError, EOFError, struct.error):
            say(error="corrupt")


if __name__ == "__main__":
    main()
