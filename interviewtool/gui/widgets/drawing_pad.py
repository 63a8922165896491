"""A field in which a person signs or draws with pen or mouse. Who cannot draw chooses another way, by a button."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF, QTabletEvent
from PySide6.QtWidgets import QWidget

from interviewtool.gui.design import colours, scaled
from interviewtool.i18n import _

_PIXELS_WIDE = 1200
"""Width of the picture that is kept, whatever the size on the screen."""
_INK = "#101418"
_LINE = 2.4
"""Width of a line, in pixels on the screen."""


class DrawingPad(QWidget):
    """changed: something was drawn, or cleared.

    signature: a strip with a line to sign on; otherwise a sheet of paper. Strokes are kept in pixels of the page, so
    that they stay where they were drawn when the window becomes wider.
    """

    changed = Signal()

    def __init__(self, *, signature: bool = True) -> None:
        super().__init__()
        self._signature = signature
        self._strokes: list[list[QPointF]] = []
        self._drawing = False
        self._size = QSize(_PIXELS_WIDE, _PIXELS_WIDE // 3 if signature else _PIXELS_WIDE * 2 // 3)
        # A hand does not grow with the print: the least size stays, or the page would scroll sideways.
        least, most = (420, scaled(720)) if signature else (360, scaled(600))
        self.setMinimumSize(least, least * self._size.height() // _PIXELS_WIDE)
        self.setMaximumSize(most, most * self._size.height() // _PIXELS_WIDE)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName(_("Field for the signature") if signature else _("Field for a drawing"))
        self.setAccessibleDescription(_("Draw with pen or mouse. With the keyboard, choose another way instead."))

    def is_empty(self) -> bool:
        """Whether there is no line yet; a single dot is none."""
        return not any(len(stroke) > 1 for stroke in self._strokes)

    def clear(self) -> None:
        """Forget what was drawn."""
        self._strokes.clear()
        self.update()
        self.changed.emit()

    def png(self) -> bytes:
        """The drawing as a PNG, black on white."""
        image = QImage(self._size, QImage.Format.Format_Grayscale8)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        self._draw(painter)
        painter.end()
        content = QByteArray()
        buffer = QBuffer(content)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")  # type: ignore[call-overload]
        return bytes(content.data())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._begin(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._go_on(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._end()

    def tabletEvent(self, event: QTabletEvent) -> None:
        kind = event.type()
        if kind == event.Type.TabletPress:
            self._begin(event.position())
        elif kind == event.Type.TabletMove:
            self._go_on(event.position())
        elif kind == event.Type.TabletRelease:
            self._end()
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paper(painter)
        painter.scale(self._scale(), self._scale())
        self._draw(painter)

    def _paper(self, painter: QPainter) -> None:
        """What is drawn on."""
        tokens = colours()
        painter.setPen(QPen(QColor(tokens.outline), 1))
        painter.setBrush(QColor("white"))  # ink on paper, in the dark as well
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        if self._signature:
            line = self.height() * 0.76
            painter.setPen(QPen(QColor("#B8B8B8"), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(self.width() * 0.06, line), QPointF(self.width() * 0.94, line))

    def _scale(self) -> float:
        """Pixels on the screen for one of the page. Paper may be cut off below: what is drawn on is what is seen."""
        return max(self.width() / self._size.width(), self.height() / self._size.height(), 0.001)

    def _draw(self, painter: QPainter) -> None:
        """The strokes, in pixels of the page."""
        draw_strokes(painter, self._strokes, _INK, self._line())

    def _line(self) -> float:
        """Width of a line, in pixels of the page."""
        return _LINE / self._scale()

    def _begin(self, place: QPointF) -> None:
        self._drawing = True
        self._strokes.append([place / self._scale()])
        self.update()

    def _go_on(self, place: QPointF) -> None:
        if self._drawing:
            self._strokes[-1].append(place / self._scale())
            self.update()

    def _end(self) -> None:
        if self._drawing:
            self._drawing = False
            self.changed.emit()


def draw_strokes(painter: QPainter, strokes: Sequence[Sequence[QPointF]], ink: str, width: float) -> None:
    """Lines as a pen leaves them."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(ink), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for stroke in strokes:
        painter.drawPolyline(QPolygonF(stroke))
