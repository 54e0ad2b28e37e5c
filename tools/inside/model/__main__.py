"""Writes the data of the language model into the package: `python3 dev.py model --corpus FILE [--words FILE] …`."""

from __future__ import annotations

import argparse
from pathlib import Path

from tools.inside.model.language import build, plan_table, read_lines

DATA = Path(__file__).resolve().parents[3] / "src" / "vanban" / "data"
_PLANS = "# Counts of words, pairs and triples in published plans on external information; _ is the edge of a row.\n"
_MISREAD = "# What an engine for English reads, then the letters that were printed with -log of how often.\n"


def main() -> None:
    """Read the arguments and write what they give the material for."""
    parser = argparse.ArgumentParser(prog="python3 dev.py model", description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="paragraphs to count, one a line; .xz or not")
    parser.add_argument("--words", type=Path, help="a word list, one word of one or more syllables a line")
    parser.add_argument("--plans", type=Path, nargs="*", default=[], help="whole plans, restored")
    parser.add_argument("--pages", type=int, default=0, help="how many pages to print and read with the engine")
    options = parser.parse_args()
    listed = [word.strip().lower() for word in read_lines(options.words)] if options.words else []
    (DATA / "language.bin").write_bytes(build(read_lines(options.corpus), listed))
    if options.plans:
        texts = [plan.read_text("utf-8") for plan in options.plans]
        (DATA / "plans.tsv").write_text(_PLANS + plan_table(texts), "utf-8")
    if options.pages:
        from tools.inside.model.misreadings import page, table

        paragraphs = [line.strip() for line in read_lines(options.corpus) if 60 < len(line) < 700]
        pages = (page(paragraphs, seed) for seed in range(options.pages))
        (DATA / "misread.tsv").write_text(_MISREAD + table(pages), "utf-8")


if __name__ == "__main__":
    main()
