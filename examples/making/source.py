"""Reads a source: what a document says, paragraph by paragraph, and what a careful reader finds in each.

The format is told in examples/README.md.  Nothing here understands Vietnamese: every label is written by hand
below the paragraph it belongs to, and only the path of a unit is counted, from the order of the markers.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

METADATA = (
    *("kind", "number", "date", "place", "issuer", "issuer_as_written", "province", "title", "year", "signer"),
    *("secrecy", "urgency", "sign_capacity"),
)
UNITS = ("heading", "item", "group", "row")
WRITTEN = ("preamble", "text", "heading", "item", "body", "closing")
KINDS = {
    *WRITTEN,
    *("agency", "motto", "number", "place", "subject", "addressee", "name", "title", "note", "urgency", "secrecy"),
    *("recipient", "capacity", "signer", "part", "table", "group", "row"),
}
ABOVE = ("Chương", "Phần", "CHƯƠNG", "PHẦN")
STYLES = (
    ("chapter", r"(?:Chương|CHƯƠNG) (?P<label>\w+)", "Ch.{}"),
    ("part", r"(?:Phần|PHẦN) (?P<label>\w+)", "Ph.{}"),
    ("division", r"(?:Mục|MỤC) (?P<label>\w+)\.?", "M{}"),
    ("subdivision", r"(?:Tiểu mục|TIỂU MỤC) (?P<label>\w+)\.?", "TM{}"),
    ("article", r"Điều (?P<label>\w+)\.", "Đ{}"),
    ("roman", r"(?P<label>[IVX]+)[.)/-]?", "{}"),
    ("capital", r"(?P<label>[A-ZĐ])[.)/-]?", "{}"),
    ("arabic", r"(?P<label>\d+)[.)/-]?", "{}"),
    ("bracketed", r"\((?P<label>\d+)\)", "{}"),
    ("decimal", r"\d+\.(?P<label>\d+)[.-]?", "{}"),
    ("third", r"\d+\.\d+\.(?P<label>\d+)[.-]?", "{}"),
    ("letter", r"(?P<label>[a-zđ])[.)/]", "{}"),
    ("dash", r"[-–]", "-{}"),
    ("plus", r"\+", "+{}"),
    ("star", r"\*", "*{}"),
    ("none", r"", "-{}"),
)
STT = ("STT", "TT", "Số TT")


class SourceError(ValueError):
    """A source says something that this format has no room for."""


@dataclass
class Paragraph:
    """One paragraph or one row of a table, with its labels as they are written (key, value)."""

    kind: str
    marker: str
    text: str
    labels: list[tuple[str, str]] = field(default_factory=list)
    path: str = ""
    cells: list[str] = field(default_factory=list)

    def label(self, key: str) -> str | None:
        """The value of the first label of that key, or None."""
        return next((value for name, value in self.labels if name == key), None)

    def all(self, key: str) -> list[str]:
        """The values of every label of that key."""
        return [value for name, value in self.labels if name == key]

    @property
    def above(self) -> bool:
        """Whether the marker stands on a line of its own above the words, as that of a chapter."""
        return self.marker.startswith(ABOVE)

    @property
    def printed(self) -> str:
        """The paragraph as printed, marker first."""
        return f"{self.marker} {self.text}".strip()


@dataclass
class Source:
    """A document: its settings (lines that begin with @) and its paragraphs in order of print."""

    name: str
    settings: list[tuple[str, str]]
    paragraphs: list[Paragraph]

    def setting(self, key: str, default: str = "") -> str:
        """The value of a setting that stands once."""
        return next((value for name, value in self.settings if name == key), default)

    def every(self, key: str) -> list[str]:
        """The values of a setting that may stand several times."""
        return [value for name, value in self.settings if name == key]

    def options(self, key: str) -> dict[str, str]:
        """A setting of the form `name=value name=value`; a bare name means yes."""
        pairs = (word.partition("=") for word in self.setting(key).split())
        return {name: value or "yes" for name, _, value in pairs}

    def words(self, *kinds: str) -> list[str]:
        """The words of every paragraph of these kinds."""
        return [paragraph.text for paragraph in self.paragraphs if paragraph.kind in kinds]

    def signatures(self) -> list[list[str]]:
        """The signature blocks: capacities and the name, in order."""
        blocks: list[list[str]] = [[]]
        for paragraph in self.paragraphs:
            if paragraph.kind in ("capacity", "signer"):
                blocks[-1].append(paragraph.text)
            if paragraph.kind == "signer":
                blocks.append([])
        return [block for block in blocks if block]


def read_source(path: Path) -> Source:
    """The source in a file; a SourceError names the line that cannot be understood."""
    settings: list[tuple[str, str]] = []
    paragraphs: list[Paragraph] = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("@"):
            key, _, value = line[1:].partition(" ")
            settings.append((key, value.strip()))
        elif line.startswith(" "):
            key, _, value = line.strip().partition(":")
            paragraphs[-1].labels.append((key, value.strip()))
        else:
            kind, *rest = line.split("\t")
            if kind not in KINDS or not rest or len(rest) > 2:
                raise SourceError(f"{path.name}:{number}: {line[:60]!r}")
            paragraphs.append(Paragraph(kind, rest[0] if len(rest) > 1 else "", rest[-1].strip()))
    fill_cells(paragraphs)
    count_paths(paragraphs)
    return Source(path.name.removesuffix(path.suffix), settings, paragraphs)


def columns_of(table: Paragraph) -> list[str]:
    """The heads of a table's columns."""
    return [cell.strip() for cell in table.text.split(" | ")]


