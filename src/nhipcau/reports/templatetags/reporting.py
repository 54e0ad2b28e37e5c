"""What the pages of this room need beside the components of the house."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.translation import gettext as _

from nhipcau.core.public import allows

from ..choices import MANAGE
from ..queries.figures import written
from ..queries.sheet import Box

register = template.Library()


@register.inclusion_tag("reports/partials/places.html", takes_context=True)
def places(context: Context) -> dict[str, Any]:
    """The pages of this room side by side; those of the province, or those of an agency."""
    request = context["request"]
    wide = [("periods", _("Kỳ báo cáo")), ("matrix", _("Bảng theo dõi"))]
    own = [("mine", _("Báo cáo của cơ quan"))]
    both = [
        ("difficulties", _("Khó khăn, vướng mắc")),
        ("sub_plans", _("Kế hoạch của cơ quan")),
        ("commendations", _("Khen thưởng")),
    ]
    here = request.resolver_match.url_name
    pages = [*(wide if request.actor.sees_province else own), *both]
    if allows(request.actor, MANAGE):
        pages.append(("templates", _("Mẫu báo cáo")))
    return {"places": [(label, reverse(f"reports:{name}"), name == here) for name, label in pages]}


@register.inclusion_tag("reports/partials/box.html", takes_context=True)
def box(
    context: Context, held: Box, kind: str, label: Any, rows: int = 2, hidden_label: bool = False, **more: Any
) -> dict[str, Any]:
    """One field of a draft: `kind` is `text`, `line`, `check` or `choice`; what is wrong with it stands beside it."""
    typed = context.get("typed") or {}
    conflict = (context.get("conflicts") or {}).get(held.name)
    value = conflict.yours if conflict else typed.get(held.name, held.value)
    return {
        "box": held,
        "kind": kind,
        "label": label,
        "rows": max(rows, min(12, len(value) // 80 + value.count("\n") + 1)) if kind == "text" else rows,
        "hidden_label": hidden_label,
        "id": held.name.replace(".", "-"),
        "value": value,
        "fault": (context.get("faults") or {}).get(held.name, ""),
        "conflict": conflict,
        **more,
    }


@register.filter
def as_written(value: Any) -> str:
    """A number of a report as Vietnamese writes it, without decimals that say nothing."""
    return written(value) if value is not None else ""
