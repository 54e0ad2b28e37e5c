"""The process that opens a PDF: a program run by path, fed on standard input, and good for one file.

PDF readers are large native programs and a hostile file can make them eat memory or never return, so it happens
here, under limits of the operating system. Imports nothing of ours. Prints a line `{"pages", "xfa", "signatures",
"attachments"}` and then one JSON line a page, `{"text", "state", "size"}` with state `text`, `picture`, `blank` or
`broken`; or a single line `{"error"}`. A page on which
lines are drawn as around a table also has `strokes` ([level?, at, start, end] in points from the top left corner) and
`places`, the box of each word of its text. Told a page (from 0) as a fifth argument, it prints one line `{"words",
"width", "height"}`: each word of that page with its place, as shares of the page from its top left corner.
"""

from __future__ import annotations

import ctypes
import itertools
import json
import math
import re
import sys
from collections.abc import Iterator
from typing import Any

# A page with so few letters and so much of it covered by a picture is a picture: a signature or a stamp of the
# registry, which software writes as text upon a scan, is no text layer.
FEW_LETTERS, COVERED = 100, 0.5
SOME_LETTERS, NEARLY_COVERED = 400, 0.8
WIDER = 1.12
MAX_OBJECTS = 5_000
# A word; a hyphen at the end of a line ends it.
_PLACED = re.compile(r"[^\s\ufffe\x02]+[\ufffe\x02]?|[\ufffe\x02]")
THIN = 2.5  # points: what is thinner is a line
MAX_NAMES, LONGEST_NAME = 50, 200
XFA_FORMS = frozenset({2, 3})
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
    if letters >= FEW_LETTERS:
        return bool(covered >= NEARLY_COVERED * width * height)
    return bool(covered >= COVERED * width * height or (drawn and not letters))


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


def words_of(layer: Any, width: float, height: float) -> list[tuple[str, float, float, float, float]]:
    """The words of a page in the order of its text layer, each with left, top, right, bottom as shares of the page."""
    words = []
    for match in re.finditer(r"\S+", layer.get_text_range()):
        places = (layer.get_charbox(at, loose=True) for at in range(match.start(), match.end()))
        # a hyphen made up at the end of a line has no place
        boxes = [box for box in places if box[2] > box[0] and box[3] > box[1]]
        if boxes:
            left, bottom = min(box[0] for box in boxes), min(box[1] for box in boxes)
            right, top = max(box[2] for box in boxes), max(box[3] for box in boxes)
            shares = (left / width, 1 - top / height, right / width, 1 - bottom / height)
            words.append((match.group(), *(round(min(max(share, 0.0), 1.0), 5) for share in shares)))
    return words


def strokes_of(page: Any, raw: Any) -> list[tuple[bool, float, float, float]]:
    """The level and upright lines that are drawn on a page, also as thin boxes or as the edges of boxes."""
    height = page.get_height()
    found: list[tuple[bool, float, float, float]] = []
    for place in range(min(raw.FPDFPage_CountObjects(page), MAX_OBJECTS)):
        item = raw.FPDFPage_GetObject(page, place)
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            found.extend(_drawn(item, height, raw))
        elif kind == raw.FPDF_PAGEOBJ_FORM and raw.FPDFFormObj_CountObjects(item) < MAX_OBJECTS:
            inner = (raw.FPDFFormObj_GetObject(item, at) for at in range(raw.FPDFFormObj_CountObjects(item)))
            for one in inner:
                if raw.FPDFPageObj_GetType(one) == raw.FPDF_PAGEOBJ_PATH:
                    found.extend(_drawn(one, height, raw))
        if len(found) > MAX_OBJECTS:
            break
    return found


def _drawn(item: Any, height: float, raw: Any) -> Iterator[tuple[bool, float, float, float]]:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(item, left, bottom, right, top):
        return
    x0, x1, y0, y1 = left.value, right.value, height - top.value, height - bottom.value
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item, fill, stroke)
    if not fill.value and not stroke.value:
        return
    if y1 - y0 <= THIN < x1 - x0:
        yield True, round((y0 + y1) / 2, 1), round(x0, 1), round(x1, 1)
    elif x1 - x0 <= THIN < y1 - y0:
        yield False, round((x0 + x1) / 2, 1), round(y0, 1), round(y1, 1)
    elif stroke.value:
        yield from _edges(item, height, raw)


