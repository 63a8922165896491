"""What an act changed. References are those that hold right after the act."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from interviewtool.model import Reference

References = tuple[Reference, ...]


class Changes:
    """Result of every act on a form instance; it never changes.

    values: nodes whose raw value (or missing reason) changed: exactly the rows to be written; a new repeat instance is
    among them, since it has a row of its own. relevance, readonly, required: nodes where that turned, groups and
    everything in them included. added, removed: repeat instances; after a removal later instances of that repeat bear
    the number before, and none of their nodes is listed for that alone.
    """

    __slots__ = ("_look", "_seen", "_shown", "added", "readonly", "relevance", "removed", "required", "values")

    def __init__(  # noqa: PLR0917 - by keyword it takes twice as long, and every answer makes one
        self,
        values: References = (),
        relevance: References = (),
        readonly: References = (),
        required: References = (),
        added: References = (),
        removed: References = (),
        look: Callable[..., Iterable[Reference]] = tuple,
        *seen: list[int],
    ) -> None:
        """look(*seen): finds `shown`."""
        self.values = values
        self.relevance = relevance
        self.readonly = readonly
        self.required = required
        self.added = added
        self.removed = removed
        self._look = look
        self._seen = seen
        self._shown: References | None = None

    @property
    def shown(self) -> References:
        """Nodes whose label, hint, choices or validity may look different.

        Found when asked for: ask before the next act.
        """
        if self._shown is None:
            self._shown = tuple(self._look(*self._seen))
        return self._shown

    def __or__(self, later: Changes) -> Changes:
        """What both acts changed together, each reference once."""
        shown = (*self.shown, *later.shown)
        names = ("values", "relevance", "readonly", "required", "added", "removed")
        merged = {name: tuple(dict.fromkeys((*getattr(self, name), *getattr(later, name)))) for name in names}
        return Changes(**merged, look=lambda: dict.fromkeys(shown))

    def __repr__(self) -> str:
        return f"Changes({len(self.values)} values, {len(self.relevance)} relevance)"
