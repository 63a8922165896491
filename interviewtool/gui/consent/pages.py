"""The pages around the items of the consent: opening, signature, summary, the end without consent."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from interviewtool.consent import ConsentText
from interviewtool.consent.words import IN_DOUBT
from interviewtool.gui.consent.decisions import Decisions, answer_text, method_text
from interviewtool.gui.consent.guardian_banner import GuardianBanner
from interviewtool.gui.design import Role, Space, set_role
from interviewtool.gui.labels import date_text, time_text
from interviewtool.gui.widgets import (
    Banner,
    Card,
    DrawingPad,
    button,
    button_row,
    caption,
    heading,
    language_name,
    lead,
    page,
    paragraph,
    title,
)
from interviewtool.i18n import N_, _, ngettext
from interviewtool.model import ConsentItem, ConsentRole, Naming

_OTHERS = {
    ConsentRole.GUARDIAN: N_("Ask the guardian, too…"),
    ConsentRole.INTERPRETER: N_("Ask the interpreter, too…"),
    ConsentRole.PRESENT: N_("Ask another person present…"),
}


class OpeningPage(QWidget):
    """The introduction, read out. begin, form: the printable form is wanted. guardian: whether one is asked first."""

    begin = Signal()
    form = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = page(self)
        self._title = title("")
        column.addWidget(self._title)
        self.guardian = GuardianBanner()
        column.addWidget(self.guardian)
        column.addWidget(lead(_("Read this out, slowly. Answer questions before you go on.")))
        card = Card()
        self._text = paragraph("", Role.SPOKEN)
        card.column.addWidget(self._text)
        column.addWidget(card)
        self.start = button(_("Begin with the first item"), self.begin.emit, Role.PRIMARY)
        self.preparation = button(_("B&ack to the preparation"), lambda: None)
        column.addLayout(button_row(self.start, button(_("Form to print…"), self.form.emit), self.preparation))
        column.addStretch(1)

    def show_text(self, text: ConsentText) -> None:
        """Show the introduction of a consent text."""
        self._title.setText(text.title)
        self.setAccessibleName(text.title)
        self._text.setText("\n\n".join(text.introduction))


class SignaturePage(QWidget):
    """Signing on the screen, under everything that waits for it. signed(PNG as bytes); otherwise: another way."""

    signed = Signal(object)
    otherwise = Signal()
    back = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = page(self)
        column.addWidget(title(_("Signature")))
        self._count = lead("")
        column.addWidget(self._count)
        self.pad = DrawingPad()
        column.addWidget(self.pad)
        column.addWidget(caption(_("Sign with pen or mouse on the line.")))
        self.sign = button(_("Record with this signature"), self._sign, Role.PRIMARY)
        self._clear = button(_("Clear"), self.pad.clear)
        row = button_row(self.sign, self._clear, button(_("Back"), self.back.emit))
        row.addWidget(button(_("Given in another way…"), self.otherwise.emit, Role.QUIET))
        column.addLayout(row)
        column.addStretch(1)
        self.pad.changed.connect(self._show_ready)

    def show_count(self, count: int) -> None:
        """How many decisions the signature stands under."""
        text = ngettext(
            "The signature stands under {count} decision.", "The signature stands under {count} decisions.", count
        )
        self._count.setText(text.format(count=count))
        self.pad.clear()

    def _show_ready(self) -> None:
        self.sign.setEnabled(not self.pad.is_empty())
        self._clear.setEnabled(not self.pad.is_empty())

    def _sign(self) -> None:
        self.signed.emit(self.pad.png())


class SummaryPage(QWidget):
    """All decisions. change(ConsentItem), go_on, form, card, paper, history, others(role), closed."""

    change = Signal(object)
    go_on = Signal()
    form = Signal()
    card = Signal()
    paper = Signal()
    history = Signal()
    others = Signal(object)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = page(self, width=860)
        column.addWidget(title(_("Consent as it stands")))
        self._state = lead("")
        column.addWidget(self._state)
        self.guardian = GuardianBanner()
        column.addWidget(self.guardian)
        self.doubt = Banner()
        column.addWidget(self.doubt)
        self.proceed = button(_("Go on to the interview"), self.go_on.emit, Role.PRIMARY)
        later = button(_("Back to the list"), self.closed.emit)
        column.addLayout(button_row(self.proceed, later, button(_("Form to print…"), self.form.emit)))
        self.card_button = button(_("Withdrawal card…"), self.card.emit)
        self.history_button = button(_("What was decided, and when…"), self.history.emit)
        self.paper_button = button(_("Signed form…"), self.paper.emit)
        column.addLayout(button_row(self.card_button, self.paper_button, self.history_button))
        self.role_buttons = {
            role: button(_(name), partial(self.others.emit, role), Role.QUIET) for role, name in _OTHERS.items()
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

    def show_decisions(self, decisions: Decisions, text: ConsentText) -> None:
        """Show every item with its decision."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for row, each in enumerate(ConsentItem):
            self._add_row(row, each, decisions, text)
        ready = decisions.opens_gate()
        self.proceed.setEnabled(ready)
        self._state.setText(
            _("The interview can begin. Every decision can be changed at any time; the earlier one stays on record.")
            if ready
            else _("Answers can be kept only after a recorded “yes” to C1 and C9.")
        )
        self._state.setVisible(ready or not decisions.agreed())
        self.guardian.show_guardian(decisions.guardian)
        if decisions.doubted:
            self.doubt.show_text(Role.WARNING, _(IN_DOUBT))
        else:
            self.doubt.clear()

    def _add_row(self, row: int, item: ConsentItem, decisions: Decisions, text: ConsentText) -> None:
        record = decisions.records.get(item)
        given = decisions.given(item)
        naming: Naming | None = decisions.naming() if item is ConsentItem.QUOTATION else None
        name = paragraph(f"{item} · {text.headings[item]}")
        answer = paragraph(
            answer_text(given, naming), {True: Role.SUCCESS, False: Role.WARNING, None: Role.MUTED}[given]
        )
        if item in decisions.waiting:
            how = _("Not recorded: the signature is missing")
        elif record is not None:
            how = _("{method}, {time}, {language}").format(
                method=method_text(record.method),
                time=time_text(record.time),
                language=language_name(record.language),
            )
            if item is ConsentItem.RECONTACT:
                how = _("{how} · to be looked at again on {day}").format(how=how, day=date_text(decisions.review))
        else:
            how = ""
        change = button(_("Change") if given is not None else _("Decide"), partial(self.change.emit, item))
        set_role(change, Role.QUIET)
        change.setAccessibleName(f"{change.text()}: {item} {text.headings[item]}")
        for column, widget in enumerate((name, answer, caption(how), change)):
            self._grid.addWidget(widget, row, column, Qt.AlignmentFlag.AlignVCenter)


