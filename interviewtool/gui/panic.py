"""Panic: the keys of the vault are destroyed at once, whether it is open or not.

Asked once, with the way back first; where the settings waive the question, the keys must be pressed twice within two
seconds, so that a slip of the hand destroys nothing.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from interviewtool.gui.dialogs import Question
from interviewtool.gui.operations import Operations
from interviewtool.i18n import _

if TYPE_CHECKING:
    from interviewtool.vault import Destruction

_TWICE_WITHIN = 2.0
"""Seconds."""


class Panic:
    """Decides whether the keys go."""

    def __init__(self, owner: QWidget, operations: Operations) -> None:
        self._owner = owner
        self._operations = operations
        self._pressed = -_TWICE_WITHIN
        self._asking = False

    def pressed(self, folder: Path, *, ask: bool) -> bool:
        """The keys were pressed. Whether to destroy what is in the folder."""
        if ask:
            return self.agreed(folder)
        before, self._pressed = self._pressed, time.monotonic()
        return self._pressed - before <= _TWICE_WITHIN

    def agreed(self, folder: Path) -> bool:
        """Ask."""
        if self._asking:
            return False
        self._asking = True
        try:
            return self._operations.dialogs.confirm(self._owner, question(folder))
        finally:
            self._asking = False

    def tell(self, done: Destruction) -> None:
        """Say what could not be destroyed; nothing where all went well."""
        if not done.sealed:
            files = "".join(f"\n– {name}" for name in done.failed)
            text = _("It may still be possible to open the vault. Destroy its folder, or the disk it is on.")
            self._operations.dialogs.tell(self._owner, _("Not everything was destroyed"), text + files)


def looks_like_vault(folder: Path) -> bool:
    """Whether a folder that nobody has unlocked, or what a killed act left of it, holds files of a vault, even damaged.

    In no other folder is anything destroyed.
    """
    from interviewtool.vault.layout import Layout
    from interviewtool.vault.panic import holds_vault

    return holds_vault(*Layout(folder).with_copies)


def question(folder: Path) -> Question:
    """What is asked before the keys are destroyed."""
    text = _("The keys of this vault are destroyed at once and for ever. After that nobody can open it, not even you.")
    return Question(
        title=_("Destroy the keys?"),
        text="\n\n".join((text, str(folder), out_of_reach())),
        agree=_("&Destroy the keys"),
        decline=_("Keep them"),
        danger=True,
    )


def out_of_reach() -> str:
    """What a destruction of the keys cannot reach, a line each."""
    from interviewtool.vault import OUT_OF_REACH  # not before the unlock view is shown

    return "\n".join((_("Out of its reach:"), *(f"– {_(what)}" for what in OUT_OF_REACH)))
