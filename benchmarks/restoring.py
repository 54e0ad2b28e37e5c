"""Measures how well and how fast `vanban` puts lost marks and misread letters right.

    python3 dev.py benchmark restoring [--elsewhere DIR]

The reference plans lie beside the repository (../shared): each is stripped of its marks and restored by a model
that has counted the others but not it. `--elsewhere DIR` is where the wheel of underthesea 9.5.0 lies, whose tagging
test holds news sentences; nothing of it is kept. The last line is one line of JSON; a figure whose material is not
there is null, and its reason is printed.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
import zipfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.inside.model.language import paragraphs_of  # noqa: E402

from vanban.repair.folding import fold, spell  # noqa: E402
from vanban.repair.marks import restore_marks  # noqa: E402
from vanban.repair.model import (  # noqa: E402
    NAME_WEIGHT,
    PLAN_WEIGHT,
    Model,
    base,
    count,
    language,
    names,
    proper,
)
from vanban.repair.noise import restore_line_words  # noqa: E402

SHARED = ROOT.parent / "shared"
PLANS = ("000", "002", "003", "004")
MEASURED = ("002", "003", "004")
WHEEL = "underthesea-9.5.0-py3-none-any.whl"
NEWS = "underthesea/pipeline/pos_tag/models/pos_crf_vlsp2013_20230303/test_output.txt"
SENTENCES = 1500
REPEATS = 3
_WORD = re.compile(r"[^\W\d_]+")

Figures = dict[str, float | None]


def strip_marks(text: str) -> str:
    """The text with its letters in their case and without their marks."""
    return "".join(
        char if not char.isalpha() else fold(char).upper() if char.isupper() else fold(char) for char in text
    )


def restored(lines: Sequence[str], model: Model) -> list[str]:
    """The lines with their marks put back."""
    texts = []
    for text, words in zip(lines, restore_marks(list(lines), model), strict=True):
        for word, meant in sorted(words, key=lambda found: -found[0].start):
            text = text[: word.start] + meant + text[word.end :]
        texts.append(text)
    return texts


def marks_right(text: str, model: Model) -> float:
    """The share of the words of letters that come back, case ignored, once `text` is stripped."""
    lines = text.split("\n")
    pairs = [
        (got, want)
        for line, back in zip(lines, restored([strip_marks(line) for line in lines], model), strict=True)
        for got, want in zip(_WORD.findall(back), _WORD.findall(line), strict=True)
    ]
    return sum(spell(got) == spell(want) for got, want in pairs) / len(pairs)


def without(plans: dict[str, str], left_out: str) -> Model:
    """A model of the package's base and names and of the plans but one."""
    field = [(count(paragraphs_of(text)), PLAN_WEIGHT) for name, text in plans.items() if name != left_out]
    return Model(base(), [*field, (names(), NAME_WEIGHT)], proper())


def shared_plans() -> dict[str, str]:
    """The clean reference plans by number; empty where they are not there."""
    found = {}
    for name in PLANS:
        folder = SHARED / ("gold" if name == "000" else "seeds")
        for path in folder.glob(f"{name}_*.txt"):
            found[name] = path.read_text("utf-8")
    return found


def news(folder: Path) -> str:
    """The news sentences of the tagging test, a paragraph each."""
    with zipfile.ZipFile(folder / WHEEL) as wheel:
        blocks = wheel.read(NEWS).decode("utf-8").split("\n\n")
    sentences = [" ".join(line.split("\t")[0] for line in block.strip("\n").split("\n")) for block in blocks]
    return "\n\n".join([sentence for sentence in sentences if sentence.strip()][:SENTENCES])


def per_second(lines: list[str], restore: str) -> float:
    """Words a second of processor time, best of several after one warm run; `restore`: 'marks' or 'noise'."""
    words = sum(len(line.split()) for line in lines)
    best = float("inf")
    for _ in range(REPEATS + 1):
        started = time.process_time()
        if restore == "marks":
            restore_marks(lines, language())
        else:
            restore_line_words(lines)
        best = min(best, time.process_time() - started)
    return round(words / best)


def measure(elsewhere: Path | None) -> Figures:
    """Every figure of restoring; null where its material is missing."""
    plans = shared_plans()
    figures: Figures = {f"marks_{name}": None for name in (*MEASURED, "elsewhere")}
    figures |= {"restore_per_s": None, "ocr_restore_per_s": None}
    if len(plans) < len(PLANS):
        print("marks_002, marks_003, marks_004 and speeds: the reference plans are not beside the repository")
    else:
        for name in MEASURED:
            figures[f"marks_{name}"] = round(marks_right(plans[name], without(plans, name)), 4)
        stripped = [strip_marks(line) for name in MEASURED for line in plans[name].split("\n")]
        figures["restore_per_s"] = per_second(stripped, "marks")
        for misread in (SHARED / "seeds").glob("001_*.txt"):
            figures["ocr_restore_per_s"] = per_second(misread.read_text("utf-8").split("\n"), "noise")
    if elsewhere is None:
        print("marks_elsewhere: --elsewhere was not given")
    else:
        figures["marks_elsewhere"] = round(marks_right(news(elsewhere), language()), 4)
    return figures


def main() -> None:
    """Print every figure, then all of them as one line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--elsewhere", type=Path, help=f"the folder of {WHEEL}")
    figures = measure(parser.parse_args().elsewhere)
    for name, figure in figures.items():
        print(f"{name:20} {'–' if figure is None else figure}")
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
