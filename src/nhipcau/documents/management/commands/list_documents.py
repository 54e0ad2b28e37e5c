from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from nhipcau.documents.actions.listing import list_reading
from nhipcau.documents.choices import FileState
from nhipcau.documents.models import Reading


class Command(BaseCommand):
    help = "Ghi mọi bản đọc đã có vào sổ văn bản. Chạy lại không đổi gì."

    def handle(self, *args: Any, **options: Any) -> None:
        rows = Reading.objects.filter(document__state=FileState.ACCEPTED).order_by("created_at", "pk")
        count = 0
        for reading in rows.select_related("document").iterator(chunk_size=20):
            list_reading(reading)
            count += 1
        self.stdout.write(_("Đã ghi %(count)s bản đọc vào sổ văn bản.") % {"count": count})
