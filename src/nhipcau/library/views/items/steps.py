"""The steps of a text, each one press: from the agency to the editor, to the approver, and back with a reason."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nhipcau.core.public import Request, needs
from nhipcau.core.public import language as language_of
from nhipcau.design.public import act, acted

from ...actions import flow
from ...choices import APPROVE, CONTRIBUTE, EDIT, REMARK, TRANSLATE, Stage
from ...forms.items import ApprovalForm, ReasonForm, RemarkForm
from ...models import Edition, Publication, Remark
from ...queries.approvers import own_words
from ...queries.drafts import content_of
from ...queries.editions import standing_of
from ...queries.shown import shown
from ...queries.versions import compared, passages_of, passages_of_page
from .common import at_item, edition_of
from .page import show_item


@needs(CONTRIBUTE)
@require_POST
def submit(request: Request, pk: int) -> HttpResponse:
    edition = edition_of(request, pk)
    return _step(request, edition, flow.submit, _("Đã gửi. Biên tập viên sẽ xem và trả lời tại trang này."))


@needs(CONTRIBUTE)
@require_POST
def take_back(request: Request, pk: int) -> HttpResponse:
    return _step(request, edition_of(request, pk), flow.take_back, _("Đã rút về để sửa."))


@needs(EDIT)
@require_POST
def take_up(request: Request, pk: int) -> HttpResponse:
    return _step(request, edition_of(request, pk), flow.take_up, _("Đã nhận biên tập."))


@needs(TRANSLATE)
@require_POST
def ask_approval(request: Request, pk: int) -> HttpResponse:
    return _step(request, edition_of(request, pk), flow.ask_approval, _("Đã trình duyệt."))


@needs(TRANSLATE)
@require_POST
def withdraw_from_approval(request: Request, pk: int) -> HttpResponse:
    return _step(request, edition_of(request, pk), flow.withdraw_from_approval, _("Đã rút khỏi trình duyệt."))


def _step(request: Request, edition: Edition, do: Any, done: str) -> HttpResponse:
    return acted(request, lambda: do(request.actor, edition, now=request.now), done=done, then=at_item(edition.item_id))


@needs(EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def send_back(request: Request, pk: int) -> HttpResponse:
    edition = edition_of(request, pk)
    return _with_reason(request, edition, flow.send_back, _("Đã trả lại kèm lý do."), {
        "title": _("Trả lại để sửa"), "label": _("Cần sửa gì"), "go": _("Trả lại"), "icon": "returned",
    })  # fmt: skip


@needs(APPROVE)
@require_http_methods(["GET", "HEAD", "POST"])
def revoke(request: Request, pk: int) -> HttpResponse:
    edition = edition_of(request, pk)
    return _with_reason(request, edition, flow.revoke_approval, _("Đã thu hồi phê duyệt."), {
        "title": _("Thu hồi phê duyệt"), "label": _("Lý do"), "go": _("Thu hồi"), "icon": "undo",
    })  # fmt: skip


def _with_reason(request: Request, edition: Edition, do: Any, done: str, words: dict[str, str]) -> HttpResponse:
    def page(form: Any, status: int) -> HttpResponse:
        context = {"edition": edition, "item": edition.item, "form": form, "words": words,
                   "language": language_of(edition.language)}  # fmt: skip
        return render(request, "library/items/reason.html", context, status=status)

    if request.method != "POST":
        return page(ReasonForm(label=words["label"]), 200)
    form = ReasonForm(request.POST, label=words["label"])
    return act(
        request, form, lambda: do(request.actor, edition, form.cleaned_data["text"], now=request.now), done=done,
        then=at_item(edition.item_id), show=page,
    )  # fmt: skip


@needs(APPROVE)
@require_http_methods(["GET", "HEAD", "POST"])
def approval(request: Request, pk: int) -> HttpResponse:
    edition = edition_of(request, pk)
    if request.method != "POST":
        return _approval(request, edition, None, 200)
    form = ApprovalForm(request.POST)
    given = form.cleaned_data if form.is_valid() else {}
    return act(
        request,
        form,
        lambda: flow.approve_seen(
            request.actor, edition, seen=given["seen"], correction=given["correction"], note=given["note"],
            now=request.now,
        ),
        done=_("Đã duyệt đúng nội dung vừa xem."),
        then=at_item(edition.item_id),
        show=lambda bound, status: _approval(request, edition, bound, status),
    )  # fmt: skip


def _approval(request: Request, edition: Edition, form: Any, status: int) -> HttpResponse:
    """The content as it would be read, what it changes of what is read now, and the two answers."""
    row = standing_of(edition, request.today)
    content = content_of(row.draft)
    world = Publication.objects.filter(edition=edition, ended_at=None).first()
    before = passages_of(world.content, world.kind) if world else []
    rows = compared(before, passages_of_page(row.draft, edition)) if world else []
    correction = row.correction.revision if row.correction else None
    fresh = ApprovalForm(initial={"seen": row.digest, "correction": correction})
    context = {
        "edition": edition,
        "item": edition.item,
        "row": row,
        "language": language_of(edition.language),
        "shown": shown(content, edition.item.kind, edition.language, request.today),
        "world": world,
        "changes": [each for each in rows if each.kind != "kept"],
        "kept": sum(each.kind == "kept" for each in rows),
        "form": fresh,
        "problems": form.non_field_errors() if form is not None else [],
        "own_words": own_words(request.actor, row.draft),
        "back": ReasonForm(label=_("Cần sửa gì")),
        "awaits": edition.stage == Stage.AWAITING,
    }
    return render(request, "library/items/approval.html", context, status=status)


@needs(REMARK)
@require_POST
def remark(request: Request, pk: int) -> HttpResponse:
    edition = edition_of(request, pk)
    form = RemarkForm(request.POST, label=_("Ý kiến"))
    return act(
        request,
        form,
        lambda: flow.remark(
            request.actor, edition, form.cleaned_data["text"], block=form.cleaned_data["block"], now=request.now
        ),
        done=_("Đã ghi ý kiến."),
        then=f"{at_item(edition.item_id)}#y-kien",
        show=lambda bound, status: show_item(request, edition.item, status, remark_form=bound),
    )


@needs(REMARK)
@require_POST
def settle(request: Request, pk: int) -> HttpResponse:
    visible = Edition.objects.visible_to(request.actor).order_by()
    said: Remark = get_object_or_404(Remark.objects.filter(edition__in=visible).select_related("edition"), pk=pk)
    return acted(
        request, lambda: flow.settle(request.actor, said, now=request.now), done=_("Đã đánh dấu xử lý xong."),
        then=f"{at_item(said.edition.item_id)}#y-kien",
    )  # fmt: skip
