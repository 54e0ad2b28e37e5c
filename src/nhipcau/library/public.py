"""What other rooms may use of this one."""

from .actions.media.telling import MediaChange, on_media_change
from .actions.publishing import Change, on_publication
from .kinds import BY_SECTION, KINDS, Fact, Kind, neutral_facts, worded_facts
from .models import Category, Correction, Item, Picture, Publication, Topic
from .queries.media.shown import (
    ShownAttachment,
    ShownPicture,
    ShownRecording,
    attachments_by_id,
    pictures_by_id,
    recordings_by_id,
)
from .queries.media.sizes import Shape
from .queries.reading import Told, corrections_of, current, former, moved, told, told_of
from .queries.stale import Lag, lag
from .queries.standing import ReaderStanding, standing_for_readers

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
    "MediaChange",
    "Picture",
    "Publication",
    "ReaderStanding",
    "Shape",
    "ShownAttachment",
    "ShownPicture",
    "ShownRecording",
    "Told",
    "Topic",
    "attachments_by_id",
    "corrections_of",
    "current",
    "former",
    "lag",
    "moved",
    "neutral_facts",
    "on_media_change",
    "on_publication",
    "pictures_by_id",
    "recordings_by_id",
    "standing_for_readers",
    "told",
    "told_of",
    "worded_facts",
]
