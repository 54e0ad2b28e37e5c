"""What the styles of an ODT file say of letters: capitals, hidden text, and the font that decides their encoding."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from vanban.sources.fonts import legacy_font
from vanban.sources.odt.names import FO, OFFICE, STYLE, SVG, TEXT

_MAX_CHAIN = 20
_PLACES = ("styles", "automatic-styles")


@dataclass(frozen=True, slots=True)
class Letters:
    """How a stretch of text is set; None where a style does not say."""

    font: str | None = None
    capitals: bool | None = None
    hidden: bool | None = None

    def over(self, other: Letters) -> Letters:
        """These, and where they do not say, the other ones."""
        return Letters(
            self.font if self.font is not None else other.font,
            self.capitals if self.capitals is not None else other.capitals,
            self.hidden if self.hidden is not None else other.hidden,
        )


PLAIN = Letters()


class Styles:
    """The styles of a file by family and name, ancestors included."""

    def __init__(self, roots: Iterable[Any]) -> None:
        self._own: dict[tuple[str, str], Letters] = {}
        self._parents: dict[tuple[str, str], str | None] = {}
        self._hidden: set[str] = set()
        self._default = PLAIN
        faces: dict[str, str] = {}
        for root in roots:
            for face in root.iterfind(f"{OFFICE}font-face-decls/{STYLE}font-face"):
                family = face.get(SVG + "font-family") or face.get(STYLE + "name") or ""
                faces[face.get(STYLE + "name") or ""] = family.strip("'\" ")
            for place in _PLACES:
                for style in root.iterfind(f"{OFFICE}{place}/{STYLE}style"):
                    key = (style.get(STYLE + "family") or "", style.get(STYLE + "name") or "")
                    self._own[key] = _letters(style, faces)
                    self._parents[key] = style.get(STYLE + "parent-style-name")
                for style in root.iterfind(f"{OFFICE}{place}/{STYLE}default-style"):
                    if style.get(STYLE + "family") == "paragraph":
                        self._default = _letters(style, faces)

    def of(self, element: Any, family: str) -> Letters:
        """Answer what the style of `element` (its `text:style-name`) says of letters; `family`: paragraph or text."""
        found = PLAIN
        name = element.get(TEXT + "style-name")
        for _ in range(_MAX_CHAIN):
            if name is None or (family, name) not in self._own:
                break
            found = found.over(self._own[family, name])
            name = self._parents[family, name]
        return found.over(self._default) if family == "paragraph" else found


def _letters(style: Any, faces: dict[str, str]) -> Letters:
    own = style.find(STYLE + "text-properties")
    if own is None:
        return PLAIN
    named = own.get(STYLE + "font-name")
    font = faces.get(named, named) if named is not None else (own.get(FO + "font-family") or "").strip("'\" ") or None
    transform = own.get(FO + "text-transform")
    display = own.get(TEXT + "display")
    return Letters(
        # a font of Unicode takes back the old one of an ancestor
        None if font is None else legacy_font(font) or "",
        None if transform is None else transform == "uppercase",
        None if display is None else display == "none",
    )
