"""Until when interviews are kept: the review dates that have come, and what is held."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from interviewtool.consent import Kept
from interviewtool.gui.design import Role, Space, scaled, set_role
from interviewtool.gui.labels import date_text
from interviewtool.gui.widgets import (
    Card,
    DayField,
    FormRows,
    QuietCombo,
    button,
    button_row,
    caption,
    column_of,
    paragraph,
)
from interviewtool.i18n import _, ngettext
from interviewtool.model import InterviewId


class DueCard(Card):
    """review(id, date), hold(id, reason), lift(id), practice(id, whether it was)."""

    review = Signal(str, object)
    hold = Signal(str, str)
    lift = Signal(str)
    practice = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__(_("How long interviews are kept"))
        self._kept: dict[str, Kept] = {}
        self._state = paragraph("")
        self.column.addWidget(self._state)
        rows = FormRows()
        self.chosen = QuietCombo()
        self.chosen.setMinimumHeight(scaled(36))
        self.chosen.currentIndexChanged.connect(lambda _index: self._show_chosen())
        self.about = caption("")
        held = QWidget()
        column = column_of(held, margin=0, spacing=Space.HAIR)
        column.addWidget(self.chosen)
        column.addWidget(self.about)
        rows.add(_("Interview; first what has to be looked at now, then by review"), held, field=self.chosen)
        self.day = DayField()
        rows.add(_("Look at it again on"), self.day, _("Then somebody decides whether it is still needed."))
        self.reason = QLineEdit()
        self.reason.setMinimumHeight(scaled(36))
        self.reason.setMaxLength(500)
        rows.add(
            _("Reason of a legal hold"),
            self.reason,
            _("While it is held, it cannot be erased, not even on withdrawal. Name who asked for it, and why."),
        )
        self.column.addLayout(rows)
        self.set_day = button(_("Set the day"), lambda: self.review.emit(self._id(), self.day.day()))
        self.set_hold = button(_("Hold"), lambda: self.hold.emit(self._id(), self.reason.text()))
        self.let_go = button(_("Lift the hold"), lambda: self.lift.emit(self._id()))
        self.column.addLayout(button_row(self.set_day, self.set_hold, self.let_go))
        self.unknown = QWidget()
        column = column_of(self.unknown, margin=0, spacing=Space.SMALL)
        asked = _("Its record was lost with damage. Look it over, and say whether it was held for practice.")
        column.addWidget(paragraph(asked))
        self.was_practice = button(_("It was for practice"), lambda: self.practice.emit(self._id(), True))
        self.was_account = button(_("Somebody gave an account"), lambda: self.practice.emit(self._id(), False))
        column.addLayout(button_row(self.was_practice, self.was_account))
        self.column.addWidget(self.unknown)

    def show_kept(self, kept: Sequence[Kept], behind: date | None) -> None:
        """Show every interview; the chosen one stays chosen. behind: a day the clock has not reached."""
        before = self._id()
        self._kept = {each.interview.interview_id: each for each in kept}
        due = sum(each.wanted for each in kept)
        text = ngettext(
            "{number} interview has to be looked at now.", "{number} interviews have to be looked at now.", due
        )
        self._state.setText(text.format(number=due) if due else _("Nothing has to be looked at now."))
        if behind is not None:
            wrong = _("This computer’s clock is wrong: something in the vault was made later, on {day}. Set it right.")
            self._state.setText(f"{self._state.text()}\n{wrong.format(day=date_text(behind))}")
        set_role(self._state, Role.WARNING if due or behind is not None else Role.MUTED)
        self.chosen.blockSignals(True)
        self.chosen.clear()
        for interview_id, each in self._kept.items():
            self.chosen.addItem(_line(each), interview_id)
        self.chosen.setCurrentIndex(max(self.chosen.findData(before), 0) if kept else -1)
        self.chosen.blockSignals(False)
        self._show_chosen()

    def _show_chosen(self) -> None:
        kept = self._kept.get(self._id())
        for each in (self.chosen, self.day, self.reason, self.set_day, self.set_hold):
            each.setEnabled(kept is not None)
        held = kept is not None and kept.retention.hold is not None
        self.let_go.setEnabled(held)
        self.set_hold.setEnabled(kept is not None and not held)
        self.about.setText("" if kept is None else _about(kept))
        self.unknown.setVisible(kept is not None and kept.interview.practice_presumed)
        if kept is not None:
            self.day.show_day(kept.retention.review)
            self.reason.setText(kept.retention.hold or "")

    def _id(self) -> InterviewId:
        return InterviewId(str(self.chosen.currentData() or ""))


def _line(kept: Kept) -> str:
    day = date_text(kept.retention.review)
    text = _("{number} · review {day}").format(number=kept.interview.interview_id, day=day)
    text = _("{line} · due").format(line=text) if kept.due else text
    text = _("{line} · practice or not?").format(line=text) if kept.interview.practice_presumed else text
    text = _("{line} · damaged").format(line=text) if kept.damaged else text
    return _("{line} · consent in doubt").format(line=text) if kept.doubted else text


def _about(kept: Kept) -> str:
    text = _("Held on {day}").format(day=date_text(kept.interview.created))
    if kept.damaged:
        return _(
            "What was set for it cannot be read: the day may be another, and it may be held. Lock the vault and let "
            "“Salvage this vault…” make a new one; then set the day anew, and the hold if there was one."
        )
    if kept.withdrawn:
        return _("{line} · withdrawn, kept by the hold").format(line=text)
    return _("{line} · on hold").format(line=text) if kept.retention.hold is not None else text
