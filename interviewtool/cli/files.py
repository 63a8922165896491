"""Reading and writing whole files: what is written appears complete or not at all, and never in the place of another.

Writing begins with `new_file`, before a passphrase is asked for: a person does not wait for an export that then finds
its name taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from interviewtool.cli.language import PathType, option
from interviewtool.cli.reasons import reason
from interviewtool.errors import KnownError, Place
from interviewtool.i18n import N_, _
from interviewtool.vault.durable import NotNamed, beside

existing_file = PathType(path_type=Path, exists=True, dir_okay=False)
target_file = PathType(path_type=Path, dir_okay=False)
force = option("--force", is_flag=True, help=N_("Replace the file where there is one already."))
LARGEST = 1 << 30
"""Bytes. Nothing that this program makes comes near; what is larger is not read into memory."""


def read(path: Path) -> bytes:
    """A whole file. KnownError cli.file_not_read, cli.file_too_large."""
    try:
        if path.stat().st_size > LARGEST:
            raise KnownError("cli.file_too_large", Place(str(path)))
        return path.read_bytes()
    except OSError as error:
        raise KnownError("cli.file_not_read", Place(str(path)), reason=reason(error)) from None


def new_file(path: Path, *, force: bool) -> None:
    """Make sure that a file may be written there. KnownError cli.file_exists, cli.no_folder."""
    if path.exists() and not force:
        raise KnownError("cli.file_exists", Place(str(path)))
    if not path.absolute().parent.is_dir():
        raise KnownError("cli.no_folder", Place(str(path)))


def write(path: Path, content: bytes, *, force: bool) -> None:
    """Write a file and say where it lies. KnownError as `written`."""
    with written(path, content, force=force):
        pass


@contextmanager
def written(path: Path, content: bytes, *, force: bool) -> Iterator[None]:
    """Within, the file is safe on its disk; at the end it takes its place, and it is said where that is.

    Between looking and renaming another program may lay a file there; without hard links, which memory sticks do not
    have, no rename refuses that. KnownError cli.file_exists, no_folder, file_not_written, file_not_named.
    """
    new_file(path, force=force)
    try:
        with beside(path, content):
            new_file(path, force=force)
            yield
    except NotNamed as error:
        raise KnownError("cli.file_not_named", Place(str(path)), reason=reason(error), name=error.aside) from None
    except OSError as error:
        raise KnownError("cli.file_not_written", Place(str(path)), reason=reason(error)) from None
    click.echo(_("Written: {path}").format(path=path))
