"""The consolidated report on its page: its words, what they were made from, and what must be looked at."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhipcau.core.public import Request, allows, needs
from nhipcau.design.public import tell

from ..actions.consolidating import editing
from ..actions.consolidating.drafting import draft, draft_again
from ..choices import CONSOLIDATE, REVIEW_PAPER, SEE_PAPER, FindingKind, PaperState
from ..forms.consolidation import FrameForm, LookForm, PassageForm, VersionForm, VouchForm, WordsForm
from ..models import Block, Consolidation, Period
from ..queries.consolidating.board import papers, periods_without, shown_blocks, sources_of, tallies_of
from ..queries.consolidating.findings import Finding, findings, open_findings, stands
from ..queries.consolidating.versions import compared, content_of, earlier_papers, set_beside
from .common import act, acted

EARLIER = {"ky-truoc": gettext_lazy("So với báo cáo kỳ trước"), "nam-truoc": gettext_lazy("So với cùng kỳ năm trước")}


def paper_of(request: Request, pk: int) -> Consolidation:
    """The consolidated report that the visitor may see; else 404."""
    found: Consolidation = get_object_or_404(papers(request.actor), pk=pk)
    return found


def _block_of(request: Request, pk: int, block_pk: int) -> Block:
    rows = Block.objects.visible_to(request.actor).select_related("paper__period")
    found: Block = get_object_or_404(rows, pk=block_pk, paper_id=pk)
    return found


def at_block(paper_pk: int, block_pk: int) -> str:
    """The address of a report with one of its blocks opened."""
    return f"{reverse('reports:paper', args=[paper_pk])}?doan={block_pk}#b-{block_pk}"


@needs(SEE_PAPER)
@require_safe
def paper_list(request: Request) -> HttpResponse:
    may_draft = allows(request.actor, CONSOLIDATE)
    waiting = list(periods_without(request.actor)) if may_draft else []
    context = {"rows": list(papers(request.actor)), "waiting": waiting}
    return render(request, "reports/paper/list.html", context)


@needs(CONSOLIDATE)
@require_POST
def make(request: Request, period_pk: int) -> HttpResponse:
    period = get_object_or_404(Period.objects.visible_to(request.actor).select_related("template"), pk=period_pk)
    made = draft(request.actor, period, now=request.now)
    tell(request, _("Đã lập dự thảo từ các báo cáo đã nhận. Mọi đoạn và mọi số đều giữ nguồn."))
    return redirect("reports:paper", made.pk)


@needs(SEE_PAPER)
@require_safe
def page(request: Request, pk: int) -> HttpResponse:
    return _page(request, paper_of(request, pk))


def _page(request: Request, paper: Consolidation, form: Any = None, status: int = 200, asked: str = "") -> HttpResponse:
    found = findings(request.actor, paper)
    shown = shown_blocks(paper)
    asked = asked or request.GET.get("doan", "")
    chosen = next((each for each in shown if str(each.block.pk) == asked), None)
    writes = allows(request.actor, CONSOLIDATE) and paper.state == PaperState.DRAFTING
    context = {
        "paper": paper,
        "blocks": shown,
        "chosen": chosen,
        "writes": writes,
        "signs": allows(request.actor, CONSOLIDATE),
        "reviews": allows(request.actor, REVIEW_PAPER) and paper.asked_review_by_id != request.actor.user_id,
        "findings": _grouped(found),
        "open": len(open_findings(found)),
        "flagged": {each.block for each in found if each.block is not None and each.looked is None},
        **(_of_block(chosen.block, found) if chosen else {}),
    }
    if chosen is not None and writes:
        context["form"] = form or WordsForm(initial={"text": chosen.block.text, "revision": chosen.block.revision})
    return render(request, "reports/paper/page.html", context, status=status)


def _of_block(block: Block, found: list[Finding]) -> dict[str, Any]:
    return {
        "sources": [(source, stands(source)) for source in sources_of(block)],
        "tallies": tallies_of(block),
        "own_findings": [each for each in found if each.block == block.pk and each.looked is None],
    }


def _grouped(found: list[Finding]) -> list[tuple[FindingKind, list[Finding]]]:
    groups = [(kind, [each for each in found if each.kind == kind]) for kind in FindingKind]
    return [group for group in groups if group[1]]


@needs(CONSOLIDATE)
@require_POST
def change_words(request: Request, pk: int, block_pk: int) -> HttpResponse:
    block = _block_of(request, pk, block_pk)
    form = WordsForm(request.POST)

    def show(bound: Any, status: int) -> HttpResponse:
        return _page(request, paper_of(request, pk), bound, status, str(block_pk))

    return act(
        request,
        form,
        lambda: editing.change_words(
            request.actor, block, form.cleaned_data["text"], revision=form.cleaned_data["revision"], now=request.now
        ),
        done=_("Đã lưu đoạn văn."),
        then=at_block(pk, block_pk),
        show=show,
    )


@needs(CONSOLIDATE)
@require_POST
def add_block(request: Request, pk: int, block_pk: int) -> HttpResponse:
    block, form = _block_of(request, pk, block_pk), PassageForm(request.POST)
    text = form.cleaned_data["text"] if form.is_valid() else ""
    return _stay(
        request,
        pk,
        block_pk,
        lambda: editing.add_block(request.actor, block.paper, after=block, text=text, now=request.now),
        _("Đã thêm đoạn."),
    )


@needs(CONSOLIDATE)
@require_POST
def arrange(request: Request, pk: int, block_pk: int) -> HttpResponse:
    """Moves a block (`len`, `xuong`), takes it out (`bo`) or puts it back (`giu`)."""
    block, what = _block_of(request, pk, block_pk), request.POST.get("viec", "")
    if what in ("len", "xuong"):
        return _stay(
            request,
            pk,
            block_pk,
            lambda: editing.move(request.actor, block, up=what == "len", now=request.now),
            _("Đã chuyển chỗ."),
        )
    if what not in ("bo", "giu"):
        raise Http404
    return _stay(
        request,
        pk,
        block_pk,
        lambda: editing.take_out(request.actor, block, removed=what == "bo", revision=block.revision, now=request.now),
        _("Đã bỏ khỏi báo cáo; có thể đưa lại.") if what == "bo" else _("Đã đưa lại vào báo cáo."),
    )


@needs(CONSOLIDATE)
@require_POST
def vouch(request: Request, pk: int, block_pk: int) -> HttpResponse:
    block, form = _block_of(request, pk, block_pk), VouchForm(request.POST)
    note = form.cleaned_data["note"] if form.is_valid() else ""
    number = request.POST.get("number", "")[:60]
    return _stay(
        request,
        pk,
        block_pk,
        lambda: editing.vouch(request.actor, block, number, note, now=request.now),
        _("Đã ghi căn cứ của số %(number)s.") % {"number": number},
    )


@needs(CONSOLIDATE)
@require_POST
def look(request: Request, pk: int) -> HttpResponse:
    paper, form = paper_of(request, pk), LookForm(request.POST)
    kind = request.POST.get("kind", "")
    if kind not in FindingKind.values:
        raise Http404
    note = form.cleaned_data["note"] if form.is_valid() else ""
    key = request.POST.get("key", "")
    return acted(
        request,
        lambda: editing.look(request.actor, paper, FindingKind(kind), key, note, now=request.now),
        done=_("Đã ghi cách xử lý."),
        then=f"{reverse('reports:paper', args=[pk])}#can-xem",
    )


def _stay(request: Request, pk: int, block_pk: int, do: Callable[[], Any], done: str) -> HttpResponse:
    return acted(request, do, done=done, then=at_block(pk, block_pk))


@needs(CONSOLIDATE)
@require_POST
def make_again(request: Request, pk: int) -> HttpResponse:
    paper = paper_of(request, pk)
    return acted(
        request,
        lambda: draft_again(request.actor, paper, now=request.now),
        done=_("Đã cập nhật từ các báo cáo mới nhất; phần anh chị đã sửa được giữ nguyên."),
        then=reverse("reports:paper", args=[pk]),
    )


@needs(CONSOLIDATE)
@require_http_methods(["GET", "HEAD", "POST"])
def frame(request: Request, pk: int) -> HttpResponse:
    paper = paper_of(request, pk)

    def show(form: Any, status: int) -> HttpResponse:
        return render(request, "reports/paper/frame.html", {"paper": paper, "form": form}, status=status)

    if request.method != "POST":
        return show(FrameForm(initial=FrameForm.given(paper.title, paper.frame, paper.revision)), 200)
    form = FrameForm(request.POST)
    return act(
        request,
        form,
        lambda: editing.set_frame(
            request.actor,
            paper,
            form.cleaned_data["title"],
            form.frame(),
            revision=form.cleaned_data["revision"],
            now=request.now,
        ),
        done=_("Đã lưu thể thức văn bản."),
        then=reverse("reports:paper", args=[pk]),
        show=show,
    )


@needs(CONSOLIDATE)
@require_POST
def keep_version(request: Request, pk: int) -> HttpResponse:
    paper, form = paper_of(request, pk), VersionForm(request.POST)
    occasion = form.cleaned_data["occasion"] if form.is_valid() else ""
    return acted(
        request,
        lambda: editing.keep(request.actor, paper, occasion, now=request.now),
        done=_("Đã lưu một bản."),
        then=reverse("reports:paper_versions", args=[pk]),
    )


@needs(SEE_PAPER)
@require_safe
def versions(request: Request, pk: int) -> HttpResponse:
    paper = paper_of(request, pk)
    rows = list(paper.versions.select_related("by"))
    chosen = [_version(rows, request.GET.get(name, "")) for name in ("truoc", "sau")]
    if None in chosen and len(rows) > 1:
        chosen = [rows[1], rows[0]]
    before, after = chosen
    shown = compared(before.content, after.content) if before is not None and after is not None else []
    earlier = earlier_papers(request.actor, paper)
    beside = earlier.get(request.GET.get("voi", ""))
    if beside is not None:
        shown = set_beside(content_of(beside), content_of(paper))
    context = {
        "earlier": [(key, EARLIER[key], each) for key, each in earlier.items()],
        "beside": beside,
        "paper": paper,
        "rows": rows,
        "before": before,
        "after": after,
        "changes": [row for row in shown if row.kind != "kept"],
        "kept": sum(row.kind == "kept" for row in shown),
        "form": VersionForm(),
        "keeps": allows(request.actor, CONSOLIDATE),
    }
    return render(request, "reports/paper/versions.html", context)


def _version(rows: list[Any], number: str) -> Any:
    return next((row for row in rows if str(row.number) == number), None)
