from .audit import AuditEntry, AuditHead
from .ownership import Owned, OwnedQuerySet
from .province import Province
from .user import User
from .work import WorkerLease

__all__ = ["AuditEntry", "AuditHead", "Owned", "OwnedQuerySet", "Province", "User", "WorkerLease"]
