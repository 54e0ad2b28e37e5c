"""Where files lie in an installation with an S3-compatible store (docs/decisions/0073-media.md)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

PRIVATE, PUBLIC = "nhipcau.config.private_store.BehindOurAddresses", "storages.backends.s3.S3Storage"
FOR_GOOD = "public, max-age=31536000, immutable"  # names change with content
RENDITIONS = "default"


def s3_stores(bucket: str, *, public: str, host: str, addresses: Mapping[str, str | None]) -> dict[str, dict[str, Any]]:
    """The stores of `addresses` (name → our own address of its files, None for none) in a private bucket.

    With a `public` bucket, renditions of pictures, which alone the world may reach, lie there, and pages name them
    unsigned at `host`. One of the two without the other is an error of the settings.
    """
    if bool(public) != bool(host) or public == bucket:
        raise ValueError(
            "NHIPCAU_S3_PUBLIC_BUCKET và NHIPCAU_S3_PUBLIC_HOST phải khai cùng nhau, và khác NHIPCAU_S3_BUCKET."
        )
    stores: dict[str, dict[str, Any]] = {
        name: {
            "BACKEND": PRIVATE,
            "OPTIONS": {
                "bucket_name": bucket,
                "location": "renditions" if name == RENDITIONS else name,
                "base_url": address,
                "file_overwrite": False,  # what was uploaded under the same name stays
            },
        }
        for name, address in addresses.items()
    }
    if public:
        stores[RENDITIONS] = {
            "BACKEND": PUBLIC,
            "OPTIONS": {
                "bucket_name": public,
                "custom_domain": host,
                "querystring_auth": False,
                "file_overwrite": False,
                "object_parameters": {"CacheControl": FOR_GOOD},
            },
        }
    return stores
