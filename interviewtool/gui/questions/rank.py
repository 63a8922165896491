"""Putting things in order: a list whose rows are moved, by keys, by buttons or with the mouse."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from interviewtool.gui.design import Space, scaled
from interviewtool.gui.questions.choices import offered
from interviewtool.gui.questions.field import Field
from interviewtool.gui.widgets import button, caption, column_of
from interviewtool.i18n import _
from interviewtool.interview import SessionQuestion

_VALUE = Qt.ItemDataRole.UserRole


class _Rows(QListWidget):
    def __init__(self, field: RankField) -> None:
        super().__init__()
        self._field = field
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrap(True)
        self.setMaximumWidth(scaled(520))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._field.move_row(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._field.moved_on.emit()
        else:
            super().keyPressEvent(event)


class RankField(Field):
    """All choices in an order; it is an answer once a row was moved or the order taken as it stands."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = _Rows(self)
        self.rows.model().rowsMoved.connect(lambda *_moved: self._take())
        self.up = button(_("Move up"), lambda: self.move_row(-1))
        self.down = button(_("Move down"), lambda: self.move_row(1))
        self.keep = button(_("Take this order"), self._take)
        self._state = caption(_("Not in order yet. Alt with the arrow keys moves a row."))
        column = column_of(self, margin=0, spacing=Space.SMALL)
        column.addWidget(self.rows)
        buttons = QHBoxLayout()
        for each in (self.up, self.down, self.keep):
            buttons.addWidget(each)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addWidget(self._state)

    def show_question(self, question: SessionQuestion, *, anew: bool, editable: bool) -> None:
        chosen = tuple(question.view.value.split())
        labels = {choice.value: choice.label for choice in offered(question, chosen)}
        ordered = (*chosen, *(value for value in labels if value not in chosen))
        if anew or ordered != self.order():
            self._fill(ordered)
        for index, value in enumerate(ordered):
            place = f"{index + 1}. " if chosen else ""
            self.rows.item(index).setText(place + labels[value])
        for widget in (self.up, self.down, self.keep):
            widget.setEnabled(editable)
        self.rows.setDragEnabled(editable)
        self.keep.setVisible(not chosen)
        self._state.setVisible(not chosen)
        self._fit()

    def order(self) -> tuple[str, ...]:
        """The values as they stand."""
        return tuple(str(self.rows.item(index).data(_VALUE)) for index in range(self.rows.count()))

    def move_row(self, step: int) -> None:
        """Move the current row up (-1) or down (1), and take the new order."""
        row = max(self.rows.currentRow(), 0)
        if not self.up.isEnabled() or not 0 <= row + step < self.rows.count():
            return
        moved = self.rows.takeItem(row)
        self.rows.insertItem(row + step, moved)
        self.rows.setCurrentRow(row + step)
        self._take()

    def focus_target(self) -> QWidget:
        return self.rows

    def _take(self) -> None:
        self.committed.emit(" ".join(self.order()))

    def _fill(self, values: tuple[str, ...]) -> None:
        current = max(self.rows.currentRow(), 0)
        self.rows.clear()
        for value in values:
            item = QListWidgetItem()
            item.setData(_VALUE, value)
            self.rows.addItem(item)
        self.rows.setCurrentRow(min(current, len(values) - 1))

    def _fit(self) -> None:
        """As high as its rows: the page scrolls, not the list."""
        height = sum(self.rows.sizeHintForRow(index) for index in range(self.rows.count()))
        self.rows.setFixedHeight(height + 2 * self.rows.frameWidth() + Space.HAIR)
