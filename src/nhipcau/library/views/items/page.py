"""One item: what it is, how each language stands, what is to be done next and what was done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nhipcau.core.public import Actor, ChangedMeanwhileError, Request, allows, needs
from nhipcau.core.public import language as language_of
from nhipcau.design.public import act

from ...actions.arranging import change_about, stand_of
from ...choices import APPROVE, CONTRIBUTE, EDIT, PUBLISH, READ_LIBRARY, REMARK, TRANSLATE, Stage
from ...forms.items import AboutForm, RemarkForm
from ...models import Edition, Item, Publication, Remark
from ...queries.editions import Standing, standings
from ...queries.items import corrections, history, plan_of
from ...queries.shown import shown
from ...queries.versions import compared, passages_at, versions
from .common import at_item, edition_of, item_of

HISTORY = 40


@dataclass(frozen=True, slots=True)
class Act:
    """Something that can be done next: a button (`post`) or a page to go to."""

    label: Any
    url: str
    icon: str
    post: bool = False


@needs(READ_LIBRARY)
@require_safe
def item_page(request: Request, pk: int) -> HttpResponse:
    item = item_of(request, pk)
    return show_item(request, item)


def show_item(request: Request, item: Item, status: int = 200, **forms: Any) -> HttpResponse:
    """The page of an item; `forms` are those that came back with a complaint."""
    rows = standings(item, request.today)
    acts = [(row, acts_for(request.actor, row)) for row in rows]
    remarks = Remark.objects.filter(edition__item=item).select_related("by", "settled_by", "edition")
    context = {
        "item": item,
        "topics": list(item.topics.all()),
        "rows": acts,
        "main": main_act(request.actor, item, rows),
        "published": [row for row in rows if row.publication],
        "plan": plan_of(item),
        "corrections": list(corrections(request.actor, item)),
        "remarks": list(remarks),
        "remark_form": forms.get("remark_form") or RemarkForm(label=_("Ý kiến")),
        "history": list(history(request.actor, item)[:HISTORY]),
        "may": {
            "edit": allows(request.actor, EDIT),
            "publish": allows(request.actor, PUBLISH),
            "remark": allows(request.actor, REMARK, item.supplier_id),
        },
    }
    return render(request, "library/items/item.html", context, status=status)


def main_act(actor: Actor, item: Item, rows: list[Standing]) -> Act | None:
    """The one thing that waits for this reader, if anything does."""
    if allows(actor, APPROVE):
        waiting = next((row for row in rows if row.edition.stage == Stage.AWAITING), None)
        if waiting:
            return Act(_("Xem và duyệt"), reverse("library:approval", args=[waiting.edition.pk]), "stamp")
    ready = [row for row in rows if row.ready and row.edition.stage == Stage.APPROVED]
    if ready and allows(actor, PUBLISH):
        return Act(_("Đăng bản đã duyệt"), reverse("library:publish", args=[item.pk]), "send")
    original = next(row for row in rows if row.edition.is_original)
    found = acts_for(actor, original)
    return found[0] if found and original.edition.stage != Stage.APPROVED else None


def acts_for(actor: Actor, row: Standing) -> list[Act]:
    """What the reader can do with a language, the likeliest first."""
    edition, stage, pk = row.edition, row.edition.stage, row.edition.pk
    editor, approver = allows(actor, EDIT), allows(actor, APPROVE)
    worker = editor if edition.is_original else allows(actor, TRANSLATE)
    contributor = edition.is_original and allows(actor, CONTRIBUTE, edition.item.supplier_id)
    write = Act(_("Soạn tiếp"), reverse("library:write", args=[edition.item_id]), "edit")
    found: list[Act] = []
    if stage in (Stage.DRAFT, Stage.RETURNED) and contributor:
        hand_in = Act(_("Gửi biên tập"), reverse("library:submit", args=[pk]), "send", post=True)
        found += [write, hand_in] if row.lacks else [hand_in, write]
    if stage == Stage.SUBMITTED and contributor and not editor:
        found.append(Act(_("Rút về để sửa"), reverse("library:take_back", args=[pk]), "undo", post=True))
    if edition.is_original and editor and stage in (Stage.DRAFT, Stage.SUBMITTED, Stage.RETURNED, Stage.APPROVED):
        take = Act(_("Nhận biên tập"), reverse("library:take_up", args=[pk]), "edit", post=True)
        found = [take, *found] if stage == Stage.SUBMITTED else [*found, take]
    if worker and stage in (Stage.EDITING, Stage.TRANSLATING):
        ask = Act(_("Trình duyệt"), reverse("library:ask_approval", args=[pk]), "stamp", post=True)
        writing = [write] if edition.is_original else []
        found += [*writing, ask] if row.lacks else [ask, *writing]
    if stage == Stage.AWAITING and approver:
        found.append(Act(_("Xem và duyệt"), reverse("library:approval", args=[pk]), "stamp"))
    if stage == Stage.AWAITING and worker:
        found.append(
            Act(_("Rút khỏi trình duyệt"), reverse("library:withdraw_from_approval", args=[pk]), "undo", post=True)
        )
    if edition.is_original and editor and stage in (Stage.SUBMITTED, Stage.EDITING, Stage.APPROVED):
        found.append(Act(_("Trả lại cơ quan"), reverse("library:send_back", args=[pk]), "returned"))
    if row.publication and editor and stage != Stage.AWAITING:
        found.append(Act(_("Đính chính"), reverse("library:correction", args=[pk]), "warning"))
    return found


@needs(EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def about(request: Request, pk: int) -> HttpResponse:
    item = item_of(request, pk)
    names = ("supplier", "category", "duty", "valid_from", "valid_to", "review_on", "latitude", "longitude")

    def page(form: Any, status: int) -> HttpResponse:
        return render(request, "library/items/about.html", {"item": item, "form": form}, status=status)

    if request.method != "POST":
        values = {name: getattr(item, name) for name in names}
        values |= {"topics": list(item.topics.all()), "seen": stand_of(item)}
        return page(AboutForm(initial=values, actor=request.actor, item=item), 200)
    form = AboutForm(request.POST, actor=request.actor, item=item)

    def change() -> None:
        try:
            change_about(request.actor, item, form.given(), seen=form.cleaned_data["seen"], now=request.now)
        except ChangedMeanwhileError as problem:
            current: Any = problem.current
            form.data = {**request.POST.dict(), "topics": request.POST.getlist("topics"), "seen": stand_of(current)}
            raise

    return act(request, form, change, done=_("Đã lưu thông tin chung."), then=at_item(pk), show=page)


@needs(READ_LIBRARY)
@require_safe
def edition_versions(request: Request, pk: int) -> HttpResponse:
    edition = edition_of(request, pk)
    rows = versions(edition)
    read = request.GET.get("xem", "")
    codes = (request.GET.get("truoc", ""), request.GET.get("sau", ""))
    context: dict[str, Any] = {
        "edition": edition, "item": edition.item, "language": language_of(edition.language), "rows": rows,
        "newest": rows[0].code if rows else "",
    }  # fmt: skip
    if read:
        context["read"] = _read(request, edition, read)
    if any(codes):
        sides = [passages_at(edition, code) for code in codes]
        if None in sides:
            raise Http404
        named = {row.code: row for row in rows}
        context |= {"before": named.get(codes[0]), "after": named.get(codes[1]), "changes": compared(*sides)}  # type: ignore[arg-type]
    return render(request, "library/items/versions.html", context)


def _read(request: Request, edition: Edition, code: str) -> Any:
    number = code.removeprefix("p")
    rows = Publication.objects.filter(edition=edition)
    publication = rows.filter(pk=number).first() if number.isdecimal() and len(number) < 15 else None
    if publication is None:
        raise Http404
    return publication, shown(publication.content, publication.kind, edition.language, request.today)
