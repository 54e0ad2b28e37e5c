"""What an administrator is told before the portal runs."""

from __future__ import annotations

from typing import Any

import maxminddb
from django.conf import settings
from django.core.checks import Warning as Told

from .counters import country_table


def the_table_of_countries_can_be_read(app_configs: Any = None, **_more: Any) -> list[Told]:
    """A table that is named but cannot be read: readers are counted, their countries are not."""
    try:
        country_table()
    except (OSError, maxminddb.InvalidDatabaseError) as problem:
        path = settings.NHIPCAU_COUNTRY_TABLE
        hint = "NHIPCAU_COUNTRY_TABLE phải là một tệp MaxMind DB (.mmdb) mà hệ thống đọc được; để trống nếu không dùng."
        return [Told(f"Không đọc được bảng quốc gia {path}: {problem}", hint=hint, id="portal.W001")]
    return []
