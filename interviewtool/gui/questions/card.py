"""One question on the screen: what is read out, what is for the interviewer alone, the answer, and how it stands.

- The label is what is read aloud; guidance is set apart and says that it is not.
- The card in which one works has a bar at its edge, so that a tired eye finds it again.
- A card is bound to a question and can be bound to another of the same kind; its controls stay.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QVBoxLayout

from interviewtool.export.value_words import PARTIAL_DATE
from interviewtool.gui.attachments import PageFiles
from interviewtool.gui.design import LARGE_PRINT, Role, Space, colours, scaled, set_role
from interviewtool.gui.questions.field import Field
from interviewtool.gui.questions.fixed import NoteField, ReadOnlyField
from interviewtool.gui.questions.lazy_text import Guidance, LazyText
from interviewtool.gui.questions.media import MediaRow
from interviewtool.gui.questions.missing import MissingReasonButton, reason_text
from interviewtool.gui.questions.saved import SaveState
from interviewtool.gui.questions.scales import HeadingsField
from interviewtool.gui.questions.words import show_words
from interviewtool.gui.widgets import paragraph
from interviewtool.i18n import _
from interviewtool.interview import KnownPerson, SessionQuestion
from interviewtool.interview.known_persons import PICKABLE
from interviewtool.model import Reference
from interviewtool.xforms import QuestionType, Violation, ViolationKind

_CHOSEN = (QuestionType.SELECT_ONE, QuestionType.SELECT_MULTIPLE, QuestionType.RANK)


class QuestionCard(QFrame):
    """answered(reference, value), drafted(reference, text), missing_chosen(reference, reason or None), moved_on.

    edited(reference): what is shown is kept nowhere yet. picked(reference, person code). persons: who was named so far.
    """

    answered = Signal(str, str)
    picked = Signal(str, str)
    drafted = Signal(str, str)
    edited = Signal(str)
    missing_chosen = Signal(str, object)
    moved_on = Signal(str)

    def __init__(
        self,
        field: Field,
        *,
        reading: bool = False,
        files: PageFiles | None = None,
        persons: Callable[[], tuple[KnownPerson, ...]] = tuple,
    ) -> None:
        super().__init__()
        self.field = field
        self._persons = persons
        self._picks = False
        field.use(files)
        self.reference = Reference("")
        self.in_silent_page = False
        self._reading = reading
        self._unbound = True
        self._current = False
        self._unspoken = LazyText(Role.CAPTION)
        self._label = paragraph("", Role.QUESTION)
        self._hint = LazyText(Role.MUTED)
        self._media = MediaRow(files)
        self._guidance = Guidance()
        self._violation, self._wrong = LazyText(Role.ERROR), ""
        self._reason = LazyText(Role.MUTED)
        self.missing = MissingReasonButton()
        self._state = QLabel()
        set_role(self._state, Role.CAPTION)
        # A place of its own, so that the words that come and go move nothing.
        self._state.setMinimumWidth(scaled(62))
        self._state.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.LARGE, Space.MEDIUM, Space.MEDIUM, Space.LARGE)
        column.setSpacing(Space.SMALL)
        for above in (self._head(), self._hint, self._media, self._guidance):
            column.addLayout(above)
        column.addWidget(field)
        for below in (self._violation, self._reason):
            column.addLayout(below)
        field.committed.connect(self._answered)
        field.picked.connect(lambda code: self.picked.emit(self.reference, code))
        field.typed.connect(lambda text: self.drafted.emit(self.reference, text))
        field.edited.connect(self._edited)
        field.moved_on.connect(lambda: self.moved_on.emit(self.reference))
        self.missing.chosen.connect(lambda reason: self.missing_chosen.emit(self.reference, reason))

    def _head(self) -> QHBoxLayout:
        """What is asked, and beside it whether it is saved and why there is no answer."""
        asked = QVBoxLayout()
        asked.setSpacing(0)
        asked.addLayout(self._unspoken)
        asked.addWidget(self._label)
        head = QHBoxLayout()
        head.setSpacing(Space.SMALL)
        head.addLayout(asked, 1)
        # In large print the two stand below each other, or the words of the question would have no room.
        large = scaled(100) >= LARGE_PRINT
        aside = QBoxLayout(QBoxLayout.Direction.BottomToTop if large else QBoxLayout.Direction.LeftToRight)
        aside.setSpacing(Space.SMALL)
        for widget in (self._state, self.missing):
            aside.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        head.addLayout(aside)
        return head

    def show_question(self, question: SessionQuestion) -> None:
        """Bind the card to a question, or show the same one as it is now."""
        view = question.view
        anew = self._unbound or view.reference != self.reference
        self._unbound = False
        self.reference = view.reference
        editable = not question.locked and not view.readonly and not self._reading
        note = isinstance(self.field, NoteField)
        asked = editable and not isinstance(self.field, NoteField | ReadOnlyField | HeadingsField)
        spoken = is_spoken(question) or self.in_silent_page
        strong = is_spoken(question) if note else spoken
        set_role(self._label, Role.QUESTION if strong else None)
        # Of a note that is said only where the form itself says so: it is no question that anybody would ask.
        unsaid = spoken or self._reading or (note and "readout" not in view.extras)
        self._unspoken.say("" if unsaid else _("For you, not to be read out"))
        needed = view.required and asked
        show_words(self._label, view.label, "\u00a0•" if needed else "", bold=strong)
        self._label.setHidden(not view.label)
        self._label.setToolTip(_("• An answer is needed, or a reason for having none.") if needed else "")
        # The form explains EDTF text for programs that know no better; here it is typed and read in plain words.
        hint = "" if PARTIAL_DATE in view.appearance and "~" in view.hint else view.hint
        self._hint.say(hint)
        self._media.show_media(self.field.media_beside(view.media))
        self._guidance.say("" if self._reading else view.guidance, headed=unsaid)
        self._picks = question.identity in PICKABLE and asked
        self.offer_persons()
        self.field.show_question(question, anew=anew, editable=editable)
        described = "\n".join(part for part in (hint, view.guidance) if part)
        name = _("{question} (an answer is needed)").format(question=view.label) if needed else view.label
        self._label.setAccessibleName(name)
        self.field.name(name, described)
        self.missing.setVisible(asked)
        self.missing.show_reason(view.missing, answered=bool(view.value))
        nothing = asked and view.type in _CHOSEN and not view.choices and not view.value
        none_yet = _("There is nothing to choose from yet: that depends on other answers.") if nothing else ""
        self._reason.say(reason_text(view.missing) if view.missing is not None and self._reading else none_yet)
        if self._reading:
            self.field.setVisible(view.missing is None and not note)
        if anew:
            self._state.clear()
        # An answer that is only missing is no mistake yet: the outline counts it and the last page lists it.
        wrong = view.violation is not None and view.violation.kind is not ViolationKind.REQUIRED
        self._wrong = "⚠ " + violation_text(view.violation) if view.violation is not None and wrong else ""
        self._violation.say(self._wrong)

    def _edited(self) -> None:
        self._violation.say("")  # it was about the text before
        self.edited.emit(self.reference)

    def _answered(self, value: str) -> None:
        self.answered.emit(self.reference, value)
        self._violation.say(self._wrong)  # an answer that is the same as before changes nothing and shows nothing anew

    def offer_persons(self) -> None:
        """Let a question for a person offer whoever was named so far, also by another question just now."""
        if self._picks:
            self.field.offer_persons(self._persons())

    def unbind(self) -> None:
        """The question is no longer shown here; the same reference may mean another one next time."""
        self._unbound = True

    def show_saved(self, state: SaveState) -> None:
        """How durable the answer is."""
        if state is SaveState.SAVED and not self._state.text():
            return  # untouched since the page was opened: nothing to say
        draft = self.field.half_typed() is not None
        words = {
            SaveState.SAVED: _("Draft") if draft else _("✓ Saved"),
            SaveState.SAVING: _("Saving…"),
            SaveState.FAILED: _("⚠ Not saved"),
        }
        self._state.setText(words[state])
        set_role(self._state, Role.ERROR if state is SaveState.FAILED else Role.CAPTION)

    def show_current(self, current: bool) -> None:
        """Whether the person works in this card."""
        if current != self._current:
            self._current = current
            self.update()

    def take_focus(self) -> None:
        """Put the focus where the answer is given."""
        self.field.focus_target().setFocus(Qt.FocusReason.OtherFocusReason)

    def is_answerable(self) -> bool:
        """Whether something can be typed or chosen here."""
        return self.missing.isVisibleTo(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(tokens.accent if self._current else tokens.line))
        painter.setBrush(QColor(tokens.surface))
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if not isinstance(self.field, NoteField):
            painter.drawRoundedRect(area, 10, 10)
        if self._current:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accent))
            painter.drawRoundedRect(QRectF(0, 12, 5, max(self.height() - 24, 0)), 2.5, 2.5)


def is_spoken(question: SessionQuestion) -> bool:
    """Whether the label is read out; without that column, a question is read out and a note is not."""
    readout = question.view.extras.get("readout")
    return readout == "yes" if question.view.type is QuestionType.NOTE else readout != "no"


def violation_text(violation: Violation) -> str:
    """The form's own sentence, or one of ours where it has none."""
    ours = {
        ViolationKind.REQUIRED: _("An answer or a reason is still needed."),
        ViolationKind.CONSTRAINT: _("This answer does not fit the question."),
        ViolationKind.CHOICE: _("This choice is no longer offered. Choose again."),
        ViolationKind.TYPE: _("This is not the kind of answer that is asked for."),
    }
    return violation.message or ours[violation.kind]
