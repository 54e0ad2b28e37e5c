"""How a page carries out an act on an assignment and tells what came of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from nhipcau.core.public import ChangedMeanwhileError, HouseError, Request
from nhipcau.design import public as design
from nhipcau.design.public import Show

from ..forms.progress import Versioned
from ..models import Assignment


def seen(request: Request, pk: int) -> Assignment:
    """The assignment that the visitor may see, with its duty, plan and organisation; else 404."""
    rows = Assignment.objects.visible_to(request.actor).select_related("duty", "plan", "organisation")
    found: Assignment = get_object_or_404(rows, pk=pk)
    return found


def act(request: Request, form: Any, do: Callable[[], Any], *, done: Any, then: str, show: Show) -> HttpResponse:
    """As everywhere in the house; after somebody else's change the form answers to what is shown now."""

    def refused(problem: HouseError) -> None:
        if isinstance(problem, ChangedMeanwhileError) and isinstance(form, Versioned):
            form.show_version(getattr(problem.current, "version", 0))

    return design.act(request, form, do, done=done, then=then, show=show, refused=refused)


def address_of(assignment: Assignment) -> str:
    """Where an assignment is shown."""
    return reverse("plans:assignment", args=[assignment.pk])
