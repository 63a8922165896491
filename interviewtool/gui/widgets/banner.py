"""A message inside the screen: stays until it is answered or replaced, and is read out by screen readers."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QWidget

from interviewtool.errors import KnownError
from interviewtool.gui.design import Role, Space, set_role
from interviewtool.gui.widgets.buttons import button
from interviewtool.gui.widgets.layouts import bring_into_view, column_of, empty
from interviewtool.gui.widgets.tab_place import TabPlace
from interviewtool.gui.widgets.text import paragraph
from interviewtool.gui.widgets.whole_text import WholeText
from interviewtool.gui.widgets.wrapping_row import WrappingRow
from interviewtool.i18n.explain import explain

_SHARE = 0.25
"""Of the window's height that a text may take where it does not scroll with a page."""


class Banner(QFrame):
    """Hidden until something is shown. mood: NOTICE, SUCCESS, WARNING or ERROR.

    fixed: it stands over what scrolls, instead of scrolling with it: a long text in a small window scrolls by itself.
    """

    def __init__(self, *, fixed: bool = False) -> None:
        super().__init__()
        column = column_of(self, margin=Space.MEDIUM, spacing=Space.SMALL)
        self._place = TabPlace(self)
        self._text = paragraph("")
        self._whole = WholeText(self._text, lambda: round(self.window().height() * _SHARE)) if fixed else None
        column.addWidget(self._whole or self._text)
        self._actions = WrappingRow()
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
        if self._whole is not None:
            self._whole.fit()
        empty(self._actions)
        before: QWidget = self._place
        for label, pressed in actions:
            act = button(label, pressed)
            self._actions.add(act)
            QWidget.setTabOrder(before, act)
            before = act
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
        empty(self._actions)
        self.hide()
