"""What other rooms may use of this one."""

from .actions import record
from .choices import PROVINCE_WIDE, Role
from .errors import ChangedMeanwhileError, HouseError, NotAllowedError
from .models import AuditEntry, Owned, OwnedQuerySet, Province, User
from .navigation import Door, add_door
from .policy import (
    ANYONE,
    SIGNED_IN,
    Actor,
    Grant,
    Permission,
    actor_of,
    allows,
    anyone,
    needs,
    permission,
    register_grants,
    require,
    signed_in,
)
from .queries import history_of
from .request import Request
from .words import fold, nfc, sort_key

__all__ = [
    "ANYONE",
    "PROVINCE_WIDE",
    "SIGNED_IN",
    "Actor",
    "AuditEntry",
    "ChangedMeanwhileError",
    "Door",
    "Grant",
    "HouseError",
    "NotAllowedError",
    "Owned",
    "OwnedQuerySet",
    "Permission",
    "Province",
    "Request",
    "Role",
    "User",
    "actor_of",
    "add_door",
    "allows",
    "anyone",
    "fold",
    "history_of",
    "needs",
    "nfc",
    "permission",
    "record",
    "register_grants",
    "require",
    "signed_in",
    "sort_key",
]
