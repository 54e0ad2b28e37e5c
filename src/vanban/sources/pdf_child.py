"""The process that opens a PDF: a program run by path, fed on standard input, and good for one file.

PDF readers are large native programs and a hostile file can make them eat memory or never return, so it happens
here, under limits of the operating system. Imports nothing of ours. Prints a line `{"pages"}` and then one JSON
line a page, `{"text", "state"}` with state `text`, `picture`, `blank` or `broken`; or a single line `{"error"}`.
"""

from __future__ import annotations

import itertools
import json
import math
import sys
from typing import Any

FEW_LETTERS = 100
COVERED = 0.5
MAX_OBJECTS = 5_000
PASSWORD_ERRORS = frozenset({4, 5})


def confine(seconds: float, memory: int) -> None:
    """Let the operating system end this process if it takes more; without such limits the parent's clock does."""
    try:
        import resource
    except ImportError:
        return
    wanted = {
        resource.RLIMIT_AS: memory,
        resource.RLIMIT_CPU: math.ceil(seconds),
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }
    for kind, most in wanted.items():
        hard = resource.getrlimit(kind)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (most, most))


def say(**words: Any) -> None:
    """One line to the parent, at once, so that pages survive what comes after them."""
    sys.stdout.write(json.dumps(words) + "\n")
    sys.stdout.flush()


def is_picture(page: Any, raw: Any, letters: int) -> bool:
    """Whether the page shows a picture where words should be: few letters on a large image, none on drawings."""
    width, height = page.get_size()
    covered, drawn = 0.0, False
    for item in itertools.islice(page.get_objects(max_depth=3), MAX_OBJECTS):
        if item.type == raw.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = item.get_bounds()
            covered += abs(right - left) * abs(top - bottom)
        drawn = drawn or item.type != raw.FPDF_PAGEOBJ_TEXT
    return covered >= COVERED * width * height or (drawn and not letters)


def main() -> None:
    """Read the PDF on standard input; arguments: seconds, bytes of memory, pages and characters allowed."""
    seconds, memory, pages, characters = float(sys.argv[1]), *map(int, sys.argv[2:5])
    confine(seconds, memory)
    try:
        import pypdfium2
        from pypdfium2 import raw
    except ImportError:
        say(error="missing_reader")
        return
    try:
        document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
        count = len(document)
    except pypdfium2.PdfiumError as problem:
        say(error="encrypted" if getattr(problem, "err_code", None) in PASSWORD_ERRORS else "corrupt")
        return
    say(pages=count)
    for place in range(min(count, pages)):
        try:
            page = document[place]
            text = page.get_textpage().get_text_bounded()
            letters = sum(character.isalnum() for character in text)
            seen = letters < FEW_LETTERS and is_picture(page, raw, letters)
        except pypdfium2.PdfiumError:
            say(text="", state="broken")
            continue
        say(text=text[:characters], state="picture" if seen else "text" if letters else "blank")
        characters -= len(text)
        page.close()
        if characters <= 0:
            return


if __name__ == "__main__":
    main()
