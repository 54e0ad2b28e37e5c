"""The foot: in whose name a document is signed, and by whom."""

from __future__ import annotations

import re
from functools import cache

from vanban import data
from vanban.grammar.letters import LOWER, UPPER
from vanban.header.head import Head
from vanban.header.stamps import stamp_of
from vanban.parts import is_recipients_line, is_signature_line
from vanban.recipients import SIGN_TAIL, SIGNER_TAIL
from vanban.repair.folding import fold
from vanban.repair.lines import Line, join_lines

# Columns; a long recipient may run into the signature: `(để báo cáo);PHÓ TRƯỞNG BAN`.
_CELLS = re.compile(rf"\s{{3,}}|\t|(?<=;)\s*(?=[{UPPER}]{{2}}[^{LOWER}]*$)")
_NOT_NAMES = frozenset(
    {"nơi", "nhận", "lưu", "như", "trên", "phó", "chủ", "tịch", "giám", "đốc", "sở", "bộ", "ban", "kế", "hoạch"}
)
_NAME_WORDS = range(2, 6)
_LONGEST_OFFICE = 80
_LONGEST_REST = 30

Found = tuple[Line, str, int]  # the line, the words, the column they stand in


def read_foot(foot: list[Line], head: Head) -> None:
    """Put `sign_capacity`, `signer` and, where several sign together, `signers`."""
    signs: list[Found] = []
    names: list[Found] = []
    for line in foot:
        if (mark := stamp_of(line.text)) is not None and mark[0] == "copy":
            break  # what follows signs the copy
        _read_cells(line, signs, names)
    together = "issuers" in head.lists or _side_by_side(names)
    if signs:
        _put(head, "sign_capacity", _of_first(signs, names) if together else signs)
    if not names:
        return
    if not together:
        _put(head, "signer", names[-1:])
        return
    _put(head, "signer", names[:1])
    for line, name, _ in names:
        flow = join_lines([line])
        start = max(flow.text.find(name), 0)
        head.add("signers", name, flow, start, start + len(name))


def _read_cells(line: Line, signs: list[Found], names: list[Found]) -> None:
    cells = _CELLS.split(line.text.strip())
    if (tail := SIGNER_TAIL.search(line.text.rstrip())) is not None and line.text.strip()[:1] in "-–":
        cells.append(tail.group().strip())
    for column, cell in enumerate(map(_beside_recipients, cells)):
        sign = SIGN_TAIL.search(cell)
        if sign or is_signature_line(cell) or _is_office(cell):
            signs.append((line, sign["sign"] if sign else cell, column))
        elif not is_recipients_line(cell) and (name := _person(cell, capitals=bool(signs))) is not None:
            names.append((line, name, column))
        elif signs and not names and _completes(cell, line, signs[-1]):
            start, words, place = signs[-1]
            signs[-1] = start, f"{words} {cell.strip()}", place


def _completes(cell: str, line: Line, sign: Found) -> bool:
    """Whether a line in capitals is the rest of the sign of capacity above it: `TM. ỦY BAN NHÂN` / `DÂN`."""
    return cell.isupper() and line.number == sign[0].number + 1 and len(cell) < _LONGEST_REST


def _is_office(text: str) -> bool:
    """Whether a line in capitals opens with an office and goes on (`PHÓ CHỈ HUY TRƯỞNG - THAM MƯU TRƯỞNG`)."""
    offices = data.groups("stamps.txt")["office"]
    return text.isupper() and len(text) < _LONGEST_OFFICE and text.startswith(tuple(f"{o} " for o in offices))


def _beside_recipients(cell: str) -> str:
    """What stands on the line of `Nơi nhận:` if it belongs to the signature: `Nơi nhận: CHỦ TỊCH`."""
    _, colon, rest = cell.partition(":")
    found = colon and is_recipients_line(cell) and is_signature_line(rest.strip())
    return rest.strip() if found else cell


def _of_first(signs: list[Found], names: list[Found]) -> list[Found]:
    """The capacity of the first of those who sign together: beside the other's, or above the first's name."""
    lefts = [sign for sign in signs if sign[2] == 0] or signs
    above = [sign for sign in lefts if names and sign[0].number < names[0][0].number]
    return above or lefts


def _side_by_side(names: list[Found]) -> bool:
    return len(names) > 1 and names[-1][0].number == names[-2][0].number


def _put(head: Head, key: str, cells: list[Found]) -> None:
    """Keep what cells of the foot say, joined with commas; the place is that of the first."""
    flow = join_lines([cells[0][0]])
    words = [" ".join(cell.split()).strip(" ,;") for _, cell, _ in cells]
    start = max(flow.text.find(words[0]), 0)
    head.put(key, ", ".join(words), flow, start, min(start + len(words[0]), len(flow.text)))


def _person(text: str, *, capitals: bool) -> str | None:
    """Answer the signer's name a cell holds and nothing else: two to five words, each with a capital, a rank or
    degree before them left out. `capitals`: names wholly in capitals count too, known by their first word."""
    name = _titles().sub("", " ".join(text.split())).strip(" .,;")
    words = name.split()
    if len(words) not in _NAME_WORDS or any(not re.sub("['’]", "", word).isalpha() for word in words):
        return None
    if capitals and name.isupper():
        return name if fold(words[0]) in _surnames() else None
    if not all(word[0].isupper() and (len(word) == 1 or not word[1:].isupper()) for word in words):
        return None
    # `Lưu` is a surname too; the file copy has small letters or signs behind it
    known = words[0].lower() in _NOT_NAMES - {"lưu"} or sum(word.lower() in _NOT_NAMES for word in words) > 1
    return None if known else name


@cache
def _titles() -> re.Pattern[str]:
    titles = sorted(data.groups("stamps.txt")["titles"], key=len, reverse=True)
    return re.compile(rf"^(?:(?:{'|'.join(map(re.escape, titles))})[.,:]?\s*)+(?=[^\W\d_])")


@cache
def _surnames() -> frozenset[str]:
    return frozenset(fold(name) for name in data.groups("stamps.txt")["surnames"])
