"""A plain form for who contributes twice a year: six fields, then the facts of the kind."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nhipcau.core.public import HouseError, NotAllowedError, Request, needs
from nhipcau.design.public import tell

from ...actions.items import NewItem, Words, create_item
from ...actions.media.given import PictureGiven, RightsGiven
from ...actions.media.pictures import add_picture
from ...choices import CONTRIBUTE
from ...errors import BadFileError
from ...forms.items import ContributionForm, FactsForm, suppliers
from ...forms.pasted import blocks_of
from ...kinds import KINDS
from ...models import Item, Picture


@needs(CONTRIBUTE)
@require_http_methods(["GET", "HEAD", "POST"])
def contribute(request: Request) -> HttpResponse:
    if request.method != "POST":
        kind = request.GET.get("loai", "")
        form = ContributionForm(actor=request.actor, initial={"kind": kind})
        return _page(request, form, FactsForm(kind=kind), [], kind)
    kind = request.POST.get("kind", "")
    form = ContributionForm(request.POST, request.FILES, actor=request.actor)
    facts = FactsForm(request.POST, kind=kind)
    valid = all([form.is_valid(), facts.is_valid()])
    kept, refused = _take_in(request, form)
    if request.POST.get("act") == "kind":
        return _page(request, _unbound(request), FactsForm(kind=kind, initial=request.POST.dict()), kept, kind)
    for sentence in refused:
        form.add_error("pictures", sentence)
    if not valid or refused:
        return _page(request, form, facts, kept, kind, 422)
    try:
        item = _create(request, form.cleaned_data, facts.facts(), kept)
    except NotAllowedError:
        raise
    except HouseError as problem:
        form.add_error(None, str(problem))
        return _page(request, form, facts, kept, kind, problem.status)
    tell(request, _("Đã lưu bản nháp. Xem lại, bổ sung chú thích ảnh rồi bấm “Gửi biên tập”."))
    return redirect("library:write", item.pk)


def _unbound(request: Request) -> ContributionForm:
    """The same words, without complaints: somebody has only chosen a kind."""
    initial = {name: request.POST.get(name, "") for name in ("kind", "title", "summary", "text", "supplier")}
    return ContributionForm(actor=request.actor, initial=initial)


def _page(request: Request, form: Any, facts: Any, kept: list[Picture], kind: str, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "facts": facts,
        "kept": kept,
        "kind": KINDS.get(kind),
        "contributes": len(suppliers(request.actor)),
    }
    return render(request, "library/items/contribute.html", context, status=status)


def _take_in(request: Request, form: ContributionForm) -> tuple[list[Picture], list[str]]:
    """The pictures that came with this form or an earlier showing of it, and why others were refused."""
    wanted = [int(pk) for pk in request.POST.getlist("kept") if pk.isdecimal()]
    found = {each.pk: each for each in Picture.objects.visible_to(request.actor).filter(pk__in=wanted)}
    kept, refused = [found[pk] for pk in wanted if pk in found], []
    supplier = form.cleaned_data.get("supplier") or suppliers(request.actor).first()
    rights = RightsGiven(supplier_id=supplier.pk if supplier else None)
    for file in request.FILES.getlist("pictures"):
        try:
            given = PictureGiven(rights=rights)
            brought = add_picture(request.actor, file, given, name=file.name or "", now=request.now)
        except BadFileError as problem:
            refused.append(f"{file.name}: {problem}")
        else:
            kept += [] if brought.picture in kept else [brought.picture]
    return kept, refused


def _create(request: Request, given: dict[str, Any], facts: dict[str, Any], kept: list[Picture]) -> Item:
    body = [{**block, "id": str(uuid4())} for block in blocks_of(given["text"])]
    body += [{"type": "picture", "value": picture.pk, "id": str(uuid4())} for picture in kept[1:]]
    words = Words(
        title=given["title"], summary=given["summary"], body=body, facts=facts, cover=kept[0] if kept else None
    )
    new = NewItem(kind=given["kind"], supplier=given["supplier"], words=words)
    return create_item(request.actor, new, now=request.now)
