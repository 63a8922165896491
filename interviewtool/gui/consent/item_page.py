"""One item of the consent: the sentence that is read out, large, and the answer to it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from interviewtool.consent import ConsentText, Decision
from interviewtool.consent.words import when_decided
from interviewtool.gui.consent.decisions import Decisions, answer_text, method_text
from interviewtool.gui.consent.how_given import HowGiven
from interviewtool.gui.consent.review_row import ReviewRow
from interviewtool.gui.design import Role, Space, scaled, set_role
from interviewtool.gui.widgets import (
    Card,
    button,
    button_row,
    caption,
    heading,
    language_name,
    page,
    paragraph,
)
from interviewtool.i18n import N_, _, translator
from interviewtool.model import GATE_ITEMS, ConsentItem, ConsentMethod, Naming

_FIRST = ConsentItem.INTERVIEW


class ItemPage(QWidget):
    """decided(Decision): the person goes on. back: to the item before. Keys: 1, 2, 3 answer, Return goes on."""

    decided = Signal(object)
    back = Signal()

    def __init__(self, told: str) -> None:
        """told: when it was decided on paper, as the preparation says."""
        super().__init__()
        self._item = _FIRST
        self._text: ConsentText | None = None
        column = page(self, width=760)
        self._place = caption("")
        column.addWidget(self._place)
        self._heading = heading("")
        column.addWidget(self._heading)
        card = Card()
        self.sentence = paragraph("", Role.SENTENCE)
        card.column.addWidget(self.sentence)
        column.addWidget(card)
        self._needed = caption(_("Without a yes to this item there is no interview."))
        column.addWidget(self._needed)
        self._group = QButtonGroup(self)
        self.answers: dict[bool | Naming, QRadioButton] = {}
        """The buttons, by what they mean."""
        self._row = QVBoxLayout()
        self._row.setSpacing(Space.SMALL)
        column.addLayout(self._row)
        self.review = ReviewRow()
        self.review.hide()
        column.addWidget(self.review)
        self.how = HowGiven(told)
        self.how.changed.connect(self._show_ready)
        column.addWidget(self.how)
        self.next = button(_("Next"), self._decide, Role.PRIMARY)
        self.previous = button(_("Back"), self.back.emit)
        column.addLayout(button_row(self.next, self.previous))
        self._keys = caption("")
        column.addWidget(self._keys)
        self._recorded = caption("")
        column.addWidget(self._recorded)
        self._hash = caption("")
        column.addWidget(self._hash)
        column.addStretch(1)

    def show_item(
        self, item: ConsentItem, text: ConsentText, decisions: Decisions, method: ConsentMethod | None
    ) -> None:
        """Show an item in a text's language. method: how the decision before was given; it is offered again."""
        self._item, self._text = item, text
        number = list(ConsentItem).index(item) + 1
        self._place.setText(
            _("Item {item}, {number} of {count}").format(item=item, number=number, count=len(ConsentItem))
        )
        self._heading.setText(text.headings[item])
        self.setAccessibleName(f"{item}: {text.items[item]}")
        self.sentence.setText(text.items[item])
        self._needed.setVisible(item in GATE_ITEMS)
        self._offer(item, text, decisions)
        keys = ", ".join(str(number) for number in range(1, len(self.answers) + 1))
        self._keys.setText(_("Keys: {keys} answer · Return goes on").format(keys=keys))
        waiting = decisions.waiting.get(item)
        self.review.offer(decisions.review, waiting.review if waiting else None)
        self.review.setVisible(item is ConsentItem.RECONTACT)
        record = decisions.records.get(item)
        self.how.show_method(waiting.method if waiting else record.method if record else method)
        self._recorded.setText(
            _("Recorded: {answer}, {method}, {time}, {language}").format(
                answer=answer_text(record.given, record.naming),
                method=method_text(record.method),
                time=when_decided(record),
                language=language_name(record.language),
            )
            if record is not None
            else _("Not recorded yet")
        )
        self._hash.setText(
            _("Text {version}, {language}, SHA-256 {hash}").format(
                version=text.version, language=language_name(text.language), hash=text.hash
            )
        )
        self._show_ready()

    def first_focus(self) -> None:
        """Put the focus on the answer that stands, or on the first."""
        buttons = list(self.answers.values())
        next((choice for choice in buttons if choice.isChecked()), buttons[0]).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        position = event.key() - Qt.Key.Key_1
        if 0 <= position < len(self.answers):
            list(self.answers.values())[position].click()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.next.isEnabled():
            self._decide()
        else:
            super().keyPressEvent(event)

    def _offer(self, item: ConsentItem, text: ConsentText, decisions: Decisions) -> None:
        said = translator(text.language).text  # as what is read out, whatever language the interviewer reads
        quoted = item is ConsentItem.QUOTATION
        labels: dict[bool | Naming, str] = (
            {naming: text.naming[naming] for naming in Naming}
            if quoted
            else {True: said(N_("Yes")), False: said(N_("No"))}
        )
        if labels.keys() != self.answers.keys():
            self._make_buttons(labels)
        chosen = decisions.naming() if quoted else decisions.given(item)
        self._group.setExclusive(False)
        for answer, choice in self.answers.items():
            choice.setText(labels[answer])
            choice.setAccessibleName(labels[answer])
            choice.setChecked(answer == chosen)
        self._group.setExclusive(True)

    def _make_buttons(self, answers: Iterable[bool | Naming]) -> None:
        for choice in self.answers.values():
            self._group.removeButton(choice)
            self._row.removeWidget(choice)
            choice.hide()
            choice.deleteLater()
        self.answers = {}
        for answer in answers:
            choice = QRadioButton()
            set_role(choice, Role.ANSWER)
            choice.setMaximumWidth(scaled(420))
            choice.clicked.connect(lambda _checked=False: self._show_ready())
            self._group.addButton(choice)
            self._row.addWidget(choice)
            choice.show()  # the layout would show it later, and what is hidden takes no focus
            self.answers[answer] = choice
        # What is made last Qt puts last in the order of Tab, after the buttons that are to come after it.
        order = (*self.answers.values(), self.review.day, *self.how.fields(), self.next, self.previous)
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _chosen(self) -> bool | Naming | None:
        return next((answer for answer, choice in self.answers.items() if choice.isChecked()), None)

    def _show_ready(self) -> None:
        self.next.setEnabled(self._chosen() is not None and self.how.given() is not None)

    def _decide(self) -> None:
        chosen, how = self._chosen(), self.how.given()
        if chosen is None or how is None or self._text is None:
            return
        method, told = how
        review = self.review.chosen() if self._item is ConsentItem.RECONTACT else None
        naming = chosen if isinstance(chosen, Naming) else None
        given = chosen not in (False, Naming.NONE)
        self.decided.emit(Decision(self._item, given, method, self._text, naming=naming, review=review, told=told))
