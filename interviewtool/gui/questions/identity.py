"""Who somebody is: the name goes to the protected register, the answer keeps a code.

While the interview is open the name typed is shown; where it is not at hand, the pseudonym in inverted commas stands in
its place, and a new name is typed over it on purpose only.
"""

from __future__ import annotations

from PySide6.QtCore import Qt

from interviewtool.gui.design import Role, set_role
from interviewtool.gui.questions.typing import LineField
from interviewtool.gui.widgets import button, caption
from interviewtool.i18n import _
from interviewtool.interview import SessionQuestion


class IdentityField(LineField):
    """A line whose text never becomes the answer itself."""

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
        self._editable = True

    def show_question(self, question: SessionQuestion, *, anew: bool, editable: bool) -> None:
        self._editable = editable
        shown = question.shown
        # An identity question shows what was typed unless the name is not at hand; then inverted commas say so.
        self._hidden = bool(question.view.value) and shown[:1] in '«“„"' and question.draft is None
        super().show_question(question, anew=anew, editable=editable and not self._hidden)
        self._again.setVisible(self._hidden and editable)
        self._note.setText(
            _("The name is in the protected register; here its pseudonym is shown.")
            if self._hidden
            else _("The name is kept in the protected register. The interview itself holds only a code.")
        )

    def stored_text(self, question: SessionQuestion) -> str:
        return question.shown

    def _type_again(self) -> None:
        self._hidden = False
        self._again.hide()
        self.edit.clear()
        self.edit.setReadOnly(False)
        self.edit.setFocus()
