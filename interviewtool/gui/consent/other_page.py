"""The consent of somebody beside the respondent: a guardian, an interpreter, another person present.

The first paragraph of the introduction is read to them, which says what it is about (the rest is about the items, which
they are not asked), and what the consent text has for their part: a guardian is asked whether the person may talk, the
others whether they keep silent about what they hear. It is recorded under C1, with their role.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from interviewtool.consent import ConsentText, Decision
from interviewtool.consent.words import ROLES
from interviewtool.gui.consent.decisions import METHODS, answer_text, method_text
from interviewtool.gui.design import Role
from interviewtool.gui.paper_row import PaperRow
from interviewtool.gui.widgets import Card, button, button_row, caption, column_of, lead, page, paragraph, title
from interviewtool.i18n import _
from interviewtool.interview import Beforehand
from interviewtool.model import ConsentItem, ConsentMethod, ConsentRole

_WAYS = tuple(method for method in METHODS if method is not ConsentMethod.SCREEN)


class OtherPage(QWidget):
    """decided(Decision): of the person with `role`. form(text): a guardian wants to read it. back: to where one was."""

    decided = Signal(object)
    form = Signal(object)
    back = Signal()

    def __init__(self, beforehand: Beforehand) -> None:
        """beforehand: what the preparation says of who is there, and of paper."""
        super().__init__()
        self._present = beforehand.present
        self.role = ConsentRole.GUARDIAN
        self._text: ConsentText | None = None
        column = page(self)
        self._title = title("")
        column.addWidget(self._title)
        column.addWidget(lead(_("Read this out, slowly. Answer questions before you go on.")))
        card = Card()
        self._introduction = paragraph("", Role.SPOKEN)
        self._question = paragraph("", Role.SENTENCE)
        card.column.addWidget(self._introduction)
        card.column.addWidget(self._question)
        column.addWidget(card)
        self._conditions = QWidget()
        known = column_of(self._conditions, margin=0)
        known.addWidget(
            paragraph(_("A guardian has to know the conditions: let them listen to the items first, or read the form."))
        )
        known.addLayout(button_row(button(_("Form to print…"), lambda: self.form.emit(self._text))))
        column.addWidget(self._conditions)
        self._noted = caption("")
        column.addWidget(self._noted)
        self.paper = PaperRow(beforehand.told)
        self.paper.changed.connect(self._show_ready)
        column.addWidget(self.paper)
        column.addWidget(caption(_("Record the answer by the way it was given:")))
        self.ways = {}
        for given, label in ((True, _("Yes, {method}")), (False, _("No, {method}"))):
            row = []
            for method in _WAYS:
                how = method_text(method)
                way = button(
                    label.format(method=how[:1].lower() + how[1:]),
                    partial(self._decide, given, method),
                )
                self.ways[given, method] = way
                row.append(way)
            column.addLayout(button_row(*row))
        column.addLayout(button_row(button(_("Back"), self.back.emit, Role.QUIET)))
        column.addStretch(1)

    def ask(self, role: ConsentRole, text: ConsentText) -> None:
        """Ask one person."""
        self.role, self._text = role, text
        self._title.setText(_(ROLES[role]))
        self._conditions.setVisible(role is ConsentRole.GUARDIAN)
        self._introduction.setText(text.introduction[0])
        self._question.setText(text.asked(ConsentItem.INTERVIEW, role))
        agrees = self._present.get(role)
        self._noted.setVisible(agrees is not None)
        self._noted.setText(_("In the preparation: {answer}").format(answer=answer_text(agrees, None)))

    def first_focus(self) -> None:
        """To the first way of saying what the preparation says; to that of saying yes where it says nothing."""
        said = self._present.get(self.role) is not False
        next(way for (given, _method), way in self.ways.items() if given is said).setFocus()

    def _show_ready(self) -> None:
        for way in self.ways.values():
            way.setEnabled(self.paper.told() is not None)

    def _decide(self, given: bool, method: ConsentMethod) -> None:
        told = self.paper.told()
        if self._text is not None and told is not None:
            self.decided.emit(Decision(ConsentItem.INTERVIEW, given, method, self._text, role=self.role, told=told))
