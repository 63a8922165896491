"""`interviewtool consent`: print the consent form."""

from __future__ import annotations

from pathlib import Path

import click

from interviewtool.cli.files import new_file, write
from interviewtool.consent import shipped
from interviewtool.export import consent_form
from interviewtool.i18n import LANGUAGES


@click.group()
def consent() -> None:
    """Consent texts."""


@consent.command(name="print")
@click.option("--text-language", type=click.Choice(LANGUAGES), default="uk", show_default=True, help="Of the form.")
@click.argument("target", type=new_file, default=Path("consent.pdf"))
def print_(text_language: str, target: Path) -> None:
    """Write the consent form as a PDF, to be printed."""
    *_older, newest = (text for text in shipped() if text.language == text_language)
    write(target, consent_form(newest))
