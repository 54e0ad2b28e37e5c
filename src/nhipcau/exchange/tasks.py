"""Background work of this room."""

from __future__ import annotations

import logging

from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from nhipcau.portal.public import withholds

from .actions.packages import give_up, make_package
from .models import Package
from .queries.records import Place

log = logging.getLogger(__name__)


@task()
def make(package_id: int, base: str) -> None:
    """Writes the file of a package; run again after a crash it begins anew."""
    now = timezone.now()
    package = Package.objects.select_related("province").get(pk=package_id)
    place = Place(base, package.province, timezone.localdate(now), withholds(package.province))
    try:
        make_package(package, place, now=now)
    except OSError:
        log.exception("package %s could not be written", package_id)
        give_up(package, _("Không đọc hoặc ghi được tệp trên máy chủ. Xin báo quản trị hệ thống, sau đó lập gói khác."))
