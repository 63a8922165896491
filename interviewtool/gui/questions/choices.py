"""Choosing: one of a few (radio buttons), several (tick boxes). Long labels wrap; rows stay when only labels change.

Keys: arrows move and choose as everywhere; 1 to 9 choose a row at once. An answer that is no longer offered stays
visible, marked, until another is chosen (the engine keeps it, too).
"""

from __future__ import annotations

import re

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QCheckBox, QGridLayout, QLabel, QRadioButton, QWidget

from interviewtool.gui.attachments import PageFiles
from interviewtool.gui.design import Space, scaled
from interviewtool.gui.questions.field import Field
from interviewtool.gui.questions.media import BESIDE_CHOICE, PICTURES, load
from interviewtool.i18n import _
from interviewtool.interview import SessionQuestion
from interviewtool.model import folded
from interviewtool.xforms import Choice

_ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)
_COLUMNS = re.compile(r"columns(?:-(\d{1,2}))?")
_SHORT, _LONG = 26, 90
"""Labels up to these lengths stand in two columns when there are more than six, and more than twelve."""


class ChoiceLabel(QLabel):
    """The wrapped text of a choice, its picture above it; a click on it is a click on the button."""

    def __init__(self, target: QAbstractButton) -> None:
        super().__init__()
        self._target = target
        self._margins = (0, 0, 0, 0)
        self._picture: QPixmap | None = None
        self.wanted = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)

    def set_margins(self, left: int, top: int, right: int, bottom: int) -> None:
        """Room around text and picture."""
        self._margins = (left, top, right, bottom)
        height = self._picture_size().height()
        self.setContentsMargins(left, top + (height + Space.HAIR if height else 0), right, bottom)

    def show_picture(self, picture: QPixmap | None) -> None:
        """Show a picture above the text, or none."""
        self._picture = picture
        self.setMinimumHeight(self._picture_size().height() + self.fontMetrics().height() if picture else 0)
        self.set_margins(*self._margins)
        self.updateGeometry()
        self.update()

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return hint.expandedTo(QSize(self._picture_size().width() + self._margins[0] + self._margins[2], 0))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._picture is not None:
            middle = bool(self.alignment() & Qt.AlignmentFlag.AlignHCenter)
            spare = self.width() - self._margins[0] - self._margins[2] - self._picture_size().width()
            left = self._margins[0] + (max(spare, 0) // 2 if middle else 0)
            QPainter(self).drawPixmap(left, self._margins[1], self._picture)

    def _picture_size(self) -> QSize:
        return self._picture.deviceIndependentSize().toSize() if self._picture is not None else QSize(0, 0)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()) and self._target.isEnabled():
            self._target.setFocus(Qt.FocusReason.MouseFocusReason)
            self._target.click()


def offered(question: SessionQuestion, chosen: tuple[str, ...], *, pictured: bool = False) -> tuple[Choice, ...]:
    """The choices on offer, and behind them what was chosen and is offered no more.

    pictured: pictures are shown; otherwise their names stand in the labels, as those of sounds do.
    """
    choices = question.view.choices
    values = {choice.value for choice in choices}
    gone = (value for value in chosen if value not in values)
    return (
        *(_readable(choice, PICTURES if pictured else ()) for choice in choices),
        *(Choice(value, _("{value} (no longer offered)").format(value=value)) for value in gone),
    )


def _readable(choice: Choice, shown: tuple[str, ...]) -> Choice:
    names = ", ".join(name for form, name in choice.media.items() if form not in shown)
    label = f"{choice.label} ({names})" if choice.label and names else choice.label or names or choice.value
    return choice if label == choice.label else choice._replace(label=label)


