"""What the styles of a Word file say of letters: capitals by format, and the font that decides their encoding."""

from __future__ import annotations

from typing import Any

from vanban.sources.fonts import legacy_font
from vanban.sources.numbering import MAX_STYLE_CHAIN, W, is_on, value_of


class Styles:
    """Answers for a paragraph or run what its style, the style's ancestors and the document's defaults say."""

    def __init__(self, root: Any | None) -> None:
        self._capitals: dict[str, bool] = {}
        self._fonts: dict[str, str] = {}
        self._based: dict[str, str | None] = {}
        self._default: str | None = None
        self._document_font: str | None = None
        if root is None:
            return
        self._document_font = font_named(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
        for style in root.findall(W + "style"):
            name = style.get(W + "styleId") or ""
            self._based[name] = value_of(style, "basedOn")
            if style.get(W + "default") in {"1", "true"} and style.get(W + "type") == "paragraph":
                self._default = name
            run = style.find(W + "rPr")
            if run is not None and run.find(W + "caps") is not None:
                self._capitals[name] = is_on(run, "caps")
            if (font := font_named(run)) is not None:
                self._fonts[name] = font

    def capitals(self, properties: Any | None, kind: str) -> bool:
        """Whether the style named in `properties` (`kind`: `pStyle` or `rStyle`) prints in capitals."""
        name = self._name(properties, kind)
        return bool(self._inherited(self._capitals, name))

    def font(self, run: Any | None, paragraph: Any | None) -> str | None:
        """Answer the font of an old encoding in which a run with these properties is set, None for any other."""
        name = (
            font_named(run)
            or self._inherited(self._fonts, self._name(run, "rStyle"))
            or self._inherited(self._fonts, self._name(paragraph, "pStyle") or self._default)
            or self._document_font
        )
        return legacy_font(name)

    @staticmethod
    def _name(properties: Any | None, kind: str) -> str | None:
        return None if properties is None else value_of(properties, kind)

    def _inherited(self, own: dict[str, Any], name: str | None) -> Any:
        for _ in range(MAX_STYLE_CHAIN):
            if name is None or name in own:
                break
            name = self._based.get(name)
        return None if name is None else own.get(name)


def font_named(properties: Any | None) -> str | None:
    """Answer the font that run properties name for letters beyond ASCII; a font of the theme is none of the old."""
    fonts = None if properties is None else properties.find(W + "rFonts")
    if fonts is None:
        return None
    theme = fonts.get(W + "hAnsiTheme") or fonts.get(W + "asciiTheme")
    name: str | None = theme or fonts.get(W + "hAnsi") or fonts.get(W + "ascii")
    return name
