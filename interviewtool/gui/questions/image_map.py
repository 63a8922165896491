"""Choices that are parts of a drawing (SVG): the part of a body that was hurt, a room on a plan.

A part bears the name of a choice as its id, as in ODK Collect. What is chosen is coloured in, a click on a part is a
click on its choice; the choices stand below as buttons all the same, for the keyboard and for screen readers.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QImage, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QToolTip, QVBoxLayout, QWidget

from interviewtool.gui.attachments import PageFiles
from interviewtool.gui.design import Role, Space, scaled
from interviewtool.gui.questions.choices import ButtonsField, RadioField, TickField
from interviewtool.gui.questions.field import Field
from interviewtool.gui.questions.lazy_text import LazyText
from interviewtool.gui.questions.media import PICTURES
from interviewtool.i18n import _
from interviewtool.interview import SessionQuestion

_MOST = QSize(520, 480)
"""Pixels at 100 %."""
_CHOSEN = QColor(200, 16, 46, 170)
"""Red, through which the drawing is still seen; it is on white in every theme."""


class Drawing(QWidget):
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


class _MapField(Field):
    """A drawing with its choices below it; the choices alone where no drawing came."""

    def __init__(self, buttons: ButtonsField) -> None:
        super().__init__()
        self.choices = buttons
        self.drawing = Drawing()
        self.drawing.picked.connect(self._picked)
        self._missing = LazyText(Role.MUTED)
        self._files: PageFiles | None = None
        self._name = ""
        buttons.committed.connect(self.committed)
        buttons.moved_on.connect(self.moved_on)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.SMALL)
        column.addWidget(self.drawing)
        column.addLayout(self._missing)
        column.addWidget(buttons)

    def use(self, files: PageFiles | None) -> None:
        self._files = files
        self.choices.use(files)

    def media_beside(self, media: Mapping[str, str]) -> Mapping[str, str]:
        return {form: name for form, name in media.items() if form not in PICTURES or not _is_drawing(name)}

    def show_question(self, question: SessionQuestion, *, anew: bool, editable: bool) -> None:
        view = question.view
        self.choices.show_question(question, anew=anew, editable=editable)
        self.drawing.setEnabled(editable)
        chosen = tuple(value for value, button in self.choices.buttons().items() if button.isChecked())
        self.drawing.show_parts({choice.value: choice.label or choice.value for choice in view.choices}, chosen)
        names = (view.media[form] for form in PICTURES if form in view.media)
        self._show_drawing(next(filter(_is_drawing, names), ""))

    def focus_target(self) -> QWidget:
        return self.choices.focus_target()

    def buttons(self) -> Mapping[str, QWidget]:
        """The button of each value."""
        return self.choices.buttons()

    def name(self, label: str, description: str) -> None:
        self.choices.name(label, description)

    def _picked(self, value: str) -> None:
        button = self.choices.buttons()[value]
        button.setFocus(Qt.FocusReason.MouseFocusReason)
        button.click()

    def _show_drawing(self, name: str) -> None:
        if name == self._name:
            return
        self._name = name
        self.drawing.hide()
        self._missing.say("")
        if name and self._files is not None:
            self._files.form_media(self, name, lambda content: self._arrived(name, content))

    def _arrived(self, name: str, content: bytes | None) -> None:
        if name != self._name:
            return
        came = content is not None and self.drawing.load(content)
        self.drawing.setVisible(came)
        said = _("The picture {name} did not come with the questionnaire.").format(name=name)
        self._missing.say("" if came else said)


def _is_drawing(name: str) -> bool:
    return name.lower().endswith(".svg")


class RadioMapField(_MapField):
    """One part of a drawing (SVG), pointed at or chosen from the list below it."""

    def __init__(self) -> None:
        super().__init__(RadioField())


class TickMapField(_MapField):
    """Several parts of a drawing (SVG), pointed at or chosen from the list below it."""

    def __init__(self) -> None:
        super().__init__(TickField())
