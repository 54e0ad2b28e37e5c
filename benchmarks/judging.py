"""Which fields of a reading are right, by the labels of its document."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from benchmarks.scoring.measures import norm
from vanban.confidence import Field, fields_of
from vanban.model import Reading

Json = dict[str, Any]
_LISTS = ("units", "citations", "report_deadlines", "recipients")


@dataclass(frozen=True, slots=True)
class Judged:
    """A field; whether it is right, None where the labels leave room; and whether those that it rests on are right
    (only then does its own model learn)."""

    field: Field
    right: bool | None
    grounded: bool = True


def judged(reading: Reading, labels: Json) -> Iterator[Judged]:
    """Each field of a reading with whether the labels agree.

    Of a duty that is none, that there is one is wrong, and whatever it says; what it leaves
    empty is not judged. A duty that was missed makes the field wrong that says
    that its unit charges nobody; a unit, citation, report deadline or recipient that was missed makes the field wrong
    that says that its list is whole.
    """
    said = json.loads(json.dumps(reading.as_dict()))
    answers = _Answers(labels, said)
    verdicts: dict[str, bool | None] = {}
    for one in fields_of(reading):
        right = verdicts[one.pointer] = answers.right(one.pointer)
        yield Judged(one, right, all(verdicts.get(pointer) is not False for pointer in one.rests_on))


class _Answers:
    """What the labels say, arranged for questions about one reading."""

    def __init__(self, labels: Json, said: Json) -> None:
        self.labels, self.said = labels, said
        self.units = {(u["path"], first_words(u["text"])): u for u in labels["outline"]}
        self.roles = {u["path"] for u in labels["outline"] if u["role"]}
        self.uncertain = {row["path"] for row in labels["assignments"] if row.get("uncertain") or row.get("unmarked")}
        self.duties = {row["path"]: row for row in labels["assignments"] if not row.get("unmarked")}
        self.cites = {norm(c["number"]).replace(" ", ""): c for c in labels["citations"]}
        self.dates = {row["date"] for row in labels["report_deadlines"]}
        self.recipients = {norm(recipient) for recipient in labels["recipients"]}
        aliases = (labels.get("org_aliases") or {}).items()
        self.names = {norm(other): norm(name) for name, others in aliases for other in others}
        self.charged = {row["path"]: row for row in said["assignments"]}

    def right(self, pointer: str) -> bool | None:
        _, table, *rest = pointer.split("/")
        if rest[0] == "-":
            return self._whole(table)
        row = self.said[table][rest[0] if table == "metadata" else int(rest[0])]
        match table:
            case "metadata":
                return self._header(rest[0], row)
            case "units":
                return self._unit(row, rest[1] if len(rest) > 1 else "")
            case "assignments":
                return self._duty(row, rest[1])
            case "citations":
                want = self.cites.get(norm(row["number"]).replace(" ", ""))
                return want is not None and (not want["date"] or want["date"] == row["date"])
            case "report_deadlines":
                return row["date"] in self.dates
            case _:
                return norm(row) in self.recipients

    def _header(self, key: str, value: Any) -> bool | None:
        if key not in self.labels["metadata"]:
            return None
        wanted = [self.labels["metadata"][key], *self.labels.get("metadata_also", {}).get(key, ())]
        return any(
            value is want if value is None or want is None else norm(str(value)) == norm(str(want)) for want in wanted
        )

    def _unit(self, unit: Json, what: str) -> bool | None:
        want = self.units.get((unit["path"], first_words(unit["text"])))
        if not what:
            return want is not None
        if want is None or want["role"]:
            return None
        if what == "heading":
            return bool(want["heading"] == unit["heading"])
        told = self.charged.get(unit["path"])
        if unit["path"] in self.uncertain or (told is not None and told["unmarked"]):
            return None
        return (told is not None) == (unit["path"] in self.duties)

    def _duty(self, duty: Json, field: str) -> bool | None:
        if duty["path"] in self.uncertain | self.roles or duty["unmarked"]:
            return None
        want = self.duties.get(duty["path"])
        if want is None:
            return False if duty[field] else None
        if field == "deadline":
            return norm(duty["deadline"]) == norm(want["deadline"])
        return self._side(duty[field]) == self._side(want[field])

    def _side(self, names: list[str]) -> set[str]:
        return {self.names.get(norm(name), norm(name)) for name in names}

    def _whole(self, table: str) -> bool:
        """Whether the reading's list has all that the labels have."""
        rows = self.said[table]
        match table:
            case "units":
                return {unit["path"] for unit in self.labels["outline"]} <= {unit["path"] for unit in rows}
            case "citations":
                return set(self.cites) <= {norm(cited["number"]).replace(" ", "") for cited in rows}
            case "report_deadlines":
                return self.dates <= {row["date"] for row in rows}
            case _:
                return len(self.recipients) <= len(rows)


def first_words(text: str) -> str:
    """The words by which a unit is known."""
    return " ".join(norm(text).split()[:8])
