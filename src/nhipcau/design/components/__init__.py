"""The page components of the house, as template tags. README.md beside this folder is their catalogue."""

from . import asking, charts, layout, marks, pressing, reading, telling, text
from .library import register

__all__ = ["asking", "charts", "layout", "marks", "pressing", "reading", "register", "telling", "text"]
