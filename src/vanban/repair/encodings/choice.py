"""Which encoding each word of a text is in: the likeliest row, where changing from one encoding to another costs.

Whole files, single paragraphs and runs inside a line come out of the same search: a change is cheap between lines
and dear inside one, so that a lone odd word changes nothing.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from vanban.repair.counts import syllables, total
from vanban.repair.encodings.decoding import ENCODINGS, LOST, decode
from vanban.repair.quality import encoding_signs
from vanban.repair.tones import is_possible

_TOKEN = re.compile(r"[^ \t\n\r\f\v]+")
_WORD = re.compile(rf"(?:[^\W\d_]|{LOST})+")
# nats: what a word costs that is spelled well but never seen, one that is not even spelled well, an odd sign,
# a word with a letter lost
_UNSEEN = -15.0
_IMPOSSIBLE = -18.0
_ODD = -4.0
_LOST = -14.0
_NEW_LINE = 4.0
_IN_LINE = 9.0
_WORTH = 10.0
_MOST = 3
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Segment:
    """`text[start:end]` is in one `encoding`; `sure` if nearly all its words make sense so."""

    start: int
    end: int
    encoding: str
    sure: bool = True


def choose(text: str) -> list[Segment]:
    """Answer the stretches of `text` that are in an old encoding, in order; what lies between is as it should be."""
    tokens = [match for match in _TOKEN.finditer(text) if match.end() - match.start() <= _LONGEST]
    counted = Counter(match.group() for match in tokens)
    plain = {token: worth(token) for token in counted}
    scores = {"": plain}
    gains: list[tuple[float, str]] = []
    for encoding in ENCODINGS:
        read = _read(plain, encoding)
        gain = sum(counted[token] * max(score - plain[token], 0.0) for token, score in read.items())
        if gain >= _WORTH:
            gains.append((gain, encoding))
            scores[encoding] = read
    names = ["", *(encoding for _, encoding in sorted(gains, reverse=True)[:_MOST])]
    if len(names) == 1:
        return []
    return _segments(text, tokens, _likeliest(text, tokens, scores, names))


def _read(plain: dict[str, float], encoding: str) -> dict[str, float]:
    """Answer what the tokens that `encoding` changes are worth in it; a change that makes no word gains nothing."""
    read: dict[str, float] = {}
    for token, score in plain.items():
        meant = decode(token, encoding).text
        if meant != token:
            fine = all(LOST in word or is_possible(word) for word in _WORD.findall(meant))
            read[token] = worth(meant) if fine else min(worth(meant), score)
    return read


@cache
def worth(token: str) -> float:
    """Answer how likely the words of `token` are, in nats: 0 for what holds no word."""
    score = _ODD * encoding_signs(token)
    for word in _WORD.findall(token):
        seen = syllables().get(word.lower(), 0)
        if LOST in word:
            score += _LOST
        elif seen:
            score += math.log(seen / total())
        else:
            score += _UNSEEN if is_possible(word) else _IMPOSSIBLE
    return score


def _likeliest(
    text: str, tokens: list[re.Match[str]], scores: dict[str, dict[str, float]], names: list[str]
) -> list[str]:
    best = [0.0] * len(names)
    back: list[list[int]] = []
    end = 0
    plain = scores[""]
    for match in tokens:
        token = match.group()
        change = _NEW_LINE if "\n" in text[end : match.start()] else _IN_LINE
        end = match.end()
        top = max(range(len(names)), key=best.__getitem__)
        links = [at if best[at] >= best[top] - change else top for at in range(len(names))]
        own = plain[token]
        best = [max(best[at], best[top] - change) + scores[name].get(token, own) for at, name in enumerate(names)]
        back.append(links)
    at = max(range(len(names)), key=best.__getitem__)
    chosen = []
    for links in reversed(back):
        chosen.append(names[at])
        at = links[at]
    return chosen[::-1]


def _segments(text: str, tokens: list[re.Match[str]], chosen: list[str]) -> list[Segment]:
    found: list[Segment] = []
    start = 0
    for at in range(1, len(tokens) + 1):
        if at < len(tokens) and chosen[at] == chosen[start]:
            continue
        # the words at either end that read the same in both are not in it
        changed = [
            place
            for place in range(start, at)
            if chosen[start] and decode(tokens[place].group(), chosen[start]).text != tokens[place].group()
        ]
        if changed:
            first, last = tokens[changed[0]].start(), tokens[changed[-1]].end()
            found.append(Segment(first, last, chosen[start], _sure(text[first:last], chosen[start])))
        start = at
    return found


def _sure(span: str, encoding: str) -> bool:
    words = [word for word in _WORD.findall(decode(span, encoding).text) if not word.isupper()]
    return sum(map(is_possible, words)) >= 0.9 * len(words)
