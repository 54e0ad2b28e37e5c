"""How far the recognition of pages has come, told to whoever waits for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Listener = Callable[[int, int], None]

_listener: ContextVar[Listener | None] = ContextVar("listener", default=None)


@contextmanager
def heard_by(listener: Listener) -> Iterator[None]:
    """While the block runs, `listener(done, total)` is called after each page that was recognised, in its thread.

    A packet tells of each of its documents anew. What the listener raises ends the reading.
    """
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


def tell(done: int, total: int) -> None:
    """Tell the listener, if there is one, that `done` of `total` pages have been recognised."""
    listener = _listener.get()
    if listener is not None:
        listener(done, total)
