"""Export of one or more finalized interviews."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from interviewtool.consent import Purpose
from interviewtool.consent.words import stands_against
from interviewtool.export import STAYS, Behind
from interviewtool.gui.design import Role
from interviewtool.gui.export.bundle_card import BundleCard
from interviewtool.gui.export.summary_card import SummaryCard
from interviewtool.gui.operations import Operations
from interviewtool.gui.pdf_preview import PdfPreview
from interviewtool.gui.printing import print_pdf
from interviewtool.gui.screen import Screen
from interviewtool.gui.widgets import (
    Banner,
    ScreenBar,
    button,
    button_row,
    column_of,
    lead,
    page,
    paragraph,
)
from interviewtool.i18n import _, ngettext
from interviewtool.model import InterviewId
from interviewtool.xforms import language_code

if TYPE_CHECKING:
    from interviewtool.workspace import Workspace


@dataclass(frozen=True, slots=True)
class _Known:
    """What the screen must know of the vault. languages: of each interview's questionnaire, its own first. closed: why
    an interview does not leave at all. behind: what stays here, since consent to it was taken back. shown: pseudonyms
    of the respondents.
    """

    has_keys: bool
    has_team: bool
    languages: Mapping[InterviewId, tuple[str, ...]]
    closed: Mapping[InterviewId, str]
    behind: tuple[Behind, ...]
    shown: Mapping[InterviewId, str]

    @classmethod
    def read(cls, workspace: Workspace, interview_ids: Sequence[InterviewId]) -> _Known:
        languages = {}
        for interview_id in interview_ids:
            interview = workspace.interviews.get(interview_id)
            every = [language_code(name) for name in workspace.forms.definition(interview.form_hash).languages]
            languages[interview_id] = tuple(sorted(every, key=lambda code: code != interview.language))
        gates = {each: workspace.consent.gate(each, Purpose.ARCHIVE) for each in interview_ids}
        closed = {each: stands_against(gate) for each, gate in gates.items() if not gate.open}
        behind = workspace.export.behind(interview_ids)
        listed = ((each.interview.interview_id, each.shown) for each in workspace.interviews.list())
        shown = {each: str(name) for each, name in listed if name is not None}
        return cls(workspace.team.has_keys(), workspace.team.current() is not None, languages, closed, behind, shown)


class ExportScreen(Screen):
    """closed: back to the list. team_chosen: there are no keys yet, and the person wants to make them."""

    closed = Signal()
    team_chosen = Signal()

    def __init__(self, workspace: Workspace, operations: Operations, interview_ids: Sequence[InterviewId]) -> None:
        super().__init__(operations)
        self._workspace = workspace
        chosen = tuple(interview_ids)
        whole = column_of(self, margin=0, spacing=0)
        whole.addWidget(ScreenBar(_("Export"), _("← Interviews"), self.closed.emit))
        self._stack = QStackedWidget()
        whole.addWidget(self._stack)
        self._choices = QWidget()
        column = page(self._choices)
        counted = ngettext("{number} finalized interview", "{number} finalized interviews", len(chosen))
        column.addWidget(lead(counted.format(number=len(chosen))))
        self.banner = Banner()
        column.addWidget(self.banner)
        self.left_out = paragraph("", Role.WARNING)
        self.left_out.hide()
        column.addWidget(self.left_out)
        self.bundle = BundleCard(self, workspace, operations, chosen)
        column.addWidget(self.bundle)
        self.summary = SummaryCard(self, workspace, operations, chosen)
        self.bundle.exported.connect(lambda _exported: self.summary.result.hide())
        self.summary.exported.connect(lambda _exported: self.bundle.result.hide())
        self.summary.preview_made.connect(self._show_preview)
        column.addWidget(self.summary)
        column.addStretch(1)
        self._stack.addWidget(self._choices)
        self._stack.addWidget(self._make_preview())
        self._pdf = b""
        self.bundle.setEnabled(False)
        self.summary.setEnabled(False)
        operations.quietly(lambda: _Known.read(workspace, chosen), owner=self, done=self._allow)

    def first_focus(self) -> None:
        self.bundle.identities.setFocus()

    def _make_preview(self) -> QWidget:
        view = QWidget()
        column = column_of(view)
        printing = button(_("&Print…"), self._print, Role.PRIMARY)
        column.addLayout(button_row(printing, button(_("&Back"), self._hide_preview)))
        self.preview = PdfPreview(self.operations)
        column.addWidget(self.preview, 1)
        return view

    def _show_preview(self, pdf: bytes) -> None:
        self._pdf = pdf
        self.preview.show_pdf(pdf)
        self._stack.setCurrentIndex(1)
        self.preview.setFocus()

    def _hide_preview(self) -> None:
        self._pdf = b""
        self._stack.setCurrentIndex(0)
        self.summary.preview_button.setFocus()

    def _print(self) -> None:
        print_pdf(self, self.operations, self._pdf, holds_testimony=True)

    def _allow(self, known: _Known) -> None:
        self.bundle.setEnabled(known.has_team and not known.closed)
        self.summary.setEnabled(known.has_keys)
        self.summary.offer(known.languages, known.shown)
        said = [f"•  {each}: {why}" for each, why in known.closed.items()]
        if said and len(known.languages) > 1:
            said.append(_("Choose the other interviews alone in the list: a bundle goes as a whole."))
        if known.behind:
            said.append(_(STAYS))
        said += [f"•  {line}" for each in known.behind for line in each.sentences()]
        self.left_out.setVisible(bool(said))
        self.left_out.setText("\n".join(said))
        self.first_focus()
        if not known.has_keys:
            self.banner.show_text(
                Role.NOTICE,
                _("Exports are signed, and this vault has no keys of its own yet."),
                (_("Make &keys"), self.team_chosen.emit),
            )
        elif not known.has_team:
            self.banner.show_text(
                Role.NOTICE,
                _("A bundle is encrypted to a supervisor, and this vault has not joined a team yet."),
                (_("Join a &team"), self.team_chosen.emit),
            )
