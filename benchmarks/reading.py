"""Measures how well and how fast `vanban` reads.

    python3 dev.py benchmark reading [--misses N] [--accept] [--no-scans] [--elsewhere FOLDER]

Reads every document of examples/ that has labels and prints each measure of `benchmarks.scoring` for each document
and over all: the development set; then the same in every damaged state of `benchmarks.states` (those that must be
recognised on three documents drawn by a seed), and relations between documents. Then those kept aside
(examples/kept), which no rule has seen, as they are and, printed and damaged like a light and a heavy scan, as
pictures; then, where the reference plans lie beside the repository (../shared), the table of their own scorer and
what restoring reaches; then the seconds that 50 KB of plan take after start-up, and how much longer ten times as much
takes. The last line is one line of JSON: the figures of the documents kept aside, of scans and of restoring
(`FINAL`); the line before it has all others. Gains and losses are shown against benchmarks/reading.baseline.json,
which --accept rewrites.
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
from benchmarks import relations, restoring, scanning, states  # noqa: E402
from benchmarks.damage.documents import STATES  # noqa: E402
from benchmarks.scoring import MEASURES, Scores, score, total  # noqa: E402
from benchmarks.states import without_places  # noqa: E402

EXAMPLES = ROOT / "examples"
KEPT = EXAMPLES / "kept"
SHARED = ROOT.parent / "shared"
BASELINE = Path(__file__).with_suffix(".baseline.json")
KINDS = (".txt", ".docx", ".pdf", ".html")
PLAN_BYTES = 50_000
REPEATS = 5
SEED = 20261121

# The figures of the last line: null where this run had no material for one.
FINAL = (
    "clean_header_whole", "scan_header_whole", "clean_cites", "scan_cites", "clean_units", "scan_units",
    "clean_duties", "scan_duties", "scan_light_words", "scan_heavy_words", "marks_002", "marks_003", "marks_004",
    "marks_elsewhere", "layer_ms_above_engine", "layer_vs_pdfplumber", "ocr_ratio", "restore_per_s",
    "ocr_restore_per_s", "peak_mb",
)  # fmt: skip

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


def read_kept(state: str | None) -> dict[str, Scores]:
    """The scores of the documents kept aside, by name: as they are, or printed and damaged like a scan."""
    scores = {}
    for path in sorted(KEPT.glob("*.labels.json")):
        name = path.name.removesuffix(".labels.json")
        labels = json.loads(path.read_text("utf-8"))
        source: Path | bytes = next(
            path.with_name(name + kind) for kind in KINDS if path.with_name(name + kind).exists()
        )
        if state is not None or path.with_name(f"{name}.txt") != source:
            labels = without_places(labels)
        if state is not None:
            source = scan_of(path.with_name(f"{name}.pdf"), state)
        scores[name] = score(json.loads(json.dumps(vanban.read(source).as_dict())), labels)
    return scores


def scan_of(document: Path, state: str) -> bytes:
    """A PDF of pictures: the document's pages at 200 dpi, damaged after `benchmarks.damage.pictures`."""
    from benchmarks.damage import pictures

    pages = pictures.scanned(pictures.print_pdf(document.read_bytes()), pictures.STATES[state], SEED)
    return pictures.as_pdf([file for file, _ in pages], 200)


def genre_figures(state: str, scores: dict[str, Scores]) -> Figures:
    """The figures of the last line for one state (`clean`, `scan`): `header_whole` is the share of documents whose
    whole header is right."""
    overall = figures_of(total(scores.values()))
    whole = sum(figures_of(document)["meta"] == 1.0 for document in scores.values())
    return {
        f"{state}_header_whole": round(whole / len(scores), 4),
        f"{state}_cites": overall["cites"],
        f"{state}_units": overall["units"],
        f"{state}_duties": overall["duties"],
    }


def measure_kept(misses: int, scans: bool) -> Figures:
    """Prints a table for each state of the documents kept aside; answers the figures of the last line."""
    figures: Figures = dict.fromkeys(FINAL)
    for state in (None, "light", "heavy") if scans else (None,):
        scores = read_kept(state)
        print(f"\nkept aside, {f'{state} scan' if state else 'as they are'}:")
        print_misses(scores, misses)
        rows = {name: figures_of(document) for name, document in scores.items()}
        print_table(rows | {"all": figures_of(total(scores.values()))})
        if state is None:
            figures |= genre_figures("clean", scores)
        elif state == "light":
            figures |= genre_figures("scan", scores)
    return figures


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


def print_against(now: dict[str, Any], accept: bool) -> None:
    """Gains and losses against the accepted figures, which are rewritten if so wished."""
    if BASELINE.exists():
        print_changes(now, json.loads(BASELINE.read_text("utf-8")))
    if accept:
        BASELINE.write_text(json.dumps(now, indent=1) + "\n", "utf-8")


def main() -> int:
    """Runs every measurement; exit status 0 whatever the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", type=int, default=0, metavar="N", help="print up to N differences a measure")
    parser.add_argument("--accept", action="store_true", help="keep these figures as those to compare with")
    parser.add_argument("--no-scans", action="store_true", help="leave out what takes minutes: scans and layers")
    parser.add_argument("--pages", type=int, default=1000, help="at most so many scanned pages of each reference plan")
    parser.add_argument("--elsewhere", type=Path, metavar="FOLDER", help="where the news sentences lie (see restoring)")
    options = parser.parse_args()

    scores = read_examples()
    overall = figures_of(total(scores.values()))
    print_misses(scores, options.misses)
    print_table({name: figures_of(document) for name, document in scores.items()} | {"all": overall})
    print()
    cheap = [state for state in STATES if state not in states.RECOGNISED]
    damaged = states.measure(states.SAMPLE, cheap if options.no_scans else STATES)
    print("\nrelations: labelled, found, right; precision, recall")
    related = relations.measure()
    final = measure_kept(options.misses, not options.no_scans)
    print()
    shared = run_shared(options.misses)
    final |= restoring.measure(options.elsewhere)
    if not options.no_scans:
        final |= scanning.measure(options.pages)
    speed = measure_speed()
    print(f"50 KB of plan: {speed['seconds_50_kb']} s; ten times as much: {speed['times_as_long']} times as long")
    print(f"machine: {os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}")
    now: dict[str, Any] = {**overall, **damaged, **related, **speed, **final}
    if shared:
        now |= {f"shared_{name}": figure for name, figure in shared.items()}
    print_against(now, options.accept)
    print(json.dumps({name: figure for name, figure in now.items() if name not in FINAL}))
    print(json.dumps({name: final[name] for name in FINAL}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
