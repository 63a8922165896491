"""What the wiring of screens may ask of the window, so that it need not know the window itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from interviewtool.gui.operations import Operations
    from interviewtool.gui.screen import Screen
    from interviewtool.gui.work import Work
    from interviewtool.settings import Settings
    from interviewtool.workspace import Workspace


class Shell(Protocol):
    """The window of an unlocked vault."""

    @property
    def operations(self) -> Operations: ...

    @property
    def settings(self) -> Settings: ...

    @property
    def work(self) -> Work: ...

    def open_workspace(self) -> Workspace:
        """The unlocked workspace; RuntimeError before there is one."""

    def go(self, place: str) -> None:
        """Show a place of the navigation bar; a screen that stands alone is taken away."""

    def back(self) -> None:
        """Show the place one came from."""

    def show_alone(self, screen: Screen) -> None:
        """Let a screen fill the window, the places hidden, until `go` or `back`."""

    def panic(self) -> None:
        """Destroy the keys of the vault, after asking."""

    def vault_closed(self) -> None:
        """An act has closed the vault; the window locks."""

    def flush(self) -> None:
        """Hand half-typed text of the screen that stands alone to the vault."""

    def code_shown(self, *, confirmed: bool) -> None:
        """A new recovery code is on the screen, or was typed back: the next window says if it was not."""

    def stay_open(self) -> None:
        """Do not lock for half an hour, though nobody types."""

    def change(self, settings: Settings) -> None:
        """Take new settings."""
