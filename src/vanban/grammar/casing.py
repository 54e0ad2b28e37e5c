"""Capitals to the case of running text: `SỞ Y TẾ` to `Sở Y tế`, by the gazetteer."""

from __future__ import annotations

import re
from functools import cache

from vanban import data
from vanban.repair.folding import spell

_WORD = re.compile(r"[^\W\d_]+")
_HEAD_PLACES = re.compile(r"(?:^|[,;] |\bvà )(?=[^\W\d_])")
# Heads of one syllable that open nothing but a name (`BÁO CÁO`, `TỔ CHỨC` open no name).
_PLAIN_HEADS = frozenset({"sở", "cục", "đài", "viện", "trường"})
_PLACED = re.compile(r"\b(xã|phường|đặc khu|huyện|thị xã|thị trấn|quận|thành phố) ([^,;:]+)")


def in_running_case(capitals: str) -> str:
    """Answer text printed in capitals as running text prints it, as many characters long: names of the gazetteer
    in their own spelling, the rest small but for the first letter and the names of places."""
    result = capitals.lower()
    if len(result) != len(capitals):
        return capitals
    for match in _known().finditer(_WORD.sub(lambda word: spell(word.group()), result)):
        form = _forms()[match.group()]
        result = result[: match.start()] + form + result[match.end() :]
    for place in _HEAD_PLACES.finditer(result):
        at = place.end()
        if _heads().match(result, at):
            result = result[:at] + result[at].upper() + result[at + 1 :]
    result = _PLACED.sub(lambda match: f"{match[1]} {_places(match[2])}", result)
    return result[:1].upper() + result[1:]


def _places(words: str) -> str:
    """A place's name begins each word with a capital, unless more levels follow (`huyện, thị xã`)."""
    head = words.split(" ", 1)[0]
    return words if head in {"và", "có", "trên", "thuộc"} else " ".join(w[:1].upper() + w[1:] for w in words.split(" "))


@cache
def _forms() -> dict[str, str]:
    names, heads = data.groups("org_names.txt"), data.groups("org_heads.txt")
    forms = [f"{head} {name}" for head, bodies in names.items() if head != "*" for name in bodies]
    forms += [*names["*"], *heads["whole"], *heads["council"], *heads["scope"]]
    forms += [name for group in data.groups("provinces.txt").values() for name in group]
    return {" ".join(map(spell, form.split(" "))): form for form in forms}


def opens_name(text: str) -> bool:
    """Whether `text` (in any case) begins with a word that opens the name of an organisation."""
    head = _heads().match(text.lower())
    plain = head is not None and (" " in head.group() or head.group() in _PLAIN_HEADS)
    return plain or _known().match(text.lower()) is not None


@cache
def _heads() -> re.Pattern[str]:
    heads = data.groups("org_heads.txt")
    words = {head.lower() for head in (*heads["plain"], *heads["loose"])}
    nouns = set(data.groups("groups.txt")["noun"])
    longest_first = sorted(words - nouns, key=len, reverse=True)
    return re.compile("(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)")


@cache
def _known() -> re.Pattern[str]:
    longest_first = sorted(_forms(), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)")
