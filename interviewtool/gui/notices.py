"""What a person must be told after unlocking, one notice after the other, until each was put away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from interviewtool.gui.design import Role
from interviewtool.gui.labels import date_text
from interviewtool.gui.widgets import Banner
from interviewtool.i18n import _

if TYPE_CHECKING:
    from interviewtool.vault.backup_note import BackupNote
    from interviewtool.vault.report import Finding


@dataclass(frozen=True, slots=True)
class Notice:
    """text: what is said. seen: called when the person put it away. act: what can be done about it, and its label."""

    mood: Role
    text: str
    seen: Callable[[], object]
    act: tuple[str, Callable[[], object]] | None = None


class Notices(Banner):
    """Shows the first of the notices that wait. all_seen: the last one was put away."""

    all_seen = Signal()

    def __init__(self, waiting: list[Notice]) -> None:
        super().__init__(fixed=True)
        self._waiting = waiting
        self._show_next()

    def _show_next(self) -> None:
        if not self._waiting:
            self.clear()
            return
        first = self._waiting[0]
        if first.act is None:
            self.show_text(first.mood, first.text, (_("I have read this"), self._seen))
        else:
            label, act = first.act
            self.show_text(first.mood, first.text, (label, lambda: self._do(act)), (_("Later"), self._seen))

    def add(self, notice: Notice) -> None:
        """One more, after those that wait."""
        self._waiting.append(notice)
        if len(self._waiting) == 1:
            self._show_next()

    def _do(self, act: Callable[[], object]) -> None:
        self._seen()
        act()

    def _seen(self) -> None:
        self._waiting.pop(0).seen()
        self._show_next()
        if not self._waiting:
            self.all_seen.emit()


def about_findings(findings: tuple[Finding, ...]) -> Notice | None:
    """What unlocking found damaged or put back."""
    if not findings:
        return None
    sentences = [_(message).format(part=part) for message, part in (finding.sentence for finding in findings)]
    heading = _("Something in this vault is not as the program left it. Ask your supervisor before you go on.")
    return Notice(Role.ERROR, "\n".join((heading, *sentences)), lambda: None)


def about_unsaved(seen: Callable[[], object]) -> Notice:
    """A lock could not write everything, and there was nobody to ask."""
    text = _(
        "When the vault was locked the last time, what was typed last could not be written, for example because the "
        "disk was full. Look through the last interview before you go on."
    )
    return Notice(Role.ERROR, text, seen)


def about_unattended(seen: Callable[[], object]) -> Notice:
    """A backup, a check or a rotation went on behind the curtain, and nobody saw that it failed."""
    text = _(
        "What you had begun and left alone before the vault locked (a backup, a check of the vault or new keys) was "
        "stopped, failed, or found something. Go to the care of the vault and begin it again."
    )
    return Notice(Role.ERROR, text, seen)


def about_code(make: Callable[[], object]) -> Notice:
    """A recovery code was shown and not typed back. make: leads to where a new one is made."""
    text = _(
        "The recovery code was shown, but never typed back. If nobody has written it down, nothing opens the vault "
        "once the passphrase is forgotten: make a new code."
    )
    return Notice(Role.WARNING, text, lambda: None, (_("Go to “Vault”…"), make))


def about_backup(note: BackupNote, make: Callable[[], object]) -> Notice:
    """The last backup is too old. make: makes one."""
    if note.time is None:
        text = _("There is no backup of this vault yet. If this computer breaks or is taken away, everything is lost.")
    else:
        text = _("The last backup was made on {date}, and something has changed since.").format(
            date=date_text(note.time.astimezone())
        )
    return Notice(Role.WARNING, text, lambda: None, (_("Make a backup…"), make))


def about_swap(seen: Callable[[], object]) -> Notice:
    """Memory of this machine may end on the disk in clear."""
    text = _(
        "This computer moves memory to its disk without encryption, and parts of what you type can end up there. "
        "Ask whoever looks after the computer to encrypt its swap space."
    )
    return Notice(Role.WARNING, text, seen)
