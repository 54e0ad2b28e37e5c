from .attachments import Attachment
from .item import Category, Edition, Item, Topic
from .media import Picture, PictureRendition, PictureText
from .page import ContentPage, Shelf
from .publication import Approval, Correction, PendingCorrection, PlannedPublication, Publication, Remark
from .recordings import MediaUse, Recording, RecordingText
from .translation import Delivery, Segment, Standing, Wording

__all__ = [
    "Approval",
    "Attachment",
    "Category",
    "ContentPage",
    "Correction",
    "Delivery",
    "Edition",
    "Item",
    "MediaUse",
    "PendingCorrection",
    "Picture",
    "PictureRendition",
    "PictureText",
    "PlannedPublication",
    "Publication",
    "Recording",
    "RecordingText",
    "Remark",
    "Segment",
    "Shelf",
    "Standing",
    "Topic",
    "Wording",
]
