"""What a duty yields (`báo cáo`, `05 phóng sự`), how much of it, where, and under which named programme.

Every finding is words of the text with their place; a thing counts as a product only after a word that makes, issues
or sends it. Words are listed in `data/products.txt` and `data/places.txt`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from vanban import data
from vanban.grammar.bodies import joint, proper, starts_head, starts_with_verb
from vanban.grammar.letters import UPPER
from vanban.grammar.lexicon import Tokens, lexicon
from vanban.grammar.numbers import find_quantities

_PHRASE_WORDS = 9
_NAME_WORDS = 24
_NAME_ENDS = re.compile(
    r"[,;.()\n]|\s[-–]\s|\s(?:trên địa bàn|theo|tại|để|nhằm|và các|do|với|được|của (?:UBND|tỉnh))\b"
)
_RATE = re.compile(
    r"\s?/\s?(?:năm|tháng|quý|tuần|ngày|kỳ|lần|lớp|cuộc|đơn vị|(?:(?:xã|phường|thị trấn|huyện)(?:, )?)+)"
)


@dataclass(frozen=True, slots=True)
class Found:
    """Words at `start` to `end` of the text that was read."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Count:
    """A number and what it counts, with its rate (`02 lớp/năm` is 2 of `lớp/năm`); words at `start` to `end`."""

    text: str
    value: int | float
    unit: str
    start: int
    end: int


def find_products(text: str) -> list[Found]:
    """Answer the things that the words of a duty say are to be made, issued, held or sent, in order, each once."""
    found: dict[str, Found] = {}
    stop = 0
    for opening in _made().finditer(text):
        match: re.Match[str] | None = opening
        while match is not None and match.start("thing") >= stop:
            start = match.start("number") if match["number"] else match.start("thing")
            stop = _phrase_end(text, match.end("thing"))
            words = text[start:stop].strip()
            found.setdefault(words.lower(), Found(words, start, start + len(words)))
            match = _further().match(text, stop)
    return list(found.values())


@cache
def _made() -> re.Pattern[str]:
    groups = data.groups("products.txt")
    made = rf"\b{_either(groups['makes'])}\s+(?:{_either(groups['between'])}\s+)*"
    more = r"(?:tổng hợp,?|định kỳ|gửi|,|;|\bvà)\s+"
    return re.compile(rf"(?:{made}|(?:^|{more})(?=báo cáo\b)){_thing()}", re.I)


@cache
def _further() -> re.Pattern[str]:
    """`phóng sự` + `, 02 video`: one more thing that the same word makes."""
    return re.compile(rf"\s*(?:,|;|và|,\s*và)\s+{_thing()}", re.I)


def _thing() -> str:
    groups = data.groups("products.txt")
    number = rf"(?P<number>\d{{1,3}}(?:\.\d{{3}})*\s+(?:\([^()]{{1,20}}\)\s+)?(?:{_either(groups['piece'])}\s+)?)?"
    return rf"{number}(?P<thing>{_either(groups['thing'])})(?!\w)"


def _either(words: tuple[str, ...]) -> str:
    return "(?:" + "|".join(sorted(map(re.escape, dict.fromkeys(words)), key=len, reverse=True)) + ")"


def _phrase_end(text: str, at: int) -> int:
    """Where the name of a thing ends that begins before `at`: at a sign, a verb, or a word that leads elsewhere."""
    ends = frozenset(data.groups("products.txt")["ends"])
    tokens = Tokens(text[at : at + 200])
    end = 0
    for index, token in enumerate(tokens.items[:_PHRASE_WORDS]):
        pair = " ".join(one.text.lower() for one in tokens.items[index : index + 2])
        if not token.text[0].isalnum() or token.text.lower() in ends or pair in ends or starts_head(tokens, index):
            break
        end = token.end
    return at + end


def find_counts(text: str) -> list[Count]:
    """Answer the numbers that say how much of what: shares and money are none of a duty's quantities."""
    found = []
    for one in find_quantities(text):
        counted = one.what or one.unit
        if counted is None or one.percent:
            continue
        rate = _RATE.match(text, one.end)
        end = rate.end() if rate else one.end
        if rate is None and one.what is not None:
            counted = _up_to_verb(one.what, one.unit)
            end -= len(one.what) - len(counted)
        unit = counted + (re.sub(r"\s", "", rate.group(), count=1) if rate else "")
        found.append(Count(text[one.number.start : end], one.number.value, unit, one.number.start, end))
    return found


