"""A drawing (SVG) whose parts can be pointed at: each bears a name as its id, as in ODK Collect."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QImage, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from interviewtool.gui.design import scaled

_MOST = QSize(520, 480)
"""Pixels at 100 %."""
_CHOSEN = QColor(200, 16, 46, 170)
"""Red, through which the drawing is still seen; it is on white in every theme."""


class PartedDrawing(QWidget):
    """A drawing whose parts can be pointed at. picked(value of a choice)."""

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._svg = QSvgRenderer()
        self._labels: dict[str, str] = {}
        self._chosen: tuple[str, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def load(self, content: bytes) -> bool:
        """Show a drawing; False where it is none."""
        loaded = self._svg.load(content) and not self._svg.viewBoxF().isEmpty()
        self.setMaximumSize(self.sizeHint())
        self.updateGeometry()
        self.update()
        return loaded

    def show_parts(self, labels: Mapping[str, str], chosen: tuple[str, ...]) -> None:
        """labels: what each choice on offer is called, by its value."""
        self._labels, self._chosen = dict(labels), chosen
        self.update()

    def part_at(self, point: QPointF) -> str:
        """The choice whose part is drawn there; else the smallest one around it, for what is only an outline; or ""."""
        around = [value for value in self._labels if self._bounds(value).contains(point)]
        around.sort(key=lambda value: self._bounds(value).width() * self._bounds(value).height())
        return next((value for value in around if self._is_drawn_at(value, point)), next(iter(around), ""))

    def sizeHint(self) -> QSize:
        room = QSize(scaled(_MOST.width()), scaled(_MOST.height()))
        return self._svg.viewBoxF().size().scaled(room.toSizeF(), Qt.AspectRatioMode.KeepAspectRatio).toSize()

    def minimumSizeHint(self) -> QSize:
        return QSize(1, 1)

    def heightForWidth(self, width: int) -> int:
        hint = self.sizeHint()
        return max(1, min(hint.height(), width * hint.height() // max(1, hint.width())))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)  # as it was drawn, in the dark, too
        self._svg.render(painter, QRectF(self.rect()))
        for value in self._chosen:
            if value in self._labels and not (bounds := self._bounds(value)).isEmpty():
                painter.drawImage(bounds.topLeft(), self._coloured(value, bounds))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._labels.get(self.part_at(QPointF(event.pos())), ""), self)
            return True
        return super().event(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if part := self.part_at(event.position()):
            self.picked.emit(part)

    def _bounds(self, value: str) -> QRectF:
        """Where a part is drawn, in pixels of the widget; empty for none."""
        if not self._svg.elementExists(value):
            return QRectF()
        page = self._svg.viewBoxF()
        placed = self._svg.transformForElement(value).mapRect(self._svg.boundsOnElement(value))
        across, down = self.width() / page.width(), self.height() / page.height()
        return QRectF(
            (placed.x() - page.x()) * across,
            (placed.y() - page.y()) * down,
            placed.width() * across,
            placed.height() * down,
        )

    def _is_drawn_at(self, value: str, point: QPointF) -> bool:
        pixel = QImage(1, 1, QImage.Format.Format_ARGB32_Premultiplied)
        pixel.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixel)
        painter.translate(0.5 - point.x(), 0.5 - point.y())
        self._svg.render(painter, value, self._bounds(value))
        painter.end()
        return pixel.pixelColor(0, 0).alpha() > 0

    def _coloured(self, value: str, bounds: QRectF) -> QImage:
        ratio = self.devicePixelRatioF()
        image = QImage(
            (bounds.size() * ratio).toSize().expandedTo(QSize(1, 1)), QImage.Format.Format_ARGB32_Premultiplied
        )
        image.setDevicePixelRatio(ratio)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        self._svg.render(painter, value, QRectF(QPointF(), bounds.size()))
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
        painter.fillRect(image.rect(), _CHOSEN)
        painter.end()
        return image
