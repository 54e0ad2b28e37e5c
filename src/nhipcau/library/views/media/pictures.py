"""Pictures: the grid, bringing several in, their words, one picture with everything that is known of it."""

from __future__ import annotations

from dataclasses import replace as changed
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhipcau.core.public import VIETNAMESE, ChangedMeanwhileError, HouseError, Request, allows, needs
from nhipcau.design.public import tell

from ...actions.media.given import PictureGiven, PictureTextGiven, picture_given, require_change, stand_of
from ...actions.media.pictures import add_picture, describe_picture, replace_picture
from ...choices import READ_LIBRARY, UPLOAD_MEDIA
from ...forms.media import (
    NamedWordsForm,
    PictureFilters,
    PictureForm,
    PictureWordsForm,
    UploadPicturesForm,
    picture_initial,
    words_forms,
)
from ...models import Picture
from ...queries.media.lists import PICTURE_STATES, ChosenMedia, picture_counts, pictures_for
from ...queries.media.shown import sources
from ...queries.media.sizes import Shape, all_specs
from .common import about, languages, page_of

NEXT = "anh"  # in the address: the pictures whose words are still to be written


@needs(READ_LIBRARY)
@require_safe
def pictures(request: Request) -> HttpResponse:
    form = PictureFilters(request.GET or None, actor=request.actor)
    said = form.cleaned_data if form.is_valid() else {}
    supplier = said.get("co_quan")
    chosen = ChosenMedia(said.get("tinh_trang", ""), said.get("q", ""), supplier.pk if supplier else None)
    rows = pictures_for(request.actor, chosen, request.today)
    page = page_of(request, rows.prefetch_renditions(*all_specs(Shape.CARD)).prefetch_related("texts"))
    counts = picture_counts(request.actor, request.today)
    return render(
        request,
        "library/media/pictures.html",
        {
            "page": page,
            "cards": [(each, sources(each, shape=Shape.CARD), _lacks(each)) for each in page],
            "filters": form,
            "chosen": chosen,
            "states": [(state, label, counts[state]) for state, label in PICTURE_STATES],
            "may_upload": allows(request.actor, UPLOAD_MEDIA),
        },
    )


def _lacks(picture: Picture) -> bool:
    return not any(text.language == VIETNAMESE and text.complete for text in picture.texts.all())


@needs(UPLOAD_MEDIA)
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: Request) -> HttpResponse:
    form = UploadPicturesForm(request.POST or None, request.FILES or None, actor=request.actor, today=request.today)
    problems: list[str] = []
    if request.method == "POST" and form.is_valid():
        brought, problems = _bring(request, form)
        if brought:
            for problem in problems:
                messages.warning(request, problem)
            address = reverse("library:describe_pictures")
            return redirect(f"{address}?{urlencode({NEXT: ','.join(str(pk) for pk in brought)})}")
    status = 422 if form.errors or problems else 200
    return render(request, "library/media/upload_pictures.html", {"form": form, "problems": problems}, status=status)


def _bring(request: Request, form: UploadPicturesForm) -> tuple[list[int], list[str]]:
    """Each file for itself: one that is refused keeps no other back."""
    brought, problems = [], []
    files: list[UploadedFile[bytes]] = form.cleaned_data["pictures"]
    for file in files:
        given, name = PictureGiven(rights=form.rights()), file.name or ""
        try:
            received = add_picture(request.actor, file, given, name=name, now=request.now)
        except HouseError as problem:
            problems.append(f"{name}: {problem}")
        else:
            brought.append(received.picture.pk)
            if received.known:
                problems.append(_("%(name)s: ảnh này đã có trong kho.") % {"name": name})
    return brought, problems


