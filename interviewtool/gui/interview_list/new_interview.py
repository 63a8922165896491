"""What is decided before a new interview: the questionnaire and the language the respondent prefers."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QRadioButton, QVBoxLayout, QWidget

from interviewtool.gui.design import Role
from interviewtool.gui.interview_list.take_in_page import TakenIn
from interviewtool.gui.widgets import (
    Banner,
    Card,
    FormRows,
    QuietCombo,
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
from interviewtool.i18n import LANGUAGES, _
from interviewtool.interview import FormSummary
from interviewtool.model import ContentHash
from interviewtool.xforms import language_code


class NewInterview(QWidget):
    """begun(form hash, language, practice). back: turned away. blank_wanted(form hash, language): sheets to print.
    own_wanted: a questionnaire that is not in the list.

    forms: never empty, the usual one first. Return begins.

    with_person: who was interviewed before, as it is shown; "" for somebody new. language: that was spoken then.
    """

    begun = Signal(str, str, bool)
    blank_wanted = Signal(str, str)
    own_wanted = Signal()
    back = Signal()

    def __init__(self, forms: tuple[FormSummary, ...], *, with_person: str = "", language: str = "") -> None:
        super().__init__()
        self._forms: tuple[FormSummary, ...] = ()
        self._usual = language
        column = page(self, width=640)
        again = _("Another interview with {person}").format(person=with_person)
        column.addWidget(title(again if with_person else _("New interview")))
        column.addWidget(
            lead(_("First comes the preparation, then consent. Nothing the respondent says is kept before consent."))
        )
        self.banner = Banner()
        column.addWidget(self.banner)
        card = Card()
        self.form = QuietCombo()
        rows = FormRows()
        rows.add(_("&Questionnaire"), self.form)
        card.column.addLayout(rows)
        self.own = button(_("&Take in another questionnaire…"), self.own_wanted.emit, Role.QUIET)
        self.own.setToolTip(_("Your team’s own, from a file"))
        card.column.addLayout(button_row(self.own))
        card.column.addWidget(heading(_("Language the respondent prefers")))
        self._languages = QButtonGroup(self)
        self._choices = QVBoxLayout()
        card.column.addLayout(self._choices)
        card.column.addWidget(paragraph(_("It can be switched at any moment of the interview."), Role.MUTED))
        self.practice = QCheckBox(_("For &practice"))
        marked = caption(_("It is marked as practice everywhere, and never leaves this vault."))
        self.practice.setAccessibleDescription(marked.text())
        card.column.addWidget(self.practice)
        card.column.addWidget(marked)
        if with_person:  # it is practice where the interviews before were
            self.practice.hide()
            marked.hide()
        column.addWidget(card)
        self.begin = button(_("&Begin the preparation"), self._begin, Role.PRIMARY)
        self._turn_away = button(_("B&ack"), self.back.emit)
        self.on_paper = button(_("P&rint it blank…"), self._print_blank, Role.QUIET)
        self.on_paper.setToolTip(_("For an interview that is held on paper and typed in later"))
        column.addLayout(button_row(self.begin, self._turn_away, self.on_paper))
        column.addStretch(1)
        self.form.currentIndexChanged.connect(lambda _index: self._offer_languages())
        self._offer(forms)

    def first_focus(self) -> None:
        """Put the focus on the language, the one thing that is decided every time."""
        chosen = self._languages.checkedButton()
        (chosen or self.begin).setFocus()

    def show_taken(self, taken: TakenIn) -> None:
        """Choose the questionnaire that was just taken in, and say what comes of it."""
        self._offer(taken.forms)
        new = taken.forms[0]
        said = [
            _("{title}, version {version}, was taken in. New interviews begin with it.").format(
                title=new.title, version=new.shown_version
            )
        ]
        if taken.supervisor:
            said.append(_("Hand out the team file (under “Team”), so that every interviewer gets it."))
        self.banner.show_text(Role.SUCCESS, "\n".join(said))
        self.first_focus()

    def _offer(self, forms: tuple[FormSummary, ...]) -> None:
        self._forms = forms
        self.form.blockSignals(True)
        self.form.clear()
        for form in forms:
            self.form.addItem(_("{title}, version {version}").format(title=form.title, version=form.shown_version))
        self.form.blockSignals(False)
        self._offer_languages()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):  # a button that has the focus takes it before
            self._begin()
        else:
            super().keyPressEvent(event)

    def _offer_languages(self) -> None:
        wanted = self._language() or self._usual
        for old in self._languages.buttons():
            self._languages.removeButton(old)
            self._choices.removeWidget(old)
            old.deleteLater()
        # A form in no named language: that of the consent form and of all that the program says is chosen still.
        for language in self._forms[self.form.currentIndex()].languages or LANGUAGES:
            code = language_code(language)
            choice = QRadioButton(language_name(code, language))
            choice.setAccessibleName(choice.text())
            choice.setProperty("code", code)
            self._languages.addButton(choice)
            self._choices.addWidget(choice)
        choices = self._languages.buttons()
        if choices:
            next((each for each in choices if each.property("code") == wanted), choices[0]).setChecked(True)
        # What is made last Qt puts last in the order of Tab, after the buttons that are to come after it.
        ways = (self.form, self.own, *choices, self.practice, self.begin, self._turn_away, self.on_paper)
        for before, after in pairwise(ways):
            QWidget.setTabOrder(before, after)

    def _begin(self) -> None:
        self.begun.emit(self._form_hash(), self._language(), self.practice.isChecked())

    def _print_blank(self) -> None:
        self.blank_wanted.emit(self._form_hash(), self._language())

    def _form_hash(self) -> ContentHash:
        return self._forms[self.form.currentIndex()].form_hash

    def _language(self) -> str:
        chosen = self._languages.checkedButton()
        return str(chosen.property("code")) if chosen is not None else ""
