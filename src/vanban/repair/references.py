"""Document numbers that recognition bent: `214/TIr-SVHTTDL`, `1896/KL-BTGDVTTU`, `57-KI./TW`, `KL-BTGDV TU`.

A part of a symbol that nobody knows becomes the one known part that it may have been read for: a letter doubled or
lost beside its like, a letter of the same shape. What the kind before it is called (`Tờ trình số …`) and the initials
of who issued it count as known. Digits are never touched, nor a part that is known.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache, partial

from vanban import data
from vanban.repair.folding import fold
from vanban.repair.lines import Edit

_LETTERS = "A-ZÀ-ỸĐÐƯƠ"
_SYMBOL = re.compile(
    rf"(?<![\w/])\d{{1,5}}[a-z]?(?:\s?[/⁄]\s?(?:19|20)\d\d)?\s?[-–/⁄]\s?"
    rf"(?P<parts>[{_LETTERS}][\w&.~]*(?:[-–~/⁄][{_LETTERS}][\w&]*){{0,3}})(?P<more>\s[{_LETTERS}]{{2,6}})?(?!\w)"
)
_CUT = re.compile(r"(?:^|\s)\d{1,5}(?:[/⁄](?:19|20)\d\d)?[-–/⁄]$")
_REST = re.compile(rf"\s*(?P<parts>[{_LETTERS}][\w&]*(?:[-–~/⁄][{_LETTERS}][\w&]*){{0,3}})(?P<more>)(?!\w)")
_PIECE = re.compile(r"[^-–~/⁄]+")
_WAVE = re.compile("~")
_SLASH = re.compile("/?⁄/?")
_DIRT = re.compile(
    r"\b(?:số|ngày|tháng|năm)(?P<dirt>[.,·_’'-]\s?|\s?[.,·_’'-]\s?)(?=\d)|\bngày(?P<colon>\s?[:;]\s?)(?=\d{1,2}/)"
)
_KIND = re.compile(r"(?P<kind>[^\W\d_]+(?:\s[^\W\d_]+)?)(?:\s(?:liên tịch|phối hợp))?\s+[Ss]ố[\s.:]*$")
_KINDS = {
    "kế hoạch": "KH", "quyết định": "QĐ", "chỉ thị": "CT", "tờ trình": "TTr", "chương trình": "CTr",
    "thông tư": "TT", "thông báo": "TB", "báo cáo": "BC", "nghị quyết": "NQ", "nghị định": "NĐ",
    "kết luận": "KL", "hướng dẫn": "HD", "đề án": "ĐA",
}  # fmt: skip
_ISSUER = re.compile(r"\bcủa\s+(?P<name>(?:Bộ|Sở|Ban|Ủy ban|Cục|Chi cục|Văn phòng|Trung tâm|Thanh tra)\s[^.;()]{4,70})")
_NAME = re.compile(r"[^\W\d_]+")
# Letters of one shape at two hundred dots an inch.
_SHAPES = ("ĐDÐ", "OQ0", "ILTl1", "UƯ", "VY", "CG", "HN", "NM", "BĐ", "PF", "rTtf", "gq", "r1")
# Letters that are read once too often, or once too seldom; others stand twice only where they were printed so.
_DOUBLED = ("TT", "ĐĐ")
# Whole parts that no single letter explains.
_ALSO = {"TT": ("T1", "1T", "TI"), "TTr": ("TIr", "T1r", "TTT"), "CTr": ("CTT", "CTt"), "CT": ("CT1", "CTI")}
_DOUBT = 0.93
_MOST = 1.0


def mend_symbols(texts: Sequence[str], sure: Callable[[int, int], float]) -> Iterator[tuple[int, Edit]]:
    """Answer the index of each recognised line with a change of a number in it, in order.

    `sure(index, column)` is the engine's confidence (0 to 1) in the word at that place.
    """
    for index, text in enumerate(texts):
        before = texts[index - 1] if index else ""
        after = texts[index + 1] if index + 1 < len(texts) else ""
        edits = [*_signs(text), *_parts(before, text, after, partial(sure, index))]
        end = 0
        for edit in sorted(edits, key=lambda edit: edit.start):
            if edit.start >= end:
                yield index, edit
                end = edit.end


def _signs(text: str) -> Iterator[Edit]:
    """A fraction's stroke for a slash; a speck between `số`, `ngày`, `tháng` and their number."""
    for match in _SLASH.finditer(text):
        yield Edit(*match.span(), "/", "symbol", sure=True)
    for match in _DIRT.finditer(text):
        group = "dirt" if match["dirt"] else "colon"
        if group == "dirt" or _SYMBOL.search(text[: match.start()]):
            yield Edit(*match.span(group), " ", "speck", sure=False)


