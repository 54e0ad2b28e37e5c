from .register import ListedDocument, Mention, Relation
from .stored import Document, Packed, Reading, ReadingJob

__all__ = ["Document", "ListedDocument", "Mention", "Packed", "Reading", "ReadingJob", "Relation"]
