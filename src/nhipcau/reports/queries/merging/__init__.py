"""Putting together what several agencies say: which passages tell of one thing, and where they contradict each other.

Pure functions over texts. `facts` finds what a passage is about, `likeness` compares two of them, `grouping` makes
groups of many.
"""

from .facts import Passage, facts_of
from .grouping import Contradiction, Group, grouped
from .likeness import Likeness, compare

__all__ = ["Contradiction", "Group", "Likeness", "Passage", "compare", "facts_of", "grouped"]
