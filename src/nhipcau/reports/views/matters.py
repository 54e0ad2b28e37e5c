from __future__ import annotations

from typing import Any

from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhipcau.core.public import Permission, Request, allows, needs
from nhipcau.organisations.public import Organisation

from ..actions.matters import (
    answer_difficulty,
    propose_commendation,
    raise_difficulty,
    receive_sub_plan,
    request_sub_plans,
    waive_sub_plan,
    withdraw_commendation,
)
from ..choices import ANSWER, MANAGE, PREFER, RAISE, SEE, WRITE, CommendationKind, DifficultyState, SubPlanState
from ..forms.period import CommendationForm, DifficultyForm, RequestSubPlansForm, SubPlanForm, WordsForm
from ..models import Commendation, Difficulty, SubPlan
from ..queries.lists import (
    OWED_LATE,
    OWED_SOON,
    charged_organisations,
    commendations,
    confirmed_plans,
    difficulties,
    linkable_documents,
    organisations_of,
    sub_plans,
)
from .common import act, acted, download


@needs(SEE)
@require_safe
def difficulty_list(request: Request) -> HttpResponse:
    return _difficulties(request)


def _difficulties(
    request: Request, *, form: Any = None, answering: tuple[int, Any] | None = None, status: int = 200
) -> HttpResponse:
    wanted = request.GET.get("tinh_trang", "")
    state = wanted if wanted in (*DifficultyState.values, OWED_LATE, OWED_SOON) else ""
    labels = {
        "": _("Tất cả"),
        OWED_LATE: _("Quá hạn trả lời"),
        OWED_SOON: _("Chờ trả lời, còn hạn"),
        DifficultyState.ANSWERED: _("Đã trả lời"),
    }
    context = {
        "rows": difficulties(request.actor, request.today, state=state),
        "tabs": [(label, f"?tinh_trang={key}" if key else "?", key == state) for key, label in labels.items()],
        "raising": form or (DifficultyForm() if allows(request.actor, RAISE) else None),
        "answers": allows(request.actor, ANSWER),
        "answering": answering,
        "blank": WordsForm(label=_("Trả lời")),
    }
    return render(request, "reports/difficulties.html", context, status=status)


@needs(RAISE)
@require_POST
def raise_one(request: Request) -> HttpResponse:
    body, form = _own_body(request, RAISE), DifficultyForm(request.POST)
    return act(
        request,
        form,
        lambda: raise_difficulty(request.actor, body, **form.cleaned_data, now=request.now),
        done=_("Đã gửi. Cán bộ điều phối sẽ trả lời trong 10 ngày làm việc."),
        then=reverse("reports:difficulties"),
        show=lambda bound, status: _difficulties(request, form=bound, status=status),
    )


@needs(ANSWER)
@require_POST
def answer_one(request: Request, pk: int) -> HttpResponse:
    row: Difficulty = get_object_or_404(Difficulty.objects.visible_to(request.actor), pk=pk)
    form = WordsForm(request.POST, label=_("Trả lời"))
    return act(
        request,
        form,
        lambda: answer_difficulty(request.actor, row, answer=form.cleaned_data["text"], now=request.now),
        done=_("Đã trả lời; cơ quan đọc được ngay."),
        then=reverse("reports:difficulties"),
        show=lambda bound, status: _difficulties(request, answering=(pk, bound), status=status),
    )


