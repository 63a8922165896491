"""Rotation out of the window: the vault is closed for it, and opened again by its new passphrase alone."""

from __future__ import annotations

import hmac
from concurrent.futures import TimeoutError as NotYet
from pathlib import Path
from typing import TYPE_CHECKING

from interviewtool.crypto.recovery import RecoveryCode
from interviewtool.errors import Cancelled
from interviewtool.gui.operations import Progress
from interviewtool.gui.screen import Screen
from interviewtool.i18n import _
from interviewtool.vault.rotation import rotate

if TYPE_CHECKING:
    from interviewtool.workspace import Workspace

_ALMOST = 0.99
_LOOK_EVERY = 0.2
"""Seconds between two looks whether the person has answered, or the window ends."""


class Renewal:
    """New keys and a new recovery code, which is shown and typed back before the old vault is destroyed.

    closed: whether the workspace was locked for it; from then on the window has to end, whatever comes of it.
    """

    def __init__(self, owner: Screen, workspace: Workspace, folder: Path, *, present: str, new: str) -> None:
        self.closed = False
        self._owner = owner
        self._operations = owner.operations
        self._workspace = workspace
        self._folder = folder
        self._present = present
        self._new = new

    def run(self, progress: Progress) -> None:
        """The act. KnownError vault.*."""
        with self._workspace.vault.identities(self._present):
            pass  # a wrong passphrase is told before the vault is closed
        self.closed = True
        self._workspace.lock()

        def show(code: RecoveryCode) -> None:
            if not self._written_down(str(code), progress):
                raise Cancelled

        rotate(self._folder, self._present, self._new, clock=self._workspace.clock, progress=progress, show=show)

    def _asked(self, code: str) -> bool:
        """Behind the curtain the code is shown to nobody but who knows the new passphrase."""
        dialogs = self._operations.dialogs
        while self._operations.unattended:
            why = _("The new recovery code is shown next, to be written down. First type the new passphrase.")
            typed = dialogs.passphrase(self._owner, _("The new keys are made"), why)
            if typed is None:
                return False
            if hmac.compare_digest(typed.encode(), self._new.encode()):
                break
        return dialogs.recovery_code(self._owner, code)

    def _written_down(self, code: str, progress: Progress) -> bool:
        answer = self._operations.on_window(lambda: self._asked(code))
        while True:
            try:
                return answer.result(timeout=_LOOK_EVERY)
            except NotYet:
                progress(_ALMOST)  # raises when the window ends meanwhile
