"""What a restore or a salvage has come to: a new vault, and in words what it holds and what it does not."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from interviewtool.gui.findings import finding_lines
from interviewtool.i18n import _, ngettext
from interviewtool.model import InterviewId

if TYPE_CHECKING:
    from interviewtool.vault.moving import Moved
    from interviewtool.workspace import Workspace


@dataclass(frozen=True, slots=True, repr=False)
class Brought:
    """The new vault, open, its recovery code, and what was brought over.

    backup: whether out of a backup, and not out of a damaged vault. unheard: the vault beside it, where it could not be
    opened to learn what was erased in it.
    """

    workspace: Workspace
    code: str
    folder: Path
    moved: Moved
    backup: bool
    unheard: Path | None = None


def what_came(brought: Brought) -> str:
    """In words, a line each."""
    from interviewtool.vault.moving import DOUBTED, PRESUMED

    moved = brought.moved
    number = len(moved.brought)
    sentences = [
        ngettext("{count} interview was brought over.", "{count} interviews were brought over.", number).format(
            count=number
        ),
        *(_of_backup(brought) if brought.backup else ()),
    ]
    if moved.doubted:
        doubted = ngettext(
            "Consent to {count} interview is in doubt: {ids}.",
            "Consent to {count} interviews is in doubt: {ids}.",
            len(moved.doubted),
        )
        sentences.append(_counted(doubted, moved.doubted))
        sentences.append(_(DOUBTED))
    if moved.presumed:
        presumed = ngettext(
            "Of {count} interview it is not known whether it was held for practice: {ids}.",
            "Of {count} interviews it is not known whether they were held for practice: {ids}.",
            len(moved.presumed),
        )
        sentences.append(_counted(presumed, moved.presumed))
        sentences.append(_(PRESUMED))
    if moved.lost:
        lost = ngettext(
            "{count} interview could not be read: {ids}.",
            "{count} interviews could not be read: {ids}.",
            len(moved.lost),
        )
        sentences.append(_counted(lost, moved.lost))
    if moved.lost or moved.findings:
        sentences += finding_lines(moved.findings)
        sentences.append(
            _("The backup is damaged: keep it, an older one may hold more.")
            if brought.backup
            else _("Keep the damaged vault as it is; a backup may hold what is lost here.")
        )
    return "\n".join(sentences)


def _counted(sentence: str, interviews: Collection[InterviewId]) -> str:
    return sentence.format(count=len(interviews), ids=", ".join(interviews))


def _of_backup(brought: Brought) -> list[str]:
    from interviewtool.vault.restore import AFTERWARDS

    sentences = []
    number = len(brought.moved.erased)
    if number:
        erased = ngettext(
            "{count} interview was erased after the backup was made, and stays erased.",
            "{count} interviews were erased after the backup was made, and stay erased.",
            number,
        )
        sentences.append(erased.format(count=number))
    if brought.unheard is not None:
        unheard = _(
            "The vault in {folder} does not open with this passphrase, so it could not be asked what was erased in it. "
            "Look through the interviews: what was to be erased may have come back, and must be erased again."
        )
        sentences.append(unheard.format(folder=brought.unheard))
    return [*sentences, _(AFTERWARDS)]
