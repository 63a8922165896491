"""`interviewtool form print`: the blank questionnaire on paper."""

from __future__ import annotations

from pathlib import Path

import click

from interviewtool.cli.files import force, new_file, target_file, write
from interviewtool.cli.language import Command, option
from interviewtool.cli.progress import waiting
from interviewtool.cli.questionnaire_file import in_its_place, usable
from interviewtool.errors import KnownError
from interviewtool.export import blank_questionnaire
from interviewtool.i18n import N_, _
from interviewtool.xforms import FormDefinition


@click.command(
    cls=Command,
    name="print",
    help=N_(
        "Write a questionnaire as a PDF to be filled in on paper, with its skip conditions in words; to "
        "questionnaire.pdf if no FILE is named."
    ),
)
@option(
    "--text-language",
    metavar="LANGUAGE",
    default="",
    help=N_("One of the questionnaire’s, by name or code; the one it begins in if none is named."),
)
@in_its_place(N_("Another questionnaire (xlsx, xls, csv, md, or an XForm as xml)."))
@force
@click.argument("file", type=target_file, default=Path("questionnaire.pdf"))
def print_(text_language: str, source: Path, force: bool, file: Path) -> None:
    """Write the blank questionnaire."""
    new_file(file, force=force)
    xform = usable(source)
    with waiting(_("Writing the questionnaire")):
        form = FormDefinition.load(xform)
        if text_language and form.languages and form.language(text_language) is None:
            raise KnownError("cli.language_unknown", language=text_language, languages=", ".join(form.languages))
        content = blank_questionnaire(form, text_language)
    write(file, content, force=force)
