"""The encrypted bundle for the supervisor."""

from __future__ import annotations

import secrets
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from interviewtool.errors import KnownError
from interviewtool.gui.design import Role
from interviewtool.gui.dialogs import Question
from interviewtool.gui.export.checks import bundle_check
from interviewtool.gui.export.export_card import ExportCard
from interviewtool.gui.export.result import Exported
from interviewtool.gui.files import written
from interviewtool.gui.operations import Operations, Progress
from interviewtool.gui.widgets import button, button_row
from interviewtool.i18n import _
from interviewtool.i18n.explain import explain
from interviewtool.model import InterviewId
from interviewtool.model.codes import drawn
from interviewtool.pseudonym import Opening
from interviewtool.team import allowed_signers

if TYPE_CHECKING:
    from interviewtool.workspace import Workspace


class BundleCard(ExportCard):
    """Everything of the chosen interviews, for the supervisor alone."""

    def __init__(
        self, owner: QWidget, workspace: Workspace, operations: Operations, interview_ids: tuple[InterviewId, ...]
    ) -> None:
        super().__init__(
            _("Encrypted bundle for the supervisor"),
            _(
                "Holds everything that was said, the consent records and the signed summaries. Only your "
                "supervisor can open it; your signature shows that nothing was changed."
            ),
            owner=owner,
            workspace=workspace,
            operations=operations,
            interview_ids=interview_ids,
        )
        self.identities = self._ask_for_names(
            _("Send the &names of the persons as well"),
            " ".join(filter(None, (_("They are sealed apart."), self._note_on_passphrase()))),
        )
        self.save_button = button(_("&Save the bundle…"), self._save, Role.PRIMARY)
        self.column.addLayout(button_row(self.save_button))
        self.column.addWidget(self.result)

    def _save(self) -> None:
        opening: Opening | None = None
        if self.identities.isChecked():
            opening = self._open_register()
            if opening is None:
                return
        path = self._operations.dialogs.save_file(
            self._owner, _("Save the bundle"), f"{neutral_name()}.tar", _("Bundles (*.tar)")
        )
        if path is not None:
            self._export(path, opening)

    def _export(self, path: Path, opening: Opening | None, *, leave_out_large: bool = False) -> None:
        workspace, interview_ids = self._workspace, self._interview_ids

        def act(progress: Progress) -> Exported:
            workspace.export.bundle(
                interview_ids,
                passphrase=opening,
                leave_out_large=leave_out_large,
                progress=progress,
                keep=partial(written, path),
            )
            signers = allowed_signers(workspace.team.joined())
            return Exported(path, bundle_check(path, workspace.team.keys().interviewer_code, signers))

        def failed(error: KnownError) -> None:
            if error.code != "export.files_too_large":
                self._operations.show_error(self._owner, error)
            elif self._operations.dialogs.confirm(self._owner, _large_files(error)):
                self._export(path, opening, leave_out_large=True)

        self._operations.run(act, owner=self._owner, title=_("Writing the bundle"), done=self._tell, failed=failed)


def _large_files(error: KnownError) -> Question:
    return Question(
        _("Leave the largest files out?"),
        f"{explain(error)}\n\n"
        + _("The bundle lists what is left out, with its checksum, so that it can be handed over later."),
        agree=_("Export without them"),
        decline=_("Go back"),
        danger=True,
    )


def neutral_name() -> str:
    """A file name that tells nothing: eight random letters and digits."""
    return drawn(8, secrets.randbelow).lower()
