"""Makes the documents and labels of examples/ from their sources.

    .venv/bin/python examples/make.py            every NAME.labelled here
    .venv/bin/python examples/make.py FILE …     these sources (other folders too); .paragraphs files as well

A NAME.labelled becomes the files its `@files` line names and NAME.labels.json; the format is told in README.md.
The three older NAME.paragraphs have no labels of their own and are made again only when they are named.
The same source always makes the same bytes.
"""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from making.labels import labels_of, write_labels  # noqa: E402
from making.page import make_pdf  # noqa: E402
from making.source import Source, SourceError, read_source  # noqa: E402
from making.text import make_text  # noqa: E402
from making.word import make_docx  # noqa: E402

OLDER = {
    "gia-lai-2026": [("files", "docx"), ("docx", "auto=roman,arabic,letter,dash")],
    "ha-tinh-2026": [("files", "docx"), ("docx", "auto=roman,arabic,dash")],
    "da-nang-2026": [("files", "pdf")],
}


def make(path: Path) -> str:
    """Makes everything from one source, beside it; returns a line that says what it holds."""
    source = read_source(path)
    if path.suffix == ".paragraphs":
        older(source)
    files = source.setting("files").split()
    places: dict[int, dict[str, int]] = {}
    broken = 0
    if "txt" in files:
        kept, restored, places, broken = make_text(source)
        path.with_suffix(".txt").write_text(kept, "utf-8")
        if kept != restored:
            path.with_suffix(".restored.txt").write_text(restored, "utf-8")
    if "docx" in files:
        make_docx(source, path.with_suffix(".docx"))
    if "pdf" in files:
        make_pdf(source, path.with_suffix(".pdf"))
    if path.suffix == ".paragraphs":
        return f"{source.name}: {' '.join(files)}"
    labels = labels_of(source, places) | {"broken_paragraphs": broken}
    write_labels(path.with_suffix(".labels.json"), labels)
    counts = ("outline", "assignments", "citations", "report_deadlines", "recipients", "figures")
    return f"{source.name}: {labels['metadata']['kind']}, " + ", ".join(f"{len(labels.get(k, []))} {k}" for k in counts)


def older(source: Source) -> None:
    """Gives a .paragraphs file the settings and the printed name that it leaves out."""
    source.settings += [*OLDER[source.name], ("title", source.words("title")[0])]
    first = next(i for i, paragraph in enumerate(source.paragraphs) if paragraph.kind == "title")
    name = type(source.paragraphs[0])("name", "", "KẾ HOẠCH")
    source.paragraphs.insert(first, name)


def main(arguments: list[str]) -> int:
    """Makes the sources named, or all."""
    for path in [Path(argument) for argument in arguments] or sorted(HERE.glob("*.labelled")):
        try:
            sys.stdout.write(make(path) + "\n")
        except SourceError as error:
            sys.stderr.write(f"{path.name}: {error}\n")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
