"""What people type or paste, made into blocks: paragraphs stay, the mark-up of Word and of other pages goes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import nh3
from lxml import html as lxml_html

from ..blocks import ALLOWED, clean_html

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
FRAMES = ("div", "section", "article", "blockquote", "table", "tbody", "thead", "tr", "td", "th", "center")
_TAGGED = re.compile(r"<(?:p|div|h[1-6]|ul|ol|li|table|br|b|i|a|strong|em|span|o:p|!--|sup)[\s/>]", re.IGNORECASE)
# The signs that Word writes before the points of a list, outside of what it marks as a list.
_BULLET = re.compile(r"^(?:[·•◦▪§o]|-|–|\+|\d+[.)])\s+")
_LONGEST_HEADING = 200


def blocks_of(text: str) -> list[dict[str, Any]]:
    """The blocks of a text: plain (paragraphs apart by empty lines or line ends) or HTML as a clipboard has it."""
    return list(_of_html(text)) if _TAGGED.search(text) else list(_of_plain(text))


def paragraph_of(text: str) -> str:
    """One block of HTML of the allow-list out of what was typed or pasted into one field."""
    made = [block["value"] if block["type"] == "paragraph" else f"<p>{_escaped(block['value'])}</p>"
            for block in blocks_of(text)]  # fmt: skip
    return "".join(made)


def as_typed(html: str) -> str:
    """A paragraph as a plain field shows it: without tags where nothing but paragraphs is in it, else as HTML."""
    inner = re.sub(r"</?p>|<br ?/?>", "", html)
    if "<" in inner:
        return html
    plain = re.sub(r"</p>\s*<p>", "\n\n", html).replace("<br>", "\n").replace("<br/>", "\n")
    return _unescaped(re.sub(r"</?p>", "", plain)).strip()


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&nbsp;", " ").replace("&amp;", "&")


def _of_plain(text: str) -> Iterator[dict[str, Any]]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    # With empty lines between paragraphs, a single line end is a line; without any, each line is a paragraph.
    pieces = re.split(r"\n\s*\n", "\n".join(lines)) if any(not line.strip() for line in lines) else lines
    for piece in pieces:
        words = [_escaped(" ".join(line.split())) for line in piece.split("\n") if line.strip()]
        if words:
            yield {"type": "paragraph", "value": clean_html(f"<p>{'<br>'.join(words)}</p>")}


def _of_html(text: str) -> Iterator[dict[str, Any]]:
    text = re.sub(r"<!\[(?:if|endif)[^>]*\]>", "", text)  # Word's conditions, where they are no comments
    kept = nh3.clean(
        text,
        tags={*ALLOWED, *HEADINGS, *FRAMES},
        attributes={"a": {"href"}, "p": {"class"}},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
        clean_content_tags={"script", "style", "xml", "title"},
    )
    root = lxml_html.fragment_fromstring(kept.replace("\u00a0", " ").replace("&nbsp;", " "), create_parent="div")
    points: list[str] = []
    for kind, value in _pieces(root):
        if kind == "point":
            points.append(value)
            continue
        if points:
            yield _listed(points)
            points = []
        if value:
            yield {"type": kind, "value": value}
    if points:
        yield _listed(points)


def _listed(points: list[str]) -> dict[str, Any]:
    return {"type": "paragraph", "value": clean_html(f"<ul>{''.join(f'<li>{each}</li>' for each in points)}</ul>")}


def _pieces(element: Any) -> Iterator[tuple[str, str]]:
    """Top-level pieces as (kind of block, its value); a point of Word's lists is a `point`."""
    loose = _escaped(element.text or "")
    for child in element:
        if child.tag in HEADINGS or child.tag in FRAMES or child.tag in ("p", "ul", "ol"):
            yield from _paragraph(loose)
            loose = ""
            yield from _piece(child)
        else:
            loose += _inner(child, whole=True)
        loose += _escaped(child.tail or "")
    yield from _paragraph(loose)


def _piece(child: Any) -> Iterator[tuple[str, str]]:
    if child.tag in HEADINGS:
        words = " ".join(child.text_content().split())
        yield ("heading", words) if len(words) <= _LONGEST_HEADING else ("paragraph", f"<p>{_escaped(words)}</p>")
    elif child.tag == "tr":
        cells = [" ".join(cell.text_content().split()) for cell in child if cell.tag in ("td", "th")]
        yield from _paragraph(_escaped(" – ".join(cell for cell in cells if cell)))
    elif child.tag in FRAMES:
        yield from _pieces(child)
    elif child.tag == "p":
        words = " ".join(_inner(child).split())
        if "MsoListParagraph" in (child.get("class") or "") and _BULLET.match(words):
            yield "point", _BULLET.sub("", words)
        else:
            yield from _paragraph(words)
    else:
        yield "paragraph", clean_html(" ".join(_inner(child, whole=True).split()))


def _paragraph(inner: str) -> Iterator[tuple[str, str]]:
    words = " ".join(inner.split())
    if re.sub(r"<[^>]*>", "", words).strip():
        yield "paragraph", clean_html(f"<p>{words}</p>")


def _inner(element: Any, *, whole: bool = False) -> str:
    if whole:
        return str(lxml_html.tostring(element, encoding="unicode", with_tail=False))
    return _escaped(element.text or "") + "".join(lxml_html.tostring(child, encoding="unicode") for child in element)
