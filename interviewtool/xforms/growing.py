"""Making many things that stay: the collector would only look through them again and again, a third of a load."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def growing() -> Iterator[None]:
    """No collection inside. What was made counts as old, or the first answer would wait until it is looked through."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.freeze()
            gc.unfreeze()  # to the oldest generation
            gc.enable()
