"""What other rooms may use of this one."""

from .actions import Row, forget, index, register, reindex
from .queries import matching, matching_ids
from .text import words_of

__all__ = ["Row", "forget", "index", "matching", "matching_ids", "register", "reindex", "words_of"]
