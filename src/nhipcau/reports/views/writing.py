from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.http import FileResponse, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhipcau.core.public import HouseError, NotAllowedError, Request, allows, needs
from nhipcau.design.public import tell
from nhipcau.organisations.public import Organisation
from nhipcau.plans.public import ProofGiven

from ..actions.locking import draft_of, may_write
from ..actions.matters import report_unasked, set_preference
from ..actions.sending import submit
from ..actions.writing import Saved, attach, begin_on_behalf, detach, save_draft, take_back
from ..choices import MANAGE, PREFER, SEE, SEE_OWN, WRITE, CommendationKind, FigureProblem, SubmissionState, ValueKind
from ..errors import Conflict, ConflictsError, Fault, IncompleteError
from ..forms.period import OnBehalfForm, PreferenceForm, UnaskedForm
from ..models import AgencyPreference, Annex, ReportVersion, Submission
from ..queries.lists import own_reports
from ..queries.reading import thread
from ..queries.reminders import REMINDED
from ..queries.sheet import sheet_of
from ..queries.standing import Chosen
from .common import act, acted, address_of, download, seen

CHOSEN_KINDS = (ValueKind.NOTHING_AROSE, ValueKind.NOT_APPLICABLE, ValueKind.MISSING)


@needs(SEE_OWN)
@require_safe
def mine(request: Request) -> HttpResponse:
    standing, body = request.GET.get("tinh_trang", ""), request.GET.get("co_quan", "")
    chosen = Chosen(
        organisation_id=int(body) if body.isdecimal() else None,
        standing=standing if standing in REMINDED else "",
    )
    rows = own_reports(request.actor, request.today, chosen)
    bodies = Organisation.objects.visible_to(request.actor).filter(pk__in=request.actor.organisations())
    context = {
        "rows": rows,
        "narrowed": chosen.standing,
        "bodies": bodies,
        "writes": allows(request.actor, WRITE),
        "waiting": [row for row in rows if row.submission.state == SubmissionState.AWAITING],
    }
    return render(request, "reports/mine.html", context)


@needs(WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: Request, pk: int) -> HttpResponse:
    return _write(request, seen(request, pk))


