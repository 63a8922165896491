"""When Python's collector looks for cycles that nobody holds any more. One switch of the process, so it is here alone.

Left to itself it runs in whichever thread makes the next object, and destroys there what it finds. Qt allows a widget
to be destroyed on the window's thread alone and may end the process otherwise; PySide sees to that for its own classes
and not for those derived from them. So the window collects by hand.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock

_lock = RLock()
_held = 0
_by_hand = False


@contextmanager
def uncollected() -> Iterator[None]:
    """No collection in any thread meanwhile. A collection that goes on is waited for."""
    global _held
    with _lock:
        _held += 1
        gc.disable()
    try:
        yield
    finally:
        with _lock:
            _held -= 1
            if not (_held or _by_hand):
                gc.enable()


@contextmanager
def growing() -> Iterator[None]:
    """While many things are made that stay: the collector would only look through them again and again, a third of the
    time. They count as old then, or the next collection would wait until it has looked through them.
    """
    with uncollected():
        yield
        gc.freeze()
        gc.unfreeze()  # to the oldest generation


def collect_by_hand() -> None:
    """From now on nothing is collected but by `collect`."""
    global _by_hand
    with _lock:
        _by_hand = True
        gc.disable()


def collect() -> None:
    """Collect in this thread what Python would collect now, the oldest generation that is full; not while held off."""
    with _lock:
        if _held:
            return
        full = [made > allowed > 0 for made, allowed in zip(gc.get_count(), gc.get_threshold(), strict=True)]
        if any(full):
            gc.collect(len(full) - 1 - full[::-1].index(True))
