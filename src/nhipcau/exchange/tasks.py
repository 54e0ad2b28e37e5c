"""Background work of this room."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from .actions.packages import make_package
from .models import Package
from .queries.records import Place


@task()
def make(package_id: int, base: str) -> None:
    """Writes the file of a package; run again after a crash it begins anew."""
    now = timezone.now()
    package = Package.objects.select_related("province").get(pk=package_id)
    make_package(package, Place(base, package.province, timezone.localdate(now)), now=now)
