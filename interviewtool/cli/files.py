"""Reading and writing whole files: what is written appears complete or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import click

from interviewtool.i18n import _

existing_file = click.Path(path_type=Path, exists=True, dir_okay=False)
new_file = click.Path(path_type=Path, dir_okay=False)


def write(path: Path, content: bytes) -> None:
    """Write beside, sync, rename; says where it lies."""
    aside = path.with_name(f".{path.name}.new")
    with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)
    click.echo(_("Written: {path}").format(path=path))
