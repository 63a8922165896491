"""Passphrases come from a prompt or from a file descriptor, never from an argument or the environment."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from interviewtool.i18n import _
from interviewtool.settings import read_settings
from interviewtool.workspace import Workspace

F = TypeVar("F", bound=Callable[..., Any])

passphrase_fd = click.option(
    "--passphrase-fd",
    type=click.IntRange(min=0),
    help="Read the passphrase from this open file descriptor, one line, instead of asking.",
)
in_vault = click.option(
    "--vault",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="The vault's folder; by default the one opened last.",
)


def passphrase(descriptor: int | None, *, confirm: bool = False) -> str:
    """The passphrase, asked for without echo unless it comes through a descriptor. confirm: ask twice."""
    if descriptor is None:
        return str(click.prompt(_("Passphrase"), hide_input=True, confirmation_prompt=confirm, err=True))
    with os.fdopen(os.dup(descriptor), encoding="utf-8") as stream:
        return stream.readline().rstrip("\r\n")


def vault_folder(folder: Path | None) -> Path:
    """The vault a command works on."""
    return folder or read_settings().settings.vault


def unlock(folder: Path | None, secret: str) -> Workspace:
    """Open the vault. KnownError vault.*."""
    return Workspace.unlock(vault_folder(folder), secret)
