from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from nhipcau.core.public import Request, allows, needs

from ...choices import ARRANGE, CONTRIBUTE, READ_LIBRARY, Stage
from ...forms.items import ItemFilter
from ...queries.items import (
    PLAN_FAILED,
    REVIEW_DUE,
    Chosen,
    counts,
    in_order,
    items,
    listed,
    published_languages,
)

PER_PAGE = 50
TABS = (
    (Stage.SUBMITTED, "buoc"), (Stage.EDITING, "buoc"), (Stage.AWAITING, "buoc"), (Stage.RETURNED, "buoc"),
    (Stage.APPROVED, "buoc"), (Stage.DRAFT, "buoc"), (REVIEW_DUE, "xem"), (PLAN_FAILED, "xem"),
)  # fmt: skip
LABELS = {REVIEW_DUE: _("Đến ngày xem lại"), PLAN_FAILED: _("Không đăng được theo lịch")}
TONES = {Stage.SUBMITTED: "attention", Stage.AWAITING: "attention", REVIEW_DUE: "attention", PLAN_FAILED: "attention"}


@needs(READ_LIBRARY)
@require_safe
def item_list(request: Request) -> HttpResponse:
    form = ItemFilter(request.GET, request.actor)
    chosen = form.chosen()
    counted = counts(request.actor, chosen, request.today)
    rows = in_order(listed(items(request.actor, chosen, request.today)), request.GET.get("xep", ""))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("trang"))
    _with_languages(list(page.object_list))
    context = {
        "form": form,
        "page": page,
        "total": page.paginator.count,
        "narrowed": chosen != Chosen(),
        "tabs": [_tab(str(key), name, chosen, counted) for key, name in TABS if counted[key] or chosen.stage == key],
        "all": counted[""],
        "no_stage": not chosen.stage and not chosen.look,
        "may_contribute": allows(request.actor, CONTRIBUTE),
        "may_arrange": allows(request.actor, ARRANGE),
    }
    return render(request, "library/items/list.html", context)


def _tab(key: str, name: str, chosen: Chosen, counted: dict[str, int]) -> dict[str, object]:
    return {
        "key": key,
        "name": name,
        "label": LABELS.get(key) or Stage(key).label,
        "count": counted[key],
        "tone": TONES.get(key, "") if counted[key] else "",
        "current": key in (chosen.stage, chosen.look),
    }


def _with_languages(rows: list[Any]) -> None:
    """Puts on each row its languages in the configured order: code, name, stage, and whether the world reads it."""
    world = published_languages([row.pk for row in rows])
    for row in rows:
        editions = {edition.language: edition for edition in row.editions.all()}
        order = [code for code in settings.NHIPCAU_CONTENT_LANGUAGES if code in editions]
        order += [code for code in editions if code not in order]
        row.told_in = [(code, editions[code], code in world.get(row.pk, ())) for code in order]
