"""What the window asks of every screen.

A screen takes its services by constructor, emits signals, and knows no other screen; `places` and `work` wire them.
It reaches dialogs through `operations.dialogs` and does anything slow through `operations`.
"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from interviewtool.gui.operations import Operations


class Screen(QWidget):
    """A part of the program that fills the window. Subclasses add signals: what the person decided."""

    def __init__(self, operations: Operations) -> None:
        super().__init__()
        self.operations = operations

    def flush(self) -> None:
        """Hand half-typed text to the vault, never asking. Called before the window locks, quits or leaves it."""

    def forget(self) -> None:
        """Drop what was typed only to look something up. Called before the window locks or quits."""

    def refresh(self) -> None:
        """Read again what the services hold. The window calls it when it comes back to the screen."""

    @property
    def replaceable(self) -> bool:
        """Whether it may be made anew, to look or speak otherwise: nothing is done on it, or shown this once."""
        return self.isEnabled()

    def first_focus(self) -> None:
        """Put the focus where the person begins. The window calls it when the screen is shown."""
        self.focusNextChild()
