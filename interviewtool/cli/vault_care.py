"""`interviewtool vault`: what keeps a vault alive, and what ends it: backup, restore, salvage, rotate, panic."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from interviewtool.cli.asking import agree_or_stop, compared, typed_back
from interviewtool.cli.language import Command, PathType, option
from interviewtool.cli.progress import Line, waiting
from interviewtool.cli.secrets import in_vault, passphrase, passphrase_fd, say_findings, unlocked, vault_folder
from interviewtool.crypto.recovery import RecoveryCode
from interviewtool.errors import KnownError, Place
from interviewtool.i18n import N_, _, ngettext
from interviewtool.i18n.sizes import size_in_words
from interviewtool.model import now
from interviewtool.vault import Vault
from interviewtool.vault.closed import opens
from interviewtool.vault.layout import Layout
from interviewtool.vault.moving import DOUBTED, PRESUMED, Moved
from interviewtool.vault.panic import OUT_OF_REACH, holds_vault
from interviewtool.vault.restore import AFTERWARDS
from interviewtool.vault.restore import restore as restore_backup
from interviewtool.vault.rotation import rotate as rotate_vault
from interviewtool.vault.salvage import NewVault
from interviewtool.vault.salvage import salvage as salvage_vault

folder_path = PathType(path_type=Path, file_okay=False)
into = option(
    "--into", "target", metavar="FOLDER", type=folder_path, required=True, help=N_("A new or empty folder for it.")
)
erased_in = option(
    "--erased-in",
    metavar="FOLDER",
    type=folder_path,
    multiple=True,
    help=N_(
        "A vault: what was erased in it does not come back. If it has another passphrase, that is asked for. May be "
        "given several times."
    ),
)
new_passphrase_fd = option(
    "--new-passphrase-fd",
    metavar="N",
    type=int,
    help=N_("Read the new vault’s passphrase from the open file descriptor N, one line, instead of asking."),
)
supervisor_vault = option(
    "--supervisor-vault",
    metavar="FOLDER",
    type=folder_path,
    help=N_("Open it with the key a supervisor was entrusted with; the passphrase asked for is that of their vault."),
)


@click.command(
    cls=Command,
    help=N_(
        "Make a backup in the folder TO, or bring the one there up to date. It is encrypted as the vault is, opens "
        "with the same passphrase and recovery code, and every byte of it is read back."
    ),
)
@click.argument("to", type=folder_path)
@in_vault
@passphrase_fd
def backup(to: Path, folder: Path | None, passphrase_fd: int | None) -> None:
    """Back the vault up."""
    with unlocked(folder, passphrase(passphrase_fd)) as workspace, waiting(_("Making the backup")) as progress:
        report = workspace.vault.backup(to, progress)
    click.echo(
        _("The backup is whole: {total}, of which {written} were copied now.").format(
            total=size_in_words(report.total), written=size_in_words(report.written)
        )
    )
    click.echo(_("Whatever was erased in the vault is erased in this backup, too; in older ones elsewhere it is not."))


@click.command(
    cls=Command,
    help=N_("Restore the backup in the folder FROM into a new vault, with new keys and a new recovery code."),
)
@click.argument("source", metavar="FROM", type=folder_path)
@into
@erased_in
@passphrase_fd
@new_passphrase_fd
def restore(
    *,
    source: Path,
    target: Path,
    erased_in: tuple[Path, ...],
    passphrase_fd: int | None,
    new_passphrase_fd: int | None,
) -> None:
    """Restore a backup."""
    secret = passphrase(passphrase_fd)
    heard, new = _secrets_of(erased_in, secret), _new_passphrase(new_passphrase_fd)
    with waiting(_("Restoring the backup")) as progress:
        code, moved = restore_backup(source, secret, NewVault(target, new, now), progress=progress, erased_in=heard)
    click.echo(_(AFTERWARDS))
    _say_moved(target, code, moved, asked=passphrase_fd is None)


@click.command(
    cls=Command,
    help=N_(
        "Bring every interview that can still be read out of a damaged vault into a new one, and list what is lost. "
        "The damaged vault is not changed. Ends with 1 if something is lost."
    ),
)
@into
@erased_in
@supervisor_vault
@in_vault
@passphrase_fd
@new_passphrase_fd
def salvage(
    *,
    target: Path,
    erased_in: tuple[Path, ...],
    supervisor_vault: Path | None,
    folder: Path | None,
    passphrase_fd: int | None,
    new_passphrase_fd: int | None,
) -> None:
    """Salvage a damaged vault."""
    secret = secret_for(supervisor_vault, passphrase_fd)
    heard, new = _secrets_of(erased_in, secret), _new_passphrase(new_passphrase_fd)
    with waiting(_("Salvaging the vault")) as progress:
        code, moved = salvage_vault(
            vault_folder(folder), secret, NewVault(target, new, now), progress=progress, erased_in=heard
        )
    _say_moved(target, code, moved, asked=passphrase_fd is None)


@click.command(
    cls=Command,
    help=N_(
        "Put a new vault with new keys and a new recovery code in the place of this one, and destroy the old one. "
        "For the day a passphrase, a recovery code or an opened copy may be in other hands."
    ),
)
@option("--yes", is_flag=True, help=N_("Do not ask for the new recovery code to be typed back, as in a script."))
@in_vault
@passphrase_fd
@new_passphrase_fd
def rotate(yes: bool, folder: Path | None, passphrase_fd: int | None, new_passphrase_fd: int | None) -> None:
    """Give a vault new keys."""
    secret, new = passphrase(passphrase_fd), _new_passphrase(new_passphrase_fd)
    with waiting(_("Making the new vault")) as line:
        show = _show_code(line, confirmed=yes)
        moved = rotate_vault(vault_folder(folder), secret, new, clock=now, progress=line, show=show)
    click.echo(_("The vault has new keys; the old ones are destroyed. {interviews}").format(interviews=_count(moved)))
    click.echo(_("Older backups still open with the old passphrase. Make a new backup, and destroy the older ones."))


@click.command(
    cls=Command,
    help=N_(
        "Destroy the keys of a vault at once. After that nobody can read it, not even you. No passphrase is asked for."
    ),
)
@option("--yes", is_flag=True, help=N_("Do not ask."))
@in_vault
def panic(yes: bool, folder: Path | None) -> None:
    """Destroy the keys."""
    path = vault_folder(folder)
    if not holds_vault(*Layout(path).with_copies):
        raise KnownError("vault.not_a_vault", Place(file=path.name))
    if not yes:
        agree_or_stop(_("Destroy the keys of {path} for ever?").format(path=path))
    done = Vault.destroy_keys(path)
    for name in done.failed:
        click.echo(_("Could not be destroyed: {file}").format(file=name), err=True)
    if not done.sealed:
        raise click.ClickException(
            _("It may still be possible to open the vault. Destroy its folder, or the disk it is on.")
        )
    click.echo(_("The keys are destroyed: nobody can open this vault any more."))
    click.echo(_("Out of reach of this, and still readable:"))
    for what in OUT_OF_REACH:
        click.echo(f"  – {_(what)}")


def secret_for(supervisor_vault: Path | None, passphrase_fd: int | None) -> str:
    """What opens a vault: its own passphrase, or the age identity in the vault of a supervisor."""
    secret = passphrase(passphrase_fd)
    if supervisor_vault is None:
        return secret
    with unlocked(supervisor_vault, secret) as workspace:
        return workspace.team.keys().age_identity.secret


def _secrets_of(folders: tuple[Path, ...], secret: str) -> dict[Path, str]:
    """What opens each of these vaults: the same secret, or another that is asked for, as after a rotation."""
    found = {}
    for folder in folders:
        found[folder] = secret
        if not opens(folder, secret):
            click.echo(_("{folder} has another passphrase.").format(folder=folder), err=True)
            found[folder] = passphrase(None)
            if not opens(folder, found[folder]):  # said now, not when half of it is brought over
                raise KnownError("vault.wrong_passphrase", Place(file=folder.name))
    return found


def _new_passphrase(descriptor: int | None) -> str:
    if descriptor is None:
        click.echo(_("Now the passphrase of the new vault."), err=True)
    return passphrase(descriptor, confirm=True)


def _show_code(line: Line, *, confirmed: bool) -> Callable[[RecoveryCode], None]:
    def show(code: RecoveryCode) -> None:
        line.end()
        click.echo(_("Recovery code: {code}").format(code=code))
        if not confirmed:
            click.echo(_("Then the old vault is destroyed; whoever stops here keeps it."), err=True)
            typed_back(str(code))

    return show


def _say_moved(target: Path, code: RecoveryCode, moved: Moved, *, asked: bool) -> None:
    """asked: whether the passphrase was typed, so that the code can be typed back; a script is not asked."""
    click.echo(_("The vault is ready: {path}").format(path=target))
    click.echo(_("Recovery code: {code}").format(code=code))
    click.echo(_count(moved))
    for interview_id in moved.erased:
        click.echo(_("Was erased, and stays so: {interview}").format(interview=interview_id))
    for interview_id in moved.lost:
        click.echo(_("Lost: interview {interview}").format(interview=interview_id))
    for interview_id in moved.doubted:
        click.echo(_("Consent in doubt: interview {interview}").format(interview=interview_id))
    if moved.doubted:
        click.echo(_(DOUBTED))
    for interview_id in moved.presumed:
        click.echo(_("Practice or not: interview {interview}").format(interview=interview_id))
    if moved.presumed:
        click.echo(_(PRESUMED))
    say_findings(moved.findings)
    if asked:
        compared(str(code))
    if moved.lost or moved.findings:
        raise click.ClickException(_("Not everything could be read. Keep the damaged folder; a backup may hold more."))


def _count(moved: Moved) -> str:
    count = len(moved.brought)
    return ngettext("{count} interview was brought over.", "{count} interviews were brought over.", count).format(
        count=count
    )


COMMANDS = (backup, restore, salvage, rotate, panic)
