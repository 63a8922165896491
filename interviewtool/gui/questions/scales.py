"""Choices in one row: a scale, a row of headings, a row of bare buttons under them, and packed side by side.

Rows of equal columns stand exactly above each other from card to card, so that a table-list reads as a table.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from interviewtool.gui.design import Space, scaled
from interviewtool.gui.questions.choices import ButtonsField, RadioField, TickField
from interviewtool.gui.widgets import WrappingRow
from interviewtool.interview import SessionQuestion
from interviewtool.xforms import Choice


class _InEqualColumns(ButtonsField):
    """with_buttons, with_labels: what of each choice is shown."""

    with_buttons = True
    with_labels = True

    def _columns_for(self, question: SessionQuestion, choices: tuple[Choice, ...]) -> int:
        self._across = True
        return max(1, len(choices))

    def _fitting(self) -> int:
        fitting = super()._fitting()
        return self._wanted if fitting >= self._wanted or not (self.with_labels and self.with_buttons) else 1

    def _lay_out(self, values: tuple[str, ...], columns: int) -> None:
        super()._lay_out(values, columns)
        if columns < len(values) and self.with_labels and self.with_buttons:  # too narrow for a row: one below another
            for _button, label in self._rows:
                label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            return
        for index, (button, label) in enumerate(self._rows):
            middle = Qt.AlignmentFlag.AlignHCenter
            self._grid.addWidget(button, 0, index, middle)
            self._grid.addWidget(label, 1, index)
            label.setAlignment(middle | Qt.AlignmentFlag.AlignTop)
            label.set_margins(0, 0, Space.SMALL, 0)  # a button without text has as much space at its right
            label.setMinimumWidth(0)
            button.setVisible(self.with_buttons)
            label.setVisible(self.with_labels)
        for column in range(self._grid.columnCount()):
            used = column < len(self._rows)
            self._grid.setColumnStretch(column, 1 if used else 0)
            self._grid.setColumnMinimumWidth(column, scaled(24) if used else 0)


class LikertField(_InEqualColumns, RadioField):
    """One of a scale: a row of equal columns, each label under its button."""


class BareRadioField(_InEqualColumns, RadioField):
    """One of a row of buttons without labels; the row of headings stands above, screen readers hear the labels."""

    with_labels = False


class BareTickField(_InEqualColumns, TickField):
    """Several of a row of boxes without labels, under the row of headings."""

    with_labels = False


class HeadingsField(_InEqualColumns, RadioField):
    """The headings of the rows below it; nothing is asked."""

    with_buttons = False

    def show_question(self, question: SessionQuestion, *, anew: bool, editable: bool) -> None:
        super().show_question(question, anew=anew, editable=False)

    def focus_target(self) -> QWidget:
        return self


class _Packed(ButtonsField):
    def _begin(self) -> None:
        self._packed = WrappingRow(self)
        self._cells: list[QWidget] = []

    def _lay_out(self, values: tuple[str, ...], columns: int) -> None:
        self._values, self._columns = values, columns
        for cell in self._cells:
            self._packed.removeWidget(cell)
            cell.hide()
            cell.deleteLater()
        for button, _label in self._rows:
            self._forget(button)
        self._rows, self._cells = [], []
        for _value in values:
            button, label = self._new_row()
            cell = QWidget(self)
            row = QHBoxLayout(cell)
            row.setContentsMargins(0, 0, Space.MEDIUM, 0)
            row.setSpacing(Space.HAIR)
            row.addWidget(button)
            row.addWidget(label, 1)
            self._packed.add(cell)
            self._rows.append((button, label))
            self._cells.append(cell)
            cell.show()


class PackedRadioField(_Packed, RadioField):
    """One of a few, side by side, as many in a line as there is room."""


class PackedTickField(_Packed, TickField):
    """Several, side by side, as many in a line as there is room."""
