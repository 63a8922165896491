"""What a question card asks of every control that takes an answer.

- A field is bound to a question by `show_question` and may be bound to another one later, without being made anew.
- Showing the same question again (another language, other choices) keeps focus, cursor and what is being typed.
- A field has no focus proxy; who wants the focus in it asks for `focus_target`. Tab stops at the host of a proxy, too,
  and where host and control stand apart in the order of Tab it leads in a circle.
- `committed` carries a whole answer in the form it is stored; `typed` carries half-typed text, to be kept as a draft.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from interviewtool.gui.attachments import PageFiles
from interviewtool.interview import KnownPerson, SessionQuestion


class Field(QWidget):
    """A control for one concept. committed(value), typed(text); moved_on: Return asks for the next question.

    edited: what is shown is kept nowhere yet; `typed` or `committed` follows. picked(code): a person named before.
    """

    committed = Signal(str)
    picked = Signal(str)
    typed = Signal(str)
    edited = Signal()
    moved_on = Signal()
    _says = _form_says = ""

    def use(self, files: PageFiles | None) -> None:
        """Where files and pictures come from; called once. Nothing for fields without any."""

    def media_beside(self, media: Mapping[str, str]) -> Mapping[str, str]:
        """What of a question's media stands above the field: all but what the field shows itself."""
        return media

    def offer_persons(self, persons: tuple[KnownPerson, ...]) -> None:
        """Who was named so far, before a question is shown that may ask for one of them."""

    def show_question(self, question: SessionQuestion, *, anew: bool, editable: bool) -> None:
        """Show a question. anew: it is another question than before, so nothing of the earlier one may stay."""
        raise NotImplementedError

    def commit(self) -> None:
        """What was typed is meant to be the answer. Nothing for fields whose every change is an answer."""

    def half_typed(self) -> str | None:
        """Text that is not yet an answer, or None."""
        return None

    def rest(self) -> None:
        """Begin nothing more by oneself: the vault may close now."""

    def focus_target(self) -> QWidget:
        """The control that takes the focus and bears the accessible name."""
        raise NotImplementedError

    def name(self, label: str, description: str) -> None:
        """Tell screen readers which question this is. description: what the form says of it besides."""
        self.focus_target().setAccessibleName(label)
        self._form_says = description
        self._describe()

    def tell(self, said: str) -> None:
        """Tell screen readers what the field says below the answer, before what the form says."""
        self._says = said
        self._describe()

    def _describe(self) -> None:
        self.focus_target().setAccessibleDescription("\n".join(filter(None, (self._says, self._form_says))))
