"""Turns a KnownError into what happened and what to do, in the reader's language.

The sentences lie in `explanations`, one module per package (two for `xforms`), each with
`EXPLANATIONS: code -> (what, remedy)`.
"""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass
from functools import cache

from interviewtool.errors import KnownError, Place
from interviewtool.i18n import _, explanations


@dataclass(frozen=True, slots=True)
class Explanation:
    """what: one sentence, what happened. where: file, sheet, row and column, or empty. remedy: what to do now."""

    what: str
    where: str
    remedy: str

    def __str__(self) -> str:
        return "\n".join(part for part in (self.what, self.where, self.remedy) if part)


@cache
def catalogue() -> dict[str, tuple[str, str]]:
    """Every known code with its two English messages."""
    found: dict[str, tuple[str, str]] = {}
    for module in pkgutil.iter_modules(explanations.__path__):
        found.update(importlib.import_module(f"{explanations.__name__}.{module.name}").EXPLANATIONS)
    return found


def explain(error: KnownError) -> Explanation:
    """The sentences of an error. A code without an entry is a bug, and KeyError says so."""
    what, remedy = catalogue()[error.code]
    return Explanation(
        _(what).format(**error.parameters), where(error.place), _(remedy).format(**error.parameters) if remedy else ""
    )


def where(place: Place) -> str:
    """A place as a reader would point at it."""
    parts = []
    if place.file:
        parts.append(place.file)
    if place.sheet:
        parts.append(_("sheet {sheet}").format(sheet=place.sheet))
    if place.row is not None:
        parts.append(_("row {row}").format(row=place.row))
    if place.column:
        parts.append(_("column {column}").format(column=place.column))
    return ", ".join(parts)
