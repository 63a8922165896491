"""A picture that takes less room than it has where the window is narrow, so that no page scrolls sideways for it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy


class ScaledPicture(QLabel):
    """A picture at its own size or smaller, or a text in its place."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def minimumSizeHint(self) -> QSize:
        return super().minimumSizeHint() if self.pixmap().isNull() else QSize(1, 1)

    def sizeHint(self) -> QSize:
        return super().sizeHint() if self.pixmap().isNull() else self._size()

    def heightForWidth(self, width: int) -> int:
        return super().heightForWidth(width) if self.pixmap().isNull() else self._fitting(width).height()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.pixmap().isNull():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(QRect(self.rect().topLeft(), self._fitting(self.width())), self.pixmap())

    def _size(self) -> QSize:
        return self.pixmap().deviceIndependentSize().toSize()

    def _fitting(self, width: int) -> QSize:
        size = self._size()
        return size if size.width() <= width else QSize(width, max(1, size.height() * width // size.width()))
