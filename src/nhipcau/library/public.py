"""What other rooms may use of this one."""

from .actions.publishing import Change, on_publication
from .kinds import BY_SECTION, KINDS, Fact, Kind
from .models import Category, Correction, Item, Publication, Topic
from .queries.reading import Told, corrections_of, current, former, moved, told, told_of
from .queries.stale import Lag, lag

__all__ = [
    "BY_SECTION",
    "KINDS",
    "Category",
    "Change",
    "Correction",
    "Fact",
    "Item",
    "Kind",
    "Lag",
    "Publication",
    "Told",
    "Topic",
    "corrections_of",
    "current",
    "former",
    "lag",
    "moved",
    "on_publication",
    "told",
    "told_of",
]
