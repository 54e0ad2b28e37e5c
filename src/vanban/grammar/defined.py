"""Names that a document gives itself: `Sở Ngoại vụ (SNgV)`, `(gọi tắt là Ban)`, `“Cơ quan giữ thông tin” là …`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from vanban.grammar.letters import UPPER
from vanban.grammar.lexicon import DEFINED, Phrases

_CALLED = re.compile(
    r"[(,]\s*(?:sau đây )?(?:được )?(?:gọi|viết) (?:tắt|chung) là:?\s+[“\"]?(?P<name>[^()“”\";]{2,60}?)[”\"]?\s*[),;]",
    re.I,
)
_SHORT = re.compile(rf"(?<=[^\W\d_]) \((?P<name>[{UPPER}][\w&-]{{1,14}})\)")
_TERM = re.compile(
    r"(?:[“\"](?P<quoted>[^“”\"]{4,60})[”\"]"
    r"|(?:^|\s)(?:\d{1,2}|[a-zđ])[.)]\s+(?P<bare>(?:đơn vị|cơ quan|tổ chức|bên)(?: [^\W\d_]+){1,4}?))\s+là\s",
    re.I,
)
_NOUNS = ("cơ quan", "đơn vị", "tổ chức", "bên", "ban", "tổ", "sở", "phòng", "trung tâm", "người")
_MANY = 200_000  # letters: definitions stand early


def find_defined(text: str) -> tuple[str, ...]:
    """Answer the short names and terms for organisations that `text` (its line ends made spaces) defines."""
    words = text[:_MANY]
    found: dict[str, None] = {}
    for match in _CALLED.finditer(words):
        name = match["name"].strip()
        if name.lower().startswith(_NOUNS) or _is_short(name):
            found[name] = None
    for match in _SHORT.finditer(words):
        if _is_short(match["name"]) and words.count(match["name"]) > 1:
            found[match["name"]] = None
    for match in _TERM.finditer(words):
        name = (match["quoted"] or match["bare"]).strip()
        if name.lower().startswith(_NOUNS[:4]) and len(name.split()) > 2:
            found[name] = None
    return tuple(found)


def _is_short(name: str) -> bool:
    """Whether `name` looks like an abbreviation: one word, more than one capital."""
    return " " not in name and sum(char.isupper() for char in name) > 1 and not any(char.isdigit() for char in name)


@contextmanager
def naming(names: tuple[str, ...]) -> Iterator[None]:
    """While it is open, `names` are names of organisations."""
    token = DEFINED.set(Phrases(names) if names else None)
    try:
        yield
    finally:
        DEFINED.reset(token)
