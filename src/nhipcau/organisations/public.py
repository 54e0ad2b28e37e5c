"""What other rooms may use of this one."""

from .models import Group, Organisation
from .queries.directory import members, members_of_all, name_on, organisations_for_choice
from .queries.resolution import Resolution, ResolutionState, Resolver, resolve
from .queries.succession import Holder, HolderState, Successions, holder_today, holders_today

__all__ = [
    "Group",
    "Holder",
    "HolderState",
    "Organisation",
    "Resolution",
    "ResolutionState",
    "Resolver",
    "Successions",
    "holder_today",
    "holders_today",
    "members",
    "members_of_all",
    "name_on",
    "organisations_for_choice",
    "resolve",
]
