"""Fields, forms, filters: how the product asks."""

from __future__ import annotations

from typing import Any

from django.forms import BaseForm, BoundField
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ..forms import Dropzone
from .library import attributes, register
from .pressing import PAGE, SORT
from .text import ngay


class _Files(Dropzone):
    allow_multiple_selected = True  # where the page asks for several


@register.simple_tag
def field(bound: BoundField) -> SafeString:
    """`{% field form.deadline %}`: label, help, error and control, tied together for a screen reader."""
    return bound.as_field_group()


@register.simple_tag
def file_input(name: str, **attrs: Any) -> SafeString:
    """`{% file_input "annex" id="annex" accept=".pdf" %}`: where a file is dropped, outside a form of ours."""
    return _Files(attrs=attrs).render(name, None)


@register.simple_block_tag
def form_actions(content: str, sticky: bool = False) -> SafeString:
    """`{% form_actions %}{% button "Gửi báo cáo" kind="primary" %}{% endform_actions %}`: the foot of a form."""
    return format_html('<div class="form-actions{}">{}</div>', " form-actions-sticky" if sticky else "", content)


@register.inclusion_tag("design/components/filters.html", takes_context=True)
def filter_bar(
    context: Context, form: BaseForm, total: int | None = None, noun: Any = "", **attrs: Any
) -> dict[str, Any]:
    """`{% filter_bar form total=page.paginator.count noun="nhiệm vụ" hx_get=url hx_target="#list" %}`.

    A GET form above a table; it sends itself when a choice changes. What is chosen stands below as chips that
    take it away again. The order (`xep`) is kept, the page number (`trang`) is not.
    """
    form.is_filter = True  # type: ignore[attr-defined]  # no field of a filter is marked optional: all are
    request = context.get("request")
    query = request.GET.copy() if request else None
    chips = []
    if query is not None and form.is_bound and form.is_valid():
        for bound in form.visible_fields():
            value = form.cleaned_data.get(bound.name)
            if value in (None, "", [], False) or (hasattr(value, "__len__") and not len(value)):
                continue
            left = query.copy()
            left.pop(bound.html_name, None)
            left.pop(PAGE, None)
            chips.append({"label": bound.label, "value": _shown(bound, value), "url": f"?{left.urlencode()}"})
    kept = {SORT: query[SORT]} if query is not None and query.get(SORT) else {}
    clear = f"?{SORT}={kept[SORT]}" if kept else "?"
    return {
        "form": form, "chips": chips, "kept": kept, "clear": clear, "total": total,
        "noun": noun, "attrs": attributes(attrs), "many": len(form.fields) > 2,
    }  # fmt: skip


def _shown(bound: BoundField, value: Any) -> str:
    choices = dict(_flat(getattr(bound.field, "choices", ())))
    if value is True:
        return _("có")
    if isinstance(value, (list, tuple)):
        return ", ".join(str(choices.get(str(each), each)) for each in value)
    if hasattr(value, "strftime"):
        return ngay(value)
    return str(choices.get(str(value), value))


def _flat(choices: Any) -> list[tuple[str, Any]]:
    flat: list[tuple[str, Any]] = []
    for value, label in choices:
        if isinstance(label, (list, tuple)):
            flat.extend(_flat(label))
        else:
            flat.append((str(value), label))
    return flat
