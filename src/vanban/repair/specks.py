"""Specks of dirt that recognition took for signs between words, or for words of signs alone.

    thu.hút, giai-đoạn, và.Truyền   two words: one never ends a sentence inside a line without a space
    ngày .. 12/3, tỉnh ˆ và         signs that say nothing
    ~ Tuyên truyền, I.MỤC TIÊU      a dash, and a marker that touches its words

Only two words that often follow each other are parted, and no sign goes that a writer may have meant: a range, a
hyphen of a compound (`tế-xã hội`), an address, dots that are to be filled in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vanban.grammar.letters import UPPER
from vanban.repair.counts import syllables, together
from vanban.repair.lines import Edit

_PARTED = re.compile(r"(?<!\S)[(“\"]?(?P<first>[^\W\d_]+)(?P<dirt>[.:;'’·~_,]{0,2}[.:'’·~_-])(?P<second>[^\W\d_]+)")
_BEFORE = re.compile(r"(?:(?<=[^\W_]\s)|^)(?P<dirt>[.:;·~_'’]{1,2})(?=[^\W\d_]{2})")
_ALONE = re.compile(
    r"(?<=[^\W_][,;.)]\s)(?P<one>[.:_ˆ~·'’`|]{1,3}\s)(?=[^\W_])|(?<=[^\W_]\s)(?P<two>[.:_ˆ~·'’`|]{1,3}\s)(?=[^\W_])"
)
_DASH = re.compile(r"\s*(?P<dirt>~|[-–]~|~[-–]|=)(?=\s[^\W\d_])")
_TOUCHING = re.compile(rf"\s*[IVX]{{1,4}}\.(?=[{UPPER}]{{2}})")
_COMMA = re.compile(r"(?<=[^\W\d_])(?P<dirt>,[.:·]|[.·],)(?=\s)")
_ETH = re.compile("ĐÐ|ÐĐ|Ð")
_PAIR = 10
# Compounds that are written with a hyphen, often without the spaces beside it.
_HYPHENED = frozenset({("tế", "xã"), ("phòng", "an"), ("trị", "xã"), ("hóa", "xã"), ("hỏi", "đáp"), ("kinh", "tế")})


def part_specks(text: str) -> Iterator[Edit]:
    """Answer the changes that take the specks out of a recognised line, in order; a person may want to see them."""
    found = [*_single(text), *_between(text), *_before(text), *_alone(text)]
    end = 0
    for edit in sorted(found, key=lambda edit: edit.start):
        if edit.start >= end:
            yield edit
            end = edit.end


def _single(text: str) -> Iterator[Edit]:
    """What can mean one thing alone, whatever stands beside it."""
    if (dash := _DASH.match(text)) is not None:
        yield Edit(*dash.span("dirt"), "-", "speck", sure=False)
    if (touching := _TOUCHING.match(text)) is not None:
        yield Edit(touching.end() - 1, touching.end(), ". ", "speck", sure=False)
    for match in _COMMA.finditer(text):
        yield Edit(*match.span("dirt"), ",", "speck", sure=False)
    for match in _ETH.finditer(text):
        yield Edit(*match.span(), "Đ", "speck", sure=True)


def _between(text: str) -> Iterator[Edit]:
    for match in _PARTED.finditer(text):
        first, dirt, second = match["first"], match["dirt"], match["second"]
        pair = first.lower(), second.lower()
        if pair in _HYPHENED or not _are_words(first, second) or (together(*pair) < _PAIR and "," not in dirt):
            continue
        # a comma was printed there, whatever else was seen beside it
        yield Edit(*match.span("dirt"), ", " if "," in dirt else " ", "speck", sure=False)


def _are_words(first: str, second: str) -> bool:
    """Whether both are syllables, neither an abbreviation."""
    seen = syllables()
    if first.lower() not in seen or second.lower() not in seen or (first.isascii() and second.isascii()):
        return False
    return not first.isupper() and (second.islower() or second.istitle())


def _before(text: str) -> Iterator[Edit]:
    for match in _BEFORE.finditer(text):
        if text[match.end() :].split(maxsplit=1)[0].strip(".,;:").lower() in syllables():
            yield Edit(*match.span("dirt"), "", "speck", sure=False)


def _alone(text: str) -> Iterator[Edit]:
    for match in _ALONE.finditer(text):
        if "..." not in match.group() and match.group().strip() != ":":
            yield Edit(*match.span(), "", "speck", sure=False)


__all__ = ["part_specks"]