class ButtonsField(Field):
    """Rows of buttons, made anew only when other values are on offer."""

    def __init__(self) -> None:
        super().__init__()
        self._begin()
        self._values: tuple[str, ...] = ()
        self._columns = 1
        self._wanted = 1
        self._widest = 0
        self._across = False
        self._quick = False
        self._rows: list[tuple[QAbstractButton, ChoiceLabel]] = []
        self._files: PageFiles | None = None

    def use(self, files: PageFiles | None) -> None:
        self._files = files

    def show_question(self, question: SessionQuestion, *, anew: bool, editable: bool) -> None:
        chosen = self._chosen(question.view.value)
        choices = offered(question, chosen, pictured=self._files is not None)
        values = tuple(choice.value for choice in choices)
        words = [word for choice in choices for word in choice.label.split()]
        self._widest = max((self.fontMetrics().horizontalAdvance(word) for word in words), default=0)
        if anew or values != self._values:
            # Kept in another language: what one is reading stays where it was.
            self._wanted = self._columns_for(question, choices)
        columns = self._fitting()
        if values != self._values or columns != self._columns:
            self._lay_out(values, columns)
        self._quick = "quick" in question.view.appearance
        for (button, label), choice in zip(self._rows, choices, strict=True):
            label.setText(choice.label)
            button.setAccessibleName(choice.label)
            button.setEnabled(editable)
            self._picture(button, label, choice)
        self._tick(chosen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fitting() != self._columns:
            self._lay_out(self._values, self._fitting())

    def _fitting(self) -> int:
        """The columns asked for, or one less and less until no word is cut off."""
        if not self._across:
            return self._wanted
        return max(1, min(self._wanted, self.width() // (self._widest + scaled(56))))

    def focus_target(self) -> QWidget:
        ticked = next((button for button, _label in self._rows if button.isChecked()), None)
        return ticked or (self._rows[0][0] if self._rows else self)

    def name(self, label: str, description: str) -> None:
        self.setAccessibleName(label)
        self.setAccessibleDescription(description)
        for button, _label in self._rows:
            button.setAccessibleDescription(label)

    def buttons(self) -> dict[str, QAbstractButton]:
        """The button of each value."""
        return {value: row[0] for value, row in zip(self._values, self._rows, strict=True)}

    def narrow(self, part: str) -> None:
        """Show only the choices that have a text in their label, and those that are ticked."""
        wanted = folded(part).strip()
        for button, label in self._rows:
            shown = wanted in folded(label.text()) or button.isChecked()
            button.setVisible(shown)
            label.setVisible(shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        position = event.key() - Qt.Key.Key_1
        if 0 <= position < min(9, len(self._rows)) and self._rows[position][0].isEnabled():
            self._rows[position][0].setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._rows[position][0].click()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.moved_on.emit()
        else:
            super().keyPressEvent(event)

    def _begin(self) -> None:
        """Make the layout that holds the rows."""
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(0)
        self._grid.setVerticalSpacing(Space.HAIR)

    def _columns_for(self, question: SessionQuestion, choices: tuple[Choice, ...]) -> int:
        longest = max((len(choice.label) for choice in choices), default=0)
        for appearance in question.view.appearance:
            if (asked := _COLUMNS.fullmatch(appearance)) is not None:
                self._across = True
                return max(1, min(int(asked[1] or (3 if longest <= _SHORT else 2)), len(choices)))
        self._across = False
        many = len(choices) > 6
        return 2 if (many and longest <= _SHORT) or (len(choices) > 12 and longest <= _LONG) else 1

    def _lay_out(self, values: tuple[str, ...], columns: int) -> None:
        while len(self._rows) > len(values):
            button, label = self._rows.pop()
            self._forget(button)
            for widget in (button, label):
                self._grid.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
        while len(self._rows) < len(values):
            self._rows.append(self._new_row())
        down = -(-len(values) // columns)
        for index, (button, label) in enumerate(self._rows):
            row, column = (index // columns, index % columns) if self._across else (index % down, index // down)
            top = Qt.AlignmentFlag.AlignTop if columns == 1 else Qt.AlignmentFlag.AlignVCenter
            self._grid.addWidget(button, row, 2 * column, top)
            self._grid.addWidget(label, row, 2 * column + 1, Qt.AlignmentFlag.AlignVCenter)
            label.set_margins(Space.HAIR, 3, Space.MEDIUM, 3)
            label.setMinimumWidth(scaled(24 if self._across else 90))
        for column in range(max(self._grid.columnCount(), 2 * columns)):
            self._grid.setColumnStretch(column, 1 if column % 2 and column < 2 * columns else 0)
        self._values, self._columns = values, columns

    def _picture(self, button: QAbstractButton, label: ChoiceLabel, choice: Choice) -> None:
        """Show the picture of a choice once it is there; its name where the questionnaire came without it."""
        name = next((choice.media[form] for form in PICTURES if form in choice.media), "")
        if name == label.wanted or self._files is None:
            return
        label.wanted = name
        label.show_picture(None)
        if not name:
            return

        def arrived(picture: QPixmap | None) -> None:
            if label.wanted != name:
                return
            label.show_picture(picture)
            if picture is None:
                label.setText(f"{label.text()} ({name})")
                button.setAccessibleName(label.text())

        load(self._files, label, name, BESIDE_CHOICE, arrived)

    def _new_row(self) -> tuple[QAbstractButton, ChoiceLabel]:
        button = self._new_button()
        button.clicked.connect(self._clicked)
        return button, ChoiceLabel(button)

    def _clicked(self) -> None:
        self.committed.emit(self._value())

    def _new_button(self) -> QAbstractButton:
        raise NotImplementedError

    def _forget(self, button: QAbstractButton) -> None:
        """Called before a button goes."""

    def _chosen(self, value: str) -> tuple[str, ...]:
        return tuple(value.split())

    def _tick(self, chosen: tuple[str, ...]) -> None:
        for value, (button, _label) in zip(self._values, self._rows, strict=True):
            button.setChecked(value in chosen)

    def _value(self) -> str:
        return " ".join(value for value, row in zip(self._values, self._rows, strict=True) if row[0].isChecked())


class _Radio(QRadioButton):
    """by_arrow: while an arrow key is at work, which chooses the neighbour."""

    by_arrow = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.by_arrow = event.key() in _ARROWS
        super().keyPressEvent(event)
        self.by_arrow = False


class RadioField(ButtonsField):
    """One of a few."""

    def __init__(self) -> None:
        super().__init__()
        self._group = QButtonGroup(self)

    def show_question(self, question: SessionQuestion, *, anew: bool, editable: bool) -> None:
        super().show_question(question, anew=anew, editable=editable)
        if anew:
            # Qt leaves Tab to the button that had the focus last, which was another question's in a card taken again.
            stop = self.focus_target()
            for button, _label in self._rows:
                button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if button is stop else Qt.FocusPolicy.ClickFocus)

    def _clicked(self) -> None:
        super()._clicked()
        # Arrows choose on their way to another choice; only what is meant goes on.
        if self._quick and not any(isinstance(row[0], _Radio) and row[0].by_arrow for row in self._rows):
            self.moved_on.emit()

    def _new_button(self) -> QAbstractButton:
        button = _Radio()
        self._group.addButton(button)
        return button

    def _forget(self, button: QAbstractButton) -> None:
        self._group.removeButton(button)

    def _chosen(self, value: str) -> tuple[str, ...]:
        return (value,) if value else ()

    def _tick(self, chosen: tuple[str, ...]) -> None:
        self._group.setExclusive(False)  # an exclusive group cannot be emptied
        super()._tick(chosen)
        self._group.setExclusive(True)


class TickField(ButtonsField):
    """Several; stored in the order of the list, with spaces between."""

    def _new_button(self) -> QAbstractButton:
        return QCheckBox()
