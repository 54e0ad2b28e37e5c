"""The process that opens a PDF: a program run by path, fed on standard input, and good for one file.

PDF readers are large native programs and a hostile file can make them eat memory or never return, so it happens
here, under limits of the operating system. Imports nothing of ours. Prints a line `{"pages"}` and then one JSON
line a page, `{"text", "state"}` with state `text`, `picture`, `blank` or `broken`; or a single line `{"error"}`.
"""

from __future__ import annotations

import itertools
import json
import math
import re
import sys
from typing import Any

FEW_LETTERS = 100
COVERED = 0.5
WIDER = 1.12
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


def page_text(layer: Any) -> str:
    """The text of a page, with an empty line where the page leaves more room between two lines than usual.

    Only the distance shows where a paragraph ends whose last line is full, as titles of several lines often are.
    """
    shown = layer.get_text_bounded()
    whole = layer.get_text_range()
    if len(whole) != layer.count_chars() or whole.replace("\ufffe", "\x02") != shown:
        # text outside the page, or letters that take two places: no place can be told for sure
        return str(shown)
    starts = [match.start() for match in re.finditer(r"[^\s\ufffe][^\n\ufffe]*", whole)]
    heights = [layer.get_charbox(start, loose=True)[1] for start in starts]
    gaps = [above - below for above, below in itertools.pairwise(heights)]
    # the closer lines are those inside paragraphs, however many paragraphs have a single line
    closer = sorted(gap for gap in gaps if gap > 1)
    usual = closer[len(closer) // 4] if closer else 0.0
    wide = {start for start, gap in zip(starts[1:], gaps, strict=True) if usual and gap > usual * WIDER + 0.5}
    pieces = [whole[a:b] for a, b in itertools.pairwise([0, *sorted(wide), len(whole)])]
    return "\r\n".join(pieces)


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
            text = page_text(page.get_textpage())
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
