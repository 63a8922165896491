"""Positional references: `/data/case[2]/place[1]/name`, `[n]` on every repeat step and on no other."""

from __future__ import annotations

import re
from functools import lru_cache

from interviewtool.errors import KnownError

_POSITION = re.compile(r"\[\d+\]")


@lru_cache(maxsize=1 << 14)
def bare(reference: str) -> str:
    """A reference without its positions; asked for the same few thousand again and again."""
    return _POSITION.sub("", reference) if "[" in reference else reference


def unknown(reference: str) -> KnownError:
    """The error of a reference that leads nowhere."""
    return KnownError("xforms.unknown_reference", None, reference=bare(reference))


class Slots(dict[str, int]):
    """Reference → slot. KnownError xforms.unknown_reference."""

    def __missing__(self, reference: str) -> int:
        raise unknown(reference)
