"""Which interview is meant: by the code on the card, by its number, or by the name of whoever has lost the card."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from interviewtool.gui.design import Role, scaled
from interviewtool.gui.labels import date_text
from interviewtool.gui.widgets import Card, FleetingField, FormRows, button, button_row
from interviewtool.gui.widgets.quiet import QuietCombo
from interviewtool.i18n import _
from interviewtool.interview import KnownBefore


class FindCard(Card):
    """sought(text): what was typed, or the number of the interview that was chosen. named(text): a name was typed."""

    sought = Signal(str)
    named = Signal(str)

    def __init__(self) -> None:
        super().__init__(
            _("Something is to be withdrawn"),
            _("A person may take back what was said, at any time and without a reason. Thank them for telling."),
        )
        rows = FormRows()
        self.field = FleetingField()
        self.field.setMinimumHeight(scaled(36))
        self.field.setMaxLength(60)
        self.field.returnPressed.connect(self._seek)
        rows.add(
            _("&Code on the withdrawal card, or interview code"),
            self.field,
            _(
                "The interview code stands in the list of interviews and on every summary. A person without a card can "
                "be found by name."
            ),
        )
        self.column.addLayout(rows)
        self.search = button(_("&Find"), self._seek, Role.PRIMARY)
        self.by_name = button(_("Find by &name…"), self._seek_name)
        self.column.addLayout(button_row(self.search, self.by_name))
        self.found = QuietCombo()
        self.found.setMinimumHeight(scaled(36))
        self.found.setAccessibleName(_("Interviews with a person of this name"))
        self.choose = button(_("It is this one"), lambda: self.sought.emit(str(self.found.currentData())))
        self.column.addWidget(self.found)
        self.column.addLayout(button_row(self.choose))
        self.forget()

    def show_found(self, found: Sequence[KnownBefore]) -> None:
        """Offer the interviews of these persons, to be compared by whoever asked."""
        self.forget()
        for known in found:
            for interview in known.spoke_in:
                line = _("{name} · held on {day} · {number}").format(
                    name=known.name, day=date_text(interview.created), number=interview.interview_id
                )
                self.found.addItem(line, str(interview.interview_id))
        self.found.setVisible(bool(found))
        self.choose.setVisible(bool(found))
        if found:
            self.found.setFocus()

    def forget(self) -> None:
        """Show no name any more."""
        self.found.clear()
        self.found.hide()
        self.choose.hide()

    def _seek(self) -> None:
        if self.field.text().strip():
            self.sought.emit(self.field.text())

    def _seek_name(self) -> None:
        if self.field.text().strip():
            self.named.emit(self.field.text())
