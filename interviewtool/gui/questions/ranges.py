"""A number between two ends: a slider with a line for the number, a list, or a row of values."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal, InvalidOperation

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QSlider

from interviewtool.gui.design import Role, scaled, set_role
from interviewtool.gui.questions.field import Field
from interviewtool.gui.questions.lazy_text import LazyText
from interviewtool.gui.questions.lists import DropDownField
from interviewtool.gui.questions.numbers import DecimalField
from interviewtool.gui.questions.scales import LikertField
from interviewtool.gui.widgets import caption
from interviewtool.i18n import _
from interviewtool.interview import SessionQuestion
from interviewtool.xforms import Choice

MOST = 10_000
"""More steps than this are no slider any more; the number is typed."""
IN_A_LIST, IN_A_ROW = 200, 20
"""More steps than these are neither a list that opens nor a row of buttons."""


class _QuietSlider(QSlider):
    """Turning the wheel scrolls the page and never changes an answer by accident."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.valueChanged.emit(self.value())  # what is shown is meant, also when it is the first value
        else:
            super().keyPressEvent(event)


class RangeField(DecimalField):
    """A number between two ends, by a slider or typed; what is outside or between steps is not taken."""

    widest = 120
    orientation = Qt.Orientation.Horizontal

    def __init__(self) -> None:
        super().__init__()
        self._start, self._step, self._count = Decimal(1), Decimal(1), 9
        self._untouched = 0
        self.slider = _QuietSlider(self.orientation)
        self.slider.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if self.orientation is Qt.Orientation.Horizontal:
            self.slider.setMinimumWidth(scaled(220))
            self.slider.setMaximumWidth(scaled(420))
        else:
            self.slider.setMinimumHeight(scaled(180))
        self.slider.valueChanged.connect(self._slid)
        self.slider.sliderReleased.connect(lambda: self._slid(self.slider.value()))
        self._row.insertWidget(0, self.slider, 60)
        self.ends = caption("")
        self._marks = LazyText(Role.CAPTION)
        self._column.addWidget(self.ends)
        self._column.addLayout(self._marks)

    def show_question(self, question: SessionQuestion, *, anew: bool, editable: bool) -> None:
        start, self._step, self._count = steps(question)
        self._start = start
        self.slider.blockSignals(True)
        self.slider.setRange(0, min(self._count, MOST))
        self.slider.setPageStep(max(self._count // 10, 1))
        self.slider.blockSignals(False)
        self.slider.setVisible(self._count <= MOST)
        self.slider.setEnabled(editable)
        self._untouched = self._position(question.view.parameters.get("placeholder", "")) or 0
        self._marks.say(" · ".join(f"{choice.value} – {choice.label}" for choice in question.view.choices))
        super().show_question(question, anew=anew, editable=editable)

    def name(self, label: str, description: str) -> None:
        super().name(label, description)
        self.slider.setAccessibleName(label)

    def is_whole(self, typed: str) -> bool:
        return self._position(typed) is not None

    def _position(self, typed: str) -> int | None:
        """Which step a number is; None for what is no number, outside or between two steps."""
        try:
            place = (Decimal(self.as_stored(typed)) - self._start) / self._step
        except InvalidOperation:
            return None
        return int(place) if place == int(place) and 0 <= place <= self._count else None

    def _slid(self, position: int) -> None:
        self._set_text(plain(self._start + position * self._step))
        self._edited()
        if not self.slider.isSliderDown():
            self.commit()

    def _said(self) -> None:
        position = self._position(self._text())
        if position is not None or not self._text():
            self.slider.blockSignals(True)
            self.slider.setValue(self._untouched if position is None else position)
            self.slider.blockSignals(False)
        last = self._start + self._count * self._step
        words = _("From {first} to {last} in steps of {step}").format(
            first=plain(self._start), last=plain(last), step=plain(abs(self._step))
        )
        self.ends.setText(words)
        set_role(self.ends, Role.WARNING if self._text() and position is None else Role.CAPTION)
        self.edit.setAccessibleDescription(words)


class VerticalRangeField(RangeField):
    """A number between two ends, by an upright slider or typed."""

    orientation = Qt.Orientation.Vertical


class RangeListField(DropDownField):
    """A number between two ends, from a list that opens."""

    def show_question(self, question: SessionQuestion, *, anew: bool, editable: bool) -> None:
        super().show_question(with_choices(question), anew=anew, editable=editable)


class RatingField(LikertField):
    """A number between two ends, as a row of buttons."""

    def show_question(self, question: SessionQuestion, *, anew: bool, editable: bool) -> None:
        super().show_question(with_choices(question), anew=anew, editable=editable)


def steps(question: SessionQuestion) -> tuple[Decimal, Decimal, int]:
    """Start, step (negative where the end is below the start) and how many steps there are; a form without: 1 to 10."""
    given = question.view.parameters
    try:
        start, end, step = (
            Decimal(given.get(name, other)) for name, other in (("start", "1"), ("end", "10"), ("step", "1"))
        )
        count = int(abs(end - start) / abs(step))
    except (ArithmeticError, ValueError):  # an XForm that pyxform never saw: words, a step of nothing, NaN, infinity
        start, end, step, count = Decimal(1), Decimal(10), Decimal(1), 9
    return start, abs(step) if end >= start else -abs(step), count


def range_field(question: SessionQuestion, asked: type[Field]) -> type[Field]:
    """The field asked for, or a slider where it would have more rows or buttons than anybody reads."""
    most = {RangeListField: IN_A_LIST, RatingField: IN_A_ROW}.get(asked)
    return RangeField if most is not None and steps(question)[2] > most else asked


def with_choices(question: SessionQuestion) -> SessionQuestion:
    """A range as a question with one choice for each step."""
    start, step, count = steps(question)
    values = (plain(start + index * step) for index in range(count + 1))
    choices = tuple(Choice(value, value) for value in values)
    return replace(question, view=question.view._replace(choices=choices))


def plain(number: Decimal) -> str:
    """Without an exponent and without zeros at the end."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
