"""The review page and its small answers: each change is saved at once and answers only what it changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nhipcau.core.public import ChangedMeanwhileError, HouseError, Request, allows, needs
from nhipcau.documents.public import Basis, bases_of, may_fetch
from nhipcau.organisations.public import Group, organisations_for_choice

from ..actions import parties, steps
from ..actions import review as act_on
from ..choices import REVIEW, SEE_PLANS, Mode, Part, ProposalState, Rhythm
from ..errors import GoneError
from ..forms.review import FieldForm
from ..models import Party, Plan
from ..queries.paper import Paper
from ..queries.review import Board, board, changes_since, last_change

TABS = ("can-xem", "theo-muc", "co-quan", "can-cu", "thoi-han")
ACTS: dict[str, Callable[..., steps.Touched]] = {
    "dung": act_on.check,
    "bo": act_on.drop,
    "gop": act_on.join,
    "tach": act_on.split,
}
_REDRAWS_LIST = frozenset({"gop", "tach"})


@needs(SEE_PLANS)
@require_safe
def page(request: Request, pk: int) -> HttpResponse:
    plan = _plan(request, pk)
    shown = board(plan, request.today)
    context = _context(request, shown)
    if request.headers.get("HX-Request") and not request.headers.get("HX-History-Restore-Request"):
        return render(request, "plans/review/_list_answer.html", context)
    context |= {"lines": shown.lines(), "papers": _papers(request, shown), "scanned": shown.scanned}
    return render(request, "plans/review/page.html", context)


@needs(SEE_PLANS)
@require_safe
def row(request: Request, pk: int, proposal_pk: int) -> HttpResponse:
    plan = _plan(request, pk)
    return render(request, "plans/review/_row.html", {**_row_context(request, plan, proposal_pk)})


@needs(REVIEW)
def edit(request: Request, pk: int, proposal_pk: int) -> HttpResponse:
    plan = _plan(request, pk)
    if request.method != "POST":
        return render(request, "plans/review/_editor.html", _editor_context(request, plan, proposal_pk))
    form = FieldForm(request.POST, field=request.POST.get("field") or request.headers.get("HX-Trigger-Name", ""))

    def change() -> steps.Touched:
        values = form.values_or_raise()
        return act_on.change(request.actor, plan, proposal_pk, _number(request, "version"), values, now=request.now)

    return _saved(request, plan, change, proposal_pk, editing=proposal_pk if request.POST.get("editing") else None)


@needs(REVIEW)
@require_POST
def act(request: Request, pk: int, proposal_pk: int, act: str) -> HttpResponse:
    if act not in ACTS:
        raise Http404(act)
    plan = _plan(request, pk)
    more = {"at": _number(request, "at")} if act == "tach" else {}

    def change() -> steps.Touched:
        return ACTS[act](request.actor, plan, proposal_pk, _number(request, "version"), now=request.now, **more)

    return _saved(request, plan, change, proposal_pk, whole_list=act in _REDRAWS_LIST)


@needs(REVIEW)
@require_POST
def charge(request: Request, pk: int, proposal_pk: int) -> HttpResponse:
    plan = _plan(request, pk)
    part = request.POST.get("part", "")

    def change() -> steps.Touched:
        choice = _choice(request)
        return parties.add_party(
            request.actor, plan, proposal_pk, _number(request, "version"), part, choice, now=request.now
        )

    return _saved(request, plan, change, proposal_pk, editing=proposal_pk, redraw_editor=True)


@needs(REVIEW)
@require_POST
def settle_name(request: Request, pk: int, party_pk: int) -> HttpResponse:
    plan = _plan(request, pk)
    party = Party.objects.visible_to(request.actor).filter(pk=party_pk, proposal__plan=plan).first()
    what, actor, now = request.POST.get("what", ""), request.actor, request.now

    def change() -> steps.Touched:
        if party is None:
            raise GoneError
        version = _number(request, "version")
        if what == "moi":
            return parties.choose_new(actor, plan, party_pk, version, now=now)
        if what == "bo":
            return parties.remove_party(actor, plan, party_pk, version, now=now)
        if what == "tiep-nhan":
            holder = _number(request, "organisation")
            return parties.choose_holder(actor, plan, party_pk, version, holder, now=now)
        choice = parties.Choice() if what == "bo-qua" else _choice(request)
        everywhere = request.POST.get("everywhere") == "1"
        return parties.choose(actor, plan, party_pk, version, choice, everywhere=everywhere, now=now)

    proposal_pk = party.proposal_id if party else 0
    editing = proposal_pk if request.POST.get("editing") else None
    return _saved(request, plan, change, proposal_pk, editing=editing, redraw_editor=True)


@needs(REVIEW)
@require_POST
def add_duty(request: Request, pk: int) -> HttpResponse:
    plan = _plan(request, pk)
    start, end = _number(request, "start"), _number(request, "end")
    return _saved(
        request, plan, lambda: act_on.add(request.actor, plan, start, end, now=request.now), 0, whole_list=True
    )


@needs(REVIEW)
@require_POST
def settle_deadlines(request: Request, pk: int) -> HttpResponse:
    plan = _plan(request, pk)
    accept = request.POST.get("what") == "chap-nhan"
    return _saved(
        request,
        plan,
        lambda: act_on.settle_undated(request.actor, plan, accept=accept, now=request.now),
        0,
        whole_list=True,
    )


@needs(REVIEW)
@require_POST
def take_back(request: Request, pk: int) -> HttpResponse:
    plan = _plan(request, pk)

    def change() -> steps.Touched:
        return steps.undo(request.actor, plan, now=request.now)[1]

    return _saved(request, plan, change, 0, whole_list=True)


@needs(REVIEW)
@require_safe
def find_bearer(request: Request, pk: int) -> HttpResponse:
    """Organisations and groups to choose from while somebody types a name."""
    plan = _plan(request, pk)
    words = request.GET.get("q", "").strip()
    found = organisations_for_choice(request.actor, words, request.today, limit=8)
    groups = Group.objects.visible_to(request.actor)
    if words:
        groups = groups.filter(name__icontains=words)
    return render(
        request, "plans/review/_bearers.html", {"plan": plan, "found": found, "groups": groups[:4], "words": words}
    )


def _saved(
    request: Request,
    plan: Plan,
    change: Callable[[], steps.Touched],
    proposal_pk: int,
    *,
    editing: int | None = None,
    redraw_editor: bool = False,
    whole_list: bool = False,
) -> HttpResponse:
    """Makes a change and answers what it changed; a refusal answers its sentence, a collision what changed."""
    try:
        touched = change()
    except ChangedMeanwhileError as problem:
        return _conflict(request, plan, proposal_pk, problem)
    except GoneError as problem:
        return _refusal(request, plan, problem, whole_list=True)
    except HouseError as problem:
        return _refusal(request, plan, problem)
    plan.refresh_from_db(fields=["state"])
    shown = board(plan, request.today)
    changed = [row for row in shown.rows if row.proposal.pk in touched.ids]
    spans = [tuple(span) for row in changed for span in row.proposal.spans]
    context = _context(request, shown)
    context |= {
        "changed": [row for row in changed if row.proposal.pk != editing],
        "edited": next((row for row in shown.rows if row.proposal.pk == editing), None),
        "redraw_editor": redraw_editor,
        "whole_list": whole_list,
        "lines": shown.lines(spans) if whole_list and spans else [],
        "modes": Mode.choices,
        "rhythms": Rhythm.choices,
        "saved_at": request.now,
    }
    response = render(request, "plans/review/_saved.html", context)
    select = proposal_pk if any(row.proposal.pk == proposal_pk for row in shown.rows) else min(touched.ids, default=0)
    response["HX-Trigger-After-Settle"] = json.dumps({"review:saved": {"select": select}})
    return response


def _refusal(request: Request, plan: Plan, problem: HouseError, *, whole_list: bool = False) -> HttpResponse:
    context = {"problem": problem, "whole_list": whole_list}
    if whole_list:
        context |= _context(request, board(plan, request.today))
    return render(request, "plans/review/_refused.html", context, status=422)


def _conflict(request: Request, plan: Plan, proposal_pk: int, problem: HouseError) -> HttpResponse:
    """The second of two reviewers: what the row says now, who changed it, and what they themselves had written."""
    context = _editor_context(request, plan, proposal_pk)
    context |= {
        "problem": problem,
        "changes": changes_since(plan, proposal_pk, _number(request, "version")),
        "mine": request.POST.get("text", ""),
    }
    response = render(request, "plans/review/_conflict.html", context, status=409)
    response["HX-Retarget"], response["HX-Reswap"] = f"#p-{proposal_pk}", "outerHTML"
    return response


def _plan(request: Request, pk: int) -> Plan:
    rows = Plan.objects.visible_to(request.actor).select_related("reading", "document", "replaces")
    found: Plan = get_object_or_404(rows, pk=pk)
    return found


def _papers(request: Request, shown: Board) -> list[Paper]:
    """The pages of the paper, for who may see the document itself."""
    return shown.papers() if may_fetch(request.actor, shown.plan.document) else []


def _number(request: Request, name: str) -> int:
    given = request.POST.get(name, "")
    return int(given) if given.isdecimal() else 0


def _choice(request: Request) -> parties.Choice:
    kind, _colon, number = request.POST.get("bearer", "").partition(":")
    if not number.isdecimal():
        return parties.Choice(organisation_id=-1)
    return parties.Choice(**{"group_id" if kind == "g" else "organisation_id": int(number)})


def _context(request: Request, shown: Board) -> dict[str, Any]:
    tab = request.POST.get("xem") or request.GET.get("xem") or ""
    looks = shown.to_look_at()
    tab = tab if tab in TABS else (TABS[0] if looks or shown.content["warnings"] else TABS[1])
    return {
        "plan": shown.plan,
        "board": shown,
        "tab": tab,
        "looks": looks,
        "tabs": _tabs(shown, len(looks)),
        "may_review": allows(request.actor, REVIEW),
        "last": last_change(shown.plan),
        "today": request.today,
        **_counts(shown),
        **({"cited": _cited(shown, request.today)} if tab == "can-cu" else {}),
    }


def _cited(shown: Board, today: date) -> list[tuple[dict[str, Any], Basis | None]]:
    """The documents that the plan cites, each with what the register says of it."""
    plan = shown.plan
    known = {each.place: each for each in bases_of(plan.reading, plan.issued_on or today, today)}
    return [(citation, known.get(place)) for place, citation in enumerate(shown.content["citations"])]


def _tabs(shown: Board, looks: int) -> list[tuple[str, str, int | None]]:
    undated = sum(len(rows) for name, rows in shown.by_deadline() if name == "asked")
    return [
        ("can-xem", _("Cần xem"), looks),
        ("theo-muc", _("Theo mục"), None),
        ("co-quan", _("Theo cơ quan"), None),
        ("can-cu", _("Căn cứ"), len(shown.content["citations"])),
        ("thoi-han", _("Thời hạn"), undated or None),
    ]


def _counts(shown: Board) -> dict[str, Any]:
    live = [row for row in shown.rows if row.proposal.state != ProposalState.DROPPED]
    waiting = [(section, *shown.ready(section)) for section in shown.sections]
    open_sections = [each for each in waiting if each[1]]
    return {
        "units": len(shown.content["units"]),
        "duties": len(live),
        "confirmed": sum(row.proposal.state == ProposalState.CONFIRMED for row in live),
        "sections": waiting,
        "next_section": next(
            (each for each in open_sections if not each[2]), open_sections[0] if open_sections else None
        ),
        "waiting": sum(each[1] for each in waiting),
    }


def _row_context(request: Request, plan: Plan, proposal_pk: int) -> dict[str, Any]:
    rows = board(plan, request.today, ids=[proposal_pk]).rows
    if not rows:
        raise GoneError
    return {"plan": plan, "row": rows[0], "may_review": allows(request.actor, REVIEW)}


def _editor_context(request: Request, plan: Plan, proposal_pk: int) -> dict[str, Any]:
    context = _row_context(request, plan, proposal_pk)
    return {**context, "modes": Mode.choices, "rhythms": Rhythm.choices, "parts": Part}
