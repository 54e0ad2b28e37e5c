"""Paragraphs of HTML as a person writes them in a plain field: an empty line between paragraphs, marks as they are."""

from __future__ import annotations

import re

from ..blocks import clean_html

_PARAGRAPHS = re.compile(r"(?:<p>(?:(?!</?p>|</?[uo]l>|</?li>).)*</p>\s*)*", re.DOTALL)
_ONE = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_BLOCK = re.compile(r"</?(?:p|ul|ol|li)>")
_GAP = re.compile(r"<br>\s*<br>")
_AMPERSAND = re.compile(r"&amp;(?!#?\w+;)")


def to_lines(html: str) -> str:
    """A passage as it stands in the field; one that holds lists, or empty lines inside a paragraph, stays HTML."""
    if not _PARAGRAPHS.fullmatch(html.strip()) or _GAP.search(html):
        return html
    parts = [" ".join(each.split()) for each in _ONE.findall(html)]
    return "\n\n".join(_AMPERSAND.sub("&", each.replace("<br>", "\n")) for each in parts)


def from_lines(text: str) -> str:
    """What was written in the field, as HTML of the allow-list."""
    text = text.replace("\r\n", "\n").strip()
    if _BLOCK.search(text):
        return clean_html(text)
    parts = [each.strip() for each in re.split(r"\n\s*\n", text)]
    return "".join(f"<p>{clean_html(each.replace(chr(10), '<br>'))}</p>" for each in parts if each)
