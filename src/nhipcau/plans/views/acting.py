"""How a page carries out an act on an assignment and tells what came of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from nhipcau.core.public import ChangedMeanwhileError, HouseError, NotAllowedError, Request
from nhipcau.design.public import tell

from ..forms.progress import Versioned
from ..models import Assignment

Show = Callable[[Any, int], HttpResponse]


def seen(request: Request, pk: int) -> Assignment:
    """The assignment that the visitor may see, with its duty, plan and organisation; else 404."""
    rows = Assignment.objects.visible_to(request.actor).select_related("duty", "plan", "organisation")
    found: Assignment = get_object_or_404(rows, pk=pk)
    return found


def act(request: Request, form: Any, do: Callable[[], Any], *, done: Any, then: str, show: Show) -> HttpResponse:
    """Runs `do` where the form holds, tells `done` and goes to `then`; else shows the page again, nothing lost.

    What the house refuses stands above the form in words; after somebody else's change the form answers to what
    is shown now. A right that is missing stays an error of its own.
    """
    if form.is_valid():
        try:
            do()
        except NotAllowedError:
            raise
        except HouseError as problem:
            form.add_error(None, str(problem))
            if isinstance(problem, ChangedMeanwhileError) and isinstance(form, Versioned):
                form.show_version(getattr(problem.current, "version", 0))
            return show(form, problem.status)
        tell(request, done)
        return redirect(then)
    return show(form, 422)


def address_of(assignment: Assignment) -> str:
    """Where an assignment is shown."""
    return reverse("plans:assignment", args=[assignment.pk])
