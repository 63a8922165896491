"""A supervisor's decision comes in as a file, wherever an interview waits for one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from interviewtool.gui.files import read_chosen
from interviewtool.gui.operations import Operations
from interviewtool.i18n import _

if TYPE_CHECKING:
    from interviewtool.workspace import Workspace


def take_decision(owner: QWidget, workspace: Workspace, operations: Operations, *, then: Callable[[], object]) -> None:
    """Choose the file and take it in. then: called when it is in the vault."""
    path = operations.dialogs.open_file(
        owner, _("Take in what a member says"), _("Withdrawals and decisions (*.jsonl);;All files (*)")
    )
    if path is not None:
        operations.run(
            lambda _progress: workspace.team.take_events(read_chosen(path)),
            owner=owner,
            title=_("Reading"),
            done=lambda _received: then(),
        )
