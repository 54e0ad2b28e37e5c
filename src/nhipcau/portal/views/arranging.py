from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nhipcau.core.public import Request, needs
from nhipcau.design.public import tell

from ..actions.arranging import save_settings
from ..choices import ARRANGE_PORTAL
from ..forms import SettingsForm
from ..queries.arranging import settings_of


@needs(ARRANGE_PORTAL)
@require_http_methods(["GET", "HEAD", "POST"])
def settings_page(request: Request) -> HttpResponse:
    held = settings_of(request.actor)
    form = SettingsForm(request.POST or None, instance=held, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        save_settings(request.actor, form.given(), now=request.now)
        tell(request, _("Đã lưu. Cổng hiện thông tin mới ngay."))
        return redirect("portal:settings")
    status = 422 if form.is_bound else 200
    return render(request, "portal/work/settings.html", {"form": form}, status=status)
