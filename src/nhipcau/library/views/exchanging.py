"""Translations go out to translators outside and come back."""

from __future__ import annotations

from collections import Counter

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nhipcau.core.public import HouseError, NotAllowedError, Request, needs
from nhipcau.design.public import tell

from ..actions.exchanging import receive, send, take
from ..choices import TRANSLATE
from ..exchanging.bundles import MOST_BYTES
from ..forms.translation import DeliveryForm
from ..models import Delivery, Edition
from ..queries.exchanging import Outcome, findings

MOST_AT_ONCE = 200
MEDIA_TYPES = {"xlf": "application/xliff+xml", "po": "text/x-gettext-translation", "zip": "application/zip"}


@needs(TRANSLATE)
@require_POST
def export(request: Request) -> HttpResponse:
    """`dang` is xliff or po, `ban` the numbers of translations: they go out as a file, several as a ZIP."""
    form = request.POST.get("dang", "")
    numbers = [each for each in request.POST.getlist("ban") if each.isdecimal() and len(each) < 19][:MOST_AT_ONCE]
    rows = Edition.objects.visible_to(request.actor).select_related("item").filter(pk__in=numbers)
    editions = [each for each in rows if not each.is_original]
    if form not in ("xliff", "po") or not editions:
        tell(request, _("Xin chọn bản dịch cần xuất."), level=messages.WARNING)
        return redirect("library:translations")
    name, content = send(request.actor, editions, form, now=request.now)
    response = HttpResponse(content, content_type=MEDIA_TYPES[name.rpartition(".")[2]])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@needs(TRANSLATE)
@require_http_methods(["GET", "HEAD", "POST"])
def deliver(request: Request) -> HttpResponse:
    form = DeliveryForm(request.POST or None, request.FILES or None)
    if request.method != "POST":
        return _deliver(request, DeliveryForm(), 200)
    if not form.is_valid():
        return _deliver(request, form, 422)
    file = form.cleaned_data["file"]
    try:
        made = receive(request.actor, file.name or "tep", file.read(MOST_BYTES + 1), now=request.now)
    except NotAllowedError:
        raise
    except HouseError as problem:
        form.add_error("file", str(problem))
        return _deliver(request, form, problem.status)
    return redirect("library:delivery", made.pk)


def _deliver(request: Request, form: DeliveryForm, status: int) -> HttpResponse:
    former = Delivery.objects.visible_to(request.actor).select_related("by").defer("units")[:20]
    return render(request, "library/translation/deliver.html", {"form": form, "former": former}, status=status)


@needs(TRANSLATE)
@require_http_methods(["GET", "HEAD", "POST"])
def delivery(request: Request, pk: int) -> HttpResponse:
    """What a file would change, and the decision to take it."""
    held = get_object_or_404(Delivery.objects.visible_to(request.actor), pk=pk)
    if request.method == "POST":
        try:
            done = take(request.actor, held, request.POST.getlist("chon"), now=request.now)
        except NotAllowedError:
            raise
        except HouseError as problem:
            return _delivery(request, held, str(problem), problem.status)
        tell(request, _("Đã đưa vào %(count)s đoạn. Lời cũ còn ở trang các lời dịch trước đây.") % {"count": done})
        return redirect("library:delivery", pk)
    return _delivery(request, held)


def _delivery(request: Request, held: Delivery, problem: str = "", status: int = 200) -> HttpResponse:
    found = findings(request.actor, held) if held.taken_at is None else []
    counts = Counter(each.outcome for each in found)
    context = {
        "delivery": held,
        "problem": problem,
        "counts": [(outcome, counts[outcome]) for outcome in Outcome if counts[outcome]],
        "ready": counts[Outcome.NEW] + counts[Outcome.CHANGED],
        "conflicts": [each for each in found if each.outcome == Outcome.CONFLICT],
        "refused": [each for each in found if each.outcome == Outcome.REFUSED],
        "coming": [each for each in found if each.outcome in (Outcome.NEW, Outcome.CHANGED)],
        "editions": {each.edition.pk: each.edition for each in found if each.edition}.values(),
    }
    return render(request, "library/translation/delivery.html", context, status=status)
