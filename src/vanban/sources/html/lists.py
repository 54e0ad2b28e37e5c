"""Labels of lists on web pages: those that a browser draws, and those of pages that a word processor saved."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from vanban.sources.counting import DASHES, bullet, counted

_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([^;]+)", re.IGNORECASE)
_STYLES = {
    "a": "lowerLetter", "lower-alpha": "lowerLetter", "lower-latin": "lowerLetter",
    "A": "upperLetter", "upper-alpha": "upperLetter", "upper-latin": "upperLetter",
    "i": "lowerRoman", "lower-roman": "lowerRoman", "I": "upperRoman", "upper-roman": "upperRoman",
    "decimal-leading-zero": "decimalZero",
}  # fmt: skip
_SAVED_STYLES = {
    "roman-upper": "upperRoman", "roman-lower": "lowerRoman", "alpha-upper": "upperLetter",
    "alpha-lower": "lowerLetter", "arabic-leading-zero": "decimalZero", "bullet": "bullet", "none": "none",
}  # fmt: skip
_SAVED = re.compile(r"mso-list\s*:\s*(l\d{1,5})\s+level([1-9])(?:\s+(lfo\d{1,5}))?", re.IGNORECASE)
_RULE = re.compile(r"@list\s+(l\d{1,5}):level([1-9])(?:\s+(lfo\d{1,5}))?\s*\{([^}]{0,2000})\}", re.IGNORECASE)
_START = re.compile(r"mso-level-start-at\s*:\s*(\d{1,6})")
_FORMAT = re.compile(r"mso-level-number-format\s*:\s*([\w-]{1,30})")
_TEXT = re.compile(r"mso-level-text\s*:\s*(?:\"([^\"]{0,60})\"|([^;}\s]{1,60}))")
_PLACE = re.compile(r"%([1-9])")
_MOST_RULES = 5_000


def number(value: str | None, default: int) -> int:
    """Answer a whole number written in an attribute, `default` for anything else."""
    return int(value) if value is not None and re.fullmatch(r"\s*-?\d{1,6}\s*", value) else default


@dataclass(slots=True)
class DrawnList:
    """A list whose labels the browser draws: `depth` lists of bullets stand around it."""

    style: str
    value: int
    step: int
    depth: int

    def label(self) -> str:
        """Count one item and answer its printed label."""
        value, self.value = self.value, self.value + self.step
        if self.style == "bullet":
            return bullet("•", self.depth)
        if self.style in {"none", "-", "+"}:
            return "" if self.style == "none" else self.style
        return f"{counted(value, self.style)}."


def drawn(tag: str, attributes: Mapping[str, str], above: int) -> DrawnList:
    """Answer the list that an `ol` or `ul` opens, with `above` lists of bullets around it."""
    declared = _STYLE.search(attributes.get("style", "")[:1000])
    style = declared[1].strip() if declared else attributes.get("type", "")
    sign = style.strip("\"' ")
    if sign in {"none", "-", "+"}:
        return DrawnList(sign, 1, 1, above)
    if tag == "ul":
        return DrawnList("bullet", 1, 1, above)
    step = -1 if "reversed" in attributes else 1
    return DrawnList(_STYLES.get(sign, "decimal"), number(attributes.get("start"), 1), step, above)


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    style: str
    pattern: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paragraph stands in a list of a saved page: the list, its level (from 1) and its override."""

    name: str
    level: int
    override: str


def place_of(style: str) -> Place | None:
    """Answer the place that a paragraph's `style` states (`mso-list:l0 level1 lfo2`), None if it states none."""
    found = _SAVED.search(style[:2000])
    return Place(found[1].lower(), int(found[2]), (found[3] or "").lower()) if found else None


@dataclass(slots=True)
class SavedLists:
    """The lists of a page that a word processor saved, as its style sheet defines them, and how far they counted."""

    _levels: dict[tuple[str, int, str], _Level] = field(default_factory=dict)
    _counters: dict[str, dict[int, int]] = field(default_factory=dict)
    _restarted: set[tuple[str, int]] = field(default_factory=set)
    _bullets: dict[str, set[int]] = field(default_factory=dict)

    def define(self, sheet: str) -> None:
        """Take in the definitions that a style sheet holds."""
        for rule in _RULE.finditer(sheet):
            if len(self._levels) >= _MOST_RULES:
                break
            start, style, text = _START.search(rule[4]), _FORMAT.search(rule[4]), _TEXT.search(rule[4])
            level = int(rule[2])
            written = (text[1] or text[2] or "").replace("\\", "") if text else f"%{level}."
            name = _SAVED_STYLES.get(style[1].lower(), "decimal") if style else "decimal"
            self._levels[rule[1].lower(), level, (rule[3] or "").lower()] = _Level(
                int(start[1]) if start else 1, name, written
            )

    def printed(self, place: Place | None, label: str) -> str:
        """Answer the label that stands in the page, a sign of a font of bullets as the dash or plus it stands for."""
        plain = " ".join(label.split())
        if len(plain) != 1 or plain.isdigit() or plain in DASHES or plain == "+":
            return plain
        return self._bullet(place, plain)

    def label(self, place: Place) -> str:
        """Count a paragraph whose label the page has lost and answer that label, '' where no definition is left."""
        level = self._level(place)
        if level is None:
            return ""
        if level.style == "bullet":
            return self._bullet(place, level.pattern)
        counters = self._counters.setdefault(place.name, {})
        own = self._levels.get((place.name, place.level, place.override)) if place.override else None
        if own is not None and (place.override, place.level) not in self._restarted:
            self._restarted.add((place.override, place.level))
            counters[place.level] = own.start
        else:
            counters[place.level] = counters.get(place.level, level.start - 1) + 1
        for deeper in [depth for depth in counters if depth > place.level]:
            del counters[deeper]

        def written(match: re.Match[str]) -> str:
            depth = int(match[1])
            shown = self._level(Place(place.name, depth, place.override)) or _Level(1, "decimal", "")
            return counted(counters.get(depth, shown.start), shown.style)

        return _PLACE.sub(written, level.pattern)

    def _level(self, place: Place) -> _Level | None:
        own = self._levels.get((place.name, place.level, place.override))
        general = self._levels.get((place.name, place.level, ""))
        if own is None or general is None:
            return own or general
        # an override states what it changes: nearly always nothing but where to begin
        return _Level(own.start, general.style, general.pattern) if own.style == "decimal" else own

    def _bullet(self, place: Place | None, glyph: str) -> str:
        if place is None:
            return bullet(glyph, 0)
        known = self._bullets.setdefault(place.name, set())
        known.add(place.level)
        return bullet(glyph, sum(level < place.level for level in known))
