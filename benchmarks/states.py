"""Measures reading in every damaged state of `benchmarks.damage.documents`, field by field and document by document.

    python3 dev.py benchmark states [--pictures N] [--all] [--accept]

Every labelled example (those kept aside are not used here) is damaged with one fixed seed and read. States that are
made of text or of a Word file are measured on all documents that have such a file; those that must be recognised
(`bad_ocr`, `font_map`, `light`, `heavy`, `phone`) on N documents drawn by the seed, 3 unless told otherwise, since a
page takes seconds; `--all` takes all. Prints for each state the documents, `header` (values right), `header_whole`
(documents whose whole header is right), `units`, `duties`, `cites` (F1) and `whole` (documents where header, units,
duties and citations are all right). The last line is one line of JSON: `state_measure` for all of them.

Every test run compares the states that need no recognising, over five short documents, with the accepted figures in
benchmarks/states.baseline.json, which `--accept` rewrites.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import vanban  # noqa: E402
from benchmarks import keeping  # noqa: E402
from benchmarks.damage.documents import EXAMPLES, PICTURES, SEED, STATES, Labelled, damaged, labelled  # noqa: E402
from benchmarks.scoring import Scores, score, total  # noqa: E402

RECOGNISED = frozenset({"bad_ocr", "font_map", *PICTURES})
SAMPLE = 3
FEW = (
    "ca-mau-2026-chi-thi", "can-tho-2026-cong-van-gop-y", "dien-bien-2026-chuong-trinh-phoi-hop",
    "hai-phong-2026-to-trinh", "thanh-hoa-2026-giay-moi",
)  # fmt: skip
# So much may be lost before a test fails: of a few documents one field is already much.
LOST = 0.04
BASELINE = Path(__file__).with_suffix(".baseline.json")
_PLACES = ("line", "start", "end")
_DOCUMENT = ("meta", "units", "duties", "cites")
Figures = dict[str, float | None]


def without_places(labels: dict[str, Any]) -> dict[str, Any]:
    """Labels without line, start and end, which count in the text file alone."""
    bare: dict[str, Any] = json.loads(json.dumps(labels))
    for rows in bare.values():
        for row in rows if isinstance(rows, list) else ():
            for one in (row, *row.get("body", ())) if isinstance(row, dict) else ():
                for place in _PLACES:
                    one.pop(place, None)
    return bare


def scored(document: Labelled, state: str) -> Scores | None:
    """The scores of one document in one state; None where it has no such state."""
    if state in RECOGNISED:
        reading = keeping.read(document, state)
    else:
        data = damaged(document, state)
        reading = None if data is None else vanban.read(data)
    if reading is None:
        return None
    return score(json.loads(json.dumps(reading.as_dict())), without_places(document.labels))


def measure_state(state: str, documents: Sequence[Labelled]) -> Figures:
    """The figures of one state over these documents; none where none of them has it."""
    scores = [found for document in documents if (found := scored(document, state))]
    if not scores:
        return {}
    whole = {name: [one[name].value in (1.0, None) for one in scores] for name in _DOCUMENT}
    overall = total(scores)
    every = [all(right) for right in zip(*whole.values(), strict=True)]
    figures: Figures = {
        "header": overall["meta"].value,
        "header_whole": sum(whole["meta"]) / len(scores),
        "units": overall["units"].value,
        "duties": overall["duties"].value,
        "cites": overall["cites"].value,
        "whole": sum(every) / len(scores),
    }
    rounded = {name: None if value is None else round(value, 4) for name, value in figures.items()}
    shown = "".join(f"{'–' if value is None else format(value, '.3f'):>13}" for value in rounded.values())
    print(f"{state:16}{len(scores):5}{shown}")
    return {f"{state}_{name}": value for name, value in rounded.items()}


def measure(sample: int | None, states: Sequence[str] = STATES) -> Figures:
    """The figures of every state; states that must be recognised on `sample` documents, None for all."""
    documents = labelled(EXAMPLES)
    having = [one for one in documents if one.file(".labelled").exists()]
    few = having if sample is None else random.Random(SEED).sample(having, min(sample, len(having)))
    figures: Figures = {}
    print(
        f"{'state':16}{'docs':>5}{'header':>13}{'header_whole':>13}{'units':>13}{'duties':>13}{'cites':>13}{'whole':>13}"
    )
    for state in states:
        figures |= measure_state(state, few if state in RECOGNISED else documents)
    return figures


def few_small() -> list[Labelled]:
    """A few short documents of different kinds, for the comparison that every test run makes."""
    return [Labelled(EXAMPLES / name) for name in FEW]


def compared() -> Figures:
    """The figures of the states that need no recognising, over the few small documents."""
    return {
        name: figure
        for state in STATES
        if state not in RECOGNISED
        for name, figure in measure_state(state, few_small()).items()
    }


def losses(now: Figures, before: Figures) -> list[str]:
    """What is plainly worse than in the accepted figures; of whole documents five are too few to tell."""
    return [
        f"{name}: {was} → {now.get(name)}"
        for name, was in before.items()
        if was is not None and not name.endswith("whole") and (now.get(name) or 0.0) < was - LOST
    ]


def main() -> int:
    """Prints every figure; exit status 0 whatever they are."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pictures", type=int, default=SAMPLE, metavar="N", help="recognise so many documents")
    parser.add_argument("--all", action="store_true", help="recognise all documents")
    parser.add_argument("--accept", action="store_true", help="keep the figures that tests compare with, and end")
    options = parser.parse_args()
    if options.accept:
        BASELINE.write_text(json.dumps(compared(), indent=1) + "\n", "utf-8")
        return 0
    print(json.dumps(measure(None if options.all else options.pictures)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
