"""What other rooms may use of this one."""

from .actions.media.telling import MediaChange, on_media_change
from .actions.publishing import Change, on_publication
from .blocks import picture_ids
from .kinds import BY_SECTION, KINDS, Fact, Kind
from .models import Attachment, Category, Correction, Item, Picture, Publication, Recording, Topic
from .queries.media.shown import (
    ShownAttachment,
    ShownPicture,
    ShownRecording,
    attachments_by_id,
    pictures_by_id,
    recordings_by_id,
)
from .queries.media.sizes import Shape
from .queries.media.uses import items_showing
from .queries.reading import (
    ReaderStanding,
    Told,
    corrections_of,
    current,
    facts_of,
    former,
    moved,
    standing_for_readers,
    told,
    told_of,
    translations_behind,
)
from .queries.stale import Lag

__all__ = [
    "BY_SECTION",
    "KINDS",
    "Attachment",
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
    "Recording",
    "Shape",
    "ShownAttachment",
    "ShownPicture",
    "ShownRecording",
    "Told",
    "Topic",
    "attachments_by_id",
    "corrections_of",
    "current",
    "facts_of",
    "former",
    "items_showing",
    "moved",
    "on_media_change",
    "on_publication",
    "picture_ids",
    "pictures_by_id",
    "recordings_by_id",
    "standing_for_readers",
    "told",
    "told_of",
    "translations_behind",
]
