"""Who somebody is: the name goes to the protected register, the answer keeps a code.

While the interview is open the name typed is shown; where it is not at hand, the pseudonym in inverted commas stands in
its place, and a new name is typed over it on purpose only. Somebody who was named before is picked, by the beginning of
the name or from a list, so that nobody is two persons by a slip; a name that is typed makes a new person.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QToolButton

from interviewtool.gui.design import Role, set_role
from interviewtool.gui.questions.finding import FoundNames
from interviewtool.gui.questions.typing import LineField
from interviewtool.gui.widgets import button, caption
from interviewtool.i18n import _
from interviewtool.interview import KnownPerson, SessionQuestion
from interviewtool.interview.known_persons import PICKABLE
from interviewtool.model import PersonCode, folded
from interviewtool.pseudonym import PEOPLE


class IdentityField(LineField):
    """A line whose text never becomes the answer itself; somebody named before is picked."""

    widest = 520

    def __init__(self) -> None:
        super().__init__()
        hints = Qt.InputMethodHint
        # No dictionary, no remembering by an input method.
        self.edit.setInputMethodHints(hints.ImhSensitiveData | hints.ImhNoPredictiveText)
        self._again = button(_("Type the name again"), self._type_again)
        set_role(self._again, Role.QUIET)
        self._row.insertWidget(1, self._again)
        self._note = caption("")
        self._column.addWidget(self._note)
        self._hidden = False
        self._was_picked = False
        self._everybody: tuple[KnownPerson, ...] = ()
        self._known: tuple[KnownPerson, ...] = ()
        self._code = ""
        self._picking = False
        self._person = True
        self._names: FoundNames | None = None
        self.before: QToolButton | None = None

    def offer_persons(self, persons: tuple[KnownPerson, ...]) -> None:
        if self.before is None:
            self._make_list()
        self._everybody = persons
        self._offer()
        self._said()

    def show_question(self, question: SessionQuestion, *, anew: bool, editable: bool) -> None:
        shown = question.shown
        # An identity question shows what was typed unless the name is not at hand; then inverted commas say so.
        self._hidden = bool(question.view.value) and shown[:1] in '«“„"' and question.draft is None
        self._was_picked = question.picked and bool(question.view.value)
        self._code = question.view.value
        self._picking = editable and question.identity in PICKABLE
        self._person = question.identity in PEOPLE
        self._offer()
        super().show_question(question, anew=anew, editable=editable and not self._hidden)
        self._again.setVisible(self._hidden and editable)

    def stored_text(self, question: SessionQuestion) -> str:
        return question.shown

    def name(self, label: str, description: str) -> None:
        super().name(label, description)
        self._again.setAccessibleName(f"{label}: {self._again.text()}")
        if self.before is not None:
            self.before.setAccessibleName(f"{label}: {self.before.text()}")

    def _offer(self) -> None:
        """Everybody but the one who is the answer already."""
        self._known = tuple(each for each in self._everybody if each.code != self._code) if self._picking else ()
        if self._names is not None and self.before is not None:
            self._names.offer([each.shown for each in self._known])
            self.before.setVisible(bool(self._known))

    def _make_list(self) -> None:
        self._names = FoundNames(self.edit)
        self._names.activated[str].connect(self._pick_by_name)  # type: ignore[index]
        self.before = QToolButton()
        self.before.setText(_("Named before"))
        self.before.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.before)
        menu.aboutToShow.connect(lambda: self._fill(menu))
        self.before.setMenu(menu)
        self._row.insertWidget(2, self.before)

    def _fill(self, menu: QMenu) -> None:
        menu.clear()
        for person in self._known:
            action = menu.addAction(person.shown.replace("&", "&&"))
            action.triggered.connect(lambda _checked=False, code=person.code: self._pick(code))

    def _pick_by_name(self, name: str) -> None:
        found = [each.code for each in self._known if each.shown == name]
        if len(found) == 1:
            self._pick(found[0])

    def _pick(self, code: PersonCode) -> None:
        self.forget_typed()
        self.picked.emit(code)
        self.edit.setFocus()

    def _said(self) -> None:
        typed = " ".join(folded(self._text()).split())
        same = any(typed == folded(each.shown) for each in self._known) if typed else False
        set_role(self._note, Role.WARNING if same else Role.CAPTION)
        if same:
            said = _("Somebody of this name was named before. Choose the name from the list if it is the same person.")
        elif self._hidden:
            said = _("The name is in the protected register; here its pseudonym is shown.")
        elif self._was_picked:
            said = _("Named before in this interview. Another name typed here makes a new person.")
        elif self._person:
            said = _("The name is kept in the protected register. The interview itself holds only a code.")
        else:
            said = _("This is kept in the protected register. The interview itself holds only a code.")
        self._note.setText(said)

    def _type_again(self) -> None:
        self._hidden = False
        self._again.hide()
        self.edit.clear()
        self.edit.setReadOnly(False)
        self.edit.setFocus()
