"""How an answer to an item was given, and when: just now, or on paper before."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from interviewtool.gui.consent.decisions import METHODS, method_text
from interviewtool.gui.design import Role, Space, set_role
from interviewtool.gui.paper_row import PaperRow
from interviewtool.gui.widgets import WrappingRow, caption, column_of
from interviewtool.i18n import _
from interviewtool.model import ConsentMethod


class HowGiven(QWidget):
    """changed: something else is chosen. methods: a button for each way."""

    changed = Signal()

    def __init__(self, told: str) -> None:
        """told: as of `PaperRow`."""
        super().__init__()
        column = column_of(self, margin=0, spacing=Space.SMALL)
        column.addWidget(caption(_("How the answer was given")))
        self._group = QButtonGroup(self)
        holder = QWidget()
        row = WrappingRow(holder)
        self.methods: dict[ConsentMethod, QPushButton] = {}
        for method in METHODS:
            choice = QPushButton(method_text(method))
            choice.setAccessibleName(_("Given: {method}").format(method=choice.text()))
            choice.setCheckable(True)
            set_role(choice, Role.CHOICE)
            choice.clicked.connect(self.changed)
            self._group.addButton(choice)
            self.methods[method] = choice
            row.add(choice)
        column.addWidget(holder)
        self.paper = PaperRow(told)
        column.addWidget(self.paper)
        self.paper.changed.connect(self._follow_paper)
        self._follow_paper()

    def show_method(self, shown: ConsentMethod | None) -> None:
        """Offer a way; None for no way yet."""
        self._group.setExclusive(False)
        for method, choice in self.methods.items():
            choice.setChecked(method is shown)
        self._group.setExclusive(True)

    def given(self) -> tuple[ConsentMethod, str] | None:
        """How, and when as of `PaperRow.told`; None while that is not said in full."""
        told = self.paper.told()
        chosen = (method for method, choice in self.methods.items() if choice.isChecked() and choice.isEnabled())
        method = next(chosen, None)
        return None if method is None or told is None else (method, told)

    def fields(self) -> tuple[QWidget, ...]:
        """What takes the focus, in its order."""
        return (*self.methods.values(), *self.paper.fields())

    def _follow_paper(self) -> None:
        self.methods[ConsentMethod.SCREEN].setEnabled(self.paper.told() == "")  # who signs here decides now
        self.changed.emit()
