"""Two stored documents side by side, clause by clause."""

from __future__ import annotations

from collections import Counter

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from nhipcau.core.public import Request, needs

from ..choices import SEE
from ..forms.compare import CompareForm
from ..queries.again import compared
from ..queries.stored import newest_reading

# In the order in which they are looked at; what was kept is folded away.
KINDS = {
    "changed": _("Sửa đổi"),
    "new": _("Thêm mới"),
    "dropped": _("Bỏ"),
    "moved": _("Chuyển chỗ"),
    "kept": _("Giữ nguyên"),
}


@needs(SEE)
@require_safe
def compare(request: Request) -> HttpResponse:
    form = CompareForm(request.GET or None, actor=request.actor)
    context = {"form": form, "kind": request.GET.get("loai", "")}
    sides = form.sides() if form.is_bound else None
    if sides:
        before, after = sides
        one, other = newest_reading(before), newest_reading(after)
        rows = compared(one.content, other.content) if one and other else []
        many: Counter[str] = Counter(row.change.kind for row in rows)
        kind = context["kind"] if context["kind"] in KINDS else ""
        context |= {
            "before": before,
            "after": after,
            "total": len(rows),
            "tabs": [(key, name, many[key], key == kind) for key, name in KINDS.items()],
            "kind": kind,
            "rows": [row for row in rows if row.change.kind == kind or (not kind and row.change.kind != "kept")],
            "kept": many["kept"],
        }
    return render(request, "documents/compare.html", context)
