"""One of many: a drop-down list (minimal), and a line that finds while one types (autocomplete, long lists)."""

from __future__ import annotations

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from interviewtool.gui.design import Role, Space, scaled, set_role
from interviewtool.gui.questions.choices import offered
from interviewtool.gui.questions.field import Field
from interviewtool.gui.questions.finding import FoundNames
from interviewtool.gui.questions.typing import LineField
from interviewtool.gui.widgets import QuietCombo, caption
from interviewtool.i18n import _
from interviewtool.interview import SessionQuestion
from interviewtool.model import folded
from interviewtool.xforms import Choice


class _ListCombo(QuietCombo):
    """from_list: the row was picked from the opened list, not passed by an arrow key."""

    from_list = False

    def showPopup(self) -> None:
        self.from_list = True
        super().showPopup()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.from_list = False
        super().keyPressEvent(event)


class DropDownField(Field):
    """One of a list that opens; the first row means no answer."""

    def __init__(self) -> None:
        super().__init__()
        self.combo = _ListCombo()
        self.combo.setMaximumWidth(scaled(520))
        self.combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.combo.setMinimumContentsLength(12)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.combo)
        self._values: tuple[str, ...] = ()
        self._quick = False
        self.combo.activated.connect(self._chosen)

    def show_question(self, question: SessionQuestion, *, anew: bool, editable: bool) -> None:
        value = question.view.value
        choices = (Choice("", _("Choose…")), *offered(question, (value,) if value else ()))
        values = tuple(choice.value for choice in choices)
        if values != self._values:
            self.combo.clear()
            self.combo.addItems([choice.label for choice in choices])
            self._values = values
        else:
            for index, choice in enumerate(choices):
                self.combo.setItemText(index, choice.label)
        self.combo.setCurrentIndex(values.index(value))
        self.combo.setEnabled(editable)
        self._quick = "quick" in question.view.appearance

    def focus_target(self) -> QWidget:
        return self.combo

    def _chosen(self, index: int) -> None:
        self.committed.emit(self._values[index])
        # Arrows on the closed list choose on their way to another row; only what is picked from the open one goes on.
        if self._quick and self._values[index] and self.combo.from_list:
            self.moved_on.emit()


class FindField(LineField):
    """One of a long list: part of the name is enough, and only what is on the list becomes the answer."""

    widest = 520

    def __init__(self) -> None:
        super().__init__()
        self._labels: dict[str, str] = {}
        self._values: dict[str, list[str]] = {}
        self._names = FoundNames(self.edit)
        self._names.activated[str].connect(lambda _text: self._picked())  # type: ignore[index]
        self.edit.setPlaceholderText(_("Type a part of the name"))
        self._note = caption("")
        self._column.addWidget(self._note)
        self._column.setSpacing(Space.HAIR)

    def show_question(self, question: SessionQuestion, *, anew: bool, editable: bool) -> None:
        value = question.view.value
        labels = {choice.value: choice.label for choice in offered(question, (value,) if value else ())}
        if labels != self._labels:
            self._labels = labels
            self._values = {}
            for each, label in labels.items():
                self._values.setdefault(_plain(label), []).append(each)
            self._names.offer(list(labels.values()))
        super().show_question(question, anew=anew, editable=editable)

    def as_typed(self, stored: str) -> str:
        return self._labels.get(stored, "")

    def as_stored(self, typed: str) -> str:
        return self._value_of(typed) or ""

    def is_whole(self, typed: str) -> bool:
        return self._value_of(typed) is not None

    def _picked(self) -> None:
        self._edited()
        self.commit()

    def _value_of(self, typed: str) -> str | None:
        found = self._values.get(_plain(typed), [])
        if len(found) > 1:  # names that differ only in what spelling passes over
            found = [value for value in found if self._labels[value] == typed.strip()]
        return found[0] if len(found) == 1 else None

    def _said(self) -> None:
        text = self._text().strip()
        unknown = bool(text) and self._value_of(text) is None
        set_role(self._note, Role.WARNING if unknown else Role.CAPTION)
        count = len(self._labels)
        self._note.setText(
            _("Not on the list yet: choose one of the names that appear, or type on.")
            if unknown
            else _("{count} names on the list").format(count=count)
        )


def _plain(text: str) -> str:
    return " ".join(folded(text).split())
