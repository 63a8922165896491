"""Whether a decision was noted on paper before and is typed in now; then when it was made, as the paper says."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QWidget

from interviewtool.consent import as_told
from interviewtool.gui.design import Space, scaled
from interviewtool.gui.widgets import DayField, FormRows, column_of
from interviewtool.i18n import _
from interviewtool.i18n.dates import typed_clock

_MINUTE = len("14:30")


class PaperRow(QWidget):
    """changed: another moment, or none. What was chosen stays for the decisions that follow, as it does on paper."""

    changed = Signal()

    def __init__(self, told: str = "") -> None:
        """told: as of `offer`."""
        super().__init__()
        self.noted = QCheckBox(_("Noted on paper before, typed in now"))
        self.noted.setAccessibleName(self.noted.text())
        self.day, self.clock = DayField(), QLineEdit()
        self.clock.setPlaceholderText("14:30")
        self.clock.setMaxLength(_MINUTE)
        self.clock.setMinimumHeight(scaled(36))
        self.clock.setMaximumWidth(scaled(120))
        when = QWidget()
        row = QHBoxLayout(when)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.LARGE)
        for label, field in ((_("Decided on"), self.day), (_("at, if it is known"), self.clock)):
            labelled = FormRows()
            labelled.add(label, field)
            labelled.addStretch(1)
            row.addLayout(labelled)
        row.addStretch(1)
        column = column_of(self, margin=0, spacing=Space.SMALL)
        column.addWidget(self.noted)
        column.addWidget(when)
        when.hide()
        self.noted.toggled.connect(when.setVisible)
        self.offer(told)
        for each in (self.noted.toggled, self.day.dateChanged, self.clock.textChanged):
            each.connect(self.changed)

    def offer(self, told: str) -> None:
        """Begin with a moment, as `ConsentRecord.told`; with "" for a decision that is made now."""
        self.day.show_day(datetime.fromisoformat(told).date() if told else date.today())
        self.clock.setText(told.partition("T")[2])
        self.noted.setChecked(bool(told))

    def told(self) -> str | None:
        """As a record holds it, "" for a decision that is made now; None while the time is no time."""
        if not self.noted.isChecked():
            return ""
        typed = self.clock.text().strip()
        at = typed_clock(typed)
        return None if typed and at is None else as_told(self.day.day(), at)

    def fields(self) -> tuple[QWidget, ...]:
        """What takes the focus, in its order."""
        return (self.noted, self.day, self.clock)
