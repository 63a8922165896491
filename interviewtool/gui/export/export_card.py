"""What the cards of an export have in common: one file that leaves, under the passphrase where names go along.

What was written is told at the foot of its own card.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from interviewtool.gui.export.result import Exported, ResultCard
from interviewtool.gui.operations import Operations
from interviewtool.gui.register_opening import open_register
from interviewtool.gui.widgets import Card, caption
from interviewtool.i18n import _
from interviewtool.model import InterviewId
from interviewtool.pseudonym import Opening

if TYPE_CHECKING:
    from interviewtool.workspace import Workspace


class ExportCard(Card):
    """exported(Exported). name, text: as of `Card`. owner: the screen, which waits meanwhile. result: what was written
    last.
    """

    exported = Signal(object)

    def __init__(
        self,
        name: str,
        text: str,
        *,
        owner: QWidget,
        workspace: Workspace,
        operations: Operations,
        interview_ids: tuple[InterviewId, ...],
    ) -> None:
        super().__init__(name, text)
        self.result = ResultCard()
        self._owner = owner
        self._workspace = workspace
        self._operations = operations
        self._interview_ids = interview_ids
        self.exported.connect(self.result.show_result)

    def _ask_for_names(self, label: str, note: str) -> QCheckBox:
        """Whether names go along; added to the card."""
        box = QCheckBox(label)
        box.setAccessibleName(label.replace("&", ""))
        box.setAccessibleDescription(note)
        self.column.addWidget(box)
        if note:
            self.column.addWidget(caption(note))
        return box

    def _note_on_passphrase(self) -> str:
        """What the names ask for; "" while the register is open, since nothing is asked for then."""
        opened = self._workspace.vault.register.seconds_left > 0
        return "" if opened else _("The passphrase of this vault is asked for.")

    def _open_register(self) -> Opening | None:
        """For the names; None where the person turned away."""
        why = _("The names of the persons are kept under a key of their own. Type the passphrase of this vault.")
        return open_register(self._owner, self._workspace, self._operations, why=why)

    def _tell(self, exported: Exported) -> None:
        self.exported.emit(exported)
