from .coverage import CoverageMark
from .duty import Assignment, Duty
from .letters import LetterPacket
from .plan import Confirmation, Plan, Section
from .progress import Ask, CalendarFeed, Figure, Proof, SavedView, Update
from .review import Party, Proposal, ReviewStep

__all__ = [
    "Ask",
    "Assignment",
    "CalendarFeed",
    "Confirmation",
    "CoverageMark",
    "Duty",
    "Figure",
    "LetterPacket",
    "Party",
    "Plan",
    "Proof",
    "Proposal",
    "ReviewStep",
    "SavedView",
    "Section",
    "Update",
]
