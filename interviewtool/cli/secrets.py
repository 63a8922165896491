"""Passphrases come from a prompt or from a file descriptor, never from an argument or the environment."""

from __future__ import annotations

import getpass
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from interviewtool.cli.language import PathType, option
from interviewtool.cli.progress import waiting
from interviewtool.crypto.strength import strength
from interviewtool.errors import KnownError
from interviewtool.i18n import N_, _
from interviewtool.settings import read_settings
from interviewtool.vault.report import Finding
from interviewtool.workspace import Workspace

_LONGEST = 10_000  # bytes of the line with the passphrase

passphrase_fd = option(
    "--passphrase-fd",
    metavar="N",
    type=int,
    help=N_("Read the passphrase from the open file descriptor N, one line, instead of asking."),
)
in_vault = option(
    "--vault",
    "folder",
    metavar="FOLDER",
    type=PathType(path_type=Path, file_okay=False),
    help=N_("The vault’s folder; by default the one opened last."),
)


def passphrase(descriptor: int | None, *, confirm: bool = False) -> str:
    """The passphrase, asked for without echo unless it comes through a descriptor. confirm: a new one; it is asked for
    twice, and one that is easy to guess is taken, but it is said.

    KnownError cli.no_terminal where nobody can be asked, cli.descriptor_unreadable.
    """
    secret = _asked(confirm=confirm) if descriptor is None else _from_descriptor(descriptor)
    if confirm and secret:
        judged = strength(secret)
        if not judged.enough:
            click.echo(": ".join((_("Passphrase"), _(judged.sentence))), err=True)
    return secret


def _asked(*, confirm: bool) -> str:
    try:
        with warnings.catch_warnings():
            # Python would go on and read it from anywhere, with echo.
            warnings.simplefilter("error", getpass.GetPassWarning)
            return str(click.prompt(_("Passphrase"), hide_input=True, confirmation_prompt=confirm, err=True))
    except getpass.GetPassWarning:
        raise KnownError("cli.no_terminal") from None


def _from_descriptor(descriptor: int) -> str:
    """One line. What comes after it stays for the next: another passphrase, or an answer on the same descriptor."""
    line = b""
    try:
        while len(line) < _LONGEST and (letter := os.read(descriptor, 1)) not in (b"", b"\n"):
            line += letter
        return line.decode().removesuffix("\r")
    except (OSError, ValueError):  # closed, not for reading, not text
        raise KnownError("cli.descriptor_unreadable", number=descriptor) from None


def vault_folder(folder: Path | None) -> Path:
    """The vault a command works on."""
    return folder or read_settings().settings.vault


@contextmanager
def unlocked(folder: Path | None, secret: str) -> Iterator[Workspace]:
    """The vault, open for the length of a with block. What unlocking found wrong is said on stderr. KnownError vault.*.

    secret: passphrase or recovery code.
    """
    with waiting(_("Opening the vault")):
        workspace = Workspace.unlock(vault_folder(folder), secret)
    try:
        say_findings(workspace.vault.findings, err=True)
        yield workspace
    finally:
        workspace.lock()


def say_findings(findings: tuple[Finding, ...], *, err: bool = False) -> None:
    """What a vault found damaged or put back, a line each. err: on stderr."""
    for finding in findings:
        sentence, part = finding.sentence
        click.echo(_(sentence).format(part=part), err=err)
