"""Document numbers and symbols: `267/KH-UBND`, `06/2022/TT-BTTTT`, `57-KL/TW`, `5740/BTTTT-TTĐN`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vanban.grammar.letters import LOWER

_PART = r"[A-ZĐ][A-ZĐa-zđ0-9&.]{0,14}(?<!\.)"
_JOINT = r"(?:\s?[-–/]|[-–/]\s(?=[A-ZĐ]{2}))"
_NUMBER = re.compile(
    rf"(?<![\w/.,-])\d{{1,5}}[a-zA-Z]?(?:\s?/\s?(?:19|20)\d\d)?{_JOINT}{_PART}(?:{_JOINT}{_PART})*(?!\w)"
    # an abbreviation that somebody has replaced by its full words everywhere: `01/BCĐ-thông tin đối ngoại`
    rf"(?:-[{LOWER}]+(?:\s[{LOWER}]+){{0,5}}?(?=\s+ngày\s+\d))?"
)


@dataclass(frozen=True, slots=True)
class Symbol:
    """A document number in a text, without inner spaces."""

    start: int
    end: int
    number: str


def find_symbols(text: str) -> list[Symbol]:
    """Answer the document numbers in `text` in order."""
    return [Symbol(m.start(), m.end(), compact(m.group())) for m in _NUMBER.finditer(text)]


def opens_with_symbol(text: str) -> bool:
    """Whether `text` begins with a document number that a line end has cut off its words (`48/NQ-CP ngày …`)."""
    return _NUMBER.match(text) is not None


def compact(number: str) -> str:
    """Answer `number` without the spaces beside its joints, its dashes as hyphens."""
    return re.sub(r"\s*([-–/])\s*", lambda m: "-" if m.group(1) == "–" else m.group(1), number.strip())
