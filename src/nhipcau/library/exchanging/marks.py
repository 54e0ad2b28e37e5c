"""The mark-up of a passage as numbered placeholders, so that nobody has to write HTML: `<g1>…</g1>`, `<x2/>`.

A passage that is one paragraph leaves without the paragraph's own tags and gets them back.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser
from typing import Literal

from ..blocks import clean_html

TokenKind = Literal["text", "open", "close", "alone"]
_MARK = re.compile(r"(?<!\\)(\\*)<(?:(/?)g(\d{1,6})|x(\d{1,6})/)>")
_END = re.compile(r"\\+$")
_ALONE = {"br"}


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a passage: words, or a placeholder with its number. `tag` is what stands behind it, as HTML writes
    it; empty in what came back from a translator."""

    kind: TokenKind
    text: str = ""
    number: int = 0
    name: str = ""
    tag: str = ""


class AlteredMarksError(ValueError):
    """The placeholders of a translation are not those of its source; `numbers` says which."""

    def __init__(self, numbers: list[int]) -> None:
        self.numbers = numbers
        super().__init__(", ".join(map(str, numbers)))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tokens: list[Token] = []
        self.open: list[tuple[int, str]] = []
        self.count = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.count += 1
        told = "".join(f' {name}="{escape(value or "")}"' for name, value in attrs)
        kind: TokenKind = "alone" if tag in _ALONE else "open"
        self.tokens.append(Token(kind, number=self.count, name=tag, tag=f"<{tag}{told}>"))
        if kind == "open":
            self.open.append((self.count, tag))

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1][1] == tag:
            number, name = self.open.pop()
            self.tokens.append(Token("close", number=number, name=name, tag=f"</{name}>"))

    def handle_data(self, data: str) -> None:
        self.tokens.append(Token("text", data))


def tokens_of(html: str) -> list[Token]:
    """The pieces of a passage of HTML; the paragraph around all of it is left away."""
    reader = _Reader()
    reader.feed(clean_html(html))
    reader.close()
    found = reader.tokens
    if _framed(found):
        shift = [Token(each.kind, each.text, each.number - 1, each.name, each.tag) for each in found[1:-1]]
        return [each if each.kind != "text" else Token("text", each.text) for each in shift]
    return found


def _framed(tokens: list[Token]) -> bool:
    return (
        len(tokens) > 1 and tokens[0].name == "p" and tokens[-1].kind == "close"
        and tokens[-1].number == tokens[0].number
        and sum(each.kind == "open" and each.name == "p" for each in tokens) == 1
    )  # fmt: skip


def marked(html: str) -> str:
    """A passage of HTML as words with numbered placeholders."""
    return written(tokens_of(html))


def written(tokens: list[Token]) -> str:
    """Pieces as one line of words with placeholders.

    Words that look like a placeholder get a backslash, and a backslash that stands before a placeholder is doubled.
    """
    shapes = {"open": "<g{}>", "close": "</g{}>", "alone": "<x{}/>"}
    told = ""
    for each in _joined(tokens):
        if each.kind == "text":
            told += _MARK.sub(lambda found: found[1] * 2 + "\\" + found[0][len(found[1]) :], each.text)
        else:
            told = _END.sub(lambda found: found[0] * 2, told) + shapes[each.kind].format(each.number)
    return told


def _joined(tokens: list[Token]) -> Iterator[Token]:
    words = ""
    for each in tokens:
        if each.kind == "text":
            words += each.text
            continue
        if words:
            yield Token("text", words)
        words = ""
        yield each
    if words:
        yield Token("text", words)


def read(text: str) -> list[Token]:
    """The pieces of a line that `written` made, or that a translator wrote."""
    found: list[Token] = []
    at = 0
    for mark in _MARK.finditer(text):
        slashes, closing, paired, alone = mark.groups()
        words = text[at : mark.start()] + "\\" * (len(slashes) // 2)
        at = mark.end()
        if len(slashes) % 2:  # words that only look like a placeholder
            found.append(Token("text", words + mark[0][len(slashes) :]))
            continue
        kind: TokenKind = "alone" if alone else "close" if closing else "open"
        found += [Token("text", words), Token(kind, number=int(alone or paired))]
    return [each for each in _joined([*found, Token("text", text[at:])]) if each.kind != "text" or each.text]


def unmarked(text: str, source: str) -> str:
    """A translated line as HTML, with the mark-up of its source (HTML) behind the placeholders.

    AlteredMarksError unless it has exactly the source's placeholders, each opened before it is closed.
    """
    given, wanted = read(text), tokens_of(source)
    there = Counter((each.kind, each.number) for each in given if each.kind != "text")
    asked = Counter((each.kind, each.number) for each in wanted if each.kind != "text")
    wrong = {number for (_kind, number) in (there - asked) + (asked - there)} | _crossed(given)
    if wrong:
        raise AlteredMarksError(sorted(wrong))
    tags = {(each.kind, each.number): each.tag for each in wanted if each.kind != "text"}
    html = "".join(
        escape(each.text, quote=False) if each.kind == "text" else tags[each.kind, each.number] for each in given
    )
    blocks = any(each.name in {"p", "ul", "ol"} for each in wanted)
    return clean_html(html if blocks else f"<p>{html}</p>")


def _crossed(tokens: list[Token]) -> set[int]:
    open_: list[int] = []
    wrong = set()
    for each in tokens:
        if each.kind == "open":
            open_.append(each.number)
        elif each.kind == "close":
            if not open_ or open_[-1] != each.number:
                wrong.add(each.number)
            else:
                open_.pop()
    return wrong | set(open_)
