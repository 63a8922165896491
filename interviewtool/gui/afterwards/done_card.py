"""Withdrawals of this vault: what was done, whom it had gone to, whether the other side has heard; the sheet again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from PySide6.QtCore import Signal

from interviewtool.consent import Done
from interviewtool.consent.words import TIERS, to_tell, told
from interviewtool.gui.design import Role, scaled, set_role
from interviewtool.gui.labels import date_text
from interviewtool.gui.widgets import Card, FormRows, QuietCombo, button, button_row, paragraph
from interviewtool.i18n import _, ngettext
from interviewtool.model import KeptEvent, Tier
from interviewtool.team import Withdrawn, withdrawals_said


@dataclass(frozen=True, slots=True)
class WithdrawalLine:
    """One withdrawal. number: of the interview, or what stands for one in another vault. done: None where another vault
    carries it out. said: what was told of it, and who has heard; None where it came from the supervisor.
    """

    number: str
    day: str
    tier: Tier
    done: Done | None
    said: Withdrawn | None

    @classmethod
    def all(cls, done: Sequence[Done], events: Sequence[KeptEvent]) -> tuple[Self, ...]:
        """What was carried out here, then what was only said here for another vault."""
        said = withdrawals_said(events)
        covered: set[int] = set()
        lines = []
        for each in done:
            own = [at for at, one in enumerate(said) if one.means(each.preview.interviews, each.preview.tier)]
            covered |= set(own)
            joined = Withdrawn.joined([said[at] for at in own])
            lines.append(cls(each.preview.interviews[-1], date_text(each.time), each.preview.tier, each, joined))
        for at, one in enumerate(said):
            if at not in covered:
                number = one.interview or _("the interview of a withdrawal card")
                lines.append(cls(number, date_text(one.time), one.tier, None, one))
        return tuple(lines)

    @property
    def open(self) -> bool:
        """Whether somebody has still to hear of it."""
        return self.said is not None and not self.said.heard_by


class DoneCard(Card):
    """sheet(Done): to be shown and printed."""

    sheet = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("Withdrawals so far"))
        self._lines: tuple[WithdrawalLine, ...] = ()
        self.state = paragraph("")
        self.column.addWidget(self.state)
        rows = FormRows()
        self.chosen = QuietCombo()
        self.chosen.setMinimumHeight(scaled(36))
        self.chosen.currentIndexChanged.connect(lambda _index: self._show_chosen())
        rows.add(_("Withdrawal, the last one first"), self.chosen)
        self.column.addLayout(rows)
        self.about = paragraph("")
        self.column.addWidget(self.about)
        self.print_button = button(_("Sheet to print…"), self._show_sheet)
        self.column.addLayout(button_row(self.print_button))

    def show_lines(self, lines: tuple[WithdrawalLine, ...]) -> None:
        """Show these; the card hides when there is none."""
        self.setVisible(bool(lines))
        self._lines = lines
        waiting = sum(line.open for line in lines)
        text = ngettext(
            "{number} withdrawal is not acknowledged yet.", "{number} withdrawals are not acknowledged yet.", waiting
        )
        self.state.setText(text.format(number=waiting) if waiting else _("Everybody who has to know has acknowledged."))
        set_role(self.state, Role.WARNING if waiting else Role.MUTED)
        self.chosen.blockSignals(True)
        self.chosen.clear()
        for line in lines:
            said = _("{number}, {day}").format(number=line.number, day=line.day)
            self.chosen.addItem(_("{line} · open").format(line=said) if line.open else said)
        self.chosen.setCurrentIndex(0 if lines else -1)
        self.chosen.blockSignals(False)
        self._show_chosen()

    def _show_chosen(self) -> None:
        at = self.chosen.currentIndex()
        self.print_button.setVisible(at >= 0 and self._lines[at].done is not None)
        if at >= 0:
            self.about.setText("\n".join(_about(self._lines[at])))

    def _show_sheet(self) -> None:
        done = self._lines[self.chosen.currentIndex()].done
        if done is not None:
            self.sheet.emit(done)


def _about(line: WithdrawalLine) -> list[str]:
    said = [_("Withdrawn: “{tier}”.").format(tier=_(TIERS[line.tier][0])), _heard(line)]
    if line.done is not None:
        sent = told(line.done.preview)
        if sent:
            said += [_("Who was given it before"), *(f"•  {each}" for each in sent)]
        else:
            said.append(_("It had been given to nobody."))
        said += to_tell(line.done.preview)
    return said


def _heard(line: WithdrawalLine) -> str:
    if line.said is None:
        return _("It came from the supervisor, and was carried out here.")
    if line.said.heard_by:
        return _("Acknowledged by {codes}.").format(codes=", ".join(line.said.heard_by))
    if line.done is None:
        return _("Not acknowledged yet: no vault that holds it has confirmed that it was told. Hand out the team file.")
    return _("Not acknowledged yet: the supervisor hears of it with your next bundle, or by a file saved below.")
