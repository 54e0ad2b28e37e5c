"""Whole documents in every state that offices hand over, made from the labelled ones with one fixed seed.

    python -m benchmarks.damage.documents FOLDER [--state STATE …]    writes them all, to look at

| state | made from | what happened to it |
|---|---|---|
| `no_marks` | text | typed without marks |
| `letter_lost` `letters_lost` | text | a font lacks one marked letter, or six: U+FFFD wherever they stood |
| `letter_dropped` | text | one marked letter silently left out by an extractor |
| `letters_out` | text | one letter in 250 missing, anywhere |
| `split` `joined` | text | one word in 30 in two pieces; one space in 30 gone |
| `tcvn3` `vni` `viscii` `cp1258` | text | the bytes of an old encoding |
| `bad_ocr` | pictures | a light scan recognised with the wrong language, kept as text |
| `docx_tcvn3` `docx_vni` | Word | fonts `.VnTime` (capitals `.VnTimeH`) and `VNI-Times` |
| `font_map` | PDF | six letters of the text layer are private code points; the picture is right |
| `light` `heavy` | PDF | printed and scanned, after `pictures.STATES` |
| `phone` | PDF | photographed: leaning, in the shadow of a hand, fed sideways on every third page |

A document that has no PDF of its own is set from its source; the older ones, which have none, in plain lines.
"""

from __future__ import annotations

import argparse
import functools
import html
import io
import json
import random
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "examples"))

import weasyprint  # noqa: E402
from fontTools.ttLib import TTFont  # noqa: E402
from making import page  # noqa: E402
from making.source import read_source  # noqa: E402

from benchmarks.damage import pictures, text  # noqa: E402
from vanban.repair.encodings import encode  # noqa: E402

EXAMPLES = ROOT / "examples"
SEED = 20261121
DPI = 200
KINDS = (".txt", ".docx", ".pdf")
LOST = 6
PRIVATE = 0xE000
_MARKED = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
_RUN = re.compile(r"<w:r>.*?</w:r>|<w:r .*?</w:r>", re.S)
_WORDS = re.compile(r"(<w:t[^>]*>)(.*?)(</w:t>)", re.S)
Json = dict[str, Any]


@dataclass(frozen=True)
class Labelled:
    """A document with labels: where its files lie, without their endings."""

    stem: Path

    @property
    def name(self) -> str:
        """What it is called."""
        return self.stem.name

    @property
    def files(self) -> list[Path]:
        """Its files as they are."""
        return [path for kind in KINDS if (path := self.file(kind)).exists()]

    def file(self, kind: str) -> Path:
        """Its file of one ending, which may not exist."""
        return self.stem.with_name(self.stem.name + kind)

    @functools.cached_property
    def labels(self) -> Json:
        """What a careful reader finds in it."""
        return json.loads(self.file(".labels.json").read_text("utf-8"))  # type: ignore[no-any-return]

    @property
    def text(self) -> str | None:
        """Its undamaged text, where it is kept as text."""
        files = (self.file(".restored.txt"), self.file(".txt"))
        return next((file.read_text("utf-8") for file in files if file.exists()), None)

    def dice(self, what: str) -> random.Random:
        """Chance that only the document's name and `what` throw."""
        return random.Random(f"{SEED} {self.name} {what}")


def labelled(folder: Path) -> list[Labelled]:
    """Every labelled document of a folder, by name."""
    found = sorted(folder.glob("*.labels.json"))
    return [Labelled(path.with_name(path.name.removesuffix(".labels.json"))) for path in found]


# -- text ---------------------------------------------------------------------------------------------


def _letters(document: Labelled, whole: str, many: int, what: str) -> list[str]:
    """Some of the marked letters of a text, drawn at random."""
    there = sorted(set(whole) & set(_MARKED))
    return document.dice(what).sample(there, min(many, len(there)))


def _without(document: Labelled, whole: str, instead: str, many: int, what: str) -> str:
    return whole.translate({ord(letter): instead for letter in _letters(document, whole, many, what)})


def _letters_out(document: Labelled, whole: str) -> str:
    chance = document.dice("letters_out")
    return "".join(char for char in whole if not (char.isalpha() and chance.random() < 0.004))


def _number(document: Labelled) -> int:
    return document.dice("seed").randrange(10**6)


def _encoded(whole: str, encoding: str) -> bytes:
    # TCVN3 has no capital Ủ: it was written Uỷ
    return encode(whole.replace("Ủy", "Uỷ") if encoding == "tcvn3" else whole, encoding)


TEXTS: dict[str, Callable[[Labelled, str], str | bytes]] = {
    "no_marks": lambda _, whole: text.strip_marks(whole),
    "letter_lost": lambda d, whole: _without(d, whole, text.LOST, 1, "letter_lost"),
    "letters_lost": lambda d, whole: _without(d, whole, text.LOST, LOST, "letters_lost"),
    "letter_dropped": lambda d, whole: _without(d, whole, "", 1, "letter_dropped"),
    "letters_out": _letters_out,
    "split": lambda d, whole: text.split_words(whole, 1 / 30, _number(d)),
    "joined": lambda d, whole: text.join_words(whole, 1 / 30, _number(d)),
    **{
        name: lambda _, whole, name=name: _encoded(whole, name)  # type: ignore[misc]
        for name in ("tcvn3", "vni", "viscii", "cp1258")
    },
}


# -- Word ---------------------------------------------------------------------------------------------


