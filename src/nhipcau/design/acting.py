"""How a page carries out an act and says what came of it. A right that is missing stays an error page of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from nhipcau.core.public import HouseError, NotAllowedError

from .telling import tell

Show = Callable[[Any, int], HttpResponse]
Words = Callable[[HouseError], str]


def acted(request: HttpRequest, do: Callable[[], Any], *, done: Any, then: str, words: Words = str) -> HttpResponse:
    """Runs an act that has no form of its own, tells `done` and goes to `then`; a refusal is told there instead.

    `words` says a refusal where the room has better words than the error. Raises NotAllowedError.
    """
    try:
        do()
    except NotAllowedError:
        raise
    except HouseError as problem:
        tell(request, words(problem), level=messages.WARNING)
    else:
        tell(request, done)
    return redirect(then)


def act(
    request: HttpRequest,
    form: Any,
    do: Callable[[], Any],
    *,
    done: Any,
    then: str,
    show: Show,
    words: Words = str,
    refused: Callable[[HouseError], None] | None = None,
) -> HttpResponse:
    """Runs `do` where the form holds, tells `done` and goes to `then`; else shows the page again, nothing lost.

    `show(form, status)` draws the page. A refusal stands above the form in `words`; `refused` hears of it before the
    page is drawn. Raises NotAllowedError.
    """
    if not form.is_valid():
        return show(form, 422)
    try:
        do()
    except NotAllowedError:
        raise
    except HouseError as problem:
        form.add_error(None, words(problem))
        if refused:
            refused(problem)
        return show(form, problem.status)
    tell(request, done)
    return redirect(then)
