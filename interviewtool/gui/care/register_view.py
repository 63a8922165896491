"""The register of who is who, while it is open: a countdown, and a table that goes when the time is over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from interviewtool.gui.design import Space, scaled
from interviewtool.gui.widgets import FleetingField, FormRows, button, button_row, column_of, lead, title
from interviewtool.i18n import N_, _
from interviewtool.model import IdentityKind, folded

if TYPE_CHECKING:
    from interviewtool.workspace import Workspace

KINDS = {
    IdentityKind.RESPONDENT: N_("respondent"),
    IdentityKind.AFFECTED_PERSON: N_("affected person"),
    IdentityKind.PERSON: N_("person"),
    IdentityKind.UNIT: N_("unit"),
    IdentityKind.CONTACT: N_("contact"),
}


@dataclass(frozen=True, slots=True, repr=False)
class Entry:
    """One line of the register. called: the pseudonym used in documents, or empty. No repr: it holds a name."""

    name: str
    called: str
    kind: IdentityKind
    interview: str


def read_register(workspace: Workspace) -> tuple[Entry, ...]:
    """Everyone in the register that is open. KnownError vault.register_closed."""
    with workspace.vault.identities() as register:
        everyone = register.all()
    pseudonyms = workspace.vault.run(lambda transaction: transaction.pseudonyms.all())
    return tuple(
        Entry(each.text, pseudonyms.get(each.person_code, ""), each.kind, each.interview_id)
        for each in sorted(everyone, key=lambda one: one.text.casefold())
    )


class RegisterView(QWidget):
    """closed: the person or the time closed it."""

    closed = Signal()

    def __init__(self, workspace: Workspace, entries: tuple[Entry, ...]) -> None:
        super().__init__()
        self._workspace = workspace
        self._entries = entries
        column: QVBoxLayout = column_of(self)
        column.setContentsMargins(Space.HUGE, Space.LARGE, Space.HUGE, Space.LARGE)
        column.addWidget(title(_("Register of names")))
        self._left = lead("")
        column.addWidget(self._left)
        rows = FormRows()
        self.search = FleetingField()
        rows.add(_("&Find a name or a pseudonym"), self.search)
        column.addLayout(rows)
        self.table = _table()
        column.addWidget(self.table, 1)
        self.close_button = button(_("&Close the register"), self.close_register)
        column.addLayout(button_row(self.close_button))
        self.search.textChanged.connect(lambda _text: self._fill())
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self._tell)
        self._timer.start()
        self._fill()
        self._tell()
        self.setFocusProxy(self.search)

    def close_register(self) -> None:
        """Close it now, and take the names off the screen."""
        self._workspace.vault.register.close()
        self._gone()

    def _tell(self) -> None:
        seconds = round(self._workspace.vault.register.seconds_left)
        if seconds <= 0:
            self._gone()
            return
        minutes, rest = divmod(seconds, 60)
        self._left.setText(_("It closes by itself in {time}.").format(time=f"{minutes}:{rest:02}"))

    def _gone(self) -> None:
        self._timer.stop()
        self._entries = ()
        self.table.setRowCount(0)
        self.search.clear()
        self.closed.emit()

    def _fill(self) -> None:
        wanted = folded(self.search.text()).strip()
        shown = [each for each in self._entries if wanted in folded(each.name) or wanted in folded(each.called)]
        self.table.setRowCount(len(shown))
        for row, each in enumerate(shown):
            for place, text in enumerate((each.name, each.called, _(KINDS[each.kind]), each.interview)):
                self.table.setItem(row, place, QTableWidgetItem(text))


def _table() -> QTableWidget:
    table = QTableWidget(0, 4)
    table.setAccessibleName(_("Register of names"))
    table.setHorizontalHeaderLabels([_("Name"), _("In documents"), _("Who or what"), _("Interview")])
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(scaled(38))
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    return table
