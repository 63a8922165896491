"""The last page: what is still to correct or to answer, how the interview ended, and closing it for good."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QListWidget, QListWidgetItem, QRadioButton, QWidget

from interviewtool.gui.design import Role, scaled
from interviewtool.gui.labels import breaks_text
from interviewtool.gui.questions import violation_text
from interviewtool.gui.widgets import break_lines, button, button_row, heading, lead, page, paragraph, title
from interviewtool.i18n import N_, _, ngettext
from interviewtool.interview import Session
from interviewtool.model import Disposition, Reference
from interviewtool.xforms import Violation, ViolationKind

_DISPOSITIONS = (Disposition.COMPLETED, Disposition.PARTIAL)
_WHY_NOT = {
    Disposition.COMPLETED: N_(
        "It counts as completed once every question in the list above has an answer that fits, or a reason for having "
        "none."
    ),
    Disposition.PARTIAL: N_(
        "An interview that was broken off may lack answers, but nothing in it may be wrong: correct first what does "
        "not fit in the list above."
    ),
}


class FinishPage(QWidget):
    """jump(reference): to a question. finalize(Disposition). read_back: the account is read to the respondent first.

    card: the withdrawal card is to be given. where(page): its section, in words.
    """

    jump = Signal(str)
    read_back = Signal()
    card = Signal()
    finalize = Signal(object)

    def __init__(self, session: Session, where: Callable[[Reference], str]) -> None:
        super().__init__()
        self._where = where
        self._session = session
        self.setAccessibleName(_("Finish the interview"))
        column = page(self)
        column.addWidget(title(_("Finish the interview")))
        column.addWidget(lead(_("After this nothing in it can be changed. It is then ready for export.")))
        self._state = heading("")
        column.addWidget(self._state)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Questions to look at again"))
        break_lines(self.list)
        self.list.itemActivated.connect(self._jump)
        self.list.itemClicked.connect(self._jump)
        column.addWidget(self.list)
        self._hint = paragraph(_("Choose a line to go to the question."), Role.MUTED)
        column.addWidget(self._hint)
        column.addWidget(heading(_("Has the respondent heard the account?")))
        self.reading = button(_("Read it back…"), self.read_back.emit)
        column.addLayout(button_row(self.reading))
        self._breaks = paragraph("", Role.MUTED)
        column.addWidget(self._breaks)
        column.addWidget(heading(_("Does the respondent have the withdrawal card?")))
        column.addLayout(button_row(button(_("Withdrawal card…"), self.card.emit)))
        column.addWidget(heading(_("How did the interview end?")))
        self._group = QButtonGroup(self)
        self.endings: dict[Disposition, QRadioButton] = {}
        texts = {
            Disposition.COMPLETED: _("It was completed"),
            Disposition.PARTIAL: _("It was broken off; what was said is kept"),
        }
        for disposition in _DISPOSITIONS:
            choice = QRadioButton(texts[disposition])
            choice.setAccessibleName(texts[disposition])
            choice.toggled.connect(lambda _on: self._show_ready())
            self._group.addButton(choice)
            self.endings[disposition] = choice
            column.addWidget(choice)
        self._why_not = paragraph("", Role.WARNING)
        column.addWidget(self._why_not)
        self.finish = button(_("Finalize the interview"), self._finish, Role.PRIMARY)
        column.addLayout(button_row(self.finish))
        column.addStretch(1)
        self._violations: tuple[Violation, ...] = ()

    def refresh(self) -> None:
        """Look again at what is open."""
        self._violations = self._session.violations()
        self.list.clear()
        for violation in self._violations:
            question = self._session.question(violation.reference)
            # Several sections ask the same, such as where something is known from.
            section = self._where(Reference(violation.reference.rsplit("/", 1)[0]))
            asked = " › ".join(part for part in (section, question.view.label) if part)
            item = QListWidgetItem(f"{asked}\n{violation_text(violation)}")
            item.setData(Qt.ItemDataRole.UserRole, str(violation.reference))
            self.list.addItem(item)
        shown = bool(self._violations)
        self.list.setVisible(shown)
        self._hint.setVisible(shown)
        self.list.setMinimumHeight(min(len(self._violations), 6) * scaled(62) if shown else 0)
        self._breaks.setText(breaks_text(self._session.interview))
        self._breaks.setVisible(bool(self._breaks.text()))
        self._show_ready()

    def _show_ready(self) -> None:
        chosen = self._chosen()
        against = tuple(self._against(chosen))
        count = len(self._violations)
        self._state.setText(
            ngettext("{count} question to look at again", "{count} questions to look at again", count).format(
                count=count
            )
            if count
            else _("✓ Every question that needs an answer has one, or a reason for having none")
        )
        self.finish.setEnabled(chosen is not None and not against and self._session.gates.answers)
        self._why_not.setText(_(_WHY_NOT[chosen]) if chosen is not None and against else "")
        self._why_not.setVisible(bool(self._why_not.text()))

    def _against(self, chosen: Disposition | None) -> Iterable[Violation]:
        # A broken-off interview may lack answers, but holds nothing wrong (interview.Session.finalize).
        return (
            each
            for each in self._violations
            if chosen is not Disposition.PARTIAL or each.kind is not ViolationKind.REQUIRED
        )

    def _chosen(self) -> Disposition | None:
        return next((each for each, choice in self.endings.items() if choice.isChecked()), None)

    def _jump(self, item: QListWidgetItem) -> None:
        self.jump.emit(Reference(item.data(Qt.ItemDataRole.UserRole)))

    def _finish(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.finalize.emit(chosen)
