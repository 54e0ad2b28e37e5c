"""The words of an item as a plain form of blocks, which works without script."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from nhipcau.core.public import ChangedMeanwhileError, HouseError, NotAllowedError, Request, allows, needs
from nhipcau.design.public import tell

from ...actions.items import Words, save_draft
from ...actions.media.given import PictureGiven, RightsGiven
from ...actions.media.pictures import add_picture
from ...choices import CONTRIBUTE, EDIT
from ...errors import BadFileError, SlugTakenError, WrongStageError
from ...forms.blocks import LABELS, Field, body_of, fields_of, fields_posted, restructured
from ...forms.items import FactsForm
from ...models import Attachment, ContentPage, Edition, Picture, Recording
from ...queries.drafts import draft_of, saving_of
from ...queries.readiness import lacking
from ...queries.versions import Row, compared, passages_of, passages_of_page
from .common import at_item, original_of

PICTURES = 300  # how many pictures, the newest, are offered in a list
WITH_AGENCY = ("draft", "returned")


class WordsForm(forms.Form):
    """The words of a text outside of its blocks."""

    title = forms.CharField(label=gettext_lazy("Tiêu đề"), max_length=255)
    summary = forms.CharField(
        label=gettext_lazy("Tóm tắt"), max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    slug = forms.CharField(
        label=gettext_lazy("Đường dẫn"), max_length=200, required=False,
        help_text=gettext_lazy("Chữ không dấu, nối bằng gạch ngang. Để trống thì giữ như cũ."),
    )  # fmt: skip
    search_description = forms.CharField(label=gettext_lazy("Mô tả cho máy tìm kiếm"), max_length=300, required=False)
    seen = forms.CharField(max_length=80, widget=forms.HiddenInput)


@dataclass(slots=True)
class Sheet:
    """What the page shows: forms, blocks, and, where somebody else was faster, what stands there now."""

    edition: Edition
    draft: ContentPage
    form: Any
    facts: Any
    blocks: list[Field]
    cover: int | None
    unsaved: bool = False
    theirs: tuple[Row, ...] = ()


@needs(CONTRIBUTE)
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: Request, pk: int) -> HttpResponse:
    edition = original_of(request, pk)
    if not _may_write(request, edition):
        tell(request, str(WrongStageError(edition.get_stage_display())))
        return redirect(at_item(pk))
    draft = draft_of(edition)
    if request.method == "POST":
        return _posted(request, edition, draft)
    initial = {
        "title": draft.title, "summary": draft.summary, "slug": draft.slug, "seen": saving_of(draft),
        "search_description": draft.search_description,
    }  # fmt: skip
    facts = FactsForm(kind=edition.item.kind, facts=draft.facts)
    blocks = fields_of(list(draft.body.raw_data))
    return _page(request, Sheet(edition, draft, WordsForm(initial=initial), facts, blocks, draft.cover_id))


def _may_write(request: Request, edition: Edition) -> bool:
    return edition.stage in WITH_AGENCY or allows(request.actor, EDIT)


def _posted(request: Request, edition: Edition, draft: ContentPage) -> HttpResponse:
    form, facts = WordsForm(request.POST), FactsForm(request.POST, kind=edition.item.kind)
    blocks, refused = _with_uploads(request, edition, fields_posted(request.POST))
    chosen = request.POST.get("cover", "")
    sheet = Sheet(edition, draft, form, facts, blocks, int(chosen) if chosen.isdecimal() else None)
    for sentence in refused:
        form.add_error(None, sentence)
    wanted = request.POST.get("act", "save")
    if wanted != "save":
        sheet.blocks, sheet.unsaved = restructured(blocks, wanted), True
        return _page(request, sheet)
    if refused or not all([form.is_valid(), facts.is_valid()]):
        return _page(request, sheet, 422)
    return _save(request, sheet)


def _save(request: Request, sheet: Sheet) -> HttpResponse:
    given, stored = sheet.form.cleaned_data, list(sheet.draft.body.raw_data)
    body = body_of(sheet.blocks, stored)
    slug = given["slug"] if given["slug"] != sheet.draft.slug else ""
    words = Words(
        title=given["title"], slug=slug, summary=given["summary"], body=body, facts=_all_facts(sheet),
        cover=Picture.objects.visible_to(request.actor).filter(pk=sheet.cover).first() if sheet.cover else None,
        search_description=given["search_description"],
    )  # fmt: skip
    try:
        save_draft(request.actor, sheet.edition, words, seen=given["seen"], now=request.now)
    except NotAllowedError:
        raise
    except ChangedMeanwhileError as problem:
        return _both(request, sheet, words, problem)
    except HouseError as problem:
        sheet.form.add_error("slug" if isinstance(problem, SlugTakenError) else None, str(problem))
        return _page(request, sheet, problem.status)
    tell(request, _("Đã lưu bản nháp."))
    there = "library:write" if "stay" in request.POST else "library:item"
    return redirect(there, sheet.edition.item_id)


def _all_facts(sheet: Sheet) -> dict[str, Any]:
    """The facts of the form over those that the kind no longer asks for, which are kept."""
    asked = {name.removeprefix("fact-") for name in sheet.facts.fields}
    kept: dict[str, Any] = {name: value for name, value in sheet.draft.facts.items() if name not in asked}
    kept |= sheet.facts.facts()
    return kept


def _both(request: Request, sheet: Sheet, words: Words, problem: ChangedMeanwhileError) -> HttpResponse:
    """Both texts on one page: mine in the form, theirs beside it word by word; saving again is then deliberate."""
    current = draft_of(sheet.edition)
    mine = {
        "title": words.title, "slug": words.slug or current.slug, "summary": words.summary,
        "search_description": words.search_description, "facts": words.facts, "body": words.body,
        "cover": sheet.cover,
    }  # fmt: skip
    rows = compared(passages_of_page(current, sheet.edition), passages_of(mine, sheet.edition.item.kind))
    sheet.theirs = tuple(row for row in rows if row.kind != "kept")
    sheet.form.data = sheet.form.data.copy()
    sheet.form.data["seen"] = saving_of(current)
    return _page(request, sheet, problem.status)


def _with_uploads(request: Request, edition: Edition, blocks: list[Field]) -> tuple[list[Field], list[str]]:
    """Files that came with the form are taken in at once, whatever button was pressed; nothing is lost."""
    refused = []
    rights = RightsGiven(supplier_id=edition.item.supplier_id)
    for at, block in enumerate(blocks):
        for file in request.FILES.getlist(f"b-{at}-upload"):
            try:
                brought = add_picture(
                    request.actor, file, PictureGiven(rights=rights), name=file.name or "", now=request.now
                )
            except BadFileError as problem:
                refused.append(f"{file.name}: {problem}")
                continue
            block.chosen = [*block.chosen, brought.picture.pk] if block.type == "gallery" else [brought.picture.pk]
    return blocks, refused


def _page(request: Request, sheet: Sheet, status: int = 200) -> HttpResponse:
    used = {pk for block in sheet.blocks if block.type not in ("file", "recording") for pk in block.chosen} | {
        sheet.cover or 0
    }
    pictures = Picture.objects.visible_to(request.actor)
    newest = list(pictures.order_by("-pk").values_list("pk", "title")[:PICTURES])
    known = {pk for pk, _title in newest}
    newest += list(pictures.filter(pk__in=used - known).values_list("pk", "title"))
    context = {
        "sheet": sheet,
        "item": sheet.edition.item,
        "form": sheet.form,
        "facts": sheet.facts,
        "blocks": sheet.blocks,
        "labels": LABELS,
        "pictures": newest,
        "files": list(
            Attachment.objects.visible_to(request.actor).order_by("-pk").values_list("pk", "title")[:PICTURES]
        ),
        "recordings": list(
            Recording.objects.visible_to(request.actor).order_by("-pk").values_list("pk", "title")[:PICTURES]
        ),
        "lacks": lacking(sheet.draft, request.today),
        "may_edit": allows(request.actor, EDIT),
    }
    return render(request, "library/items/write.html", context, status=status)
