"""What is found, and how it is shown."""

from .matching import matching, matching_ids
from .searching import search
from .shapes import Found, Hit, SearchQuery, Suggestion
from .suggesting import suggest

__all__ = ["Found", "Hit", "SearchQuery", "Suggestion", "matching", "matching_ids", "search", "suggest"]