@needs(SEE)
@require_safe
def commendation_list(request: Request) -> HttpResponse:
    asked = request.GET.get("nam", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else request.today.year
    return _commendations(request, year)


def _commendations(request: Request, year: int, *, form: Any = None, status: int = 200) -> HttpResponse:
    own = request.actor.organisations(*WRITE.within) if allows(request.actor, WRITE) else frozenset()
    rows = list(commendations(request.actor, year))
    context = {
        "rows": [(row, row.version_id is None and row.organisation_id in own) for row in rows],
        "year": str(year),
        "years": (str(year - 1), str(year + 1)),
        "proposing": form or (CommendationForm() if allows(request.actor, WRITE) else None),
    }
    return render(request, "reports/commendations.html", context, status=status)


@needs(WRITE)
@require_POST
def propose(request: Request) -> HttpResponse:
    """An agency proposes somebody for this year outside a report."""
    body, form = _own_body(request, WRITE), CommendationForm(request.POST)
    year = request.today.year

    def made() -> None:
        given = {**form.cleaned_data, "kind": CommendationKind(form.cleaned_data["kind"])}
        propose_commendation(request.actor, body, year=year, **given, now=request.now)

    return act(
        request,
        form,
        made,
        done=_("Đã gửi đề nghị khen thưởng."),
        then=reverse("reports:commendations"),
        show=lambda bound, status: _commendations(request, year, form=bound, status=status),
    )


@needs(WRITE)
@require_POST
def withdraw(request: Request, pk: int) -> HttpResponse:
    row: Commendation = get_object_or_404(Commendation.objects.visible_to(request.actor), pk=pk)
    return acted(
        request,
        lambda: withdraw_commendation(request.actor, row, now=request.now),
        done=_("Đã rút đề nghị khen thưởng."),
        then=reverse("reports:commendations"),
    )


def _own_body(request: Request, permission: Permission) -> Organisation:
    """The organisation for which the visitor acts."""
    own = request.actor.organisations(*permission.within)
    rows = Organisation.objects.visible_to(request.actor).filter(pk__in=own)
    found: Organisation = get_object_or_404(rows[:1])
    return found


@needs(SEE)
@require_safe
def sub_plan_list(request: Request) -> HttpResponse:
    return _sub_plans(request)


def _sub_plans(request: Request, *, form: Any = None, status: int = 200) -> HttpResponse:
    manages = allows(request.actor, MANAGE)
    plans = list(confirmed_plans(request.actor)) if manages else []
    context = {
        "rows": sub_plans(request.actor),
        "asking": form or (RequestSubPlansForm(plans=plans) if manages else None),
        "may_send": allows(request.actor, PREFER),
    }
    return render(request, "reports/sub_plans.html", context, status=status)


@needs(MANAGE)
@require_POST
def ask_sub_plans(request: Request) -> HttpResponse:
    plans = list(confirmed_plans(request.actor))
    form = RequestSubPlansForm(request.POST, plans=plans)

    def ask() -> None:
        plan = next(each for each in plans if each.pk == form.cleaned_data["plan"])
        wanted = charged_organisations(request.actor, [plan], request.today)
        bodies = list(organisations_of(request.actor, request.today).filter(pk__in=wanted))
        request_sub_plans(request.actor, plan, bodies, due=form.cleaned_data["due"], now=request.now)

    return act(
        request,
        form,
        ask,
        done=_("Đã yêu cầu các cơ quan có nhiệm vụ trong kế hoạch gửi kế hoạch của mình."),
        then=reverse("reports:sub_plans"),
        show=lambda bound, status: _sub_plans(request, form=bound, status=status),
    )


@needs(PREFER)
@require_http_methods(["GET", "HEAD", "POST"])
def sub_plan(request: Request, pk: int) -> HttpResponse:
    row = _sub_plan(request, pk)
    documents = linkable_documents(request.actor)

    def page(form: Any, status: int) -> HttpResponse:
        waived = allows(request.actor, MANAGE) and row.state == SubPlanState.REQUESTED
        return render(request, "reports/sub_plan.html", {"row": row, "form": form, "may_waive": waived}, status=status)

    if request.method != "POST":
        first = {"number": row.number, "issued_on": row.issued_on, "document": row.document_id}
        return page(SubPlanForm(initial=first, documents=documents), 200)
    form = SubPlanForm(request.POST, request.FILES, documents=documents)
    return act(
        request,
        form,
        lambda: receive_sub_plan(request.actor, row, form.plan(), now=request.now),
        done=_("Đã nhận kế hoạch của cơ quan."),
        then=reverse("reports:sub_plans"),
        show=page,
    )


@needs(MANAGE)
@require_POST
def waive(request: Request, pk: int) -> HttpResponse:
    row = _sub_plan(request, pk)
    return acted(
        request,
        lambda: waive_sub_plan(request.actor, row, now=request.now),
        done=_("Đã ghi: cơ quan không phải ban hành kế hoạch riêng."),
        then=reverse("reports:sub_plans"),
    )


def _sub_plan(request: Request, pk: int) -> SubPlan:
    rows = SubPlan.objects.visible_to(request.actor).select_related("plan", "organisation")
    found: SubPlan = get_object_or_404(rows, pk=pk)
    return found


@needs(SEE)
@require_safe
def sub_plan_file(request: Request, pk: int) -> FileResponse:
    row = _sub_plan(request, pk)
    return download(row.file_stored_as, row.file_name, row.file_media_type)
