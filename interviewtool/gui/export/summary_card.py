"""The signed PDF summary: shown, printed or saved. It is plaintext, so saving and printing come after a warning."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from interviewtool.consent import Gate, Purpose
from interviewtool.consent.words import PURPOSES, stands_against
from interviewtool.errors import KnownError
from interviewtool.export import Keep
from interviewtool.gui.design import Role, scaled
from interviewtool.gui.dialogs import Question
from interviewtool.gui.export.checks import summary_check
from interviewtool.gui.export.export_card import ExportCard
from interviewtool.gui.export.result import Exported
from interviewtool.gui.files import written
from interviewtool.gui.operations import Operations, Progress
from interviewtool.gui.printing import print_pdf
from interviewtool.gui.widgets import FormRows, LanguageChoice, QuietCombo, button, button_row, paragraph
from interviewtool.i18n import _
from interviewtool.model import InterviewId
from interviewtool.pseudonym import Opening

if TYPE_CHECKING:
    from interviewtool.workspace import Workspace


class SummaryCard(ExportCard):
    """preview_made(pdf): a document to be shown."""

    preview_made = Signal(bytes)

    def __init__(
        self, owner: QWidget, workspace: Workspace, operations: Operations, interview_ids: tuple[InterviewId, ...]
    ) -> None:
        super().__init__(
            _("Summary to read, as a signed PDF"),
            _("For one interview, in one language. The file is not encrypted: whoever has it can read it."),
            owner=owner,
            workspace=workspace,
            operations=operations,
            interview_ids=interview_ids,
        )
        rows = FormRows()
        self.interview = QuietCombo()
        for interview_id in interview_ids:
            self.interview.addItem(interview_id, interview_id)
        self.interview.currentIndexChanged.connect(lambda _index: self._offer())
        self._languages: Mapping[InterviewId, tuple[str, ...]] = {}
        if len(interview_ids) > 1:
            rows.add(_("&Interview"), self.interview)
        self.language = LanguageChoice(name=_("Language of the document"))
        rows.add(_("&Language of the document"), self.language)
        self.purpose = QuietCombo()
        for purpose, name in PURPOSES.items():
            self.purpose.addItem(_(name), purpose)
        self.purpose.currentIndexChanged.connect(lambda _index: self._look_at_gate())
        rows.add(_("What it is &for"), self.purpose, _("The respondent must have consented to exactly that."))
        self.recipient = QLineEdit()
        self.recipient.setMinimumHeight(scaled(36))
        self.recipient.setMaxLength(200)
        rows.add(
            _("&To whom it is given"),
            self.recipient,
            _(
                "Organisation, and the role of whoever is given it: they have to be told if it is withdrawn. No name "
                "of the respondent or of anybody in the interview."
            ),
        )
        self.column.addLayout(rows)
        self.closed = paragraph("", Role.WARNING)
        self.closed.hide()
        self.column.addWidget(self.closed)
        self.names = self._ask_for_names(_("Use &real names where consent allows it"), self._note_on_passphrase())
        self.preview_button = button(_("&View"), self._preview)
        self.save_button = button(_("S&ave as PDF…"), self._save)
        self.print_button = button(_("&Print…"), self._print)
        self.column.addLayout(button_row(self.preview_button, self.save_button, self.print_button))
        self.column.addWidget(self.result)

    def offer(self, languages: Mapping[InterviewId, tuple[str, ...]], shown: Mapping[InterviewId, str]) -> None:
        """languages: of each interview's questionnaire, as codes, the one it was held in first. shown: pseudonyms."""
        self._languages = languages
        for place in range(self.interview.count()):
            interview_id = self.interview.itemData(place)
            if interview_id in shown:
                self.interview.setItemText(place, f"{shown[interview_id]} · {interview_id}")
        self._offer()

    def _chosen(self) -> InterviewId:
        return InterviewId(self.interview.currentData())

    def _offer(self) -> None:
        codes = self._languages.get(self._chosen(), ())
        self.language.offer(codes, codes[0] if codes else "")
        self._look_at_gate()

    def _look_at_gate(self) -> None:
        """Say what consent does not allow before anybody asks for it."""
        interview_id, purpose = self._chosen(), Purpose(self.purpose.currentData())
        consents = self._workspace.consent
        self._operations.quietly(
            lambda: consents.gate(interview_id, purpose), owner=self, done=lambda gate: self._show_gate(purpose, gate)
        )

    def _show_gate(self, purpose: Purpose, gate: Gate) -> None:
        if purpose != self.purpose.currentData():
            return  # another one was chosen meanwhile
        for each in (self.preview_button, self.save_button, self.print_button):
            each.setEnabled(gate.open)
        self.closed.setText(stands_against(gate))
        self.closed.setVisible(not gate.open)

    def _preview(self) -> None:
        if self._says_to_whom():
            self._make(self.preview_made.emit)

    def _print(self) -> None:
        if self._says_to_whom():
            self._make(lambda pdf: print_pdf(self._owner, self._operations, pdf, holds_testimony=True))

    def _says_to_whom(self) -> bool:
        """Whether it is said who is given it, where that has to be; the service refuses it in any case."""
        said = bool(self.recipient.text().strip()) or self.purpose.currentData() == Purpose.ARCHIVE
        if not said:
            self._operations.show_error(self._owner, KnownError("export.recipient_missing"))
            self.recipient.setFocus()
        return said

    def _save(self) -> None:
        if not self._says_to_whom():
            return
        warning = Question(
            title=_("Save without encryption?"),
            text=_(
                "The PDF can be read by anyone who gets the file or finds this computer. "
                "To hand the interview on safely, use the encrypted bundle."
            ),
            agree=_("&Save unencrypted"),
            decline=_("&Do not save"),
            danger=True,
        )
        if not self._operations.dialogs.confirm(self._owner, warning):
            return
        suggested = f"{self._chosen()}.pdf"
        path = self._operations.dialogs.save_file(self._owner, _("Save the summary"), suggested, _("PDF (*.pdf)"))
        if path is not None:
            self._make(lambda _pdf: self._tell(Exported(path, summary_check(path))), partial(written, path))

    def _make(self, then: Callable[[bytes], object], keep: Keep = nullcontext) -> None:
        """keep: writes it, where it is not only shown or printed."""
        interview_id, language = self._chosen(), self.language.code
        opening: Opening | None = None
        if self.names.isChecked():
            opening = self._open_register()
            if opening is None:
                return
        exports, purpose = self._workspace.export, Purpose(self.purpose.currentData())
        recipient = self.recipient.text()

        def act(progress: Progress) -> bytes:
            def kept(pdf: bytes) -> AbstractContextManager[object]:
                progress(1.0)  # the last moment to turn away
                return keep(pdf)

            return exports.summary(
                interview_id, language, purpose=purpose, recipient=recipient, passphrase=opening, keep=kept
            )

        self._operations.run(act, owner=self._owner, title=_("Making the summary"), done=then)
