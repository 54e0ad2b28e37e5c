"""Why a file of translations cannot be read: each a sentence that says what to do."""

from __future__ import annotations

from ..errors import BadFileError


class DeliveryError(BadFileError):
    """A file that is no XLIFF, no PO, or too large."""
