"""A message inside the screen: stays until it is answered or replaced, and is read out by screen readers."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from interviewtool.errors import KnownError
from interviewtool.gui.design import Role, Space, set_role
from interviewtool.gui.widgets.buttons import button
from interviewtool.gui.widgets.layouts import bring_into_view
from interviewtool.gui.widgets.tab_place import TabPlace
from interviewtool.gui.widgets.text import paragraph
from interviewtool.i18n.explain import explain


class Banner(QFrame):
    """Hidden until something is shown. mood: NOTICE, SUCCESS, WARNING or ERROR."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.MEDIUM, Space.MEDIUM, Space.MEDIUM, Space.MEDIUM)
        column.setSpacing(Space.SMALL)
        self._place = TabPlace(self)
        self._text = paragraph("")
        column.addWidget(self._text)
        self._actions = QHBoxLayout()
        self._actions.setSpacing(Space.SMALL)
        column.addLayout(self._actions)
        self.hide()

    @property
    def text(self) -> str:
        """What is shown; empty when nothing is."""
        return self._text.text() if not self.isHidden() else ""

    def show_text(self, mood: Role, text: str, *actions: tuple[str, Callable[[], object]]) -> None:
        """Show a sentence or two, with buttons for what can be done about it."""
        set_role(self, mood)
        self._text.setText(text)
        self._clear_actions()
        before: QWidget = self._place
        for label, pressed in actions:
            act = button(label, pressed)
            self._actions.addWidget(act)
            QWidget.setTabOrder(before, act)
            before = act
        if actions:
            self._actions.addStretch(1)
        self.setAccessibleName(text)
        self.show()
        bring_into_view(self)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def show_error(self, error: KnownError) -> None:
        """Show what happened and what to do."""
        self.show_text(Role.ERROR, str(explain(error)))

    def clear(self) -> None:
        """Take the message away."""
        self._text.clear()
        self._clear_actions()
        self.hide()

    def _clear_actions(self) -> None:
        while self._actions.count():
            item = self._actions.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
