"""The supervisor's desk: open a bundle, see what was checked, read its interviews."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from interviewtool.errors import KnownError
from interviewtool.gui.design import Role
from interviewtool.gui.files import read_chosen
from interviewtool.gui.operations import Operations, Progress
from interviewtool.gui.review.bundle_view import BundleView
from interviewtool.gui.review.reader import Reader
from interviewtool.gui.screen import Screen
from interviewtool.gui.widgets import Banner, Card, button, button_row, lead, page, paragraph, title
from interviewtool.i18n import _
from interviewtool.i18n.explain import explain
from interviewtool.review import Continuity, ReceivedBundle, ReceivedInterview
from interviewtool.team import Role as TeamRole

if TYPE_CHECKING:
    from interviewtool.workspace import Workspace


class DeskScreen(Screen):
    """interview_chosen(Reader): a received interview, ready to be read."""

    interview_chosen = Signal(object)

    def __init__(self, workspace: Workspace, operations: Operations) -> None:
        super().__init__(operations)
        self._workspace = workspace
        column = page(self, width=820)
        column.addWidget(title(_("Supervisor’s desk")))
        column.addWidget(lead(_("Open what an interviewer sent you. Nothing is decrypted before it is checked.")))
        self.banner = Banner()
        column.addWidget(self.banner)
        self.open_button = button(_("&Open a bundle…"), self._open, Role.PRIMARY)
        column.addLayout(button_row(self.open_button))
        self._empty = Card()
        self._empty.column.addWidget(
            paragraph(_("No bundle is open. It stays a file of yours; the vault keeps no copy of it."))
        )
        column.addWidget(self._empty)
        self._place = QVBoxLayout()
        column.addLayout(self._place)
        column.addStretch(1)
        self._bundle: BundleView | None = None
        self._opened: ReceivedBundle | None = None

    def refresh(self) -> None:
        """Look whether this vault is a supervisor's, as nobody else has a use for the desk, and close a bundle of which
        something was withdrawn meanwhile.
        """
        self.operations.quietly(self._workspace.team.role, owner=self, done=self._allow)
        opened = self._opened
        if opened is not None:
            reviews = self._workspace.review
            self.operations.quietly(lambda: reviews.is_current(opened), owner=self, done=self._keep_or_close)

    def _keep_or_close(self, current: bool) -> None:
        if not current and self._opened is not None:
            self._close()
            self._empty.show()
            self.banner.show_text(
                Role.NOTICE, _("Something in the bundle was withdrawn meanwhile. Open it again to read the rest.")
            )

    def _allow(self, role: TeamRole | None) -> None:
        before, now = self.open_button.isEnabled(), role is TeamRole.SUPERVISOR
        self.open_button.setEnabled(now)
        if not now:
            self.banner.show_text(Role.NOTICE, str(explain(KnownError("team.not_supervisor"))))
        elif not before:  # the team was created meanwhile
            self.banner.clear()
            self.first_focus()

    def first_focus(self) -> None:
        self.open_button.setFocus()

    def _open(self) -> None:
        path = self.operations.dialogs.open_file(self, _("Open a bundle"), _("Bundles (*.tar);;All files (*)"))
        if path is None:
            return
        reviews = self._workspace.review
        self.banner.clear()

        def act(progress: Progress) -> ReceivedBundle:
            return reviews.open(read_chosen(path), progress=progress)

        self.operations.run(
            act, owner=self, title=_("Checking the bundle"), done=self._show, failed=self.banner.show_error
        )

    def _show(self, bundle: ReceivedBundle) -> None:
        self._close()
        self._empty.hide()
        self._opened, self._bundle = bundle, BundleView(bundle)
        self._bundle.interview_chosen.connect(self._read)
        self._bundle.history_accepted.connect(partial(self._accept_history, bundle))
        self._place.addWidget(self._bundle)
        self._bundle.show()  # the layout would show it later, and what is hidden takes no focus
        self._bundle.setFocus()

    def _close(self) -> None:
        if self._bundle is not None:
            self._bundle.hide()
            self._bundle.deleteLater()
        self._opened = self._bundle = None

    def _accept_history(self, bundle: ReceivedBundle, reason: str) -> None:
        reviews = self._workspace.review

        def done(_nothing: None) -> None:
            self.banner.show_text(Role.SUCCESS, _("Noted in the log of this vault; it is not said again."))
            verdict = replace(bundle.verdict, continuity=Continuity(line=bundle.verdict.continuity.line))
            self._show(replace(bundle, verdict=verdict))

        self.operations.run(
            lambda _progress: reviews.accept(bundle.verdict, reason),
            owner=self,
            title=_("Noting what the sender said"),
            done=done,
            failed=self.banner.show_error,
            cancellable=False,
        )

    def _read(self, interview: ReceivedInterview) -> None:
        operations, decisions = self.operations, self._workspace.decisions

        def act(_progress: object) -> Reader.Content:
            return Reader.Content.of(interview)

        operations.run(
            act,
            owner=self,
            title=_("Opening the interview"),
            done=lambda content: self.interview_chosen.emit(Reader(content, operations, decisions)),
            failed=self.banner.show_error,
        )
