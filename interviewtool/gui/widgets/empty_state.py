"""What is shown where nothing is yet: one sentence, and the act that begins."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from interviewtool.gui.design import Space, scaled
from interviewtool.gui.widgets.text import heading, paragraph


class EmptyState(QWidget):
    """A heading, a sentence, and where there is one, the button that begins."""

    def __init__(self, title: str, text: str, act: QPushButton | None = None) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.LARGE, Space.HUGE, Space.LARGE, Space.HUGE)
        column.setSpacing(Space.MEDIUM)
        column.addStretch(1)
        for label in (heading(title), paragraph(text)):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setFixedWidth(min(scaled(440), 700))
            row = QHBoxLayout()  # aligned, a label would not get the height that its width asks for
            row.addStretch(1)
            row.addWidget(label)
            row.addStretch(1)
            column.addLayout(row)
        if act is not None:
            column.addWidget(act, 0, Qt.AlignmentFlag.AlignHCenter)
            self.setFocusProxy(act)
        column.addStretch(2)
