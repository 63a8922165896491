"""A picture that a person draws over with pen or mouse: an injury on the outline of a body, a way on a map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from interviewtool.gui.design import scaled
from interviewtool.gui.widgets.drawing_pad import DrawingPad, draw_strokes
from interviewtool.i18n import _

_MOST = QSize(720, 600)
"""Pixels on the screen at 100 %."""
_INK, _EDGE = "#C8102E", "#FFFFFF"
"""Red with a white edge: seen on dark pictures and on light ones."""


class PicturePad(DrawingPad):
    """The page is the picture, whole and in its own proportions; nothing is drawn beside it."""

    def __init__(self) -> None:
        super().__init__(signature=False)
        self._picture = QImage()
        self._shown = QPixmap()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumSize(1, 1)
        self.setAccessibleName(_("Picture to draw on"))

    def show_picture(self, picture: QImage) -> None:
        """Take another picture, with nothing drawn on it."""
        self._picture, self._shown, self._size = picture, QPixmap(), picture.size()
        self.setMaximumSize(self.sizeHint())
        self.updateGeometry()
        self.clear()

    def marked(self) -> Marked:
        """The picture and what is drawn on it now."""
        return Marked(self._picture, tuple(map(tuple, self._strokes)), self._line())

    def sizeHint(self) -> QSize:
        room = QSize(scaled(_MOST.width()), scaled(_MOST.height()))
        return self._size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))

    def heightForWidth(self, width: int) -> int:
        hint = self.sizeHint()
        return max(1, min(hint.height(), width * hint.height() // hint.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._shown = QPixmap()

    def _paper(self, painter: QPainter) -> None:
        if self._shown.isNull():  # made once for a size: a photograph is not made smaller at every stroke
            ratio = self.devicePixelRatioF()
            small = self._picture.scaled(
                (self._size.toSizeF() * self._scale() * ratio).toSize().expandedTo(QSize(1, 1)),
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            self._shown = QPixmap.fromImage(small)
            self._shown.setDevicePixelRatio(ratio)
        painter.fillRect(QRectF(QPointF(), self._size.toSizeF() * self._scale()), Qt.GlobalColor.white)
        painter.drawPixmap(0, 0, self._shown)

    def _scale(self) -> float:
        return max(0.001, min(self.width() / self._size.width(), self.height() / self._size.height()))

    def _draw(self, painter: QPainter) -> None:
        painter.setClipRect(QRectF(QPointF(), self._size.toSizeF()))
        _draw_marks(painter, self._strokes, self._line())


@dataclass(frozen=True, slots=True)
class Marked:
    """A picture and the lines over it, in its pixels, apart from any window. line: their width."""

    picture: QImage
    strokes: tuple[tuple[QPointF, ...], ...]
    line: float

    def image(self) -> QImage:
        """Both as one picture, as large as the picture is. On any thread."""
        image = QImage(self.picture.size(), QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)  # an outline without a background stays readable
        painter = QPainter(image)
        painter.drawImage(0, 0, self.picture)
        _draw_marks(painter, self.strokes, self.line)
        painter.end()
        return image


def _draw_marks(painter: QPainter, strokes: Sequence[Sequence[QPointF]], line: float) -> None:
    draw_strokes(painter, strokes, _EDGE, line * 2)
    draw_strokes(painter, strokes, _INK, line)
