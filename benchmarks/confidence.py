"""Measures whether a field's confidence means something; fits its weights.

    python3 dev.py benchmark confidence [--fit] [--kept FOLDER] [--no-pictures] [--mistakes N]

Every labelled document is read as it is and in damaged states (`benchmarks.damage.documents`): marks taken away,
letters lost or left out, words split and joined, an old encoding, light and heavy scans, photographs, fonts that map
letters to nothing, text recognised with the wrong language. Each field is judged right or wrong by the labels
(`benchmarks.judging`); a mistake of omission is a wrong field too: that a unit charges nobody, that a list is whole.

Prints for each group of states, over the documents kept aside, which the weights were not fitted to: fields, share
right, the calibration error (fields in ten bands of equal size; the mean distance between a band's mean confidence
and its share of right fields), and which share of the mistakes lies among the least sure 15 and 30 % of the fields.
`--fit` writes src/vanban/data/confidence.json, from the examples alone. What was recognised is kept in var/benchmarks.
The last line is one line of JSON: the figures over all states.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import vanban  # noqa: E402
from benchmarks import fitting, keeping  # noqa: E402
from benchmarks.damage.documents import EXAMPLES, Labelled, damaged, labelled  # noqa: E402
from benchmarks.judging import judged  # noqa: E402

WEIGHTS = ROOT / "src" / "vanban" / "data" / "confidence.json"
KEPT = EXAMPLES / "kept"
CHEAP = (
    "no_marks", "letter_lost", "letters_lost", "letter_dropped", "letters_out", "split", "joined", "tcvn3",
    "docx_tcvn3",
)  # fmt: skip
SCANS = ("light", "heavy", "phone", "font_map")
RECOGNISED = (*SCANS, "bad_ocr")
# How much a reading of each sort counts in fitting: most documents come whole, or as scans.
COUNTS = {"whole": 1.0, "scans": 0.6, "bad_ocr": 0.3, "damaged": 0.3}
LEAST_SURE = 0.15
BANDS = 10
Figures = dict[str, float | int]


def group_of(state: str) -> str:
    """The sort of a state: whole, scans, bad_ocr or damaged."""
    if state.startswith("."):
        return "whole"
    return "scans" if state in SCANS else "bad_ocr" if state == "bad_ocr" else "damaged"


def states(document: Labelled, pictures: bool = True) -> Iterator[tuple[str, vanban.Reading]]:
    """The document read from each of its files as they are (state `.txt`, `.pdf` …), then in every damaged state that
    can be made of it; `pictures`: also those that must be recognised."""
    for file in document.files:
        yield file.suffix, vanban.read(file)
    for state in CHEAP:
        if (data := damaged(document, state)) is not None:
            yield state, vanban.read(data)
    for state in RECOGNISED if pictures else ():
        if (reading := keeping.read(document, state)) is not None:
            yield state, reading


def fit(pictures: bool) -> int:
    """Fits the weights to the examples that are not kept aside and writes them; answers how many fields."""
    documents: dict[str, list[fitting.Rows]] = defaultdict(list)
    for document in labelled(EXAMPLES):
        for state, reading in states(document, pictures):
            documents[document.name].append((list(judged(reading, document.labels)), COUNTS[group_of(state)]))
    WEIGHTS.write_text(json.dumps(fitting.fit_all(documents), ensure_ascii=False, indent=1) + "\n", "utf-8")
    return sum(len(rows) for readings in documents.values() for rows, _ in readings)


def measure(confidences: Sequence[float], right: Sequence[bool]) -> Figures:
    """How far confidence and truth lie apart, and where the mistakes lie."""
    order = np.argsort(confidences, kind="stable")
    sure, ok = np.array(confidences)[order], np.array(right, dtype=float)[order]
    bands = np.array_split(np.arange(len(ok)), BANDS)
    apart = sum(len(band) * abs(sure[band].mean() - ok[band].mean()) for band in bands if len(band))
    wrong = float(len(ok) - ok.sum())

    def caught(share: float) -> float:
        return round(float((1 - ok[: int(len(ok) * share)]).sum() / wrong), 4) if wrong else 1.0

    return {
        "fields": len(ok),
        "right": round(float(ok.mean()), 4),
        "calibration_error": round(float(apart) / len(ok), 4),
        "mistakes_in_least_sure_15": caught(LEAST_SURE),
        "mistakes_in_least_sure_30": caught(2 * LEAST_SURE),
    }


def main() -> int:
    """Reads, fits if asked to, measures on the documents kept aside."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--fit", action="store_true", help="write new weights, from the examples that are not kept aside"
    )
    parser.add_argument("--kept", type=Path, default=KEPT, help="folder of documents never fitted to")
    parser.add_argument("--no-pictures", action="store_true", help="leave out what must be recognised")
    parser.add_argument("--mistakes", type=int, default=0, metavar="N", help="print the N surest mistakes")
    options = parser.parse_args()
    if options.fit:
        print(f"fitted to {fit(not options.no_pictures)} fields; run again without --fit to measure")
        return 0
    groups: dict[str, tuple[list[float], list[bool]]] = defaultdict(lambda: ([], []))
    surest: list[tuple[float, str]] = []
    for document in labelled(options.kept):
        for state, reading in states(document, not options.no_pictures):
            for row in judged(reading, document.labels):
                if row.right is None:
                    continue
                share = reading.confidence[row.field.pointer]
                for group in (group_of(state), "all"):
                    groups[group][0].append(share)
                    groups[group][1].append(row.right)
                if not row.right:
                    surest.append((share, f"{document.name} {state} {row.field.pointer}"))
    for confidence, words in sorted(surest, reverse=True)[: options.mistakes]:
        print(f"{confidence:.3f} {re.sub(' +', ' ', words)}")
    if not groups:
        print("no documents were kept aside")
        return 1
    everything = groups.pop("all")
    for group, (confidences, right) in sorted(groups.items()):
        print(f"{group:10}" + "  ".join(f"{name} {value}" for name, value in measure(confidences, right).items()))
    print(json.dumps(measure(*everything)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