class RefusalPage(QWidget):
    """Without C1 and C9, and a guardian's yes where one is needed, there is no interview. back, end."""

    back = Signal()
    end = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = page(self)
        column.addWidget(title(_("No consent, no interview")))
        self._text = paragraph("")
        column.addWidget(self._text)
        column.addWidget(heading(_("Thank the person. A no needs no reason.")))
        self.finish = button("", self.end.emit, Role.DANGER)
        self.turn_back = button(_("Back to the question"), self.back.emit)
        column.addLayout(button_row(self.finish, self.turn_back))
        column.addStretch(1)

    def show_state(self, *, begun: bool, guardian: str) -> None:
        """begun: answers are kept already, so nothing is erased from here. guardian: what is to be said of one."""
        kept = (
            _("No further answers are kept. What was answered before stays sealed; erasing it is an act of its own.")
            if begun
            else _("Everything noted in the preparation is erased. Only the day, and that consent was refused, stay.")
        )
        self._text.setText("\n\n".join(filter(None, (guardian, kept))))
        self.turn_back.setText(_("Back") if guardian else _("Back to the question"))
        self.turn_back.setAccessibleName(self.turn_back.text())
        self.finish.setText(_("Back to the list") if begun else _("End: consent refused"))
        self.finish.setAccessibleName(self.finish.text())
