"""What the columns of a table mean, by the words of its head."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from vanban import data
from vanban.repair.folding import fold

# Heads are short; a longer cell is text.
_LONGEST_HEAD = 80
_SPOKEN_OF = frozenset({"lead", "coordinator", "executor"})
_ABOUT_TASKS = _SPOKEN_OF | {"time", "product"}
_NO_COLUMNS = frozenset({"period", "cross", "ditto"})
_COUNT = re.compile(r"\(?\s*(?:\d{1,2}|[A-Za-z])\s*\)?")


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table of tasks: each one's role, its head as printed, and the period that it stands for."""

    roles: tuple[str | None, ...]
    heads: tuple[str, ...]
    periods: tuple[str | None, ...]

    def of(self, role: str) -> list[int]:
        """Answer the columns of `role`, from the left."""
        return [column for column, one in enumerate(self.roles) if one == role]

    @property
    def charges(self) -> bool:
        """Whether the table states tasks and who does them, by when, or with what result."""
        return bool(self.of("task")) and any(role in _ABOUT_TASKS for role in self.roles)


def column_role(head: str) -> str | None:
    """Answer what a column headed `head` holds, None if its words are not known."""
    folded = " ".join(fold(head).split())
    if not folded or len(folded) > _LONGEST_HEAD:
        return None
    first = min(
        ((match.start(), -len(match.group()), role) for role, words in _words() if (match := words.search(folded))),
        default=None,
    )
    if first is None:
        return None
    role = first[2]
    if role == "number" and first[0]:
        return None
    if role not in _SPOKEN_OF:
        return role
    words = dict(_words())
    leads, helps = words["lead"].search(folded), words["coordinator"].search(folded)
    if leads and helps:
        return "executor"
    return "lead" if leads else "coordinator" if helps else "executor"


@cache
def _words() -> tuple[tuple[str, re.Pattern[str]], ...]:
    groups = data.groups("columns.txt")
    found = []
    for role, words in groups.items():
        if role not in _NO_COLUMNS:
            longest_first = sorted((re.escape(fold(word)) for word in words), key=len, reverse=True)
            found.append((role, re.compile(r"\b(?:" + "|".join(longest_first) + r")\b")))
    return tuple(found)


@cache
def signs(kind: str) -> frozenset[str]:
    """Answer the folded signs of `kind` (`cross`, `ditto`) that a cell may hold instead of words."""
    return frozenset(fold(sign) for sign in data.groups("columns.txt")[kind])


def read_columns(rows: Sequence[Sequence[str]]) -> Columns:
    """Answer the columns under head rows; a merged cell's text comes in every place that it covers."""
    heads = tuple(" ".join(dict.fromkeys(text for text in column if text)) for column in zip(*rows, strict=True))
    periods = tuple(_period(column) for column in zip(*rows, strict=True))
    roles = tuple("time" if period else column_role(head) for head, period in zip(heads, periods, strict=True))
    return Columns(_with_task(_with_number(roles, heads)), heads, periods)


def _with_number(roles: tuple[str | None, ...], heads: tuple[str, ...]) -> tuple[str | None, ...]:
    """A first column without a head, or headed by a mere sign, counts the rows."""
    if roles and roles[0] is None and "number" not in roles and len(heads[0]) < 3:
        return ("number", *roles[1:])
    return roles


def _with_task(roles: tuple[str | None, ...]) -> tuple[str | None, ...]:
    """In a numbered list (`STT | Tư liệu | Cơ quan giữ | Hạn bàn giao`) the one column of another name holds what is
    to be done."""
    if not _names_one_task(roles):
        return roles
    return tuple("task" if role is None else role for role in roles)


def _names_one_task(roles: Sequence[str | None]) -> bool:
    charged = "number" in roles and not _SPOKEN_OF.isdisjoint(roles) and "task" not in roles
    return charged and sum(role is None for role in roles) == 1


def _period(column: Sequence[str]) -> str | None:
    """`Quý I` under `Tiến độ`: the period is the time of a row that has a cross there."""
    last = next((text for text in reversed(column) if text), "")
    periods = "|".join(map(re.escape, map(fold, data.groups("columns.txt")["period"])))
    return (
        last
        if re.fullmatch(rf"(?:{periods})\s*(?:[ivx]+|\d+)(?:\s*/\s*\d{{4}}|\s+nam\s+\d{{4}})?", fold(last))
        else None
    )


def is_head(texts: Sequence[str]) -> bool:
    """Whether the cells of a row are heads of columns: most of them known, a task's and another's among them."""
    filled = [text for text in texts if text]
    roles = ["time" if _period([text]) else column_role(text) for text in filled]
    known = [role for role in roles if role is not None]
    if _names_one_task(roles) and "time" in roles:
        return True
    return len(known) >= 2 and len(known) * 3 >= len(filled) * 2 and "task" in known


def is_lower_head(texts: Sequence[str]) -> bool:
    """Whether the cells of a row that follows a head are heads too: all of them known."""
    filled = [text for text in texts if text]
    return bool(filled) and all(column_role(text) is not None or _period([text]) for text in filled)


def counts_columns(texts: Sequence[str]) -> bool:
    """Whether a row only numbers the columns: `(1) (2) (3)`."""
    filled = [text.strip() for text in texts if text.strip()]
    if len(filled) < 3 or not all(_COUNT.fullmatch(text) for text in filled):
        return False
    numbers = [int(number) for text in filled if (number := re.sub(r"\D", "", text))]
    return len(numbers) >= 2 and all(after == before + 1 for before, after in pairwise(numbers))
