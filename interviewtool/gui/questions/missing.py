"""Why a question has no answer: the same four reasons on every question, by mouse and by key."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton

from interviewtool.gui.design import Role, set_role
from interviewtool.i18n import N_, _
from interviewtool.model import MissingReason

REASONS = {
    MissingReason.DONT_KNOW: N_("&Does not know"),
    MissingReason.REFUSED: N_("Does not want to &answer"),
    MissingReason.NOT_ASKED: N_("&Not asked"),
    MissingReason.NOT_APPLICABLE: N_("Does not a&pply"),
}
"""The reasons as the menu shows them, with the key of each."""


def reason_text(reason: MissingReason) -> str:
    """The reason as running text."""
    return _(REASONS[reason]).replace("&", "")


class MissingReasonButton(QToolButton):
    """Opens the menu of reasons, and shows the one that stands. chosen(MissingReason or None)."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        set_role(self, Role.QUIET)
        # Reached by Ctrl+M from the question, so that Tab goes from answer to answer.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill)
        self._reasons: dict[MissingReason, QAction] = {}
        self._clear: QAction | None = None
        self._reason: MissingReason | None = None
        self.setMenu(self._menu)
        self.show_reason(None)

    def show_reason(self, reason: MissingReason | None, *, answered: bool = False) -> None:
        """Show the reason that stands, if one does. answered: there is an answer, so the words would be untrue."""
        text = reason_text(reason) if reason is not None else _("No answer")
        self.setText("…" if answered else text)
        self.setToolTip(_("Why there is no answer (Ctrl+M)"))
        name = self.toolTip() if answered else _("Reason for no answer: {reason}").format(reason=text)
        self.setAccessibleName(name)
        set_role(self, Role.REASON if reason is not None else Role.QUIET)
        self._reason = reason
        self._tick()

    def open_menu(self) -> None:
        """Open the menu below the button; arrows and the underlined letters work in it, and Return at once."""
        stands = self._reasons.get(self._reason) if self._reason is not None else None
        first = stands or next(iter(self.reasons().values()))
        QTimer.singleShot(0, self._menu, lambda: self._menu.setActiveAction(first))  # once it is open
        self.showMenu()

    def reasons(self) -> dict[MissingReason, QAction]:
        """The menu's rows."""
        self._fill()
        return self._reasons

    def _fill(self) -> None:
        """Make the rows when they are first asked for: few of a page's questions go without an answer."""
        if self._reasons:
            return
        for reason, text in REASONS.items():
            action = self._menu.addAction(_(text))
            action.setCheckable(True)
            action.triggered.connect(lambda _checked=False, reason=reason: self.chosen.emit(reason))
            self._reasons[reason] = action
        self._menu.addSeparator()
        self._clear = self._menu.addAction(_("&Still open"))
        self._clear.triggered.connect(lambda _checked=False: self.chosen.emit(None))
        self._tick()

    def _tick(self) -> None:
        for each, action in self._reasons.items():
            action.setChecked(each is self._reason)
        if self._clear is not None:
            self._clear.setEnabled(self._reason is not None)
