"""One page of the account in large print: what was said larger than what was asked; walked by the arrow keys."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from interviewtool.gui.design import Role, Space, scaled, set_role
from interviewtool.gui.labels import numbered
from interviewtool.gui.questions.fixed import readable
from interviewtool.gui.widgets import paragraph, title
from interviewtool.interview import PageView, SessionQuestion
from interviewtool.model import Reference


class Statement(QFrame):
    """One answer. chosen: Return, or a double click: it is to be corrected. reached: it has the focus now."""

    chosen = Signal(str)
    reached = Signal(str)

    def __init__(self, question: SessionQuestion, language: str) -> None:
        super().__init__()
        self.reference = question.view.reference
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        set_role(self, Role.STATEMENT)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.LARGE, Space.MEDIUM, Space.LARGE, Space.MEDIUM)
        column.addWidget(paragraph(question.view.label, Role.MUTED))
        said = readable(question, language)
        text = paragraph(said, Role.SENTENCE)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        column.addWidget(text)
        self.setAccessibleName(f"{question.view.label}: {said}")

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.reached.emit(self.reference)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit(self.reference)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self.chosen.emit(self.reference)


class _Area(QScrollArea):
    """Leaves the arrow keys to the screen, which walks the statements by them."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()


class Statements(QWidget):
    """chosen(reference): this statement is to be corrected."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._area: QScrollArea | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.statements: list[Statement] = []
        self._current: Reference | None = None

    def show_page(self, page: PageView, language: str, *, path: str = "", at: Reference | None = None) -> None:
        """Show a page from its top, or with one statement in sight and in focus. language: the respondent's.

        path: of which instances the page is, such as of whom; "" where that needs no saying.
        """
        if self._area is not None:
            self._area.hide()
            self._area.deleteLater()
        body = QWidget()
        body.setMaximumWidth(scaled(900))
        column = QVBoxLayout(body)
        column.setContentsMargins(Space.LARGE, Space.LARGE, Space.LARGE, Space.HUGE)
        column.setSpacing(Space.MEDIUM)
        heading = numbered(page.title, page.reference)
        self.setAccessibleName(", ".join(filter(None, (heading, path))))
        if path:
            column.addWidget(paragraph(path, Role.MUTED))
        column.addWidget(title(heading))
        self.statements = [Statement(question, language) for question in page.questions]
        for statement in self.statements:
            statement.chosen.connect(self.chosen)
            statement.reached.connect(self._reached)
            column.addWidget(statement)
        column.addStretch(1)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(body, 100)
        row.addStretch(1)
        self._area = _Area()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(holder)
        self._column.addWidget(self._area)
        self._area.show()  # a layout shows what it is given only later, and what is not shown takes no focus
        focused = next((each for each in self.statements if each.reference == at), self.statements[0])
        self._current = focused.reference
        focused.setFocus()
        if at is not None:
            self._area.ensureWidgetVisible(focused)

    def step(self, by: int) -> bool:
        """Move to the next or the previous statement; whether there was one."""
        here = next((place for place, each in enumerate(self.statements) if each.reference == self._current), -1)
        there = here + by
        if not 0 <= there < len(self.statements):
            return False
        self.statements[there].setFocus()
        if self._area is not None:
            self._area.ensureWidgetVisible(self.statements[there])
        return True

    def current(self) -> Reference | None:
        """The statement that had the focus last: a button that is pressed by the mouse takes it away."""
        return self._current

    def _reached(self, reference: str) -> None:
        self._current = Reference(reference)
