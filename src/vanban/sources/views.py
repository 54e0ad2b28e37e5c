"""What a page looks like and where its words stand, for a screen that shows the paper beside what was read from it."""

from __future__ import annotations

import json
import os

from vanban.errors import Corrupt, MissingReader, TooLarge, UnreadableSource, Unsupported
from vanban.model import Limits
from vanban.sources import PDF, PICTURE, load, sniff
from vanban.sources.scan.pages import Placed, Refused, opened

LARGEST_WIDTH = 4_000
_NO_PAGES = "Tệp này không có trang để xem; chỉ PDF và ảnh chụp mới có."
_NO_PAGE = "Tệp không có trang này."
_BROKEN = "Trang này đã hỏng nên không xem được; hãy xuất lại hoặc quét lại tệp."
_BIG = "Trang này quá lớn hoặc cần quá nhiều thời gian để vẽ nên không xem được."


def page_picture(
    source: bytes | os.PathLike[str],
    number: int,
    *,
    width: int = 1000,
    turned: int = 0,
    limits: Limits = Limits(),  # noqa: B008  Limits is frozen
) -> bytes:
    """Answer the picture of a page (they count from 1) as a PNG file of `width` dots, at most 4,000.

    `turned`: the page's `Page.turned`, so that it stands as its `Box`es say. Drawn in a process of its own within
    limits. Raises UnreadableSource where the source has no such page or it cannot be drawn.
    """
    data = source if isinstance(source, bytes) else load(source, limits)
    kind = sniff(data)
    if kind not in (PDF, PICTURE):
        raise Unsupported(_NO_PAGES)
    with opened(data, "pdf" if kind == PDF else "picture", limits) as opener:
        try:
            count = opener.start()
        except Refused as refused:
            raise _refusal(str(refused)) from refused
        if not 1 <= number <= count:
            raise UnreadableSource("not_found", _NO_PAGE)
        told, picture = opener.page(number - 1, turn=turned, width=min(max(width, 1), LARGEST_WIDTH))
    if "error" in told:
        raise _refusal(told["error"])
    return picture


def places(
    source: bytes | os.PathLike[str],
    number: int,
    *,
    limits: Limits = Limits(),  # noqa: B008  Limits is frozen
) -> tuple[tuple[str, Placed], ...]:
    """Answer the words of a page of a PDF (they count from 1) as its text layer has them, each with its place as
    shares of the page; `start` and `end` count in the words of the page joined by single spaces.

    Not part of a reading, which would take twice as long; a page that was recognised has its `Reading.boxes`.
    """
    from vanban.sources.pdf import run_child

    data = source if isinstance(source, bytes) else load(source, limits)
    if sniff(data) != PDF:
        raise Unsupported(_NO_PAGES)
    output, _ = run_child(data, limits, number - 1)
    told = json.loads(output) if output.endswith(b"\n") else {"error": "corrupt"}
    if "error" in told:
        raise _refusal(told["error"])
    found: list[tuple[str, Placed]] = []
    at = 0
    for row in told["words"]:
        word = str(row[0])
        left, top, right, bottom = (float(share) for share in row[1:])
        found.append((word, Placed(at, at + len(word), left, top, right, bottom, 1.0)))
        at += len(word) + 1
    return tuple(found)


def _refusal(why: str) -> UnreadableSource:
    match why:
        case "missing_reader":
            return MissingReader("ảnh", "ocr")
        case "too_large" | "ended":
            return TooLarge(_BIG)
        case _:
            return Corrupt(_BROKEN)
