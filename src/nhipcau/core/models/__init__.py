from .audit import AuditEntry, AuditHead
from .ownership import Owned, OwnedQuerySet
from .province import Province
from .user import User

__all__ = ["AuditEntry", "AuditHead", "Owned", "OwnedQuerySet", "Province", "User"]
