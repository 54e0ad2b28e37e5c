"""What documents do to one another: amend, supplement, replace, repeal, implement, guide, rest on, come with.

`relations(reading)` answers what one document says; `Graph.of(readings)` joins what many say, and `validity` answers
from it whether a document is in force on a day.
"""

from __future__ import annotations

from vanban.model import Reading, Relation
from vanban.relations.finding import find_relations, stated
from vanban.relations.graph import Document, Graph, State, Validity, validity

__all__ = ["Document", "Graph", "Relation", "State", "Validity", "find_relations", "relations", "validity"]


def relations(reading: Reading) -> tuple[Relation, ...]:
    """Answer the relations that `reading` states, its own number put for itself (None where it has none)."""
    return stated(reading.relations, reading.metadata.number)
