"""A text as high as it needs, or scrolling where there is no room for that: Qt would cut it off without a word."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QScrollArea

from interviewtool.gui.design import Role, set_role


class WholeText(QScrollArea):
    """Holds one label. most: pixels it may be high, asked whenever its text or its width is another."""

    def __init__(self, label: QLabel, most: Callable[[], int]) -> None:
        super().__init__()
        set_role(self, Role.TEXT)
        self._label = label
        self._most = most
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(label)

    def fit(self) -> None:
        """Take the height of the text; what scrolls can be reached by key and is read out."""
        self._label.ensurePolished()
        most, height = self._most(), max(self._label.heightForWidth(self.width()), 0)
        if scrolls := height > most:
            height = most
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if scrolls else Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self._label.text() if scrolls else "")
        self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()
