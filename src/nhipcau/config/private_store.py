"""Files in an S3-compatible store, handed out by our own addresses."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from storages.backends.s3 import S3Storage


class BehindOurAddresses(S3Storage):  # type: ignore[misc]  # django-storages has no types
    """A bucket that only this system reads: a view asks who is there before anything is handed out.

    No address of the bucket is ever written into a page: signed ones end after an hour, while pages are kept longer,
    and they let in whoever has them. `base_url` as in Django's file storage; without it a file has no address.
    """

    def get_default_settings(self) -> dict[str, Any]:
        return {**super().get_default_settings(), "base_url": None}

    def url(self, name: str, *args: Any, **kwargs: Any) -> str:
        if not self.base_url:
            raise ValueError("This file is not accessible via a URL.")
        return f"{self.base_url}{quote(name)}"
