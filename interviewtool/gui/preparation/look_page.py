"""Before consent: whether this person was interviewed, or named, before. What is typed here is kept nowhere."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from interviewtool.gui.design import Role, Space
from interviewtool.gui.labels import date_text, state_name
from interviewtool.gui.widgets import (
    Card,
    FleetingField,
    FormRows,
    bring_into_view,
    button,
    button_row,
    caption,
    empty,
    heading,
    lead,
    page,
    title,
)
from interviewtool.i18n import N_, _
from interviewtool.interview import KnownBefore
from interviewtool.model import Interview
from interviewtool.pseudonym import Reason, Sought

REASONS = {
    Reason.NAME: N_("the name is similar"),
    Reason.PHONE: N_("the telephone number is the same"),
    Reason.BIRTH_YEAR: N_("the year of birth agrees"),
    Reason.OTHER_YEAR: N_("but the year of birth is another"),
}


class LookPage(QWidget):
    """sought(Sought): look in the register. same(KnownBefore): it is this person. done: go on with the preparation."""

    sought = Signal(object)
    same = Signal(object)
    done = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Was this person interviewed before?"))
        column = page(self)
        column.addWidget(title(_("Was this person interviewed before?")))
        column.addWidget(
            lead(_("To tell it all again can hurt. Type what you know from elsewhere; it is compared and not kept."))
        )
        self.result = heading("")
        self.result.hide()
        column.addWidget(self.result)
        self._found = QVBoxLayout()
        self._found.setSpacing(Space.MEDIUM)
        column.addLayout(self._found)
        card = Card()
        rows = FormRows()
        self.name, self.birth_year, self.phone = FleetingField(), FleetingField(), FleetingField()
        self.birth_year.setMaxLength(4)
        rows.add(_("&Name, in any script"), self.name)
        rows.add(_("&Year of birth"), self.birth_year, _("If it is known"))
        rows.add(_("&Telephone"), self.phone, _("If it is known"))
        card.column.addLayout(rows)
        self.look = button(_("&Look in the register"), self._look, Role.PRIMARY)
        self.turn_away = button(_("B&ack to the preparation"), self._leave)
        card.column.addLayout(button_row(self.look, self.turn_away))
        column.addWidget(card)
        column.addStretch(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._look()
        elif event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def show_found(self, found: tuple[KnownBefore, ...]) -> None:
        """Show whom the register holds that may be this person."""
        empty(self._found)
        self.result.setText(
            _("This may be the same person. Compare before you go on.")
            if found
            else _("Nobody like this is in the register.")
        )
        cards = [self._card(each) for each in found]
        for card in cards:
            self._found.addWidget(card)
        self.result.setVisible(True)
        self.name.setFocus()
        bring_into_view(self.result)

    def _card(self, known: KnownBefore) -> QWidget:
        card = Card(
            known.name,
            ", ".join(_(REASONS[reason]) for reason in known.likeness.reasons),
            role=Role.NOTICE if known.spoke_in else Role.CARD,
        )
        for text, interviews in (
            (_("Interviewed: {interviews}"), known.spoke_in),
            (_("Named by others: {interviews}"), known.named_in),
        ):
            if interviews:
                card.column.addWidget(caption(text.format(interviews="; ".join(map(_about, interviews)))))
        same = button(_("It is the same person"), lambda: self.same.emit(known))
        same.setAccessibleName(_("It is the same person: {name}").format(name=known.name))
        card.column.addLayout(button_row(same))
        return card

    def _look(self) -> None:
        year = self.birth_year.text().strip()
        sought = Sought(self.name.text(), int(year) if year.isdecimal() else None, self.phone.text())
        if sought.name.strip() or sought.phone.strip():
            self.sought.emit(sought)

    def _leave(self) -> None:
        for edit in (self.name, self.birth_year, self.phone):
            edit.clear()
        self.result.hide()
        empty(self._found)
        self.done.emit()


def _about(interview: Interview) -> str:
    return f"{date_text(interview.created)}, {state_name(interview)}, {interview.interview_id}"
