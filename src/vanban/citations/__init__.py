"""What a document refers to: other documents by number or name, itself, and parts of either.

Finding stays apart from knowing: `numbered`, `named` and `provisions` only see words; `resolving` says which document
each finding means, by a resolver that a caller may replace with one that knows records.
"""

from __future__ import annotations

from vanban.citations.numbered import Cited, Mention, read_citations
from vanban.citations.provisions import Parts, find_parts, locate
from vanban.citations.resolving import Place, References, Referred, Resolver, nearest, read_references
from vanban.citations.values import citation_values, reference_values

__all__ = [
    "Cited",
    "Mention",
    "Parts",
    "Place",
    "References",
    "Referred",
    "Resolver",
    "citation_values",
    "find_parts",
    "locate",
    "nearest",
    "read_citations",
    "read_references",
    "reference_values",
]
