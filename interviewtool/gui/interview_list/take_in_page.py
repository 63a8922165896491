"""A team's own questionnaire into the vault: chosen as a file, looked through, and taken in where it can be used."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from interviewtool.gui.design import Role
from interviewtool.gui.interview_list.remarks_view import RemarksView
from interviewtool.gui.operations import Operations, Progress
from interviewtool.gui.widgets import Card, button, button_row, heading, lead, page, paragraph, title
from interviewtool.i18n import _, ngettext
from interviewtool.interview import FormSummary
from interviewtool.team import Role as TeamRole
from interviewtool.xforms import Checked, FormDefinition, NodeKind, check_form

if TYPE_CHECKING:
    from interviewtool.workspace import Workspace


@dataclass(frozen=True, slots=True)
class TakenIn:
    """forms: all of the vault, the new one first. supervisor: whether the team file can carry it on from here."""

    forms: tuple[FormSummary, ...]
    supervisor: bool


class TakeInPage(QWidget):
    """taken(TakenIn). back: turned away. Nothing reaches the vault before “Take it in”."""

    taken = Signal(object)
    back = Signal()

    def __init__(self, workspace: Workspace, operations: Operations) -> None:
        super().__init__()
        self._workspace = workspace
        self._operations = operations
        self._form: FormDefinition | None = None
        column = page(self, width=820)
        column.addWidget(title(_("A questionnaire of your own")))
        column.addWidget(
            lead(_("An XLSForm, as for ODK or KoBoToolbox. New interviews begin with it; begun ones keep theirs."))
        )
        column.addWidget(
            paragraph(
                _(
                    "Pictures, sounds and lists it names come from the folder beside it: for own.xlsx it is called "
                    "own-media."
                ),
                Role.MUTED,
            )
        )
        self._card = Card()
        self._found = heading("")
        self._about = paragraph("")
        self.remarks = RemarksView()
        for each in (self._found, self._about, self.remarks):
            self._card.column.addWidget(each)
        self._card.hide()
        column.addWidget(self._card)
        self.take = button(_("&Take it in"), self._take, Role.PRIMARY)
        self.choose_button = button(_("&Choose the file…"), self.choose)
        self.copy_button = button(_("C&opy the list"), self.remarks.copy_all)
        self._turn_away = button(_("B&ack"), self.back.emit)
        self.take.setEnabled(False)
        self.copy_button.hide()
        column.addLayout(button_row(self.choose_button, self.take, self.copy_button, self._turn_away))
        column.addStretch(1)
        self.setFocusProxy(self.choose_button)

    def choose(self) -> None:
        """Ask for a file and look it through."""
        kinds = _("Questionnaires (*.xlsx *.xlsm *.xls *.csv *.md *.xml);;All files (*)")
        path = self._operations.dialogs.open_file(self, _("Choose a questionnaire"), kinds)
        if path is not None:
            self._operations.run(
                lambda progress: self._look(path, progress),
                owner=self,
                title=_("Checking the questionnaire"),
                done=lambda found: self._show(*found),
            )

    def _look(self, path: Path, progress: Progress) -> tuple[Checked, bool]:
        """What is wrong with it, and whether another of its name and version is there already."""
        checked = check_form(path, progress)
        form = checked.form
        replaces = form is not None and any(
            (each.form_id, each.version) == (form.form_id, form.form_version)
            and self._workspace.forms.definition(each.form_hash).xform != form.xform
            for each in self._workspace.forms.list()
        )
        return checked, replaces

    def _show(self, checked: Checked, replaces: bool) -> None:
        form = self._form = checked.form
        if form is None:
            self._found.setText(_refused(checked))
            self._about.setText(
                "" if checked.complete else _("Others may show once these are corrected. Check it again then.")
            )
            self.remarks.show_remarks(_("Mistakes of the questionnaire"), (*checked.mistakes, *checked.warnings))
        else:
            questions = sum(node.kind is NodeKind.QUESTION for node in form.nodes())
            said = _("{title}, version {version}: no mistake found. Questions and calculations: {count}")
            self._found.setText(said.format(title=form.title, version=form.shown_version, count=questions))
            self._about.setText("\n".join(_about(form, checked, replaces)))
            self.remarks.show_remarks(_("Remarks on the questionnaire"), checked.warnings)
        listed = bool(checked.mistakes or checked.warnings)
        self._about.setVisible(bool(self._about.text()))
        self.remarks.setVisible(listed)
        self.copy_button.setVisible(listed)
        self._card.show()
        self.take.setEnabled(form is not None)
        (self.remarks if listed else self.take).setFocus()

    def _take(self) -> None:
        form = self._form
        if form is None:
            return

        def act(_progress: Progress) -> TakenIn:
            self._workspace.forms.add(form.xform)
            return TakenIn(self._workspace.forms.list(), self._workspace.team.role() is TeamRole.SUPERVISOR)

        self._operations.run(
            act, owner=self, title=_("Taking the questionnaire in"), done=self.taken.emit, cancellable=False
        )


def _refused(checked: Checked) -> str:
    count = len(checked.mistakes)
    return ngettext(
        "The questionnaire has {count} mistake and cannot be used.",
        "The questionnaire has {count} mistakes and cannot be used.",
        count,
    ).format(count=count)


def _about(form: FormDefinition, checked: Checked, replaces: bool) -> list[str]:
    lines = []
    if form.languages:
        lines.append(_("Languages: {languages}").format(languages=", ".join(form.languages)))
    if replaces:
        lines.append(
            _("One with the same id and version is here already. New interviews will have this one in its place.")
        )
    if checked.warnings:
        lines.append(_("It can be used, but look at this:"))
    return lines
