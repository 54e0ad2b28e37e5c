"""Parts of documents: `điểm a khoản 2 Điều 5`, `các khoản 1, 2 và 4 Điều 7`, `Mục II Phụ lục I`, `Chương III`.

    parts  = chain (("," | "và" | "hoặc" | ";") chain)*
    chain  = step ([","] ["của" | "thuộc" | "tại"] step)*      from the smaller to the larger, or the other way round
    step   = ["các"] level label (("," | "và") label | "đến" [level] label)*

A chain that names no larger part shares that of the chain after it (`khoản 1 và khoản 3 Điều 7`). Each part gets a
path like those of units: `Đ5.K2.a`, `Ch.III`, `M.II`, `PL.I`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from vanban.grammar.markers import roman

# From the smallest to the largest; what each is called in a path.
_LEVELS = {
    "tiết": "",
    "điểm": "",
    "khoản": "K",
    "điều": "Đ",
    "mục": "M.",
    "chương": "Ch.",
    "phần": "P.",
    "phụ lục": "PL.",
}
_RANK = {level: rank for rank, level in enumerate(_LEVELS)}
_ROMAN = r"(?:[IVXLC]{1,6}(?![\w]))"
_LABEL = {
    "tiết": r"(?:[a-zđ]\d?|\d{1,2}(?:\.\d+)*|[ivx]+)(?![\w])",
    "điểm": r"(?:[a-zđ]{1,2}\d?|\d{1,2}(?:\.\d+)*)(?![\w])",
    "khoản": r"\d{1,3}[a-zđ]?(?![\w])",
    "điều": r"\d{1,3}[a-zđ]?(?![\w])",
    "mục": rf"(?:{_ROMAN}(?:\.\d+)*|\d{{1,2}}(?:\.\d+)*[a-z]?(?![\w])|[A-Z](?:\.[IVX\d]+)*(?![\w]))",
    "chương": rf"(?:{_ROMAN}|\d{{1,2}}(?![\w]))",
    "phần": rf"(?:{_ROMAN}|\d{{1,2}}(?![\w])|[A-Z](?![\w])|thứ\s(?:nhất|hai|ba|tư|năm)(?![\w]))",
    "phụ lục": rf"(?:số\s)?(?:{_ROMAN}|\d{{1,2}}[A-Z]?(?![\w])|[A-Z](?![\w]))",
}
_TO = r"\sđến\s+(?:hết\s+)?"
_AND = r"(?:\s*,\s*(?:và\s+)?|\s(?:và|hoặc|hay)\s+|\s?[-–]\s?(?=\d))"
_STEP = re.compile(
    "|".join(
        rf"(?P<{level.replace(' ', '_')}>\b(?i:(?:các\s+|những\s+)?{level})\s+"
        rf"{label}(?:{_AND}{label}|{_TO}(?:(?i:{level})\s+)?{label})*)"
        for level, label in _LABEL.items()
    )
)
# Whether any step may stand in a text in small letters: cheap, since few paragraphs name parts of documents.
_ROUGHLY = re.compile(rf"(?:{'|'.join(_LABEL)})\s+(?:số\s|thứ\s|\d|[a-zđ]{{1,6}}\d?(?!\w))")
_LABELS = {
    level: re.compile(rf"(?P<to>{_TO}|\s?[-–]\s?)?(?:(?i:{level})\s+)?(?P<label>{label})")
    for level, label in _LABEL.items()
}
_INNER = re.compile(r"\s*,?\s*(?:(?:của|thuộc|tại|trong)\s+)?")
_OUTER = re.compile(r"\s*(?:[,;]\s*(?:và\s+|hoặc\s+)?|\s(?:và|hoặc|hay|đến|cùng)\s+)(?:(?:tại|quy định tại)\s+)?")
_AMOUNT = re.compile(r"\s*(?:triệu|tỷ|nghìn|đồng|%|phần trăm|lượt|người|buổi|cuộc)\b")
_LETTERS = "abcdđeghiklmnopqrstuvxy"
_ORDINALS = {"nhất": "1", "hai": "2", "ba": "3", "tư": "4", "năm": "5"}
_MOST = 60
_STRICT = frozenset({"Ch", "Đ", "PL"})


@dataclass(frozen=True, slots=True)
class Step:
    """One level with its labels: `khoản 1, 2 và 4` is (`khoản`, (`1`, `2`, `4`))."""

    level: str
    labels: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its path from the largest level named to the smallest, and its place `text[start:end]`."""

    path: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Parts:
    """Parts named together; they all belong to one document."""

    start: int
    end: int
    parts: tuple[Part, ...]


def find_parts(text: str) -> list[Parts]:
    """Answer the parts of documents that `text` names, in order. A heading (`Điều 5. …` at its start) is none."""
    if not _ROUGHLY.search(text.lower()):
        return []
    steps = [step for match in _STEP.finditer(text) if (step := _step(text, match)) is not None]
    groups: list[list[list[Step]]] = []
    for index, step in enumerate(steps):
        gap = text[steps[index - 1].end : step.start] if index else ""
        # `Điều 5, khoản 2 Điều 6`: what stands right before a larger level belongs to that, not to what was before
        opens = index + 1 < len(steps) and not text[step.end : steps[index + 1].start].strip()
        if gap and _INNER.fullmatch(gap) and not _apart(groups[-1][-1], step, opens and _below(step, steps[index + 1])):
            groups[-1][-1].append(step)
        elif gap and _OUTER.fullmatch(gap):
            groups[-1].append([step])
        else:
            groups.append([[step]])
    found = (_parts(chains) for chains in groups)
    return [parts for parts in found if not _is_doubtful(parts)]


