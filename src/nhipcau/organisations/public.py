"""What other rooms may use of this one."""

from .actions.accounts import grant_authority
from .actions.people import OpenWork, add_open_work
from .actions.registry import OrganisationDetails, create_organisation, learn_alias
from .choices import OrganisationKind
from .models import Group, Organisation
from .queries.authority import Focal, coordinators, focal_people, people_in
from .queries.directory import members, members_of_all, name_on, organisations_for_choice
from .queries.resolution import Resolution, ResolutionState, Resolver, resolve
from .queries.succession import Holder, HolderState, Successions, holder_today, holders_today, speaks_for

__all__ = [
    "Focal",
    "Group",
    "Holder",
    "HolderState",
    "OpenWork",
    "Organisation",
    "OrganisationDetails",
    "OrganisationKind",
    "Resolution",
    "ResolutionState",
    "Resolver",
    "Successions",
    "add_open_work",
    "coordinators",
    "create_organisation",
    "focal_people",
    "grant_authority",
    "holder_today",
    "holders_today",
    "learn_alias",
    "members",
    "members_of_all",
    "name_on",
    "organisations_for_choice",
    "people_in",
    "resolve",
    "speaks_for",
]
