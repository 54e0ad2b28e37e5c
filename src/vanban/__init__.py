"""Reads Vietnamese administrative documents into structure.

Three verbs: `extract` takes the text out of a file, `read` answers everything the text says, `check` answers
what looks damaged in it; `read_all` does so for every document in an archive or an e-mail. No clock,
no network, no database.
"""

from __future__ import annotations

from vanban.damage import Finding, check
from vanban.errors import UnreadableSource, VanbanError
from vanban.model import Limits, Reading
from vanban.reader import read
from vanban.several import Found, read_all
from vanban.sources import Extract, extract
from vanban.sources.views import page_picture, places

__all__ = [
    "Extract",
    "Finding",
    "Found",
    "Limits",
    "Reading",
    "UnreadableSource",
    "VanbanError",
    "check",
    "extract",
    "page_picture",
    "places",
    "read",
    "read_all",
]
__version__ = "0.2.0"