def locate(path: str, units: Sequence[str]) -> str | None:
    """Answer the one of the unit paths `units` that `path` means: the same labels, larger levels left out or told."""
    wanted = _labels(path)
    fits = [unit for unit in units if _ends(_labels(unit), wanted)]
    exact = [unit for unit in fits if len(_labels(unit)) == len(wanted)]
    return exact[0] if len(exact) == 1 else fits[0] if len(fits) == 1 else None


def _step(text: str, match: re.Match[str]) -> Step | None:
    level = (match.lastgroup or "").replace("_", " ")
    if match.start() == 0 and re.match(r"\s*(?:[.:]|$)", text[match.end() :]):
        return None
    if _AMOUNT.match(text, match.end()):
        return None
    head = re.match(rf"(?i:(?:các\s+|những\s+)?{level})\s+", match.group())
    labels: list[str] = []
    for one in _LABELS[level].finditer(match.group(), head.end() if head else 0):
        label = one["label"].removeprefix("số ")
        label = _ORDINALS.get(label.split()[-1], label)
        labels += _between(labels[-1], label) if one["to"] and labels else []
        labels.append(label)
    return Step(level, tuple(labels[:_MOST]), match.start(), match.end())


def _between(first: str, last: str) -> list[str]:
    """The labels strictly between two: `5` … `8`, `a` … `đ`, `I` … `IV` (the last kept as bounds only)."""
    if first.isdigit() and last.isdigit():
        return [str(number) for number in range(int(first) + 1, min(int(last), int(first) + _MOST))]
    if first in _LETTERS and last in _LETTERS:
        return list(_LETTERS[_LETTERS.index(first) + 1 : _LETTERS.index(last)])
    return []


def _below(step: Step, other: Step) -> bool:
    return _RANK[step.level] < _RANK[other.level]


def _apart(chain: list[Step], step: Step, opens: bool) -> bool:
    """Whether `step` cannot be the next larger (or, in a chain that runs downwards, smaller) level of `chain`;
    `opens`: it has a larger level of its own right after it."""
    last = chain[-1]
    if last.level == step.level or (opens and _below(step, last)):
        return True
    return len(chain) > 1 and _below(chain[0], chain[1]) != _below(last, step)


def _parts(chains: list[list[Step]]) -> Parts:
    """The parts of chains joined by `và`: each in order from the largest level, what it leaves out taken from the
    next chain (`khoản 1 và khoản 3 Điều 7`), else from the one before (`Điều 5 khoản 1 và khoản 3`)."""
    ordered = [sorted(chain, key=lambda step: -_RANK[step.level]) for chain in chains]
    for index in range(len(ordered) - 2, -1, -1):
        ordered[index] = _larger(ordered[index], ordered[index + 1]) + ordered[index]
    for index in range(1, len(ordered)):
        down = _RANK[chains[index - 1][0].level] > _RANK[chains[index][0].level]
        if down and _RANK[ordered[index][0].level] < _RANK["điều"]:
            ordered[index] = _larger(ordered[index], ordered[index - 1]) + ordered[index]
    found = [
        Part(path, chain[0].start, max(step.end for step in chain))
        for chain, whole in zip(chains, ordered, strict=True)
        for path in _paths(whole)
    ]
    return Parts(chains[0][0].start, max(step.end for step in chains[-1]), tuple(found[:_MOST]))


def _larger(chain: list[Step], other: list[Step]) -> list[Step]:
    """The steps of `other` above all of `chain`."""
    return [step for step in other if _RANK[step.level] > _RANK[chain[0].level]]


def _paths(steps: list[Step]) -> list[str]:
    """Every path through `steps`, given from the largest level."""
    paths = [""]
    for step in steps:
        labels = [_LEVELS[step.level] + label for label in step.labels]
        paths = [f"{path}.{label}" if path else label for path in paths for label in labels][:_MOST]
    return paths


def _is_doubtful(parts: Parts) -> bool:
    """A point or a lone `mục 3` with nothing above it is as often a score or an ordinary word."""
    return all(re.fullmatch(r"\d+(?:\.\d+)*|[a-zđ]{1,2}\d?|[ivx]+", part.path) for part in parts.parts)


def _labels(path: str) -> list[tuple[str, str]]:
    """The labels of a path, each with its level's sign: `Ch.I.Đ5.a` is (`Ch`, `1`), (`Đ`, `5`), (``, `a`). The levels
    of plans, and sections and clauses that plans call by the same words, have none."""
    found: list[tuple[str, str]] = []
    sign = ""
    for label in path.split("."):
        match = re.match(r"(Ch|KT|PL|M|P|K|Đ)(?=\d|$)", label)
        sign = match.group() if match else sign
        rest = label[match.end() :] if match else label
        if rest:
            number = str(roman(rest)) if re.fullmatch(_ROMAN, rest) else rest
            found.append((sign if sign in _STRICT else "", number))
            sign = ""
    return found


def _ends(unit: list[tuple[str, str]], wanted: list[tuple[str, str]]) -> bool:
    """Whether `unit` ends in the last label of `wanted` and holds the others before it in order."""
    if not wanted or not unit or unit[-1] != wanted[-1]:
        return False
    rest = iter(reversed(unit[:-1]))
    return all(label in rest for label in reversed(wanted[:-1]))
