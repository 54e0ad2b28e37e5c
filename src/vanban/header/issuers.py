"""Who issues a document: the lines of the left column, a superior body over the issuer, several issuers together."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache

from vanban import data
from vanban.grammar.casing import in_running_case
from vanban.header.head import Head, Piece
from vanban.repair.folding import fold

_GOES_ON = re.compile(r"(?:[,&–-]|\b(?:VÀ|VA|CÁC|CAC|CỦA|VỀ))$")
_PLACE_LINE = re.compile(
    r"(?:TỈNH|THÀNH PHỐ|TP\.?|HUYỆN|THỊ XÃ|QUẬN|XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU|VIỆT NAM|TRUNG ƯƠNG)(?:\s|$)"
)
_TOGETHER = re.compile(r"\s+[-–—]\s+|\s*/\s*")
_COUNCIL = re.compile(
    r"(?:UBND|[ỦU][YỶ] BAN NHÂN DÂN|HĐND|HỘI ĐỒNG NHÂN DÂN)\s+"
    r"(?P<place>(?:TỈNH|THÀNH PHỐ|TP\.?|HUYỆN|THỊ XÃ|QUẬN|XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU)\s+\S.*)",
)
_LEVELS = frozenset({"t", "tp", "h", "x", "p"})
_LEVEL = re.compile(r"(?:TỈNH|THÀNH PHỐ|HUYỆN|THỊ XÃ|QUẬN|XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU)\b")


@dataclass(slots=True)
class Body:
    """One body of the left column: its words as printed, in capitals, and the pieces they stand on; `joined`: a dash
    at the end of the line above says that it issues with the body before it."""

    pieces: list[Piece] = field(default_factory=list)
    joined: bool = False

    @property
    def words(self) -> str:
        """The printed words, lines joined."""
        return " ".join(piece.text for piece in self.pieces)


def put_issuers(pieces: list[Piece], symbols: list[str], head: Head) -> None:
    """Put `issuer`, `issuer_as_written`, `superior` and, where several issue together, `issuers` into `head`.
    `symbols`: what follows the figures in the numbers that the head prints."""
    bodies = _bodies(pieces)
    if not bodies:
        return
    together = _together(bodies, symbols)
    first = together[0] if together else bodies[-1]
    written = together or [first]
    flow = first.pieces[0].flow()
    head.put("issuer_as_written", " - ".join(body.words for body in written), flow)
    above = bodies[bodies.index(first) - 1] if not together and len(bodies) > 1 else None
    if above is not None:
        head.put("superior", above.words, above.pieces[0].flow())
    head.put("issuer", _name(first, above), flow)
    for body in together:
        flow = body.pieces[0].flow()
        head.add("issuers", _name(body, None), flow, 0, len(flow.text))


def opens_body(text: str) -> bool:
    """Whether a line in capitals begins with the name of a body."""
    return _openings(ascii_only=text.isascii()).match(fold(text) if text.isascii() else text.lower()) is not None


@cache
def _openings(*, ascii_only: bool) -> re.Pattern[str]:
    words = data.groups("stamps.txt")["issuer_opens"]
    known = sorted({fold(word) if ascii_only else word for word in words}, key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, known))})\b")


@cache
def _bare() -> frozenset[str]:
    return frozenset(fold(head) for head in data.groups("stamps.txt")["issuer_bare"])


def _bodies(pieces: list[Piece]) -> list[Body]:
    """Group the lines: one that opens no body of its own, or that the line before waits for, goes on."""
    bodies: list[Body] = []
    joined = False
    for each in _parted(pieces):
        piece, begins = _without_dash(each), joined and opens_body(each.text)
        joined = each.text.endswith(" -")
        if begins:
            bodies.append(Body([piece], joined=True))
        elif bodies and (_waits(bodies[-1].words) or _PLACE_LINE.match(piece.text) or not opens_body(piece.text)):
            if bodies[-1].pieces[-1].line.number == piece.line.number and piece.column:
                continue  # what stands far to the right on the same line is no part of the name
            bodies[-1].pieces.append(piece)
        else:
            bodies.append(Body([piece]))
    return bodies


def _without_dash(piece: Piece) -> Piece:
    return replace(piece, text=piece.text.removesuffix(" -"))


def _parted(pieces: list[Piece]) -> list[Piece]:
    """Cut `SỞ Y TẾ - SỞ TÀI CHÍNH` into two."""
    found: list[Piece] = []
    for piece in pieces:
        parts = _TOGETHER.split(piece.text.removesuffix(" -"))
        if len(parts) > 1 and all(opens_body(part) and fold(part) not in _bare() for part in parts):
            found += [Piece(piece.line, piece.start, piece.end, part, 0) for part in parts]
        else:
            found.append(piece)
    return found


def _waits(words: str) -> bool:
    return _GOES_ON.search(words) is not None or fold(words) in _bare()


def _together(bodies: list[Body], symbols: list[str]) -> list[Body]:
    """Those that issue together: their initials stand side by side in the number, or each has its own number."""
    if len(bodies) < 2:
        return []
    if any(body.joined for body in bodies):
        pairs = zip(bodies, [*bodies[1:], None], strict=True)
        return [body for body, after in pairs if body.joined or (after is not None and after.joined)]
    shortened = [part for symbol in symbols for part in re.split(r"[-/]", fold(symbol)) if part]
    issuing = [body for body in bodies if any(_stands_for(part, body.words) for part in shortened)]
    if len(issuing) > 1:
        return issuing
    lines = {body.pieces[0].line.number for body in bodies}
    return bodies if len(symbols) > 1 or len(lines) < len(bodies) else []


def _stands_for(short: str, words: str) -> bool:
    """Whether `stttt` stands for `SỞ THÔNG TIN VÀ TRUYỀN THÔNG`, `bchbdbp` for `BỘ CHỈ HUY BĐBP TỈNH X`."""
    name = _LEVEL.split(words)[0] if not words.startswith(("TỈNH", "THÀNH")) else words
    tokens = [token for token in re.findall(r"[^\W\d_]+", fold(name)) if token not in {"va", "cac"}]
    plain = re.findall(r"[^\W\d_]+", name)
    kept = [word for word in plain if fold(word) not in {"va", "cac"}]
    initials = "".join(
        token if word.isupper() and len(word) > 2 and not re.search("[aeiouy]", token) else token[:1]
        for token, word in zip(tokens, kept, strict=True)
    )
    level = short.removeprefix(initials) if len(initials) > 1 and short.startswith(initials) else ""
    if level in _LEVELS:
        return True  # `CAT`, `BCHQST`: the level of a body stands behind its initials
    return len(short) > 1 and (initials == short or (initials.startswith(short) and len(short) > 3))


def _name(body: Body, above: Body | None) -> str:
    """The full name in running case; a body under a council belongs to that council's place."""
    name = in_running_case(body.words.rstrip(","))
    name = re.sub(r"^UBND\b", "Ủy ban nhân dân", re.sub(r"^HĐND\b", "Hội đồng nhân dân", name))
    if above is None:
        return name
    council = _COUNCIL.fullmatch(above.words)
    if fold(body.words) in {"van phong", "thanh tra"}:
        return f"{name} {in_running_case(above.words)}"
    if council is not None and not _LEVEL.search(body.words):
        return f"{name} {_place(council['place'])}"
    if above.words.startswith(("TỈNH ỦY", "TỈNH UỶ", "THÀNH ỦY", "THÀNH UỶ", "CÔNG AN TỈNH")) and not _LEVEL.search(
        body.words
    ):
        return f"{name} {in_running_case(above.words)}"
    return name


def _place(words: str) -> str:
    running = in_running_case("UBND " + words)
    return running[5:]
