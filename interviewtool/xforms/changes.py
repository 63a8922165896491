"""What an act changed. References are those that hold right after the act."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from interviewtool.model import Reference

References = tuple[Reference, ...]


class Changes:
    """Result of every act on a form instance, which fills it in and then leaves it alone.

    values: nodes whose raw value (or missing reason) changed: exactly the rows to be written; a new repeat instance is
    among them, since it has a row of its own. relevance, readonly, required: nodes where that turned, groups and
    everything in them included. added, removed: repeat instances; after a removal later instances of that repeat bear
    the number before, and none of their nodes is listed for that alone. look, slots: how `shown` is found, and where.
    """

    # What an act does not touch is read here: with an answer that is nearly all of it.
    values: References = ()
    relevance: References = ()
    readonly: References = ()
    required: References = ()
    added: References = ()
    removed: References = ()
    look: Callable[[Sequence[int]], Iterable[Reference]] = staticmethod(lambda slots: ())
    slots: Sequence[int] = ()

    @cached_property
    def shown(self) -> References:
        """Nodes whose label, hint, choices or validity may look different.

        Found when asked for: ask before the next act.
        """
        return tuple(self.look(self.slots))

    def __or__(self, later: Changes) -> Changes:
        """What both acts changed together, each reference once."""
        both = Changes()
        for name in ("values", "relevance", "readonly", "required", "added", "removed", "shown"):
            setattr(both, name, tuple(dict.fromkeys((*getattr(self, name), *getattr(later, name)))))
        return both

    def __repr__(self) -> str:
        return f"Changes({len(self.values)} values, {len(self.relevance)} relevance)"
