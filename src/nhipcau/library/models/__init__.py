from .media import Attachment, Picture, PictureRendition

__all__ = ["Attachment", "Picture", "PictureRendition"]
