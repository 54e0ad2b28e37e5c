"""Reads Vietnamese administrative documents into structure.

Three verbs: `extract` takes the text out of a file, `read` answers everything the text says, `check` answers
what looks damaged in it. No clock, no network, no database.
"""

from __future__ import annotations

from vanban.damage import Finding, check
from vanban.errors import UnreadableSource, VanbanError
from vanban.model import Limits, Reading
from vanban.reader import read
from vanban.sources import Extract, extract

__all__ = ["Extract", "Finding", "Limits", "Reading", "UnreadableSource", "VanbanError", "check", "extract", "read"]
__version__ = "0.1.0"
