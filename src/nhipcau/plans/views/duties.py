from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhipcau.core.public import Request, allows, needs

from ..actions.duties import add_duty, reassign, withdraw_duty
from ..actions.progress import accept, decide, return_to_agency
from ..choices import ADD_DUTY, DECIDE, SEE_REGISTER, AskKind, Decision
from ..forms.duties import AddDutyForm, WithdrawForm
from ..forms.progress import AcceptForm, DecideForm, ReassignForm, ReturnForm
from ..models import Ask, Duty
from ..queries.duty import bodies_to_choose, charged, choices, duty_with_source, passages
from ..queries.inbox import open_asks, reported
from ..queries.my_work import history
from .acting import act, address_of, seen
from .my_work import _page as assignment_page


@needs(SEE_REGISTER)
@require_safe
def duty(request: Request, pk: int) -> HttpResponse:
    return _duty_page(request, get_object_or_404(duty_with_source(request.actor), pk=pk))


def _duty_page(request: Request, shown: Duty, *, form: Any = None, status: int = 200) -> HttpResponse:
    rows = list(charged(request.actor, shown, request.today))
    said = history(rows)
    entries = [(row, each) for row in rows for each in said[row.pk]]
    context = {
        "duty": shown,
        "passages": passages(shown),
        "rows": rows,
        "entries": sorted(entries, key=lambda entry: entry[1].at, reverse=True),
        "decides": allows(request.actor, DECIDE),
        "withdrawing": form or (WithdrawForm() if allows(request.actor, ADD_DUTY) else None),
    }
    return render(request, "plans/duty.html", context, status=status)


@needs(ADD_DUTY)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: Request) -> HttpResponse:
    known = choices(request.actor, request.today)
    form = AddDutyForm(request.POST or None, choices=known, initial={"document": request.GET.get("van_ban")})

    def show(bound: Any, status: int) -> HttpResponse:
        return render(request, "plans/add_duty.html", {"form": bound}, status=status)

    if request.method != "POST":
        return show(form, 200)
    return act(
        request,
        form,
        lambda: add_duty(request.actor, form.new_duty(), now=request.now),
        done=_("Đã thêm nhiệm vụ; các cơ quan được giao thấy ngay trong việc của mình."),
        then=f"{reverse('plans:register')}?nguon=by_hand" if not request.POST.get("document") else "plans:register",
        show=show,
    )


@needs(ADD_DUTY)
@require_POST
def withdraw(request: Request, pk: int) -> HttpResponse:
    shown = get_object_or_404(duty_with_source(request.actor), pk=pk)
    form = WithdrawForm(request.POST)
    return act(
        request,
        form,
        lambda: withdraw_duty(request.actor, shown, reason=form.cleaned_data["reason"], now=request.now),
        done=_("Đã thu hồi nhiệm vụ; các cơ quan không còn thấy trong việc của mình."),
        then=reverse("plans:duty", args=[pk]),
        show=lambda bound, status: _duty_page(request, shown, form=bound, status=status),
    )


@needs(DECIDE)
@require_safe
def inbox(request: Request) -> HttpResponse:
    rows = list(reported(request.actor, request.today))
    said = history(rows)
    waiting = [(row, next((each.update for each in said[row.pk] if each.update), None)) for row in rows]
    context = {"waiting": waiting, "asks": list(open_asks(request.actor))}
    return render(request, "plans/inbox.html", context)


@needs(DECIDE)
@require_POST
def accept_report(request: Request, pk: int) -> HttpResponse:
    row = seen(request, pk)
    form = AcceptForm(request.POST)
    return act(
        request,
        form,
        lambda: accept(
            request.actor,
            row,
            version=form.cleaned_data["version"],
            remark=form.cleaned_data["remark"],
            now=request.now,
        ),
        done=_("Đã chấp nhận báo cáo của %(body)s.") % {"body": row.organisation.name},
        then=reverse("plans:inbox") if request.POST.get("tu") == "hop-thu" else address_of(row),
        show=lambda bound, status: assignment_page(request, row, returning=bound, status=status),
    )


@needs(DECIDE)
@require_POST
def return_report(request: Request, pk: int) -> HttpResponse:
    row = seen(request, pk)
    form = ReturnForm(request.POST)
    return act(
        request,
        form,
        lambda: return_to_agency(
            request.actor,
            row,
            version=form.cleaned_data["version"],
            remark=form.cleaned_data["remark"],
            now=request.now,
        ),
        done=_("Đã trả lại để %(body)s bổ sung.") % {"body": row.organisation.name},
        then=address_of(row),
        show=lambda bound, status: assignment_page(request, row, returning=bound, status=status),
    )


@needs(DECIDE)
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: Request, pk: int) -> HttpResponse:
    row = seen(request, pk)
    bodies = [
        (body, name) for body, name in bodies_to_choose(request.actor, request.today) if body != row.organisation_id
    ]

    def show(bound: Any, status: int) -> HttpResponse:
        return render(request, "plans/move.html", {"row": row, "form": bound}, status=status)

    if request.method != "POST":
        return show(ReassignForm(bodies=bodies, initial={"version": row.version}), 200)
    form = ReassignForm(request.POST, bodies=bodies)
    known = choices(request.actor, request.today).organisations
    return act(
        request,
        form,
        lambda: reassign(
            request.actor,
            row,
            version=form.cleaned_data["version"],
            to=known[form.cleaned_data["to"]],
            reason=form.cleaned_data["reason"],
            now=request.now,
        ),
        done=_("Đã chuyển nhiệm vụ."),
        then=reverse("plans:duty", args=[row.duty_id]),
        show=show,
    )


@needs(DECIDE)
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: Request, pk: int) -> HttpResponse:
    rows = Ask.objects.visible_to(request.actor).select_related(
        "assignment__organisation", "assignment__duty", "assignment__plan", "by", "decided_by"
    )
    ask = get_object_or_404(rows, pk=pk)
    elsewhere = ask.kind == AskKind.NOT_OURS
    bodies = bodies_to_choose(request.actor, request.today) if elsewhere else None

    def show(bound: Any, status: int) -> HttpResponse:
        waiting = ask.decision == Decision.WAITING
        context = {"ask": ask, "row": ask.assignment, "form": bound if waiting else None}
        return render(request, "plans/answer.html", context, status=status)

    if request.method != "POST":
        return show(DecideForm(bodies=bodies), 200)
    form = DecideForm(request.POST, bodies=bodies)
    known = choices(request.actor, request.today).organisations if elsewhere else {}
    return act(
        request,
        form,
        lambda: decide(
            request.actor,
            ask,
            agreed=form.cleaned_data["agreed"],
            answer=form.cleaned_data["answer"],
            to=known.get(form.cleaned_data.get("to") or 0),
            now=request.now,
        ),
        done=_("Đã trả lời %(body)s.") % {"body": ask.assignment.organisation.name},
        then="plans:inbox",
        show=show,
    )