def _edges(item: Any, height: float, raw: Any) -> Iterator[tuple[bool, float, float, float]]:
    """The level and upright pieces of a path of several."""
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, matrix)
    first = before = (0.0, 0.0)
    for place in range(min(raw.FPDFPath_CountSegments(item), MAX_OBJECTS)):
        segment = raw.FPDFPath_GetPathSegment(item, place)
        x, y = ctypes.c_float(), ctypes.c_float()
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        across = matrix.a * x.value + matrix.c * y.value + matrix.e
        down = height - (matrix.b * x.value + matrix.d * y.value + matrix.f)
        now = round(across, 1), round(down, 1)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            first = now
        elif kind == raw.FPDF_SEGMENT_LINETO:
            yield from _piece(before, now)
        if raw.FPDFPathSegment_GetClose(segment):
            yield from _piece(now, first)
        before = now


def _piece(one: tuple[float, float], other: tuple[float, float]) -> Iterator[tuple[bool, float, float, float]]:
    if abs(one[1] - other[1]) < 1 and abs(one[0] - other[0]) > THIN:
        yield True, one[1], min(one[0], other[0]), max(one[0], other[0])
    elif abs(one[0] - other[0]) < 1 and abs(one[1] - other[1]) > THIN:
        yield False, one[0], min(one[1], other[1]), max(one[1], other[1])


def may_hold_table(strokes: list[tuple[bool, float, float, float]]) -> bool:
    """Whether so many lines are drawn that cells may stand between them."""
    return sum(level for level, *_ in strokes) > 1 and sum(not level for level, *_ in strokes) > 0


def places_of(layer: Any, height: float) -> list[tuple[float, float, float, float]]:
    """The box of each word of a page, in points from the top left corner; a hyphen at a line's end ends a word."""
    boxes = []
    for match in _PLACED.finditer(layer.get_text_range()):
        last = match.end() - 1 - (match.group()[-1] in "\ufffe\x02" and len(match.group()) > 1)
        left, bottom, _, top = layer.get_charbox(match.start(), loose=True)
        right = layer.get_charbox(last, loose=True)[2]
        boxes.append((round(left, 1), round(height - top, 1), round(right, 1), round(height - bottom, 1)))
    return boxes


def flat(document: Any, place: int, raw: Any, form: bool) -> Any:
    """A page; of a form, one whose filled fields have become text on it."""
    page = document[place]
    if form and raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_SUCCESS:
        page.close()
        page = document[place]
    return page


def say_document(document: Any, raw: Any, count: int) -> None:
    """What concerns the whole file: its pages, its kind of form, its signatures and what is attached to it."""
    names = []
    for place in range(min(document.count_attachments(), MAX_NAMES)):
        try:
            names.append(str(document.get_attachment(place).get_name())[:LONGEST_NAME])
        except ValueError:  # a broken entry, or a name in no known writing
            continue
    signatures = max(raw.FPDF_GetSignatureCount(document), 0)
    say(pages=count, xfa=document.get_formtype() in XFA_FORMS, signatures=signatures, attachments=names)


def say_pages(document: Any, raw: Any, count: int, characters: int) -> None:
    """One line a page, until so many characters are said."""
    import pypdfium2

    form = document.get_formtype() != raw.FORMTYPE_NONE
    if form:
        document.init_forms()  # draws the values of fields that have no looks of their own
    for place in range(count):
        try:
            page = flat(document, place, raw, form)
            size = page.get_size()
            layer = page.get_textpage()
            text = page_text(layer)
            letters = sum(character.isalnum() for character in text)
            seen = letters < SOME_LETTERS and is_picture(page, raw, letters)
        except pypdfium2.PdfiumError:
            say(text="", state="broken", size=(0, 0))
            continue
        state = "picture" if seen else "text" if letters else "blank"
        strokes = strokes_of(page, raw) if state == "text" else []
        if may_hold_table(strokes) and len(text) <= characters:
            places = places_of(layer, size[1])
            # what is left out at the edge of the page may have taken a space with it
            text = text if len(_PLACED.findall(text)) == len(places) else str(layer.get_text_range())
            say(text=text, state=state, size=size, strokes=strokes, places=places)
        else:
            say(text=text[:characters], state=state, size=size)
        characters -= len(text)
        page.close()
        if characters <= 0:
            return


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
    if len(sys.argv) > 5:
        try:
            page = flat(document, int(sys.argv[5]), raw, document.get_formtype() != raw.FORMTYPE_NONE)
            width, height = page.get_size()
            say(words=words_of(page.get_textpage(), width, height), width=width, height=height)
        except (pypdfium2.PdfiumError, IndexError):
            say(error="corrupt")
        return
    say_document(document, raw, count)
    say_pages(document, raw, min(count, pages), characters)


if __name__ == "__main__":
    main()