@needs(UPLOAD_MEDIA)
@require_http_methods(["GET", "HEAD", "POST"])
def describe_several(request: Request) -> HttpResponse:
    """The first words of pictures that have just come, all on one page."""
    wanted = [int(each) for each in request.GET.get(NEXT, "").split(",") if each.isdecimal()][:40]
    rows = Picture.objects.visible_to(request.actor).filter(pk__in=wanted).prefetch_related("texts")
    found = list(rows.prefetch_renditions(*all_specs(Shape.CARD)).order_by("pk"))
    forms = [
        NamedWordsForm(request.POST or None, picture=each, initial={"title": each.title, **_vietnamese(each)})
        for each in found
    ]
    if request.method == "POST" and not [form for form in forms if not form.is_valid()]:
        for form in forms:
            words = {VIETNAMESE: form.words()}
            given = changed(picture_given(form.picture), title=form.cleaned_data["title"], texts=words)
            describe_picture(request.actor, form.picture, given, now=request.now)
        count = len(forms)
        tell(
            request,
            ngettext("Đã ghi lời của %(count)s ảnh.", "Đã ghi lời của %(count)s ảnh.", count) % {"count": count},
        )
        return redirect("library:pictures")
    cards = [(form, sources(form.picture, shape=Shape.CARD)) for form in forms]
    status = 422 if any(form.errors for form in forms) else 200
    return render(request, "library/media/describe_pictures.html", {"cards": cards}, status=status)


def _vietnamese(picture: Picture) -> dict[str, str]:
    text = next((text for text in picture.texts.all() if text.language == VIETNAMESE), None)
    return {"alt": text.alt, "caption": text.caption} if text else {}


def _found(request: Request, pk: int) -> Picture:
    found: Picture = get_object_or_404(Picture.objects.visible_to(request.actor).select_related("supplier"), pk=pk)
    return found


@needs(READ_LIBRARY)
@require_safe
def picture(request: Request, pk: int) -> HttpResponse:
    found = _found(request, pk)
    initial = picture_initial(found, stand_of(found))
    form = PictureForm(actor=request.actor, today=request.today, initial=initial)
    return _page(request, found, form, words_forms(None, found.texts.all(), languages()))


@needs(UPLOAD_MEDIA)
@require_POST
def save(request: Request, pk: int) -> HttpResponse:
    found = _found(request, pk)
    require_change(request.actor, found)
    form = PictureForm(request.POST, actor=request.actor, today=request.today)
    words = words_forms(request.POST, found.texts.all(), languages())
    if not all([form.is_valid(), *(each.is_valid() for each in words)]):
        return _page(request, found, form, words, status=422)
    texts: dict[str, PictureTextGiven] = {each.code: each.words() for each in words}
    try:
        describe_picture(request.actor, found, form.given(texts), seen=form.cleaned_data["seen"], now=request.now)
    except ChangedMeanwhileError as problem:
        form.add_error(None, str(problem))
        return _page(request, found, form, words, status=problem.status)
    tell(request, _("Đã lưu thông tin ảnh."))
    return redirect("library:picture", found.pk)


def _page(
    request: Request, found: Picture, form: PictureForm, words: list[PictureWordsForm], status: int = 200
) -> HttpResponse:
    shapes = {shape.value: sources(found, shape=shape) for shape in (Shape.NATURAL, Shape.CARD, Shape.BANNER)}
    context: dict[str, Any] = {
        "picture": found,
        "form": form,
        "words": words,
        "shapes": shapes,
        **about(request, found, "anh"),
    }
    return render(request, "library/media/picture.html", context, status=status)


@needs(UPLOAD_MEDIA)
@require_POST
def replace(request: Request, pk: int) -> HttpResponse:
    found = _found(request, pk)
    file = request.FILES.get("file")
    if file is None:
        messages.warning(request, _("Xin chọn tệp ảnh mới."))
        return redirect("library:picture", pk)
    try:
        replace_picture(request.actor, found, file, name=file.name or "", now=request.now)
    except HouseError as problem:
        if problem.status == 403:
            raise
        messages.warning(request, str(problem))
    else:
        tell(request, _("Đã thay tệp ảnh; lời và quyền sử dụng được giữ nguyên. Xin chọn lại điểm chính."))
    return redirect("library:picture", pk)
