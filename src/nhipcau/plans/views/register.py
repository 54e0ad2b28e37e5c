from __future__ import annotations

from typing import Any, TypeVar

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from nhipcau.core.public import Request, allows, anyone, needs
from nhipcau.design.public import tell

from ..actions.keeping import forget_view, make_feed, revoke_feed, save_view
from ..choices import ADD_DUTY, DONE_IN_TIME, DONE_LATE, SEE_REGISTER, Standing
from ..forms.register import RegisterFilter, SaveViewForm
from ..models import Assignment
from ..queries.calendars import actor_of_feed, calendar_of, feed_of, signed, with_deadlines
from ..queries.export import as_csv, as_xlsx
from ..queries.register import Chosen, assignments, counts, in_order, page_of, saved_views

PER_PAGE = 50
Response = TypeVar("Response", HttpResponse, StreamingHttpResponse)
SHOWN = {
    Standing.OVERDUE: Standing.OVERDUE.label,
    Standing.NO_ANSWER: Standing.NO_ANSWER.label,
    Standing.DUE_SOON: Standing.DUE_SOON.label,
    Standing.DIFFICULTY: gettext_lazy("Vướng mắc"),
    Standing.REPORTED: gettext_lazy("Chờ chấp nhận"),
    Standing.DONE: Standing.DONE.label,
}
TONES = {Standing.OVERDUE: "late", Standing.DUE_SOON: "attention", Standing.DIFFICULTY: "attention"}


class RegisterPaginator(Paginator[Assignment]):
    """Pages of the register: the number of rows is known from the counts, rows are fetched from the nearer end."""

    def __init__(self, rows: Any, total: int, today: Any) -> None:
        super().__init__(rows, PER_PAGE)
        self.count = total
        self.today = today

    def page(self, number: Any) -> Page[Assignment]:
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        found = page_of(self.object_list, first, first + self.per_page, self.count, self.today)  # type: ignore[arg-type]
        return Page(found, number, self)


@needs(SEE_REGISTER)
@require_safe
def register(request: Request) -> HttpResponse:
    form = RegisterFilter(request.GET, request.actor)
    chosen = form.chosen()
    counted = counts(request.actor, chosen, request.today)
    total = counted.by.get(chosen.standing, counted.total)
    if chosen.standing in (Standing.NOT_OURS, DONE_IN_TIME, DONE_LATE):
        total = assignments(request.actor, chosen, request.today).count()
    sort = request.GET.get("xep", "")
    rows = in_order(assignments(request.actor, chosen, request.today), sort)
    tabs = [
        {
            "key": each.value,
            "label": label,
            "count": counted.by[each],
            "tone": TONES.get(each, "") if counted.by[each] else "",
            "current": chosen.standing == each,
        }
        for each, label in SHOWN.items()
    ]
    return render(
        request,
        "plans/register.html",
        {
            "form": form,
            "chosen": chosen,
            "narrowed": chosen != Chosen(),
            "total": total,
            "all": counted.total,
            "tabs": tabs,
            "may_add": allows(request.actor, ADD_DUTY),
            "page": RegisterPaginator(rows, total, request.today).get_page(request.GET.get("trang")),
            "views": saved_views(request.actor),
            "save_form": SaveViewForm(initial={"query": request.GET.urlencode()}),
            "query": request.GET.urlencode(),
        },
    )


def _chosen_rows(request: Request) -> Any:
    chosen = RegisterFilter(request.GET, request.actor).chosen()
    return in_order(assignments(request.actor, chosen, request.today), request.GET.get("xep", ""))


def _named(response: Response, request: Request, ending: str) -> Response:
    response["Content-Disposition"] = f'attachment; filename="so-nhiem-vu-{request.today:%Y-%m-%d}.{ending}"'
    return response


@needs(SEE_REGISTER)
@require_safe
def register_csv(request: Request) -> StreamingHttpResponse:
    pieces = as_csv(_chosen_rows(request), request.today)
    return _named(StreamingHttpResponse(pieces, content_type="text/csv; charset=utf-8"), request, "csv")


@needs(SEE_REGISTER)
@require_safe
def register_xlsx(request: Request) -> HttpResponse:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return _named(HttpResponse(as_xlsx(_chosen_rows(request), request.today), content_type=kind), request, "xlsx")


@needs(SEE_REGISTER)
@require_POST
def keep_view(request: Request) -> HttpResponse:
    form = SaveViewForm(request.POST)
    if not form.is_valid():
        tell(request, _("Chưa lưu: khung nhìn cần có tên."))
        return redirect(f"{reverse('plans:register')}?{request.POST.get('query', '')[:1000]}")
    view = save_view(request.actor, form.cleaned_data["name"], form.cleaned_data["query"])
    tell(request, _("Đã lưu khung nhìn “%(name)s”.") % {"name": view.name})
    return redirect(f"{reverse('plans:register')}?{view.query}")


@needs(SEE_REGISTER)
@require_POST
def drop_view(request: Request) -> HttpResponse:
    forget_view(request.actor, request.POST.get("name", ""))
    return redirect("plans:register")


def _calendar(request: Request, rows: Any, name: str) -> HttpResponse:
    def address(row: Assignment) -> str:
        return request.build_absolute_uri(reverse("plans:assignment", args=[row.pk]))

    content = calendar_of(rows, name, address=address, now=request.now)
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")


@needs(SEE_REGISTER)
@require_safe
def calendar_file(request: Request) -> HttpResponse:
    form = RegisterFilter(request.GET, request.actor)
    rows = with_deadlines(request.actor, form.chosen(), request.today)
    return _named(_calendar(request, rows, _("Thời hạn nhiệm vụ thông tin đối ngoại")), request, "ics")


@anyone
@require_safe
def calendar_feed(request: Request, proof: str) -> HttpResponse:
    actor = actor_of_feed(proof, request.today)
    if actor is None:
        raise Http404
    return _calendar(request, with_deadlines(actor, Chosen(), request.today), _("Nhịp Cầu: thời hạn nhiệm vụ"))


@needs(SEE_REGISTER)
@require_safe
def calendar_page(request: Request) -> HttpResponse:
    feed = feed_of(request.actor)
    address = request.build_absolute_uri(reverse("plans:calendar_feed", args=[signed(feed)])) if feed else ""
    return render(request, "plans/calendar.html", {"feed": feed, "address": address})


@needs(SEE_REGISTER)
@require_POST
def calendar_make(request: Request) -> HttpResponse:
    make_feed(request.actor, now=request.now)
    tell(request, _("Đã tạo địa chỉ lịch mới; địa chỉ cũ (nếu có) không còn dùng được."))
    return redirect("plans:calendar_page")


@needs(SEE_REGISTER)
@require_POST
def calendar_revoke(request: Request) -> HttpResponse:
    revoke_feed(request.actor, now=request.now)
    tell(request, _("Đã hủy địa chỉ lịch."))
    return redirect("plans:calendar_page")
