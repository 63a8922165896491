"""What is shown where nothing is yet: one sentence, and the act that begins."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

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
            label.setMinimumWidth(min(scaled(440), 700))
            column.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
        if act is not None:
            column.addWidget(act, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
