"""From text as extracted to text as meant, line by line, with the map back to the source."""

from vanban.repair.cleaning import Cleaned, clean
from vanban.repair.folding import fold
from vanban.repair.lines import Flow, Line, join_lines

__all__ = ["Cleaned", "Flow", "Line", "clean", "fold", "join_lines"]
