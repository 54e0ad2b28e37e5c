"""The parts of a document: itself, the plan issued with it, its annexes; each with its body and its foot."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from vanban import data
from vanban.grammar.markers import roman
from vanban.repair.folding import fold
from vanban.repair.lines import Line

_ANNEX = re.compile(r"PH[ỤU]\s+L[ỤU]C(?:\s+(?:SỐ\s+|số\s+)?(?P<number>[IVX]{1,5}|\d{1,2}))?\b(?P<rest>.*)", re.I)
_KIND_LINES = frozenset(kind.upper() for kind in data.lines("kinds.txt"))
_ISSUED_WITH = re.compile(r"\(?\s*(?:ban hành\s+)?kèm theo", re.I)
_LOOK_AHEAD = 8


@dataclass(slots=True)
class Block:
    """One part's lines: `body` up to the recipients or the signature, `foot` from there on."""

    prefix: str
    body: list[Line] = field(default_factory=list)
    foot: list[Line] = field(default_factory=list)


def split_parts(lines: list[Line]) -> list[Block]:
    """Answer the parts of `lines` in order; the first is the document itself."""
    blocks = [Block("")]
    annexes = 0
    in_foot = ended = False
    for index, line in enumerate(lines):
        text = line.text.strip()
        annex = _annex(text)
        if annex is not None and (in_foot or blocks[-1].body):
            annexes += 1
            blocks.append(Block(f"PL{annex or annexes}."))
            in_foot = ended = False
        elif in_foot and " ".join(text.split()) in _KIND_LINES and _is_issued_with(lines, index):
            blocks.append(Block("KT."))
            in_foot = ended = False
        elif not in_foot and text and is_foot(text, ended):
            in_foot = True
        (blocks[-1].foot if in_foot else blocks[-1].body).append(line)
        if text:
            ended = ended or text.rstrip(' ”"').endswith("./.")
    return blocks


def is_foot(text: str, ended: bool) -> bool:
    """Whether a line opens the foot: `Nơi nhận:`, or after `./.` also a line of the signature."""
    return is_recipients_line(text) or is_signature_line(text, alone=not ended)


def is_recipients_line(text: str) -> bool:
    """Whether a line opens the list of recipients, also where recognition has bent it (`Not nhdn:`)."""
    folded = " ".join(re.sub(r"^\W+", "", fold(text[:60])).split())
    return folded.startswith("noi nhan") or (re.match(r"n[o0][it1l] nh[a-z]{1,2}n\b\s*[:;.]", folded) is not None)


def is_signature_line(text: str, alone: bool = False) -> bool:
    """Whether a line belongs to the signature block; `alone`: only by its sign of capacity (`TM.`, `KT.`)."""
    stamps = data.groups("stamps.txt")
    if text.upper() != text:
        return False
    if any(text.startswith(sign) and len(text) > len(sign) + 3 for sign in stamps["capacity"]):
        return len(text) < 80
    return not alone and text.strip(" ,.") in stamps["office"]


def _annex(text: str) -> int | None:
    """Answer the number of the annex that `text` heads (0: it has none), None if it heads no annex."""
    match = _ANNEX.fullmatch(text) if len(text) < 90 else None
    if match is None or not (text.startswith("PHỤ LỤC") or (match["number"] and len(match["rest"]) < 3)):
        return None
    number = match["number"]
    if not number:
        return 0 if match["rest"].strip(" :.") == "" or match["rest"].isupper() else None
    return int(number) if number.isdigit() else roman(number.upper())


def _is_issued_with(lines: list[Line], index: int) -> bool:
    following = [line.text.strip() for line in lines[index + 1 : index + 1 + 2 * _LOOK_AHEAD] if line.text.strip()]
    return any(_ISSUED_WITH.match(text) for text in following[:_LOOK_AHEAD])
