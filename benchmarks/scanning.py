"""Measures the reading of pages: words of scans, time over the recogniser and over the engine of PDF, memory.

    python3 dev.py benchmark scanning [--pages N]

The words of two reference plans (../shared; without them those of an example) are printed at 200 dpi and damaged
like a light and a heavy scan (`benchmarks.damage.pictures`, one fixed seed), put into a PDF of pictures and read.
`ocr_ratio` is the time for that against the recogniser alone, one process a core, on the same prepared pages;
`layer_ms_above_engine` and `layer_vs_pdfplumber` compare the reading of text layers; `peak_mb` is the memory of the
whole tree of processes while a file of 300 pages with text is read. Ends with one line of JSON.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from difflib import SequenceMatcher
from pathlib import Path

import pdfplumber
import pypdfium2
from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import vanban  # noqa: E402
from benchmarks.damage import pictures  # noqa: E402
from vanban.sources.scan.engine import recognise  # noqa: E402
from vanban.sources.scan.preparation import prepare  # noqa: E402

SEEDS = ROOT.parent / "shared" / "seeds"
EXAMPLE = ROOT / "examples" / "da-nang-2026.pdf"
SEED = 20261121
DPI = 200
LAYER_PAGES, MEMORY_PAGES = 60, 300
Figures = dict[str, float | None]


def printed(pages: int) -> list[pictures.Sheet]:
    """Up to `pages` sheets of each of the two plans, or of the example where there are none."""
    plans = [path.read_text("utf-8") for name in ("002", "003") for path in SEEDS.glob(f"{name}_*.txt")]
    if not plans:
        return list(pictures.print_pdf(EXAMPLE.read_bytes(), DPI))[:pages]
    return [sheet for plan in plans for sheet in list(pictures.print_text(plan, DPI))[:pages]]


def words_right(read: str, sheets: list[pictures.Sheet]) -> tuple[int, int]:
    """How many printed words stand in the text that was read, in their order, and how many were printed."""
    want = [word for sheet in sheets for line in sheet.lines for word in line.split()]
    got = read.split()
    blocks = SequenceMatcher(None, got, want, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks), len(want)


def measure_scans(pages: int) -> Figures:
    """Words right of both states, and the time of reading against that of the recogniser alone."""
    sheets = printed(pages)
    figures: Figures = {}
    spent = alone = 0.0
    for state in ("light", "heavy"):
        files = [file for file, _ in pictures.scanned(iter(sheets), pictures.STATES[state], SEED)]
        document = pictures.as_pdf(files, DPI)
        started = time.perf_counter()
        reading = vanban.read(document)
        spent += time.perf_counter() - started
        right, asked = words_right(reading.text, sheets)
        figures[f"scan_{state}_words"] = round(right / asked, 4)
        alone += recogniser_alone(files)
    figures["ocr_ratio"] = round(spent / alone, 3)
    return figures


def recogniser_alone(files: list[bytes]) -> float:
    """Seconds that the recogniser takes for the prepared pages, one process a core."""
    ready = [prepare(Image.open(io.BytesIO(file)), DPI) for file in files]
    pages = [(encoded(one.picture), one.dpi, one.cut is not None) for one in ready]
    started = time.perf_counter()
    with ThreadPoolExecutor(os.cpu_count() or 1) as cores:
        list(cores.map(lambda page: recognise(page[0], page[1], vanban.Limits(), cut=page[2]), pages))
    return time.perf_counter() - started


def encoded(picture: Image.Image) -> bytes:
    """The picture as the recogniser is given it."""
    out = io.BytesIO()
    picture.save(out, "PPM")
    return out.getvalue()


def long_document(pages: int) -> bytes:
    """The example's pages again and again, as one PDF of so many pages."""
    whole = pypdfium2.PdfDocument.new()
    part = pypdfium2.PdfDocument(EXAMPLE.read_bytes())
    while len(whole) < pages:
        whole.import_pages(part, list(range(min(len(part), pages - len(whole)))))
    out = io.BytesIO()
    whole.save(out)
    return out.getvalue()


def measure_layers() -> Figures:
    """Reading text layers against the engine's own bare extraction and against pdfplumber, milliseconds a page."""
    from vanban.sources import extract

    data = long_document(LAYER_PAGES)

    def bare() -> None:
        document = pypdfium2.PdfDocument(data)
        for page in document:
            page.get_textpage().get_text_bounded()

    def plumber() -> None:
        with pdfplumber.open(io.BytesIO(data)) as document:
            for page in document.pages[: LAYER_PAGES // 4]:
                page.extract_text()

    ours = best(lambda: extract(data)) * 1000 / LAYER_PAGES
    engine = best(bare) * 1000 / LAYER_PAGES
    other = best(plumber, 1) * 1000 / (LAYER_PAGES // 4)
    print(f"ms a page: ours {ours:.1f}, engine {engine:.1f}, pdfplumber {other:.1f}")
    return {"layer_ms_above_engine": round(ours - engine, 2), "layer_vs_pdfplumber": round(ours / other, 3)}


def best(work: Callable[[], object], repeats: int = 3) -> float:
    """Seconds of the quickest of several runs."""
    seconds = []
    for _ in range(repeats):
        started = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - started)
    return min(seconds)


def measure_memory() -> Figures:
    """Megabytes of all processes together while a program of its own reads 300 pages."""
    program = "import sys, vanban; vanban.read(sys.stdin.buffer.read())"
    with subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE) as process:
        assert process.stdin is not None
        feeding = threading.Thread(target=feed, args=(process, long_document(MEMORY_PAGES)))
        feeding.start()
        most = 0
        while process.poll() is None:
            most = max(most, tree_bytes(process.pid))
            time.sleep(0.01)
        feeding.join()
    return {"peak_mb": round(most / 1e6, 1)}


def feed(process: subprocess.Popen[bytes], data: bytes) -> None:
    """Hands the file to the program."""
    assert process.stdin is not None
    process.stdin.write(data)
    process.stdin.close()


def tree_bytes(root: int) -> int:
    """Resident memory of a process and all below it, shared pages counted by their part."""
    total, left = 0, [root]
    while left:
        process = left.pop()
        try:
            rolled = Path(f"/proc/{process}/smaps_rollup").read_text("ascii")
            total += next(int(line.split()[1]) * 1024 for line in rolled.splitlines() if line.startswith("Pss:"))
            left += map(int, Path(f"/proc/{process}/task/{process}/children").read_text("ascii").split())
        except (FileNotFoundError, ProcessLookupError, PermissionError, StopIteration):
            continue  # it ended while we looked
    return total


def measure(pages: int) -> Figures:
    """Every figure of this benchmark."""
    return {**measure_scans(pages), **measure_layers(), **measure_memory()}


def main() -> int:
    """Prints every figure; exit status 0 whatever they are."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=1000, help="at most so many pages of each plan")
    figures = measure(parser.parse_args().pages)
    print(f"machine: {os.cpu_count()} cores, Python {sys.version.split()[0]}")
    print(json.dumps(figures))
    return 0


if __name__ == "__main__":
    sys.exit(main())