def in_old_fonts(data: bytes, encoding: str) -> bytes:
    """A Word file whose runs are set in fonts of an old encoding; of TCVN3 runs in capitals in the capital font,
    their letters stored small, as people typed them."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for item in given.infolist():
            part = given.read(item)
            if item.filename == "word/document.xml":
                part = _RUN.sub(lambda run: _run(run.group(), encoding), part.decode("utf-8")).encode("utf-8")
            made.writestr(item, part)
    return out.getvalue()


def _run(run: str, encoding: str) -> str:
    words = "".join(match.group(2) for match in _WORDS.finditer(run))
    capitals = encoding == "tcvn3" and words.isupper()
    font = {"tcvn3": ".VnTimeH" if capitals else ".VnTime", "vni": "VNI-Times"}[encoding]

    def stored(match: re.Match[str]) -> str:
        meant = html.unescape(match.group(2))
        kept = _encoded(meant.lower() if capitals else meant, encoding).decode("latin-1")
        return match.group(1) + html.escape(kept, quote=False) + match.group(3)

    run = _WORDS.sub(stored, run)
    fonts = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:cs="{font}"/>'
    if "<w:rPr>" in run:
        return run.replace("<w:rPr>", f"<w:rPr>{fonts}", 1)
    return re.sub(r"(<w:r(?: [^>]*)?>)", rf"\1<w:rPr>{fonts}</w:rPr>", run, count=1)


# -- pages --------------------------------------------------------------------------------------------


def printed(document: Labelled) -> Iterator[pictures.Sheet]:
    """The document's pages as they leave the printer."""
    if document.file(".pdf").exists():
        yield from pictures.print_pdf(document.file(".pdf").read_bytes(), DPI)
    elif document.file(".labelled").exists():
        yield from pictures.print_pdf(_set(document, page.STYLE, {}), DPI)
    else:
        yield from pictures.print_text(document.text or "", DPI)


def _set(document: Labelled, style: str, letters: dict[int, str]) -> bytes:
    """The document's source set as a PDF, some letters written as others."""
    source = read_source(document.file(".labelled"))
    whole = (page.head_html(source) + page.body_html(source)).translate(letters)
    made = f"<!doctype html><html lang=vi><meta charset=utf-8><style>{style}</style>{whole}"
    return bytes(weasyprint.HTML(string=made).write_pdf())


def font_mapped(document: Labelled) -> bytes:
    """A PDF whose pictures are right while some letters of its text layer are private code points: set in a copy of
    the font that draws the letters there."""
    whole = document.file(".labelled").read_text("utf-8")
    letters = _letters(document, whole, LOST, "font_map")
    codes = {ord(letter): chr(PRIVATE + at) for at, letter in enumerate(letters)}
    font = TTFont(pictures.FONT)
    for table in font["cmap"].tables:
        for letter, code in codes.items():
            if letter in table.cmap:
                table.cmap[ord(code)] = table.cmap[letter]
    with tempfile.NamedTemporaryFile(suffix=".ttf") as kept:
        font.save(kept.name)
        face = f'@font-face {{ font-family: Mapped; src: url("file://{kept.name}") }}'
        return _set(document, face + page.STYLE.replace("Tinos", "Mapped"), codes)


def pictured(document: Labelled, state: str) -> bytes:
    """A PDF of pictures: the document's pages at 200 dpi, damaged after `pictures.STATES`."""
    files = []
    for number, sheet in enumerate(printed(document), 1):
        way = pictures.STATES[state]
        if state == "phone" and number % 3 == 0:
            way = replace(way, turn=1)
        files.append(pictures.damaged(sheet.picture, way, SEED * 100_003 + number))
    return pictures.as_pdf(files, DPI)


def badly_recognised(document: Labelled) -> str:
    """What an engine for English reads off a light scan."""
    pages = []
    for number, sheet in enumerate(printed(document), 1):
        file = pictures.damaged(sheet.picture, pictures.STATES["light"], SEED * 100_003 + number)
        command = ["tesseract", "stdin", "stdout", "-l", "eng", "--dpi", str(DPI)]
        read = subprocess.run(command, input=file, capture_output=True, check=True, env={"OMP_THREAD_LIMIT": "1"})
        pages.append(read.stdout.decode("utf-8").replace("\f", ""))
    return "\n".join(pages)


PICTURES = ("light", "heavy", "phone")
STATES = (*TEXTS, "bad_ocr", "docx_tcvn3", "docx_vni", "font_map", *PICTURES)


def damaged(document: Labelled, state: str) -> bytes | None:
    """The document in one state, as the bytes of a file; None where it has not the form that this is made from."""
    if state in TEXTS:
        whole = document.text
        made = None if whole is None else TEXTS[state](document, whole)
        return made.encode("utf-8") if isinstance(made, str) else made
    if state.startswith("docx_"):
        file = document.file(".docx")
        return in_old_fonts(file.read_bytes(), state.removeprefix("docx_")) if file.exists() else None
    if state == "font_map":
        return font_mapped(document) if document.file(".labelled").exists() else None
    if document.text is None and not any(document.file(kind).exists() for kind in (".pdf", ".labelled")):
        return None
    return badly_recognised(document).encode("utf-8") if state == "bad_ocr" else pictured(document, state)


def main() -> None:
    """Write the labelled documents in some states, or all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--state", action="append", choices=STATES)
    chosen = parser.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    for document in labelled(EXAMPLES):
        for state in chosen.state or STATES:
            if (data := damaged(document, state)) is not None:
                kind = ".txt" if state in (*TEXTS, "bad_ocr") else ".docx" if state.startswith("docx") else ".pdf"
                (chosen.folder / f"{document.name}.{state}{kind}").write_bytes(data)


if __name__ == "__main__":
    main()
