"""What the head and the foot of a document say, each value with the place of its words."""

from __future__ import annotations

from dataclasses import dataclass, field

from vanban.repair.lines import Flow, Line, join_lines

Place = tuple[Flow, int, int]


@dataclass(slots=True)
class Head:
    """What was found, and where: `flows` gives for each key the flow and the place of its words. Keys of `lists`
    (`numbers`, `issuers`, `signers`, `addressees`) hold several values, each with its place."""

    values: dict[str, str | int] = field(default_factory=dict)
    flows: dict[str, Place] = field(default_factory=dict)
    lists: dict[str, list[tuple[str, Place]]] = field(default_factory=dict)
    warnings: list[tuple[str, str, int]] = field(default_factory=list)

    def put(self, key: str, value: str | int | None, flow: Flow, start: int = 0, end: int | None = None) -> None:
        """Keep the first value found for `key`."""
        stop = len(flow.text) if end is None else end
        if value not in (None, "") and key not in self.values and stop > start:
            self.values[key] = value
            self.flows[key] = (flow, start, stop)

    def add(self, key: str, value: str, flow: Flow, start: int, end: int) -> None:
        """Keep one more value of the list `key`, each once."""
        if end > start and all(value != known for known, _ in self.lists.setdefault(key, [])):
            self.lists[key].append((value, (flow, start, end)))

    def text(self, key: str) -> str | None:
        """Answer a value as text, None if it was not found."""
        value = self.values.get(key)
        return None if value is None else str(value)

    def copy(self, key: str, source: str) -> None:
        """Let `key` stand where `source` stands."""
        if source in self.flows:
            self.flows[key] = self.flows[source]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line, set apart from others on it by a gap, a tab or a phrase that stands alone: `text` with
    white space collapsed, `line.text[start:end]` where it stands; `column` counts the stretches from the left."""

    line: Line
    start: int
    end: int
    text: str
    column: int

    def flow(self) -> Flow:
        """The piece as a flow of its own."""
        whole = join_lines([self.line])
        at = max(whole.text.find(self.text), 0)
        return whole.cut(at, at + len(self.text)) if self.text else whole
