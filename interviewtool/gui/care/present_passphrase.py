"""Acts on the ways to open a vault are for who knows its passphrase."""

from __future__ import annotations

from interviewtool.gui.screen import Screen
from interviewtool.i18n import _


def ask_passphrase(screen: Screen, why: str) -> str | None:
    """The present one, as typed; None where the person turned away. why: what it is needed for."""
    return screen.operations.dialogs.passphrase(screen, _("Passphrase of this vault"), why)
