from .audit import AuditEntry, AuditHead
from .calendar import CalendarDay, CalendarDecision
from .ownership import Owned, OwnedQuerySet
from .province import Province
from .user import User
from .work import DailyRun, WorkerLease

__all__ = [
    "AuditEntry",
    "AuditHead",
    "CalendarDay",
    "CalendarDecision",
    "DailyRun",
    "Owned",
    "OwnedQuerySet",
    "Province",
    "User",
    "WorkerLease",
]
