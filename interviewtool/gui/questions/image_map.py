"""Choices that are parts of a drawing (SVG): the part of a body that was hurt, a room on a plan.

What is chosen is coloured in, a click on a part is a click on its choice; the choices stand below as buttons all the
same, for the keyboard and for screen readers.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from interviewtool.gui.attachments import PageFiles
from interviewtool.gui.design import Role, Space
from interviewtool.gui.questions.choices import ButtonsField, RadioField, TickField
from interviewtool.gui.questions.field import Field
from interviewtool.gui.questions.lazy_text import LazyText
from interviewtool.gui.questions.media import PICTURES
from interviewtool.gui.questions.parted_drawing import PartedDrawing
from interviewtool.gui.widgets import column_of
from interviewtool.i18n import _
from interviewtool.interview import SessionQuestion


class _MapField(Field):
    """A drawing with its choices below it; the choices alone where no drawing came."""

    def __init__(self, buttons: ButtonsField) -> None:
        super().__init__()
        self.choices = buttons
        self.drawing = PartedDrawing()
        self.drawing.picked.connect(self._picked)
        self._missing = LazyText(Role.MUTED)
        self._files: PageFiles | None = None
        self._name = ""
        buttons.committed.connect(self.committed)
        buttons.moved_on.connect(self.moved_on)
        column = column_of(self, margin=0, spacing=Space.SMALL)
        column.addWidget(self.drawing)
        column.addLayout(self._missing)
        column.addWidget(buttons)

    def use(self, files: PageFiles | None) -> None:
        self._files = files
        self.choices.use(files)

    def media_beside(self, media: Mapping[str, str]) -> Mapping[str, str]:
        return {form: name for form, name in media.items() if form not in PICTURES or not _is_drawing(name)}

    def show_question(self, question: SessionQuestion, *, anew: bool, editable: bool) -> None:
        view = question.view
        self.choices.show_question(question, anew=anew, editable=editable)
        self.drawing.setEnabled(editable)
        chosen = tuple(value for value, button in self.choices.buttons().items() if button.isChecked())
        self.drawing.show_parts({choice.value: choice.label or choice.value for choice in view.choices}, chosen)
        names = (view.media[form] for form in PICTURES if form in view.media)
        self._show_drawing(next(filter(_is_drawing, names), ""))

    def focus_target(self) -> QWidget:
        return self.choices.focus_target()

    def buttons(self) -> Mapping[str, QWidget]:
        """The button of each value."""
        return self.choices.buttons()

    def name(self, label: str, description: str) -> None:
        self.choices.name(label, description)

    def _picked(self, value: str) -> None:
        button = self.choices.buttons()[value]
        button.setFocus(Qt.FocusReason.MouseFocusReason)
        button.click()

    def _show_drawing(self, name: str) -> None:
        if name == self._name:
            return
        self._name = name
        self.drawing.hide()
        self._missing.say("")
        if name and self._files is not None:
            self._files.form_media(self, name, lambda content: self._arrived(name, content))

    def _arrived(self, name: str, content: bytes | None) -> None:
        if name != self._name:
            return
        came = content is not None and self.drawing.load(content)
        self.drawing.setVisible(came)
        said = _("The picture {name} did not come with the questionnaire.").format(name=name)
        self._missing.say("" if came else said)


def _is_drawing(name: str) -> bool:
    return name.lower().endswith(".svg")


class RadioMapField(_MapField):
    """One part of a drawing (SVG), pointed at or chosen from the list below it."""

    def __init__(self) -> None:
        super().__init__(RadioField())


class TickMapField(_MapField):
    """Several parts of a drawing (SVG), pointed at or chosen from the list below it."""

    def __init__(self) -> None:
        super().__init__(TickField())
