"""Consent as it stands: every decision, each of which can be made anew, and what stands against the interview."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from interviewtool.consent import ConsentText
from interviewtool.consent.words import IN_DOUBT, ROLES, TIERS, authorisations_part, when_decided
from interviewtool.gui.consent.asking_banners import ASK, GuardianBanner, PresenceBanner
from interviewtool.gui.consent.decisions import Decisions, answer_text, method_text
from interviewtool.gui.design import Role, Space, set_role
from interviewtool.gui.labels import date_text
from interviewtool.gui.widgets import (
    Banner,
    Card,
    button,
    button_row,
    caption,
    empty,
    language_name,
    lead,
    page,
    paragraph,
    title,
)
from interviewtool.i18n import _
from interviewtool.model import ConsentItem, ConsentRecord, ConsentRole, Naming


class SummaryPage(QWidget):
    """begun: one comes from the interview and goes back to it, however it stands.

    change(ConsentItem), go_on, form, card, paper, history, others(role), closed.
    """

    change = Signal(object)
    go_on = Signal()
    form = Signal()
    card = Signal()
    paper = Signal()
    history = Signal()
    others = Signal(object)
    closed = Signal()

    def __init__(self, *, begun: bool) -> None:
        super().__init__()
        self._begun = begun
        column = page(self, width=860)
        column.addWidget(title(_("Consent as it stands")))
        self._state = lead("")
        column.addWidget(self._state)
        self.guardian = GuardianBanner()
        column.addWidget(self.guardian)
        self.present = PresenceBanner()
        column.addWidget(self.present)
        self.doubt = Banner()
        column.addWidget(self.doubt)
        self._closing, self._last_words = Card(), paragraph("", Role.SPOKEN)
        self._closing.column.addWidget(caption(_("Read this out before you go on:")))
        self._closing.column.addWidget(self._last_words)
        column.addWidget(self._closing)
        onward = _("Back to the interview") if begun else _("Go on to the interview")
        self.proceed = button(onward, self.go_on.emit, Role.PRIMARY)
        later = button(_("Back to the list"), self.closed.emit)
        column.addLayout(button_row(self.proceed, later, button(_("Form to print…"), self.form.emit)))
        self.card_button = button(_("Withdrawal card…"), self.card.emit)
        self.history_button = button(_("What was decided, and when…"), self.history.emit)
        self.paper_button = button(_("Attach the signed form…"), self.paper.emit)
        column.addLayout(button_row(self.card_button, self.paper_button, self.history_button))
        self.role_buttons = {
            role: button(_(name), partial(self.others.emit, role), Role.QUIET) for role, name in ASK.items()
        }
        column.addLayout(button_row(*self.role_buttons.values()))
        card = Card()
        holder = QWidget()
        self._grid = QGridLayout(holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.MEDIUM)
        self._grid.setVerticalSpacing(Space.SMALL)
        for number, share in enumerate((5, 3, 4, 0)):
            self._grid.setColumnStretch(number, share)
        card.column.addWidget(holder)
        column.addWidget(card)
        column.addStretch(1)

    def first_focus(self) -> None:
        """To what is to be done first."""
        ready = self.proceed if self.proceed.isEnabled() else self
        (self.guardian.act() or self.present.act() or ready).setFocus()

    def show_decisions(self, decisions: Decisions, text: ConsentText) -> None:
        """Show every item with its decision, and what others decided."""
        empty(self._grid)
        for row, each in enumerate(ConsentItem):
            self._add_item(row, each, decisions, text)
        for row, record in enumerate(decisions.others, len(ConsentItem)):
            self._add_row(row, _(ROLES[record.role]), None if record.open else record.given, None, _how(record))
        self._last_words.setText("\n\n".join(text.closing))
        self._closing.setVisible(not self._begun and decisions.withdrawn is None and decisions.opens_gate())
        self.proceed.setEnabled(self._begun or decisions.opens_gate())
        self._state.setText(self._stands(decisions))
        self._state.setVisible(bool(self._state.text()))
        if decisions.withdrawn is None:
            self.guardian.show_guardian(decisions.guardian)
        unasked = decisions.unasked()
        self.present.show_unasked(unasked)
        for role, ask in self.role_buttons.items():
            guardian = role is ConsentRole.GUARDIAN and decisions.guardian.forbids
            offered = guardian or role in unasked  # by the banners above
            ask.setVisible(decisions.withdrawn is None and not offered)
        if decisions.doubted:
            self.doubt.show_text(Role.WARNING, _(IN_DOUBT))
        else:
            self.doubt.clear()

    def _stands(self, decisions: Decisions) -> str:
        if decisions.withdrawn is not None:
            tier = _(TIERS[decisions.withdrawn][0])
            said = _("Withdrawn: “{tier}”. What was decided can be read; nothing can be decided any more.")
            return said.format(tier=tier)
        if decisions.authorisation.forbids:
            said = authorisations_part(decisions.authorisation)
        elif not decisions.opens_gate():
            said = "" if decisions.agreed() else _("Answers can be kept only after a recorded “yes” to C1 and C9.")
        elif self._begun:
            said = _("Every decision can be changed at any time; the earlier one stays on record.")
        else:
            said = _(
                "The interview can begin. Every decision can be changed at any time; the earlier one stays on record."
            )
        if not decisions.given_away:
            return said
        away = _(
            "It was given away before: who has it hears of a change by a new bundle, or if you tell them. To take "
            "everything back, withdraw it under Afterwards."
        )
        return f"{said} {away}".strip()

    def _add_item(self, row: int, item: ConsentItem, decisions: Decisions, text: ConsentText) -> None:
        record, given = decisions.records.get(item), decisions.given(item)
        if item in decisions.waiting:
            how = _("Not recorded: the signature is missing")
        elif record is not None:
            how = _how(record)
            if item is ConsentItem.RECONTACT:
                how = _("{how} · to be looked at again on {day}").format(how=how, day=date_text(decisions.review))
        else:
            how = ""
        naming = decisions.naming() if item is ConsentItem.QUOTATION else None
        self._add_row(row, f"{item} · {text.headings[item]}", given, naming, how)
        if decisions.withdrawn is None:
            change = button(_("Change") if given is not None else _("Decide"), partial(self.change.emit, item))
            set_role(change, Role.QUIET)
            change.setAccessibleName(f"{change.text()}: {item} {text.headings[item]}")
            self._grid.addWidget(change, row, 3, Qt.AlignmentFlag.AlignVCenter)

    def _add_row(self, row: int, name: str, given: bool | None, naming: Naming | None, how: str) -> None:
        answer = paragraph(
            answer_text(given, naming), {True: Role.SUCCESS, False: Role.WARNING, None: Role.MUTED}[given]
        )
        for column, widget in enumerate((paragraph(name), answer, caption(how))):
            self._grid.addWidget(widget, row, column, Qt.AlignmentFlag.AlignVCenter)


def _how(record: ConsentRecord) -> str:
    return _("{method}, {time}, {language}").format(
        method=method_text(record.method), time=when_decided(record), language=language_name(record.language)
    )
