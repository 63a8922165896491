"""Several of many: tick boxes behind a button that says what is ticked (minimal), or narrowed by typing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from interviewtool.gui.design import Space, scaled
from interviewtool.gui.questions.choices import TickField, offered
from interviewtool.gui.questions.field import Field
from interviewtool.gui.widgets import button, column_of
from interviewtool.i18n import _
from interviewtool.interview import SessionQuestion


class _Around(Field):
    """Tick boxes with a control above them."""

    def __init__(self) -> None:
        super().__init__()
        self.ticks = TickField()
        self.ticks.committed.connect(self.committed)
        self.ticks.moved_on.connect(self.moved_on)
        self._column = column_of(self, margin=0, spacing=Space.SMALL)
        self._column.addWidget(self.ticks)

    def show_question(self, question: SessionQuestion, *, anew: bool, editable: bool) -> None:
        self.ticks.show_question(question, anew=anew, editable=editable)

    def name(self, label: str, description: str) -> None:
        super().name(label, description)
        self.ticks.name(label, description)


class FoldedTickField(_Around):
    """Several of a list that opens under a button; the button says what is ticked."""

    def __init__(self) -> None:
        super().__init__()
        self.open: QPushButton = button("", self._toggle)
        self._column.insertWidget(0, self.open, 0, Qt.AlignmentFlag.AlignLeft)

    def show_question(self, question: SessionQuestion, *, anew: bool, editable: bool) -> None:
        super().show_question(question, anew=anew, editable=editable)
        chosen = tuple(question.view.value.split())
        labels = [choice.label for choice in offered(question, chosen) if choice.value in chosen]
        self.open.setText("; ".join(labels).replace("&", "&&") if len(labels) <= 3 else f"{len(labels)} ✓")
        if not labels:
            self.open.setText(_("Choose…"))
        if anew:
            self.ticks.hide()

    def focus_target(self) -> QWidget:
        return self.open

    def name(self, label: str, description: str) -> None:
        super().name(f"{label}: {self.open.text()}", description)

    def _toggle(self) -> None:
        self.ticks.setVisible(self.ticks.isHidden())
        if not self.ticks.isHidden():
            self.ticks.focus_target().setFocus(Qt.FocusReason.OtherFocusReason)


class NarrowedTickField(_Around):
    """Several of a long list: typing a part of a name leaves only the choices that have it."""

    def __init__(self) -> None:
        super().__init__()
        self.narrow = QLineEdit()
        self.narrow.setPlaceholderText(_("Type a part of the name"))
        self.narrow.setMaximumWidth(scaled(520))
        self.narrow.textChanged.connect(self._narrowed)
        self.narrow.returnPressed.connect(self.moved_on)
        self._column.insertWidget(0, self.narrow)

    def show_question(self, question: SessionQuestion, *, anew: bool, editable: bool) -> None:
        super().show_question(question, anew=anew, editable=editable)
        if anew:
            self.narrow.clear()
        self._narrowed()

    def focus_target(self) -> QWidget:
        return self.narrow

    def _narrowed(self) -> None:
        self.ticks.narrow(self.narrow.text())
