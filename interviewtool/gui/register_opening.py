"""How an act comes into the register of names: it is open already, or the passphrase is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from interviewtool.gui.operations import Operations
from interviewtool.i18n import _

if TYPE_CHECKING:
    from interviewtool.pseudonym import Opening
    from interviewtool.workspace import Workspace


def open_register(owner: QWidget, workspace: Workspace, operations: Operations, *, why: str) -> Opening | None:
    """What the act is given; None where the person turned away. why: a sentence or two above the passphrase."""
    from interviewtool.pseudonym import Register  # with all it brings along, only once a vault is open

    if workspace.vault.register.seconds_left > 0:
        return Register.OPEN
    return operations.dialogs.passphrase(owner, _("Open the register"), why)
