"""Reads the demonstration library: a file an item, laid out as docs/decisions/0072-demonstration-content.md says."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from html import escape
from pathlib import Path
from typing import Any

ORIGINAL = "vi"
LANGUAGES = (ORIGINAL, "en", "zh-hans", "lo", "fr")
# The first letter of a passage's key says what it is.
TYPES = {
    "h": "heading", "p": "paragraph", "l": "paragraph", "n": "paragraph", "q": "quote", "a": "question",
    "g": "picture", "b": "gallery", "f": "file",
}  # fmt: skip
MEDIA = ("picture", "gallery", "file")


@dataclass(frozen=True, slots=True)
class DemoBlock:
    """A passage. `sources` are the passages of the original that it was made from: of a merged one several, of an
    added one none; in the original itself its own key. Media name files of the folder."""

    key: str
    type: str
    sources: tuple[str, ...]
    value: Any


@dataclass(frozen=True, slots=True)
class DemoWords:
    """An item in one language. What has neither a passage nor stands under `missing` is left out on purpose."""

    title: str
    slug: str
    summary: str
    facts: Mapping[str, str]
    body: tuple[DemoBlock, ...]
    missing: tuple[str, ...] = ()
    stage: str = "published"


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a passage of the original said when it was translated into these languages, which are stale since."""

    key: str
    value: Any
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DemoItem:
    """One item with its words by language, the original first."""

    name: str
    kind: str
    category: str
    topics: tuple[str, ...]
    supplier: str
    latitude: Decimal
    longitude: Decimal
    valid_from: date
    valid_to: date | None
    cover: str
    recording: str
    facts: Mapping[str, Any]
    words: Mapping[str, DemoWords]
    earlier: tuple[Earlier, ...]

    @property
    def changed_later(self) -> frozenset[str]:
        """The languages that have not followed the last change of the original."""
        return frozenset(language for each in self.earlier for language in each.languages)


@dataclass(frozen=True, slots=True)
class DemoLibrary:
    """`pictures`: name → language → (what is seen, what is printed below); `categories`, `topics`: code → names;
    `recordings` as they stand in ghi.toml."""

    folder: Path
    items: tuple[DemoItem, ...]
    pictures: Mapping[str, Mapping[str, tuple[str, str]]]
    recordings: Mapping[str, Mapping[str, Any]]
    categories: Mapping[str, Mapping[str, str]]
    topics: Mapping[str, Mapping[str, str]]


def read_demo_library(folder: Path) -> DemoLibrary:
    """Everything that the folder holds; a file that is not laid out so stops with the key that it misses."""
    words = _toml(folder / "danh-muc.toml")
    pictures = {
        name: {language: (told[0], told[1]) for language, told in texts.items()}
        for name, texts in _toml(folder / "anh.toml").items()
    }
    return DemoLibrary(
        folder, tuple(_item(path) for path in sorted(folder.glob("[0-9][0-9]-*.toml"))), pictures,
        _toml(folder / "ghi.toml"), words["danh-muc"], words["chu-de"],
    )  # fmt: skip


def captions_of(cues: list[list[Any]]) -> str:
    """Captions as WebVTT, of (first second, last second, words)."""
    lines = [f"00:00:{first:06.3f} --> 00:00:{last:06.3f}\n{words}\n" for first, last, words in cues]
    return "WEBVTT\n\n" + "\n".join(lines)


def value_of(type_key: str, given: Any) -> Any:
    """What a block of this key stores of what the file says; media stay names."""
    if type_key == "l":
        return "<ul>" + "".join(f"<li>{escape(line, quote=False)}</li>" for line in given.split("\n")) + "</ul>"
    if type_key in "pn":
        return _paragraph(given)
    if type_key == "q":
        text, _dash, source = given.partition("\n— ")
        return {"text": text, "source": source}
    if type_key == "a":
        question, _line, answer = given.partition("\n")
        return {"question": question, "answer": _paragraph(answer)}
    return given


def _paragraph(text: str) -> str:
    return f"<p>{escape(text, quote=False)}</p>"


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _item(path: Path) -> DemoItem:
    told = _toml(path)
    latitude, longitude = told["coordinates"]
    facts = {name: value.isoformat() if isinstance(value, date) else value for name, value in _facts(told).items()}
    return DemoItem(
        name=path.stem, kind=told["kind"], category=told["category"], topics=tuple(told["topics"]),
        supplier=told["supplier"], latitude=Decimal(str(latitude)), longitude=Decimal(str(longitude)),
        valid_from=told["valid_from"], valid_to=told.get("valid_to"), cover=told["cover"],
        recording=told.get("recording", ""), facts=facts,
        words={language: _words(told[language]) for language in LANGUAGES if language in told},
        earlier=tuple(
            Earlier(key, value_of(key[0], each["text"]), tuple(each["languages"]))
            for key, each in told.get("earlier", {}).items()
        ),
    )  # fmt: skip


def _facts(told: Mapping[str, Any]) -> Mapping[str, Any]:
    found: Mapping[str, Any] = told.get("facts", {})
    return found


def _words(told: Mapping[str, Any]) -> DemoWords:
    return DemoWords(
        told["title"], told["slug"], told["summary"], _facts(told),
        tuple(_block(key, given) for key, given in told["body"].items()),
        tuple(told.get("missing", ())), told.get("stage", "published"),
    )  # fmt: skip


def _block(key: str, given: Any) -> DemoBlock:
    """`p2` is made from `p2`, `p2+p3` from both, `+n1` is the translator's own."""
    added = key.startswith("+")
    own = key[1:] if added else key.partition("+")[0]
    sources = () if added else tuple(key.split("+"))
    return DemoBlock(own, TYPES[own[0]], sources, value_of(own[0], given))
