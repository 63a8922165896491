"""The group of all commands: the language, and how they end."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

import click

from interviewtool import __version__
from interviewtool.cli import bundle, consent, demo, form, interview, team, team_events, vault, vault_care, vault_slots
from interviewtool.cli.ending import explained
from interviewtool.cli.form_add import add
from interviewtool.cli.form_new import new
from interviewtool.cli.form_print import print_
from interviewtool.cli.language import Group, Option, choose_language
from interviewtool.cli.review_sheet import review_sheet
from interviewtool.i18n import LANGUAGES, N_
from interviewtool.settings import read_settings


class Commands(Group):
    """A group that explains what a person can mend."""

    def main(self, args: Sequence[str] | None = None, *rest: Any, **named: Any) -> Any:  # noqa: ANN401 - as click has it
        """Run a command and end the process with its code."""
        arguments = list(sys.argv[1:] if args is None else args)
        choose_language(arguments, read_settings().settings.interface_language)
        with explained():
            code = super().main(arguments, *rest, **{**named, "standalone_mode": False})
            sys.exit(code if isinstance(code, int) else 0)


@click.group(
    cls=Commands,
    help=N_("Offline interview capture. Without a command the window opens."),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)
@click.option(
    "--language",
    cls=Option,
    type=click.Choice(LANGUAGES),
    expose_value=False,
    help=N_("Language of messages and help; by default that of the settings, else of the system."),
)
@click.version_option(__version__, prog_name="interviewtool", cls=Option, help=N_("Show the version and exit."))
def main() -> None:
    """What all commands share is done before they are read; see `choose_language`."""


for command in (demo.demo, form.form, vault.vault, interview.interview, bundle.bundle, consent.consent, team.team):
    main.add_command(command)
for command in (new, add, print_, review_sheet):
    form.form.add_command(command)
for command in (*vault_care.COMMANDS, *vault_slots.COMMANDS):
    vault.vault.add_command(command)
for command in team_events.COMMANDS:
    team.team.add_command(command)