def _up_to_verb(what: str, unit: str | None) -> str:
    """`video clip` of `video clip giới thiệu cửa khẩu`: what the counted do is no part of their name."""
    tokens = Tokens(what)
    first = tokens.index(len(unit)) if unit is not None and what.startswith(unit) else 1
    for index in range(max(first, 1), len(tokens.items)):
        if starts_with_verb(tokens, index):
            return what[: tokens.items[index - 1].end]
    return what


def find_places(text: str) -> list[Found]:
    """Answer the communes, gates, provinces and countries that `text` names as where, in order, each once."""
    tokens = Tokens(text)
    found: dict[str, Found] = {}
    where, gates = _phrases("where"), _phrases("gate")
    for match in re.finditer(rf"(?i:\b{where}\s+(?:các\s+)?)|\b(?=(?i:{gates})\s+[{UPPER}])", text):
        for one in _row(tokens, match.end()):
            found.setdefault(one.text.lower(), one)
    return sorted(found.values(), key=lambda one: one.start)


@cache
def _phrases(key: str) -> str:
    return _either(data.groups("places.txt")[key])


def _row(tokens: Tokens, start: int) -> Iterator[Found]:
    """The places that stand in a row from offset `start`: `xã A, xã B và thị trấn C`; a level holds for those
    after it: `các xã A, B`."""
    index = tokens.index(start)
    level = ""
    while True:
        here, after = _place(tokens, index)
        shared = after is None and bool(level) and not starts_head(tokens, index)
        if shared:
            after = named if (named := proper(tokens, index)) > index else None
        if after is None:
            return
        first, last = tokens.items[index].start, tokens.items[after - 1].end
        words = " ".join(tokens.text[first:last].split())
        level = here or level
        yield Found(f"{level} {words}" if shared else words, first, last)
        following = joint(tokens, after, semicolons=False)
        if following == after:
            return
        index = following


def _place(tokens: Tokens, index: int) -> tuple[str, int | None]:
    """The level and the end of the place named at token `index`; the end is None where none is."""
    token = tokens.at(index)
    if token is None:
        return "", None
    sorts = _sorts()
    for words in sorts.get(token.key, ()):
        after = index + len(words)
        here = tokens.items[index:after]
        if [one.text.lower() for one in here] != list(words):
            continue
        named = proper(tokens, after)
        if named > after:
            return tokens.text[here[0].start : here[-1].end], named
    known = _countries().match(tokens.text, token.start)
    if known is not None:
        return "", tokens.index(known.end())
    province = lexicon().provinces.match(tokens, index)
    return "", province if province is not None and token.capital else None


@cache
def _sorts() -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    groups = data.groups("places.txt")
    for sort in sorted({*groups["level"], *groups["gate"]}, key=len, reverse=True):
        words = tuple(sort.lower().split())
        found.setdefault(words[0], []).append(words)
    return found


@cache
def _countries() -> re.Pattern[str]:
    return re.compile(_phrases("country") + r"(?!\w)")


def find_programmes(text: str) -> list[Found]:
    """Answer the programmes and schemes that `text` calls by name, in order, each once; one that is referred to by
    number alone is a citation."""
    found: dict[str, Found] = {}
    for match in re.finditer(rf"(?<!\w){_phrases('programme')}\s+(?=[“\"‘]|\w)", text):
        if re.match(r"(?:số\s*\d|này\b|trên\b|nêu\b|phối hợp số|đó\b)", text[match.end() :]):
            continue
        quoted = re.compile(r"[“\"‘]([^”\"’]{3,200})[”\"’]").match(text, match.end())
        end = quoted.end() if quoted else _name_end(text, match.end())
        name = text[match.start() : end].strip()
        if not quoted and not _is_name(match.group().strip(), text[match.end() : end]):
            continue
        found.setdefault(name.lower(), Found(name, match.start(), match.start() + len(name)))
    return list(found.values())


def _name_end(text: str, at: int) -> int:
    stop = _NAME_ENDS.search(text, at)
    end = stop.start() if stop else len(text)
    words = list(re.finditer(r"\S+", text[at:end]))[:_NAME_WORDS]
    return at + words[-1].end() if words else at


def _is_name(head: str, rest: str) -> bool:
    """Whether words after `head` name one programme: a national target programme, a capital, or a span of years."""
    if "quốc gia" in head.lower():
        return len(rest.split()) > 1
    return rest[:1].isupper() or (head[:1].isupper() and re.search(r"\b20\d\d\b", rest) is not None)
