"""How far long work has come, told to whoever listens (the command line; Dagster has its own)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

# Called with (Vietnamese name of the step, done, total); total is 0 while it is not known.
Listener = Callable[[str, int, int], None]
_listener: ContextVar[Listener | None] = ContextVar("listener", default=None)


def report(step: str, done: int = 0, total: int = 0) -> None:
    """Tell the listener, if there is one, how far a step has come."""
    listener = _listener.get()
    if listener is not None:
        listener(step, done, total)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Have a function told of all progress made inside the block."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)
