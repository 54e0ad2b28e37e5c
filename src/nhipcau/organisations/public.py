"""What other rooms may use of this one."""

from .models import Group, Organisation

__all__ = ["Group", "Organisation"]
