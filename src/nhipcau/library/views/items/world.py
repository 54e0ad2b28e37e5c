"""What the world reads: publishing now or at a time, taking away, correcting, looking again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nhipcau.core.public import Request, needs
from nhipcau.core.public import language as language_of
from nhipcau.design.public import act, acted

from ...actions import correcting, planning, publishing
from ...choices import EDIT, PUBLISH
from ...forms.items import CorrectionForm, PublishForm, ReviewForm, WithdrawForm
from ...models import Item, PendingCorrection, PlannedPublication, Publication
from ...queries.editions import standings
from ...queries.items import plan_of
from .common import at_item, edition_of, item_of


@needs(PUBLISH)
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: Request, pk: int) -> HttpResponse:
    item = item_of(request, pk)
    rows = standings(item, request.today)
    ready = [row.language for row in rows if row.ready]

    def page(form: Any, status: int) -> HttpResponse:
        context = {"item": item, "rows": rows, "ready": ready, "form": form, "plan": plan_of(item)}
        return render(request, "library/items/publish.html", context, status=status)

    if request.method != "POST":
        return page(PublishForm(ready=ready, initial={"when": "now", "review_on": item.review_on}), 200)
    form = PublishForm(request.POST, ready=ready)
    later = form.is_valid() and form.cleaned_data["when"] == "at"
    done = _("Đã đặt lịch đăng.") if later else _("Đã đăng. Bạn đọc thấy ngay.")
    return act(
        request, form, lambda: _publish(request, item, form.cleaned_data), done=done, then=at_item(pk), show=page
    )


def _publish(request: Request, item: Item, given: dict[str, Any]) -> None:
    languages = given["languages"]
    if given["when"] == "at":
        at = timezone.make_aware(datetime.combine(given["day"], given["hour"]))
        planning.plan(request.actor, item, languages, at, now=request.now)
    else:
        publishing.publish(request.actor, item, languages, now=request.now)
    planning.set_review(request.actor, item, given["review_on"], now=request.now)


@needs(PUBLISH)
@require_POST
def cancel_plan(request: Request, pk: int) -> HttpResponse:
    rows = PlannedPublication.objects.visible_to(request.actor).select_related("item")
    plan: PlannedPublication = get_object_or_404(rows, pk=pk)
    return acted(
        request, lambda: planning.cancel(request.actor, plan, now=request.now), done=_("Đã hủy lịch đăng."),
        then=at_item(plan.item_id),
    )  # fmt: skip


@needs(PUBLISH)
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: Request, pk: int) -> HttpResponse:
    item = item_of(request, pk)
    published = list(Publication.objects.filter(item=item, ended_at=None).values_list("language", flat=True))

    def page(form: Any, status: int) -> HttpResponse:
        context = {"item": item, "form": form, "published": published}
        return render(request, "library/items/withdraw.html", context, status=status)

    if request.method != "POST":
        return page(WithdrawForm(published=published), 200)
    form = WithdrawForm(request.POST, published=published)
    return act(
        request,
        form,
        lambda: publishing.withdraw(
            request.actor, item, form.cleaned_data["languages"], form.cleaned_data["text"], now=request.now
        ),
        done=_("Đã gỡ. Bạn đọc thấy lý do tại địa chỉ cũ."),
        then=at_item(pk),
        show=page,
    )


@needs(PUBLISH)
@require_POST
def review(request: Request, pk: int) -> HttpResponse:
    item, form = item_of(request, pk), ReviewForm(request.POST)
    day = form.cleaned_data["review_on"] if form.is_valid() else item.review_on
    return acted(
        request, lambda: planning.set_review(request.actor, item, day, now=request.now),
        done=_("Đã ghi ngày xem lại."), then=at_item(pk),
    )  # fmt: skip


@needs(EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def correction(request: Request, pk: int) -> HttpResponse:
    edition = edition_of(request, pk)
    pending = PendingCorrection.objects.filter(edition=edition).first()
    last = Publication.objects.filter(edition=edition).order_by("-number").first()

    def page(form: Any, status: int) -> HttpResponse:
        context = {"edition": edition, "item": edition.item, "form": form, "pending": pending, "last": last,
                   "language": language_of(edition.language)}  # fmt: skip
        return render(request, "library/items/correction.html", context, status=status)

    if request.method != "POST":
        start: dict[str, Any] = {"office": edition.item.supplier_id}
        if pending:
            start = {name: getattr(pending, name) for name in ("what", "now", "source", "office")}
            start["seen"] = pending.revision
        return page(CorrectionForm(initial=start, actor=request.actor), 200)
    form = CorrectionForm(request.POST, actor=request.actor)

    def announce() -> None:
        given = {name: form.cleaned_data[name] for name in ("what", "now", "source", "office")}
        correcting.announce(
            request.actor, edition, correcting.CorrectionGiven(**given), seen=form.cleaned_data["seen"],
            now=request.now,
        )  # fmt: skip

    return act(
        request, form, announce, then=at_item(edition.item_id), show=page,
        done=_("Đã ghi. Sửa bản nháp rồi trình duyệt; đính chính được đánh số khi bản sửa được đăng."),
    )  # fmt: skip


@needs(EDIT)
@require_POST
def drop_correction(request: Request, pk: int) -> HttpResponse:
    edition = edition_of(request, pk)
    return acted(
        request, lambda: correcting.drop(request.actor, edition, now=request.now),
        done=_("Đã bỏ bản đính chính đang soạn."), then=at_item(edition.item_id),
    )  # fmt: skip
