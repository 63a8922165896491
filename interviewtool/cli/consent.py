"""`interviewtool consent`: print the consent form."""

from __future__ import annotations

from pathlib import Path

import click

from interviewtool.cli.files import force, new_file, target_file, write
from interviewtool.cli.language import group, option
from interviewtool.cli.progress import waiting
from interviewtool.consent import shipped
from interviewtool.export import consent_form
from interviewtool.i18n import LANGUAGES, N_, _


@group(N_("Print the consent form."))
def consent() -> None:
    """The group."""


@consent.command(
    name="print",
    help=N_("Write the newest consent form as a PDF that can be printed; to consent.pdf if no FILE is named."),
)
@option("--text-language", type=click.Choice(LANGUAGES), default="uk", show_default=True, help=N_("Of the form."))
@force
@click.argument("file", type=target_file, default=Path("consent.pdf"))
def print_(text_language: str, force: bool, file: Path) -> None:
    """Write the consent form as a PDF."""
    new_file(file, force=force)
    *_older, newest = (text for text in shipped() if text.language == text_language)
    with waiting(_("Writing the consent form")):
        content = consent_form(newest)
    write(file, content, force=force)
