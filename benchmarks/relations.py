"""Measures what is read of the relations between documents, against benchmarks/relations.labels.txt.

    python3 dev.py benchmark relations [--misses]

Prints for each kind how many were labelled, found and right, with precision and recall; a relation counts once a
document, its parts and its day of force are not asked for. The last line is one line of JSON: `precision`, `recall`
and `f1` over all kinds (keys `relations_…`).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import vanban  # noqa: E402

LABELS = Path(__file__).with_suffix(".labels.txt")
EXAMPLES = ROOT / "examples"
KINDS = frozenset({"amends", "supplements", "replaces", "repeals", "suspends", "guides", "implements", "based_on"})
Stated = tuple[str, str, str]


def labels() -> dict[str, set[Stated]]:
    """The labelled relations (kind, source, target) by document."""
    found: dict[str, set[Stated]] = {}
    name = ""
    for line in LABELS.read_text("utf-8").split("\n"):
        if line.startswith("["):
            name = line.strip("[]")
            found[name] = set()
        elif line and not line.startswith("#"):
            kind, source, target = line.split(" ", 2)
            found[name].add((kind, source, target))
    return found


def stated(reading: vanban.Reading) -> set[Stated]:
    """The relations of a reading, as the labels write them."""
    own = {None, reading.metadata.number}
    return {
        (one.kind, "–" if one.source in own else str(one.source), str(one.target or one.name))
        for one in reading.relations
        if one.kind in KINDS and (one.target or one.name)
    }


def measure(misses: bool = False) -> dict[str, float]:
    """Prints a line a kind and answers precision, recall and F1 over all."""
    asked: Counter[str] = Counter()
    found: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for name, want in labels().items():
        got = stated(vanban.read(EXAMPLES / f"{name}.txt"))
        asked.update(kind for kind, _, _ in want)
        found.update(kind for kind, _, _ in got)
        right.update(kind for kind, _, _ in want & got)
        for verdict, rows in (("missing", want - got), ("extra", got - want)) if misses else ():
            for row in sorted(rows):
                print(f"{name} {verdict}: {' '.join(row)}")
    for kind in sorted(asked | found):
        precision, recall = right[kind] / max(found[kind], 1), right[kind] / max(asked[kind], 1)
        print(f"{kind:12}{asked[kind]:5}{found[kind]:5}{right[kind]:5}   {precision:.3f} {recall:.3f}")
    precision, recall = right.total() / max(found.total(), 1), right.total() / max(asked.total(), 1)
    return {
        "relations_precision": round(precision, 4),
        "relations_recall": round(recall, 4),
        "relations_f1": round(2 * right.total() / max(asked.total() + found.total(), 1), 4),
    }


def main() -> int:
    """Prints every figure; exit status 0 whatever they are."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true", help="print what is missing and what is extra")
    print(json.dumps(measure(parser.parse_args().misses)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
