"""What an act changed. References are those that hold right after the act."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from interviewtool.model import Reference

References = tuple[Reference, ...]


class Changes:
    """Result of every act on a form instance; it never changes.

    values: nodes whose raw value (or missing reason) changed: exactly the rows to be written; a new repeat instance is
    among them, since it has a row of its own. relevance, readonly, required: nodes where that turned, groups and
    everything in them included. added, removed: repeat instances; after a removal later instances of that repeat bear
    the number before, and none of their nodes is listed for that alone.
    """

    relevance: References = ()  # what an answer seldom changes is no part of each
    readonly: References = ()
    required: References = ()
    added: References = ()
    removed: References = ()

    def __init__(
        self,
        values: References = (),
        look: Callable[[Sequence[int]], Iterable[Reference]] = lambda slots: (),
        slots: Sequence[int] = (),
    ) -> None:
        """look(slots): finds `shown`."""
        self.values = values
        self._look = look
        self._slots = slots

    @cached_property
    def shown(self) -> References:
        """Nodes whose label, hint, choices or validity may look different.

        Found when asked for: ask before the next act.
        """
        return tuple(self._look(self._slots))

    def __or__(self, later: Changes) -> Changes:
        """What both acts changed together, each reference once."""
        both = Changes()
        for name in ("values", "relevance", "readonly", "required", "added", "removed", "shown"):
            setattr(both, name, tuple(dict.fromkeys((*getattr(self, name), *getattr(later, name)))))
        return both

    def __repr__(self) -> str:
        return f"Changes({len(self.values)} values, {len(self.relevance)} relevance)"
