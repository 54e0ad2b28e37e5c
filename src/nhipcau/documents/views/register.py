"""The register of documents: list, one document, what waits for a person, and the register written out."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nhipcau.core.public import Request, allows, history_of, needs
from nhipcau.design.public import act, tell

from ..actions.judging import decide, record_by_hand
from ..choices import EFFECTS, JUDGE, SEE, RelationState, Validity
from ..forms.register import RecordForm, RegisterFilter
from ..models import ListedDocument, Relation
from ..queries.register import Chosen, counts, line_on, lines, mentions_of, proposals, relations_of
from ..queries.sheets import as_csv, as_graphml, as_json, as_xlsx, stated_relations
from ..queries.stored import documents_seen_by, newest_reading
from ..queries.text import shown_lines
from ..queries.validity import ruling

PER_PAGE = 50
DECISIONS = {
    "xac-nhan": RelationState.CONFIRMED,
    "tu-choi": RelationState.REFUSED,
    "xet-lai": RelationState.PROPOSED,
}
TONES = {Validity.EXPIRED: "attention", Validity.PARTLY: "attention"}


@needs(SEE)
@require_safe
def register(request: Request) -> HttpResponse:
    form = RegisterFilter(request.GET, request.actor)
    chosen, on = form.chosen(), form.day(request.today)
    counted = counts(request.actor, chosen, on)
    page = Paginator(lines(request.actor, chosen, on), PER_PAGE).get_page(request.GET.get("trang"))
    tabs = [
        {
            "key": each.value, "label": each.label, "count": counted.by[each], "current": chosen.standing == each,
            "tone": TONES.get(each, "") if counted.by[each] else "",
        }
        for each in Validity
    ]  # fmt: skip
    context = {
        "form": form,
        "on": on,
        "chosen": chosen,
        "narrowed": chosen != Chosen(),
        "counted": counted,
        "tabs": tabs,
        "page": page,
        "rows": [(line, ruling(line, on)) for line in page],
        "query": request.GET.urlencode(),
        "proposed": proposals(request.actor).count(),
    }
    return render(request, "documents/register.html", context)


@needs(SEE)
@require_safe
def export(request: Request, ending: str) -> HttpResponse:
    form = RegisterFilter(request.GET, request.actor)
    on = form.day(request.today)
    rows = lines(request.actor, form.chosen(), on)
    relations = stated_relations(request.actor.province_id)
    makers: dict[str, tuple[str, Any]] = {
        "csv": ("text/csv; charset=utf-8", lambda: as_csv(rows, on)),
        "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", lambda: as_xlsx(rows, on)),
        "json": ("application/json", lambda: as_json(rows, relations, on)),
        "graphml": ("application/xml", lambda: as_graphml(rows, relations, on)),
    }
    if ending not in makers:
        raise Http404(ending)
    kind, content = makers[ending]
    response = HttpResponse(content(), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="so-van-ban-{on:%Y-%m-%d}.{ending}"'
    return response


@needs(SEE)
@require_safe
def line(request: Request, pk: int) -> HttpResponse:
    on = RegisterFilter(request.GET, request.actor).day(request.today)
    found = line_on(request.actor, pk, on)
    if found is None:
        raise Http404(pk)
    relations = list(relations_of(found))
    context = {
        "line": found,
        "on": on,
        "ruling": ruling(found, on),
        "undergoes": [each for each in relations if each.target_id == pk and each.kind in EFFECTS],
        "acts": [each for each in relations if each.source_id == pk and each.kind in EFFECTS],
        "others": [each for each in relations if each.kind not in EFFECTS],
        "mentions": mentions_of(found)[:100],
        "files": documents_seen_by(request.actor).filter(listed=found),
        "history": history_of(request.actor, "documents.listeddocument", pk)[:20],
        "may_judge": allows(request.actor, JUDGE),
    }
    return render(request, "documents/line.html", context)


@needs(SEE)
@require_safe
def waiting(request: Request) -> HttpResponse:
    page = Paginator(proposals(request.actor), PER_PAGE).get_page(request.GET.get("trang"))
    return render(request, "documents/waiting.html", {"page": page, "may_judge": allows(request.actor, JUDGE)})


@needs(JUDGE)
@require_POST
def judge(request: Request, pk: int, act: str) -> HttpResponse:
    if act not in DECISIONS:
        raise Http404(act)
    relation = get_object_or_404(Relation.objects.visible_to(request.actor).filter(kind__in=EFFECTS), pk=pk)
    relation.state = request.POST.get("state") or relation.state
    decided = decide(request.actor, relation, DECISIONS[act], now=request.now)
    words = {
        RelationState.CONFIRMED: _("Đã xác nhận. Tình trạng hiệu lực được tính theo quan hệ này."),
        RelationState.REFUSED: _("Đã ghi nhận là không đúng."),
        RelationState.PROPOSED: _("Đã đưa về chờ xác nhận."),
    }
    undo = reverse("documents:judge", args=[pk, "xet-lai"]) if decided.state != RelationState.PROPOSED else ""
    tell(request, words[RelationState(decided.state)], undo=undo)
    back = request.POST.get("ve", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return redirect(back if safe else reverse("documents:line", args=[relation.target_id]))


@needs(JUDGE)
def record(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(ListedDocument.objects.visible_to(request.actor), pk=pk)
    form = RecordForm(request.POST if request.method == "POST" else None)

    def show(form: RecordForm, status: int = 200) -> HttpResponse:
        return render(request, "documents/record.html", {"line": found, "form": form}, status=status)

    if request.method != "POST":
        return show(form)
    return act(
        request,
        form,
        lambda: record_by_hand(request.actor, found, form.recorded(), now=request.now),
        done=_("Đã ghi vào sổ."),
        then=reverse("documents:line", args=[pk]),
        show=show,
    )


@needs(SEE)
@require_safe
def text(request: Request, pk: int) -> HttpResponse:
    """What was read of a document, with one passage marked (`?tu=` and `?den=` are offsets in its source)."""
    found = get_object_or_404(documents_seen_by(request.actor), pk=pk)
    reading = newest_reading(found)
    if reading is None:
        raise Http404(pk)
    start, end = (int(given) if (given := request.GET.get(name, "")).isdecimal() else 0 for name in ("tu", "den"))
    return render(
        request, "documents/text.html", {"document": found, "lines": shown_lines(reading.content, start, end)}
    )
