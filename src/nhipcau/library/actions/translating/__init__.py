"""Translations that keep up: beginning one, writing its passages, following the original, proposals."""

from .arranging import add_own, drop, merge, split
from .beginning import begin
from .following import follow
from .proposing import confirm, propose
from .syncing import bring_along
from .writing import keep, leave_out, take_back, write

__all__ = [
    "add_own",
    "begin",
    "bring_along",
    "confirm",
    "drop",
    "follow",
    "keep",
    "leave_out",
    "merge",
    "propose",
    "split",
    "take_back",
    "write",
]
