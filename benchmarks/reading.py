"""Measures how well and how fast `vanban` reads.

    python3 dev.py benchmark reading [--misses N] [--accept]

Reads every plan of examples/ that has labels and prints each measure of `benchmarks.scoring` for each
document and over all; then, where the reference plans lie beside the repository (../shared), the table of
their own scorer; then the seconds that 50 KB of plan take after start-up, and how much longer ten times as
much takes. The last line is one line of JSON with every figure. Gains and losses are shown against
benchmarks/reading.baseline.json, which --accept rewrites.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import vanban  # noqa: E402
from benchmarks.scoring import MEASURES, Scores, score, total  # noqa: E402

EXAMPLES = ROOT / "examples"
SHARED = ROOT.parent / "shared"
BASELINE = Path(__file__).with_suffix(".baseline.json")
KINDS = (".txt", ".docx", ".pdf", ".html")
PLAN_BYTES = 50_000
REPEATS = 5

Figures = dict[str, float | None]


def source_of(labels: Path) -> Path:
    """The document that a file of labels belongs to."""
    name = labels.name.removesuffix(".labels.json")
    return next(path for path in (EXAMPLES / f"{name}{kind}" for kind in KINDS) if path.exists())


def read_examples() -> dict[str, Scores]:
    """The scores of every labelled example, by name."""
    scores = {}
    for labels in sorted(EXAMPLES.glob("*.labels.json")):
        source = source_of(labels)
        restored = source.with_name(f"{source.stem}.restored.txt")
        scores[source.stem] = score(
            json.loads(json.dumps(vanban.read(source).as_dict())),
            json.loads(labels.read_text("utf-8")),
            restored.read_text("utf-8") if restored.exists() else None,
        )
    return scores


def figures_of(scores: Scores) -> Figures:
    """The value of each measure, to four places."""
    return {name: None if tally.value is None else round(tally.value, 4) for name, tally in scores.items()}


def print_table(rows: dict[str, Figures]) -> None:
    """One row a document, one column a measure; a dash where nothing was asked."""
    wide = max(map(len, rows)) + 2
    print(" " * wide + "".join(f"{name:>8}" for name in MEASURES))
    for name, figures in rows.items():
        print(f"{name:{wide}}" + "".join(f"{'–' if v is None else format(v, '.3f'):>8}" for v in figures.values()))


def print_misses(scores: dict[str, Scores], most: int) -> None:
    """Up to `most` differences of each measure of each document."""
    for document, tallies in scores.items():
        for name, tally in tallies.items():
            for miss in tally.misses[:most]:
                print(f"{document} {name}: {miss}")


def print_changes(now: dict[str, Any], before: dict[str, Any]) -> None:
    """What is better and what is worse than in the accepted figures."""
    for name, figure in now.items():
        was = before.get(name)
        if isinstance(figure, float) and isinstance(was, float) and abs(figure - was) >= 0.0005:
            slower = name.startswith("seconds") or name == "times_as_long"
            better = (figure < was) == slower
            print(f"{'gain' if better else 'LOSS'}  {name}: {was} → {figure}")


def plan_of(size: int) -> bytes:
    """A plan of at least `size` bytes: one head, the sections of an example again and again, one foot."""
    source = (EXAMPLES / "lang-son-2026.txt").read_text("utf-8")
    units = json.loads((EXAMPLES / "lang-son-2026.labels.json").read_text("utf-8"))["outline"]
    first, last = units[0]["start"], units[-1]["end"]
    sections = source[first:last] + "\n\n"
    times = size // len(sections.encode()) + 1
    return (source[:first] + sections * times + source[last:]).encode()


def measure_speed() -> dict[str, float]:
    """Seconds for 50 KB of plan, best of several after one reading, and how much longer ten times as much takes.

    The ratio is of processor time, which other work on the machine disturbs less.
    """

    def best(data: bytes, clock: Callable[[], float], repeats: int) -> float:
        seconds = []
        for _ in range(repeats):
            started = clock()
            vanban.read(data)
            seconds.append(clock() - started)
        return min(seconds) / len(data)

    once, tenfold = plan_of(PLAN_BYTES), plan_of(PLAN_BYTES * 10)
    vanban.read(once)
    seconds = best(once, time.perf_counter, REPEATS) * PLAN_BYTES
    ratio = 10 * best(tenfold, time.process_time, 2) / best(once, time.process_time, REPEATS)
    return {"seconds_50_kb": round(seconds, 4), "times_as_long": round(ratio, 2)}


def run_shared(misses: int) -> dict[str, Any] | None:
    """The reference plans' own table, printed, and its last row; None where they are not there."""
    scorer = SHARED / "tools" / "score_reading.py"
    if not scorer.exists():
        return None
    command = f"{sys.executable} -m vanban read --json {{}}"
    ask = [sys.executable, str(scorer), "--read", command, str(SHARED / "gold"), str(SHARED / "seeds")]
    print(subprocess.run([*ask, "--misses", str(misses)], text=True, capture_output=True, check=False).stdout)
    answer = subprocess.run([*ask, "--json"], text=True, capture_output=True, check=False)
    figures: dict[str, Any] = json.loads(answer.stdout)["documents"]["all"]
    return figures


def main() -> int:
    """Runs every measurement; exit status 0 whatever the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", type=int, default=0, metavar="N", help="print up to N differences a measure")
    parser.add_argument("--accept", action="store_true", help="keep these figures as those to compare with")
    options = parser.parse_args()

    scores = read_examples()
    overall = figures_of(total(scores.values()))
    print_misses(scores, options.misses)
    print_table({name: figures_of(document) for name, document in scores.items()} | {"all": overall})
    print()
    shared = run_shared(options.misses)
    speed = measure_speed()
    print(f"50 KB of plan: {speed['seconds_50_kb']} s; ten times as much: {speed['times_as_long']} times as long")
    print(f"machine: {os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}")
    now: dict[str, Any] = {**overall, **speed}
    if shared:
        now |= {f"shared_{name}": figure for name, figure in shared.items()}
    if BASELINE.exists():
        print_changes(now, json.loads(BASELINE.read_text("utf-8")))
    if options.accept:
        BASELINE.write_text(json.dumps(now, indent=1) + "\n", "utf-8")
    print(json.dumps(now))
    return 0


if __name__ == "__main__":
    sys.exit(main())