def _parts(before: str, text: str, after: str, sure: Callable[[int], float]) -> Iterator[Edit]:
    matches = list(_SYMBOL.finditer(text))
    if _CUT.search(before.rstrip()) and (rest := _REST.match(text)) is not None:
        matches.insert(0, rest)
    for match in matches:
        if sure(match.start("parts")) >= _DOUBT:
            continue
        lead = (before + " " + text[: match.start()])[-60:]
        kind = _KIND.search(lead)
        called = _KINDS.get(kind["kind"].lower(), "") if kind else ""
        known = _known() | _initials((text[match.end() :] + " " + after)[:160])
        yield from _joined(match, known)
        for at, piece in enumerate(_PIECE.finditer(text, *match.span("parts"))):
            # a kind that is called by its name can be no other
            meant = _meant(piece.group(), {called} if called and at == 0 and piece.group() not in known else known)
            if meant != piece.group():
                yield Edit(*piece.span(), meant, "symbol", sure=False)
        for wave in _WAVE.finditer(text, *match.span("parts")):
            yield Edit(*wave.span(), "-", "symbol", sure=False)


def _joined(match: re.Match[str], known: Collection[str]) -> Iterator[Edit]:
    """`BTGDV TU`: a symbol whose last part the engine has parted."""
    more = match["more"]
    last = match["parts"][-12:].split("-")[-1].split("/")[-1]
    if more and last + more.strip() in known:
        yield Edit(*match.span("more"), more.strip(), "symbol", sure=False)


def _meant(part: str, known: Collection[str]) -> str:
    """The known part that `part` was read for; `part` itself where it is known, or none or several may be meant."""
    plain = _plain(part)
    if plain in known:
        return plain
    if any(char.isdigit() for char in part[1:] if char != "1") or len(plain) < 2:
        return part
    costs = sorted((cost, one) for one in known if (cost := _far(plain, one)) <= _MOST and len(one) > 1)
    if not costs or (len(costs) > 1 and costs[1][0] == costs[0][0]) or fold(costs[0][1]) == fold(part):
        return part
    return costs[0][1]


def _plain(part: str) -> str:
    """`part` with the letters of symbols only: no marks above or below, the bar of its `Đ` kept."""
    return "".join(
        "Đ" if char in "ĐÐ" else char if char.isascii() or char in "ƯƠ" else fold(char).upper() for char in part
    ).rstrip(".")


@cache
def _far(read: str, meant: str) -> float:
    """How far what was read lies from a part, in slips; two or more where it was never read for it."""
    if abs(len(read) - len(meant)) > 2:
        return 9.0
    if read in _ALSO.get(meant, ()):
        return 0.5
    rows = [[9.0] * (len(meant) + 1) for _ in range(len(read) + 1)]
    rows[0][0] = 0.0
    for i in range(len(read) + 1):
        for j in range(len(meant) + 1):
            if i and j:
                rows[i][j] = min(rows[i][j], rows[i - 1][j - 1] + _unlike(read[i - 1], meant[j - 1]))
            if i > 1 and read[i - 2 : i] in _DOUBLED:
                rows[i][j] = min(rows[i][j], rows[i - 1][j] + 0.5)
            if j > 1 and meant[j - 2 : j] in _DOUBLED:
                rows[i][j] = min(rows[i][j], rows[i][j - 1] + 0.5)
    return rows[-1][-1]


def _unlike(read: str, meant: str) -> float:
    if read == meant:
        return 0.0
    return 0.5 if any(read in shape and meant in shape for shape in _SHAPES) else 9.0


@cache
def _known() -> frozenset[str]:
    return frozenset(part for group in data.groups("symbols.txt").values() for part in group)


def _initials(text: str) -> set[str]:
    """The symbol of the body that issued what is cited, by the first letters of its name: `SVHTT`."""
    found = _ISSUER.search(text)
    if found is None:
        return set()
    short, best = "", set()
    for word in _NAME.findall(found["name"]):
        if word.lower() in ("và", "tỉnh", "thành"):
            continue
        short += _plain(word[0].upper())
        if len(short) > 2:
            best.add(short)
        if len(short) > 8:
            break
    return best


__all__ = ["mend_symbols"]
