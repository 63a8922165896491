"""`interviewtool vault slots`: the ways to open a vault. Each is seen, added, changed and removed by itself."""

from __future__ import annotations

from pathlib import Path

import click

from interviewtool.cli.asking import compared
from interviewtool.cli.files import existing_file, read
from interviewtool.cli.language import Command, Group, option
from interviewtool.cli.progress import waiting
from interviewtool.cli.secrets import in_vault, passphrase, passphrase_fd, unlocked, vault_folder
from interviewtool.cli.vault_care import new_passphrase_fd, secret_for, supervisor_vault
from interviewtool.cli.wording import way_to_open
from interviewtool.crypto.passphrases import entropy_bits, new_passphrase
from interviewtool.crypto.slots import KeyKind, KeySlot
from interviewtool.i18n import LANGUAGES, N_, _, interface_language
from interviewtool.model import now
from interviewtool.team import Card
from interviewtool.vault import Vault

_CHOICES = {
    "answers": (KeyKind.VAULT,),
    "names": (KeyKind.IDENTITY,),
    "both": (KeyKind.VAULT, KeyKind.IDENTITY),
}
_KEYS = {KeyKind.VAULT.value: N_("answers"), KeyKind.IDENTITY.value: N_("register of names")}


@click.group(cls=Group, help=N_("The ways to open a vault: see, add, change and remove them."))
def slots() -> None:
    """The group."""


@slots.command("list", help=N_("Show the ways to open a vault, and what each leads to."))
@in_vault
@passphrase_fd
def show(folder: Path | None, passphrase_fd: int | None) -> None:
    """Show the slots."""
    with unlocked(folder, passphrase(passphrase_fd)) as workspace:
        holders = workspace.vault.holders
        for slot in workspace.vault.slots:
            click.echo(_line(slot, holders.get(slot.slot_id, "")))


@slots.command("change-passphrase", help=N_("Put a new passphrase in the place of the old one."))
@supervisor_vault
@in_vault
@passphrase_fd
@new_passphrase_fd
def change_passphrase(
    supervisor_vault: Path | None, folder: Path | None, passphrase_fd: int | None, new_passphrase_fd: int | None
) -> None:
    """Change the passphrase, also with the recovery code or by a supervisor who was entrusted with the keys."""
    secret = secret_for(supervisor_vault, passphrase_fd)
    new = _new(new_passphrase_fd)
    with waiting(_("Opening the vault")):
        vault = Vault.unlock(vault_folder(folder), secret, clock=now)
    try:
        vault.change_passphrase(secret, new)
    finally:
        vault.close()
    click.echo(_("The new passphrase opens the vault; the old one no longer does. Older backups keep the old one."))


@slots.command("add-passphrase", help=N_("Add one more passphrase beside those there are."))
@in_vault
@passphrase_fd
@new_passphrase_fd
def add_passphrase(folder: Path | None, passphrase_fd: int | None, new_passphrase_fd: int | None) -> None:
    """Add a passphrase."""
    secret, new = passphrase(passphrase_fd), _new(new_passphrase_fd)
    with unlocked(folder, secret) as workspace:
        click.echo(_line(workspace.vault.add_passphrase(secret, new)))


@slots.command("entrust", help=N_("Let a supervisor’s key open the vault: the team’s supervisor, or another’s card."))
@option("--with", "choice", type=click.Choice(list(_CHOICES)), required=True, help=N_("What the key may reach."))
@option("--card", type=existing_file, help=N_("The card of another supervisor than the team’s."))
@in_vault
@passphrase_fd
def entrust(choice: str, card: Path | None, folder: Path | None, passphrase_fd: int | None) -> None:
    """Add an escrow slot."""
    secret = passphrase(passphrase_fd)
    with unlocked(folder, secret) as workspace:
        holder = workspace.team.joined().supervisor if card is None else Card.from_bytes(read(card))
        slot = workspace.vault.add_escrow(secret, holder.recipient, _CHOICES[choice])
        click.echo(_line(slot, holder.recipient))


@slots.command(
    "new-code", help=N_("Make a new recovery code, to be typed back; the old one no longer opens the vault.")
)
@in_vault
@passphrase_fd
def new_code(folder: Path | None, passphrase_fd: int | None) -> None:
    """Renew the recovery code."""
    secret = passphrase(passphrase_fd)
    with unlocked(folder, secret) as workspace:
        code = str(workspace.vault.renew_recovery_code(secret))
        click.echo(_("Recovery code: {code}").format(code=code))
    if passphrase_fd is None:
        compared(code)


@slots.command("remove", help=N_("Remove a way to open the vault; NAME as the list shows it."))
@click.argument("name")
@in_vault
@passphrase_fd
def remove(name: str, folder: Path | None, passphrase_fd: int | None) -> None:
    """Remove a slot."""
    secret = passphrase(passphrase_fd)
    with unlocked(folder, secret) as workspace:
        workspace.vault.remove_slot(secret, name)
    click.echo(_("Removed. It no longer opens this vault; older backups keep it."))


@click.command(cls=Command, help=N_("Make up a passphrase of six random words."))
@option("--words-in", "language", type=click.Choice(LANGUAGES), help=N_("Language of the words."))
def words(language: str | None) -> None:
    """Print a passphrase."""
    chosen = language or interface_language()
    click.echo(new_passphrase(chosen))
    click.echo(_("It has {bits} random bits.").format(bits=int(entropy_bits(chosen))), err=True)


def _new(descriptor: int | None) -> str:
    if descriptor is None:
        click.echo(_("Now the new passphrase."), err=True)
    return passphrase(descriptor, confirm=True)


def _line(slot: KeySlot, holder: str = "") -> str:
    leads_to = ", ".join(_(_KEYS[key]) for key in _KEYS if key in slot.wrapped)
    return f"{slot.slot_id}  {way_to_open(slot)}  → {leads_to}  {holder}".rstrip()


COMMANDS = (slots, words)
