"""The paper itself: what a page looks like, and where the lines of a reading stand on it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from django.core.cache import caches
from PIL import Image

import vanban
from vanban.model import Box
from vanban.sources.views import page_picture, places

from .actions.storing import local_copy
from .choices import FileState
from .errors import NoPictureError
from .models import Document

MOST_PAGES = 60  # of a text layer: each takes a third of a second
QUALITY = 65
WIDTH = 1_100  # dots: letters of a page stay sharp at the width of half a screen


def picture_of_page(document: Document, number: int) -> bytes:
    """A page of an accepted document as WebP, as upright as it was read; pages count from 1.

    Drawn once and then kept for a month: what is drawn of the same bytes never changes.

    Raises NoPictureError where the document has no such page, or it cannot be drawn.
    """
    if document.state != FileState.ACCEPTED:
        raise NoPictureError
    pages = document.readings.order_by("-created_at", "-pk").values_list("content__pages", flat=True).first()
    turned = next((page.get("turned", 0) for page in pages or () if page["number"] == number), 0)
    name = f"{document.province_id}-{document.sha256}-{number}-{turned}-{WIDTH}"
    kept: bytes | None = caches["pages"].get(name)
    if kept:
        return kept
    try:
        with local_copy(document) as path:
            drawn = page_picture(path, number, width=WIDTH, turned=turned)
    except vanban.UnreadableSource as problem:
        raise NoPictureError(problem.message) from problem
    small = io.BytesIO()
    with Image.open(io.BytesIO(drawn)) as picture:
        picture.save(small, "WEBP", quality=QUALITY)  # a sixth of the PNG, for lines that are slow
    caches["pages"].set(name, small.getvalue())
    return small.getvalue()


def places_of(reading: vanban.Reading, boxes: Iterable[Box] | None = None) -> list[list[float]]:
    """Where each line of the source stands on the paper: `[start, end, page, left, top, right, bottom]`.

    `start:end` are offsets in the source text, pages count from 1, the rest are shares of the page's width and
    height. `boxes`: the places of words, the reading's own by default. Empty where nobody knows any.
    """
    lines: dict[tuple[int, int], list[float]] = {}
    number, passed = 0, 0
    for box in sorted(reading.boxes if boxes is None else boxes, key=lambda each: each.start):
        number += reading.source_text.count("\n", passed, box.start)
        passed = box.start
        line = lines.setdefault(
            (number, box.page), [box.start, box.end, box.page, box.left, box.top, box.right, box.bottom]
        )
        line[1] = max(line[1], box.end)
        line[3:5] = min(line[3], box.left), min(line[4], box.top)
        line[5:7] = max(line[5], box.right), max(line[6], box.bottom)
    return [[*line[:3], *(round(share, 4) for share in line[3:])] for line in lines.values()]


def layer_boxes(reading: vanban.Reading, path: Path) -> Iterator[Box]:
    """The words of pages that were read from a text layer, with their places on the paper.

    The reader leaves them out of a reading, as they take as long as all the rest. A page that cannot be looked at
    once more has none.
    """
    layers = [page for page in reading.pages if page.method == "layer"]
    for page in layers[:MOST_PAGES]:
        try:
            placed = places(path, page.number)
        except vanban.UnreadableSource:
            continue
        words = list(re.finditer(r"\S+", reading.source_text[page.start : page.end]))
        same = SequenceMatcher(None, [word[0] for word in words], [text for text, _place in placed], autojunk=False)
        for here, there, length in same.get_matching_blocks():
            for word, (_text, place) in zip(words[here : here + length], placed[there : there + length], strict=True):
                start, end = page.start + word.start(), page.start + word.end()
                yield Box(start, end, page.number, place.left, place.top, place.right, place.bottom)


def content_of(reading: vanban.Reading, path: Path | None = None) -> dict[str, Any]:
    """A reading as it is kept: the object of its contract, and `places` of its lines instead of those of its words.

    `path`: the file that was read, where the places of a text layer are wanted too.
    """
    boxes = [*reading.boxes, *(layer_boxes(reading, path) if path else ())]
    return {**reading.as_dict(), "places": places_of(reading, boxes)}
