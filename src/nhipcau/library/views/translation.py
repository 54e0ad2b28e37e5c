"""Translations: the table of all of them, and one beside its original."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nhipcau.core.public import ChangedMeanwhileError, HouseError, NotAllowedError, Request, allows, language, needs
from nhipcau.design.public import acted, tell

from ..actions import translating
from ..actions.translating.machine import ask
from ..choices import READ_LIBRARY, TRANSLATE, CellState, Passage
from ..exchanging.lines import from_lines, to_lines
from ..forms.translation import MatrixFilter, OwnPassageForm, PassageForm
from ..models import Edition, Item, Segment, Standing, Wording
from ..queries.bodies import is_field
from ..queries.differences import plain
from ..queries.drafts import draft_of
from ..queries.matrix import columns, items_for, items_on, lines
from ..queries.memory import earlier, remembered
from ..queries.passages import passages
from ..queries.translating import Row, rows_of

PAGE = 50


@needs(READ_LIBRARY)
@require_safe
def table(request: Request) -> HttpResponse:
    form = MatrixFilter(request.GET, request.actor)
    wanted = form.wanted()
    counted = columns(request.actor, wanted)
    codes = [each.language.code for each in counted if not wanted.language or each.language.code == wanted.language]
    listed = [each.language.code for each in counted if each.listed]
    page = Paginator(items_for(request.actor, wanted, listed).values_list("pk", flat=True), PAGE).get_page(
        request.GET.get("trang")
    )
    shown = [each for each in counted if each.language.code in codes]
    context = {
        "form": form,
        "page": page,
        "columns": shown,
        "translated_into": [each for each in shown if each.is_translated_into],
        "lines": lines(request.actor, items_on(request.actor, page.object_list), codes),
        "states": CellState,
        "unlisted": [each.language for each in counted if not each.listed],
        "translates": allows(request.actor, TRANSLATE),
        "chosen_language": wanted.language,
    }
    return render(request, "library/translation/table.html", context)


@needs(TRANSLATE)
@require_POST
def begin(request: Request, item_pk: int, code: str) -> HttpResponse:
    item = get_object_or_404(Item.objects.visible_to(request.actor), pk=item_pk)
    try:
        made = translating.begin(request.actor, item, code, now=request.now)
    except NotAllowedError:
        raise
    except HouseError as problem:
        tell(request, str(problem), level=messages.WARNING)
        return redirect("library:translations")
    return redirect("library:translation", made.pk)


def translation_of(request: Request, pk: int) -> Edition:
    """The translation that the visitor may see; 404 for others and for originals."""
    found: Edition = get_object_or_404(Edition.objects.visible_to(request.actor).select_related("item"), pk=pk)
    if found.is_original:
        raise Http404
    return found


@needs(READ_LIBRARY)
@require_safe
def side_by_side(request: Request, pk: int) -> HttpResponse:
    return _page(request, translation_of(request, pk))


def _page(
    request: Request, edition: Edition, *, written: tuple[str, str, str] | None = None, status: int = 200
) -> HttpResponse:
    """The page; `written` is a passage that could not be saved, what was written for it, and why."""
    rows = _rows(edition)
    only = request.GET.get("chi") == "cho"
    memory = remembered(request.actor, edition.language, [row.sources[0].now for row in rows if row.waits])
    chosen = _chosen(request, edition)
    kept = [row for row in rows if row.waits or not only]
    shown = [_shown(row, memory, chosen, written) for row in kept]
    for place, each in enumerate(shown):
        each["later"] = [row.key for row in kept[place + 1 : place + 40]]
    context = {
        "edition": edition,
        "item": edition.item,
        "language": language(edition.language),
        "listed": edition.language in settings.NHIPCAU_CONTENT_LANGUAGES,
        "rows": shown,
        "only": only,
        "counts": {state: sum(row.state == state for row in rows) for state in Passage},
        "waiting": sum(row.waits for row in rows),
        "standing": Standing.objects.filter(edition=edition).first(),
        "writes": allows(request.actor, TRANSLATE),
        "engine": bool(settings.NHIPCAU_TRANSLATION_ENGINE),
        "own": OwnPassageForm(),
        "places": [(row.block, row.text) for row in rows if row.block and not is_field(row.block)],
    }
    return render(request, "library/translation/page.html", context, status=status)


def _rows(edition: Edition) -> list[Row]:
    original = Edition.objects.select_related("item").get(item=edition.item, language=edition.item.original)
    segments = Segment.objects.filter(edition=edition).select_related("by").order_by("pk")
    return rows_of(draft_of(original), draft_of(edition), segments)


def _chosen(request: Request, edition: Edition) -> tuple[str, str]:
    """Earlier words that the translator wants in the field again: `?doan=<key>&loi=<number>`."""
    number = request.GET.get("loi", "")
    if not number.isdecimal():
        return "", ""
    held = Wording.objects.visible_to(request.actor).filter(pk=number, language=edition.language).first()
    return (request.GET.get("doan", ""), held.text) if held else ("", "")


def _shown(
    row: Row, memory: dict[str, list[Wording]], chosen: tuple[str, str], written: tuple[str, str, str] | None
) -> dict[str, Any]:
    text = chosen[1] if chosen[0] == row.key else row.text
    field = to_lines(text) if _rich(row) else text
    problem = ""
    if written and written[0] == row.key:
        _key, field, problem = written
    offered = memory.get(row.sources[0].now, []) if row.waits and row.sources else []
    return {
        "row": row, "rich": _rich(row), "field": field, "problem": problem, "current": plain(row.text),
        "tall": min(12, 2 + len(field) // 70),
        "offered": [each for each in offered if each.text != row.text],
    }  # fmt: skip


def _rich(row: Row) -> bool:
    return row.rich or (not row.block and any(each.rich for each in row.sources))


@needs(TRANSLATE)
@require_POST
def passage(request: Request, pk: int) -> HttpResponse:
    """One act on one passage, named by `viec`: luu, nhu-goc, dung, bo, lay-lai, gop, tach, go."""
    edition, form = translation_of(request, pk), PassageForm(request.POST)
    do = ACTS.get(request.POST.get("viec", ""))
    if do is None or not form.is_valid():
        return HttpResponseBadRequest(_("Yêu cầu không rõ. Xin tải lại trang."))
    said = {**form.cleaned_data, "sources": request.POST.getlist("source")[:50]}
    try:
        do(request, edition, said)
    except NotAllowedError:
        raise
    except HouseError as problem:
        told = (said["key"], said["text"], _sentence(problem))
        return _page(request, edition, written=told, status=problem.status)
    return redirect(_next(request, edition, said["key"]))


def _sentence(problem: HouseError) -> str:
    if isinstance(problem, ChangedMeanwhileError):
        return _(
            "Người khác vừa sửa đoạn này hoặc đoạn gốc. Chưa có gì bị ghi đè: bản mới nhất hiện bên dưới, lời anh chị "
            "vừa viết còn nguyên trong ô. Xin so lại rồi lưu."
        )
    return str(problem)


def _next(request: Request, edition: Edition, key: str) -> str:
    """The next passage that waits, behind the one that was just done."""
    rows = _rows(edition)
    keys = [row.key for row in rows]
    order = request.POST.getlist("sau_do")[:500]
    waiting = {row.key for row in rows if row.waits}
    behind = next((each for each in order if each in waiting and each != key), "")
    aim = behind or next((each for each in keys if each in waiting), key)
    only = "?chi=cho" if request.GET.get("chi") == "cho" else ""
    return f"{reverse('library:translation', args=[edition.pk])}{only}#d-{aim}"


def _write(request: Request, edition: Edition, said: dict[str, Any]) -> None:
    rich = request.POST.get("rich") == "1"
    held = passages(draft_of(edition)).get(said["block"], "")
    text = said["text"].replace("\r\n", "\n")
    # What was not touched keeps its mark-up to the letter.
    words = held if rich and held and to_lines(held) == text else from_lines(text) if rich else text
    translating.write(
        request.actor, edition, said["sources"], said["block"], words, seen=said["seen"],
        sources_seen=said["sources_seen"], now=request.now,
    )  # fmt: skip


def _as_original(request: Request, edition: Edition, said: dict[str, Any]) -> None:
    """A name or a number that reads the same in both languages."""
    original = Edition.objects.select_related("item").get(item=edition.item, language=edition.item.original)
    words = passages(draft_of(original)).get(next(iter(said["sources"]), ""), "")
    translating.write(
        request.actor, edition, said["sources"], said["block"], words, seen=said["seen"],
        sources_seen=said["sources_seen"], now=request.now,
    )  # fmt: skip


def _keep(request: Request, edition: Edition, said: dict[str, Any]) -> None:
    translating.keep(
        request.actor, edition, said["sources"], said["block"], seen=said["seen"], sources_seen=said["sources_seen"],
        now=request.now,
    )  # fmt: skip


def _leave_out(request: Request, edition: Edition, said: dict[str, Any]) -> None:
    translating.leave_out(
        request.actor, edition, said["sources"], said["block"], seen=said["seen"], now=request.now
    )  # fmt: skip


def _take_back(request: Request, edition: Edition, said: dict[str, Any]) -> None:
    translating.take_back(request.actor, edition, said["sources"], now=request.now)


def _merge(request: Request, edition: Edition, said: dict[str, Any]) -> None:
    translating.merge(
        request.actor, edition, said["block"], said["following"], seen=said["seen"], now=request.now
    )  # fmt: skip


def _split(request: Request, edition: Edition, said: dict[str, Any]) -> None:
    translating.split(request.actor, edition, said["block"], seen=said["seen"], now=request.now)


def _drop(request: Request, edition: Edition, said: dict[str, Any]) -> None:
    translating.drop(request.actor, edition, said["block"], seen=said["seen"], now=request.now)


ACTS: dict[str, Callable[[Request, Edition, dict[str, Any]], None]] = {
    "luu": _write, "nhu-goc": _as_original, "dung": _keep, "bo": _leave_out, "lay-lai": _take_back, "gop": _merge,
    "tach": _split, "go": _drop,
}  # fmt: skip


@needs(TRANSLATE)
@require_POST
def add(request: Request, pk: int) -> HttpResponse:
    edition, form = translation_of(request, pk), OwnPassageForm(request.POST)
    if not form.is_valid():
        tell(request, _("Đoạn thêm cần có chữ."), level=messages.WARNING)
        return redirect("library:translation", pk)
    said = form.cleaned_data
    text = from_lines(said["text"]) if said["kind"] == "paragraph" else said["text"]
    made = translating.add_own(request.actor, edition, said["after"], said["kind"], text, now=request.now)
    tell(request, _("Đã thêm một đoạn của bản dịch."))
    return redirect(f"{reverse('library:translation', args=[pk])}#d-{made}")


@needs(TRANSLATE)
@require_POST
def follow_media(request: Request, pk: int) -> HttpResponse:
    changed = translating.bring_along(request.actor, translation_of(request, pk), now=request.now)
    tell(request, _("Ảnh và tệp đã theo bản gốc; lời dịch không thay đổi.") if changed else _("Ảnh và tệp đã khớp."))
    return redirect("library:translation", pk)


@needs(TRANSLATE)
@require_POST
def machine(request: Request, pk: int) -> HttpResponse:
    edition = translation_of(request, pk)
    return acted(
        request,
        lambda: ask(request.actor, edition, now=request.now),
        done=_("Đã nhờ máy dịch các đoạn chưa dịch. Gợi ý hiện ra khi xong; chỉ là gợi ý cho đến khi xác nhận."),
        then=reverse("library:translation", args=[pk]),
    )


@needs(READ_LIBRARY)
@require_safe
def wordings(request: Request, pk: int) -> HttpResponse:
    edition = translation_of(request, pk)
    page = Paginator(earlier(edition), PAGE).get_page(request.GET.get("trang"))
    context = {"edition": edition, "item": edition.item, "language": language(edition.language), "page": page}
    return render(request, "library/translation/wordings.html", context)
