"""What reports ask for: templates with their sections and questions, indicators, and who reports on which sections."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nhipcau.core.public import Request, needs
from nhipcau.design.public import tell

from ..actions import templates as acts
from ..actions.frame import ensure_templates, missing_templates
from ..choices import ARRIVED, MANAGE
from ..forms.template import IndicatorForm, NameForm, QuestionForm, SectionForm
from ..models import Indicator, Obligation, Period, Question, ReportTemplate, TemplateSection
from ..queries import templates as asked
from .common import act, acted


def _template(request: Request, pk: int) -> ReportTemplate:
    found: ReportTemplate = get_object_or_404(ReportTemplate.objects.visible_to(request.actor), pk=pk)
    return found


def _at(template: ReportTemplate, part: str = "") -> str:
    return reverse("reports:template", args=[template.pk]) + part


@needs(MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def template_list(request: Request) -> HttpResponse:
    if request.method == "POST":
        ensure_templates(request.user.province, now=request.now)
        tell(request, _("Đã tạo các mẫu có sẵn."))
        return redirect("reports:templates")
    rows = list(asked.templates(request.actor))
    context = {
        "rows": [row for row in rows if not row.retired],
        "retired": [row for row in rows if row.retired],
        "missing": missing_templates(row.code for row in rows),
    }
    return render(request, "reports/template/list.html", context)


@needs(MANAGE)
@require_safe
def template_page(request: Request, pk: int) -> HttpResponse:
    return _template_page(request, _template(request, pk))


def _template_page(
    request: Request, template: ReportTemplate, *, naming: Any = None, adding: Any = None, status: int = 200
) -> HttpResponse:
    used = template.periods.count()
    context = {
        "template": template,
        "sections": asked.whole(template),
        "used": used,
        "open": not used and not template.retired,
        "naming": naming or NameForm(initial={"name": template.name, "seen": asked.state_of(template)}, prefix="ten"),
        "copying": NameForm(prefix="ban"),
        "adding": adding or SectionForm(prefix="phan"),
    }
    return render(request, "reports/template/page.html", context, status=status)


@needs(MANAGE)
@require_POST
def copy_template(request: Request, pk: int) -> HttpResponse:
    """Takes a template up as another edition, or (with a name) as a template of its own."""
    template = _template(request, pk)
    made: list[ReportTemplate] = []
    name = request.POST.get("ban-name", "")
    answer = acted(
        request,
        lambda: made.append(acts.copy_template(request.actor, template, name=name, now=request.now)),
        done=_("Đã lập. Mẫu này chưa có kỳ báo cáo nào dùng nên sửa được."),
        then=_at(template),
    )
    return redirect(_at(made[0])) if made else answer


@needs(MANAGE)
@require_POST
def rename_template(request: Request, pk: int) -> HttpResponse:
    template, form = _template(request, pk), NameForm(request.POST, prefix="ten")
    return act(
        request,
        form,
        lambda: acts.rename_template(request.actor, template, **form.cleaned_data, now=request.now),
        done=_("Đã đổi tên mẫu."),
        then=_at(template),
        show=lambda bound, status: _template_page(request, template, naming=bound, status=status),
    )


@needs(MANAGE)
@require_POST
def retire_template(request: Request, pk: int) -> HttpResponse:
    template = _template(request, pk)
    return acted(
        request,
        lambda: acts.retire_template(request.actor, template, now=request.now),
        done=_("Mẫu này không còn được chọn cho kỳ mới; các kỳ đang dùng giữ nguyên."),
        then=reverse("reports:templates"),
    )


@needs(MANAGE)
@require_POST
def add_section(request: Request, pk: int) -> HttpResponse:
    template, form = _template(request, pk), SectionForm(request.POST, prefix="phan")
    return act(
        request,
        form,
        lambda: acts.save_section(request.actor, template, None, **form.cleaned_data, now=request.now),
        done=_("Đã thêm phần ở cuối mẫu."),
        then=_at(template, "#them-phan"),
        show=lambda bound, status: _template_page(request, template, adding=bound, status=status),
    )


def _section(request: Request, pk: int) -> TemplateSection:
    rows = TemplateSection.objects.visible_to(request.actor).select_related("template")
    found: TemplateSection = get_object_or_404(rows, pk=pk)
    return found


def _question(request: Request, pk: int) -> Question:
    rows = Question.objects.visible_to(request.actor).select_related("section__template")
    found: Question = get_object_or_404(rows, pk=pk)
    return found


@needs(MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def section_page(request: Request, pk: int) -> HttpResponse:
    section = _section(request, pk)
    return _edited(
        request,
        section.template,
        section,
        lambda data: SectionForm(data, initial={**SectionForm.given(section), "seen": asked.state_of(section)}),
        lambda given: acts.save_section(request.actor, section.template, section, **given, now=request.now),
    )


@needs(MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def question_page(request: Request, pk: int) -> HttpResponse:
    question = _question(request, pk)
    first = {**QuestionForm.given(question), "seen": asked.state_of(question)}
    return _question_form(request, question.section, question, first)


@needs(MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def add_question(request: Request, pk: int) -> HttpResponse:
    return _question_form(request, _section(request, pk), None, {})


def _question_form(
    request: Request, section: TemplateSection, question: Question | None, first: dict[str, Any]
) -> HttpResponse:
    form = QuestionForm(
        request.POST if request.method == "POST" else None,
        initial=first,
        indicators=list(Indicator.objects.visible_to(request.actor)),
    )
    return _edited(
        request,
        section.template,
        question or section,
        lambda _data: form,
        lambda given: acts.save_question(
            request.actor, section, question, form.question(), seen=given["seen"], now=request.now
        ),
        adding=question is None,
    )


def _edited(
    request: Request,
    template: ReportTemplate,
    part: TemplateSection | Question,
    form_of: Callable[[Any], Any],
    save: Callable[[dict[str, Any]], Any],
    *,
    adding: bool = False,
) -> HttpResponse:
    """The page of one section or question: the form, and back to its template once it is saved."""
    form = form_of(request.POST if request.method == "POST" else None)
    changeable = not template.retired and not asked.is_used(template)

    def show(bound: Any, status: int) -> HttpResponse:
        context = {"template": template, "part": part, "form": bound, "adding": adding, "open": changeable}
        return render(request, "reports/template/part.html", context, status=status)

    if request.method != "POST":
        return show(form, 200)
    then = _at(template, f"#{'hoi' if isinstance(part, Question) else 'phan'}-{part.pk}")
    return act(request, form, lambda: save(form.cleaned_data), done=_("Đã lưu mẫu báo cáo."), then=then, show=show)


@needs(MANAGE)
@require_POST
def arrange_section(request: Request, pk: int) -> HttpResponse:
    return _arranged(request, (section := _section(request, pk)), section.template, f"#phan-{section.pk}")


@needs(MANAGE)
@require_POST
def arrange_question(request: Request, pk: int) -> HttpResponse:
    question = _question(request, pk)
    return _arranged(request, question, question.section.template, f"#phan-{question.section_id}")


def _arranged(
    request: Request, part: TemplateSection | Question, template: ReportTemplate, anchor: str
) -> HttpResponse:
    """Moves a part up or down, or takes it out."""
    what = request.POST.get("viec", "")
    if what not in ("len", "xuong", "bo"):
        raise Http404
    if what == "bo":
        return acted(
            request,
            lambda: acts.drop_part(request.actor, part, now=request.now),
            done=_("Đã bỏ khỏi mẫu."),
            then=_at(template),
        )
    return acted(
        request,
        lambda: acts.move_part(request.actor, part, up=what == "len", now=request.now),
        done=_("Đã đổi thứ tự."),
        then=_at(template, anchor),
    )


@needs(MANAGE)
@require_safe
def indicator_list(request: Request) -> HttpResponse:
    return render(request, "reports/template/indicators.html", {"rows": list(asked.indicators(request.actor))})


@needs(MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def add_indicator(request: Request) -> HttpResponse:
    return _indicator_form(request, None)


@needs(MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def indicator_page(request: Request, pk: int) -> HttpResponse:
    return _indicator_form(request, get_object_or_404(asked.indicators(request.actor), pk=pk))


def _indicator_form(request: Request, indicator: Any) -> HttpResponse:
    def show(bound: Any, status: int) -> HttpResponse:
        context = {"form": bound, "indicator": indicator, "fixed": indicator is not None and indicator.fixed}
        return render(request, "reports/template/indicator.html", context, status=status)

    if request.method != "POST":
        first = {**IndicatorForm.given(indicator), "seen": asked.state_of(indicator)} if indicator else None
        return show(IndicatorForm(initial=first), 200)
    form = IndicatorForm(request.POST)
    return act(
        request,
        form,
        lambda: acts.save_indicator(
            request.actor, indicator, form.indicator(), seen=form.cleaned_data["seen"], now=request.now
        ),
        done=_("Đã lưu chỉ tiêu."),
        then=reverse("reports:indicators"),
        show=show,
    )


@needs(MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def period_sections(request: Request, pk: int) -> HttpResponse:
    """From which sections each body reports for a period: a box for each body and section."""
    rows = Period.objects.visible_to(request.actor).select_related("template")
    period: Period = get_object_or_404(rows, pk=pk)
    bodies = list(
        Obligation.objects.filter(period=period)
        .select_related("organisation", "submission")
        .prefetch_related("sections")
    )
    if request.method != "POST":
        return _sections_page(request, period, bodies)
    wanted = {
        row.pk: [int(each) for each in request.POST.getlist(f"phan-{row.pk}") if each.isdecimal() and len(each) < 18]
        for row in bodies
        if row.submission.state not in ARRIVED
    }
    return acted(
        request,
        lambda: acts.ask_for_sections(request.actor, period, wanted, now=request.now),
        done=_("Đã ghi từng cơ quan báo cáo những phần nào."),
        then=reverse("reports:period_sections", args=[period.pk]),
    )


def _sections_page(request: Request, period: Period, bodies: list[Obligation]) -> HttpResponse:
    sections = list(period.template.sections.all())
    lines = []
    for row in bodies:
        chosen = {section.pk for section in row.sections.all()} or {section.pk for section in sections}
        boxes = [(section, section.pk in chosen) for section in sections]
        lines.append({"row": row, "boxes": boxes, "arrived": row.submission.state in ARRIVED})
    context = {"period": period, "sections": sections, "lines": lines}
    return render(request, "reports/template/period_sections.html", context)