@needs(MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def write_for(request: Request, pk: int) -> HttpResponse:
    """The same page for the coordinator who enters what came on paper."""
    return _write(request, seen(request, pk))


def _write(request: Request, report: Submission) -> HttpResponse:
    draft = draft_of(report)
    if not may_write(request.actor, report, draft):
        if allows(request.actor, MANAGE):
            return redirect("reports:on_behalf", pk=report.pk)
        raise NotAllowedError(WRITE)
    if request.method != "POST":
        if report.state == SubmissionState.AWAITING or (report.sent_id and draft is None):
            return redirect(address_of(report))
        return _page(request, report)
    return _save_and_send(request, report)


def _save_and_send(request: Request, report: Submission) -> HttpResponse:
    """The whole form: saved first, in any case; then sent, if that is what was pressed."""
    fields = {name: value for name, value in request.POST.items() if isinstance(value, str)}
    revision = request.POST.get("seen", "")
    base = int(revision) if revision.isdecimal() and len(revision) < 10 else report.revision
    sending = request.POST.get("act") in ("send", "send_empty")
    try:
        saved = save_draft(request.actor, report, fields, seen=base, now=request.now)
        if saved.conflicts:
            raise ConflictsError(saved.conflicts)
        if sending:
            empty = request.POST.get("act") == "send_empty"
            report = submit(request.actor, report, seen=saved.revision, now=request.now, empty=empty)
    except NotAllowedError:
        raise
    except HouseError as problem:
        return _page(request, seen(request, report.pk), problem=problem, typed=fields)
    if not sending:
        tell(request, _("Đã lưu bản nháp. Báo cáo chưa được gửi."))
        return redirect(request.path)
    tell(request, _sent_words(report))
    return redirect(address_of(report))


def _sent_words(report: Submission) -> str:
    if report.state == SubmissionState.AWAITING:
        return _("Đã trình lãnh đạo cơ quan. Báo cáo được gửi đi khi lãnh đạo duyệt.")
    if report.empty:
        return _("Đã gửi báo cáo không phát sinh. Cảm ơn anh chị.")
    return _("Đã gửi báo cáo. Cảm ơn anh chị.")


def _page(
    request: Request, report: Submission, *, problem: HouseError | None = None, typed: dict[str, str] | None = None
) -> HttpResponse:
    draft = draft_of(report)
    sheet = sheet_of(report, draft)
    own = allows(request.actor, WRITE, report.organisation_id)
    context = {
        "report": report,
        "period": report.period,
        "draft": draft,
        "sheet": sheet,
        "problem": problem,
        "faults": _by_name(problem.faults) if isinstance(problem, IncompleteError) else {},
        "fault_list": problem.faults if isinstance(problem, IncompleteError) else [],
        "conflicts": {each.name: each for each in problem.conflicts} if isinstance(problem, ConflictsError) else {},
        "typed": typed if problem and not isinstance(problem, (IncompleteError, ConflictsError)) else {},
        "annexes": draft.annexes.all() if draft else [],
        "remarks": thread(report),
        "kinds": [(kind.value, kind.label) for kind in CHOSEN_KINDS],
        "commendation_kinds": CommendationKind.choices,
        "own": own,
        "every": bool(request.GET.get("ca-truoc")),
        "locked": report.obligation.lock_on < request.today,
        "late": report.obligation.due < request.today,
        "limit": settings.NHIPCAU_UPLOAD_LIMIT_MB,
        "script": _for_script(report, draft, own),
    }
    return render(request, "reports/write.html", context, status=problem.status if problem else 200)


def _by_name(faults: Iterable[Fault]) -> dict[str, str]:
    return {fault.name: fault.sentence for fault in faults}


def _for_script(report: Submission, draft: ReportVersion | None, own: bool) -> dict[str, Any]:
    """What the page's script needs to know: where to save, what it showed, and the sentences it may have to say."""
    return {
        "save": reverse("reports:autosave" if own else "reports:autosave_for", args=[report.pk]),
        "report": report.pk,
        "seen": report.revision,
        "draft": draft.pk if draft else 0,
        "limit": settings.NHIPCAU_UPLOAD_LIMIT_MB,
        "problems": {problem.value: str(problem.label) for problem in FigureProblem},
        "words": {
            "saving": _("Đang lưu…"),
            "saved": _("Đã lưu lúc %(time)s"),
            "unsaved": _("Có thay đổi chưa lưu"),
            "offline": _("Chưa gửi được lên máy chủ; nội dung đang được giữ trong trình duyệt này và sẽ tự gửi lại."),
            "restored": _("Đã khôi phục %(count)s chỗ anh chị gõ lần trước mà chưa kịp lưu."),
            "conflict": _("%(who)s vừa sửa chỗ này. Chưa có gì bị ghi đè; xin chọn một cách ghi."),
            "somebody": _("Người khác"),
            "look": _("Đồng nghiệp vừa sửa thêm vài chỗ. Xin xem lại rồi gửi."),
            "large": _("Tệp “%(name)s” lớn hơn %(limit)s MB nên chưa gửi. Xin nén lại, hoặc chia thành nhiều tệp."),
        },
    }


@needs(WRITE)
@require_POST
def autosave(request: Request, pk: int) -> JsonResponse:
    return _autosave(request, pk)


@needs(MANAGE)
@require_POST
def autosave_for(request: Request, pk: int) -> JsonResponse:
    return _autosave(request, pk)


def _autosave(request: Request, pk: int) -> JsonResponse:
    """Saves what changed since revision `seen`: JSON `{"seen": 3, "fields": {name: text}}`; answers what came of it."""
    report = seen(request, pk)
    given = _json(request)
    if given is None:
        return JsonResponse({"sentence": _("Nội dung gửi lên không đọc được. Xin tải lại trang.")}, status=400)
    try:
        saved = save_draft(request.actor, report, given["fields"], seen=given["seen"], now=request.now)
    except NotAllowedError as refused:
        return JsonResponse({"sentence": str(refused)}, status=403)
    except HouseError as problem:
        return JsonResponse({"sentence": str(problem)}, status=409)
    return JsonResponse(_answer(request, saved))


def _json(request: Request) -> dict[str, Any] | None:
    try:
        given = json.loads(request.body)
    except (ValueError, UnicodeDecodeError):
        return None
    if not isinstance(given, dict) or not isinstance(given.get("fields"), dict):
        return None
    known = isinstance(given.get("seen"), int) and all(isinstance(each, str) for each in given["fields"].values())
    return given if known else None


def _answer(request: Request, saved: Saved) -> dict[str, Any]:
    return {
        "revision": saved.revision,
        "written": saved.written,
        "elsewhere": saved.elsewhere,
        "conflicts": [_conflict(each) for each in saved.conflicts],
        "at": f"{timezone.localtime(request.now):%H:%M}",
    }


def _conflict(conflict: Conflict) -> dict[str, str]:
    return {"name": conflict.name, "yours": conflict.yours, "theirs": conflict.theirs, "by": conflict.by}


@needs(WRITE)
@require_POST
def add_annex(request: Request, pk: int) -> HttpResponse:
    report = seen(request, pk)
    given = request.FILES.get("annex")
    then = reverse("reports:write", args=[report.pk]) + "#phu-luc"
    if given is None:
        tell(request, _("Xin chọn một tệp rồi bấm Thêm phụ lục."))
        return redirect(then)
    proof = ProofGiven(name=given.name or "", content=given)
    return acted(
        request,
        lambda: attach(request.actor, report, proof, now=request.now),
        done=_("Đã thêm phụ lục."),
        then=then,
    )


@needs(WRITE)
@require_POST
def drop_annex(request: Request, pk: int) -> HttpResponse:
    annex = _annex(request, pk)
    return acted(
        request,
        lambda: detach(request.actor, annex, now=request.now),
        done=_("Đã bỏ phụ lục khỏi báo cáo."),
        then=reverse("reports:write", args=[annex.version.submission_id]) + "#phu-luc",
    )


def _annex(request: Request, pk: int) -> Annex:
    rows = Annex.objects.visible_to(request.actor).select_related("version__submission")
    found: Annex = get_object_or_404(rows, pk=pk)
    return found


@needs(SEE)
@require_safe
def annex_file(request: Request, pk: int) -> FileResponse:
    annex = _annex(request, pk)
    return download(annex.stored_as, annex.name, annex.media_type)


@needs(WRITE)
@require_POST
def back_from_leader(request: Request, pk: int) -> HttpResponse:
    report = seen(request, pk)
    return acted(
        request,
        lambda: take_back(request.actor, report, now=request.now),
        done=_("Đã rút lại. Anh chị sửa tiếp rồi trình lại."),
        then=reverse("reports:write", args=[report.pk]),
    )


@needs(MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def on_behalf(request: Request, pk: int) -> HttpResponse:
    report = seen(request, pk)

    def page(form: Any, status: int) -> HttpResponse:
        return render(request, "reports/on_behalf.html", {"report": report, "form": form}, status=status)

    if request.method != "POST":
        return page(OnBehalfForm(initial={"entry": "paper", "received_on": request.today}), 200)
    form = OnBehalfForm(request.POST, request.FILES)
    return act(
        request,
        form,
        lambda: begin_on_behalf(request.actor, report, form.paper(), now=request.now),
        done=_("Đã giữ bản của cơ quan làm căn cứ. Xin nhập nội dung rồi gửi."),
        then=reverse("reports:write_for", args=[report.pk]),
        show=page,
    )


@needs(WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def unasked(request: Request) -> HttpResponse:
    body = (
        Organisation.objects.visible_to(request.actor).filter(pk__in=request.actor.organisations(*WRITE.within)).first()
    )
    form = UnaskedForm(request.POST or None)
    made: list[Submission] = []

    def begin() -> None:
        if body is None:
            raise NotAllowedError(WRITE)
        made.append(report_unasked(request.actor, body, name=form.cleaned_data["name"], now=request.now))

    def page(bound: Any, status: int) -> HttpResponse:
        return render(request, "reports/unasked.html", {"form": bound, "body": body}, status=status)

    if request.method != "POST":
        return page(form, 200)
    answer = act(request, form, begin, done=_("Đã mở báo cáo đột xuất."), then=reverse("reports:mine"), show=page)
    return redirect("reports:write", pk=made[0].pk) if made else answer


@needs(PREFER)
@require_http_methods(["GET", "HEAD", "POST"])
def preference(request: Request, pk: int) -> HttpResponse:
    rows = Organisation.objects.visible_to(request.actor)
    if not request.actor.sees_province:
        rows = rows.filter(pk__in=request.actor.organisations())
    body = get_object_or_404(rows, pk=pk)
    held = AgencyPreference.objects.filter(organisation=body).first()

    def page(form: Any, status: int) -> HttpResponse:
        return render(request, "reports/preference.html", {"form": form, "body": body}, status=status)

    if request.method != "POST":
        fields = ("leader_approves", "symbol", "place")
        return page(PreferenceForm(initial={name: getattr(held, name) for name in fields} if held else None), 200)
    form = PreferenceForm(request.POST)
    return act(
        request,
        form,
        lambda: set_preference(request.actor, body, **form.cleaned_data, now=request.now),
        done=_("Đã lưu cách làm báo cáo của cơ quan."),
        then=reverse("reports:mine" if not request.actor.sees_province else "reports:periods"),
        show=page,
    )
