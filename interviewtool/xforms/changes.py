"""What an act changed. References are those that hold after the act."""

from __future__ import annotations

from dataclasses import dataclass, fields

from interviewtool.model import Reference


@dataclass(frozen=True, slots=True)
class Changes:
    """Frozen result of every act on a form instance.

    values: nodes whose raw value (or missing reason) changed: exactly the rows to be written. relevance, readonly,
    required: nodes where that turned, groups and everything in them included. shown: nodes whose label, hint, choices
    or validity may look different. added, removed: repeat instances; after a removal later instances of that repeat
    bear the number before, and none of their nodes is listed for that alone.
    """

    values: tuple[Reference, ...] = ()
    relevance: tuple[Reference, ...] = ()
    readonly: tuple[Reference, ...] = ()
    required: tuple[Reference, ...] = ()
    shown: tuple[Reference, ...] = ()
    added: tuple[Reference, ...] = ()
    removed: tuple[Reference, ...] = ()

    def __or__(self, later: Changes) -> Changes:
        """What both acts changed together, each reference once."""
        names = (field.name for field in fields(self))
        return Changes(*(tuple(dict.fromkeys((*getattr(self, name), *getattr(later, name)))) for name in names))