def fill_cells(paragraphs: list[Paragraph]) -> None:
    """Parts each row into its cells, the number's cell first; ^ stays for a cell merged with the one above."""
    columns: list[str] = []
    for paragraph in paragraphs:
        if paragraph.kind == "table":
            columns = columns_of(paragraph)
        if paragraph.kind == "row":
            cells = [cell.strip() for cell in paragraph.text.split(" | ")]
            paragraph.cells = [paragraph.marker, *cells] if columns[0] in STT else cells
            if len(paragraph.cells) != len(columns):
                raise SourceError(f"{len(paragraph.cells)} cells for {len(columns)} columns: {paragraph.text[:60]!r}")


def style_of(marker: str) -> tuple[str, str, str]:
    """The style of a marker, its label and the form of its label in a path."""
    for style, pattern, form in STYLES:
        if match := re.fullmatch(pattern, marker):
            return style, match.groupdict().get("label") or "", form
    raise SourceError(f"marker {marker!r}")


def count_paths(paragraphs: list[Paragraph]) -> None:
    """Gives every unit its path: a style already open is a sibling, a new style goes one deeper.

    A `part` opens a new count under its marker; the rows of a table are counted under the last group, the groups
    under the unit before the table; the label `at: PATH` overrides all this.
    """
    open_styles: list[tuple[str, str]] = []
    outside: list[tuple[str, str]] | None = None
    base, prefix, counts = "", "", dict[str, int]()
    for paragraph in paragraphs:
        if paragraph.kind == "part":
            base = prefix = paragraph.marker
            open_styles, outside = [], None
        elif paragraph.kind == "table":
            outside, base = open_styles, open_styles[-1][1] if open_styles else prefix
            open_styles = []
        elif outside is not None and paragraph.kind not in ("group", "row"):
            open_styles, base, outside = outside, prefix, None
        if paragraph.kind in UNITS:
            style, label, form = style_of(paragraph.marker)
            styles = [name for name, _ in open_styles]
            if style in styles:
                del open_styles[styles.index(style) :]
            parent = open_styles[-1][1] if open_styles else base
            if not label:
                counts[f"{parent} {form}"] = counts.get(f"{parent} {form}", 0) + 1
                label = str(counts[f"{parent} {form}"])
            clause = style == "arabic" and bool(open_styles) and open_styles[-1][0] == "article"
            paragraph.path = paragraph.label("at") or ".".join(
                filter(None, (parent, f"K{label}" if clause else form.format(label)))
            )
            if paragraph.kind != "row":
                open_styles.append((style, paragraph.path))
        else:
            paragraph.path = open_styles[-1][1] if open_styles else prefix
