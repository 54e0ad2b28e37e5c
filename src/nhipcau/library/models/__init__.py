from .item import Category, Edition, Item, Topic
from .media import Attachment, Picture, PictureRendition
from .page import ContentPage, Shelf
from .publication import Approval, Correction, PlannedPublication, Publication, Remark
from .translation import Segment

__all__ = [
    "Approval",
    "Attachment",
    "Category",
    "ContentPage",
    "Correction",
    "Edition",
    "Item",
    "Picture",
    "PictureRendition",
    "PlannedPublication",
    "Publication",
    "Remark",
    "Segment",
    "Shelf",
    "Topic",
]
