"""What other rooms may use of this one."""

from .models import Document, Reading

__all__ = ["Document", "Reading"]
