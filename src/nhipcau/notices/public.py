"""What other rooms may use of this one."""

from .actions.running import Outcome, remind
from .queries.ladder import Ladder, last_days_with_a_step, step_days
from .sources import EDITORIAL, WHOLE_PROVINCE, Item, Line, Part, Source, Steps, add_source

__all__ = [
    "EDITORIAL",
    "WHOLE_PROVINCE",
    "Item",
    "Ladder",
    "Line",
    "Outcome",
    "Part",
    "Source",
    "Steps",
    "add_source",
    "last_days_with_a_step",
    "remind",
    "step_days",
]
