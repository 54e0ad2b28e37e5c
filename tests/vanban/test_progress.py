"""Who waits for a scan hears of each page."""

from __future__ import annotations

import io

from PIL import Image

import vanban
from vanban import progress


def pages(count: int) -> bytes:
    made = io.BytesIO()
    white = [Image.new("RGB", (300, 420), "white") for _page in range(count)]
    white[0].save(made, "PDF", save_all=True, append_images=white[1:])
    return made.getvalue()


def test_each_recognised_page_is_told_of_in_order() -> None:
    heard: list[tuple[int, int]] = []

    with progress.heard_by(lambda done, total: heard.append((done, total))):
        vanban.read(pages(3))

    assert heard == [(1, 3), (2, 3), (3, 3)]


def test_nobody_hears_after_the_block_or_of_text() -> None:
    heard: list[tuple[int, int]] = []

    with progress.heard_by(lambda done, total: heard.append((done, total))):
        vanban.read("KẾ HOẠCH")
    vanban.read(pages(1))

    assert heard == []
