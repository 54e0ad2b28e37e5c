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
# Lists, forms and tables that stand behind a document under a title of their own.
_LIST_LINES = re.compile(
    r"(?:DANH MỤC|DANH SÁCH|BẢNG|BIỂU(?: MẪU)?|MẪU(?: SỐ)?|ĐỀ CƯƠNG|LỊCH|PHÂN CÔNG|CHƯƠNG TRÌNH|KHUNG|NỘI DUNG"
    r"|TIẾN ĐỘ)\b.*"
)
_ISSUED_WITH = re.compile(r"\(?\s*(?:được\s+)?(?:ban hành\s+)?kèm theo\s+(?P<of>[^\W\d_]+(?:\s+[^\W\d_]+)?)?", re.I)
_LOOK_AHEAD = 8
_SIGN_LINE = 120
_CELLS = re.compile(r"\s{3,}|\t")


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
        elif (in_foot or ended) and (of := _issued_with(lines, index)) is not None:
            main = sum(block.prefix.startswith("KT") for block in blocks)
            if " ".join(text.split()) in _KIND_LINES or (of.lower() == "quyết định" and not main):
                blocks.append(Block(f"KT{main + 1}." if main else "KT."))
            else:
                annexes += 1
                blocks.append(Block(f"PL{annexes}."))
            in_foot = ended = False
        elif not in_foot and text and (is_foot(text, ended) or (ended and _names_signer(lines, index))):
            in_foot = True
        (blocks[-1].foot if in_foot else blocks[-1].body).append(line)
        if text:
            ended = ended or text.rstrip(' ”"').endswith("./.")
    return blocks


def is_foot(text: str, ended: bool) -> bool:
    """Whether a line opens the foot: `Nơi nhận:`, or after `./.` also a line of the signature."""
    if is_recipients_line(text):
        return True
    return any(is_signature_line(cell, alone=not ended) for cell in _CELLS.split(text))


def _names_signer(lines: list[Line], index: int) -> bool:
    """Whether a line in capitals names the body over the office of who signs: `SỞ Y TẾ` / `GIÁM ĐỐC`."""
    text = lines[index].text.strip()
    if text.upper() != text or len(text) > _SIGN_LINE or not text[0].isalpha():
        return False
    after = next((line.text.strip() for line in lines[index + 1 : index + 4] if line.text.strip()), "")
    return is_foot(after, ended=True) and not is_recipients_line(after)


def is_recipients_line(text: str) -> bool:
    """Whether a line opens the list of recipients, also where recognition has bent it (`Not nhdn:`)."""
    folded = " ".join(re.sub(r"^\W+", "", fold(text[:60])).split())
    return folded.startswith("noi nhan") or (re.match(r"n[o0][it1l] nh[a-z]{1,2}n\b\s*[:;.]", folded) is not None)


def is_signature_line(text: str, alone: bool = False) -> bool:
    """Whether a line belongs to the signature block; `alone`: only by its sign of capacity (`TM.`, `KT.`)."""
    stamps = data.groups("stamps.txt")
    if text.upper() != text:
        return False
    if any(_opens_with(text, sign) for sign in stamps["capacity"]):
        return len(text) < 80
    return not alone and text.strip(" ,.") in stamps["office"]


def _opens_with(text: str, sign: str) -> bool:
    """Whether `text` goes on after a sign of capacity: `TM. ỦY BAN`, `T/M BAN`, not `TMĐT`."""
    return text.startswith(sign) and len(text) > len(sign) + 3 and (sign[-1] == "." or not text[len(sign)].isalnum())


def _annex(text: str) -> int | None:
    """Answer the number of the annex that `text` heads (0: it has none), None if it heads no annex."""
    match = _ANNEX.fullmatch(text) if len(text) < 90 else None
    if match is None or not (text.startswith("PHỤ LỤC") or (match["number"] and len(match["rest"]) < 3)):
        return None
    number = match["number"]
    if not number:
        return 0 if match["rest"].strip(" :.") == "" or match["rest"].isupper() else None
    return int(number) if number.isdigit() else roman(number.upper())


def _issued_with(lines: list[Line], index: int) -> str | None:
    """Answer with what the text that a line heads is issued (`Quyết định`; empty where that is not told): a line of
    a kind, or the title of a list, and *(kèm theo …)* below it. None if the line heads no such text."""
    title = " ".join(lines[index].text.split())
    if title not in _KIND_LINES and not (_LIST_LINES.fullmatch(title) and title.isupper()):
        return None
    following = [line.text.strip() for line in lines[index + 1 : index + 1 + 2 * _LOOK_AHEAD] if line.text.strip()]
    found = next((match for text in following[:_LOOK_AHEAD] if (match := _ISSUED_WITH.match(text))), None)
    return None if found is None else " ".join((found["of"] or "").split())
