"""What other rooms may use of this one."""

from .actions import Row, forget, index, register, reindex
from .choices import Order, Tier
from .queries import Found, Hit, SearchQuery, Suggestion, matching, matching_ids, search, suggest
from .text import words_of

__all__ = [
    "Found",
    "Hit",
    "Order",
    "Row",
    "SearchQuery",
    "Suggestion",
    "Tier",
    "forget",
    "index",
    "matching",
    "matching_ids",
    "register",
    "reindex",
    "search",
    "suggest",
    "words_of",
]
