"""What changed between two wordings of a passage of HTML."""

from __future__ import annotations

import re
from html import unescape

from django.utils.html import strip_tags

from nhipcau.core.public import Run, runs

_BREAKS = re.compile(r"</p>\s*<p>|<br>|</li>\s*<li>|</[uo]l>|</p>\s*(?=<[uo]l>)")


def differences(before: str, after: str, *, rich: bool = False) -> tuple[Run, ...]:
    """The runs of two wordings in reading order; of HTML (`rich`) the words, and the mark-up if only that changed."""
    if rich and plain(before) != plain(after):
        before, after = plain(before), plain(after)
    return runs(before, after)


def plain(html: str) -> str:
    """The words of a passage of HTML, its paragraphs as lines."""
    return unescape(strip_tags(_BREAKS.sub("\n", html))).strip()
