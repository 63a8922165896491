"""A screen of one view at a time: what there is, and the steps towards an act upon it.

When an act is done the first view comes back and says so; when it fails, the view that is shown says why.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from interviewtool.errors import KnownError
from interviewtool.gui.design import Role
from interviewtool.gui.operations import Operations
from interviewtool.gui.screen import Screen
from interviewtool.gui.widgets import Banner, OneView


class ActingScreen(Screen):
    """Subclasses say what is seen first (`show_first`), and call `tell_outcome` as soon as it is."""

    def __init__(self, operations: Operations) -> None:
        super().__init__(operations)
        self._stack = OneView()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        self._outcome: tuple[Role, str] | None = None

    def first_focus(self) -> None:
        if self.view is not None:
            self.view.setFocus()

    @property
    def view(self) -> QWidget | None:
        """What is shown."""
        return self._stack.currentWidget()

    def show_view(self, view: QWidget) -> None:
        """Show a step, or the first view; the one before is gone."""
        self._stack.show_view(view)

    def show_first(self) -> None:
        """Read what there is now, and show it."""
        raise NotImplementedError

    def tell_outcome(self, banner: Banner) -> None:
        """Say on the first view what the act before it has come to, once."""
        if self._outcome is not None:
            banner.show_text(*self._outcome)
            self._outcome = None

    def finish(self, sentence: str, role: Role = Role.SUCCESS) -> None:
        """An act is over: back to the first view, which says so."""
        self._outcome = role, sentence
        self.show_first()

    def fail(self, error: KnownError) -> None:
        """An act did not work: say it on the view that is shown, so that the person can mend it there."""
        banner = getattr(self.view, "banner", None)
        if isinstance(banner, Banner):
            banner.show_error(error)
        else:
            self.operations.show_error(self, error)

    def perform(self, act: Callable[[], object], title: str, done: str) -> None:
        """An act that is too short to be stopped. title: what is being done. done: what is said when it is."""
        self.operations.run(
            lambda _progress: act(),
            owner=self,
            title=title,
            done=lambda _result: self.finish(done),
            failed=self.fail,
            cancellable=False,
        )
