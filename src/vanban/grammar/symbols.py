"""Document numbers and symbols: `267/KH-UBND`, `06/2022/TT-BTTTT`, `57-KL/TW`, `5740/BTTTT-TTĐN`.

    number  = digits [letter] ["/" year] joint part (joint part)*
    joint   = "-" or "/", with a space on one side of it, or on both before a part that is known

Recognition and old fonts bend them: `Ð` (eth) for `Đ`, long dashes, `QD-TTg`, `l191/QĐ-TTg`. A part is set right
only where exactly one known part (`data/symbols.txt`) is the same but for the bar of its `Đ` or its case.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from vanban import data
from vanban.grammar.letters import LOWER
from vanban.repair.folding import fold

_DASHES = "–—−‐‑"
_PART = r"[A-ZĐÐ][A-ZĐÐa-zđð0-9&.]{0,14}(?<!\.)"
_JOINT = rf"(?:\s?[-{_DASHES}/]|[-{_DASHES}/]\s(?=[A-ZĐÐ]{{2}})|\s[-{_DASHES}/]\s(?=[A-ZĐÐ]))"
_DIGITS = r"(?:\d{1,5}[a-zA-Z]?|(?=[\dOoIl|]*\d)[\dOoIl|]{2,5}(?=\s?[-/–]))"
_NUMBER = re.compile(
    rf"(?<![\w/.,-]){_DIGITS}(?:\s?/\s?(?:19|20)\d\d)?{_JOINT}{_PART}(?:{_JOINT}{_PART})*(?:(?!\w)|(?=ngày))"
    # an abbreviation that somebody has replaced by its full words everywhere: `01/BCĐ-thông tin đối ngoại`
    rf"(?:-[{LOWER}]+(?:\s[{LOWER}]+){{0,5}}?(?=\s+ngày\s+\d))?"
)
# `3/ UBND đặc khu …` at the head of a paragraph: a marker and its words.
_ITEM = re.compile(r"\d{1,2}/\s[^-/]+")
_WIDE = re.compile(rf"\s[-{_DASHES}/]\s")
# `3-CN`, `5-TTg`: a hyphen and one part are a number only after `số`.
_NO_SYMBOL = re.compile(r"\d+[a-zA-Z]?-[^-/]+")
_NUMERO = re.compile(r"\b[Ss](?:ố|Ố|o)\s*:?\s*$")
_WORDS = re.compile(rf"[{LOWER}]{{2,}}")
_MISREAD = str.maketrans("OoIl|", "00111")


@dataclass(frozen=True, slots=True)
class Symbol:
    """A document number in a text, without inner spaces."""

    start: int
    end: int
    number: str


def find_symbols(text: str) -> list[Symbol]:
    """Answer the document numbers in `text` in order."""
    return [symbol for match in _NUMBER.finditer(text) if (symbol := _symbol(match)) is not None]


def opens_with_symbol(text: str) -> bool:
    """Whether `text` begins with a document number that a line end has cut off its words (`48/NQ-CP ngày …`)."""
    match = _NUMBER.match(text)
    return match is not None and _symbol(match) is not None


def compact(number: str) -> str:
    """Answer `number` without the spaces beside its joints, its dashes as hyphens."""
    tight = re.sub(rf"\s*([-{_DASHES}/])\s*", lambda m: "/" if m.group(1) == "/" else "-", number.strip())
    return tight.replace("Ð", "Đ").replace("ð", "đ")


def _symbol(match: re.Match[str]) -> Symbol | None:
    """A match cut where a free dash no longer joins parts of a number: `12/KH-UBND - Sở Du lịch`."""
    text = match.group()
    for gap in _WIDE.finditer(text):
        part = re.split(r"[^\w&.]", text[gap.end() :])[0]
        if not part.isdigit() and _known(part) is None:
            text = text[: gap.start()]
            break
    if not re.search(rf"[-{_DASHES}/]\s?[A-ZĐÐ]", text):
        return None
    if not match.start() and _ITEM.fullmatch(text):
        return None
    number = _righted(compact(text))
    before = match.string[max(match.start() - 8, 0) : match.start()]
    if number is None or (_NO_SYMBOL.fullmatch(number) and not _NUMERO.search(before)):
        return None
    return Symbol(match.start(), match.start() + len(text), number)


def _righted(number: str) -> str | None:
    """`number` with its slips set right; None where its digits were read as letters beside parts not known."""
    pieces = re.split(r"([-/])", number)
    known = [_known(piece) for piece in pieces]
    if re.search(r"[OoIl|]", pieces[0][:-1]) or pieces[0][0] in "OoIl|":
        if not any(known[2:]):
            return None
        pieces[0] = pieces[0].translate(_MISREAD)
    if any(known[2:]):
        pieces[2:] = [right or piece for right, piece in zip(known[2:], pieces[2:], strict=True)]
    return "".join(pieces)


def _known(part: str) -> str | None:
    """The known part that `part` is, or is a slip of; None if there is none or more than one."""
    part = part.replace("Ð", "Đ").replace("ð", "đ")
    if part in _parts():
        return part
    near = _slips().get(fold(part), ())
    return near[0] if len(near) == 1 and len(part) > 1 and not _WORDS.fullmatch(part) else None


@cache
def _parts() -> frozenset[str]:
    return frozenset(part for group in data.groups("symbols.txt").values() for part in group)


@cache
def _slips() -> dict[str, list[str]]:
    """Known parts by their folded form (no bars, no case)."""
    found: dict[str, list[str]] = {}
    for part in sorted(_parts()):
        found.setdefault(fold(part), []).append(part)
    return found
